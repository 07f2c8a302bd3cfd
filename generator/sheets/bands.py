"""What a sheet asks, in order: bands of law text with the checks that rest on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.records.checklist import Check, Term
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.sheets.law import lines, marks, parts
from generator.sheets.series import in_a_row
from generator.text.addresses import article_of, cite

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles; `bearers` None for everybody's checks; `chosen` the ids of some."""

    regulation: Regulation
    articles: tuple[str, ...]
    bearers: frozenset[str] | None = None
    chosen: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A provision, the checks under it, and opening words to be read before it."""

    provision: Provision
    checks: tuple[Check, ...]
    lead: tuple[Provision, ...] = ()


def said(text: Text) -> Json:
    """A record as the templates read it."""
    return {"zh": text.zh, "en": text.en}


def checks_at(scope: Scope, address: str) -> tuple[Check, ...]:
    """The checks that rest on a provision itself and concern the sheet."""
    checklist = scope.regulation.checklists.get(article_of(address))
    found = (
        (c for p in checklist.provisions if p.at == address for c in p.checks)
        if checklist
        else ()
    )
    return tuple(
        c
        for c in found
        if (scope.bearers is None or not scope.bearers.isdisjoint(c.bearers))
        and (scope.chosen is None or c.id in scope.chosen)
    )


def bands(
    scope: Scope, provision: Provision, lead: tuple[Provision, ...] = ()
) -> tuple[Band, ...]:
    """The bands of a provision and what is under it.

    The question about an article as a whole comes last, as it is answered last.
    """
    own = checks_at(scope, provision.address)
    last = tuple(c for c in own if c.kind == "summary") if provision.children else ()
    first = tuple(c for c in own if c not in last)
    found: list[Band] = []
    if first:
        found.append(Band(provision, first, lead))
        lead = ()
    elif provision.words.zh:
        lead = (*lead, provision)
    for child in provision.children:
        if under := bands(scope, child, lead):
            found += under
            lead = ()
    return (*found, Band(provision, last)) if last else tuple(found)


def article_bands(scope: Scope) -> Iterator[tuple[Provision, tuple[Band, ...]]]:
    """Each article of the scope that has something to ask, with its bands."""
    for article in scope.regulation.articles:
        if article.address in scope.articles and (found := bands(scope, article)):
            yield article, found


def contents(scope: Scope) -> Iterator[str]:
    """The law text, check ids and questions of a sheet, for its stamp."""
    for _, found in article_bands(scope):
        for band in found:
            yield from (p.words.zh for p in band.lead)
            yield from (
                t.zh
                for t in lines(band.provision, _apart(scope.regulation, band.provision.address))
            )
            for check in band.checks:
                yield from (check.id, check.ask.zh, check.ask.en or "")


def groups(scope: Scope, *, headed: bool) -> list[Json]:
    """The bands as the templates read them; `headed`: with article headings."""
    made: list[Json] = []
    number = 1
    for article, found in article_bands(scope):
        heading = scope.regulation.checklists[article.address].heading
        alone = len(found) == 1 and not found[0].lead  # its heading then stands beside the text
        for n, band in enumerate(found):
            group = _group(scope, band, number)
            group["article"] = {
                "at": article.address,
                "cite": said(article.cite),
                "heading": said(heading) if heading else None,
            }
            group["caption"] = None
            top = headed and n == 0
            opening = (group["lead"] or [group])[0]  # type: ignore[index]
            if top and (alone or (*band.lead, band.provision)[0] == article):
                opening["caption"] = said(heading) if heading else None
                top = False
            group["heading"] = (
                {"cite": said(article.cite), "heading": said(heading) if heading else None}
                if top
                else None
            )
            made.append(group)
            number += len(band.checks)
    return made


def _group(scope: Scope, band: Band, number: int) -> Json:
    apart = _apart(scope.regulation, band.provision.address)
    texts = [line.zh for line in lines(band.provision, apart)]
    every = _all_checks(scope.regulation, band.provision.address)
    signs = marks(texts, every)
    return {
        "cite": said(band.provision.cite),
        "part": said(_part(band.provision)),
        "law": _law(scope.regulation, band.provision, every),
        "lead": [
            {"cite": said(p.cite), "caption": None, "law": _law(scope.regulation, p, ())}
            for p in band.lead
        ],
        "checks": [
            _row(scope, check, signs.get(check.id), number + n)
            for n, check in enumerate(band.checks)
        ],
    }


def _part(provision: Provision) -> Text:
    """A citation without its article where it has more: 第（三）项 / item (3)."""
    at = article_of(provision.address)
    zh = provision.cite.zh.removeprefix(cite(at, "zh")) or provision.cite.zh
    en = (provision.cite.en or "").removeprefix(f"{cite(at, 'en')}, ")
    return Text(zh, en or provision.cite.en)


def _apart(regulation: Regulation, address: str) -> frozenset[str]:
    """Provisions under an address that have, or hold some that have, checks and so bands."""
    checklist = regulation.checklists.get(article_of(address))
    at = (p.at for p in checklist.provisions if p.checks) if checklist else ()
    under = [a for a in at if a.startswith(f"{address}.")]
    return frozenset(a[:i] for a in under for i in _ends(a) if i > len(address))


def _ends(address: str) -> list[int]:
    return [i for i, c in enumerate(address) if c == "."] + [len(address)]


def _all_checks(regulation: Regulation, address: str) -> tuple[Check, ...]:
    return checks_at(Scope(regulation, ()), address)


def _law(regulation: Regulation, provision: Provision, checks: Sequence[Check]) -> Json:
    shown = lines(provision, _apart(regulation, provision.address))
    if not checks:  # opening words: what is under them has its own place
        shown = shown[:1]
    return {"zh": parts([line.zh for line in shown], checks), "en": [line.en for line in shown]}


def _row(scope: Scope, check: Check, mark: str | None, number: int) -> Json:
    words = scope.regulation.vocabulary
    shown = _bearers(scope, check)
    return {
        "no": number,
        "id": check.id,
        "mark": mark,
        "ask": said(check.ask),
        "guidance": check.guidance,
        "open": check.kind == "open",
        "overall": check.kind == "summary",
        "bearers": [said(term.short) for term in shown],
        "inferred": bool(shown) and _inferred(scope.regulation, check),
        "evidence": [said(words.evidence[code].text) for code in check.evidence],
        "verify": [said(t) for t in in_a_row(words.verify[c].text for c in check.verify)],
        "sampling": said(words.sampling[check.sampling].short),
    }


def _bearers(scope: Scope, check: Check) -> tuple[Term, ...]:
    """Whom the check concerns, the sheet's own first; none where the text says these alone."""
    own = scope.bearers or frozenset()
    if own.issuperset(check.bearers) and not _inferred(scope.regulation, check):
        return ()
    ordered = sorted(check.bearers, key=lambda code: code not in own)
    return tuple(scope.regulation.vocabulary.bearers[code] for code in ordered)


def _inferred(regulation: Regulation, check: Check) -> bool:
    checklist = regulation.checklists[article_of(check.at)]
    return any(p.basis == "inferred" for p in checklist.provisions if p.at == check.at)
