"""Whether a sheet is the one now in use: each edition held against today."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.project.released import released_checks
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.rules.standing import Since, since_each
from generator.sheets.annexes import traced_stamp
from generator.sheets.clauses import Questions, about, asked_of, checks_of, questions
from generator.sheets.forms import forms_about
from generator.sheets.identity import sheet_id, web_id
from generator.sheets.runs import addresses, between, chapters, runs, span_of
from generator.text.addresses import article_of, number_width, page_name

BETWEEN = Text("{from}至{to}", "{from} to {to}")


@dataclass(frozen=True, slots=True)
class SheetSubject:
    """What a sheet is about: its name, the ids of its sheets, their stamp, their checks."""

    key: str
    name: Text
    ids: tuple[str, ...]
    stamp: str
    checks: tuple[str, ...]
    page: str = "sheets.html"  # where in the book its sheets are offered


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of checks by which a sheet of an earlier edition differs from today's."""

    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def subjects(regulation: Regulation, everywhere: Text) -> tuple[SheetSubject, ...]:
    """All that sheets are about today; `everywhere` names the regulation as a whole."""
    every = questions(regulation)
    if not every.articles:
        return ()
    digits = number_width(a.address for a in regulation.articles)
    return tuple(replace(s, page=_page(regulation, s, digits)) for s in _all(every, everywhere))


def _all(every: Questions, everywhere: Text) -> tuple[SheetSubject, ...]:
    return (
        _subject("whole", everywhere, tuple(_whole_ids(every)), every),
        *_articles(every),
        *_shared(every),
        *_bearers(every),
        *_tracers(every),
    )


def _subject(key: str, name: Text, ids: tuple[str, ...], some: Questions) -> SheetSubject:
    return SheetSubject(
        key, name, ids, some.stamp, tuple(check.id for check in checks_of(some))
    )


def _whole_ids(every: Questions) -> list[str]:
    """Ids of forms about a regulation as a whole; others are a letter, a hyphen, a subject."""
    forms = (*forms_about("whole"), *forms_about("checks"))
    return sorted({sheet_id(f.key) for f in forms if f.key != "first" or _asks_first(every)})


def _asks_first(some: Questions) -> bool:
    return any(check.first for check in checks_of(some))


def _articles(every: Questions) -> Iterator[SheetSubject]:
    for one in every.articles:
        at = one.article.address
        ids = tuple(sheet_id(form.key, at) for form in forms_about("article"))
        ids = (*ids, web_id(at))
        yield _subject(at, one.article.cite, ids, about(every, (at,)))


def _shared(every: Questions) -> Iterator[SheetSubject]:
    spans = (*runs(every), *(run for _, run in chapters(every)))
    for run in {addresses(run): run for run in spans if len(run.asked) > 1}.values():
        first, last = run.asked[0].article, run.asked[-1].article
        key, name = span_of(run), between(first, last, BETWEEN)
        some = about(every, addresses(run))
        ids = tuple(sheet_id(form.key, key) for form in forms_about("chapter"))
        yield _subject(key, name, ids, some)


def _bearers(every: Questions) -> Iterator[SheetSubject]:
    for code, term in every.regulation.vocabulary.bearers.items():
        some = asked_of(every, term)
        if some.articles:
            forms = (f for f in forms_about("bearer") if f.key != "first" or _asks_first(some))
            ids = tuple(sheet_id(form.key, code) for form in forms)
            yield _subject(code, term.short, (*ids, web_id(code)), some)


def _tracers(every: Questions) -> Iterator[SheetSubject]:
    for one in every.regulation.tracers:
        checks = tuple(id_ for stage in one.stages for id_ in stage.checks)
        key, mark = sheet_id("tracer", one.code), traced_stamp(every, one)
        ids = (key, sheet_id("tracer_matrix", one.code))
        yield SheetSubject(key, one.title, ids, mark, checks)


