"""The forms that go up with the sheets: evidence, samples, report, tracers."""

from collections.abc import Iterator, Mapping

from generator.records.checklist import Check, Stage, Tracer
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.bands import Json, Scope, article_bands, contents, said
from generator.sheets.booklet import (
    Asked,
    asked,
    everything,
    sampling_terms,
    summary,
    titled,
    whole_form,
)
from generator.sheets.identity import identity, sheet_id
from generator.text.addresses import cite

WHOLE = Text("全部条款", "all articles")
NONE = Text("\u00a0", "\u00a0")  # nothing to say; an empty English would be a missing one


def evidence(scope: Scope, name: str, subject: Text) -> Json:
    """佐证材料目录: what the checks of each article ask to see; `name` is its id."""
    number = 1
    groups = []
    for article, bands in article_bands(scope):
        asks = _asking(tuple(check for band in bands for check in band.checks))
        terms = scope.regulation.vocabulary.evidence
        rows = [
            {"no": number + n, "name": said(terms[code].text), "checks": list(ids)}
            for n, (code, ids) in enumerate(asks.items())
        ]
        heading = scope.regulation.checklists[article.address].heading
        groups.append(
            {"cite": said(article.cite), "heading": heading and said(heading), "rows": rows}
        )
        number += len(rows)
    ident = identity(scope.regulation, name, contents(scope))
    return {"ident": ident, "subject": said(subject), "groups": groups}


def _asking(checks: tuple[Check, ...]) -> Mapping[str, tuple[str, ...]]:
    """Code of evidence → ids of the checks that ask for it, as first asked for."""
    found: dict[str, tuple[str, ...]] = {}
    for check in checks:
        for code in check.evidence:
            found[code] = (*found.get(code, ()), check.id)
    return found


def blank_evidence(regulation: Regulation) -> Json:
    """The same without a word in it, for what finds no room elsewhere."""
    return whole_form(regulation, "evidence", "blank") | {"subject": said(NONE), "groups": []}


def samples(regulation: Regulation) -> Json:
    """抽样登记表, with what the checks suggest to draw."""
    return whole_form(regulation, "samples") | {
        "sampling": [
            {"short": said(t.short), "text": said(t.text)} for t in sampling_terms(regulation)
        ]
    }


def report(regulation: Regulation) -> Json:
    """自查报告: the counts it needs, one line an article and the total."""
    rows = summary(regulation)["rows"]
    assert isinstance(rows, list)
    due = sum(len(one.checks) for one in asked(regulation))
    lines = [row for row in rows if row["kind"] != "division"]
    return whole_form(regulation, "report") | {"due": due, "rows": lines}


def tracer(regulation: Regulation, one: Tracer) -> Json:
    """追踪检查表: the checks of each stage of a household or a project, numbered through."""
    checks = {c.id: c for a in asked(regulation) for c in a.checks}
    numbers = iter(range(1, 1000))
    return {
        "ident": identity(regulation, sheet_id("tracer", one.code), traced(regulation, one)),
        "subject": said(one.title),
        "followed": said(one.subject),
        "stages": [_stage(regulation, stage, checks, numbers) for stage in one.stages],
    }


def traced(regulation: Regulation, one: Tracer) -> Iterator[str]:
    """What a tracer asks, for its stamp."""
    checks = {c.id: c for a in asked(regulation) for c in a.checks}
    for stage in one.stages:
        yield stage.title.zh
        for id_ in (i for i in stage.checks if i in checks):
            yield from (id_, checks[id_].ask.zh, checks[id_].ask.en or "")


def _stage(
    regulation: Regulation, stage: Stage, checks: Mapping[str, Check], numbers: Iterator[int]
) -> Json:
    terms = regulation.vocabulary.evidence
    return {
        "title": said(stage.title),
        "rows": [
            {
                "no": next(numbers),
                "id": id_,
                "cite": {"zh": cite(checks[id_].at, "zh"), "en": cite(checks[id_].at, "en")},
                "ask": said(checks[id_].ask),
                "evidence": [said(terms[code].text) for code in checks[id_].evidence],
            }
            for id_ in stage.checks
            if id_ in checks
        ],
    }


def evidence_of(one: Asked, regulation: Regulation) -> Json:
    """The index for one article."""
    at = one.article.address
    return evidence(Scope(regulation, (at,)), sheet_id("evidence", at), titled(one))


def whole_evidence(regulation: Regulation) -> Json:
    """The index for all articles."""
    return evidence(everything(regulation), sheet_id("evidence"), WHOLE)
