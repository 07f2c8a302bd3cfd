"""The regulations of one site by the names that others call them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.records.texts import Document, Text
from generator.records.walking import walk
from generator.text.addresses import number_width, page_name
from generator.text.numerals import NUMERAL

_LONGEST_NAME = 80  # characters
# 《某条例》第五条, 刑法第一百条: a name ends here
_NAME_ENDS = re.compile(f"》?的?第[{NUMERAL}0-9]{{1,9}}条")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A regulation on the same site: where its provisions stand."""

    id: str
    digits: int  # of the number in page names
    translated: bool
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A regulation as others see it, by its names, and words in it that may name others."""

    neighbour: Neighbour
    names: tuple[str, ...]
    before_numbers: tuple[str, ...]  # what stands before each 第N条


Neighbours = Mapping[str, Neighbour]  # name → regulation


def sighting(id_: str, title: Text, document: Document, *, translated: bool) -> Sighting:
    """What the others on a site need to know of a regulation."""
    passages = tuple(walk(document.articles))
    addresses = frozenset(p.address for p in passages)
    width = number_width(p.address for p in document.articles)
    english = (title.en,) if title.en else ()
    return Sighting(
        Neighbour(id_, width, translated, addresses),
        tuple(dict.fromkeys((*_names(title.zh), *english))),
        tuple(dict.fromkeys(before for p in passages for before in _before_numbers(p.words))),
    )


def shelves(sightings: Iterable[Sighting]) -> Mapping[str, Neighbours]:
    """Regulation → those that its text may point at; a name of two of them leads nowhere."""
    every = tuple(sightings)
    named: dict[str, list[Neighbour]] = {}
    for one in every:
        for name in one.names:
            named.setdefault(name, []).append(one.neighbour)
    alone = {name: found[0] for name, found in named.items() if len(found) == 1}
    return {one.neighbour.id: _cited(one, alone) for one in every}


def path_to(there: Neighbour, address: str) -> str:
    """Where its provision stands, seen from the folder of another book of the language."""
    return f"../{there.id}/{page_name(address, digits=there.digits)}.html#{address}"


def _cited(one: Sighting, alone: Neighbours) -> Neighbours:
    own = one.neighbour
    ends = {words[start:] for words in one.before_numbers for start in range(len(words))}
    found = {name for name in ends & alone.keys() if alone[name] != own}
    if own.translated:  # its English words have not been looked through
        found |= {name for name in alone if name.isascii() and alone[name] != own}
    return {name: alone[name] for name in sorted(found)}


def _names(title: str) -> Iterator[str]:
    """With 中华人民共和国 and without, with what stands in brackets behind and without."""
    for name in (title, re.sub(r"（[^（）]*）$", "", title)):
        yield name
        yield name.removeprefix("中华人民共和国")


def _before_numbers(words: str) -> Iterator[str]:
    for match in _NAME_ENDS.finditer(words):
        yield words[max(match.start() - _LONGEST_NAME, 0) : match.start()]
