"""A workbook as JSON: its names, and what stands in the cells of its worksheets.

python-calamine reads the cells in a fiftieth of the time that openpyxl takes; the names, which
it does not tell, stand in a part of the file of their own.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import python_calamine

from generator.records.findings import Finding
from generator.records.texts import Location, Text

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LARGEST = 64 << 20  # bytes of a part, unpacked
# <c r="F12" t="str"><f>1+1</f><v></v></c>: a formula whose result no program has put in yet
_UNCOUNTED = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*><f(?:\s[^>]*)?>([^<]*)</f>'
    rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_MOST = 400_000  # cells; the booklet of 155 checks has 9,000
_LONGEST = 32_767  # characters of a cell, as Excel has it
_LAST = 16_384  # columns


def text_of_book(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """{"names": [[name, sheet it holds on or "", reference]], "sheets": [{…}]}."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    titles = book.sheet_names
    names, parts = _workbook(data, titles)
    sheets: list[dict[str, object]] = []
    left = _MOST
    for title in titles:
        sheet = book.get_sheet_by_name(title)
        first = sheet.start[1] if sheet.start else 0  # rows come from the top, not columns
        cells = {}
        for n, row in enumerate(sheet.iter_rows()):
            for m, value in enumerate(row[:_LAST], first):
                if value != "":
                    cells[n, m] = _said(value)
            if len(cells) > left:
                return "", (_too_large(path),)
        left -= len(cells)
        cells = dict(_uncounted(data, parts.get(title, ""))) | cells
        sheets.append({
            "title": title,
            "cells": [(n, m, text) for (n, m), text in cells.items()],
            "merged": sheet.merged_cell_ranges or [],
        })  # fmt: skip
    return json.dumps({"names": names, "sheets": sheets}, ensure_ascii=False), ()


def _said(value: object) -> str:
    """A number without a needless fraction, a day as 2026-06-30."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value)[:_LONGEST]


Names = list[tuple[str, str, str]]


def _workbook(data: bytes, titles: list[str]) -> tuple[Names, dict[str, str]]:
    """The names with what they stand for, and the part of the file that each worksheet is."""
    root = _part(data, "xl/workbook.xml")
    space = _MAIN if root.tag.startswith(_MAIN) else _STRICT
    names: Names = []
    for one in root.iter(f"{space}definedName"):
        n = one.get("localSheetId", "")
        local = titles[int(n)] if n.isdigit() and int(n) < len(titles) else ""
        names.append((one.get("name", ""), local, one.text or ""))
    targets = {
        one.get("Id", ""): one.get("Target", "")
        for one in _part(data, "xl/_rels/workbook.xml.rels")
    }
    parts = {}
    for one in root.iter(f"{space}sheet"):
        key = next((value for name, value in one.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        parts[one.get("name", "")] = target.removeprefix("/xl/").removeprefix("xl/")
    return names, parts


def _part(data: bytes, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(_bytes(data, name))


def _bytes(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo(name)
        if part.file_size > _LARGEST:
            raise MemoryError
        return archive.read(part)


def _uncounted(data: bytes, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Formulas without a result, as they are written: words that begin with `=` become such."""
    if part:
        for match in _UNCOUNTED.finditer(_bytes(data, f"xl/{part}")):
            words = html.unescape(match[3].decode("utf-8", "replace"))
            yield (int(match[2]) - 1, column_number(match[1].decode())), f"={words}"[:_LONGEST]


def column_number(letters: str) -> int:
    """A is 0, AA 26."""
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n - 1


def _too_large(path: str) -> Finding:
    words = Text(
        f"有内容的单元格超过 {_MOST} 个，不像填好的自查表；请核对文件",
        f"more than {_MOST} cells hold something, which no sheet has; see to the file",
    )
    return Finding(Location(path), "file-too-large", words)
