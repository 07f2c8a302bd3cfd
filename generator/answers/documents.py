"""A filled Word document: found by its bookmarks, its boxes read as they look."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.answers.forms import (
    Form,
    Row,
    Written,
    joined,
    lost,
    names_by_place,
    problem_rows,
)
from generator.answers.names import CODES, FIELDS, name_of
from generator.answers.problems import Problem
from generator.answers.words import BOXES, CROSSED, TICKED
from generator.records.texts import Text

OWN = tuple(f"own-{n}" for n in range(1, 100))
# jinan-2016-31/A-a5@2026-11-23#3f9a1c22d0b7
IDENTITY = re.compile(
    r"(?P<regulation>[a-z0-9][a-z0-9-]*)/(?P<sheet>[A-Z](?:-[A-Za-z0-9_-]+)?)"
    r"@(?P<edition>\d{4}-\d\d-\d\d)#(?P<stamp>[0-9a-f]{12})",
    re.ASCII,
)
_ENDS = re.compile("[\t\n]")
# ② A05-01-2: on a line of its own, unlike those that a check is made together with.
_NUMBER = re.compile(r"(?m)^[\s①-⑳㉑-㊿]*([A-Za-z0-9]+(?:-[A-Za-z0-9]+)+)\s*$")


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    text: str
    names: tuple[tuple[str, int], ...]
    boxes: Mapping[str, bool]


def form_of_document(text: str, ids: Iterable[str]) -> Form | None:
    """What `text_of_marks` read, as a form that asks these; None where it is none of ours."""
    told = json.loads(text)
    facts = _facts(told)
    if facts is None:
        return None
    known = (*ids, *OWN)
    cells = [_cell(one) for one in told["cells"]]
    rows, problems = _rows(cells, known)
    listed, strange = problem_rows(_problem_places(cells), known)
    every, more = joined([*rows, *listed])
    asked = {id_ for cell in cells for id_ in _printed(cell, set(known))}
    missing = tuple(sorted(asked - {row.id for row in every}))
    fields = dict(_fields(cells))
    told_all = (*problems, *strange, *more, *lost(missing))
    return Form(facts, fields, every, {}, missing, told_all, str(told["kept"]))


def _facts(told: Mapping[str, object]) -> Mapping[str, str] | None:
    """Who the form is: by what the file says of itself, else by what heads its pages."""
    headers = told["headers"]
    assert isinstance(headers, list)
    for words in (str(told["subject"]), *headers):
        if match := IDENTITY.search(words):
            return match.groupdict()
    return None


def _cell(one: Mapping[str, object]) -> _Cell:
    names, boxes = one["names"], one["boxes"]
    assert isinstance(names, list)
    assert isinstance(boxes, dict)
    first: dict[str, int] = {}
    for name, at in names:  # LibreOffice writes some twice
        first.setdefault(name, at)
    return _Cell(int(str(one["row"])), str(one["text"]), tuple(first.items()), boxes)


def _fields(cells: Iterable[_Cell]) -> Iterator[tuple[str, Written]]:
    """Who filled it in: the first place of each name holds, as on the first sheet."""
    seen: set[str] = set()
    for cell in cells:
        for name, _ in cell.names:
            if name in FIELDS and name not in seen:
                seen.add(name)
                yield name, Written(cell.text.strip(), name)


def _printed(cell: _Cell, known: set[str]) -> Iterator[str]:
    """The number of a check that a cell prints: no place to write in is in it."""
    if not cell.names and len(cell.text) < 200:
        yield from (word for word in _NUMBER.findall(cell.text) if word in known)


def _rows(cells: Iterable[_Cell], known: Iterable[str]) -> tuple[list[Row], list[Problem]]:
    ids = set(known)
    places, boxes = names_by_place(ids), _boxes(ids)
    by_row: dict[int, list[_Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows: list[Row] = []
    problems: list[Problem] = []
    for n, some in by_row.items():
        printed = {id_ for cell in some for id_ in _printed(cell, ids)}
        found: dict[str, dict[str, Written]] = {}
        ticked: dict[str, dict[str, str]] = {}
        for cell in some:
            problems += _take(cell, places, found)
            _look(cell, boxes, ticked)
        problems += _settle(ticked, found)
        if len(printed) > 1 or (printed and found.keys() - printed):
            problems.append(_mixed(n, printed | found.keys()))
            continue
        rows += [Row(id_, id_, written) for id_, written in found.items()]
    return rows, problems


def _boxes(ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    return {name_of(code, id_): (code, id_) for id_ in ids for code in CODES}


def _take(
    cell: _Cell, places: Mapping[str, tuple[str, str]], found: dict[str, dict[str, Written]]
) -> Iterator[Problem]:
    """What is written in a cell into the row it belongs to."""
    marks = [places[name] for name, _ in cell.names if name in places]
    if len(marks) > 1:
        yield _merged(marks)
    elif marks:
        kind, id_ = marks[0]
        found.setdefault(id_, {})[kind] = Written(cell.text.strip(), f"{id_} {kind}")


def _look(
    cell: _Cell, boxes: Mapping[str, tuple[str, str]], ticked: dict[str, dict[str, str]]
) -> None:
    """How the boxes of a cell look; a short list has a cell for each."""
    for name, piece in _pieces(cell):
        if name in boxes:
            code, id_ = boxes[name]
            ticked.setdefault(id_, {})[code] = _state(piece, cell.boxes.get(name))


def _settle(
    ticked: Mapping[str, Mapping[str, str]], found: dict[str, dict[str, Written]]
) -> Iterator[Problem]:
    """What the boxes of each check of a row answer."""
    for id_, states in ticked.items():
        answer, problem = _answer(id_, states)
        found.setdefault(id_, {})["answer"] = Written(answer, f"{id_} answer")
        if problem:
            yield problem


def _problem_places(cells: Iterable[_Cell]) -> Mapping[str, Written]:
    """What stands in the places of a problem page, by name; its boxes as the answer."""
    found: dict[str, Written] = {}
    ticked: dict[str, dict[str, str]] = {}
    for cell in cells:
        for name, _ in cell.names:
            if "_problem_" in name:
                found[name] = Written(cell.text.strip(), name)
        rows = {name: name.partition("_")[::2] for name, _ in cell.names if "_problem_" in name}
        _look(cell, {n: pair for n, pair in rows.items() if pair[0] in CODES}, ticked)
    for at, states in ticked.items():
        answer, _ = _answer(at, states)
        found[f"answer_{at}"] = Written(answer, f"answer_{at}")
    return found


def _pieces(cell: _Cell) -> Iterator[tuple[str, str]]:
    """Each name with the words about it: between tabs, line ends and the next name."""
    starts = [at for _, at in cell.names]
    for n, (name, at) in enumerate(cell.names):
        before = max((m.end() for m in _ENDS.finditer(cell.text, 0, at)), default=0)
        begin = at if n and starts[n - 1] >= before else before
        ending = _ENDS.search(cell.text, at)
        end = ending.start() if ending else len(cell.text)
        if n + 1 < len(starts):
            end = min(end, starts[n + 1])
        yield name, cell.text[begin:end]


def _state(piece: str, kept: bool | None) -> str:
    """Ticked, open, or what nobody can tell; `kept` is what Word knows of the box."""
    signs = set(piece)
    if signs & TICKED:
        return "ticked"
    if signs & CROSSED:
        return "crossed"
    if signs & BOXES:
        return "doubtful" if kept else "open"
    return "gone"


def _answer(id_: str, states: Mapping[str, str]) -> tuple[str, Problem | None]:
    ticked = [code for code, state in states.items() if state == "ticked"]
    unclear = [code for code, state in states.items() if state not in ("ticked", "open")]
    if len(ticked) == 1 and not unclear:
        return ticked[0], None
    if not ticked and not unclear:
        return "", None
    if len(ticked) > 1:
        both = ", ".join(ticked)
        what = Text(
            f"{id_} 勾了不止一个框（{both}），没有采用；请单位确认",
            f"more than one box of {id_} is ticked ({both}), none was taken; ask the unit",
        )
        return "", Problem(f"{id_} answer", "several-answers", what)
    what = Text(
        f"{id_} 的框看不出勾没勾（{', '.join(unclear)}），没有采用；请用 ☑ 代替 ☐",
        f"nobody can tell which box of {id_} is ticked ({', '.join(unclear)}); put ☑ for ☐",
    )
    return "", Problem(f"{id_} answer", "unclear-box", what)


def _mixed(n: int, said: Iterable[str]) -> Problem:
    ids = ", ".join(sorted(said))
    return Problem(
        ids,
        "row-mixed",
        Text(
            f"表格第 {n + 1} 行有几个检查项（{ids}），没有采用；请单位核对",
            f"row {n + 1} of the tables has several checks ({ids}) and was not taken; ask the"
            " unit",
        ),
    )


def _merged(marks: Iterable[tuple[str, str]]) -> Problem:
    ids = ", ".join(dict.fromkeys(id_ for _, id_ in marks))
    return Problem(
        ids,
        "merged-cells",
        Text(
            f"几个格合并成了一个（{ids}），不知各指什么，没有采用；请拆分后逐行填写",
            f"cells were merged ({ids}) and nobody can tell what is meant for which; split"
            " them and fill in each row",
        ),
    )
