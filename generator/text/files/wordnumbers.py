"""The numbers that Word prints before paragraphs, counted as Word counts them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.text.numerals import COUNTED, ONES, STEMS, to_chinese, to_roman

LEVELS = 9
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_BANKERS = dict(zip(f"零{COUNTED}百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list: `text` is like 第%1条."""

    form: str = "decimal"  # w:numFmt
    text: str = ""  # w:lvlText
    start: int = 1
    after: str = "tab"  # w:suff: tab, space, nothing
    restart: int | None = None  # w:lvlRestart, 0: never
    arabic: bool = False  # w:isLgl: all numbers of the text in Arabic


@dataclass(slots=True)
class Counter:
    """Counts the numbered paragraphs of one document in order."""

    counts: dict[str, list[int | None]] = field(default_factory=dict)  # by abstract list
    seen: set[str] = field(default_factory=set)  # lists whose own start has been used

    def label(
        self,
        of: tuple[str, str],
        at: int,
        levels: Mapping[int, ListLevel],
        starts: Mapping[int, int],
    ) -> str:
        """The label of the next paragraph at level `at` (from 0) of the list `of`.

        `of` is the abstract list, whose numbers run on, and the list, which may begin anew with
        the numbers in `starts`.
        """
        abstract, number = of
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        if number not in self.seen:
            self.seen.add(number)
            for own, start in starts.items():
                counts[own] = start - 1
        level = levels.get(at, ListLevel())
        now = counts[at]
        counts[at] = level.start if now is None else now + 1
        for deeper in range(at + 1, LEVELS):
            again = levels.get(deeper, ListLevel()).restart
            if again is None or again > at:
                counts[deeper] = None
        return _printed(level, counts, levels)


def _printed(
    level: ListLevel, counts: list[int | None], levels: Mapping[int, ListLevel]
) -> str:
    if level.form in ("bullet", "none"):
        return ""
    text = level.text
    for at in range(LEVELS):
        if f"%{at + 1}" in text:
            inner = levels.get(at, ListLevel())
            n = counts[at]
            form = "decimal" if level.arabic else inner.form
            text = text.replace(f"%{at + 1}", number(inner.start if n is None else n, form))
    return text + {"nothing": "", "space": " "}.get(level.after, " ") if text else ""


def number(n: int, form: str) -> str:
    """`n` as one of Word's w:numFmt values prints it; unknown ones as Arabic digits."""
    made = _FORMS.get(form)
    return made(n) if made and 0 < n < 4000 else str(n)


def _counted(n: int) -> str:
    return to_chinese(n)


def _digits(n: int) -> str:
    return "".join(f"〇{ONES}"[int(d)] for d in str(n))


def _banker(n: int) -> str:
    words = to_chinese(n)
    return "".join(_BANKERS[c] for c in (f"一{words}" if words.startswith("十") else words))


def _letters(n: int) -> str:
    """1 → A, 27 → AA, as Word does."""
    return chr(65 + (n - 1) % 26) * ((n - 1) // 26 + 1)


def _cycled(signs: str) -> Callable[[int], str]:
    return lambda n: signs[(n - 1) % len(signs)]


def _ringed(n: int) -> str:
    return chr(0x2460 + n - 1) if n <= 20 else str(n)


def _in_brackets(n: int) -> str:
    return f"（{n}）"


_FORMS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "chineseLegalSimplified": _banker,
    "ideographLegalTraditional": _banker,
    "ideographTraditional": _cycled(STEMS),
    "ideographZodiac": _cycled(_BRANCHES),
    "upperLetter": _letters,
    "lowerLetter": lambda n: _letters(n).lower(),
    "upperRoman": to_roman,
    "lowerRoman": lambda n: to_roman(n).lower(),
    "decimalEnclosedCircle": _ringed,
    "decimalEnclosedCircleChinese": _ringed,
    "decimalEnclosedParen": _in_brackets,
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": str,
}
