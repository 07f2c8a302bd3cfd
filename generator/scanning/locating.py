"""Which page of which sheet a picture shows: by its marks and its code, which must agree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from generator.scanning.codes import Code, code_of, texts_in
from generator.scanning.picture import (
    Colour,
    Corners,
    Grey,
    framed,
    grey,
    marks_in,
    sharper,
    way_between,
)
from generator.sheets.places import PlacedPage

DOTS = 200 / 72  # pixels a point of a page laid straight
PAGES = 60  # that have marks of their own, as frame.typ numbers them
LEAST_MARKS = 3  # two say nothing of how a page is tilted: rows would be taken for others


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is seen on a picture: `number` of the page modulo `PAGES`, from 0; its marks.

    `codes` are those of sheets of ours, `others` whether there is any other.
    """

    number: int
    marks: Mapping[int, Corners]
    codes: tuple[Code, ...]
    others: bool


def sighted(picture: Colour) -> tuple[Sighting | None, str]:
    """What is seen, or why nothing is."""
    plain = grey(picture)
    by_page: dict[int, dict[int, Corners]] = {}
    for n, corners in marks_in(plain).items():
        by_page.setdefault(n // 4, {})[n] = corners
    there = [number for number, marks in by_page.items() if len(marks) >= LEAST_MARKS]
    if len(there) > 1:
        return None, "two-pages"
    marks = by_page[there[0]] if there else {}
    texts = tuple(dict.fromkeys(_texts(plain, marks)))
    codes = tuple(code for text in texts if (code := code_of(text)))
    if not there:
        return None, "no-marks" if codes else "blank" if _is_blank(plain) else "foreign"
    return Sighting(there[0], marks, codes, len(codes) < len(texts)), ""


def _is_blank(plain: Grey) -> bool:
    return bool(np.mean(plain < 0.6 * np.median(plain)) < 0.0005)


def _texts(plain: Grey, marks: Mapping[int, Corners]) -> Iterator[str]:
    """Near the mark beside it, where there is one, else anywhere."""
    corners = next((marks[n] for n in marks if n % 4 == 1), None)
    near = None if corners is None else _beside(plain, corners)
    if near is None or not near.size:
        yield from texts_in(plain)
        return
    near = framed(near)
    yield from tuple(texts_in(near)) or tuple(texts_in(sharper(near))) or texts_in(plain)


def _beside(plain: Grey, corners: Corners) -> Grey:
    """The piece in which the code lies: up to 40 mm before the mark and 24 mm down."""
    (x, y), right, _, down = (np.array(point) for point in corners)
    origin = np.array([x, y])
    across, along = (right - origin) / 5, (down - origin) / 5  # a millimetre
    ends = [origin + a * across + b * along for a in (-40, 2) for b in (-10, 24)]
    left, top = (max(0, int(v)) for v in np.min(ends, axis=0))
    far, low = (int(v) + 1 for v in np.max(ends, axis=0))
    piece: Grey = np.ascontiguousarray(plain[top:low, left:far])
    return piece


def is_of(sighting: Sighting, page: PlacedPage) -> bool:
    """Whether the marks are those of this page."""
    return set(sighting.marks) <= {mark.n for mark in page.marks}


def way_to(sighting: Sighting, page: PlacedPage) -> np.ndarray | None:
    """From the picture to the page at `DOTS`; None where the marks do not lie as on a page."""
    drawn = {
        mark.n: [
            ((mark.x + a * mark.size) * DOTS, (mark.y + b * mark.size) * DOTS)
            for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))
        ]
        for mark in page.marks
    }
    seen = [point for n in sighting.marks for point in sighting.marks[n]]
    aims = [point for n in sighting.marks for point in drawn[n]]
    return way_between(seen, aims)
