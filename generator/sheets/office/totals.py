"""The forms that count: the summary of a unit, and that of the units which report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from generator.answers.names import CODES, name_of
from generator.sheets.columns import ROLLUP, SUMMARY, keys_in
from generator.sheets.models import Setting
from generator.sheets.office import wording
from generator.sheets.office.blocks import (
    Box,
    FormColumn,
    FormLayout,
    FormRow,
    Grid,
    Notes,
    Place,
    Signers,
)
from generator.sheets.office.formulas import added, quoted
from generator.sheets.office.pieces import (
    PEOPLE,
    answers,
    columns_of,
    fields_of,
    in_columns,
    number_box,
    row_number,
    title_of,
    to_write_in,
    written,
)
from generator.sheets.office.words import Voice, inline, put
from generator.sheets.records import Count, Rollup, Summary
from generator.sheets.replies import Sums

ROLLED = written(ROLLUP, ("n", "entity", "remark"))  # what of it is counted
OWN_NOTES = ("summary-rate", "summary-due")  # of a unit's own summary
ROLLUP_ROWS = {"zh": 22, "en": 20, "both": 14}  # two pages


def counting(voice: Voice, body: Summary | Rollup, setting: Setting) -> FormLayout:
    """The form of these that a body is."""
    if isinstance(body, Rollup):
        return rollup(voice, setting)
    return summary(voice, body, setting)


def summary(voice: Voice, body: Summary, setting: Setting) -> FormLayout:
    """汇总表 with 小计 and 合计, then who answers how many checks."""
    columns = columns_of(voice, SUMMARY, answers(setting))
    fields = (("unit", "unit"), ("period", "period"), ("fill-date", "fill_date"))
    return FormLayout(
        wording.title(voice, "summary", body.short),
        wording.named(voice, "summary"),
        (
            fields_of(voice, setting.printing, (fields,)),
            Grid((), columns, tuple(_sums(voice, body.rows))),
            *((_cross(voice, body),) if body.cross else ()),
            Notes(SUMMARY.notes if body.cross else OWN_NOTES),
            Signers(PEOPLE),
        ),
    )


def _sums(voice: Voice, rows: Sequence[Count]) -> Iterator[FormRow]:
    runs: list[tuple[int, int]] = []  # of articles that follow each other, first and last row
    before = ""
    for n, row in enumerate(rows, 1):
        if row.kind == "article":
            runs = [*runs[:-1], (runs[-1][0], n)] if before == row.kind else [*runs, (n, n)]
        of = {"article": [], "division": runs[-1:], "total": runs}[row.kind]
        _, *keys = keys_in(SUMMARY, "document")
        boxes = tuple(_sum(key, n, of, row) for key in keys)
        caption = Box(wording.count_title(voice, row))
        yield FormRow((caption, *boxes), 9, "row" if row.kind == "article" else "total")
        before = row.kind


def _sum(key: str, n: int, runs: Sequence[tuple[int, int]], row: Count) -> Box:
    """A number of the summary: printed, written in, or made of others in a workbook."""
    if key == "due":
        return number_box(row.due)
    given = counted(row.sums, key) if row.sums else ""
    yes, partial, no, na = (_named(k, n) for k in ("yes", "partial", "no", "na"))
    match key:
        case "done":
            made = added(f"{yes},{partial},{no},{na}")
        case "rate":  # with its counts: 75.0% (3/4)
            base, blank = f"SUM({yes},{partial},{no})", quoted("")
            counts = f"{quoted(' (')}&SUM({yes})&{quoted('/')}&{base}&{quoted(')')}"
            made = f"IF({base}=0,{blank},TEXT(SUM({yes})/{base},{quoted('0.0%')})&{counts})"
        case "fixing":
            problems, fixed = _named("problems", n), _named("fixed", n)
            made = f"IF(COUNT({problems})=0,{quoted('')},SUM({problems})-SUM({fixed}))"
        case _ if runs:
            made = added(",".join(f"{_named(key, a)}:{_named(key, b)}" for a, b in runs))
        case _:
            made = ""
    return Box(Place(key, f"sum-{n}", "sum" if made else "count", made, given), "centre")


def counted(some: Sums, key: str) -> str | int:
    """A number of a summary by its column; the rate with its counts."""
    if key != "rate":
        return _counts(some)[key]
    return f"{some.percent}% ({some.yes}/{some.rated})" if some.rated else "—"


def _counts(some: Sums) -> Mapping[str, int]:
    codes = {code: getattr(some, code) for code in CODES}
    problems = {"problems": some.problems, "fixed": some.fixed, "fixing": some.fixing}
    return {**codes, **problems, "done": some.done}


def _named(kind: str, n: int) -> str:
    return name_of(kind, f"sum-{n}")


def _cross(voice: Voice, body: Summary) -> Grid:
    """Duty-bearers by article, numbers of checks."""
    width = (254 - 62) / (len(body.articles) + 1)
    columns = (
        FormColumn(wording.named(voice, "col-bearer", "head"), 62),
        *(FormColumn(put(voice, a, "small"), width) for a in body.articles),
        FormColumn(wording.named(voice, "total", "head"), width),
    )
    entries = tuple(
        FormRow(
            (
                Box((inline(voice, row.short, "hint"),)),
                *(number_box(n) for n in (*row.counts, row.total)),
            )
        )
        for row in body.cross
    )
    return Grid(wording.named(voice, "cross", "section"), columns, entries)


def rollup(voice: Voice, setting: Setting) -> FormLayout:
    """单位汇总表, blank: one row a reporting entity, and their total."""

    def entry(n: int) -> FormRow:
        at = f"rollup-{n}"
        boxes = {kind: Box(Place(kind, at, "count"), "centre") for kind in ROLLED}
        boxes |= {kind: Box(Place(kind, at)) for kind in ("entity", "remark")}
        return FormRow(in_columns(ROLLUP, boxes | {"n": row_number(setting.printing, n)}), 9)

    fields = (
        (("unit", "unit"), ("phone", "phone")),
        (("period", "period"), ("fill-date", "fill_date")),
    )
    columns = columns_of(voice, ROLLUP, answers(setting))
    grid = to_write_in(setting.printing, columns, entry, ROLLUP_ROWS[voice.language])
    return FormLayout(
        title_of(voice, "rollup"),
        wording.named(voice, "rollup"),
        (
            fields_of(voice, setting.printing, fields),
            replace(grid, total=partial(_rolled_up, voice)),
            Notes(ROLLUP.notes),
            Signers(PEOPLE),
        ),
    )


def _rolled_up(voice: Voice, rows: int) -> FormRow:
    sums = (
        added(f"{name_of(kind, 'rollup-1')}:{name_of(kind, f'rollup-{rows}')}")
        for kind in ROLLED
    )
    places = (
        Box(Place(kind, "rollup-total", "sum", made), "centre")
        for kind, made in zip(ROLLED, sums, strict=True)
    )
    named = Box(wording.named(voice, "total", "head"), "centre", 2)
    return FormRow((named, *places, Box(Place("remark", "rollup-total"))), 9, "total")
