"""What a form is made of: fields, tables with places to write in, notes, signatures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.sheets.office.words import Lines

# How a place is filled in: words, a number, one of the answers or yes or no of them, the number
# of a check, a tick, or by a sum of others.
BoxLook = Literal["text", "count", "answer", "agreed", "check", "closed", "sum"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one writes: named by what is written and by its row, measure and ledger-3.

    `formula` is what a sum is made by where the program can count, in names of other places.
    `given` is what stands there already, `code` the answer that is ticked.
    """

    kind: str
    row: str
    look: BoxLook = "text"
    formula: str = ""
    given: str | int = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table, over `span` columns; `style` is centre or left."""

    content: Lines | int | Place
    style: Literal["left", "centre"] = "left"
    span: int = 1


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a table, at least so many mm tall: a band heads rows, a total sums them up."""

    boxes: tuple[Box, ...]
    least: float = 0.0
    kind: Literal["row", "band", "total"] = "row"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its head and its width in mm, 254 across a form, 167 where it is portrait."""

    head: Lines
    width: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose head is printed on each page; in a workbook a worksheet of its own.

    `blank` makes its n-th row where rows are to write in, and may be more than `entries`;
    `total` the row that sums up n rows and ends the table; `portrait` is its paper.
    """

    title: Lines
    columns: tuple[FormColumn, ...]
    entries: tuple[FormRow, ...]
    blank: Callable[[int], FormRow] | None = None
    total: Callable[[int], FormRow] | None = None
    portrait: bool = False


def rows_of(grid: Grid) -> tuple[FormRow, ...]:
    """Its rows with the one that sums them up."""
    entries = grid.entries
    return (*entries, grid.total(len(entries))) if grid.total else entries


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled line to write on; `given` is what stands there already."""

    label: Lines
    name: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines of fields, three beside each other."""

    lines: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """填表说明: keys of the dictionary, numbered from 1."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """An opinion, who signs, and the seal: keys of the dictionary."""

    opinion: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signers:
    """A line of those who sign, keys of the dictionary; without opinion and seal."""

    people: tuple[str, ...]


Block = Fields | Grid | Notes | Signatures | Signers


@dataclass(frozen=True, slots=True)
class FormLayout:
    """A form from its title down; `short` names it where there is little room."""

    title: Lines
    short: Lines
    blocks: tuple[Block, ...]
