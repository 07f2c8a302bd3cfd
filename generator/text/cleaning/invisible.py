"""Characters that print nothing, or turn the direction of what is beside them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

_SHOWN = frozenset("\t\n\r \u3000")  # white space as editors show it
# Marks, letters and signs by their category that print nothing all the same: Unicode's
# Default_Ignorable_Code_Point, the empty pattern of Braille, the place of a lost picture.
_BLANK = frozenset(map(chr, (
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x180E), 0x180F, 0x2800, 0x3164,
    *range(0xFE00, 0xFE10), 0xFFA0, 0xFFFC, *range(0xE0100, 0xE01F0),
)))  # fmt: skip
_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# 葛 with the form that a name is written with, ☑ as a picture: there a selector is seen.
_SELECTED = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"
    "[\ufe00-\ufe02\U000e0100-\U000e01ef]"
)
_LAST_IDEOGRAPH_PLANE = 0x3FFFD


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden character, how many of it there are, and where the first stands (from 0)."""

    character: str
    count: int
    first: int


def is_hidden(character: str) -> bool:
    """Whether nobody can see it; a selector is judged with what stands before it."""
    if character.isprintable():
        return character in _BLANK
    if unicodedata.category(character) == "Cn" and _may_be_ideograph(character):
        return False  # of a Unicode later than this Python's
    return character not in _SHOWN


def _may_be_ideograph(character: str) -> bool:
    return (
        0x20000 <= ord(character) <= _LAST_IDEOGRAPH_PLANE and ord(character) & 0xFFFE < 0xFFFE
    )


def hidden_in(text: str) -> tuple[Hidden, ...]:
    """All hidden characters of a text by kind, in the order in which they first come."""
    places = _places(text)
    firsts: dict[str, int] = {}
    for at in places:
        firsts.setdefault(text[at], at)
    counts = Counter(text[at] for at in places)
    return tuple(Hidden(c, counts[c], at) for c, at in firsts.items())


def without_hidden(text: str, instead: str = " ", kinds: Set[str] | None = None) -> str:
    """The text with `instead` for each hidden character, or each of these kinds."""
    places = _places(text)
    characters = list(text) if places else []
    for at in places:
        if kinds is None or text[at] in kinds:
            characters[at] = instead
    return "".join(characters) if places else text


def code(character: str) -> str:
    """U+200B."""
    return f"U+{ord(character):04X}"


def _places(text: str) -> list[int]:
    found = {c for c in set(text) if is_hidden(c)}
    if not found:
        return []
    return [at for at, c in enumerate(text) if c in found and not _is_seen(text, at)]


def _is_seen(text: str, at: int) -> bool:
    """Whether a selector changes the form of the character before it."""
    if at == 0 or not _SELECTOR.match(text[at]):
        return False
    picture = text[at] in "\ufe0e\ufe0f" and unicodedata.category(text[at - 1]) == "So"
    return picture or _SELECTED.match(text, at - 1) is not None
