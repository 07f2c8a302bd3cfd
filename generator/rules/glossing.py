"""A rule on the terms of the glossary: the translation renders them as it says."""

import re
from collections.abc import Iterable, Iterator

from generator.records.regulation import GlossaryEntry, Regulation
from generator.records.texts import Text
from generator.records.walking import by_address, provisions
from generator.rules.written import Faults

_WORD = re.compile(r"[A-Za-z]+|\d+")
_STEM = 4  # letters by which forms of a word are known: assess, assessed, assessment
_SMALL = frozenset(
    re.findall(
        "[a-z]+",
        "a an and are as at be been being by for from in into is it its not of on or that the"
        " their them those to was were with",
    )
)


def term_rendered_otherwise(regulation: Regulation) -> Faults:
    """Where a term of the glossary stands, the translation has one of its renderings.

    Half of the words of one suffice, in any form and order: a sentence may take them apart.
    """
    document = regulation.documents.get("en")
    english = by_address(document.articles) if document else {}
    entries = sorted(regulation.glossary, key=lambda e: len(e.zh), reverse=True)
    for address, provision in provisions(regulation).items():
        if provision.words.en and address in english:
            have = frozenset(_stems(provision.words.en))
            for entry in _standing(entries, provision.words.zh):
                if not _is_rendered(entry, have):
                    yield english[address].location, _otherwise(address, entry)


def _standing(entries: Iterable[GlossaryEntry], words: str) -> Iterator[GlossaryEntry]:
    """Terms in the words; one that stands within a longer one alone is not meant."""
    for entry in entries:
        if entry.zh in words:
            words = words.replace(entry.zh, "\0")
            yield entry


def _is_rendered(entry: GlossaryEntry, have: frozenset[str]) -> bool:
    for rendering in re.split("[;；]", entry.en):
        wanted = frozenset(_stems(re.sub(r"\([^)]*\)", "", rendering)))
        if 2 * len(wanted & have) >= len(wanted):
            return True
    return False


def _stems(words: str) -> Iterator[str]:
    for word in _WORD.findall(words.lower()):
        if word not in _SMALL:
            yield word[:_STEM]


def _otherwise(address: str, entry: GlossaryEntry) -> Text:
    return Text(
        f"{address} 的译文里没有“{entry.zh}”的译法 {entry.en}；请改用术语表的译法，"
        "或在术语表里用分号补上",
        f"the English of {address} does not render {entry.zh} as '{entry.en}'; do so, or add"
        " the rendering to the glossary after a semicolon",
    )
