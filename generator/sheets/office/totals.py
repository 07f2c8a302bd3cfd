"""The forms that count: the summary of a unit, and that of the units which report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator.sheets.office import wording
from generator.sheets.office.blocks import Box, Column, Entry, Form, Grid, Notes, Place, Signers
from generator.sheets.office.pieces import (
    PEOPLE,
    Data,
    counted,
    fields_of,
    title_of,
    to_write_in,
)
from generator.sheets.office.words import Voice, inline, put
from generator.sheets.xlsx.model import name_of, quoted

SUMMED = (
    *("due", "done", "yes", "partial", "no", "na", "unchecked"),
    *("rate", "problems", "fixed", "fixing"),
)
SUMMARY = (71, 19, 16, 15, 16, 15, 17, 16, 18, 17, 17, 17)
ROLLUP = {
    **{"no": 10, "col-reporting": 62, "sum-due": 17, "yes": 15, "partial": 15, "no-answer": 15},
    **{"na": 17, "unchecked": 17, "sum-problems": 18, "sum-fixed": 19, "sum-not-fixed": 19},
    **{"col-remark": 30},
}
ROLLED = (  # what of it is counted
    *("due", "yes", "partial", "no", "na", "unchecked"),
    *("problems", "fixed", "not_fixed"),
)
ROLLUP_ROWS = {"zh": 22, "en": 20, "both": 14}  # two pages


def summary(voice: Voice, data: Data) -> Form:
    """汇总表 with 小计 and 合计, then who answers how many checks."""
    form = data["data"]
    heads = [wording.named(voice, "col-article", "head")]
    for key in SUMMED:
        answer = data["answers"].get(key)
        heads.append(
            put(voice, answer, "head") if answer else wording.named(voice, f"sum-{key}", "head")
        )
    columns = tuple(Column(h, w) for h, w in zip(heads, SUMMARY, strict=True))
    fields = (("unit", "unit"), ("period", "period"), ("fill-date", "fill_date"))
    return Form(
        title_of(voice, "summary"),
        wording.named(voice, "summary"),
        (
            fields_of(voice, data, (fields,)),
            Grid((), columns, tuple(_sums(voice, form["rows"]))),
            _cross(voice, form),
            Notes(("summary-rate", "summary-due-printed", "cross-note")),
            Signers(PEOPLE),
        ),
    )


def _sums(voice: Voice, rows: list[Data]) -> Iterator[Entry]:
    runs: list[tuple[int, int]] = []  # of articles that follow each other, first and last row
    for n, row in enumerate(rows, 1):
        kind = row["kind"]
        of = {"article": [], "division": runs[-1:], "total": runs}[kind]
        if kind == "article" and n > 1 and rows[n - 2]["kind"] == "article":
            runs[-1] = (runs[-1][0], n)
        elif kind == "article":
            runs.append((n, n))
        boxes = tuple(_sum(key, n, of, row["due"]) for key in SUMMED)
        caption = Box(wording.counted(voice, row))
        yield Entry((caption, *boxes), 9, "row" if kind == "article" else "total")


def _sum(key: str, n: int, runs: Sequence[tuple[int, int]], due: int) -> Box:
    """A number of the summary: printed, written in, or made of others in a workbook."""
    if key == "due":
        return counted(due)
    yes, partial, no, na = (_named(k, n) for k in ("yes", "partial", "no", "na"))
    match key:
        case "done":
            made = _added(f"{yes},{partial},{no},{na}")
        case "rate":  # with its counts: 75.0% (3/4)
            base, blank = f"SUM({yes},{partial},{no})", quoted("")
            counts = f"{quoted(' (')}&SUM({yes})&{quoted('/')}&{base}&{quoted(')')}"
            made = f"IF({base}=0,{blank},TEXT(SUM({yes})/{base},{quoted('0.0%')})&{counts})"
        case "fixing":
            problems, fixed = _named("problems", n), _named("fixed", n)
            made = f"IF(COUNT({problems})=0,{quoted('')},SUM({problems})-SUM({fixed}))"
        case _ if runs:
            made = _added(",".join(f"{_named(key, a)}:{_named(key, b)}" for a, b in runs))
        case _:
            made = ""
    return Box(Place(key, f"sum-{n}", "sum" if made else "count", made), "centre")


def _named(kind: str, n: int) -> str:
    return name_of(kind, f"sum-{n}")


def _added(numbers: str) -> str:
    """A sum that stays blank until something is written."""
    return f"IF(COUNT({numbers})=0,{quoted('')},SUM({numbers}))"


def _cross(voice: Voice, form: Data) -> Grid:
    """Duty-bearers by article, numbers of checks."""
    width = (254 - 62) / (len(form["articles"]) + 1)
    columns = (
        Column(wording.named(voice, "col-bearer", "head"), 62),
        *(Column(put(voice, a, "small"), width) for a in form["articles"]),
        Column(wording.named(voice, "total", "head"), width),
    )
    entries = tuple(
        Entry(
            (
                Box((inline(voice, row["short"], "hint"),)),
                *(counted(n) for n in (*row["counts"], row["total"])),
            )
        )
        for row in form["cross"]
    )
    return Grid(wording.named(voice, "cross", "section"), columns, entries)


def rollup(voice: Voice, data: Data) -> Form:
    """单位汇总表, blank: one row a reporting entity, and their total."""
    answers = data["answers"] | {"no-answer": data["answers"]["no"]}
    heads = {
        key: put(voice, answers[key], "head")
        if key in answers and key != "no"
        else wording.named(voice, key, "head")
        for key in ROLLUP
    }

    def entry(n: int) -> Entry:
        at = f"rollup-{n}"
        counts = (Box(Place(kind, at, "count"), "centre") for kind in ROLLED)
        return Entry(
            (counted(n), Box(Place("entity", at)), *counts, Box(Place("remark", at))), 9
        )

    fields = (
        (("unit", "unit"), ("phone", "phone")),
        (("period", "period"), ("fill-date", "fill_date")),
    )
    columns = tuple(Column(heads[key], width) for key, width in ROLLUP.items())
    grid = to_write_in(columns, entry, ROLLUP_ROWS[voice.language])
    notes = tuple(f"rollup-{key}" for key in ("rows", "zero", "sums", "rate"))
    return Form(
        title_of(voice, "rollup"),
        wording.named(voice, "rollup"),
        (
            fields_of(voice, data, fields),
            replace(grid, total=partial(_rolled_up, voice)),
            Notes(notes),
            Signers(PEOPLE),
        ),
    )


def _rolled_up(voice: Voice, rows: int) -> Entry:
    sums = (
        _added(f"{name_of(kind, 'rollup-1')}:{name_of(kind, f'rollup-{rows}')}")
        for kind in ROLLED
    )
    places = (
        Box(Place(kind, "rollup-total", "sum", made), "centre")
        for kind, made in zip(ROLLED, sums, strict=True)
    )
    named = Box(wording.named(voice, "total", "head"), "centre", 2)
    return Entry((named, *places, Box(Place("remark", "rollup-total"))), 9, "total")
