"""The booklet of a regulation: which articles share a sheet, and the totals of its summary."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.records.checklist import Check, Term
from generator.records.regulation import Division, Provision, Regulation
from generator.records.texts import Text
from generator.sheets.bands import Json, Scope, article_bands, contents, groups, said
from generator.sheets.identity import identity, sheet_id
from generator.sheets.unwritten import drafts_in

WORTH_A_SHEET = 12  # checks; fewer share a sheet, so that no page stands nearly empty


@dataclass(frozen=True, slots=True)
class Asked:
    """An article about which something is asked."""

    article: Provision
    heading: Text | None
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Articles that share a sheet; `whole` is the title of the chapter they fill."""

    asked: tuple[Asked, ...]
    whole: Text | None


def everything(regulation: Regulation) -> Scope:
    """All articles, everybody's checks."""
    return Scope(regulation, tuple(a.address for a in regulation.articles))


def asked(regulation: Regulation) -> tuple[Asked, ...]:
    """The articles that have checks, in the order of the text."""
    return tuple(
        Asked(
            article,
            regulation.checklists[article.address].heading,
            tuple(c for band in found for c in band.checks),
        )
        for article, found in article_bands(everything(regulation))
    )


def titled(one: Asked) -> Text:
    """第五条［不重视、不担当、不作为］: brackets mark what is not the regulation's."""
    cite, heading = one.article.cite, one.heading
    if heading is None:
        return cite
    return Text(
        f"{cite.zh}［{heading.zh}］", f"{cite.en} [{heading.en}]" if heading.en else cite.en
    )


def sheet(scope: Scope, name: str, subject: Text, short: Text) -> Json:
    """A sheet of checks: `short` stands in its running head, `name` is its id."""
    several = len(scope.articles) > 1
    made = groups(scope, headed=several or scope.bearers is not None)
    count = sum(len(b.checks) for _, found in article_bands(scope) for b in found)
    return {
        "ident": identity(scope.regulation, name, contents(scope)),
        "subject": said(subject),
        "short": said(short),
        "groups": made,
        "due": count,
        "drafts": _drafts(scope),
        "inside": False,
    }


def _drafts(scope: Scope) -> int:
    """How many more questions about its articles are still to be written."""
    lists = (scope.regulation.checklists.get(at) for at in scope.articles)
    return sum(
        scope.bearers is None or not scope.bearers.isdisjoint(check.bearers)
        for one in lists
        if one
        for check in drafts_in(one.provisions)
    )


def chosen_sheet(regulation: Regulation, ids: frozenset[str], subject: Text) -> Json:
    """A sheet of these checks alone; its stamp is that of the whole, which is always known."""
    articles = everything(regulation).articles
    made = sheet(
        Scope(regulation, articles, chosen=ids), sheet_id("sheet-chosen"), subject, subject
    )
    return made | whole_form(regulation, "sheet-chosen") | {"drafts": 0}


def whole_form(regulation: Regulation, form: str, subject: str = "") -> Json:
    """A form that is about the regulation as a whole: the ledger, the sign-off."""
    name = sheet_id(form, subject)
    return {"ident": identity(regulation, name, contents(everything(regulation)))}


def booklet(regulation: Regulation, between: Text) -> Json:
    """All that is printed for a whole regulation; `between` says {from} to {to}."""
    sheets = [_inside(regulation, run, between) for run in runs(regulation)]
    entries = [
        {"form": "sheet-a", "about": s["subject"], "due": s["due"], "label": s["label"]}
        for s in sheets
    ]
    ends = ("summary", "ledger", "signature")
    return whole_form(regulation, "booklet") | {
        "sampling": [
            {"short": said(t.short), "text": said(t.text)} for t in sampling_terms(regulation)
        ],
        "entries": entries
        + [{"form": k, "about": None, "due": None, "label": k} for k in ends],
        "sheets": sheets,
        "summary": summary(regulation),
        "ledger": whole_form(regulation, "ledger"),
        "signature": whole_form(regulation, "booklet"),
    }


def summary(regulation: Regulation) -> Json:
    """Checks due by article with subtotals, and bearer by article."""
    every = asked(regulation)
    total = sum(len(a.checks) for a in every)
    return whole_form(regulation, "summary") | {
        "rows": [*_rows(regulation, every), {"kind": "total", "due": total}],
        "articles": [said(a.article.cite) for a in every],
        "cross": [_cross(term, every) for term in regulation.vocabulary.bearers.values()],
    }


