"""The page of one article: its text, what is asked about it, what to print."""

from collections.abc import Iterable

from generator.pages.book_data import BookData, division_id, page
from generator.pages.editions import Former, former_on
from generator.pages.rows import Group, groups, terms
from generator.pages.templates import plain
from generator.pages.terms import term_href
from generator.records.checklist import Basis, Check, ProvisionChecks, Term
from generator.records.regulation import GlossaryEntry, Provision
from generator.records.site import Sheet
from generator.records.texts import Language
from generator.records.walking import walk
from generator.sheets.clauses import about
from generator.sheets.forms import forms_about
from generator.sheets.identity import identity, web_id
from generator.text.addresses import article_of

# Forms of an article beside its sheet: to carry on a walk around, in large print.
ON_ARTICLES = tuple(
    form.key for form in forms_about("article", on_request=False) if form.key != "article"
)


def article(data: BookData, provision: Provision, moved: Iterable[Former] = ()) -> str:
    """The Markdown of the article's page; `moved` are numbers that meant something else."""
    address = provision.address
    found = groups(data, address)
    articles = data.regulation.articles
    here = articles.index(provision)
    return page(
        data,
        "article.md.j2",
        article=provision,
        checklist=data.regulation.checklists.get(address),
        groups=found,
        ident=identity(about(data.questions, (address,)), web_id(address)),
        drafts=_drafts(data, address),
        count=sum(len(group.rows) for group in found),
        above=data.above.get(address, ()),
        explained=explained(data, (address,)),
        lead=_lead(provision, data.language),
        trail=_trail(data, address),
        kinds=kinds(found),
        short_cite=lambda at, article: short_cite(at, article, data.language),
        cites=_by_article(data.cites.get(address, ())),
        cited_by=_by_article(data.cited_by.get(address, ())),
        named=_bearers(data, address, "named"),
        inferred=_bearers(data, address, "inferred"),
        sheets=sheets_for(data, "article", address),
        more=tuple(
            (form, made) for form in ON_ARTICLES if (made := sheets_for(data, form, address))
        ),
        ledgers=sheets_for(data, "ledger", ""),
        moved=former_on(moved, address),
        before=articles[here - 1] if here else None,
        after=articles[here + 1] if here + 1 < len(articles) else None,
    )


def _lead(article: Provision, language: Language) -> str:
    """The first words of the article."""
    return next((plain(p.words, language) for p in walk((article,)) if p.words.zh), "")


def _trail(data: BookData, article: str) -> tuple[tuple[str, str], ...]:
    """The headings above the article, each with where the overview lists what is under it."""
    above = data.above.get(article, ())
    return tuple(
        (
            f"{plain(d.label, data.language)} {plain(d.heading, data.language)}".strip(),
            f"index.html#{division_id(above[: n + 1])}",
        )
        for n, d in enumerate(above)
    )


def kinds(found: Iterable[Group]) -> tuple[str, ...]:
    """The kinds of the checks, in the order in which they come."""
    return tuple(dict.fromkeys(row.check.kind for group in found for row in group.rows))


def short_cite(at: Provision, article: Provision, language: Language) -> str:
    """第五条第（三）项 → 第（三）项 on the page of its article."""
    whole, start = plain(at.cite, language), plain(article.cite, language)
    rest = whole.removeprefix(start).lstrip(", ")
    return rest or whole


def explained(data: BookData, articles: Iterable[str]) -> tuple[GlossaryEntry, ...]:
    """The terms that are links in the text of these articles, in the order of the glossary."""
    wanted = frozenset(articles)
    led = {
        link.href
        for (address, _), links in data.terms.items()
        if article_of(address) in wanted
        for link in links
    }
    return tuple(e for e in data.regulation.glossary if term_href(e) in led)


def _drafts(data: BookData, article: str) -> tuple[tuple[Provision, tuple[Check, ...]], ...]:
    """The provisions some of whose questions are still to be written, with these checks."""
    checklist = data.regulation.checklists.get(article)
    blocks = checklist.provisions if checklist else ()
    known = ((data.provisions.get(block.at), block.drafts) for block in blocks if block.drafts)
    return tuple((provision, drafts) for provision, drafts in known if provision)


def sheets_for(data: BookData, form: str, subject: str) -> tuple[Sheet, ...]:
    """The sheet in its languages, Chinese, English, both; in each as PDF, XLSX, DOCX."""
    languages, formats = ("zh", "en", "both"), ("pdf", "xlsx", "docx", "zip")
    found = (s for s in data.sheets if (s.form, s.subject) == (form, subject))
    return tuple(
        sorted(found, key=lambda s: (languages.index(s.language), formats.index(s.format)))
    )


def _by_article(addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Article and the first of its provisions among the addresses: one link an article."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(article_of(address), address)
    return tuple(first.items())


def _bearers(data: BookData, article: str, basis: Basis) -> tuple[Term, ...]:
    checklist = data.regulation.checklists.get(article)
    blocks: tuple[ProvisionChecks, ...] = checklist.provisions if checklist else ()
    found: dict[Basis, dict[str, None]] = {"named": {}, "inferred": {}}
    for block in blocks:
        if block.checks:
            found[block.basis] |= dict.fromkeys(block.bearers)
        for check in block.checks:
            found[check.basis] |= dict.fromkeys(check.bearers)
    codes = (c for c in found[basis] if basis == "named" or c not in found["named"])
    return terms(data.regulation.vocabulary.bearers, codes)
