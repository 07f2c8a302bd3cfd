"""From the numbers of a reference to addresses."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from generator.records.texts import Reference
from generator.text.addresses import article_of, order

_WIDEST = 500  # articles of a range; nobody means more, and some list ranges without end
_MOST_ITEMS = 99  # of a range of paragraphs or items
Key = tuple[tuple[int, ...], ...]


class Known(Set[str]):
    """All addresses of a text, with its articles in order: made once for all references."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = frozenset(addresses)

    def __contains__(self, address: object) -> bool:
        return address in self.addresses

    def __iter__(self) -> Iterator[str]:
        return iter(self.addresses)

    def __len__(self) -> int:
        return len(self.addresses)

    @cached_property
    def articles(self) -> tuple[tuple[str, ...], tuple[Key, ...]]:
        """The addresses of the articles in order, and what they are ordered by."""
        found = sorted((a for a in self.addresses if "." not in a), key=order)
        return tuple(found), tuple(map(order, found))


class Presumed(Known):
    """Addresses as a writer presumes them: whatever anybody points at exists."""

    def __contains__(self, address: object) -> bool:
        return True


def articles_before(article: str, count: int, addresses: Set[str]) -> tuple[str, ...]:
    """The last `count` articles that stand before one."""
    articles, keys = _articles(addresses)
    behind = bisect_left(keys, order(article))
    return articles[max(behind - count, 0) : behind]


def _articles(addresses: Set[str]) -> tuple[tuple[str, ...], tuple[Key, ...]]:
    return (addresses if isinstance(addresses, Known) else Known(addresses)).articles


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
    articles, keys = _articles(addresses)
    begin, end = (
        bisect_left(keys, order(first.article)),
        bisect_right(keys, order(last.article)),
    )
    return list(articles[begin : min(end, begin + _WIDEST)])


def _inner_range(first: Point, last: Point, addresses: Set[str]) -> list[str]:
    """From one paragraph or item of an article to another, in the provision that has an end."""
    letter, begin, end = (
        ("i", first.i, last.i) if first.i and last.i else ("p", first.p, last.p)
    )
    stood = _address(first, addresses) or _address(last, addresses)
    above, mark, _ = stood.rpartition(f".{letter}")
    if not mark:  # neither is there, or the only paragraph, which bears no number
        return [stood] if stood else []
    all_ = [f"{above}{mark}{n}" for n in range(begin, min(end, begin + _MOST_ITEMS) + 1)]
    return all_ if first.title else [address for address in all_ if address in addresses]


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
