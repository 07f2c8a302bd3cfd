"""Whether a sheet is the one now in use: each edition held against today."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.records.editions import Edition, ReleasedCheck
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.rules.releasing import present_checks
from generator.sheets.annexes import traced
from generator.sheets.bands import Scope, article_bands, contents
from generator.sheets.booklet import asked, chapters, everything, runs
from generator.sheets.identity import sheet_id
from generator.text.addresses import article_of
from generator.text.stamps import stamp

# Ids of forms about a regulation as a whole; the other ids are a letter, a hyphen, the subject.
WHOLE = (
    *(sheet_id(form) for form in ("ledger", "summary", "evidence")),
    sheet_id("evidence", "blank"),
    *(sheet_id(form) for form in ("samples", "report", "rollup", "sheet-chosen", "booklet")),
)
BY_ARTICLE = ("sheet-a", "sheet-short", "sheet-large", "evidence")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a sheet is about: its name, the ids of its sheets, their stamp, their checks."""

    key: str
    name: Text
    ids: tuple[str, ...]
    stamp: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of checks by which a sheet of an earlier edition differs from today's."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def subjects(regulation: Regulation, everywhere: Text) -> tuple[Subject, ...]:
    """All that sheets are about today; `everywhere` names the regulation as a whole."""
    every = asked(regulation)
    if not every:
        return ()
    whole = _subject("whole", everywhere, WHOLE, everything(regulation))
    articles = (
        _subject(at, one.article.cite, tuple(sheet_id(form, at) for form in BY_ARTICLE), scope)
        for one in every
        for at in (one.article.address,)
        for scope in (Scope(regulation, (at,)),)
    )
    return (
        whole,
        *articles,
        *_shared(regulation),
        *_bearers(regulation),
        *_tracers(regulation),
    )


def _subject(key: str, name: Text, ids: tuple[str, ...], scope: Scope) -> Subject:
    checks = tuple(c.id for _, found in article_bands(scope) for b in found for c in b.checks)
    return Subject(key, name, ids, stamp("\n".join(contents(scope))), checks)


def _shared(regulation: Regulation) -> Iterator[Subject]:
    spans = (*runs(regulation), *(run for _, run in chapters(regulation)))
    for run in {tuple(a.article.address for a in r.asked): r for r in spans}.values():
        first, last = run.asked[0].article, run.asked[-1].article
        if first is not last:
            key = f"{first.address}-{last.address}"
            name = Text(
                f"{first.cite.zh}至{last.cite.zh}", f"{first.cite.en} to {last.cite.en}"
            )
            scope = Scope(regulation, tuple(a.article.address for a in run.asked))
            yield _subject(key, name, (sheet_id("sheet-a", key),), scope)


def _bearers(regulation: Regulation) -> Iterator[Subject]:
    articles = everything(regulation).articles
    for code, term in regulation.vocabulary.bearers.items():
        scope = Scope(regulation, articles, frozenset({code, *term.within}))
        made = _subject(code, term.short, (sheet_id("sheet-a", code),), scope)
        if made.checks:
            yield made


def _tracers(regulation: Regulation) -> Iterator[Subject]:
    for one in regulation.tracers:
        checks = tuple(id_ for stage in one.stages for id_ in stage.checks)
        key, mark = sheet_id("tracer", one.code), stamp("\n".join(traced(regulation, one)))
        yield Subject(key, one.title, (key,), mark, checks)


def difference(regulation: Regulation, subject: Subject, edition: Edition) -> Difference:
    """What changed on a sheet since an edition."""
    now, then = present_checks(regulation), edition.checks
    had = set(_had(regulation, subject, then))
    return Difference(
        tuple(i for i in subject.checks if i in had and now[i] != then[i]),
        tuple(i for i in subject.checks if i not in had),
        tuple(i for i in then if i in had and i not in subject.checks),
    )


def _had(
    regulation: Regulation, subject: Subject, then: Mapping[str, ReleasedCheck]
) -> Iterator[str]:
    """Ids of the checks that the subject's sheet had in an edition."""
    key, bearers = subject.key, regulation.vocabulary.bearers
    articles = [a.address for a in regulation.articles]
    tracers = {sheet_id("tracer", one.code) for one in regulation.tracers}
    for id_, check in then.items():
        at = article_of(check.at)
        if key in bearers:
            mine = {key, *bearers[key].within}
            found = not mine.isdisjoint(check.bearers)
        elif key in tracers:
            found = id_ in subject.checks
        elif key in {"whole", at}:
            found = True
        else:
            found = at in _between(articles, key)
        if found:
            yield id_


def _between(articles: list[str], key: str) -> list[str]:
    """a1-a4 → the articles from a1 to a4; none for a single one."""
    for n, first in enumerate(articles):
        for m in range(n + 1, len(articles)):
            if key == f"{first}-{articles[m]}":
                return articles[n : m + 1]
    return []


def sheet_ids(rows: Iterable[str]) -> str:
    """The script that the page of editions looks in; `rows` are those of `sheet_row`."""
    return f"window.zichaSheets = [{','.join(rows)}];\n"


def sheet_row(regulation: Regulation) -> str:
    """Ids, stamps and what changed of a regulation's sheets, as JSON."""
    found = subjects(regulation, regulation.title)
    cites = {c.id: c.at for a in asked(regulation) for c in a.checks}
    row = {
        "id": regulation.id,
        "title": [regulation.title.zh, regulation.title.en],
        "edition": regulation.edition,
        "ids": {s.key: s.ids for s in found},
        "now": {s.key: s.stamp for s in found},
        "names": {s.key: [s.name.zh, s.name.en] for s in found},
        "was": [_was(regulation, found, edition) for edition in regulation.editions],
        "at": cites,
    }
    return json.dumps(row, separators=(",", ":"))


def _was(
    regulation: Regulation, found: Iterable[Subject], edition: Edition
) -> dict[str, object]:
    """An edition: its stamps, and for those that differ from today's what changed."""
    now = {s.key: s for s in found}
    changed = {}
    for key, mark in edition.sheets.items():
        if key in now and now[key].stamp != mark:
            d = difference(regulation, now[key], edition)
            changed[key] = [d.changed, d.added, d.removed]
    return {"edition": edition.date, "sheets": dict(edition.sheets), "changed": changed}
