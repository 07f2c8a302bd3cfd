"""A workbook as values: what stands in which cell, before any library writes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from generator.sheets.office.words import Lines


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its leading `=`; `value` is what it gives in the blank workbook."""

    text: str
    value: str | int = ""


Content = Lines | str | int | Formula


@dataclass(frozen=True, slots=True)
class Cell:
    """Content at a row and column (both from 0) in a named style; `to` ends a merged area."""

    row: int
    column: int
    content: Content
    style: str
    to: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A cell with a dropdown of the values in a named range."""

    row: int
    column: int
    values: str


@dataclass(frozen=True, slots=True)
class ConditionalStyle:
    """A style for an area (row, column, row, column) where a formula holds."""

    area: tuple[int, int, int, int]
    formula: str
    style: str


@dataclass(frozen=True, slots=True)
class WorksheetModel:
    """One worksheet; widths in units, heights in points, rows and columns from 0."""

    name: str
    widths: tuple[float, ...]
    cells: tuple[Cell, ...]
    heights: Mapping[int, float] = field(default_factory=dict)
    growing: frozenset[int] = frozenset()  # rows that a program makes taller for what is typed
    head: str = ""
    foot: str = ""
    repeat: tuple[int, int] | None = None  # rows printed on each page
    breaks: tuple[int, ...] = ()  # rows that begin a printed page
    freeze: tuple[int, int] | None = None
    printed: tuple[int, int] | None = None  # the last row and column that are printed
    picks: tuple[Pick, ...] = ()
    rules: tuple[ConditionalStyle, ...] = ()
    gone: tuple[int, ...] = ()  # hidden columns
    hidden: bool = False
    aside: bool = False  # hidden until whoever fills the workbook wants it
    portrait: bool = False
    table: bool = False  # plain data: rows can be picked by any column, nothing is locked


@dataclass(frozen=True, slots=True)
class Plan:
    """A workbook: its worksheets, the names of its cells, what its properties say."""

    pages: tuple[WorksheetModel, ...]
    names: Mapping[str, str]  # name → 'sheet'!$A$1
    title: str
    subject: str
    date: str  # ISO 8601: the edition's, so that the same input gives the same bytes
    message: tuple[str, str]  # shown where something else is typed into a dropdown


@cache
def column(n: int) -> str:
    """0 → A, 26 → AA."""
    before, last = divmod(n, 26)
    return (column(before - 1) if before else "") + chr(65 + last)


def at(row: int, n: int) -> str:
    """(11, 5) → $F$12."""
    return f"${column(n)}${row + 1}"


def on(page: str, place: str) -> str:
    """A place on another worksheet: 'Article 5'!$F$12."""
    quoted = page.replace("'", "''")
    return f"'{quoted}'!{place}"
