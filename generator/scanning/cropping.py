"""What a person is asked about, each with its piece of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.scanning.deciding import WRITTEN
from generator.scanning.decisions import Decisions
from generator.scanning.gathering import OF_UNITS, TYPED, Page
from generator.scanning.locating import DOTS
from generator.scanning.measuring import MM
from generator.scanning.picture import Colour, jpeg
from generator.scanning.reading import Place
from generator.sheets.places import Area, PlacedPage

LEADING = ("unit", "unit-plain", "unit-type")  # where something is written, the head is shown
DATES = ("period", "fill-date")  # words are printed in them
WORDS = 0.03  # share of ink in a place of a head, into which words beside it may reach


@dataclass(frozen=True, slots=True)
class Question:
    """A row that nobody can be sure of; `picture` is a JPEG of it."""

    file: str
    page: int
    unit: str
    row: str
    ask: str
    guess: str
    codes: tuple[str, ...]
    picture: bytes


def questions_of(page: Page, decisions: Decisions) -> Iterator[Question]:
    """The rows of a page that are asked and not yet decided."""
    read = page.read
    for row in read.rows:
        ask = row.decision.ask
        decided = (page.file, read.page, row.row) in decisions.answers
        if ask is None or decided or read.straight is None or read.placed is None:
            continue
        yield Question(
            file=page.file,
            page=read.page,
            unit=page.unit,
            row=row.row,
            ask=ask,
            guess=row.decision.guess,
            codes=tuple(row.inks),
            picture=jpeg(_piece(read.straight, read.placed, row.row)),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Words written by hand, which nobody typed yet; `picture` is a JPEG of them."""

    file: str
    page: int
    unit: str
    row: str
    field: str
    picture: bytes


def notes_of(page: Page, decisions: Decisions) -> Iterator[Note]:
    """What is written on a page in places that a unit's answers have.

    The head of a form is shown whole where the unit is written in it.
    """
    read = page.read
    if read.straight is None or read.code is None or read.code.sheet[0] not in OF_UNITS:
        return
    whole = any(one.area.name in LEADING and one.ink >= WRITTEN for one in read.written)
    for one in read.written:
        area = one.area
        typed = (page.file, read.page, area.row, area.name) in decisions.words
        if area.name in TYPED and not typed and _is_shown(one, whole=whole):
            picture = jpeg(_around(read.straight, area))
            yield Note(page.file, read.page, page.unit, area.row, area.name, picture)


def _is_shown(place: Place, *, whole: bool) -> bool:
    if place.area.row:
        return place.ink >= WRITTEN
    return whole or (place.ink >= WORDS and place.area.name not in DATES)


def _around(straight: Colour, area: Area) -> Colour:
    """A place to write in with what is written across its border."""
    edge = 2 * MM
    left, top = (max(0, round(v * DOTS - edge)) for v in (area.x, area.y))
    right = round((area.x + area.width) * DOTS + edge)
    low = round((area.y + area.height) * DOTS + edge)
    return straight[top:low, left:right]


def _piece(straight: Colour, placed: PlacedPage, row: str) -> Colour:
    """The row across the page, its boxes and its places to write in."""
    tops = [box.y for box in placed.boxes if box.row == row]
    lows = [box.y + box.size for box in placed.boxes if box.row == row]
    tops += [area.y for area in placed.areas if area.row == row]
    lows += [area.y + area.height for area in placed.areas if area.row == row]
    top = max(0, round(min(tops) * DOTS - 2 * MM))
    low = round(max(lows) * DOTS + 2 * MM)
    return straight[top:low, round(15 * MM) :]
