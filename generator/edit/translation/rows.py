"""A row a provision: its Chinese, its English, what the glossary says of its terms."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.records.regulation import GlossaryEntry, Provision, Regulation
from generator.records.texts import Text
from generator.records.walking import walk
from generator.rules.reviewing import translation_of
from generator.text.stamps import stamp

STATES = {
    "": Text("已核对", "reviewed"),
    "stale": Text("待核对", "not reviewed"),
    "missing": Text("未译", "not translated"),
}


@dataclass(frozen=True, slots=True)
class Translated:
    """A provision as a row; `state` is missing, stale or ""."""

    at: str
    cite: Text
    zh: str
    en: str
    terms: tuple[GlossaryEntry, ...]
    state: str

    @property
    def mark(self) -> str:
        """Of both languages, to know whether either has changed meanwhile."""
        return f"{stamp(self.zh)} {stamp(self.en)}"


def rows_of(regulation: Regulation) -> tuple[Translated, ...]:
    """Every provision with words of its own, in the order of the text."""
    return tuple(
        Translated(
            provision.address,
            provision.cite,
            provision.words.zh,
            provision.words.en or "",
            tuple(_terms(regulation.glossary, provision)),
            translation_of(regulation, provision),
        )
        for provision in walk(regulation.articles)
        if provision.words.zh
    )


def _terms(
    glossary: tuple[GlossaryEntry, ...], provision: Provision
) -> Iterator[GlossaryEntry]:
    """Terms that stand in the words, the longer first where one lies in another."""
    left = provision.words.zh
    for entry in sorted(glossary, key=lambda e: len(e.zh), reverse=True):
        if entry.zh in left:
            left = left.replace(entry.zh, "\0")
            yield entry
