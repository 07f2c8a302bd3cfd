"""Proof that the search index holds the text: its runs of characters, looked up there."""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, product

from generator.records.regulation import Regulation
from generator.records.walking import asked_checks, walk

_DROPPED = re.compile("['’\u00ad\u200b-\u200f\ufeff]")
_KEPT = re.compile("[0-9a-z%‰\u00c0-\u1fff\u3005-\u3007\u3031-\ufaff]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_BETWEEN_HAN = re.compile("(?<=[\n\u2e80-\uffff]) | (?=[\n\u2e80-\uffff])")


@dataclass(frozen=True, slots=True)
class Unfound:
    """A run that the index does not find, or finds at `false`, where it does not stand."""

    regulation: str
    id: str  # a provision's address or a check's id
    run: str
    false: str = ""


def lost_runs(regulation: Regulation, rows: str, every: int = 97) -> tuple[Unfound, ...]:
    """Runs of two to six characters whose place in the index is not their place in the text.

    `rows` is that of `regulation_rows`; one run in `every` is looked up, all with 1.
    """
    return tuple(_lost(regulation, _held(rows), every))


def _lost(regulation: Regulation, held: Mapping[str, str], every: int) -> Iterator[Unfound]:
    said = {id_: folded(words) for id_, words in _said(regulation)}
    starts = list(accumulate((len(words) + 1 for words in held.values()), initial=0))
    text, ids = "\n".join(held.values()), list(held)
    for id_, run in _runs(said, every):
        if run not in held.get(id_, ""):
            yield Unfound(regulation.id, id_, run)
        holders = {ids[bisect_right(starts, at) - 1] for at in _places(run, text)}
        for other in sorted(holders):
            if run not in said.get(other, ""):
                yield Unfound(regulation.id, id_, run, other)


def _places(run: str, text: str) -> Iterator[int]:
    at = text.find(run)
    while at >= 0:
        yield at
        at = text.find(run, at + 1)


def folded(text: str) -> str:
    """Text as the engine compares it, before traditional characters are made simplified."""
    small = "".join(unicodedata.normalize("NFKC", c).lower() for c in text)
    whole = _THOUSANDS.sub("", _DROPPED.sub("", small))
    points = {found.start() for found in _POINT.finditer(whole)}
    kept = (
        c if c == "\n" or _KEPT.match(c) or i in points else " " for i, c in enumerate(whole)
    )
    words = re.sub(" +", " ", "".join(kept)).strip()
    return _BETWEEN_HAN.sub("", words)


def _runs(said: Mapping[str, str], every: int) -> Iterator[tuple[str, str]]:
    """Id and run; one run in `every`, without making the others."""
    skip = 0
    for id_, words in said.items():
        for line, size in product(words.split("\n"), range(2, 7)):
            count = max(0, len(line) - size + 1)
            for start in range(skip, count, every):
                yield id_, line[start : start + size]
            skip = (skip - count) % every


def _said(regulation: Regulation) -> Iterator[tuple[str, str]]:
    """Id and Chinese words of every provision and check, as the project has them."""
    for article in regulation.articles:
        for provision in walk((article,)):
            yield provision.address, provision.words.zh
    evidence = regulation.vocabulary.evidence
    for check in asked_checks(regulation):
        papers = "；".join(evidence[c].text.zh for c in check.evidence if c in evidence)
        lines = (check.ask.zh, check.fix.zh, papers, *(line.zh for line in check.look))
        yield check.id, "\n".join(lines)


def _held(rows: str) -> dict[str, str]:
    """Id → folded Chinese words, as the index holds them."""
    return {
        row[2] or row[1]: folded(row[4][1])
        for _, rows in json.loads(rows)["pages"]
        for row in rows
        if row[0] < 2
    }
