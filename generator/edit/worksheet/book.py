"""The worksheet of checks as a workbook: the third door to XlsxWriter."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.edit.worksheet.columns import (
    BY_KEY,
    COLUMNS,
    DECISIONS,
    FLAGGED,
    FLAGS,
    KINDS,
    STATES,
    TERM_COLUMNS,
    TERM_KINDS,
)
from generator.edit.worksheet.guide import ACCEPTED, GUIDE, TABS
from generator.edit.worksheet.naming import KINDS as VOCABULARY
from generator.edit.worksheet.naming import Names, names_of, terms_of
from generator.edit.worksheet.rows import Row, rows_of, shown
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Language, Text
from generator.records.walking import provisions, walk

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FORMAT = "zicha-worksheet/1"
STATE_SHEET = "zicha"
SPARE = 200  # rows below the last in which more checks can be written
NEW_TERMS = 60  # rows for new entries of the vocabulary
_FACE = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top", "text_wrap": True}
_LINES = {**_FACE, "border": 1, "border_color": "#C8C8C8"}
_LAW = {"font_name": "SimSun", "font_size": 10.5}
_DRAFT, _NONE, _LOCKED = "#FFF4D6", "#F0F0F0", "#FAFAFA"
_MAY = ("format_rows", "format_columns", "format_cells", "sort", "autofilter", "insert_rows")
_AMONG = {"do": DECISIONS, "kind": KINDS, **dict.fromkeys(FLAGGED, FLAGS)}
_LISTED = ("do", "kind", *FLAGGED, *VOCABULARY)  # columns with a drop-down list


@dataclass(frozen=True, slots=True)
class _Making:
    """What every part of the workbook needs."""

    book: Workbook
    regulation: Regulation
    names: Names
    language: Language

    def say(self, text: Text) -> str:
        return text.zh if self.language == "zh" else text.en or text.zh

    def look(self, **more: object) -> Format:
        return self.book.add_format({**_LINES, **more})


def worksheet_book(regulation: Regulation, language: Language) -> bytes:
    """The file; its heads and words in one language, the same bytes each time."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS | {"default_format_properties": {**_FACE}})
    created = datetime.fromisoformat(regulation.edition)
    book.set_properties({"title": regulation.title.zh, "created": created})
    book.set_size(26000, 15000)
    making = _Making(book, regulation, names_of(regulation.vocabulary), language)
    rows = rows_of(regulation)
    checks, guide, terms, new = (book.add_worksheet(making.say(TABS[tab])) for tab in TABS)
    _checks(making, checks, rows)
    _guide(making, guide, rows)
    _terms(making, terms)
    _new_terms(making, new)
    _state(making, book.add_worksheet(STATE_SHEET), rows)
    book.close()
    return file.getvalue()


def _checks(making: _Making, sheet: Worksheet, rows: Sequence[Row]) -> None:
    _heads(making, sheet)
    _rows(making, sheet, rows)
    last = len(rows) + 1
    _spare(making, sheet, last)
    sheet.autofilter(1, 0, max(last, 2), len(COLUMNS) - 1)
    sheet.freeze_panes(2, 4)
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.print_area(1, 0, max(last, 2), len(COLUMNS) - 2)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(8)
    sheet.protect("", dict.fromkeys(_MAY, True))


def _heads(making: _Making, sheet: Worksheet) -> None:
    """The hidden row of keys, and what each column is called."""
    head = making.look(bold=True, bg_color="#1F3A5F", font_color="#FFFFFF", valign="vcenter")
    for n, column in enumerate(COLUMNS):
        sheet.set_column(n, n, column.width, None, {"hidden": column.hidden})
        sheet.write_string(0, n, column.key)
        sheet.write_string(1, n, making.say(column.head), head)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 30)


def _rows(making: _Making, sheet: Worksheet, rows: Sequence[Row]) -> None:
    known = provisions(making.regulation)
    looks: dict[tuple[str, str], Format] = {}
    for n, row in enumerate(rows, 2):
        cells = _cells(making, row, known[row.at])
        sheet.set_row(n, _height(cells))
        for m, column in enumerate(COLUMNS):
            look = looks.setdefault((row.state, column.key), _look(making, row, column.key))
            write = sheet.write_string if cells[column.key] else sheet.write_blank
            write(n, m, cells[column.key], look)


def _spare(making: _Making, sheet: Worksheet, last: int) -> None:
    """Rows for new checks below the `last` one, and what may be chosen in any row."""
    look = making.look(locked=False)
    for n in range(last + 1, last + 1 + SPARE):
        for m in range(len(COLUMNS) - 1):
            sheet.write_blank(n, m, "", look)
    for m, column in enumerate(COLUMNS):
        if column.key in _LISTED:
            area = (2, m, last + SPARE, m)
            sheet.data_validation(*area, _choice(making, column.key))


