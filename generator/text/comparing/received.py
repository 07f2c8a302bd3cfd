"""A text held against the file it was taken from, place by place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.text.comparing.alike import plain
from generator.text.comparing.words import pieces

_MOST = 30_000  # characters that differ in one place are another text, not a slip
_SHOWN = 40  # characters that are quoted


@dataclass(frozen=True, slots=True)
class Stray:
    """Words at a line and column, from 1, that the file has not; `source` are its own there."""

    line: int
    column: int
    said: str
    source: str


def strays(source: str, text: str) -> Iterator[Stray]:
    """Where `text` has other words than `source`, what is printed alike left out."""
    there, here = _lines(source), _lines(text)
    matcher = SequenceMatcher(None, [plain(x) for _, _, x in there],
                              [plain(x) for _, _, x in here], autojunk=False)  # fmt: skip
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from _within(there[a:b], here[c:d], here[c - 1 : c] or here[:1])


_Line = tuple[int, int, str]  # number, column, words


def _lines(text: str) -> list[_Line]:
    lines = enumerate(text.split("\n"), 1)
    return [(n, len(x) - len(x.lstrip()) + 1, x.strip()) for n, x in lines if x.strip()]


def _within(
    there: Sequence[_Line], here: Sequence[_Line], near: Sequence[_Line]
) -> Iterator[Stray]:
    old, new = ("\n".join(x for _, _, x in lines) for lines in (there, here))
    if not here:
        line = near[0] if near else (1, 1, "")
        yield Stray(line[0], line[1] + len(line[2]), "", _short(old))
    elif len(old) + len(new) > _MOST:
        yield Stray(here[0][0], here[0][1], _short(new), _short(old))
    else:
        at = 0
        for piece in pieces(old, new):
            if piece.changed and plain(piece.old) != plain(piece.new):
                yield Stray(*_place(here, at), _short(piece.new), _short(piece.old))
            at += len(piece.new)


def _place(lines: Sequence[_Line], at: int) -> tuple[int, int]:
    for number, column, words in lines:
        if at <= len(words):
            return number, column + at
        at -= len(words) + 1
    number, column, words = lines[-1]
    return number, column + len(words)


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= _SHOWN else joined[: _SHOWN - 1] + "…"
