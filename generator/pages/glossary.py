"""The page of terms: how the translation renders them and where they stand."""

from itertools import groupby

from generator.pages.book_data import BookData, page
from generator.pages.terms import term_id
from generator.records.regulation import GlossaryEntry, Provision
from generator.records.texts import Language
from generator.text.addresses import article_of
from generator.text.alphabet import dictionary_order, letter


def glossary(data: BookData) -> str:
    """The Markdown of the page."""
    entries = sorted(data.regulation.glossary, key=lambda e: _order(e, data.language))
    listed = tuple((entry, term_id(entry), articles_with(data, entry.zh)) for entry in entries)
    letters = {
        key: tuple(under) for key, under in groupby(listed, lambda one: _letter(one[0], data))
    }
    return page(data, "glossary.md.j2", entries=listed, letters=letters)


def _order(entry: GlossaryEntry, language: Language) -> tuple[object, ...]:
    """By pinyin; on an English page by the English words."""
    chinese = dictionary_order(entry.zh)
    return (entry.en.casefold(), *chinese) if language == "en" else chinese


def _letter(entry: GlossaryEntry, data: BookData) -> str:
    words = entry.en if data.language == "en" else entry.zh
    return letter(words) or "#"


def articles_with(data: BookData, term: str) -> tuple[tuple[Provision, Provision], ...]:
    """Articles whose Chinese words hold the term, each with the first provision that does."""
    first: dict[str, Provision] = {}
    for address, provision in data.provisions.items():
        if term in provision.words.zh:
            first.setdefault(article_of(address), provision)
    return tuple((data.provisions[article], provision) for article, provision in first.items())
