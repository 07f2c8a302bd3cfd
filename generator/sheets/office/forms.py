"""The forms that go with the sheets of checks: ledger, summary, evidence, samples, tracers."""

from collections.abc import Iterator, Sequence

from generator.records.texts import Text
from generator.sheets.columns import (
    EVIDENCE,
    LEDGER,
    PROBLEMS,
    SAMPLES,
    SAMPLING,
    TRACER,
    columns_in,
)
from generator.sheets.models import Setting
from generator.sheets.office import wording
from generator.sheets.office.blocks import (
    Box,
    Field,
    Fields,
    FormLayout,
    FormRow,
    Grid,
    Notes,
    Place,
    Signatures,
    Signers,
)
from generator.sheets.office.pieces import (
    PEOPLE,
    STANDARD,
    columns_of,
    fields_of,
    in_columns,
    line_of,
    number_box,
    title_of,
    to_write_in,
    written,
)
from generator.sheets.office.told import mended, papers_said
from generator.sheets.office.totals import rollup, summary
from generator.sheets.office.words import Lines, Voice, inline, put, run
from generator.sheets.records import (
    Body,
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
PROBLEM_ROWS = 10
WRITE = 18.0  # mm: two lines of handwriting


def form(voice: Voice, body: Body, setting: Setting) -> FormLayout:
    """The form that a body is filled in on."""
    match body:
        case Ledger():
            return ledger(voice, body, setting)
        case Problems():
            return problems(voice, body, setting)
        case Summary():
            return summary(voice, body, setting)
        case Rollup():
            return rollup(voice, setting)
        case Evidence():
            return evidence(voice, body, setting)
        case Samples():
            return samples(voice, body, setting)
        case Tracing():
            return tracer(voice, body, setting)
    raise AssertionError(f"{type(body).__name__} is no form of fields and tables")


def ledger(voice: Voice, body: Ledger, setting: Setting) -> FormLayout:
    """整改台账: what is to be mended, and rows to write in."""
    kinds = written(LEDGER, ("n", "closed"))
    there = [mended(voice, setting.scale, one) for one in body.rows]

    def entry(n: int) -> FormRow:
        at, said = f"ledger-{n}", there[n - 1] if n <= len(there) else {}
        boxes = {kind: Box(Place(kind, at, given=said.get(kind, ""))) for kind in kinds}
        closed = Place("closed", at, "closed", given=said.get("closed", ""))
        boxes |= {"n": number_box(n), "closed": Box(closed, "centre")}
        return FormRow(in_columns(LEDGER, boxes), WRITE)

    rows = max(len(there) + 1, LEDGER_ROWS[voice.language])
    return FormLayout(
        title_of(voice, "ledger"),
        wording.named(voice, "ledger"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(columns_of(voice, LEDGER), entry, rows),
            Signatures("ledger-opinion", PEOPLE),
            Notes(LEDGER.notes),
        ),
    )


def problems(voice: Voice, body: Problems, setting: Setting) -> FormLayout:
    """问题记录页: what was found wanting, and rows to write in."""
    kinds = written(PROBLEMS, ("n", "answer"))
    there = [mended(voice, setting.scale, one) for one in body.rows]

    def entry(n: int) -> FormRow:
        at, said = f"problem-{n}", there[n - 1] if n <= len(there) else {}
        boxes = {kind: Box(Place(kind, at, given=said.get(kind, ""))) for kind in kinds}
        words, code = said.get("answer", ""), said.get("code", "")
        answer = Place("answer", at, "answer", given=words, code=code)
        boxes |= {"n": number_box(n), "answer": Box(answer, "centre")}
        return FormRow(in_columns(PROBLEMS, boxes), WRITE)

    return FormLayout(
        title_of(voice, "problems"),
        wording.named(voice, "problems"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(columns_of(voice, PROBLEMS), entry, max(len(there) + 1, PROBLEM_ROWS)),
            Notes(PROBLEMS.notes),
            Signers(PEOPLE),
        ),
    )


def evidence(voice: Voice, body: Evidence, setting: Setting) -> FormLayout:
    """佐证材料目录: what the checks name, with places for what there is; or blank."""
    entries = [
        _document(r.no, put(voice, r.name, "hint"), r.checks, papers_said(r)) for r in body.rows
    ]
    columns = columns_of(voice, EVIDENCE)
    grid = (
        Grid((), columns, tuple(entries))
        if entries
        else to_write_in(columns, lambda n: _document(n, ((),), ()), EVIDENCE_ROWS)
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


def _document(n: int, named: Lines, ids: tuple[str, ...], there: str = "") -> FormRow:
    at = f"evidence-{n}"
    boxes = {kind: Box(Place(kind, at)) for kind in written(EVIDENCE, ("n", "kind"))}
    boxes |= {"n": number_box(n), "kind": Box(named)}
    boxes["name"] = Box(Place("name", at, given=there))
    if ids:
        boxes["checks"] = Box(((run("  ".join(ids), "small"),),))
    return FormRow(in_columns(EVIDENCE, boxes), 11)


def samples(voice: Voice, body: Samples, setting: Setting) -> FormLayout:
    """抽样登记表, and on a page of its own what the checks suggest to draw."""
    kinds = written(SAMPLES, ("n",))

    def entry(n: int) -> FormRow:
        boxes = {kind: Box(Place(kind, f"sample-{n}")) for kind in kinds}
        return FormRow(in_columns(SAMPLES, boxes | {"n": number_box(n)}), 12)

    ends = ((("drawer", "drawer"), ("witness", "witness"), ("fill-date", "drawn_date")),)
    suggested = suggestions(voice, body.sampling)
    return FormLayout(
        wording.title(voice, "samples", body.short),
        wording.named(voice, "samples"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(columns_of(voice, SAMPLES), entry, SAMPLE_ROWS),
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


def _stage(
    voice: Voice, stage: tuple[int, TracedStage], seen: dict[str, int]
) -> Iterator[FormRow]:
    n, about = stage
    title = about.title
    said = Text(
        f"{to_chinese(n + 1)}、{title.zh}", f"{n + 1}. {title.en}" if title.en else None
    )
    named = (inline(voice, said, "section"),)
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
