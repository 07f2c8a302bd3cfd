"""Tables of a file, told from those that only arrange a page."""

import re
from collections.abc import Sequence

from generator.text.numerals import LISTED
from generator.text.tables import row

# the text has begun: 第一条, 一、
_BEGUN = re.compile(r"^\s*(?:第\s?[一1]\s?[条條]|一、)", re.MULTILINE)
# a cell that holds articles: the page is set in a table
_HOLDS_TEXT = re.compile(
    rf"\s*第\s?[0-9{LISTED}]{{1,6}}\s?(?:[条條][\s　：:]|章\s).{{15}}", re.DOTALL
)
_LONGEST_CELL = 3000  # characters

Cells = Sequence[Sequence[str]]


class Begun:
    """Whether the text itself has begun in what was read so far: no part is looked at twice."""

    def __init__(self) -> None:
        self.seen = False

    def see(self, text: str) -> bool:
        """Go on past a piece that begins at the begin of a line."""
        self.seen = self.seen or _BEGUN.search(text) is not None
        return self.seen


def rows_of(cells: Cells) -> list[str] | None:
    """A line for each row with words; None where the table only arranges a page."""
    rows = [list(one) for one in cells if any(cell.strip() for cell in one)]
    wide = sum(sum(bool(cell.strip()) for cell in one) > 1 for one in rows)
    if len(rows) < 2 or wide < 2:
        return None
    if any(len(c) > _LONGEST_CELL or _HOLDS_TEXT.match(c) for one in rows for c in one):
        return None
    return [row(one) for one in rows]


def spread(cells: Sequence[tuple[str, int, int, int]], width: int) -> list[list[str]]:
    """Cells as (words, row, columns, rows) in order → rows; a merged cell is in all it spans.

    What is merged over columns of a row stands in the first of them only.
    """
    grid: dict[tuple[int, int], str] = {}
    last = max((at + down for _, at, _, down in cells), default=0)
    for words, at, across, down in cells:
        column = next(n for n in range(len(cells) + width + 1) if (at, n) not in grid)
        for r in range(at, at + down):
            for n in range(across):
                grid[(r, column + n)] = words if n == 0 else ""
    columns = max((n for _, n in grid), default=-1) + 1
    return [[grid.get((r, n), "") for n in range(columns)] for r in range(last)]
