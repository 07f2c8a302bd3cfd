"""What changed between two texts told in one plain line, for paper, workbooks and terminals."""

from collections.abc import Iterable

from generator.text.comparing.words import Piece

_AROUND = 10  # characters of what stayed that are shown beside a change
_LONGEST = 60  # characters of a change


def told_in(found: Iterable[Piece]) -> str:
    """What changed in plain signs, some words around it: …不到位［删：，制度不完善］，导致…"""
    runs = list(found)
    return "".join(
        _signed(piece)
        if piece.changed
        else _around(piece.new, first=n == 0, last=n == len(runs) - 1)
        for n, piece in enumerate(runs)
    )


def _signed(piece: Piece) -> str:
    old, new = _short(piece.old), _short(piece.new)
    return (f"［删：{old}］" if old else "") + (f"［增：{new}］" if new else "")


def _short(words: str) -> str:
    said = words.strip()
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _around(words: str, *, first: bool, last: bool) -> str:
    if first and last:
        return ""
    if first:
        return words if len(words) <= _AROUND else f"…{words[-_AROUND:]}"
    if last:
        return words if len(words) <= _AROUND else f"{words[:_AROUND]}…"
    if len(words) <= 2 * _AROUND:
        return words
    return f"{words[:_AROUND]}…{words[-_AROUND:]}"
