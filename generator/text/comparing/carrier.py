"""By what all that rests on a text is carried over: both texts, what became of each piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.records.changes import Comparison
from generator.records.texts import Document, Language, Passage
from generator.records.walking import by_address
from generator.text.addresses import article_of
from generator.text.comparing.alike import Folding
from generator.text.comparing.documents import compare
from generator.text.comparing.following import Fate, fates, folding_of
from generator.text.references.pointing import Known
from generator.text.references.recited import recited


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


@lru_cache(maxsize=16)  # pages in two languages ask for the same
def carrier(old: Document, new: Document) -> Carrier:
    """Both texts compared."""
    comparison = compare(old, new)
    return Carrier(old, new, comparison, fates(old, new, comparison), folding_of(old, new))


def cited_now(carrier: Carrier, words: str, at: str, language: Language) -> str:
    """Words of a check with what they cite of the text as it is numbered now."""
    known = at if at in carrier.there else article_of(at)
    return recited(words, known, carrier.known, carrier.went, language=language)
