"""Words that are printed in another manner but are the same words."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from generator.text.numerals import LISTED
from generator.text.simplified import simplifying

Folding = Callable[[str], str]  # words → what they are compared by

_SIMPLIFYING = simplifying()
# Signs that NFKC leaves apart: 〇 and ○ beside 零, dashes, quotes, the dot between names.
_SIGNS = str.maketrans({
    "〇": "零", "○": "零", "︰": ":", "∶": ":", "—": "-", "–": "-", "－": "-", "―": "-",
    "─": "-",
    "“": '"', "”": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'",
    "•": "·", "‧": "·", "・": "·", "〔": "[", "〕": "]", "〈": "<", "〉": ">",
    "《": "<", "》": ">",
})  # fmt: skip
# The mark behind a number at the head of a line: 一、 1. 第一， （一）、
_NUMBER = re.compile(rf"(?m)^(\(?(?:第?[{LISTED}]+|[0-9]+)\)?)[、.,:]")
_SWITCHED = 0.1  # share of traditional characters from which a text is written in them


@lru_cache(maxsize=16384)
def plain(words: str) -> str:
    """Without white space, width of signs and the mark behind a number: what prints alike.

    Two texts that differ in these alone never changed.
    """
    folded = unicodedata.normalize("NFKC", words.translate(_SIGNS)).translate(_SIGNS)
    return "".join(_NUMBER.sub(r"\1", folded).split())


@lru_cache(maxsize=16384)
def simplified(words: str) -> str:
    """The same, traditional characters as simplified ones."""
    return plain(words).translate(_SIMPLIFYING)


def folding(old: Iterable[str], new: Iterable[str]) -> Folding:
    """How two whole texts are compared: traditional characters count as simplified ones only
    where one text is written in them and the other is not, never in a single word."""
    one, other = (_is_traditional("".join(words)) for words in (old, new))
    return simplified if one != other else plain


def _is_traditional(text: str) -> bool:
    return sum(ord(c) in _SIMPLIFYING for c in text) > _SWITCHED * len(text)


def likeness(old: str, new: str) -> float:
    """0 … 1: twice the characters that both have in the same order, by the length of both."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def share_within(part: str, whole: str, *, shortest: int = 4) -> float:
    """0 … 1: how much of `part` stands in `whole`, in runs of `shortest` characters or more."""
    if len(part) <= shortest:
        return float(bool(part) and part in whole)
    there, end = _runs(whole, shortest), 0
    held = 0
    for n in range(len(part) - shortest + 1):
        if part[n : n + shortest] in there:
            held += n + shortest - max(n, end)
            end = n + shortest
    return held / len(part)


@lru_cache(maxsize=16384)
def _runs(words: str, length: int) -> frozenset[str]:
    return frozenset(words[n : n + length] for n in range(len(words) - length + 1))
