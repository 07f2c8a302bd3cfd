"""Words of a form in its language: runs of one face and size, lines of runs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from generator.records.texts import Language, Text
from generator.sheets.records import SheetLanguage

BULLET = "· "  # before an item of a list
Face = Literal["serif", "sans", "fang", "hei", "kai"]


@dataclass(frozen=True, slots=True)
class Role:
    """A face with its sizes (points) in each language; `sub` is the English under Chinese."""

    face: Face
    bold: bool
    zh: float
    en: float
    sub: float


# One rule for faces, as on the printed sheets: serif is the regulation's own words.
ROLES: Mapping[str, Role] = {
    "title": Role("sans", True, 16, 15, 11),
    "section": Role("sans", True, 12, 11.5, 9.5),
    "law": Role("serif", False, 10.5, 10.5, 9),
    "cite": Role("sans", True, 10, 9.5, 9),
    "ask": Role("sans", False, 10.5, 10, 9),
    "list": Role("sans", False, 9.5, 9, 8.5),
    "label": Role("sans", False, 10, 9.5, 8.5),
    "head": Role("sans", True, 9.5, 9, 8.5),
    "hint": Role("sans", False, 9, 9, 8.5),
    "small": Role("sans", False, 8.5, 8.5, 8.5),
    "law-title": Role("serif", False, 20, 17, 11),
    "cover": Role("sans", True, 30, 26, 14),
    # The report, as GB/T 9704: 2号 title, 3号 仿宋, 黑体 and 楷体 above it.
    "report-title": Role("serif", True, 22, 19, 13),
    "report-body": Role("fang", False, 16, 13, 10.5),
    "report-first": Role("hei", False, 16, 13.5, 10.5),
    "report-second": Role("kai", False, 16, 13, 10.5),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one face, size (points) and language."""

    text: str
    face: Face
    bold: bool
    size: float
    language: Language
    underlined: bool = False
    struck: bool = False


RunLine = tuple[Run, ...]
Lines = tuple[RunLine, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of a form and the dictionary of its words."""

    language: SheetLanguage
    strings: Mapping[str, Text]


def word(voice: Voice, key: str, **values: str | Text) -> Text:
    """A text of the dictionary, its {placeholders} filled with strings or texts."""
    text = voice.strings[key]
    return Text(_filled(text.zh, "zh", values), _filled(text.en or "", "en", values))


def _filled(words: str, language: Language, values: Mapping[str, str | Text]) -> str:
    for key, value in values.items():
        words = words.replace(
            f"{{{key}}}", value if isinstance(value, str) else _in(value, language)
        )
    return words


def _in(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en or text.zh


def english(voice: Voice, text: Text) -> str:
    """Its English; a missing translation is shown as such."""
    return text.en or voice.strings["untranslated"].en or ""


def put(voice: Voice, text: Text, role: str) -> Lines:
    """The text in the language of the form; `both` has the English on lines of its own."""
    kind = ROLES[role]
    zh = _lines(text.zh, kind, "zh", kind.zh)
    if voice.language == "zh":
        return zh
    if voice.language == "en":
        return _lines(english(voice, text), kind, "en", kind.en)
    light = Role(kind.face, False, kind.zh, kind.en, kind.sub)
    return zh + _lines(english(voice, text), light, "en", kind.sub)


@lru_cache(4096)  # the same words stand on the sheets of many entities
def _lines(text: str, kind: Role, language: Language, size: float) -> Lines:
    return tuple((Run(t, kind.face, kind.bold, size, language),) for t in text.split("\n"))


def with_blanks(line: RunLine, values: Iterable[str] = ()) -> RunLine:
    """The line with a place to write on, a run of its own, for each {_}, or with these values.

    Neither the space before it nor its own lets a line break: it stays with its words.
    """
    left = iter(values)
    return tuple(part for one in line for part in _parted(one, left))


def _parted(one: Run, left: Iterator[str]) -> Iterator[Run]:
    for n, said in enumerate(one.text.replace(" {_}", "\u00a0{_}").split("{_}")):
        if n:
            yield to_write_on(one.size, said=next(left, ""))
        if said:
            yield replace(one, text=said)


def to_write_on(size: float, width: int = 2, *, said: str = "") -> Run:
    """An underlined place, about so many ideographs wide where nothing is `said` in it."""
    words = f"\u00a0{said}\u00a0" if said else "\u00a0" * 3 * width
    return Run(words, "fang", False, size, "zh", underlined=True)


def date_line(voice: Voice, role: str = "small") -> RunLine:
    """A date to be written by hand."""
    text = voice.strings["date-both" if voice.language == "both" else "date"]
    return with_blanks((run(_in(text, "en" if voice.language == "en" else "zh"), role),))


def inline(voice: Voice, text: Text, role: str) -> RunLine:
    """The same in one line: English follows the Chinese after a space."""
    return joined(put(voice, text, role))


def joined(lines: Lines) -> RunLine:
    """Lines as one, with spaces between."""
    first, *rest = lines
    return first + tuple(
        Run(f" {run.text}" if n == 0 else run.text, run.face, run.bold, run.size, run.language)
        for line in rest
        for n, run in enumerate(line)
    )


def plain(voice: Voice, text: Text) -> str:
    """The text as one string without faces."""
    return "".join(run.text for run in inline(voice, text, "label")).replace("\n", " ")


def cell_text(lines: Lines) -> str:
    """What stands in a cell, line under line."""
    return "\n".join("".join(run.text for run in line) for line in lines)


def series(voice: Voice, texts: Iterable[Text]) -> Text:
    """Several texts in a row, joined as the language joins them."""
    every = tuple(texts)
    return Text("、".join(t.zh for t in every), ", ".join(english(voice, t) for t in every))


def run(text: str, role: str) -> Run:
    """A run that is the same in every language: numbers, ids."""
    kind = ROLES[role]
    return Run(text, kind.face, kind.bold, kind.en, "en")
