"""The page of one bearer: only what is asked of it, article by article."""

from collections.abc import Iterator

from generator.pages.article import sheets_for
from generator.pages.book_data import BookData, bearers_with_checks, page
from generator.pages.rows import groups
from generator.records.checklist import Check, Term
from generator.records.site import Sheet
from generator.sheets.clauses import asked_of
from generator.sheets.identity import identity, web_id
from generator.text.addresses import article_of


def bearer(data: BookData, term: Term) -> str:
    """The Markdown of the bearer's page."""
    asked = data.asked[term.code]
    own = tuple(check for check in asked if term.code in check.bearers)
    every = bearers_with_checks(data)
    here = every.index(term)
    return page(
        data,
        "bearer.md.j2",
        term=term,
        articles=tuple(
            (data.provisions[a], groups(data, a, checks), len(checks))
            for a, checks in by_article(asked).items()
        ),
        kinds=tuple(dict.fromkeys(check.kind for check in asked)),
        ident=identity(asked_of(data.questions, term), web_id(term.code)),
        count=len(asked),
        own=len(own),
        own_ids=frozenset(check.id for check in own),
        before=every[here - 1] if here else None,
        after=every[here + 1] if here + 1 < len(every) else None,
        within=len(asked) - len(own),
        wider=tuple(
            data.regulation.vocabulary.bearers[code]
            for code in term.within
            if data.asked.get(code)
        ),
        named_in=data.provisions.get(term.named_in),
        sheets=sheets_for(data, "bearer", term.code),
        files=tuple(_files(data, term.code)),
    )


def _files(data: BookData, code: str) -> Iterator[tuple[str, str, tuple[Sheet, ...]]]:
    """What a unit of this type fills in, in the order of the work: words, files."""
    for key, name, subject in (
        ("list", "form_list", code),
        ("set", "form_set", code),
        ("problems", "problems", ""),
        ("bearer", "sheet", code),
        ("ledger", "ledger", ""),
        *((key, f"own_{key}", code) for key in ("summary", "report", "evidence", "samples")),
    ):
        if made := sheets_for(data, key, subject):
            yield name, f"{name}_about", made


def by_article(checks: tuple[Check, ...]) -> dict[str, tuple[Check, ...]]:
    """Article → its checks, in the order given."""
    found: dict[str, tuple[Check, ...]] = {}
    for check in checks:
        article = article_of(check.at)
        found[article] = (*found.get(article, ()), check)
    return found
