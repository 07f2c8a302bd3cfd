"""The hidden worksheet: who the form is, its answers, and one row a check to count from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.answers.names import (
    AGREED,
    AGREED_RANGE,
    ANSWERS_RANGE,
    CHECKS_RANGE,
    CLOSED_RANGE,
    CODES,
    DATA,
    FACTS,
    FORM_SCHEMA,
    GIVEN_RANGE,
    PROBLEMS,
    SCHEMA,
    fact_name,
    label_name,
    name_of,
)
from generator.sheets.office.formulas import quoted
from generator.sheets.office.told import Words, answer_words, is_trouble
from generator.sheets.office.words import plain, word
from generator.sheets.records import Identity
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.checksheet import (
    ASK,
    FILL,
    MEND,
    ChecksPart,
    Desk,
    own_rows,
)
from generator.sheets.xlsx.ledger import ROOM_FOR, joined_problem, rows_for
from generator.sheets.xlsx.model import Cell, Formula, WorksheetModel, at, on
from generator.sheets.xlsx.rows import Stack

ANSWERS = len(FACTS) + 1  # the row of the first answer
CLOSED = ANSWERS + len(CODES)
LISTED = CLOSED + 5  # the row of the first check of a list
FIRST = CLOSED + 2  # the row of the table's head; its checks begin below


@dataclass(frozen=True, slots=True)
class DataRow:
    """A check in the table; `article` is "" for a row the unit fills in itself."""

    id: str
    article: str
    place: str  # 第五条第（一）项 A05-01-1
    wanted: tuple[str, ...]  # the answers that want a reason


def data_rows(desk: Desk, part: ChecksPart) -> tuple[DataRow, ...]:
    """The checks of a worksheet in their order, the unit's own rows last."""
    wanted = tuple(a.code for a in desk.scale if a.needs_reason)
    own = plain(desk.voice, word(desk.voice, "own-row"))
    checks = (
        DataRow(
            row.id, clause.article.at, f"{plain(desk.voice, clause.cite)}\n{row.id}", wanted
        )
        for clause in part.sheet.clauses
        for row in clause.checks
    )
    rows = (DataRow(name, "", own, wanted) for name in own_rows(part.sheet, part.number))
    return (*checks, *rows)


def fixed_names() -> dict[str, str]:
    """Names of what is not filled in: zicha_stamp, label_no, the ranges of the dropdowns."""
    page = DATA
    found = {fact_name(fact): on(page, at(n, 1)) for n, fact in enumerate(FACTS)}
    found |= {label_name(code): on(page, at(ANSWERS + n, 1)) for n, code in enumerate(CODES)}
    found[ANSWERS_RANGE] = on(page, f"{at(ANSWERS, 1)}:{at(CLOSED - 1, 1)}")
    found[CLOSED_RANGE] = on(page, at(CLOSED, 1))
    return found


def data_page(
    desk: Desk, ident: Identity, parts: tuple[tuple[ChecksPart, Stack], ...]
) -> WorksheetModel:
    """Facts, answers with their codes, the table of checks."""
    cells = (*_facts(desk, ident, SCHEMA), *_answers(desk), *_table(desk, parts))
    widths = (14.0, 26.0, 8.0, 26.0, 12.0, 24.0, 24.0, 8.0, 8.0)
    return WorksheetModel(DATA, widths, cells, hidden=True)


def facts_page(
    desk: Desk, ident: Identity, ids: Sequence[str], places: Mapping[str, str]
) -> WorksheetModel:
    """The same of a form that counts no checks; what those of a list are answered, where they
    are found by `places`.
    """
    schema = SCHEMA if ids else FORM_SCHEMA
    cells = (*_facts(desk, ident, schema), *_answers(desk), *_agreed(desk))
    listed = [Cell(row, 0, id_, "hidden") for row, id_ in enumerate(ids, LISTED)]
    listed += [
        Cell(row, 1, _taken(places[name_of("answer", id_)]), "hidden")
        for row, id_ in enumerate(ids, LISTED)
    ]
    return WorksheetModel(DATA, (14.0, 26.0), (*cells, *listed), hidden=True)


def listed_places(ids: Sequence[str]) -> dict[str, str]:
    """The ranges of the checks of a list, and of what they are answered."""
    if not ids:
        return {}
    last = LISTED + len(ids) - 1
    return {
        name: on(DATA, f"{at(LISTED, n)}:{at(last, n)}")
        for n, name in enumerate((CHECKS_RANGE, GIVEN_RANGE))
    }


def _facts(desk: Desk, ident: Identity, schema: str) -> Iterator[Cell]:
    law = desk.regulation
    values = (schema, law.id, law.number.zh, ident.id, ident.version)
    every = (*values, ident.stamp, ident.text, desk.voice.language)
    for n, (fact, value) in enumerate(zip(FACTS, every, strict=True)):
        yield Cell(n, 0, fact, "hidden")
        yield Cell(n, 1, value, "hidden")


def _answers(desk: Desk) -> Iterator[Cell]:
    for n, answer in enumerate(desk.scale, ANSWERS):
        yield Cell(n, 0, answer.code, "hidden")
        yield Cell(n, 1, plain(desk.voice, answer.text), "hidden")
    yield Cell(CLOSED, 0, "closed", "hidden")
    yield Cell(CLOSED, 1, plain(desk.voice, word(desk.voice, "office-closed")), "hidden")


