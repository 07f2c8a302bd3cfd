"""Full-width signs where YAML wants those of ASCII, as input methods leave them."""

import re
import unicodedata
from collections.abc import Iterator

from generator.records.texts import Text

_ASCII = {
    **dict(zip("【】［］｛｝（）", "[][]{}[]", strict=True)),
    **dict.fromkeys("“”‘’", '"'),
    **dict.fromkeys("－—–", "- "),
    "，": ", ",
    "、": ", ",
    "：": ": ",
}
_PAIRS = {**dict.fromkeys("[]", "[ ]"), **dict.fromkeys("{}", "{ }")}
LONGEST = 1000  # characters of a line that are looked through; more are no line of a person
# Where a sign of YAML is meant, not a character of the text; the group is the sign.
_MEANT = (
    re.compile(r"[\s-]*[a-z_]+(：)"),  # "  - at：a5.i1"
    re.compile(r"\s*([－—–])\s*[a-z_]+:"),  # "  － id: A05-01-1"
    re.compile(r'[\s-]*[a-z_]+:\s*([【［｛（])\s*[a-z_"]'),  # "evidence: 【records】"
    re.compile(r".*\{[^}]*?(，)\s*[a-z_]+\s*[:：]"),  # "{zh: 甲，en: B}"
    re.compile(r".*[\[{][^\]}]*([】］｝])\s*$"),  # "[records】"
)


def meant(line: str) -> tuple[int, str] | None:
    """The first sign of YAML that is full-width in a line, with its column from 0."""
    found = (pattern.match(line[:LONGEST]) for pattern in _MEANT)
    return next(((m.start(1), m[1]) for m in found if m), None)


def first(value: str) -> str:
    """The first full-width sign of a value, "" for none."""
    return next((c for c in value if c in _ASCII or _half(c) != c), "")


def words_in(value: str) -> Iterator[str]:
    """What a value would be in ASCII: the words in it, brackets and quotes taken off."""
    plain = "".join(_ASCII.get(c) or _half(c) for c in value)
    return (part.strip(' []{}"') for part in plain.split(","))


def mend_of_sign(sign: str) -> Text:
    """How to mend it."""
    if sign == "：":
        return Text(
            "冒号是全角的“：”；键后的冒号请用半角“:”并加一个空格",
            "the colon after the key is full-width; use ':' and a space",
        )
    plain = (_ASCII.get(sign) or _half(sign)).strip()
    pair = _PAIRS.get(plain, plain)
    return Text(
        f"{sign} 是全角符号；这里请用半角的 {pair}", f"{sign} is full-width; write {pair} here"
    )


def _half(character: str) -> str:
    return unicodedata.normalize("NFKC", character)
