"""A page that came back, read: which it is, what is marked in each row, what to ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.scanning.codes import Code
from generator.scanning.deciding import MATCH, Decision, Row, decided, row_match
from generator.scanning.leaves import Leaf
from generator.scanning.locating import DOTS, WHOLE, Sighting, is_of, sighted, way_to
from generator.scanning.measuring import MM, Ink, measured, written
from generator.scanning.picture import Colour, Light, balanced, grey, seals_in, straight
from generator.sheets.places import Area, Box, PlacedPage

Status = Literal["read", "refused", "foreign"]
# Where the boxes are: the pages that have such a code, "" known to none.
Places = Callable[[Code], tuple[PlacedPage, ...]]

FLAT = 0.8  # mm that rows of a flat scan may lie off where two marks are cut away
FOREIGN = ("foreign", "blank", "other-regulation", "other-code")


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row: what each box holds, and what follows."""

    row: str
    inks: Mapping[str, Ink]
    written: float
    decision: Decision
    off: float = 0.0  # mm from where its marks would have it


@dataclass(frozen=True, slots=True)
class Place:
    """A place to write in, and the share of ink in it; what is written is not read."""

    area: Area
    ink: float


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page of a file; `why` says what hinders one that was not read.

    `straight` is the page laid straight, for pictures of what is asked.
    """

    page: int
    status: Status
    why: str = ""
    code: Code | None = None
    placed: PlacedPage | None = None
    rows: tuple[RowRead, ...] = ()
    written: tuple[Place, ...] = ()
    straight: Colour | None = field(default=None, compare=False, repr=False)


def read(leaf: Leaf, places: Places) -> PageRead:
    """What a page says; whatever it shows, nothing is raised."""
    if leaf.picture is None:
        return PageRead(leaf.page, "refused", leaf.why)
    seen, why = sighted(leaf.picture)
    if seen is None:
        return _not_read(leaf.page, why)
    if len(seen.codes) != 1:
        none = "other-code" if seen.others else "no-code"
        return _not_read(leaf.page, "two-pages" if seen.codes else none)
    code = seen.codes[0]
    known = places(code)
    if not known:
        return PageRead(leaf.page, "refused", "unknown-sheet", code)
    fitting = [page for page in known if is_of(seen, page)]
    tried = [made for page in fitting if (made := _laid(leaf, seen, code, page))]
    if not tried:
        why = "not-as-drawn" if fitting else "page-unknown"
        return PageRead(leaf.page, "refused", why, code)
    good = [one for one in tried if one.status == "read"]
    if len({one.placed.boxes for one in good if one.placed}) > 1:
        return PageRead(leaf.page, "refused", "page-unclear", code)
    return good[0] if good else tried[0]


def _not_read(page: int, why: str) -> PageRead:
    return PageRead(page, "foreign" if why in FOREIGN else "refused", why)


def _laid(leaf: Leaf, seen: Sighting, code: Code, page: PlacedPage) -> PageRead | None:
    """The picture as this page; refused where most of its frames are not there."""
    way = way_to(seen, page)
    if way is None or leaf.picture is None:
        return None
    size = round(page.width * DOTS), round(page.height * DOTS)
    laid = straight(leaf.picture, way, size)
    light = balanced(grey(laid))
    places = tuple(Place(area, written(light, area)) for area in page.areas)
    rows = tuple(_rows((laid, light), page, places))
    if rows and sum(_fits(row) for row in rows) < len(rows) / 2:
        return PageRead(leaf.page, "refused", "not-clear", code, page)
    if len(seen.marks) < WHOLE and any(row.off > FLAT for row in rows):
        return PageRead(leaf.page, "refused", "no-marks", code, page)
    return PageRead(leaf.page, "read", "", code, page, _doubted(rows), places, laid)


def _fits(row: RowRead) -> bool:
    return row_match(row.inks) >= MATCH


def _doubted(rows: tuple[RowRead, ...]) -> tuple[RowRead, ...]:
    """Where the frames of one row are not there, all may be those of a row beside: asked."""
    if all(map(_fits, rows)):
        return rows
    return tuple(
        row
        if row.decision.ask
        else replace(row, decision=Decision(None, "match", row.decision.answer or ""))
        for row in rows
    )


def _rows(
    seen: tuple[Colour, Light], page: PlacedPage, places: tuple[Place, ...]
) -> Iterator[RowRead]:
    laid, light = seen
    dropped: Light | None = None
    seals = seals_in(laid, MM)
    for name, boxes in _by_row(page).items():
        sealed = any(_covers(seal, boxes) for seal in seals)
        if sealed and dropped is None:
            dropped = balanced(laid[:, :, 2])
        seen_in = light if dropped is None or not sealed else dropped
        inks, off = measured(seen_in, boxes)
        words = max((one.ink for one in places if one.area.row == name), default=0.0)
        yield RowRead(name, inks, words, decided(Row(inks, words, sealed)), off)


def _by_row(page: PlacedPage) -> Mapping[str, list[Box]]:
    rows: dict[str, list[Box]] = {}
    for box in page.boxes:
        rows.setdefault(box.row, []).append(box)
    return rows


def _covers(seal: tuple[int, int, int, int], boxes: list[Box]) -> bool:
    left, top, right, low = (edge / DOTS for edge in seal)
    return any(
        b.x + b.size > left and b.x < right and b.y + b.size > top and b.y < low for b in boxes
    )
