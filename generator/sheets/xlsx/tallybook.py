"""The tables of a tally as a workbook with charts: the second door to XlsxWriter."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.answers.tables import BARS, TEXTS, Table, Value
from generator.sheets.xlsx.tabs import free

MOST = 10_000  # rows of a worksheet; the CSV has them all
CHARTED = 40  # rows of a chart, which nobody reads beyond
AS_WRITTEN = {
    "constant_memory": True,  # a row at a time: half the memory for thousands of them
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
LINED = {**FACE, "border": 1, "border_color": "#B0B0B0"}
# Told apart on black-and-white paper, too: from full to empty.
FILLS: Mapping[str, tuple[str, str]] = {
    "yes": ("solid", "#333333"),
    "partial": ("wide_upward_diagonal", "#333333"),
    "no": ("solid", "#999999"),
    "na": ("percent_20", "#333333"),
    "unchecked": ("dark_horizontal", "#777777"),
    "blank": ("solid", "#FFFFFF"),
}
WIDE = {
    **{"ask": 46, "finding": 34, "reason": 28, "measure": 34, "what": 60, "file": 40},
    **{"unit": 26, "period": 25, "article": 18, "check": 13, "sha256": 66},
    **{"cause": 22, "proof": 20, "done": 18, "where": 22, "type": 26, "why": 22, "status": 14},
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the first worksheet: the title, lines of words below it, facts.

    `date` (ISO 8601) is that of the file, so that the same input gives the same bytes.
    """

    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, Value], ...]
    date: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the workbook: names of tables and columns, what else there is."""

    tables: Mapping[str, str]
    columns: Mapping[str, str]
    cover: str
    more: str  # {n} further rows
    empty: str


def tally_book(cover: Cover, tables: Sequence[Table], said: Said) -> bytes:
    """The file: a worksheet for what it is, and one a table."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, AS_WRITTEN | {"default_format_properties": FACE})
    book.set_properties({"title": cover.title, "created": datetime.fromisoformat(cover.date)})
    looks = _looks(book)
    taken = {said.cover}
    _cover(book.add_worksheet(said.cover), cover, looks)
    for table in tables:
        name = free(said.tables[table.name], taken)
        taken.add(name)
        sheet = book.add_worksheet(name)
        _table(sheet, table, said, looks)
        if table.bars and table.rows:
            _chart(book, sheet, table, said)
    book.close()
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the parts of a worksheet look."""

    title: Format
    line: Format
    label: Format  # of a number, too
    head: Format
    text: Format
    rate: Format


def _looks(book: Workbook) -> _Looks:
    head = {**LINED, "bold": True, "bg_color": "#EEEEEE", "text_wrap": True}
    return _Looks(
        title=book.add_format({**FACE, "bold": True, "font_size": 15}),
        line=book.add_format({**FACE, "text_wrap": True}),
        label=book.add_format(LINED),
        head=book.add_format(head),
        text=book.add_format({**LINED, "text_wrap": True}),
        rate=book.add_format({**LINED, "num_format": "0.0%"}),
    )


def _cover(sheet: Worksheet, cover: Cover, looks: _Looks) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 60)
    sheet.write_string(0, 0, cover.title, looks.title)
    row = 2
    for line in cover.lines:
        sheet.merge_range(row, 0, row, 1, line, looks.line)
        sheet.set_row(row, 32)
        row += 1
    for label, value in cover.facts:
        row += 1
        sheet.write_string(row, 0, label, looks.label)
        _write(sheet, (row, 1), value, looks)
    _paper(sheet)


def _table(sheet: Worksheet, table: Table, said: Said, looks: _Looks) -> None:
    for n, column in enumerate(table.columns):
        sheet.set_column(n, n, WIDE.get(column, 9))
        sheet.write_string(0, n, said.columns[column], looks.head)
    shown = table.rows[:MOST]
    for row, values in enumerate(shown, 1):
        for n, value in enumerate(values):
            _write(sheet, (row, n), value, looks, is_text=table.columns[n] in TEXTS)
    if len(table.rows) > MOST:
        more = said.more.format(n=len(table.rows) - MOST)
        sheet.write_string(len(shown) + 1, 0, more, looks.line)
    if not table.rows:
        sheet.write_string(1, 0, said.empty, looks.line)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(shown)), len(table.columns) - 1)
    sheet.repeat_rows(0)
    _paper(sheet)


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    value: Value,
    looks: _Looks,
    *,
    is_text: bool = False,
) -> None:
    """A value as what it is; words never as a formula."""
    match value:
        case None:
            sheet.write_string(*at, "—", looks.label)
        case float():
            sheet.write_number(*at, value, looks.rate)
        case int():
            sheet.write_number(*at, value, looks.label)
        case str():
            look = looks.text if is_text else looks.label
            sheet.write_string(*at, value[:32_767], look)


def _paper(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _chart(book: Workbook, sheet: Worksheet, table: Table, said: Said) -> None:
    """Stacked bars, the first row on top; the table beside them says the same in numbers."""
    rows = min(len(table.rows), CHARTED)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for series in _series(sheet.name, table, rows):
        chart.add_series(series)
    chart.set_title({"name": said.tables[table.name], "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 140 + 26 * rows})
    sheet.insert_chart(len(table.rows) + 3, 0, chart)


def _series(name: str, table: Table, rows: int) -> Iterator[Mapping[str, object]]:
    for code in BARS:
        n = table.columns.index(code)
        pattern, colour = FILLS[code]
        yield {
            "name": [name, 0, n],
            "categories": [name, 1, 0, rows, 0],
            "values": [name, 1, n, rows, n],
            "border": {"color": "#333333", "width": 0.75},
            "gap": 40,
            **_filled(pattern, colour),
        }


def _filled(pattern: str, colour: str) -> Mapping[str, Mapping[str, str]]:
    if pattern == "solid":
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}}
