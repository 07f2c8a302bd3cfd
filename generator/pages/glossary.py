"""The page of terms: how the translation renders them and where they stand."""

from generator.pages.volume import Volume, page
from generator.records.regulation import Provision
from generator.text.addresses import article_of


def glossary(vol: Volume) -> str:
    """The Markdown of the page."""
    entries = tuple((entry, places(vol, entry.zh)) for entry in vol.regulation.glossary)
    return page(vol, "glossary.md.j2", entries=entries)


def places(vol: Volume, term: str) -> tuple[tuple[Provision, Provision], ...]:
    """Articles whose Chinese words hold the term, each with the first provision that does."""
    first: dict[str, Provision] = {}
    for address, provision in vol.provisions.items():
        if term in provision.words.zh:
            first.setdefault(article_of(address), provision)
    return tuple((vol.provisions[article], provision) for article, provision in first.items())
