"""The regulations of one site by the names that others call them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.model import Provision, Regulation
from generator.text.addresses import page_name

_LONGEST_NAME = 80  # characters
# 《某条例》第五条, 刑法第一百条: a name ends here
_NAME_ENDS = re.compile("》?的?第[〇零一二三四五六七八九十百千0-9]{1,9}条")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A regulation on the same site: where its provisions stand."""

    id: str
    digits: int  # of the number in page names
    translated: bool
    addresses: frozenset[str]


Shelf = Mapping[str, Neighbour]  # name → regulation


def shelf_of(regulations: Iterable[Regulation]) -> Shelf:
    """All regulations by title; with 中华人民共和国 and without; no name of two of them."""
    named: dict[str, list[Neighbour]] = {}
    for regulation in regulations:
        here = Neighbour(
            regulation.id,
            digits_of(regulation),
            regulation.translated,
            frozenset(_addresses(regulation.articles)),
        )
        for name in {*_names(regulation.title.zh), regulation.title.en or ""} - {""}:
            named.setdefault(name, []).append(here)
    return {name: found[0] for name, found in named.items() if len(found) == 1}


def cited(regulation: Regulation, shelf: Shelf) -> Shelf:
    """Of the shelf, what the text of the regulation may point at."""
    names = set(_before_numbers(regulation.articles))
    english = regulation.title.en is not None and regulation.translated
    return {
        name: there
        for name, there in shelf.items()
        if name in names or (english and name.isascii())
    }


def digits_of(regulation: Regulation) -> int:
    """How many digits the numbers of its articles fill in page names."""
    return max([2, *(len(a.address[1:].partition("-")[0]) for a in regulation.articles)])


def place(there: Neighbour, address: str) -> str:
    """Where its provision stands, seen from the folder of another book of the language."""
    return f"../{there.id}/{page_name(address, digits=there.digits)}.html#{address}"


def _names(title: str) -> Iterator[str]:
    for name in (title, re.sub(r"（[^（）]*）$", "", title)):
        yield name
        yield name.removeprefix("中华人民共和国")


def _addresses(provisions: Iterable[Provision]) -> Iterator[str]:
    for provision in provisions:
        yield provision.address
        yield from _addresses(provision.children)


def _before_numbers(provisions: Iterable[Provision]) -> Iterator[str]:
    """All words that end where 第N条 begins."""
    for provision in provisions:
        words = provision.words.zh
        for match in _NAME_ENDS.finditer(words):
            for start in range(max(match.start() - _LONGEST_NAME, 0), match.start()):
                yield words[start : match.start()]
        yield from _before_numbers(provision.children)
