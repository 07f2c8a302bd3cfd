"""The forms that go with the sheets of checks: ledger, summary, evidence, samples, tracers."""

from collections.abc import Callable, Iterator, Mapping

from generator.sheets.office import wording
from generator.sheets.office.blocks import (
    Box,
    Entry,
    Field,
    Fields,
    Form,
    Grid,
    Notes,
    Place,
    Signatures,
)
from generator.sheets.office.pieces import (
    PEOPLE,
    STANDARD,
    Data,
    columns_of,
    counted,
    fields_of,
    line_of,
    title_of,
    to_write_in,
)
from generator.sheets.office.totals import rollup, summary
from generator.sheets.office.words import Lines, Voice, inline, put, run

LEDGER = {  # column → its width in mm
    **{"no": 10, "col-clause-check": 22, "col-problem": 48, "col-measure": 48},
    **{"col-leader": 20, "col-person": 20, "col-limit": 22, "col-done": 23},
    **{"col-proof": 27, "col-closed": 14},
}
EVIDENCE = {
    **{"no": 10, "col-evidence-kind": 54, "col-evidence-name": 60, "col-evidence-date": 36},
    **{"col-pages": 14, "col-checks": 50, "col-place": 30},
}
SAMPLES = {
    **{"no": 10, "col-check-no": 28, "col-total": 26, "col-sample": 56, "col-drawn-how": 30},
    **{"col-drawn-by": 22, "col-drawn-on": 26, "col-sample-result": 40, "col-remark": 16},
}
TRACER = {
    **{"no": 10, "col-clause-check": 30, "col-ask": 65, "col-traced-proof": 58},
    **{"col-result": 37, "col-traced-seen": 54},
}
LEDGER_ROWS = {"zh": 15, "en": 15, "both": 13}  # three pages, or four
EVIDENCE_ROWS = SAMPLE_ROWS = 20
WRITE = 18.0  # mm: two lines of handwriting


def form(voice: Voice, data: Data) -> Form:
    """The form of a job."""
    makers: Mapping[str, Callable[[Voice, Data], Form]] = {
        "ledger": ledger,
        "summary": summary,
        "rollup": rollup,
        "evidence": evidence,
        "samples": samples,
        "tracer": tracer,
    }
    return makers[data["form"]](voice, data)


def ledger(voice: Voice, data: Data) -> Form:
    """整改台账, blank."""
    kinds = ("clause", "problem", "measure", "leader", "person", "limit", "done", "proof")

    def entry(n: int) -> Entry:
        places = (Box(Place(kind, f"ledger-{n}")) for kind in kinds)
        closed = Box(Place("closed", f"ledger-{n}", "closed"), "centre")
        return Entry((counted(n), *places, closed), WRITE)

    notes = (
        *("ledger-zero", "ledger-from", "ledger-measure"),
        *("note-true", "ledger-close", "note-data-short"),
    )
    return Form(
        title_of(voice, "ledger"),
        wording.named(voice, "ledger"),
        (
            fields_of(voice, data, STANDARD),
            to_write_in(columns_of(voice, LEDGER), entry, LEDGER_ROWS[voice.language]),
            Signatures("ledger-opinion", PEOPLE),
            Notes(notes),
        ),
    )


def evidence(voice: Voice, data: Data) -> Form:
    """佐证材料目录: what the checks name, with places for what there is; or blank."""
    form = data["data"]
    entries = [entry for group in form["groups"] for entry in _kinds(voice, group)]
    columns = columns_of(voice, EVIDENCE)
    grid = (
        Grid((), columns, tuple(entries))
        if entries
        else to_write_in(columns, lambda n: _document(n, ((),), ()), EVIDENCE_ROWS)
    )
    ends = ((("compiler", "compiler"), ("receiver", "receiver"), ("handover", "handover")),)
    return Form(
        wording.title(voice, "evidence", form["subject"]),
        wording.named(voice, "evidence"),
        (
            fields_of(voice, data, STANDARD),
            grid,
            Notes(("evidence-rows", "evidence-numbers", "note-true", "evidence-data")),
            fields_of(voice, data, ends),
        ),
    )


def _kinds(voice: Voice, group: Data) -> Iterator[Entry]:
    named = (wording.titled(voice, group, "section"),)
    yield Entry((Box(named, span=len(EVIDENCE)),), kind="band")
    for row in group["rows"]:
        yield _document(row["no"], put(voice, row["name"], "hint"), tuple(row["checks"]))


