"""From what a citation says to the addresses it means."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import product

from generator.text.addresses import order


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited place: numbers by kind of piece (a, p, i, s), the 之N of an article as "-1".

    `through` says that it ends a range that the place before began.
    """

    pieces: Mapping[str, tuple[int, ...]]
    sub: str
    through: bool


def resolved(cited: Iterable[Cited], at: str, addresses: Set[str]) -> tuple[str, ...]:
    """The addresses, each once, as cited; pieces left out are those of the place before or of `at`.

    With `at` "" the citation is into another regulation and nothing can be looked up.
    """
    targets: list[str] = []
    last = at
    for place in cited:
        meant = [_known(a, addresses) for a in _written(place, last)]
        if place.through and targets and meant:
            meant = _range(targets[-1], meant[-1], addresses)
        targets += [m for m in meant if m not in targets]
        last = meant[-1] if meant else last
    return tuple(targets)


def _written(place: Cited, last: str) -> list[str]:
    """The addresses as written, the last place filling in what stands before them."""
    kinds = [k for k in "apis" if k in place.pieces]
    if not kinds:
        return []
    parts = [p for p in last.split(".") if p and "apis".index(p[0]) < "apis".index(kinds[0])]
    if kinds[0] != "a" and not parts:
        return []
    choices = [
        [f"{k}{n}{place.sub if k == 'a' else ''}" for n in place.pieces[k]] for k in kinds
    ]
    return [".".join([*parts, *choice]) for choice in product(*choices)]


def _known(address: str, addresses: Set[str]) -> str:
    """The address under which the provision stands: p1 is left out where there is no other."""
    if address in addresses:
        return address
    pieces = address.split(".")
    without = ".".join(p for p in pieces if p != "p1")
    if without in addresses:
        return without
    if len(pieces) > 1 and pieces[1][0] == "i":  # 第十二条第（三）项 where only one 款 has it
        inside = [
            a for a in _paragraphs(pieces[0], addresses) if _below(a, pieces) in addresses
        ]
        if len(inside) == 1:
            return _below(inside[0], pieces)
    return address


def _paragraphs(article: str, addresses: Set[str]) -> list[str]:
    n, found = 1, []
    while f"{article}.p{n}" in addresses:
        found.append(f"{article}.p{n}")
        n += 1
    return found


def _below(paragraph: str, pieces: list[str]) -> str:
    return ".".join([paragraph, *pieces[1:]])


def _range(first: str, last: str, addresses: Set[str]) -> list[str]:
    """Every provision beside the two that stands between them, and the last."""
    above, kind = first.rpartition(".")[0], first.rpartition(".")[2][0]
    beside = (
        a
        for a in addresses
        if a.rpartition(".")[0] == above and a.rpartition(".")[2][0] == kind
    )
    low, high = order(first), order(last)
    return [*sorted((a for a in beside if low < order(a) < high), key=order), last]


def between(at: str, what: str, n: int, addresses: Set[str]) -> tuple[str, ...]:
    """The `n` articles (条), paragraphs (款) or items (项) before the one that `at` lies in."""
    kind = {"条": "a", "款": "p", "项": "i"}[what]
    pieces = at.split(".")
    here = next((k for k, piece in enumerate(pieces) if piece[0] == kind), None)
    if here is None:
        return ()
    own = ".".join(pieces[: here + 1])
    above = ".".join(pieces[:here])
    beside = [
        a
        for a in addresses
        if a.rpartition(".")[0] == above and a.rpartition(".")[2][0] == kind
    ]
    before = sorted((a for a in beside if order(a) < order(own)), key=order)
    return tuple(before[-n:]) if len(before) >= n else ()
