"""The only door to XlsxWriter: a plan in, an XLSX file out."""

import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.sheets.office.styles import STYLES, face
from generator.sheets.office.words import Face, Lines, Run, cell_text
from generator.sheets.xlsx.model import Cell, Formula, Plan, WorksheetModel

# Cells that are locked can still be selected and copied; rows may be made taller to read them.
PROTECTION = {"format_rows": True, "format_columns": True, "autofilter": True}
# Words stay words: nothing typed into a checklist becomes a formula, a number or a link.
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# Columns are measured in its digits: of the same width where only a stand-in is installed.
MEASURE = {"font_name": "Arial", "font_size": 10}
A4 = 9
MARGINS = {
    "left": 0.79,
    "right": 0.47,
    "top": 0.87,
    "bottom": 0.71,
}  # inches; the left is bound


_Look = tuple[tuple[str, str | float], ...]
_Pair = tuple[str, str | float]


class PlainSheet(Worksheet):  # type: ignore[misc]  # ships no types
    """A worksheet whose formulas know no function younger than Excel 2007.

    XlsxWriter looks for thirty younger ones in each formula: three quarters of its time.
    """

    growing: frozenset[int] = frozenset()

    def _prepare_formula(self, formula: str, _expand: bool = False) -> str:
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: Sequence[_Pair] = ()) -> None:
        """A row that grows has a height, and none that was chosen: editing fits it."""
        if tag == "row" and int(dict(attributes)["r"]) - 1 in self.growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class Formats:
    """Styles and faces of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[object, Format] = {}

    def of(self, style: str = "", run: Run | None = None) -> Format:
        """The format of a named style, of a run, or of a style in the face of a run."""
        look = _face(run) if run else ()
        made = self._made.get((style, look))
        if made is None:
            made = self._book.add_format({**STYLES.get(style, {}), **dict(look)})
            self._made[style, look] = made
        return made


def _face(one: Run) -> _Look:
    return _look(one.face, one.size, one.language, strong=one.bold, underlined=one.underlined)


@cache  # a workbook has a dozen faces and thousands of runs
def _look(kind: Face, size: float, language: str, *, strong: bool, underlined: bool) -> _Look:
    return (
        ("font_name", face(kind, language)),
        ("bold", strong),
        ("font_size", size),
        ("underline", int(underlined)),
    )


def workbook(plan: Plan) -> bytes:
    """The file, the same bytes each time: no macro, sheets protected without a password."""
    file = io.BytesIO()
    options = AS_WRITTEN | {"default_format_properties": dict(MEASURE)}
    book = xlsxwriter.Workbook(file, options)
    created = datetime.fromisoformat(plan.date)
    book.set_properties({"title": plan.title, "subject": plan.subject, "created": created})
    book.set_size(24000, 14000)
    formats = Formats(book)
    for page in plan.pages:
        sheet = book.add_worksheet(page.name, PlainSheet)
        sheet.growing = page.growing
        _page(sheet, page, formats, plan.message)
    for name, place in sorted(plan.names.items()):
        book.define_name(name, f"={place}")
    book.close()
    return file.getvalue()


def _page(
    sheet: Worksheet, page: WorksheetModel, formats: Formats, message: tuple[str, str]
) -> None:
    for n, width in enumerate(page.widths):
        sheet.set_column(n, n, width, None, {"hidden": n in page.gone})
    for row, tall in page.heights.items():
        sheet.set_row(row, tall)
    for cell in page.cells:
        _cell(sheet, cell, formats)
    title, words = message
    for pick in page.picks:
        choice = {"validate": "list", "source": f"={pick.values}"}
        choice |= {"error_title": title, "error_message": words}
        sheet.data_validation(pick.row, pick.column, pick.row, pick.column, choice)
    for rule in page.rules:
        look = {
            "type": "formula",
            "criteria": f"={rule.formula}",
            "format": formats.of(rule.style),
        }
        sheet.conditional_format(*rule.area, look)
    if page.table:
        last = max((cell.row for cell in page.cells), default=0)
        sheet.autofilter(0, 0, last, len(page.widths) - 1)
    else:
        sheet.protect("", PROTECTION)
    _paper(sheet, page)


def _cell(sheet: Worksheet, cell: Cell, formats: Formats) -> None:
    look = formats.of(cell.style)
    where = (cell.row, cell.column)
    if cell.to:
        sheet.merge_range(*where, *cell.to, "", look)
    match cell.content:
        case Formula(text, value):
            sheet.write_formula(*where, text, look, value)
        case str() as text:
            write = sheet.write_string if text else sheet.write_blank
            write(*where, text, look)
        case int() as number:
            sheet.write_number(*where, number, look)
        case lines:
            _words(sheet, cell, lines, formats)


def _words(sheet: Worksheet, cell: Cell, lines: Lines, formats: Formats) -> None:
    every = (
        ("\n" * (n > 0 and k == 0), run)
        for n, line in enumerate(lines)
        for k, run in enumerate(line)
    )
    runs = [(before, run) for before, run in every if run.text]
    if not runs:
        sheet.write_blank(cell.row, cell.column, "", formats.of(cell.style))
        return
    if len(runs) < 2:  # XlsxWriter wants two runs at least in a rich string
        look = formats.of(cell.style, runs[0][1])
        sheet.write_string(cell.row, cell.column, cell_text(lines), look)
        return
    pieces = [
        piece for before, run in runs for piece in (formats.of(run=run), before + run.text)
    ]
    sheet.write_rich_string(cell.row, cell.column, *pieces, formats.of(cell.style))


def _paper(sheet: Worksheet, page: WorksheetModel) -> None:
    if page.portrait:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.print_black_and_white()
    if page.head:
        sheet.set_header(page.head, {"margin": 0.35})
        sheet.set_footer(page.foot, {"margin": 0.2})
    if page.repeat:
        sheet.repeat_rows(*page.repeat)
    if page.breaks:
        sheet.set_h_pagebreaks(list(page.breaks))
    if page.freeze:
        sheet.freeze_panes(*page.freeze)
    if page.printed:
        sheet.print_area(0, 0, *page.printed)
    sheet.hide_gridlines(2)
    if page.hidden:
        sheet.very_hidden()
    if page.aside:
        sheet.hide()
