"""A filled workbook: found by the names of its cells, held against the number in each row."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.answers.forms import (
    Form,
    Row,
    Written,
    joined,
    lost,
    names_by_place,
    problem_rows,
)
from generator.answers.names import (
    CHECKS_RANGE,
    CODES,
    DATA,
    FACTS,
    FIELDS,
    KEPT,
    KEPT_RANGE,
    fact_name,
    label_name,
)
from generator.answers.problems import Problem
from generator.answers.words import plain
from generator.records.texts import Text
from generator.text.files.bookfile import column_number

Place = tuple[int, int]  # row and column from 0
# 'Article 5'!$F$12, Sheet1!$A$1:$A$9, $'第五条'.$F$12
_REFERENCE = re.compile(
    r"\$?(?:'((?:[^']|'')+)'|([^'!]+?))[!.]\$?([A-Z]{1,3})\$?(\d{1,7})"
    r"(?::(?:.*[!.])?\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)
# ② A05-01-2: on a line of its own, unlike those that a check is made together with.
_NUMBER = re.compile(r"(?m)^[\s①-⑳㉑-㊿]*([A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)\s*$")


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    cells: Mapping[Place, str]
    merged: tuple[tuple[Place, Place], ...]


@dataclass(frozen=True, slots=True)
class _Area:
    sheet: str
    first: Place
    last: Place


class _Book:
    """The workbook as read: its worksheets by title, what each name stands for."""

    def __init__(self, text: str) -> None:
        told = json.loads(text)
        self.sheets = {
            one["title"]: _Sheet(
                one["title"],
                {(n, m): words for n, m, words in one["cells"]},
                tuple((tuple(a), tuple(b)) for a, b in one["merged"]),
            )
            for one in told["sheets"]
        }
        self.names: dict[str, list[_Area]] = {}
        for name, local, reference in told["names"]:
            area = _area(reference)
            if area and area.sheet in self.sheets and local in ("", area.sheet):
                # Those of the whole workbook first; a copied worksheet has names of its own.
                places = self.names.setdefault(name, [])
                places.insert(0 if not local else len(places), area)

    def words(self, name: str) -> Written | None:
        """What stands in the cell of a name."""
        areas = self.names.get(name)
        if not areas:
            return None
        area = areas[0]
        words = self.sheets[area.sheet].cells.get(area.first, "")
        return Written(words.strip(), _where(area.sheet, area.first))

    def range(self, name: str) -> Iterator[str]:
        """What stands in the first column of a range, from top to bottom."""
        for area in self.names.get(name, ())[:1]:
            (top, column), (bottom, _) = area.first, area.last
            cells = self.sheets[area.sheet].cells
            yield from (
                cells[n, column] for n in range(top, bottom + 1) if (n, column) in cells
            )


def form_of_book(text: str, known: Collection[str]) -> Form | None:
    """What `text_of_book` read, as a form; None where it is no form of ours.

    `known` are the numbers of checks that may be written in it.
    """
    book = _Book(text)
    facts = {fact: found.words for fact in FACTS if (found := book.words(fact_name(fact)))}
    if not facts.get("schema", "").startswith("zicha-"):
        return None
    ids = tuple(dict.fromkeys(book.range(CHECKS_RANGE)))
    rows, problems = _rows(book, ids)
    places = {name: found for name in book.names if (found := book.words(name))}
    listed, strange = problem_rows(places, known)
    every, told = joined(
        [*rows, *(_unanswered(row) if row.id in ids else row for row in listed)]
    )
    there = {row.id for row in every}
    missing = tuple(id_ for id_ in ids if id_ not in there)
    labels = {
        plain(written.words): code
        for code in CODES
        if (written := book.words(label_name(code))) and written.words
    }
    fields = {name: found for name in FIELDS if (found := book.words(name))}
    gone = tuple(lost(id_ for id_ in missing if not id_.startswith("own-")))
    kept = "".join(book.range(KEPT_RANGE))
    problems += [*strange, *told, *gone]
    return Form(facts, fields, every, labels, missing, tuple(problems), kept)


def _unanswered(row: Row) -> Row:
    """The row of a problem whose answer is that of the list beside it, by a formula."""
    return replace(row, cells={k: v for k, v in row.cells.items() if k != "answer"})


def _area(reference: str) -> _Area | None:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    title = (match[1] or match[2]).replace("''", "'")
    first = (int(match[4]) - 1, column_number(match[3]))
    last = (int(match[6]) - 1, column_number(match[5])) if match[5] else first
    return _Area(title, first, last)


def _letters(n: int) -> str:
    before, last = divmod(n, 26)
    return (_letters(before - 1) if before else "") + chr(65 + last)


def _where(title: str, place: Place) -> str:
    return f"{title}!{_letters(place[1])}{place[0] + 1}"


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def _rows(book: _Book, ids: Iterable[str]) -> tuple[list[Row], list[Problem]]:
    known = set(ids)
    places = names_by_place(known)
    columns, named = _columns(book, places)
    rows: list[Row] = []
    problems: list[Problem] = []
    for sheet in book.sheets.values():
        if sheet.title in (DATA, KEPT) or sheet.title not in columns:
            continue
        numbered = _numbered(sheet, known, set(columns[sheet.title].values()))
        for n, said in sorted(numbered.items()):
            if len(said) > 1:
                problems.append(_mixed(sheet, n, said))
                continue
            row, told = _row(sheet, n, next(iter(said)), columns[sheet.title])
            rows.append(row)
            problems += told
        for id_, n in named.get(sheet.title, {}).items():
            if n not in numbered and not any(r.id == id_ for r in rows):
                row, told = _row(sheet, n, id_, columns[sheet.title])
                rows.append(row)
                problems += told
    return rows, problems


def _columns(
    book: _Book, places: Mapping[str, tuple[str, str]]
) -> tuple[Mapping[str, dict[str, int]], Mapping[str, dict[str, int]]]:
    """By worksheet: the column of each kind of place, and the row that names give a check."""
    columns: dict[str, dict[str, int]] = {}
    rows: dict[str, dict[str, int]] = {}
    for name, (kind, id_) in places.items():
        for area in book.names.get(name, ()):
            row, column = area.first
            columns.setdefault(area.sheet, {}).setdefault(kind, column)
            rows.setdefault(area.sheet, {}).setdefault(id_, row)
    return columns, rows


def _numbered(sheet: _Sheet, known: set[str], written: set[int]) -> dict[int, set[str]]:
    """Rows in which the number of a check is printed, and which."""
    found: dict[int, set[str]] = {}
    for (n, m), words in sheet.cells.items():
        if m not in written and len(words) < 200:
            said = known.intersection(_NUMBER.findall(words))
            if said:
                found.setdefault(n, set()).update(said)
    return found


def _row(
    sheet: _Sheet, n: int, id_: str, columns: Mapping[str, int]
) -> tuple[Row, list[Problem]]:
    cells, problems = {}, []
    for kind, m in columns.items():
        if kind == "ask" and not id_.startswith("own-"):
            continue
        place = (n, m)
        over = _merged(sheet, place)
        if over is not None:
            problems.append(_joined(sheet, place, over, id_))
            continue
        cells[kind] = Written(sheet.cells.get(place, "").strip(), _where(sheet.title, place))
    where = _where(sheet.title, (n, columns.get("answer", 0)))
    return Row(id_, where, cells), problems


def _merged(sheet: _Sheet, place: Place) -> Place | None:
    """The first cell of those that a cell was merged with, where it is another one."""
    for first, last in sheet.merged:
        if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
            return None if place == first else first
    return None


def _mixed(sheet: _Sheet, n: int, said: Iterable[str]) -> Problem:
    ids = ", ".join(sorted(said))
    return Problem(
        f"{sheet.title}!{n + 1}",
        "row-mixed",
        Text(
            f"这一行有几个编号（{ids}），可能只排序或粘贴了一部分列，没有采用；请单位核对",
            f"this row has several numbers ({ids}), sorted or pasted in part perhaps, and was"
            " not taken; ask the unit",
        ),
    )


def _joined(sheet: _Sheet, place: Place, first: Place, id_: str) -> Problem:
    top = _where(sheet.title, first)
    return Problem(
        _where(sheet.title, place),
        "merged-cells",
        Text(
            f"这一格与 {top} 合并了，不知是否也指 {id_}，没有采用；请拆分单元格，逐行填写",
            f"this cell is merged with {top} and nobody can tell whether that means {id_}, too;"
            " split the cells and fill in each row",
        ),
    )
