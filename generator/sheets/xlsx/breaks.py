"""Where the printed pages of a worksheet end: rows whole, and what belongs together kept so."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

# Points between the margins of an A4 page, less what rows are taller in other programs; on a
# page that is upright.
ROOM, UPRIGHT = 466.0, 705.0

# Why a row is on the page of the next: it heads it, asks what that explains, ends the table
# together with it, or is summed up by it.
Bind = Literal["", "heads", "asks", "ends", "summed"]
RowBlock = tuple[int, int]  # rows that stand together: the first, and the one after the last


def breaks(
    heights: Sequence[float],
    binds: Sequence[Bind],
    repeat: tuple[int, int],
    room: float = ROOM,
) -> tuple[int, ...]:
    """Rows that begin a page, but the first; `binds` say which share the page of the next.

    `repeat` are the first and last row of the head, printed above each further page.
    """
    head = sum(heights[repeat[0] : repeat[1] + 1])
    pages: list[list[RowBlock]] = [[]]
    filled = 0.0
    for first, end in _blocks(heights, binds, repeat, room):
        tall = sum(heights[first:end])
        if filled + tall > room:
            pages.append([])
            filled = head
        pages[-1].append((first, end))
        filled += tall
    _level(pages, heights, head)
    return tuple(page[0][0] for page in pages[1:])


def _blocks(
    heights: Sequence[float], binds: Sequence[Bind], repeat: tuple[int, int], room: float
) -> Iterator[RowBlock]:
    """What is too tall for a page gives up its first rows, of an end those together.

    On the first page, where little room is left, what heads the first row may stand alone.
    """
    first, top = 0, repeat[1] + 1
    for end in (n + 1 for n, bind in enumerate(binds) if not bind):
        if first == top and sum(heights[:end]) > room:
            while binds[first] == "heads":
                yield first, first + 1
                first += 1
        head = sum(heights[repeat[0] : top])
        while head + sum(heights[first:end]) > room and first + 1 < end:
            given = next((n for n in range(first, end) if binds[n] == "ends"), end) + 1
            while given < end and head + sum(heights[given:end]) > room:
                given += 1
            if given >= end or head + sum(heights[first:given]) > room:
                given = first + 1
            yield first, given
            first = given
        yield first, end
        first = end


def _level(pages: list[list[RowBlock]], heights: Sequence[float], head: float) -> None:
    """From the last page on, a page with less on it than the one before takes from that."""

    def tall(page: list[RowBlock]) -> float:
        return sum(sum(heights[first:end]) for first, end in page)

    for before, page in reversed(tuple(pairwise(pages))):
        above = 0.0 if before is pages[0] else head
        while head + tall(page) + tall(before[-1:]) * 2 <= above + tall(before):
            page.insert(0, before.pop())
