"""Two versions of a text as one: what stayed, what went, what came."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from generator.text.comparing.alike import Folding, plain
from generator.text.numerals import NUMERAL

Side = Literal["same", "old", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of both texts: the same words, perhaps printed in another manner, or a change."""

    old: str
    new: str
    changed: bool


# An English word, a number in figures (3.5%, 1,000) or in characters, else one character; white
# space belongs to what stands before it.
_TOKEN = re.compile(
    r"(?:[A-Za-z]+(?:[’'-][A-Za-z]+)*|[0-9０-９]+(?:[.,．][0-9０-９]+)*[%％‰]?"
    rf"|[{NUMERAL}万亿]+|\S)\s*|\s+",
)
_ISLAND = 2  # as many equal characters between two changes are read as a part of the change
_MARKS = frozenset("，。；：、！？,.;:!?")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "[": "]", "「": "」"}
_WITHIN = 24  # a pair of brackets farther apart is not one thing to a reader


def pieces(old: str, new: str, folding: Folding = plain) -> tuple[Piece, ...]:
    """Both texts from end to end: joined, the old words are `old`, the new ones `new`.

    What is only printed in another manner did not change. A number and a pair of brackets
    change as a whole, and one or two characters between two changes with them:
    经[-本级-]{+县级以上+}, not 经[-本-]{+县+}级{+以上+}.
    """
    found = _with_brackets_whole(_without_islands(_found(old, new, folding)))
    return tuple(piece for each in found for piece in _without_common_space(each))


def changes(old: str, new: str) -> Iterator[tuple[Side, str]]:
    """The words in order; of a change what went comes before what came."""
    for piece in pieces(old, new):
        if not piece.changed:
            yield "same", piece.new
            continue
        if piece.old:
            yield "old", piece.old
        if piece.new:
            yield "new", piece.new


def _found(old: str, new: str, folding: Folding) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(
        None, [_key(t, folding) for t in before], [_key(t, folding) for t in after], False
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        yield Piece("".join(before[a:b]), "".join(after[c:d]), kind != "equal")


def _key(token: str, folding: Folding) -> str:
    return folding(token) or " "


def _without_islands(found: Iterable[Piece]) -> list[Piece]:
    """Every few equal characters that stand between two changes made a part of them."""
    runs = list(found)
    inner = range(1, len(runs) - 1)
    return _joined(runs, {n for n in inner if not runs[n].changed and _is_island(runs[n].new)})


def _is_island(words: str) -> bool:
    bare = words.strip()
    return len(bare) <= _ISLAND and not _MARKS.intersection(bare)


def _joined(runs: list[Piece], into: set[int]) -> list[Piece]:
    """Changes, and the equal words numbered in `into`, joined to one change where they meet."""
    joined: list[Piece] = []
    groups = groupby(enumerate(runs), key=lambda e: e[1].changed or e[0] in into)
    for changed, group in groups:
        members = [piece for _, piece in group]
        if changed:
            old, new = ("".join(p.old for p in members), "".join(p.new for p in members))
            members = [Piece(old, new, changed=True)]
        joined += members
    return joined


def _with_brackets_whole(runs: list[Piece]) -> list[Piece]:
    """A change that takes one bracket of a pair reaches to the other one."""
    into: set[int] = set()
    for n, piece in enumerate(runs):
        closing = (_left_open(piece.old) or _left_open(piece.new)) if piece.changed else ""
        end = _closed(runs, n, closing) if closing else None
        if end is not None:
            into.update(range(n + 1, end))
    return _joined(runs, into)


def _without_common_space(piece: Piece) -> Iterator[Piece]:
    """A change without the space behind both its sides."""
    old, new = piece.old.rstrip(), piece.new.rstrip()
    space = piece.new[len(new) :]
    if piece.changed and old and new and space and piece.old[len(old) :] == space:
        yield Piece(old, new, changed=True)
        yield Piece(space, space, changed=False)
    else:
        yield piece


def _left_open(words: str) -> str:
    """The sign that would close what the words leave open, "" where they leave nothing open."""
    for opening, closing in _PAIRS.items():
        if words.count(opening) > words.count(closing):
            return closing
    return ""


def _closed(runs: list[Piece], n: int, closing: str) -> int | None:
    """The number of the next change that has the sign, if it is near."""
    between = 0
    for m in range(n + 1, len(runs)):
        if runs[m].changed and (closing in runs[m].old or closing in runs[m].new):
            return m
        between += len(runs[m].new)
        if between > _WITHIN or (not runs[m].changed and closing in runs[m].new):
            return None
    return None
