"""What a person is asked about, each with its piece of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.scanning.gathering import Decisions, Page
from generator.scanning.locating import DOTS
from generator.scanning.measuring import MM
from generator.scanning.picture import Colour, jpeg
from generator.sheets.places import PlacedPage


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
        decided = (page.file, read.page, row.row) in decisions
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


def _piece(straight: Colour, placed: PlacedPage, row: str) -> Colour:
    """The row across the page, its boxes and its places to write in."""
    tops = [box.y for box in placed.boxes if box.row == row]
    lows = [box.y + box.size for box in placed.boxes if box.row == row]
    tops += [area.y for area in placed.areas if area.row == row]
    lows += [area.y + area.height for area in placed.areas if area.row == row]
    top = max(0, round(min(tops) * DOTS - 2 * MM))
    low = round(max(lows) * DOTS + 2 * MM)
    return straight[top:low, round(15 * MM) :]
