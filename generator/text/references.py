"""Cross-references in the words of a provision."""

from collections.abc import Set

from generator.model import Language, Reference
from generator.text.references_en import english
from generator.text.references_zh import chinese


def references(
    words: str, at: str, addresses: Set[str], language: Language
) -> tuple[Reference, ...]:
    """Where `words`, those of the provision `at`, point at provisions.

    `addresses` are all of the regulation: a reference to what does not exist there is left out.
    A reference into another text carries its title, and its addresses are those of that text.
    """
    return (chinese if language == "zh" else english)(words, at, addresses)
