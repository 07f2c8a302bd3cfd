"""How tall a row must be for its words: LibreOffice prints over what does not fit."""

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from generator.sheets.office.words import Lines, RunLine

# Line height in the size: 1.32 in Microsoft YaHei, more in its stand-ins, 1.15 in Arial.
LEADING = {"zh": 1.5, "en": 1.24}
LATIN = 0.49  # of the size: what an English letter and its share of the spaces take on average
PADDING = 5.0  # points above and below
# a word with the space after it, or one ideograph
_PIECE = re.compile(r"[!-\u2fff]+ ?|.", re.DOTALL)
TALLEST = 409.0  # points: Excel knows no taller row
ACROSS = 700.0  # points between the margins, less what columns of other programs are wider


def points(units: float) -> float:
    """The width of a column in points: 7 pixels a unit and 5 about it, 96 to the inch."""
    return (units * 7 + 5) * 0.75


def units(length: float) -> float:
    """The same from points."""
    return (length / 0.75 - 5) / 7


def height(cells: Iterable[tuple[Lines, float]], least: float = 0.0) -> float:
    """Points for a row of (lines, width in points)."""
    return min(TALLEST, natural(cells, least))


def natural(cells: Iterable[tuple[Lines, float]], least: float = 0.0) -> float:
    """The same of words that may need more than one row."""
    most = max((_tall(lines, wide - 6) for lines, wide in cells), default=0.0)
    return max(least, math.ceil(most + PADDING))


def _tall(lines: Lines, room: float) -> float:
    return sum(_rows(line, room) * _leading(line) for line in lines)


@lru_cache(16384)  # the same words stand on the sheets of many entities
def _rows(line: RunLine, room: float) -> int:
    """Lines it takes as programs break it: between words, and between ideographs."""
    rows, filled = 1, 0.0
    for one in line:
        for piece in _PIECE.findall(one.text):
            wide = _wide(piece, one.size, one.language)
            if filled and filled + wide > room * 0.97:
                rows, filled = rows + 1, 0.0
            filled += wide
    return rows


def _leading(line: RunLine) -> float:
    return max((run.size * LEADING[run.language] for run in line), default=12.0)


@lru_cache(16384)
def _wide(text: str, size: float, language: str) -> float:
    full = "WF" if language == "en" else "WFA"  # quotes are as wide as ideographs in Chinese
    wide = sum(unicodedata.east_asian_width(c) in full for c in text)
    return size * (wide + LATIN * (len(text) - wide))
