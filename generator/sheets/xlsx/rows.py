"""Rows of a worksheet as values, stacked into a page when all are known."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.sheets.office.heights import TALLEST, height, natural, points
from generator.sheets.office.styles import TOP
from generator.sheets.office.told import typed
from generator.sheets.office.words import Lines
from generator.sheets.xlsx.breaks import ROOM, Bind, breaks
from generator.sheets.xlsx.model import Cell, Content, Formula, Pick

WRAPPED = ("input", "answer", "field", "opinion")  # styles in which somebody wrote

FREE = ("input", "field", "opinion")  # styles of cells for words


@dataclass(frozen=True, slots=True)
class Slot:
    """Content in a column, up to column `to` and so many rows `down` where it is merged.

    `style` is a named style, `name` that of a cell to be filled in.
    """

    column: int
    content: Content
    style: str
    to: int = -1
    name: str = ""
    down: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its slots, its least height (points), its dropdowns as (column, range)."""

    slots: tuple[Slot, ...]
    least: float = 0.0
    picks: tuple[tuple[int, str], ...] = ()
    check: str = ""  # the id of the check answered in it
    head: bool = False  # printed on each page
    bind: Bind = ""  # printed on the page of the next
    grows: bool = False  # with what is typed


@dataclass(frozen=True, slots=True)
class Stack:
    """Rows put one under the other."""

    cells: tuple[Cell, ...]
    heights: dict[int, float]
    picks: tuple[Pick, ...]
    checks: dict[str, int]  # id → its row
    repeat: tuple[int, int]  # the first and the last row of the head
    breaks: tuple[int, ...]  # rows that begin a printed page
    length: int
    growing: frozenset[int]
    named: dict[str, tuple[int, int]]  # name of a cell → its row and column


def stacked(rows: Iterable[SheetRow], widths: Sequence[float], room: float = ROOM) -> Stack:
    """Rows numbered from 0, each as tall as its words need in columns of these widths.

    `room` is what a page holds of them, in points.
    """
    every = tuple(rows)
    heads = [n for n, row in enumerate(every) if row.head]
    repeat = (heads[0], heads[-1])
    heights = _heights(every, widths)
    return Stack(
        cells=tuple(
            Cell(n, s.column, s.content, s.style, _end(n, s))
            for n, row in enumerate(every)
            for s in row.slots
        ),
        heights=dict(enumerate(heights)),
        picks=tuple(Pick(n, c, name) for n, row in enumerate(every) for c, name in row.picks),
        checks={row.check: n for n, row in enumerate(every) if row.check},
        repeat=repeat,
        breaks=breaks(heights, [row.bind for row in every], repeat, room),
        length=len(every),
        growing=frozenset(n for n, row in enumerate(every) if row.grows),
        named={
            s.name: (n, s.column) for n, row in enumerate(every) for s in row.slots if s.name
        },
    )


def _end(row: int, slot: Slot) -> tuple[int, int] | None:
    last = max(slot.to, slot.column)
    return (row + slot.down, last) if slot.down or last > slot.column else None


def _heights(rows: Sequence[SheetRow], widths: Sequence[float]) -> list[float]:
    """Of each row for itself; what reaches over several makes the last of them taller."""
    made = [_height([s for s in row.slots if not s.down], widths, row.least) for row in rows]
    for n, row in enumerate(rows):
        for slot in (s for s in row.slots if s.down):
            last = n + slot.down
            wanting = _height([slot], widths, 0) - sum(made[n : last + 1])
            made[last] += max(0, wanting)
    return made


def _height(slots: Iterable[Slot], widths: Sequence[float], least: float) -> float:
    return height(_worded(slots, widths), least)


def _worded(slots: Iterable[Slot], widths: Sequence[float]) -> Iterator[tuple[Lines, float]]:
    for slot in slots:
        if lines := _lines(slot):
            yield lines, sum(map(points, widths[slot.column : max(slot.to, slot.column) + 1]))


def over_rows(row: SheetRow, widths: Sequence[float]) -> tuple[SheetRow, ...]:
    """A row whose words want more room than programs give one, over as many as they want."""
    wanted = natural(_worded(row.slots, widths), row.least)
    more = math.ceil(wanted / TALLEST) - 1
    if not more:
        return (row,)
    least = wanted / (more + 1)
    slots = tuple(replace(slot, down=more, style=TOP[slot.style]) for slot in row.slots)
    return (replace(row, slots=slots, least=least), *(SheetRow((), least),) * more)


def _lines(slot: Slot) -> Lines:
    """What wants room: words that are printed or written in; none that no row is made for."""
    match slot.content:
        case tuple() as lines:
            return lines
        case str() as words if words and slot.style in WRAPPED:
            return typed(words, "small" if slot.style == "input" else "label")
        case Formula(_, str() as value) if value and slot.style == "pulled":
            return typed(value, "hint")
    return ()
