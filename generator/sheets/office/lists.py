"""自查一览表 to be filled in on screen: a row a check, and the page of its problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.answers.names import (
    CHECKS_RANGE,
    CODES,
    GIVEN_RANGE,
    PROBLEMS,
    RATED,
    label_name,
    name_of,
)
from generator.records.texts import Text
from generator.sheets.columns import LIST, Medium, columns_in, keys_in
from generator.sheets.columns import PROBLEMS as PROBLEM_PAGE
from generator.sheets.models import Setting
from generator.sheets.office import wording
from generator.sheets.office.blocks import (
    Block,
    Box,
    Fields,
    FormLayout,
    FormRow,
    Grid,
    Notes,
    Place,
    Signatures,
    Signers,
)
from generator.sheets.office.formulas import quoted, rate
from generator.sheets.office.pieces import (
    PEOPLE,
    STANDARD,
    answers,
    columns_of,
    fields_of,
    in_columns,
    line_of,
    number_box,
    row_number,
    title_of,
    to_write_in,
    written,
)
from generator.sheets.office.told import Words, mended
from generator.sheets.office.words import (
    Lines,
    RunLine,
    Voice,
    english,
    inline,
    plain,
    put,
    run,
    word,
)
from generator.sheets.records import CheckRow, CheckSheet, Clause, Problems

PROBLEM_ROWS = 10
WRITE = 18.0  # mm: two lines of handwriting
LEAST = 7.0  # mm of a check: a box and room for the tail of a tick
SUMS = (("sum-done", "done_whole"), ("sum-rate", "rate_whole"), ("sum-problems", "found_whole"))


@dataclass(frozen=True, slots=True)
class Making:
    """In which words a list is made, from which scale, for which programs."""

    voice: Voice
    setting: Setting
    medium: Medium

    @property
    def across(self) -> int:
        """Its columns."""
        return len(columns_in(LIST, self.medium))


def short_list(
    voice: Voice, body: CheckSheet, setting: Setting, medium: Medium = "document"
) -> FormLayout:
    """The list of a unit; in a workbook with its problem page, in a document with its sums."""
    grid = Grid(
        (),
        columns_of(voice, LIST, answers(setting), medium),
        tuple(_rows(Making(voice, setting, medium), body)),
        portrait=True,
    )
    ends: tuple[Block, ...] = (Notes(LIST.notes), Signatures("opinion", PEOPLE))
    if medium == "document":
        ends = (Fields((line_of(voice, setting.printing, SUMS),)), *ends)
    else:
        ends = (*ends, *_problem_page(voice))
    return FormLayout(
        wording.title(voice, "list", body.subject),
        wording.named(voice, "list"),
        (fields_of(voice, setting.printing, STANDARD), grid, *ends),
    )


def problems(voice: Voice, body: Problems, setting: Setting) -> FormLayout:
    """问题记录页: what was found wanting, and rows to write in."""
    there = [mended(voice, setting.scale, one) for one in body.rows]

    def problem(n: int) -> FormRow:
        said = there[n - 1] if n <= len(there) else {}
        number = row_number(setting.printing, n)
        check = Place("check", _at(n), given=said.get("check", ""))
        words, code = said.get("answer", ""), said.get("code", "")
        answer = Place("answer", _at(n), "answer", given=words, code=code)
        return _entry(n, number, (check, answer), said)

    rows = max(len(there) + 1, PROBLEM_ROWS)
    return FormLayout(
        title_of(voice, "problems"),
        wording.named(voice, "problems"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(setting.printing, columns_of(voice, PROBLEM_PAGE), problem, rows),
            Notes(PROBLEM_PAGE.notes),
            Signers(PEOPLE),
        ),
    )


def ids_of(body: CheckSheet) -> tuple[str, ...]:
    """The numbers of its checks."""
    return tuple(check.id for clause in body.clauses for check in clause.checks)


# ── the list ─────────────────────────────────────────────────────────────────────────────────


def _rows(making: Making, body: CheckSheet) -> Iterator[FormRow]:
    """Article by article, each under its name with what is due and the sums of its answers."""
    voice = making.voice
    for portion in wording.articles(body):
        ids = [check.id for clause in portion.clauses for check in clause.checks]
        named = _article(voice, portion.clauses[0], portion.due)
        yield FormRow((Box(named, span=2), *_sums(making, portion.at, ids)), LEAST, "band")
        for clause in portion.clauses:
            for check in clause.checks:
                yield _check(making, clause, check)
    (total,) = wording.named(voice, "total", "head")[:1]
    first = Box(((*total, *_due(voice, body.due)),), span=2)
    yield FormRow((first, *_sums(making, "whole", ids_of(body))), 2 * LEAST, "total")


def _article(voice: Voice, clause: Clause, due: int) -> Lines:
    return ((*wording.article_title(voice, clause.article, "head"), *_due(voice, due)),)


def _due(voice: Voice, due: int) -> RunLine:
    said = inline(voice, word(voice, "list-due", n=str(due)), "small")
    return (run("　", "small"), *said)


def _sums(making: Making, at: str, ids: Sequence[str]) -> tuple[Box, ...]:
    """Sums that a workbook makes itself, in a document places for each answer."""
    if making.medium == "book":
        made = _formula(making, ids, whole=at == "whole")
        return (Box(Place("sums", at, "sum", made), span=making.across - 2),)
    counts = (Box(Place(code, at, "count"), "centre") for code in CODES)
    return (*counts, Box((), span=making.across - 2 - len(CODES)))


def _formula(making: Making, ids: Sequence[str], *, whole: bool) -> str:
    """是 3　部分 1　否 0 …, and for all of them problems and the rate with its counts."""
    voice, setting = making.voice, making.setting
    cells = f"{name_of('answer', ids[0])}:{name_of('answer', ids[-1])}"
    counts = {code: f"COUNTIF({cells},{label_name(code)})" for code in CODES}
    said = [(answer.short, counts[answer.code]) for answer in setting.scale]
    if whole:
        found, base = (_added(counts, codes) for codes in (PROBLEMS, RATED))
        said.append((word(voice, "sum-problems"), found))
        said.append((word(voice, "sum-rate"), rate(counts["yes"], base)))
    parts = (f"{quoted(f'{plain(voice, label)} ')}&{number}" for label, number in said)
    return f"&{quoted('　')}&".join(parts)


def _added(counts: Mapping[str, str], codes: Sequence[str]) -> str:
    return f"({'+'.join(counts[code] for code in codes)})"


def _check(making: Making, clause: Clause, check: CheckRow) -> FormRow:
    voice = making.voice
    part = word(voice, "overall-short") if check.overall else clause.part
    first = check is clause.checks[0]
    placed = (inline(voice, part, "small"),) if first else ()
    sign = "※" if check.guidance else ""
    asked = Text(f"{sign}{check.ask.zh}", f"{sign}{english(voice, check.ask)}")
    boxes = {
        "check": Box((*placed, (run(check.id, "small"),)), "centre"),
        "ask": Box(put(voice, asked, "list")),
    }
    boxes |= {code: Box(Place(code, check.id, "closed"), "centre") for code in CODES}
    boxes["answer"] = Box(Place("answer", check.id, "answer"), "centre")
    boxes |= {kind: Box(Place(kind, check.id)) for kind in ("sampled", "off", "remark")}
    keys = keys_in(LIST, making.medium)
    return FormRow(tuple(boxes[key] for key in keys), LEAST)


# ── the problem page ─────────────────────────────────────────────────────────────────────────


def _listed_problem(n: int) -> FormRow:
    """In the workbook of a list its number is chosen, its answer is that of the list."""
    check = name_of("check", _at(n))
    found = f'IFERROR(INDEX({GIVEN_RANGE},MATCH({check},{CHECKS_RANGE},0)),"")'
    answer = Place("answer", _at(n), "sum", f'IF({check}="","",{found})')
    return _entry(n, number_box(n), (Place("check", _at(n), "check"), answer), {})


def _at(n: int) -> str:
    return f"problem-{n}"


def _entry(n: int, number: Box, places: tuple[Place, Place], said: Words) -> FormRow:
    kinds = written(PROBLEM_PAGE, ("n", "check", "answer"))
    boxes = {kind: Box(Place(kind, _at(n), given=said.get(kind, ""))) for kind in kinds}
    check, answer = (Box(place, "centre") for place in places)
    boxes |= {"n": number, "check": check, "answer": answer}
    return FormRow(in_columns(PROBLEM_PAGE, boxes), WRITE)


def _problem_page(voice: Voice) -> tuple[Block, ...]:
    columns = columns_of(voice, PROBLEM_PAGE)
    rows = tuple(map(_listed_problem, range(1, PROBLEM_ROWS + 1)))
    title = wording.named(voice, "problems", "title")
    page = Grid(title, columns, rows, _listed_problem)
    return page, Notes(PROBLEM_PAGE.notes), Signers(PEOPLE)
