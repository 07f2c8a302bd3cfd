"""The page of one article: its text, what is asked about it, what to print."""

from generator.pages.rows import groups, terms
from generator.pages.volume import Volume, page
from generator.records.checklist import Basis, Check, ProvisionChecks, Term
from generator.records.regulation import Provision
from generator.records.site import Sheet
from generator.sheets.bands import Scope, contents
from generator.sheets.identity import in_words, sheet_id
from generator.text.addresses import article_of

# Forms of an article beside its sheet: to carry on a walk around, in large print.
ON_ARTICLES = ("walk", "large")


def article(vol: Volume, provision: Provision) -> str:
    """The Markdown of the article's page."""
    address = provision.address
    found = groups(vol, address)
    articles = vol.regulation.articles
    here = articles.index(provision)
    return page(
        vol,
        "article.md.j2",
        article=provision,
        checklist=vol.regulation.checklists.get(address),
        groups=found,
        ident=in_words(
            vol.regulation,
            sheet_id("sheet-a", address),
            contents(Scope(vol.regulation, (address,))),
        ),
        drafts=_drafts(vol, address),
        count=sum(len(group.rows) for group in found),
        above=vol.above.get(address, ()),
        cites=_by_article(vol.cites.get(address, ())),
        cited_by=_by_article(vol.cited_by.get(address, ())),
        named=_bearers(vol, address, "named"),
        inferred=_bearers(vol, address, "inferred"),
        sheets=sheets_for(vol, "article", address),
        more=tuple(
            (form, made) for form in ON_ARTICLES if (made := sheets_for(vol, form, address))
        ),
        ledgers=sheets_for(vol, "ledger", ""),
        before=articles[here - 1] if here else None,
        after=articles[here + 1] if here + 1 < len(articles) else None,
    )


def _drafts(vol: Volume, article: str) -> tuple[tuple[Provision, tuple[Check, ...]], ...]:
    """The provisions some of whose questions are still to be written, with these checks."""
    checklist = vol.regulation.checklists.get(article)
    blocks = checklist.provisions if checklist else ()
    known = ((vol.provisions.get(block.at), block.drafts) for block in blocks if block.drafts)
    return tuple((provision, drafts) for provision, drafts in known if provision)


def sheets_for(vol: Volume, form: str, subject: str) -> tuple[Sheet, ...]:
    """The sheet in its languages, Chinese, English, both; in each as PDF, XLSX, DOCX."""
    languages, formats = ("zh", "en", "both"), ("pdf", "xlsx", "docx")
    found = (s for s in vol.sheets if (s.form, s.subject) == (form, subject))
    return tuple(
        sorted(found, key=lambda s: (languages.index(s.language), formats.index(s.format)))
    )


def _by_article(addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Article and the first of its provisions among the addresses: one link an article."""
    first: dict[str, str] = {}
    for address in addresses:
        first.setdefault(article_of(address), address)
    return tuple(first.items())


def _bearers(vol: Volume, article: str, basis: Basis) -> tuple[Term, ...]:
    checklist = vol.regulation.checklists.get(article)
    blocks: tuple[ProvisionChecks, ...] = checklist.provisions if checklist else ()
    codes = (
        code
        for block in blocks
        if block.checks and block.basis == basis
        for code in block.bearers
    )
    return terms(vol.regulation.vocabulary.bearers, dict.fromkeys(codes))
