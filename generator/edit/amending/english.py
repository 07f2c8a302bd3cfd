"""The English text in the order and with the numbers of the new Chinese one.

What is not translated yet is `?` in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.edit.amending.carrier import english_of
from generator.records.checklist import OPEN
from generator.records.texts import Document, Heading, Passage
from generator.records.walking import by_address, walk
from generator.text import addresses
from generator.text.comparing.carrier import Carrier
from generator.text.numerals import to_roman
from generator.text.structure.parser import parse
from generator.text.writing import write

_NUMBER = re.compile(r"\d+(?:-\d+)?")
_OF_HEADING = re.compile(r"\b(?:\d+|[IVXLC]+)\b")
_HEADINGS = {"编": "Part", "分编": "Subpart", "章": "Chapter", "节": "Section"}


def english_now(english: Document, carrier: Carrier) -> tuple[str, tuple[str, ...]]:
    """The whole text: every word that was there, of provisions that still are.

    With it the articles whose words cannot be put in the order of the Chinese: they are `?`.
    """
    there = by_address(english.articles)
    made = replace(
        english,
        headings=tuple(_headings(english, carrier)),
        articles=tuple(_passage(a, there, carrier) for a in carrier.new.articles),
    )
    read = {a.address: a for a in parse(write(made, "en"), "en.txt", "en")[0].articles}
    lost = tuple(
        a.address for a in made.articles if _addresses(read.get(a.address)) != _addresses(a)
    )
    articles = tuple(
        replace(a, words=OPEN, children=()) if a.address in lost else a for a in made.articles
    )
    return write(replace(made, articles=articles), "en"), lost


def _addresses(article: Passage | None) -> set[str]:
    return {p.address for p in walk((article,))} if article else set()


def _passage(passage: Passage, there: Mapping[str, Passage], carrier: Carrier) -> Passage:
    was = there.get(carrier.came.get(passage.address, ""))
    old = carrier.came.get(passage.address, "")
    words = english_of(carrier, was.words, old, passage.address) if was and was.words else OPEN
    numbered = was
    if passage.kind == "article":
        back = {new: old for old, new in carrier.articles.items()}
        numbered = there.get(back.get(passage.address, ""))
    return replace(
        passage,
        label=_label(passage.address, numbered),
        words=words if passage.words else "",
        children=tuple(_passage(child, there, carrier) for child in passage.children),
        caption=numbered.caption if numbered and passage.caption else "",
    )


def _label(address: str, was: Passage | None) -> str:
    """The number as the translation prints it."""
    made = addresses.label(address, "en")
    if was is None or not _NUMBER.search(was.label):
        return made
    if was.address == address:
        return was.label
    piece = address.rpartition(".")[2]
    same_kind = piece[0] == was.address.rpartition(".")[2][0]
    return _NUMBER.sub(piece[1:], was.label, count=1) if same_kind else made


def _headings(english: Document, carrier: Carrier) -> Iterator[Heading]:
    old = carrier.old.headings
    if len(old) != len(english.headings):
        return
    left = list(zip(old, english.headings, strict=True))
    for heading in carrier.new.headings:
        found = _same(heading, left)
        if found is None:
            yield replace(heading, label=_made(heading), words=OPEN, paragraphs=())
            continue
        left.remove(found)
        was, en = found
        label = en.label if was.n == heading.n else _renumbered(en.label, heading)
        yield replace(en, label=label, n=heading.n, before=heading.before)


def _same(
    heading: Heading, left: list[tuple[Heading, Heading]]
) -> tuple[Heading, Heading] | None:
    """The old heading of the same words."""
    return next(
        (e for e in left if (e[0].level, e[0].words) == (heading.level, heading.words)), None
    )


def _made(heading: Heading) -> str:
    named = _HEADINGS.get(heading.level, "Chapter")
    return f"{named} {to_roman(heading.n)}" if heading.n > 0 else named


def _renumbered(label: str, heading: Heading) -> str:
    def put(match: re.Match[str]) -> str:
        return str(heading.n) if match.group().isdigit() else to_roman(heading.n)

    return _OF_HEADING.sub(put, label, count=1) if heading.n > 0 else label
