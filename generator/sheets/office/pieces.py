"""What forms are put together from: fields by name, columns, rows to write in."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from generator.records.texts import Text
from generator.sheets.columns import Column as Declared
from generator.sheets.columns import FormTable, Medium, columns_in, keys_in, widths_in
from generator.sheets.models import Printing, Setting
from generator.sheets.office import wording
from generator.sheets.office.blocks import Box, Field, Fields, FormColumn, FormRow, Grid
from generator.sheets.office.words import Lines, Voice, put, word

Columns = tuple[FormColumn, ...]
EMPTY: Mapping[str, Text] = MappingProxyType({})
STANDARD = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("filled-by", "filler")),
    (("period", "period"), ("fill-date", "fill_date"), ("phone", "phone")),
)
COVER = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("period", "period")),
    (("filled-by", "filler"), ("phone", "phone"), ("fill-date", "fill_date")),
)
PEOPLE = ("filler", "reviewer", "leader-charge", "leader-head")


def to_write_in(
    printing: Printing, columns: Columns, entry: Callable[[int], FormRow], rows: int
) -> Grid:
    """A table of rows to write in, as many as were asked for, or as fill its last page."""
    count = printing.rows or rows
    made = tuple(map(entry, range(1, count + 1)))
    return Grid((), columns, made, None if printing.rows else entry)


def number_box(n: int) -> Box:
    """A number, nothing for 0."""
    return Box(n or (), "centre")


def row_number(printing: Printing, n: int) -> Box:
    """The number of the n-th row of a blank form, where it goes on from another."""
    return number_box(n + printing.number_from - 1)


def title_of(voice: Voice, key: str) -> Lines:
    """The title of a form by its word."""
    return put(voice, word(voice, key), "title")


def columns_of(
    voice: Voice,
    table: FormTable,
    short: Mapping[str, Text] = EMPTY,
    medium: Medium = "document",
) -> Columns:
    """The columns of a table with their widths in mm; `short` heads those of answers."""
    widths = widths_in(table, medium, voice.language)
    return tuple(
        FormColumn(head_of(voice, column, short), width)
        for column, width in zip(columns_in(table, medium), widths, strict=True)
    )


def head_of(
    voice: Voice, column: Declared, short: Mapping[str, Text], role: str = "head"
) -> Lines:
    """The head of a column: its word, or what the box of its answer says."""
    text = word(voice, column.head) if column.head else short[column.key]
    return put(voice, text, role)


def in_columns(table: FormTable, boxes: Mapping[str, Box]) -> tuple[Box, ...]:
    """The boxes of a row, by key, in the order of the columns."""
    return tuple(boxes[key] for key in keys_in(table, "document"))


def written(table: FormTable, printed: Collection[str]) -> tuple[str, ...]:
    """Keys of the columns of a form that nothing is printed in."""
    return tuple(key for key in keys_in(table, "document") if key not in printed)


def fields_of(
    voice: Voice, printing: Printing, lines: Sequence[Sequence[tuple[str, str]]]
) -> Fields:
    """Lines of fields; unit and period stand there where whoever prints has given them."""
    return Fields(tuple(line_of(voice, printing, line) for line in lines))


def line_of(
    voice: Voice, printing: Printing, pairs: Sequence[tuple[str, str]]
) -> tuple[Field, ...]:
    """Fields beside each other, each by its word and its name."""
    there = given(printing)
    return tuple(
        Field(wording.named(voice, key), name, there.get(name, "")) for key, name in pairs
    )


def given(printing: Printing) -> Mapping[str, str]:
    """What stands in fields already, by their names."""
    return {**printing.fields, "unit": printing.unit, "period": printing.period}


def answers(setting: Setting) -> Mapping[str, Text]:
    """What the box of each answer says."""
    return {answer.code: answer.short for answer in setting.scale}
