"""The table of a translation as a Word document, and what comes back in one."""

import json
import re
from collections.abc import Iterator

from generator.edit.translation.rows import STATES, Translated, rows_of
from generator.edit.translation.table import FORMAT, GUIDE, Cell, Returned, must_be_of
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.texts import Language, Location, Text
from generator.sheets.docx.package import Facts, FormSection, package
from generator.sheets.docx.paragraphs import (
    bookmarked,
    cell,
    paragraphs,
    row,
    run_xml,
    sentence,
    table,
)
from generator.sheets.office.words import Lines, Run, run
from generator.text.files.apart import read_apart

_WIDTHS = (26.0, 82.0, 98.0, 46.0)  # mm
_HEADS = (
    Text("条款", "Provision"),
    Text("中文原文", "Chinese text"),
    Text("英文译文", "English translation"),
    Text("术语", "Terms"),
)
_SHADE, _WANTED = "EEF1F5", "FFF4D6"
# en__a5__i3__f487ed0a1b2c: whose words a cell holds, and the marks of then, cut short since
# Word takes no name of more than 40 characters
_NAME = re.compile(r"en__(?P<at>a\w+?)__(?P<zh>[0-9a-f]{6})(?P<en>[0-9a-f]{6})(?:_\d+)?")


def translation_document(regulation: Regulation, language: Language) -> bytes:
    """The file, the same bytes each time; English is written in its third column."""

    def say(text: Text) -> str:
        return text.zh if language == "zh" else text.en or text.zh

    heads = (
        cell(paragraphs((_line(say(text), language),), align="center"), width, shade=_SHADE)
        for text, width in zip(_HEADS, _WIDTHS, strict=True)
    )
    rows = [row(heads, head=True), *(_row(one, language) for one in rows_of(regulation))]
    lines: Lines = tuple(
        _line(f"{n}. {say(text)}", language) for n, text in enumerate(GUIDE, 1)
    )
    title = (Run(regulation.title.zh, "sans", True, 14, "zh"),)
    body = paragraphs((title, *lines, ())) + table(rows, _WIDTHS)
    page = (run("{x}", "label"), run(" / ", "label"), run("{y}", "label"))
    section = FormSection(body, ((),), ((),), b"", "", ((),), page)
    subject = f"{FORMAT} {regulation.id}"
    return package((section,), Facts(regulation.title.zh, subject, regulation.edition))


def _line(words: str, language: Language) -> tuple[Run, ...]:
    return (Run(words, "sans", False, 9.5, language),)


def _row(one: Translated, language: Language) -> str:
    chinese = language == "zh"
    cite = one.cite.zh if chinese else one.cite.en or one.cite.zh
    state = STATES[one.state].zh if chinese else STATES[one.state].en or ""
    shade = {"shade": _WANTED} if one.state else {}
    zh, en = one.mark.split()
    name = f"en__{one.at.replace('.', '__').replace('-', '_')}__{zh[:6]}{en[:6]}"
    english = run_xml(Run(one.en, "sans", False, 10, "en")) if one.en else ""
    law = (Run(one.zh, "serif", False, 10.5, "zh"),)
    terms = tuple(_line(f"{entry.zh} = {entry.en}", "zh") for entry in one.terms)
    first = (_line(f"{one.at}  {cite}", language), _line(state, language))
    cells = (
        cell(paragraphs(first), _WIDTHS[0]),
        cell(paragraphs((law,)), _WIDTHS[1]),
        cell(sentence((bookmarked(name, english),)), _WIDTHS[2], **shade),
        cell(paragraphs(terms), _WIDTHS[3]),
    )
    return row(cells)


def returned_document(data: bytes, name: str, id_: str) -> Returned:
    """What a document brings. Raises CannotGoOn where it is no such table, or of another."""
    text, findings = read_apart("marks", data, name)
    if findings:
        raise CannotGoOn(*findings)
    told = json.loads(text)
    kind, _, other = str(told["subject"]).partition(" ")
    must_be_of(other if kind == FORMAT else id_, id_, name)
    found = list(_cells(told["cells"]))
    if not found:
        words = Text(
            "文档里没有 zicha worksheet --translation 做的表；请重新生成",
            "the document holds no table made by zicha worksheet --translation; make it anew",
        )
        raise CannotGoOn(Finding(Location(name), "no-worksheet", words))
    return Returned(tuple(each for each, _ in found), {each.at: mark for each, mark in found})


def _cells(cells: object) -> Iterator[tuple[Cell, str]]:
    assert isinstance(cells, list)
    for one in cells:  # a name may stand twice in one: LibreOffice saves an empty one so
        marks = (_NAME.fullmatch(mark) for mark, _ in one["names"])
        if found := next(filter(None, marks), None):
            said = Cell(_address(found["at"]), str(one["text"]).strip(), int(one["row"]) + 1)
            yield said, f"{found['zh']} {found['en']}"


def _address(named: str) -> str:
    """a31_1__i3 → a31-1.i3"""
    return named.replace("__", ".").replace("_", "-")
