"""A regulation turned once into its clauses, from which every form takes what it asks."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.records.checklist import Check, Term
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.sheets.law import lines, marked_parts, marks
from generator.sheets.records import Article, CheckRow, Clause, Law, Opening
from generator.sheets.series import in_a_row
from generator.sheets.unwritten import drafts_in
from generator.text.addresses import article_of, cite
from generator.text.stamps import stamp

Wanted = Callable[[Check], bool]
Top = Literal["beside", "above", ""]


@dataclass(frozen=True, slots=True)
class Branch:
    """A provision on whose words checks rest, or on those of some under it.

    `words` are its lines, `law` the same with the marks of its checks.
    """

    provision: Provision
    checks: tuple[Check, ...]
    words: tuple[str, ...]
    law: Law
    opening: Opening
    marks: Mapping[str, str]
    under: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A provision, those of its checks that are asked here, and what is read before it."""

    branch: Branch
    checks: tuple[Check, ...]
    lead: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedArticle:
    """An article about which something is asked."""

    article: Provision
    heading: Text | None
    root: Branch
    bands: tuple[Band, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked, article by article; `bearers` are whose sheet it is, none for all.

    The stamp covers the law text, the ids and the questions; `drafts` are still to be written.
    """

    regulation: Regulation
    articles: tuple[AskedArticle, ...]
    stamp: str
    drafts: tuple[Check, ...] = ()
    bearers: frozenset[str] = frozenset()


def questions(regulation: Regulation) -> Questions:
    """All that is asked about a regulation, of everybody."""
    roots = (branch for a in regulation.articles if (branch := _branch(regulation, a)))
    lists = (regulation.checklists.get(article.address) for article in regulation.articles)
    drafts = (draft for one in lists if one for draft in drafts_in(one.provisions))
    return _questions(regulation, (_asked(regulation, root, _any) for root in roots), drafts)


def about(every: Questions, articles: Collection[str]) -> Questions:
    """What is asked about some articles."""
    found = (one for one in every.articles if one.article.address in articles)
    drafts = (draft for draft in every.drafts if article_of(draft.at) in articles)
    return replace(_questions(every.regulation, found, drafts), bearers=every.bearers)


def asked_of(every: Questions, *bearers: Term) -> Questions:
    """What is asked of a bearer, or of any of several, and of those it is within."""
    own = frozenset(code for term in bearers for code in (term.code, *term.within))
    return replace(_narrowed(every, lambda c: not own.isdisjoint(c.bearers)), bearers=own)


def chosen(every: Questions, ids: Collection[str]) -> Questions:
    """The checks of these ids."""
    return _narrowed(every, lambda check: check.id in ids)


def checks_of(some: Questions) -> tuple[Check, ...]:
    """The checks in the order in which they are asked."""
    return tuple(check for one in some.articles for check in one.checks)


def clauses(some: Questions, *, headed: bool) -> tuple[Clause, ...]:
    """The clauses of a sheet, their checks numbered through; `headed` with article headings."""
    made: list[Clause] = []
    number = 1
    for one in some.articles:
        article = Article(one.article.address, one.article.cite, one.heading)
        top: Top = _top(one) if headed else ""
        for band in one.bands:
            rows = tuple(_rows(some, band, number))
            made.append(_clause(article, band, rows, top=top))
            number += len(rows)
            top = ""
    return tuple(made)


def _any(check: Check) -> bool:
    del check
    return True


def _questions(
    regulation: Regulation, found: Iterable[AskedArticle | None], drafts: Iterable[Check]
) -> Questions:
    articles = tuple(one for one in found if one)
    mark = stamp("\n".join(_contents(articles)))
    return Questions(regulation, articles, mark, tuple(drafts))


def _narrowed(every: Questions, wanted: Wanted) -> Questions:
    found = (_asked(every.regulation, one.root, wanted) for one in every.articles)
    return _questions(every.regulation, found, filter(wanted, every.drafts))


def _contents(articles: Iterable[AskedArticle]) -> Iterator[str]:
    """The law text, check ids and questions, for the stamp."""
    for band in (band for one in articles for band in one.bands):
        yield from (branch.provision.words.zh for branch in band.lead)
        yield from band.branch.words
        for check in band.checks:
            yield from (check.id, check.ask.zh, check.ask.en or "")


# ── from the regulation ──────────────────────────────────────────────────────────────────────


def _branch(regulation: Regulation, provision: Provision) -> Branch | None:
    """A provision with all that is asked under it; None where nothing is."""
    checklist = regulation.checklists.get(article_of(provision.address))
    blocks = checklist.provisions if checklist else ()
    own = [block for block in blocks if block.at == provision.address]
    checks = tuple(check for block in own for check in block.checks)
    apart = _apart(provision.address, (block.at for block in blocks if block.checks))
    if not checks and not apart:
        return None
    shown = lines(provision, apart)
    words = tuple(line.zh for line in shown)
    return Branch(
        provision,
        checks,
        words=words,
        law=_law(shown, checks),
        opening=Opening(provision.cite, _law(shown[:1], ())),
        marks=marks(words, checks),
        under=tuple(b for child in provision.children if (b := _branch(regulation, child))),
    )


def _law(shown: tuple[Text, ...], checks: tuple[Check, ...]) -> Law:
    """Without checks only the first line: what is under it has its own place."""
    shown = shown if checks else shown[:1]
    return Law(
        marked_parts([line.zh for line in shown], checks), tuple(line.en for line in shown)
    )


def _apart(address: str, asked: Iterable[str]) -> frozenset[str]:
    """Provisions under an address that have, or hold some that have, checks and so bands."""
    under = [at for at in asked if at.startswith(f"{address}.")]
    return frozenset(at[:end] for at in under for end in _ends(at) if end > len(address))


def _ends(address: str) -> list[int]:
    return [n for n, sign in enumerate(address) if sign == "."] + [len(address)]


# ── what of it is asked ──────────────────────────────────────────────────────────────────────


def _asked(regulation: Regulation, root: Branch, wanted: Wanted) -> AskedArticle | None:
    """The article with those of its checks that are wanted; None where none is."""
    found = _bands(root, wanted)
    if not found:
        return None
    heading = regulation.checklists[root.provision.address].heading
    checks = tuple(check for band in found for check in band.checks)
    return AskedArticle(root.provision, heading, root, found, checks)


def _bands(branch: Branch, wanted: Wanted, lead: tuple[Branch, ...] = ()) -> tuple[Band, ...]:
    """The bands of a provision and what is under it.

    The question about an article as a whole comes last, as it is answered last.
    """
    own = tuple(check for check in branch.checks if wanted(check))
    last = tuple(c for c in own if c.kind == "summary") if branch.provision.children else ()
    first = tuple(c for c in own if c not in last)
    found: list[Band] = []
    if first:
        found.append(Band(branch, first, lead))
        lead = ()
    elif branch.provision.words.zh:
        lead = (*lead, branch)
    for child in branch.under:
        if below := _bands(child, wanted, lead):
            found += below
            lead = ()
    return (*found, Band(branch, last)) if last else tuple(found)


# ── as a sheet has it ────────────────────────────────────────────────────────────────────────


def _top(one: AskedArticle) -> Top:
    """An article's heading stands beside its text where that comes first, else above it."""
    first = one.bands[0]
    alone = len(one.bands) == 1 and not first.lead
    return "beside" if alone or (*first.lead, first.branch)[0] is one.root else "above"


def _clause(article: Article, band: Band, rows: tuple[CheckRow, ...], *, top: Top) -> Clause:
    """`top` says where the article's heading is: beside the first text, above it, nowhere."""
    provision = band.branch.provision
    lead = tuple(branch.opening for branch in band.lead)
    caption = article.heading if top == "beside" else None
    if lead:
        lead = (replace(lead[0], caption=caption), *lead[1:])
    return Clause(
        article,
        provision.cite,
        _part(provision),
        band.branch.law,
        lead,
        rows,
        caption=None if lead else caption,
        heading=article if top == "above" else None,
    )


def _part(provision: Provision) -> Text:
    """A citation without its article where it has more: 第（三）项 / item (3)."""
    at = article_of(provision.address)
    zh, en = provision.cite.zh, provision.cite.en or ""
    for parts in (False, True):
        zh = zh.removeprefix(cite(at, "zh", parts=parts)) or zh
        en = en.removeprefix(f"{cite(at, 'en', parts=parts)}, ")
    return Text(zh, en or provision.cite.en)


def _rows(some: Questions, band: Band, number: int) -> Iterator[CheckRow]:
    words = some.regulation.vocabulary
    for no, check in enumerate(band.checks, number):
        shown = _bearers(some, check)
        sampling = words.sampling[check.sampling]
        yield CheckRow(
            no,
            check.id,
            band.branch.marks.get(check.id),
            check.ask,
            guidance=check.guidance,
            open=check.kind == "open",
            overall=check.kind == "summary",
            bearers=tuple(term.short for term in shown),
            inferred=bool(shown) and check.basis == "inferred",
            evidence=tuple(words.evidence[code].text for code in check.evidence),
            verify=tuple(in_a_row(words.verify[code].text for code in check.verify)),
            sampling=sampling.short,
            drawn=sampling.drawn,
            look=check.look,
            companions=check.companions,
        )


def _bearers(some: Questions, check: Check) -> tuple[Term, ...]:
    """Whom the check concerns, the sheet's own first; none where the text says these alone."""
    if some.bearers.issuperset(check.bearers) and check.basis == "named":
        return ()
    ordered = sorted(check.bearers, key=lambda code: code not in some.bearers)
    return tuple(some.regulation.vocabulary.bearers[code] for code in ordered)
