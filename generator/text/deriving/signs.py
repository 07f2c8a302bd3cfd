"""A text as the grammar reads it: signs of one width, and what must not be cut out of sight."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from generator.text.deriving.lexicon import NO_MODAL, WHOLE

# One sign for one, so that every place in what is read is the place in the text itself.
_ONE_WIDTH = str.maketrans(",;:()?!", "，；：（）？！")
_OPENING, _CLOSING = "（《“〔【「", "）》”〕】」"
_HIDDEN = "〓"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: where it begins, and its words."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.words)

    def part(self, start: int, end: int | None = None) -> "Span":
        """A part of the part."""
        return Span(self.start + start, self.words[start:end])


def one_width(text: str) -> str:
    """The same text with marks of full width, character for character."""
    return text.translate(_ONE_WIDTH)


def cut(span: Span, marks: str) -> Iterator[Span]:
    """The parts between marks that stand outside brackets, without the marks."""
    depth, start = 0, 0
    for n, sign in enumerate(span.words):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign in marks and depth <= 0:
            if n > start:
                yield span.part(start, n)
            start, depth = n + 1, 0
    if start < len(span.words):
        yield span.part(start)


@lru_cache(maxsize=4096)
def hide(words: str) -> str:
    """The words with what stands in brackets, and words that only look like others, covered."""
    return _LOOK_ALIKE.sub(lambda found: _HIDDEN * len(found[0]), hide_brackets(words))


@lru_cache(maxsize=4096)
def hide_brackets(words: str) -> str:
    """The words with what stands in brackets covered."""
    if not _BRACKET.search(words):
        return words
    covered, depth = list(words), 0
    for n, sign in enumerate(words):
        depth += sign in _OPENING
        if depth > 0:
            covered[n] = _HIDDEN
        depth = max(0, depth - (sign in _CLOSING))
    return "".join(covered)


def modal_pattern(must: Iterable[str], others: Iterable[str], acts: Iterable[str]) -> str:
    """Modal words; of one character only before an act, else they are parts of other words."""
    short = [w for w in must if len(w) == 1]
    long = [w for w in (*must, *others) if len(w) > 1 or w not in short]
    return f"(?:{one_of(long)}|{one_of(short)}(?={one_of(acts)}))"


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; what they share is tried once."""
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    """甲, 甲乙, 甲丙 → 甲(?:[乙丙])?"""
    arms = [
        re.escape(first) + (_branch(rest) if any(rest) else "")
        for first, group in groupby(filter(None, words), key=itemgetter(0))
        for rest in [[word[1:] for word in group]]
    ]
    return f"(?:{'|'.join(arms)})" + ("?" if "" in words else "")


_BRACKET = re.compile(f"[{_OPENING}]")
_LOOK_ALIKE = re.compile(one_of((*WHOLE, *NO_MODAL)))
