"""From the numbers of a reference to addresses."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from generator.records.texts import Reference
from generator.text.addresses import article_of, order

_WIDEST = 500  # articles; a range into another text, whose articles nobody knows here


@dataclass(frozen=True, slots=True)
class Point:
    """An article, ours where `title` is "", and what of it is meant; 0 for nothing said."""

    title: str
    article: str
    p: int = 0
    i: int = 0
    s: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Points at `start:end`; `last` is where a range ends."""

    start: int
    end: int
    points: tuple[Point, ...]
    last: Point | None = None


def own_point(at: str) -> Point:
    """The point that an address of ours is."""
    numbers = {piece[0]: int(piece[1:].split("-")[0]) for piece in at.split(".")[1:]}
    return Point(
        "", article_of(at), numbers.get("p", 0), numbers.get("i", 0), numbers.get("s", 0)
    )


def resolved(found: Iterable[Found], addresses: Set[str]) -> tuple[Reference, ...]:
    """References to what exists; those into other texts as they are."""
    references = []
    for one in found:
        if one.last is None:
            targets = [
                address for point in one.points if (address := _address(point, addresses))
            ]
        else:
            targets = _range(one.points[0], one.last, addresses)
        if targets:
            unique = tuple(dict.fromkeys(targets))
            references.append(Reference(one.start, one.end, unique, one.points[0].title))
    return tuple(references)


def exists(point: Point, addresses: Set[str]) -> bool:
    """Whether there is such a provision, of which nobody knows in another text."""
    return bool(_address(point, addresses))


def _range(first: Point, last: Point, addresses: Set[str]) -> list[str]:
    if first.article == last.article:
        return _inner_range(first, last, addresses)
    if first.title:
        low, high = (int(p.article[1:].split("-")[0]) for p in (first, last))
        return [f"a{n}" for n in range(low, min(high, low + _WIDEST) + 1)]
    low_key, high_key = order(first.article), order(last.article)
    between = (a for a in addresses if "." not in a and low_key <= order(a) <= high_key)
    return sorted(between, key=order)


def _inner_range(first: Point, last: Point, addresses: Set[str]) -> list[str]:
    """From one paragraph or item of an article to another."""
    if first.i and last.i:
        points = [
            Point(first.title, first.article, first.p, n) for n in range(first.i, last.i + 1)
        ]
    else:
        points = [Point(first.title, first.article, n) for n in range(first.p, last.p + 1)]
    return [address for point in points if (address := _address(point, addresses))]


def _address(point: Point, addresses: Set[str]) -> str:
    """The address of a point; "" for one of ours that does not exist."""
    named = {"p": point.p, "i": point.i, "s": point.s}
    full = point.article + "".join(f".{letter}{n}" for letter, n in named.items() if n)
    if point.title or full in addresses:
        return full
    if point.p == 1 and f"{point.article}.p1" not in addresses:  # its only paragraph
        return _address(Point("", point.article, 0, point.i, point.s), addresses)
    if point.i and not point.p:  # 第十二条第（三）项, where one of its paragraphs has a list
        tail = full.removeprefix(point.article)
        under = [f"{point.article}.p{n}{tail}" for n in range(1, 30)]
        existing = [a for a in under if a in addresses]
        return existing[0] if len(existing) == 1 else ""
    return ""
