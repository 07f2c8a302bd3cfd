"""Where the boxes of a printed form are, in points from the top left of each page."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

FORMAT = "zicha-forms/1"
FORMS_ENDING = ".forms.json"  # of its files
# What reading one raises that is no such file.
NO_FORMS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
OWN, AGREES = "own", "agrees"  # rows without a check's id, as the templates name them
# Places to write in that belong to a row; others to the form.
OF_ROWS = frozenset(
    ("finding", "sampled", "off", "remark", "check", "cause", "measure", "person", "limit")
)
BIND_ROOM = 62.4  # points: 22 mm, as frame.typ leaves at the head

# Asked of Typst once a form is set: every label of a place, in the order of the document.
ASKED = (
    "query(<scanned>).map(m => (m.value, m.location().position()))"
    ".map(((what, at)) => (what, at.page, at.x.pt(), at.y.pt()))"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A black square at a corner: its number says page and corner."""

    n: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: the row it is in, the answer it stands for."""

    row: str
    answer: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Area:
    """A place to write in: of a row, or of the form where `row` is ""."""

    row: str
    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedPage:
    """A page, counted from 1; `code` is what its QR code says."""

    page: int
    width: float
    height: float
    code: str
    marks: tuple[Mark, ...] = ()
    boxes: tuple[Box, ...] = ()
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedForm:
    """A form with boxes: its file on the site, what it is, all its pages."""

    file: str
    form: str
    subject: str
    pages: tuple[PlacedPage, ...]


_Placed = TypeVar("_Placed", Mark, Box, Area)


def placed(
    answer: str, sizes: Sequence[tuple[float, float]], tail: str, *, moved: bool
) -> tuple[PlacedPage, ...]:
    """What Typst answers, as the pages of a form that has boxes.

    `tail` ends the code of each page; `moved`: every second landscape page lies higher on its
    paper, as `bound_at_foot` moves it.
    """
    pages = {n: PlacedPage(n, *size, "") for n, size in enumerate(sizes, 1)}
    row, counts, corner = "", dict.fromkeys((OWN, AGREES), 0), (0, 0.0, 0.0)
    for what, page, x, y in json.loads(answer):
        now = pages[page]
        match what:
            case ["identity", code]:
                pages[page] = replace(now, code=code + tail)
            case ["mark", n, size]:
                pages[page] = replace(now, marks=(*now.marks, Mark(n, x, y, size)))
            case ["row", name]:
                row = name
                if name in counts:
                    counts[name] += 1
                    row = f"{name}-{counts[name]}"
            case ["box", code, size]:
                pages[page] = replace(now, boxes=(*now.boxes, Box(row, code, x, y, size)))
            case ["from", _]:
                corner = page, x, y
            case ["to", name] if corner[0] == page:
                size = x - corner[1], y - corner[2]
                area = Area(row if name in OF_ROWS else "", name, *corner[1:], *size)
                pages[page] = replace(now, areas=(*now.areas, area))
    return _on_paper(pages.values(), moved=moved)


def _on_paper(pages: Iterable[PlacedPage], *, moved: bool) -> tuple[PlacedPage, ...]:
    """To a thousandth of a point, where the page lies on its paper."""
    return tuple(
        _shifted(page, -BIND_ROOM if moved and _is_back(page) else 0.0) for page in pages
    )


def _is_back(page: PlacedPage) -> bool:
    return page.width > page.height and page.page % 2 == 0


def _shifted(page: PlacedPage, by: float) -> PlacedPage:
    def at(one: _Placed) -> _Placed:
        return replace(one, x=round(one.x, 3), y=round(one.y + by, 3))

    areas = (
        replace(at(a), width=round(a.width, 3), height=round(a.height, 3)) for a in page.areas
    )
    return replace(
        page,
        marks=tuple(map(at, page.marks)),
        boxes=tuple(map(at, page.boxes)),
        areas=tuple(areas),
    )


def forms_text(regulation: str, edition: str, forms: Iterable[PlacedForm]) -> str:
    """The forms of a regulation as a file: schema/forms.schema.json says what it holds."""
    listed = {"format": FORMAT, "regulation": regulation, "edition": edition}
    made = {**listed, "forms": [asdict(form) for form in forms]}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def forms_from(text: str) -> tuple[PlacedForm, ...]:
    """The forms of such a file; raises one of `NO_FORMS` where it is none."""
    said = json.loads(text)
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    return tuple(_form(**one) for one in said["forms"])


def _form(
    *, file: str, form: str, subject: str, pages: Iterable[Mapping[str, Any]], **_: object
) -> PlacedForm:
    return PlacedForm(str(file), str(form), str(subject), tuple(pages_from(pages)))


def pages_from(listed: Iterable[Mapping[str, Any]]) -> Iterator[PlacedPage]:
    """The pages again, from what JSON gives."""
    yield from (_page(**one) for one in listed)


def _page(
    *, page: int, width: float, height: float, code: str, **placed: Iterable[Mapping[str, Any]]
) -> PlacedPage:
    """A page of a file; what a later version says besides is passed over."""
    marks, boxes, areas = (placed[key] for key in ("marks", "boxes", "areas"))
    return PlacedPage(
        int(page),
        float(width),
        float(height),
        str(code),
        tuple(Mark(**mark) for mark in marks),
        tuple(Box(**box) for box in boxes),
        tuple(Area(**area) for area in areas),
    )
