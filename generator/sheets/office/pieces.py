"""What forms are put together from: fields by name, columns, rows to write in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.sheets.office import wording
from generator.sheets.office.blocks import Box, Column, Entry, Field, Fields, Grid
from generator.sheets.office.words import Lines, Voice, put, word

Data = dict[str, Any]  # of a job, as main.typ reads it

STANDARD = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("filled-by", "filler")),
    (("period", "period"), ("fill-date", "fill_date"), ("phone", "phone")),
)
COVER = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("period", "period")),
    (("filled-by", "filler"), ("phone", "phone"), ("fill-date", "fill_date")),
)
PEOPLE = ("filler", "reviewer", "leader-charge", "leader-head")


def to_write_in(columns: tuple[Column, ...], entry: Callable[[int], Entry], rows: int) -> Grid:
    """A table of rows to write in, as many as fill its last page."""
    return Grid((), columns, tuple(map(entry, range(1, rows + 1))), entry)


def counted(n: int) -> Box:
    """A number, nothing for 0."""
    return Box(n or (), "centre")


def title_of(voice: Voice, key: str) -> Lines:
    """The title of a form by its word."""
    return put(voice, word(voice, key), "title")


def columns_of(voice: Voice, widths: Mapping[str, float]) -> tuple[Column, ...]:
    """Columns by their words with their widths in mm."""
    return tuple(Column(wording.named(voice, key, "head"), w) for key, w in widths.items())


def fields_of(voice: Voice, data: Data, lines: Sequence[Sequence[tuple[str, str]]]) -> Fields:
    """Lines of fields; unit and period stand there where whoever prints has given them."""
    return Fields(tuple(line_of(voice, data, line) for line in lines))


def line_of(voice: Voice, data: Data, pairs: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    """Fields beside each other, each by its word and its name."""
    given = data.get("options", {})
    return tuple(
        Field(wording.named(voice, key), name, str(given.get(name, ""))) for key, name in pairs
    )
