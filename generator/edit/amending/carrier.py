"""By what all files are carried over: both texts, and what became of each piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.project.merging import stamped
from generator.records.changes import Comparison
from generator.records.texts import Document, Language, Passage, Text
from generator.records.walking import by_address
from generator.text.addresses import article_of
from generator.text.comparing.alike import Folding
from generator.text.comparing.documents import compare
from generator.text.comparing.following import Fate, fates, folding_of, words_now
from generator.text.references.pointing import Known
from generator.text.references.recited import recited
from generator.text.stamps import stamp


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the plan: what becomes of something, in the words of the user."""

    at: str  # an address of the new text, or the path of a file
    words: Text


@dataclass(frozen=True)
class Carrier:
    """Two versions of a text, and the ways from the old one to the new."""

    old: Document
    new: Document
    comparison: Comparison
    fates: Mapping[str, Fate]
    fold: Folding

    @cached_property
    def there(self) -> Mapping[str, Passage]:
        """The provisions of the old text by address."""
        return by_address(self.old.articles)

    @cached_property
    def here(self) -> Mapping[str, Passage]:
        """Those of the new one."""
        return by_address(self.new.articles)

    @cached_property
    def known(self) -> Known:
        """All addresses of the old text."""
        return Known(self.there)

    @cached_property
    def articles(self) -> Mapping[str, str]:
        """Each article that goes on, by its address then: its address now."""
        gone = ("split", "merged")
        return {
            c.old: c.new
            for c in self.comparison.articles
            if c.old and c.new and c.kind not in gone
        }

    @cached_property
    def went(self) -> Mapping[str, str]:
        """Address then → now, articles as wholes; "" where there is none any more."""
        return {a: self.articles.get(a, "") if "." not in a else f.new
                for a, f in self.fates.items()}  # fmt: skip

    @cached_property
    def came(self) -> Mapping[str, str]:
        """Address now → then, of whatever was there then; piece by piece."""
        return {fate.new: old for old, fate in self.fates.items() if fate.new}


def carrier(old: Document, new: Document) -> Carrier:
    """Both texts compared."""
    comparison = compare(old, new)
    return Carrier(old, new, comparison, fates(old, new, comparison), folding_of(old, new))


def now_at(carrier: Carrier, at: str) -> str:
    """The address that a provision has now, "" where it is no more."""
    fate = carrier.fates.get(at)
    return fate.new if fate else ""


def said_now(carrier: Carrier, words: str, at: str, now: str) -> str | None:
    """What some words of a provision became in it; None where they are gone."""
    return words_now(words, carrier.there[at], carrier.here[now], carrier.fold)


def stamp_now(carrier: Carrier, reviewed: str, at: str, now: str) -> str:
    """The stamp of a review of the Chinese: renewed where nobody has to look again.

    That is where words are only printed in another manner, or what they cite has other numbers.
    """
    before, after = stamped(carrier.there[at]), stamped(carrier.here[now])
    same = carrier.fold(before) == carrier.fold(after) or only_numbers(carrier, at, now)
    return stamp(after) if same and reviewed == stamp(before) else reviewed


def only_numbers(carrier: Carrier, at: str, now: str) -> bool:
    """Whether the words only cite by the new numbers what they cited by the old ones."""
    before, after = stamped(carrier.there[at]), stamped(carrier.here[now])
    if before == after:
        return False
    cited = cited_now(carrier, before, at, "zh")
    return cited != before and carrier.fold(cited) == carrier.fold(after)


def english_of(carrier: Carrier, words: str, at: str, now: str) -> str:
    """What a translation says now: with the new numbers where these alone changed."""
    return cited_now(carrier, words, at, "en") if only_numbers(carrier, at, now) else words


def cited_now(carrier: Carrier, words: str, at: str, language: Language) -> str:
    """Words of a check with what they cite of the text as it is numbered now."""
    known = at if at in carrier.there else article_of(at)
    return recited(words, known, carrier.known, carrier.went, language=language)
