"""Lines of a text with their places."""

from dataclasses import dataclass, replace
from itertools import pairwise

from generator.records.texts import Location


@dataclass(frozen=True, slots=True)
class Line:
    """A line without white space around it; it begins at `number` and `column`, from 1."""

    text: str
    number: int
    column: int


def lines_of(text: str) -> tuple[Line, ...]:
    """All lines that are not blank."""
    lines = []
    for number, whole in enumerate(text.split("\n"), 1):
        if inner := whole.strip():
            lines.append(Line(inner, number, len(whole) - len(whole.lstrip()) + 1))
    return tuple(lines)


def rest_of(line: Line, offset: int) -> Line:
    """What stands from `offset` on, white space before it left out."""
    rest = line.text[offset:]
    inner = rest.lstrip()
    return replace(line, text=inner, column=line.column + offset + len(rest) - len(inner))


def cut(line: Line, offsets: tuple[int, ...]) -> tuple[Line, ...]:
    """The line in pieces that begin at `offsets`, rising; empty pieces are left out."""
    edges = (0, *offsets, len(line.text))
    pieces = []
    for start, end in pairwise(edges):
        piece = line.text[start:end]
        inner = piece.strip()
        if inner:
            column = line.column + start + len(piece) - len(piece.lstrip())
            pieces.append(Line(inner, line.number, column))
    return tuple(pieces)


def place(line: Line, path: str) -> Location:
    """Where the line begins."""
    return Location(path, line.number, line.column)
