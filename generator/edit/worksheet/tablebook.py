"""A plain table for a person to fill in as a workbook: the fourth door to XlsxWriter."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.edit.worksheet.book import OPTIONS, STATE_SHEET
from generator.edit.worksheet.columns import Column
from generator.records.texts import Language, Text

_FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
_LINES = {**_FACE, "border": 1, "border_color": "#C8C8C8"}
_HEAD = {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "valign": "vcenter"}
_LAW = {"font_name": "SimSun", "font_size": 10.5}
_LOCKED, _WANTED = "#FAFAFA", "#FFF4D6"
_MAY = ("format_rows", "format_columns", "format_cells", "sort", "autofilter")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a row by the key of its column.

    A `wanted` row is tinted; `among` are the words to choose from in a column, by its key.
    """

    cells: Mapping[str, str]
    wanted: bool = False
    among: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """All that the workbook says; `state` is what it was made of, row by row, kept hidden.

    Columns named in `law` hold words of a regulation.
    """

    title: Text
    tab: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    guide: tuple[Text, ...]
    state: tuple[tuple[str, str], ...]
    day: str  # ISO 8601: what the file says of when it was made
    law: tuple[str, ...] = ()


def table_book(table: Table, language: Language) -> bytes:
    """The file, the same bytes each time."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS | {"default_format_properties": {**_FACE}})
    created = datetime.fromisoformat(table.day)
    book.set_properties({"title": _say(table.title, language), "created": created})
    book.set_size(26000, 15000)
    sheet = book.add_worksheet(_say(table.tab, language))
    guide = book.add_worksheet("说明" if language == "zh" else "How to")
    _heads(book, sheet, table, language)
    looks: dict[tuple[str, bool], Any] = {}
    for n, row in enumerate(table.rows, 2):
        sheet.set_row(n, _height(table.columns, row.cells))
        for m, column in enumerate(table.columns):
            look = looks.setdefault((column.key, row.wanted), _look(book, table, column, row))
            words = row.cells.get(column.key, "")
            (sheet.write_string if words else sheet.write_blank)(n, m, words, look)
            if among := (row.among or {}).get(column.key):
                sheet.data_validation(n, m, n, m, {"validate": "list", "source": list(among)})
    _layout(sheet, table)
    _guide(book, guide, table, language)
    _state(book.add_worksheet(STATE_SHEET), table)
    book.close()
    return file.getvalue()


def _say(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en or text.zh


def _heads(book: Workbook, sheet: Worksheet, table: Table, language: Language) -> None:
    head = book.add_format({**_LINES, **_HEAD})
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, column.width, None, {"hidden": column.hidden})
        sheet.write_string(0, n, column.key)
        sheet.write_string(1, n, _say(column.head, language), head)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 30)


def _look(book: Workbook, table: Table, column: Column, row: Row) -> Any:
    ground = _LOCKED if column.locked else _WANTED if row.wanted else ""
    look: dict[str, object] = {**_LINES, "locked": column.locked}
    look |= {"bg_color": ground} if ground else {}
    return book.add_format({**look, **(_LAW if column.key in table.law else {})})


def _layout(sheet: Worksheet, table: Table) -> None:
    last = max(len(table.rows) + 1, 2)
    sheet.autofilter(1, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(1)
    shown = [n for n, column in enumerate(table.columns) if not column.hidden]
    sheet.print_area(1, 0, last, shown[-1])
    sheet.fit_to_pages(1, 0)
    sheet.protect("", dict.fromkeys(_MAY, True))


def _height(columns: Sequence[Column], cells: Mapping[str, str]) -> float:
    """Points that the tallest cell of a row needs; Excel holds no more than 409."""
    tallest = 1
    for column in columns:
        lines = cells.get(column.key, "").split("\n") if not column.hidden else ()
        needed = sum(max(-(-_width(line) // (column.width - 1)), 1) for line in lines)
        tallest = max(tallest, needed)
    return min(15.0 * tallest + 4, 400)


def _width(words: str) -> int:
    """In digits: a Chinese character is two and a bit."""
    return sum(22 if sign > "\u2e80" else 10 for sign in words) // 10


def _guide(book: Workbook, sheet: Worksheet, table: Table, language: Language) -> None:
    plain = book.add_format(_FACE)
    strong = book.add_format({**_FACE, "bold": True, "font_size": 14})
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 1, _say(table.title, language), strong)
    for n, line in enumerate(table.guide, 1):
        sheet.write_string(n + 1, 0, f"{n}", plain)
        sheet.write_string(n + 1, 1, _say(line, language), plain)


def _state(sheet: Worksheet, table: Table) -> None:
    for n, (key, value) in enumerate(table.state):
        sheet.write_string(n, 0, key)
        sheet.write_string(n, 1, value)
    sheet.very_hidden()