def _look(making: _Making, row: Row, key: str) -> Format:
    """Drafts tinted, what may not be changed grey, the law in its own face."""
    locked = BY_KEY[key].locked
    ground = {"draft": _DRAFT, "none": _NONE}.get(row.state, _LOCKED if locked else "")
    return making.look(
        locked=locked,
        **({"bg_color": ground} if ground else {}),
        **({"num_format": "yyyy-mm-dd"} if key == "on" else {}),
        **(_LAW if key in ("text", "quotes") else {}),
    )


def _height(cells: Mapping[str, str]) -> float:
    """Points that the tallest cell of a row needs; Excel holds no more than 409."""
    tallest = 1
    for column in COLUMNS:
        lines = cells[column.key].split("\n") if not column.hidden else ()
        needed = sum(max(-(-_width(line) // (column.width - 1)), 1) for line in lines)
        tallest = max(tallest, needed)
    return min(15.0 * tallest + 4, 400)


def _width(words: str) -> int:
    """In digits: a Chinese character is two and a bit."""
    return sum(22 if sign > "\u2e80" else 10 for sign in words) // 10


def _cells(making: _Making, row: Row, provision: Provision) -> Mapping[str, str]:
    chinese = making.language == "zh"
    law = provision.words.zh or "".join(p.words.zh for p in walk((provision,)))
    values = {
        key: shown(key, value, making.names, chinese=chinese)
        for key, value in row.values.items()
    }
    if row.state == "none":
        values |= dict.fromkeys(FLAGGED, "")
    return {
        **values,
        "at": row.at,
        "cite": making.say(provision.cite),
        "text": law,
        "id": row.id,
        "state": making.say(STATES[row.state]),
        "do": "",
        "remark": "",
        "mark": row.mark,
    }


def _choice(making: _Making, key: str) -> Mapping[str, object]:
    """A drop-down; where several may stand in a cell others than those listed are taken."""
    among = _AMONG.get(key)
    if among is not None:
        return {"validate": "list", "source": [making.say(text) for text in among.values()]}
    sheet = making.say(TABS["terms"]).replace("'", "''")
    letter = "ABCD"[VOCABULARY.index(key)]
    count = max(len(making.names.kinds[key]), 1)
    return {
        "validate": "list",
        "source": f"='{sheet}'!${letter}$2:${letter}${count + 1}",
        "show_error": False,
    }


def _guide(making: _Making, sheet: Worksheet, rows: Sequence[Row]) -> None:
    plain = making.book.add_format({**_FACE, "text_wrap": True})
    strong = making.book.add_format({**_FACE, "bold": True, "font_size": 14})
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 96)
    sheet.write_string(0, 0, making.regulation.title.zh, strong)
    for n, (key, head) in enumerate(ACCEPTED.items(), 2):
        sheet.write_string(n, 0, making.say(head), making.look(bold=True))
        form = {"num_format": "yyyy-mm-dd"} if key == "on" else {}
        sheet.write_blank(n, 1, "", making.look(bg_color=_DRAFT, **form))
    drafts = sum(row.state == "draft" for row in rows)
    for n, line in enumerate(GUIDE, 5):
        sheet.write_string(n, 0, f"{n - 4}", plain)
        sheet.write_string(n, 1, making.say(line).format(drafts=drafts), plain)


def _terms(making: _Making, sheet: Worksheet) -> None:
    head = making.look(bold=True)
    for m, kind in enumerate(VOCABULARY):
        sheet.set_column(m, m, 36)
        sheet.write_string(0, m, making.say(TERM_KINDS[kind]), head)
        terms = terms_of(making.regulation.vocabulary, kind)
        for n, code in enumerate(terms, 1):
            sheet.write_string(n, m, making.names.name(kind, code), making.look())
    sheet.protect("")


def _new_terms(making: _Making, sheet: Worksheet) -> None:
    head = making.look(bold=True)
    for m, (key, title) in enumerate(TERM_COLUMNS.items()):
        sheet.set_column(m, m, 14 if key == "kind" else 32)
        sheet.write_string(0, m, key)
        sheet.write_string(1, m, making.say(title), head)
        for n in range(NEW_TERMS):
            sheet.write_blank(n + 2, m, "", making.look(locked=False))
    sheet.set_row(0, None, None, {"hidden": True})
    kinds = [making.say(text) for text in TERM_KINDS.values()]
    sheet.data_validation(2, 0, NEW_TERMS + 1, 0, {"validate": "list", "source": kinds})


def _state(making: _Making, sheet: Worksheet, rows: Sequence[Row]) -> None:
    """What the file was made of, to know what was deleted in it."""
    for n, words in enumerate((FORMAT, making.regulation.id)):
        sheet.write_string(0, n, words)
    for n, row in enumerate(rows, 1):
        sheet.write_string(n, 0, row.key)
        sheet.write_string(n, 1, row.mark)
    sheet.very_hidden()
