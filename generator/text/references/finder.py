"""Cross-references in the words of a provision."""

from collections.abc import Mapping, Set

from generator.records.texts import Language, Reference
from generator.text.addresses import article_of, parent_of
from generator.text.references.chinese import chinese, short_titles
from generator.text.references.english import english

__all__ = ["lead_of", "references", "short_titles"]


def references(
    words: str,
    at: str,
    addresses: Set[str],
    language: Language,
    *,
    lead: str = "",
    short: Mapping[str, str] | None = None,
) -> tuple[Reference, ...]:
    """Where `words`, those of the provision `at`, point at provisions.

    `lead` says what bare numbers may mean, see `lead_of`; `short` the titles that short names
    of the whole text stand for, see `short_titles`.

    `addresses` are all of the regulation: a reference to what does not exist there is left out.
    A reference into another text carries its title, and its addresses are those of that text.
    """
    if language == "en":
        return english(words, at, addresses)
    return chinese(words, at, addresses, lead=lead, short=short or {})


def lead_of(at: str, words: Mapping[str, str]) -> str:
    """The words that `at` goes on from: those above an item, the first paragraph of an article.

    违反第五条规定的，按照以下规定处罚：（一）违反第一项… `words` are all by address.
    """
    if ".p" in at and parent_of(at) == article_of(at):
        return words.get(f"{article_of(at)}.p1", "") if not at.endswith(".p1") else ""
    return words.get(parent_of(at), "")
