"""A Word document as JSON: what stands in its tables, and at which bookmarks."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from generator.records.findings import Finding

Element = ElementTree.Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"
_LARGEST = 64 << 20  # bytes of a part, unpacked
_KEPT = "{urn:zicha:answers}answers"
_ITEM = re.compile(r"customXml/item[0-9]+\.xml$")
_HEADER = re.compile(r"word/header[0-9]*\.xml")
# Signs of Wingdings and its kin, which Word inserts as symbols: ticked, and not.
SYMBOLS = {"F0FE": "☑", "F0FC": "✓", "F052": "☑", "F050": "✓", "F0A8": "☐", "F06F": "☐"}
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}


@dataclass(slots=True)
class _Cell:
    """A cell while it is read: its text, where in it each name stands, boxes by name."""

    row: int
    text: list[str] = field(default_factory=list)
    length: int = 0
    names: list[tuple[str, int]] = field(default_factory=list)
    boxes: dict[str, bool] = field(default_factory=dict)

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def text_of_marks(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """{"subject", "headers": [text], "cells": [{"row", "text", "names", "boxes"}], "kept"}.

    A name stands with its place in the text of its cell; a box with whether it is ticked where
    Word keeps that; `kept` are the answers it was printed with. What was struck out under
    tracked changes is not there.
    """
    del path
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _part(archive, "word/document.xml")
        names = set(archive.namelist())
        headers = [_part(archive, name) for name in sorted(filter(_HEADER.fullmatch, names))]
        core = "docProps/core.xml"
        about = _part(archive, core) if core in names else None
        kept = next(
            filter(None, (_kept(_part(archive, n)) for n in names if _ITEM.match(n))), ""
        )
    found = list(_cells(body))
    subject = about.findtext(_SUBJECT) if about is not None else ""
    told = {
        "subject": subject or "",
        "headers": ["".join(one.itertext()) for one in headers],
        "cells": found,
        "kept": kept,
    }
    return json.dumps(told, ensure_ascii=False), ()


def _kept(root: Element) -> str:
    return root.text or "" if root.tag == _KEPT else ""


def _part(archive: zipfile.ZipFile, name: str) -> Element:
    part = archive.getinfo(name)
    if part.file_size > _LARGEST:
        raise MemoryError
    return ElementTree.fromstring(archive.read(part))


def _cells(body: Element) -> Iterator[dict[str, object]]:
    """The cells of all tables that hold no further table, row by row."""
    for n, row in enumerate(body.iter(f"{_W}tr")):
        for one in row.iter(f"{_W}tc"):
            if next(one.iter(f"{_W}tbl"), None) is None:
                cell = _Cell(n)
                _read(one, cell)
                yield {
                    "row": n,
                    "text": "".join(cell.text),
                    "names": cell.names,
                    "boxes": cell.boxes,
                }


def _read(element: Element, cell: _Cell) -> None:
    """All that is seen of an element, in the order of the text."""
    for child in element:
        tag = child.tag
        if tag in _UNSEEN:
            continue
        if tag == f"{_W}t":
            cell.add(child.text or "")
        elif tag in _BREAKS:
            cell.add(_BREAKS[tag])
        elif tag == f"{_W}sym":
            cell.add(SYMBOLS.get(child.get(f"{_W}char", "").upper(), "\ufffd"))
        elif tag == f"{_W}bookmarkStart":
            cell.names.append((child.get(f"{_W}name", ""), cell.length))
        elif tag == f"{_W}sdt":
            _box(child, cell)
            _read(child, cell)
        else:
            _read(child, cell)
            if tag == f"{_W}p":
                cell.add("\n")


def _box(control: Element, cell: _Cell) -> None:
    """A box that toggles belongs to the name in it, as LibreOffice has it, or before it."""
    state = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    inside = control.find(f"{_W}sdtContent//{_W}bookmarkStart")
    before = cell.names[-1][0] if cell.names else ""
    name = before if inside is None else inside.get(f"{_W}name", "")
    if name and state is not None:
        cell.boxes[name] = state.get(f"{_W14}val", "1") in ("1", "true", "on")
