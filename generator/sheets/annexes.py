"""The forms that go up with the sheets: evidence, samples, report, tracers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from generator.records.checklist import Check, Stage, Tracer
from generator.records.texts import Text
from generator.sheets.booklet import sampling_terms, sheet_title
from generator.sheets.clauses import AskedArticle, Questions, about, checks_of
from generator.sheets.identity import identity, identity_of, sheet_id
from generator.sheets.records import (
    DivisionCount,
    Evidence,
    EvidenceRow,
    Identity,
    Report,
    Samples,
    TracedRow,
    TracedStage,
    Tracing,
)
from generator.sheets.summary import counts
from generator.text.addresses import cite
from generator.text.stamps import stamp

WHOLE = Text("全部条款", "all articles")
NONE = Text("\u00a0", "\u00a0")  # nothing to say; an empty English would be a missing one


def evidence(some: Questions, ident: Identity, subject: Text) -> Evidence:
    """佐证材料目录: what the checks ask to see, each document once."""
    terms = some.regulation.vocabulary.evidence
    asking = _asking(checks_of(some))
    rows = (EvidenceRow(n, terms[c].text, asking[c]) for n, c in enumerate(asking, 1))
    return Evidence(ident, subject, tuple(rows))


def evidence_of(every: Questions, one: AskedArticle) -> Evidence:
    """The index for one article."""
    at = one.article.address
    some = about(every, (at,))
    return evidence(some, identity(some, sheet_id("evidence", at)), sheet_title(one))


def blank_evidence(every: Questions) -> Evidence:
    """The same without a word in it, for what finds no room elsewhere."""
    return Evidence(identity(every, sheet_id("evidence_blank")), NONE)


def _asking(checks: tuple[Check, ...]) -> Mapping[str, tuple[str, ...]]:
    """Code of evidence → ids of the checks that ask for it, as first asked for."""
    found: dict[str, tuple[str, ...]] = {}
    for check in checks:
        for code in check.evidence:
            found[code] = (*found.get(code, ()), check.id)
    return found


def samples(some: Questions, ident: Identity, short: Text | None = None) -> Samples:
    """抽样登记表, with what the checks suggest to draw; `short` names whose it is."""
    used = {check.sampling for check in checks_of(some)} if short else None
    return Samples(ident, sampling_terms(some, used), short)


def report(some: Questions, ident: Identity, short: Text | None = None) -> Report:
    """自查报告: the counts it needs, one line an article and the total."""
    lines = tuple(row for row in counts(some) if not isinstance(row, DivisionCount))
    return Report(ident, len(checks_of(some)), lines, short)


def tracing(every: Questions, tracer: Tracer) -> Tracing:
    """追踪检查表: the checks of each stage of a household or a project, numbered through."""
    numbers = count(1)
    mark = traced_stamp(every, tracer)
    return Tracing(
        identity_of(every.regulation, sheet_id("tracer", tracer.code), mark),
        tracer.title,
        tracer.subject,
        tuple(_stage(every, stage, numbers) for stage in tracer.stages),
    )


def matrix(every: Questions, tracer: Tracer) -> Tracing:
    """The same for several households or projects, a column for each."""
    one = tracing(every, tracer)
    sheet = sheet_id("tracer_matrix", tracer.code)
    ident = identity_of(every.regulation, sheet, one.ident.stamp)
    return replace(one, ident=ident, several=True)


def traced_stamp(every: Questions, tracer: Tracer) -> str:
    """The stamp of what a tracer asks."""
    return stamp("\n".join(_traced(every, tracer)))


def _traced(every: Questions, tracer: Tracer) -> Iterator[str]:
    for stage in tracer.stages:
        yield stage.title.zh
        for check in _checks(every, stage):
            yield from (check.id, check.ask.zh, check.ask.en or "")


def _checks(every: Questions, stage: Stage) -> Iterator[Check]:
    """The checks of a stage that are asked, in its order."""
    known = {check.id: check for check in checks_of(every)}
    return (known[id_] for id_ in stage.checks if id_ in known)


def _stage(every: Questions, stage: Stage, numbers: Iterator[int]) -> TracedStage:
    terms = every.regulation.vocabulary.evidence
    rows = (
        TracedRow(
            next(numbers),
            check.id,
            Text(cite(check.at, "zh"), cite(check.at, "en")),
            check.ask,
            tuple(terms[code].text for code in check.evidence),
        )
        for check in _checks(every, stage)
    )
    return TracedStage(stage.title, tuple(rows))
