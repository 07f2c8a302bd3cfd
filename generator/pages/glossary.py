"""The page of terms: how the translation renders them and where they stand."""

from generator.pages.book_data import BookData, page
from generator.records.regulation import Provision
from generator.text.addresses import article_of


def glossary(data: BookData) -> str:
    """The Markdown of the page."""
    entries = tuple(
        (entry, articles_with(data, entry.zh)) for entry in data.regulation.glossary
    )
    return page(data, "glossary.md.j2", entries=entries)


def articles_with(data: BookData, term: str) -> tuple[tuple[Provision, Provision], ...]:
    """Articles whose Chinese words hold the term, each with the first provision that does."""
    first: dict[str, Provision] = {}
    for address, provision in data.provisions.items():
        if term in provision.words.zh:
            first.setdefault(article_of(address), provision)
    return tuple((data.provisions[article], provision) for article, provision in first.items())