def difference(since: Since, subject: SheetSubject, key: str = "") -> Difference:
    """What changed on a sheet since an edition, in which it was about `key` or the same.

    What reads as it did has not changed, whatever its number is now.
    """
    had = set(_had(since, key or subject.key))
    return Difference(
        tuple(i for i in subject.checks if i in had and i not in since.standing),
        tuple(i for i in subject.checks if i not in had),
        tuple(i for i in since.edition.checks if i in had and i not in subject.checks),
    )


def _had(since: Since, key: str) -> Iterator[str]:
    """Ids of the checks that a sheet of an edition had."""
    law = since.past or since.law
    bearers = law.vocabulary.bearers
    articles = [a.address for a in law.articles]
    traced = {
        sheet_id("tracer", one.code): frozenset(id_ for s in one.stages for id_ in s.checks)
        for one in law.tracers
    }
    for id_, check in since.edition.checks.items():
        at = article_of(check.at)
        if key in bearers:
            found = not {key, *bearers[key].within}.isdisjoint(check.bearers)
        elif key in traced:
            found = id_ in traced[key]
        else:
            found = key in {"whole", at} or at in _between(articles, key)
        if found:
            yield id_


def went(since: Since, present: Collection[str]) -> Mapping[str, str]:
    """What a sheet was about → what it is about now, "" where it is no more; what differs.

    `present` is all that sheets are about now.
    """
    moved = since.way.went if since.way else _by_their_checks(since)
    found = {}
    for key in since.edition.sheets:
        now = _now(key, moved)
        if now != key:
            found[key] = now if now in present else ""
    return found


def _by_their_checks(since: Since) -> Mapping[str, str]:
    """Article then → now, of an edition whose text is not kept: where its checks stand."""
    now = released_checks(since.law)
    found: dict[str, set[str]] = {}
    for id_, check in since.edition.checks.items():
        if id_ in now:
            found.setdefault(article_of(check.at), set()).add(article_of(now[id_].at))
    return {at: places.pop() for at, places in found.items() if len(places) == 1}


def _now(key: str, moved: Mapping[str, str]) -> str:
    """a5 → a6, a5-a10 → a6-a11; anything else is what it was."""
    first, _, last = key.partition("-a")
    ends = (first, f"a{last}") if last and first in moved else (key,)
    return "-".join(moved.get(end, end) for end in ends)


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
    cites = {check.id: check.at for check in checks_of(questions(regulation))}
    row = {
        "id": regulation.id,
        "title": [regulation.title.zh, regulation.title.en],
        "edition": regulation.edition,
        "translated": regulation.translated,
        "ids": {s.key: s.ids for s in found},
        "now": {s.key: s.stamp for s in found},
        "pages": {s.key: s.page for s in found},
        "names": {s.key: [s.name.zh, s.name.en] for s in found},
        "was": [_was({s.key: s for s in found}, each) for each in since_each(regulation)],
        "at": cites,
    }
    return json.dumps(row, separators=(",", ":"))


def _page(regulation: Regulation, subject: SheetSubject, digits: int) -> str:
    key = subject.key
    if key in regulation.vocabulary.bearers:
        return f"bearer-{key.replace('_', '-')}.html"
    if any(key == article.address for article in regulation.articles):
        return f"{page_name(key, digits=digits)}.html"
    return subject.page


def _was(now: Mapping[str, SheetSubject], since: Since) -> dict[str, object]:
    """An edition: its stamps, what is otherwise in today's, and where each went.

    `page` is that of its text, "" where that is not kept.
    """
    moved, changed = went(since, now.keys()), {}
    for key, mark in since.edition.sheets.items():
        subject = now.get(moved.get(key, key))
        if subject and subject.stamp != mark:
            d = difference(since, subject, key)
            changed[key] = [d.changed, d.added, d.removed]
    return {
        "edition": since.edition.date,
        "until": since.until,
        "page": edition_file(since.edition.date) if since.past else "",
        "sheets": dict(since.edition.sheets),
        "went": moved,
        "changed": changed,
    }


def edition_file(date: str) -> str:
    """The page of an edition that was, in its book: edition-2026-11-23.html."""
    return f"edition-{date}.html"