def runs(regulation: Regulation) -> tuple[Run, ...]:
    """One sheet an article, but articles of few checks share one, within their chapter."""
    return tuple(
        run
        for division, members in _divided(regulation)
        for run in _shared(_title(division) if division else None, members)
    )


def chapters(regulation: Regulation) -> tuple[tuple[int, Run], ...]:
    """Each chapter in which anything is asked, by its number, as one sheet."""
    every = asked(regulation)
    found = []
    for division in _all(regulation.divisions):
        inside = {a.address for leaf in _leaves((division,)) for a in leaf.articles}
        members = tuple(a for a in every if a.article.address in inside)
        if division.level == "章" and members:
            found.append((division.n, Run(members, _title(division))))
    return tuple(found)


def _all(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        yield division
        yield from _all(division.divisions)


def _shared(title: Text | None, members: tuple[Asked, ...]) -> Iterator[Run]:
    run: tuple[Asked, ...] = ()
    for one in members:
        if run and sum(len(a.checks) for a in run) + len(one.checks) > 2 * WORTH_A_SHEET:
            yield Run(run, None)
            run = ()
        run = (*run, one)
        if sum(len(a.checks) for a in run) >= WORTH_A_SHEET:
            yield Run(run, title if run == members else None)
            run = ()
    if run:
        yield Run(run, title if run == members else None)


def _divided(regulation: Regulation) -> Iterator[tuple[Division | None, tuple[Asked, ...]]]:
    """The articles that have checks by the division they stand in; first those in none."""
    every = {a.article.address: a for a in asked(regulation)}
    loose = dict(every)
    divided = []
    for division in _leaves(regulation.divisions):
        members = tuple(every[a.address] for a in division.articles if a.address in every)
        for one in members:
            del loose[one.article.address]
        divided.append((division, members))
    yield None, tuple(loose.values())
    yield from divided


def _leaves(divisions: tuple[Division, ...]) -> Iterator[Division]:
    for division in divisions:
        if division.articles:
            yield division
        yield from _leaves(division.divisions)


def _title(division: Division) -> Text:
    """第一章 总则 / Chapter I General Provisions."""
    label, heading = division.label, division.heading
    return Text(
        f"{label.zh} {heading.zh}", f"{label.en} {heading.en}" if heading.en else label.en
    )


def run_sheet(regulation: Regulation, run: Run, between: Text) -> Json:
    """The sheet of several articles; `between` says {from} to {to}."""
    first, last = run.asked[0].article, run.asked[-1].article
    scope = Scope(regulation, tuple(a.article.address for a in run.asked))
    if first is last:
        at, subject, short = first.address, titled(run.asked[0]), first.cite
    else:
        at = f"{first.address}-{last.address}"
        subject = short = run.whole or _span(first, last, between)
    return sheet(scope, sheet_id("sheet-a", at), subject, short)


def _inside(regulation: Regulation, run: Run, between: Text) -> Json:
    """A sheet of the booklet: not signed by itself."""
    label = f"sheet-{run.asked[0].article.address}"
    return run_sheet(regulation, run, between) | {"inside": True, "label": label}


def _span(first: Provision, last: Provision, between: Text) -> Text:
    def fill(words: str, begin: str | None, end: str | None) -> str:
        return words.replace("{from}", begin or "").replace("{to}", end or "")

    return Text(
        fill(between.zh, first.cite.zh, last.cite.zh),
        fill(between.en or "", first.cite.en, last.cite.en),
    )


def _rows(regulation: Regulation, every: tuple[Asked, ...]) -> Iterator[Json]:
    for division, members in _divided(regulation):
        part = len(members) < len(every)
        for one in members:
            yield {
                "kind": "article",
                "cite": said(one.article.cite),
                "heading": said(one.heading) if one.heading else None,
                "due": len(one.checks),
                "alone": said(division.label)
                if division and part and len(members) == 1
                else None,
            }
        if division and part and len(members) > 1:
            names = {"title": said(_title(division)), "label": said(division.label)}
            yield {"kind": "division", "due": sum(len(a.checks) for a in members), **names}


def _cross(bearer: Term, every: tuple[Asked, ...]) -> Json:
    counts = [sum(bearer.code in c.bearers for c in a.checks) for a in every]
    return {
        "bearer": said(bearer.text),
        "short": said(bearer.short),
        "counts": counts,
        "total": sum(counts),
    }


def sampling_terms(regulation: Regulation) -> tuple[Term, ...]:
    """The ways to sample whose short form in the tables needs an explanation."""
    terms = regulation.vocabulary.sampling.values()
    return tuple(t for t in terms if t.short.zh != t.text.zh)
