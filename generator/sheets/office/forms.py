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
            return ledger(voice, setting)
        case Problems():
            return problems(voice, setting)
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


def ledger(voice: Voice, setting: Setting) -> FormLayout:
    """整改台账, blank."""
    kinds = written(LEDGER, ("n", "closed"))

    def entry(n: int) -> FormRow:
        at = f"ledger-{n}"
        boxes = {kind: Box(Place(kind, at)) for kind in kinds}
        boxes |= {"n": number_box(n), "closed": Box(Place("closed", at, "closed"), "centre")}
        return FormRow(in_columns(LEDGER, boxes), WRITE)

    return FormLayout(
        title_of(voice, "ledger"),
        wording.named(voice, "ledger"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(columns_of(voice, LEDGER), entry, LEDGER_ROWS[voice.language]),
            Signatures("ledger-opinion", PEOPLE),
            Notes(LEDGER.notes),
        ),
    )


def problems(voice: Voice, setting: Setting) -> FormLayout:
    """问题记录页, blank."""
    kinds = written(PROBLEMS, ("n", "answer"))

    def entry(n: int) -> FormRow:
        at = f"problem-{n}"
        boxes = {kind: Box(Place(kind, at)) for kind in kinds}
        boxes |= {"n": number_box(n), "answer": Box(Place("answer", at, "answer"), "centre")}
        return FormRow(in_columns(PROBLEMS, boxes), WRITE)

    return FormLayout(
        title_of(voice, "problems"),
        wording.named(voice, "problems"),
        (
            fields_of(voice, setting.printing, STANDARD),
            to_write_in(columns_of(voice, PROBLEMS), entry, PROBLEM_ROWS),
            Notes(PROBLEMS.notes),
            Signers(PEOPLE),
        ),
    )


def evidence(voice: Voice, body: Evidence, setting: Setting) -> FormLayout:
    """佐证材料目录: what the checks name, with places for what there is; or blank."""
    entries = [_document(r.no, put(voice, r.name, "hint"), r.checks) for r in body.rows]
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


def _document(n: int, named: Lines, ids: tuple[str, ...]) -> FormRow:
    at = f"evidence-{n}"
    boxes = {kind: Box(Place(kind, at)) for kind in written(EVIDENCE, ("n", "kind"))}
    boxes |= {"n": number_box(n), "kind": Box(named)}
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
