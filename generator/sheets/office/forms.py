"""The forms that go with the sheets of checks: ledger, summary, evidence, samples, tracers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from generator.records.texts import Text
from generator.sheets.columns import (
    CASES,
    EVIDENCE,
    LEDGER,
    MATRIX,
    SAMPLES,
    SAMPLING,
    TRACER,
    Medium,
    columns_in,
)
from generator.sheets.models import Setting
from generator.sheets.office import wording
from generator.sheets.office.blocks import (
    Box,
    BoxLook,
    Field,
    Fields,
    FormLayout,
    FormRow,
    Grid,
    Notes,
    Place,
    Signatures,
)
from generator.sheets.office.lists import problems, short_list
from generator.sheets.office.pieces import (
    PEOPLE,
    STANDARD,
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
from generator.sheets.office.told import mended, papers_said
from generator.sheets.office.totals import counting
from generator.sheets.office.words import Lines, Voice, inline, put, run
from generator.sheets.records import (
    Body,
    CheckSheet,
    Evidence,
    Ledger,
    Problems,
    Rollup,
    Samples,
    Sampling,
    Summary,
    TracedRow,
    TracedStage,
    Tracing,
)
from generator.text.numerals import to_chinese

LEDGER_ROWS = {"zh": 15, "en": 15, "both": 13}  # three pages, or four
EVIDENCE_ROWS = SAMPLE_ROWS = 20
WRITE = 18.0  # mm: two lines of handwriting


def form(voice: Voice, body: Body, setting: Setting, medium: Medium = "document") -> FormLayout:
    """The form that a body is filled in on; a sheet of checks as a short list."""
    match body:
        case CheckSheet():
            return short_list(voice, body, setting, medium)
        case Ledger():
            return ledger(voice, body, setting)
        case Problems():
            return problems(voice, body, setting)
        case Summary() | Rollup():
            return counting(voice, body, setting)
        case Evidence():
            return evidence(voice, body, setting)
        case Samples():
            return samples(voice, body, setting)
        case Tracing():
            return traced(voice, body, setting)
    raise AssertionError(f"{type(body).__name__} is no form of fields and tables")


def ledger(voice: Voice, body: Ledger, setting: Setting) -> FormLayout:
    """整改台账: what is to be mended, and rows to write in."""
    kinds, printing = written(LEDGER, ("n", "closed")), setting.printing
    there = [mended(voice, setting.scale, one) for one in body.rows]

    def entry(n: int) -> FormRow:
        at, said = f"ledger-{n}", there[n - 1] if n <= len(there) else {}
        boxes = {kind: Box(Place(kind, at, given=said.get(kind, ""))) for kind in kinds}
        closed = Place("closed", at, "closed", given=said.get("closed", ""))
        boxes |= {"n": row_number(printing, n), "closed": Box(closed, "centre")}
        return FormRow(in_columns(LEDGER, boxes), WRITE)

    rows = max(len(there) + 1, LEDGER_ROWS[voice.language])
    return FormLayout(
        title_of(voice, "ledger"),
        wording.named(voice, "ledger"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(printing, columns_of(voice, LEDGER), entry, rows),
            Signatures("ledger-opinion", PEOPLE),
            Notes(LEDGER.notes),
        ),
    )


def evidence(voice: Voice, body: Evidence, setting: Setting) -> FormLayout:
    """佐证材料目录: what the checks name, with places for what there is; or blank."""
    entries = [
        _document(r.no, put(voice, r.name, "hint"), r.checks, papers_said(r)) for r in body.rows
    ]
    columns = columns_of(voice, EVIDENCE)

    def blank_row(n: int) -> FormRow:
        return _document(n, ((),), (), number=row_number(setting.printing, n))

    grid = (
        Grid((), columns, tuple(entries))
        if entries
        else to_write_in(setting.printing, columns, blank_row, EVIDENCE_ROWS)
    )
    ends = ((("compiler", "compiler"), ("receiver", "receiver"), ("handover", "handover")),)
    return FormLayout(
        wording.title(voice, "evidence", body.subject),
        wording.named(voice, "evidence"),
        (
            fields_of(voice, setting.printing, STANDARD),
            grid,
            Notes(EVIDENCE.notes),
            fields_of(voice, setting.printing, ends),
        ),
    )


def _document(
    n: int, named: Lines, ids: tuple[str, ...], there: str = "", number: Box | None = None
) -> FormRow:
    at = f"evidence-{n}"
    boxes = {kind: Box(Place(kind, at)) for kind in written(EVIDENCE, ("n", "kind"))}
    boxes |= {"n": number or number_box(n), "kind": Box(named)}
    boxes["name"] = Box(Place("name", at, given=there))
    if ids:
        boxes["checks"] = Box(((run("  ".join(ids), "small"),),))
    return FormRow(in_columns(EVIDENCE, boxes), 11)


def samples(voice: Voice, body: Samples, setting: Setting) -> FormLayout:
    """抽样登记表, and on a page of its own what the checks suggest to draw."""
    kinds = written(SAMPLES, ("n",))

    def entry(n: int) -> FormRow:
        boxes = {kind: Box(Place(kind, f"sample-{n}")) for kind in kinds}
        return FormRow(in_columns(SAMPLES, boxes | {"n": row_number(setting.printing, n)}), 12)

    ends = ((("drawer", "drawer"), ("witness", "witness"), ("fill-date", "drawn_date")),)
    suggested = suggestions(voice, body.sampling)
    return FormLayout(
        wording.title(voice, "samples", body.short),
        wording.named(voice, "samples"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(setting.printing, columns_of(voice, SAMPLES), entry, SAMPLE_ROWS),
            Notes(SAMPLES.notes),
            fields_of(voice, setting.printing, ends),
            *((suggested,) if suggested.entries else ()),
        ),
    )


def suggestions(voice: Voice, ways: Sequence[Sampling]) -> Grid:
    """What the short names of ways to sample mean."""
    rows = tuple(
        FormRow((Box(put(voice, way.short, "hint")), Box(put(voice, way.text, "hint"))))
        for way in ways
    )
    columns = columns_of(voice, SAMPLING)
    return Grid(wording.named(voice, "sampling-title", "section"), columns, rows)


def traced(voice: Voice, body: Tracing, setting: Setting) -> FormLayout:
    """追踪检查表 of one subject, or of several."""
    if body.several:
        return matrix(voice, body, setting)
    return tracer(voice, body, setting)


def tracer(voice: Voice, body: Tracing, setting: Setting) -> FormLayout:
    """追踪检查表: the checks of each stage, and whether it agrees with the one before."""
    seen: dict[str, int] = {}
    entries = [
        entry
        for n, stage in enumerate(body.stages)
        for entry in _stage(voice, (n, stage), seen)
    ]
    followed = Field(put(voice, body.followed, "label"), "followed")
    where = line_of(voice, setting.printing, (("place", "place"), ("drawn-how", "drawn_how")))
    who = (("unit", "unit"), ("tracer-name", "filler"), ("traced-on", "fill_date"))
    fields = Fields(((followed, *where), line_of(voice, setting.printing, who)))
    return FormLayout(
        wording.title(voice, "tracer", body.subject),
        put(voice, body.subject, "label"),
        (
            fields,
            Grid((), columns_of(voice, TRACER), tuple(entries)),
            Signatures("traced-opinion", ("tracer-person", "reviewer")),
            Notes(TRACER.notes),
        ),
    )


def matrix(voice: Voice, body: Tracing, setting: Setting) -> FormLayout:
    """追踪检查表 of several subjects, a column for each."""
    made = columns_of(voice, MATRIX)
    begin = setting.printing.number_from
    columns = (
        *made[:-CASES],
        *(
            replace(column, head=((run(str(n), "head"),),))
            for n, column in enumerate(made[-CASES:], begin)
        ),
    )
    seen: dict[str, int] = {}
    entries = [
        _across(Box(put(voice, body.followed, "label"), span=2), "followed", "text"),
        *(
            entry
            for n, stage in enumerate(body.stages)
            for entry in _stage_across(voice, (n, stage), seen)
        ),
    ]
    who = (("unit", "unit"), ("tracer-name", "filler"), ("traced-on", "fill_date"))
    where = (("period", "period"), ("place", "place"), ("drawn-how", "drawn_how"))
    return FormLayout(
        wording.title(voice, "matrix", body.subject),
        put(voice, body.subject, "label"),
        (
            fields_of(voice, setting.printing, (who, where)),
            Grid((), columns, tuple(entries)),
            Signatures("matrix-problems", ("tracer-person", "reviewer")),
            Notes(("traced-ledger", "traced-data")),
        ),
    )


def _stage_across(
    voice: Voice, stage: tuple[int, TracedStage], seen: dict[str, int]
) -> Iterator[FormRow]:
    n, about = stage
    named = (inline(voice, _staged(n, about.title), "section"),)
    yield FormRow((Box(named, span=len(columns_in(MATRIX, "document"))),), kind="band")
    if n:
        asked = Box(wording.named(voice, "traced-agrees", "small"), span=2)
        yield _across(asked, f"stage-{n + 1}", "agreed")
    for row in about.rows:
        again = seen[row.id] = seen.get(row.id, 0) + 1
        name = row.id if again == 1 else f"{row.id}-{again}"
        number = Box(((run(row.id, "small"),),), "centre")
        yield _across((number, Box(put(voice, row.ask, "list"))), name, "answer")


def _across(first: Box | tuple[Box, ...], name: str, look: BoxLook) -> FormRow:
    """A row with a place for each of the subjects: answer_A05_01_1_case_3."""
    begin = first if isinstance(first, tuple) else (first,)
    kind = "followed" if look == "text" else "answer"
    row = "case" if look == "text" else f"{name}-case"
    style: Literal["left", "centre"] = "left" if look == "text" else "centre"
    places = (Box(Place(kind, f"{row}-{n}", look), style) for n in range(1, CASES + 1))
    return FormRow((*begin, *places), 15 if look == "text" else 9)


def _staged(n: int, title: Text) -> Text:
    """一、登记 / 1. Registration."""
    zh = f"{to_chinese(n + 1)}、{title.zh}"
    return Text(zh, f"{n + 1}. {title.en}" if title.en else None)


def _stage(
    voice: Voice, stage: tuple[int, TracedStage], seen: dict[str, int]
) -> Iterator[FormRow]:
    n, about = stage
    named = (inline(voice, _staged(n, about.title), "section"),)
    across = len(columns_in(TRACER, "document"))
    if n == 0:
        yield FormRow((Box(named, span=across),), kind="band")
    else:
        agrees = wording.named(voice, "traced-agrees", "small")
        at = f"stage-{n + 1}"
        asked = Box(Place("answer", at, "agreed"), "centre")
        yield FormRow(
            (Box(named, span=across - 3), Box(agrees), asked, Box(Place("finding", at))),
            kind="band",
        )
    for row in about.rows:
        again = seen[row.id] = seen.get(row.id, 0) + 1
        yield _traced(voice, row, row.id if again == 1 else f"{row.id}-{again}")


def _traced(voice: Voice, row: TracedRow, name: str) -> FormRow:
    printed = {
        "n": number_box(row.no),
        "clause": Box((*put(voice, row.cite, "small"), (run(row.id, "small"),))),
        "ask": Box(put(voice, row.ask, "ask")),
        "evidence": Box(wording.evidence(voice, row)),
        "answer": Box(Place("answer", name, "answer"), "centre"),
    }
    boxes = {kind: Box(Place(kind, name)) for kind in written(TRACER, tuple(printed))}
    return FormRow(in_columns(TRACER, boxes | printed), WRITE)
