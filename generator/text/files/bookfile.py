"""A workbook as JSON: its names, and what stands in the cells of its worksheets.

python-calamine reads the cells in a fiftieth of the time that openpyxl takes; the names, which
it does not tell, stand in a part of the file of their own.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree import ElementTree

import python_calamine

from generator.records.findings import Finding
from generator.records.texts import Location, Text

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_NAMES = 64 << 20  # bytes of the part with the names, unpacked
_MOST = 400_000  # cells; the booklet of 155 checks has 9,000
_LONGEST = 32_767  # characters of a cell, as Excel has it
_LAST = 16_384  # columns


def text_of_book(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """{"names": [[name, sheet it holds on or "", reference]], "sheets": [{…}]}."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    titles = book.sheet_names
    sheets: list[dict[str, object]] = []
    left = _MOST
    for title in titles:
        sheet = book.get_sheet_by_name(title)
        cells = []
        for n, row in enumerate(sheet.iter_rows()):
            for m, value in enumerate(row[:_LAST]):
                if value != "":
                    cells.append((n, m, _said(value)))
            if len(cells) > left:
                return "", (_too_large(path),)
        left -= len(cells)
        first = sheet.start[1] if sheet.start else 0  # rows come from the top, not columns
        sheets.append({
            "title": title,
            "cells": [(n, m + first, text) for n, m, text in cells],
            "merged": sheet.merged_cell_ranges or [],
        })  # fmt: skip
    names = list(_names(data, titles))
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


def _names(data: bytes, titles: list[str]) -> Iterator[tuple[str, str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("xl/workbook.xml")
        if part.file_size > _NAMES:
            raise MemoryError
        root = ElementTree.fromstring(archive.read(part))
    space = _MAIN if root.tag.startswith(_MAIN) else _STRICT
    for one in root.iter(f"{space}definedName"):
        n = one.get("localSheetId", "")
        local = titles[int(n)] if n.isdigit() and int(n) < len(titles) else ""
        yield one.get("name", ""), local, one.text or ""


def _too_large(path: str) -> Finding:
    words = Text(
        f"有内容的单元格超过 {_MOST} 个，不像填好的自查表；请核对文件",
        f"more than {_MOST} cells hold something, which no sheet has; see to the file",
    )
    return Finding(Location(path), "file-too-large", words)
