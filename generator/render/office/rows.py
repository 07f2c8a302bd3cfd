"""Rows of a worksheet as values, stacked into a page when all are known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.render.office.heights import height
from generator.render.office.plan import Cell, Content, Pick


@dataclass(frozen=True, slots=True)
class Slot:
    """Content in a column, up to column `to` where it is merged, in a named style.

    `name` is that of a cell to be filled in.
    """

    column: int
    content: Content
    style: str
    to: int = -1
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its slots, its least height (points), its dropdowns as (column, range)."""

    slots: tuple[Slot, ...]
    least: float = 0.0
    picks: tuple[tuple[int, str], ...] = ()
    check: str = ""  # the id of the check answered in it
    kind: str = ""  # what stacking must find again: "head", "last"


@dataclass(frozen=True, slots=True)
class Stack:
    """Rows put one under the other."""

    cells: tuple[Cell, ...]
    heights: dict[int, float]
    picks: tuple[Pick, ...]
    checks: dict[str, int]  # id → its row
    kinds: dict[str, int]  # kind → the last row of it
    length: int


def stacked(rows: Iterable[Row], widths: Sequence[float]) -> Stack:
    """Rows numbered from 0, each as tall as its words need in columns of these widths."""
    every = tuple(rows)
    return Stack(
        cells=tuple(
            Cell(n, s.column, s.content, s.style, (n, s.to) if s.to > s.column else None)
            for n, row in enumerate(every)
            for s in row.slots
        ),
        heights={n: _height(row, widths) for n, row in enumerate(every)},
        picks=tuple(Pick(n, c, name) for n, row in enumerate(every) for c, name in row.picks),
        checks={row.check: n for n, row in enumerate(every) if row.check},
        kinds={row.kind: n for n, row in enumerate(every) if row.kind},
        length=len(every),
    )


def _height(row: Row, widths: Sequence[float]) -> float:
    worded = (
        (slot.content, sum(widths[slot.column : max(slot.to, slot.column) + 1]))
        for slot in row.slots
        if isinstance(slot.content, tuple)
    )
    return height(worded, row.least)
