"""What is compared of two texts: articles whole, and 款, 项, 目 by their own words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.records.texts import Passage
from generator.records.walking import walk
from generator.text.comparing.alike import Folding

_END = "。;,.:"  # the mark behind an item says only whether another one follows


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece by its address: its own words, and all words under it, as they are compared."""

    address: str
    words: str
    whole: str
    level: int  # 0 an article, 1 what is in it, 2 what is in that …
    parent: str


def whole_words(article: Passage, folding: Folding) -> str:
    """An article with all that is listed in it, without its number."""
    pieces = (p.words if p is article else p.label + p.words for p in walk((article,)))
    return folding("\n".join([article.caption, *pieces]))


def units_of(article: Passage, folding: Folding) -> Iterator[Unit]:
    """Every piece of an article that has words of its own, in the order of the text."""
    yield from _units(article, "", 0, folding)


def _units(passage: Passage, parent: str, level: int, folding: Folding) -> Iterator[Unit]:
    own, caption = folding(passage.words), passage.caption
    if own:
        whole = folding("\n".join(p.words for p in walk((passage,))))
        bare = own.rstrip(_END) if passage.kind in ("item", "subitem") else own
        yield Unit(passage.address, bare, whole, level, parent)
    elif caption and not passage.children:
        yield Unit(passage.address, folding(caption), folding(caption), level, parent)
    for child in passage.children:
        yield from _units(child, passage.address, level + 1, folding)


def texts(units: Iterable[Unit]) -> list[str]:
    """The words by which units are paired."""
    return [unit.words for unit in units]