def _document(n: int, named: Lines, ids: tuple[str, ...]) -> Entry:
    at = f"evidence-{n}"
    checks: Lines = ((run("  ".join(ids), "small"),),)
    return Entry(
        (
            counted(n),
            Box(named),
            *(Box(Place(kind, at)) for kind in ("name", "number", "pages")),
            Box(checks) if ids else Box(Place("checks", at)),
            Box(Place("kept", at)),
        ),
        11,
    )


def samples(voice: Voice, data: Data) -> Form:
    """抽样登记表, and on a page of its own what the checks suggest to draw."""
    kinds = ("check", "whole", "sample", "drawn", "by", "date", "result", "remark")

    def entry(n: int) -> Entry:
        return Entry((counted(n), *(Box(Place(k, f"sample-{n}")) for k in kinds)), 12)

    ends = ((("drawer", "drawer"), ("witness", "witness"), ("fill-date", "drawn_date")),)
    suggested = suggestions(voice, data["data"]["sampling"])
    return Form(
        title_of(voice, "samples"),
        wording.named(voice, "samples"),
        (
            fields_of(voice, data, STANDARD),
            to_write_in(columns_of(voice, SAMPLES), entry, SAMPLE_ROWS),
            Notes(("sample-every", "sample-before", "sample-replace", "sample-data")),
            fields_of(voice, data, ends),
            *((suggested,) if suggested.entries else ()),
        ),
    )


def suggestions(voice: Voice, terms: list[Data]) -> Grid:
    """What the short names of ways to sample mean."""
    rows = tuple(
        Entry((Box(put(voice, t["short"], "hint")), Box(put(voice, t["text"], "hint"))))
        for t in terms
    )
    columns = columns_of(voice, {"col-short": 60, "col-full": 194})
    return Grid(wording.named(voice, "sampling-title", "section"), columns, rows)


def tracer(voice: Voice, data: Data) -> Form:
    """追踪检查表: the checks of each stage, and whether it agrees with the one before."""
    form = data["data"]
    seen: dict[str, int] = {}
    entries = [
        entry
        for n, stage in enumerate(form["stages"])
        for entry in _stage(voice, (n, stage), seen)
    ]
    followed = Field(put(voice, form["followed"], "label"), "followed")
    where = line_of(voice, data, (("place", "place"), ("drawn-how", "drawn_how")))
    who = (("unit", "unit"), ("tracer-name", "filler"), ("traced-on", "fill_date"))
    fields = Fields(((followed, *where), line_of(voice, data, who)))
    notes = ("traced-stages", "traced-one", "traced-ledger", "traced-data")
    return Form(
        wording.title(voice, "tracer", form["subject"]),
        put(voice, form["subject"], "label"),
        (
            fields,
            Grid((), columns_of(voice, TRACER), tuple(entries)),
            Signatures("traced-opinion", ("tracer-person", "reviewer")),
            Notes(notes),
        ),
    )


def _stage(voice: Voice, stage: tuple[int, Data], seen: dict[str, int]) -> Iterator[Entry]:
    n, about = stage
    zh = "一二三四五六七八九十"[n] if n < 10 else str(n + 1)
    said = {
        "zh": f"{zh}、{about['title']['zh']}",
        "en": f"{n + 1}. {about['title']['en']}" if about["title"]["en"] else None,
    }
    named = (inline(voice, said, "section"),)
    if n == 0:
        yield Entry((Box(named, span=len(TRACER)),), kind="band")
    else:
        agrees = wording.named(voice, "traced-agrees", "small")
        at = f"stage-{n + 1}"
        asked = Box(Place("answer", at, "agreed"), "centre")
        yield Entry(
            (Box(named, span=3), Box(agrees), asked, Box(Place("finding", at))), kind="band"
        )
    for row in about["rows"]:
        seen[row["id"]] = seen.get(row["id"], 0) + 1
        again = seen[row["id"]]
        yield _traced(voice, row, row["id"] if again == 1 else f"{row['id']}-{again}")


def _traced(voice: Voice, row: Data, name: str) -> Entry:
    clause = (*put(voice, row["cite"], "small"), (run(row["id"], "small"),))
    return Entry(
        (
            counted(row["no"]),
            Box(clause),
            Box(put(voice, row["ask"], "ask")),
            Box(wording.evidence(voice, row)),
            Box(Place("answer", name, "answer"), "centre"),
            Box(Place("finding", name)),
        ),
        WRITE,
    )
