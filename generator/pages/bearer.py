"""The page of one bearer: only what is asked of it, article by article."""

from generator.pages.article import sheets_for
from generator.pages.rows import groups
from generator.pages.volume import Volume, page
from generator.records.checklist import Check, Term
from generator.sheets.bands import Scope, contents
from generator.sheets.identity import in_words, sheet_id
from generator.text.addresses import article_of


def bearer(vol: Volume, term: Term) -> str:
    """The Markdown of the bearer's page."""
    asked = vol.asked[term.code]
    articles = tuple(article.address for article in vol.regulation.articles)
    scope = Scope(vol.regulation, articles, frozenset({term.code, *term.within}))
    own = tuple(check for check in asked if term.code in check.bearers)
    return page(
        vol,
        "bearer.md.j2",
        term=term,
        articles=tuple(
            (vol.provisions[a], groups(vol, a, checks), len(checks))
            for a, checks in by_article(asked).items()
        ),
        ident=in_words(vol.regulation, sheet_id("sheet-a", term.code), contents(scope)),
        count=len(asked),
        own=len(own),
        within=len(asked) - len(own),
        wider=tuple(
            vol.regulation.vocabulary.bearers[code]
            for code in term.within
            if vol.asked.get(code)
        ),
        named_in=vol.provisions.get(term.named_in),
        sheets=sheets_for(vol, "bearer", term.code),
        ledgers=sheets_for(vol, "ledger", ""),
    )


def by_article(checks: tuple[Check, ...]) -> dict[str, tuple[Check, ...]]:
    """Article → its checks, in the order given."""
    found: dict[str, tuple[Check, ...]] = {}
    for check in checks:
        article = article_of(check.at)
        found[article] = (*found.get(article, ()), check)
    return found