def _agreed(desk: Desk) -> Iterator[Cell]:
    """Yes and no alone, for what has no third answer."""
    short = [a for a in desk.scale if a.code in AGREED]
    for n, answer in enumerate(short, FIRST):
        yield Cell(n, 1, plain(desk.voice, answer.text), "hidden")


def agreed_place() -> dict[str, str]:
    """The name of these two."""
    return {AGREED_RANGE: on(DATA, f"{at(FIRST, 1)}:{at(FIRST + 1, 1)}")}


def _table(desk: Desk, parts: tuple[tuple[ChecksPart, Stack], ...]) -> Iterator[Cell]:
    for n, head in enumerate(sums.TABLE):
        yield Cell(FIRST, n, head, "hidden")
    rows = (
        (part, check, stack.checks[check.id])
        for part, stack in parts
        for check in data_rows(desk, part)
    )
    rank = till = 0
    for row, one in enumerate(rows, FIRST + 1):
        check = one[1]
        said = desk.replies.get(check.id, {})
        listed = bool(said) and is_trouble(desk.voice, desk.scale, said)
        known = {**said, **_missing(desk, check, said)}
        if listed:
            takes = rows_for({**said, "problem": joined_problem(said)})
            rank, till = rank + 1, till + takes
            known |= {"rank": str(rank), "rows": str(takes), "till": str(till)}
        for n, content in enumerate(_row(desk.table, row, one, known)):
            yield Cell(row, n, content, "hidden")


def _missing(desk: Desk, check: DataRow, said: Words) -> Words:
    """Whether a reason is wanting."""
    wanted = {answer_words(desk.voice, desk.scale, code) for code in check.wanted}
    found = bool(said) and said["answer"] in wanted and not said["reason"].strip()
    return {"missing": str(int(found))}


def _row(
    table: sums.CheckTable, row: int, one: tuple[ChecksPart, DataRow, int], known: Words
) -> Iterator[str | int | Formula]:
    """The cells of a check in the order of the table; `place` is its row on its worksheet.

    `known` is what the formulas give.
    """
    part, check, place = one
    yield from (
        check.id,
        part.number if check.article else -part.number,
        check.article,
        check.place,
    )
    for kind in ("answer", "finding", "reason"):
        yield _pulled(part.name, at(place, FILL[kind]), known.get(kind, ""))
    answer, reason = table.cell("answer", row), table.cell("reason", row)
    wanted = ",".join(f"{answer}={label_name(code)}" for code in check.wanted) or "FALSE"
    missing = int(known.get("missing", "0"))
    yield Formula(f"=IF(AND(OR({wanted}),LEN(TRIM({reason}))=0),1,0)", missing)
    listed = f"OR({','.join(f'{answer}={label_name(code)}' for code in reversed(PROBLEMS))})"
    rank = known.get("rank", "")
    formula = f'=IF({listed},MAX({table.above("rank", row)})+1,"")'
    yield Formula(formula, int(rank) if rank else "")
    yield from _listed(table, row, known)
    for kind, n in MEND.items():
        yield _pulled(part.name, at(place, n), known.get(kind, ""))
    yield from (name_of(kind, check.id) for kind in ("answer", "finding", "reason"))


def _listed(table: sums.CheckTable, row: int, known: Words) -> Iterator[Formula]:
    """What the ledger says of a problem, how many of its rows that takes, and up to which."""
    finding, reason = table.cell("finding", row), table.cell("reason", row)
    rank, rows = table.cell("rank", row), table.cell("rows", row)
    between = f'IF(OR({finding}="",{reason}=""),"",{quoted("；")})'
    joined = f'=SUBSTITUTE({finding}&{between}&{reason},CHAR(10),"　")'
    yield Formula(joined, joined_problem(known) if "finding" in known else "")
    needed = ",".join(
        f"ROUNDUP(LEN({table.cell(name, row)})/{room},0)" for name, room in ROOM_FOR.items()
    )
    takes, till = known.get("rows", ""), known.get("till", "")
    yield Formula(f'=IF({rank}="","",MAX(1,{needed}))', int(takes) if takes else "")
    last = f'=IF({rank}="","",MAX({table.above("till", row)})+{rows})'
    yield Formula(last, int(till) if till else "")


def _pulled(page: str, place: str, known: str) -> Formula:
    """What is typed on the worksheet, "" where nothing is or no program can show it."""
    return _taken(on(page, place), known)


def _taken(there: str, known: str = "") -> Formula:
    return Formula(f'=IFERROR(IF({there}="","",{there}),"")', known)


def filled_places(parts: tuple[tuple[ChecksPart, Stack], ...]) -> dict[str, str]:
    """The name of every cell that is filled in for a check: answer_A05_01_1 and so on."""
    return {
        name_of(kind, check): on(part.name, at(row, column))
        for part, stack in parts
        for check, row in stack.checks.items()
        for kind, column in _columns(part, check)
    }


def _columns(part: ChecksPart, check: str) -> Iterable[tuple[str, int]]:
    """Of the unit's own checks the question too: nothing is printed there."""
    asked = set(own_rows(part.sheet, part.number))
    return (FILL | MEND | ({"ask": ASK} if check in asked else {})).items()
