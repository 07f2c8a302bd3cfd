"""The forms that go with the sheets of checks: ledger, summary, evidence, samples, tracers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from generator.render.office import wording
from generator.render.office.blocks import (
    Box,
    Column,
    Entry,
    Field,
    Fields,
    Form,
    Grid,
    Notes,
    Place,
    Signatures,
    Signers,
)
from generator.render.office.plan import name_of, quoted
from generator.render.office.words import Lines, Voice, inline, put, run, word

Data = dict[str, Any]  # of a job, as main.typ reads it

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
LEDGER_ROWS = {"zh": 15, "en": 15, "both": 13}  # three pages, or four
EVIDENCE_ROWS = SAMPLE_ROWS = 20
WRITE = 18.0  # mm: two lines of handwriting
STANDARD = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("filled-by", "filler")),
    (("period", "period"), ("fill-date", "fill_date"), ("phone", "phone")),
)
COVER = (
    (("unit", "unit"), ("unit-type", "unit_type"), ("period", "period")),
    (("filled-by", "filler"), ("phone", "phone"), ("fill-date", "fill_date")),
)
PEOPLE = ("filler", "reviewer", "leader-charge", "leader-head")


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
        return Entry((_counted(n), *places, closed), WRITE)

    notes = (
        *("ledger-zero", "ledger-from", "ledger-measure"),
        *("note-true", "ledger-close", "note-data-short"),
    )
    return Form(
        _title(voice, "ledger"),
        wording.named(voice, "ledger"),
        (
            fields_of(voice, data, STANDARD),
            _to_write_in(_columns(voice, LEDGER), entry, LEDGER_ROWS[voice.language]),
            Signatures("ledger-opinion", PEOPLE),
            Notes(notes),
        ),
    )


def evidence(voice: Voice, data: Data) -> Form:
    """佐证材料目录: what the checks name, with places for what there is; or blank."""
    form = data["data"]
    entries = [entry for group in form["groups"] for entry in _kinds(voice, group)]
    columns = _columns(voice, EVIDENCE)
    grid = (
        Grid((), columns, tuple(entries))
        if entries
        else _to_write_in(columns, lambda n: _document(n, ((),), ()), EVIDENCE_ROWS)
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
            _counted(n),
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
        return Entry((_counted(n), *(Box(Place(k, f"sample-{n}")) for k in kinds)), 12)

    ends = ((("drawer", "drawer"), ("witness", "witness"), ("fill-date", "drawn_date")),)
    suggested = suggestions(voice, data["data"]["sampling"])
    return Form(
        _title(voice, "samples"),
        wording.named(voice, "samples"),
        (
            fields_of(voice, data, STANDARD),
            _to_write_in(_columns(voice, SAMPLES), entry, SAMPLE_ROWS),
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
    columns = _columns(voice, {"col-short": 60, "col-full": 194})
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
    where = _line(voice, data, (("place", "place"), ("drawn-how", "drawn_how")))
    who = (("unit", "unit"), ("tracer-name", "filler"), ("traced-on", "fill_date"))
    fields = Fields(((followed, *where), _line(voice, data, who)))
    notes = ("traced-stages", "traced-one", "traced-ledger", "traced-data")
    return Form(
        wording.title(voice, "tracer", form["subject"]),
        put(voice, form["subject"], "label"),
        (
            fields,
            Grid((), _columns(voice, TRACER), tuple(entries)),
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
            _counted(row["no"]),
            Box(clause),
            Box(put(voice, row["ask"], "ask")),
            Box(wording.evidence(voice, row)),
            Box(Place("answer", name, "answer"), "centre"),
            Box(Place("finding", name)),
        ),
        WRITE,
    )


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
        _title(voice, "summary"),
        wording.named(voice, "summary"),
        (
            fields_of(voice, data, (fields,)),
            Grid((), columns, tuple(_sums(voice, form["rows"]))),
            _cross(voice, form),
            Notes(("summary-rate", "summary-due", "cross-note")),
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
        return _counted(due)
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
                *(_counted(n) for n in (*row["counts"], row["total"])),
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
            (_counted(n), Box(Place("entity", at)), *counts, Box(Place("remark", at))), 9
        )

    fields = (
        (("unit", "unit"), ("phone", "phone")),
        (("period", "period"), ("fill-date", "fill_date")),
    )
    columns = tuple(Column(heads[key], width) for key, width in ROLLUP.items())
    grid = _to_write_in(columns, entry, ROLLUP_ROWS[voice.language])
    notes = tuple(f"rollup-{key}" for key in ("rows", "zero", "sums", "rate"))
    return Form(
        _title(voice, "rollup"),
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


def _to_write_in(columns: tuple[Column, ...], entry: Callable[[int], Entry], rows: int) -> Grid:
    return Grid((), columns, tuple(map(entry, range(1, rows + 1))), entry)


def _counted(n: int) -> Box:
    return Box(n or (), "centre")


def _title(voice: Voice, key: str) -> Lines:
    return put(voice, word(voice, key), "title")


def _columns(voice: Voice, widths: Mapping[str, float]) -> tuple[Column, ...]:
    return tuple(Column(wording.named(voice, key, "head"), w) for key, w in widths.items())


def fields_of(voice: Voice, data: Data, lines: Sequence[Sequence[tuple[str, str]]]) -> Fields:
    """Lines of fields; unit and period stand there where whoever prints has given them."""
    return Fields(tuple(_line(voice, data, line) for line in lines))


def _line(voice: Voice, data: Data, pairs: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
    given = data.get("options", {})
    return tuple(
        Field(wording.named(voice, key), name, str(given.get(name, ""))) for key, name in pairs
    )
