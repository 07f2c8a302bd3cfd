"""A workbook that comes back: its rows found by the names of their columns, whatever moved."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.edit.worksheet.book import FORMAT, STATE_SHEET
from generator.edit.worksheet.columns import COLUMNS, TERM_COLUMNS, day, plain, tidy
from generator.edit.worksheet.guide import ACCEPTED
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text
from generator.text.files.apart import read_apart

LARGEST = 32 << 20  # bytes
_TOP = 30  # rows in which the heads are looked for
_FEW = 5  # names of columns that make a row the head
_FEW_TERMS = 3
_FILLED = "\0"  # before what a cell has from the area it is merged into
_OWN = ("id", "mark", "text", "cite", "state")  # never filled from a merged cell


@dataclass(frozen=True, slots=True)
class Came:
    """A row of the sheet: where it stands (line from 1), column → what its cell holds."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """All that a workbook brings.

    `marks` has those it was made with by the key of their row; none where that was lost.
    """

    regulation: str
    rows: tuple[Came, ...]
    terms: tuple[Came, ...]
    marks: Mapping[str, str]
    by: str
    on: str


Cells = dict[tuple[int, int], str]
Heads = Mapping[str, Text]
HEADS: Heads = {column.key: column.head for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class TakenTable:
    """A table that comes back: its rows, and what it was made of, a key and its value."""

    rows: tuple[Came, ...]
    state: Mapping[str, str]


def taken(data: bytes, name: str) -> Taken:
    """Raises CannotGoOn where it is no such workbook."""
    sheets = _sheets(data, name)
    tables = [(title, _table(cells, HEADS, _FEW)) for title, cells in sheets.items()]
    found = next(((title, table) for title, table in tables if table is not None), None)
    if found is None:
        raise CannotGoOn(_no_worksheet(name))
    of_checks, rows = found
    state = _state(sheets)
    marks = {key: mark for key, mark in state.items() if key != FORMAT}
    others = [cells for title, cells in sheets.items() if title != of_checks]
    terms = next((t for s in others if (t := _table(s, TERM_COLUMNS, _FEW_TERMS))), ())
    by, on = (_beside(others, key) for key in ACCEPTED)
    known = FORMAT in state
    regulation = state.get(FORMAT, "")
    return Taken(regulation, rows, terms, marks if known else {}, by, day(on) or on)


def taken_table(data: bytes, name: str, heads: Heads, least: int) -> TakenTable:
    """A table with at least so many of these heads; CannotGoOn where there is none."""
    sheets = _sheets(data, name)
    tables = (_table(cells, heads, least) for cells in sheets.values())
    rows = next((table for table in tables if table is not None), None)
    if rows is None:
        raise CannotGoOn(_no_worksheet(name))
    return TakenTable(rows, _state(sheets))


def _sheets(data: bytes, name: str) -> Mapping[str, Cells]:
    if len(data) > LARGEST or data[:4] != b"PK\x03\x04":
        raise CannotGoOn(_no_worksheet(name))
    text, findings = read_apart("book", data, name)
    if findings:
        raise CannotGoOn(*findings)
    return {str(s["title"]): _filled(s) for s in json.loads(text)["sheets"]}


def _state(sheets: Mapping[str, Cells]) -> Mapping[str, str]:
    """What the hidden sheet says: a key and its value a row."""
    state = sheets.get(STATE_SHEET, {})
    return {key: state.get((n, 1), "") for (n, m), key in state.items() if not m}


def _filled(sheet: Mapping[str, object]) -> Cells:
    """Its cells, those of a merged area as the first of it."""
    cells: Cells = {(n, m): value for n, m, value in _triples(sheet["cells"])}
    for (top, left), (bottom, _) in _areas(sheet["merged"]):
        if (top, left) in cells and bottom - top < 5000:
            for n in range(top + 1, bottom + 1):
                cells.setdefault((n, left), _FILLED + cells[top, left])
    return cells


def _triples(cells: object) -> Iterator[tuple[int, int, str]]:
    assert isinstance(cells, list)
    yield from ((n, m, str(value)) for n, m, value in cells)


def _areas(merged: object) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    assert isinstance(merged, list)
    yield from (((a, b), (c, d)) for (a, b), (c, d) in merged)


def _table(cells: Cells, heads: Heads, least: int) -> tuple[Came, ...] | None:
    """The rows below the head; None where no row is one."""
    top, places = max(_tops(cells, heads), key=lambda head: len(head[1]), default=(0, {}))
    if len(places) < least:
        return None
    last = max((n for n, _ in cells), default=top)
    rows = []
    for n in range(top + 1, last + 1):
        row = {key: _cell(cells, n, m, key) for key, m in places.items()}
        if any(row.values()) and not _is_head(row, heads):
            rows.append(Came(n + 1, row))
    return tuple(rows)


def _tops(cells: Cells, heads: Heads) -> Iterator[tuple[int, dict[str, int]]]:
    """Rows in which names of columns stand: the hidden keys, or the heads people see."""
    places: dict[int, dict[str, int]] = {}
    for (n, m), words in sorted(cells.items()):
        key = next((k for k in heads if _is_called(k, words, heads)), "") if n < _TOP else ""
        if key:
            places.setdefault(n, {}).setdefault(key, m)
    yield from places.items()


def _is_head(row: Mapping[str, str], heads: Heads) -> bool:
    said = [key for key, words in row.items() if _is_called(key, words, heads)]
    return len(said) > 2 and len(said) == sum(map(bool, row.values()))


def _is_called(key: str, words: str, heads: Heads) -> bool:
    said = plain(words)
    return bool(said) and said in (key, plain(heads[key].zh), plain(heads[key].en or ""))


def _cell(cells: Cells, n: int, m: int, key: str) -> str:
    words = cells.get((n, m), "")
    if words.startswith(_FILLED):
        words = "" if key in _OWN else words.removeprefix(_FILLED)
    return tidy(key, words)


def _beside(sheets: Iterable[Cells], key: str) -> str:
    """What stands to the right of a word."""
    for cells in sheets:
        for (n, m), words in sorted(cells.items()):
            if _is_called(key, words, ACCEPTED) and plain(words) != key:
                return tidy(key, cells.get((n, m + 1), ""))
    return ""


def _no_worksheet(name: str) -> Finding:
    return Finding(
        Location(name),
        "no-worksheet",
        Text(
            "这不是 zicha worksheet 做出的 .xlsx；请用 zicha worksheet 编号 -o 文件.xlsx"
            " 重新生成",
            "this is no .xlsx made by zicha worksheet; make one with"
            " zicha worksheet ID -o FILE.xlsx",
        ),
    )
