"""A form that goes with the sheets as a workbook, what is written in it found by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, cycle

from generator.answers.names import (
    AGREED_RANGE,
    ANSWERS_RANGE,
    CHECKS_RANGE,
    CLOSED_RANGE,
    DATA,
    name_of,
)
from generator.sheets.office import heights, wording
from generator.sheets.office.blocks import (
    Block,
    Box,
    Field,
    Fields,
    FormLayout,
    FormRow,
    Grid,
    Notes,
    Place,
    Signatures,
    Signers,
    rows_of,
)
from generator.sheets.office.heights import units
from generator.sheets.office.spans import column_at
from generator.sheets.office.words import Lines, cell_text
from generator.sheets.records import Identity
from generator.sheets.xlsx import breaks
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.datasheet import (
    agreed_place,
    facts_page,
    fixed_names,
    listed_places,
)
from generator.sheets.xlsx.letterhead import headed, letterhead, repeated
from generator.sheets.xlsx.model import Formula, Plan, WorksheetModel, at, on
from generator.sheets.xlsx.rows import SheetRow, Slot, Stack, stacked
from generator.sheets.xlsx.signing import bound, notes, signatures, signers
from generator.sheets.xlsx.tabs import tab

POINTS = 72 / 25.4  # in a mm
ACROSS, UPRIGHT = 254, 167  # mm of a form, of one that is upright
STYLES = {"left": "cell", "centre": "number"}
LOOKS = {
    **{"text": "input", "count": "count", "answer": "answer", "agreed": "answer"},
    **{"closed": "answer", "check": "answer", "sum": "number"},
}
PICKS = {
    **{"answer": ANSWERS_RANGE, "agreed": AGREED_RANGE},
    **{"closed": CLOSED_RANGE, "check": CHECKS_RANGE},
}
LONGEST_MESSAGE = 32  # characters of a title of Excel's
LABEL, LINE = 12.0, 19.0  # units of a column: the least a label and its line take


@dataclass(frozen=True, slots=True)
class Leaf:
    """One worksheet of a form: a table and what stands about it."""

    name: str
    title: Lines
    blocks: tuple[Block, ...]


def form_plan(
    desk: Desk, form: FormLayout, ident: Identity, date: str, ids: Sequence[str] = ()
) -> Plan:
    """The workbook; the names of its places are those of a workbook of checks.

    `ids` are the checks that are answered on it.
    """
    voice = desk.voice
    pages, found = [], fixed_names() | agreed_place() | listed_places(ids)
    for leaf in _leaves(desk, form):
        page, places = _page(desk, leaf, ident)
        pages.append(headed(voice, desk.regulation, page, ident))
        found |= places
    return Plan(
        pages=(*pages, facts_page(desk, ident, ids, found)),
        names=found,
        title=cell_text(form.title).replace("\n", " / "),
        subject=ident.text,
        date=date,
        message=(
            cell_text(form.short[:1])[:LONGEST_MESSAGE],
            wording.once(voice, "office-pick"),
        ),
    )


def _leaves(desk: Desk, form: FormLayout) -> Iterator[Leaf]:
    """Each table on a worksheet with all that follows it; what comes before the first too."""
    taken: set[str] = {DATA}
    runs: list[list[Block]] = [[]]
    for block in form.blocks:
        if isinstance(block, Grid) and any(isinstance(b, Grid) for b in runs[-1]):
            runs.append([])
        runs[-1].append(block)
    for blocks in runs:
        (grid,) = (b for b in blocks if isinstance(b, Grid))
        name = tab(desk.voice, grid.title or form.short, taken)
        taken.add(name)
        yield Leaf(name, grid.title or form.title, tuple(blocks))


def _page(desk: Desk, leaf: Leaf, ident: Identity) -> tuple[WorksheetModel, dict[str, str]]:
    portrait = _grid(leaf).portrait
    wide = heights.ACROSS * UPRIGHT / ACROSS if portrait else heights.ACROSS
    room = breaks.UPRIGHT if portrait else breaks.ROOM
    every = sum(c.width for c in _grid(leaf).columns)
    widths = tuple(units(c.width / every * wide) for c in _grid(leaf).columns)
    last = len(widths) - 1
    rows = _all(desk, leaf, widths, ident)
    stack = stacked(rows, widths, room)
    while longer := _longer(leaf):
        more = _all(desk, longer, widths, ident)
        fuller = stacked(more, widths, room)
        if len(fuller.breaks) > len(stack.breaks):
            break
        leaf, rows, stack = longer, more, fuller
    return WorksheetModel(
        name=leaf.name,
        widths=widths,
        cells=stack.cells,
        heights=stack.heights,
        growing=stack.growing,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, 0),
        printed=(stack.length - 1, last),
        picks=stack.picks,
        portrait=portrait,
    ), _places(leaf.name, rows, stack)


def _places(page: str, rows: Sequence[SheetRow], stack: Stack) -> dict[str, str]:
    assert len(rows) == stack.length
    return {
        slot.name: on(page, at(n, slot.column))
        for n, row in enumerate(rows)
        for slot in row.slots
        if slot.name
    }


def _grid(leaf: Leaf) -> Grid:
    (grid,) = (b for b in leaf.blocks if isinstance(b, Grid))
    return grid


def _longer(leaf: Leaf) -> Leaf | None:
    """The same with one row more to write in."""
    grid = _grid(leaf)
    if grid.blank is None:
        return None
    made = replace(grid, entries=(*grid.entries, grid.blank(len(grid.entries) + 1)))
    return replace(leaf, blocks=tuple(made if b is grid else b for b in leaf.blocks))


def _all(
    desk: Desk, leaf: Leaf, widths: Sequence[float], ident: Identity
) -> tuple[SheetRow, ...]:
    """Its blocks; what ends the form shares a page with the last row of the table."""
    title = (leaf.title, len(widths) - 1, column_at(widths, 0.5))
    top = letterhead(desk.voice, desk.regulation, ident, title)
    made = [(block, tuple(_rows(desk, block, widths))) for block in leaf.blocks]
    (table,) = (n for n, (block, _) in enumerate(made) if isinstance(block, Grid))
    rows = [row for _, some in made[: table + 1] for row in some]
    summed = rows_of(_grid(leaf))[-1].kind == "total"
    alone = len(rows) - (2 if summed else 1)
    ending = bound([*rows[alone:], *(row for _, some in made[table + 1 :] for row in some)])
    return (*top, *rows[:alone], *ending)


def _rows(desk: Desk, block: Block, widths: Sequence[float]) -> Iterator[SheetRow]:
    voice, last = desk.voice, len(widths) - 1
    match block:
        case Fields(lines):
            for line in _flowed(lines, len(field_edges(widths)) // 2):
                yield SheetRow(tuple(_fields(line, widths)), 26)
            yield SheetRow((), 6)
        case Grid():
            heads = tuple(Slot(n, c.head, "head") for n, c in enumerate(block.columns))
            yield from repeated(voice, desk.regulation, last)
            yield SheetRow(heads, head=True)
            for entry in rows_of(block):
                yield _entry(entry)
        case Notes(keys):
            yield SheetRow((), 6)
            yield from notes(voice, widths, keys)
        case Signatures():
            yield from signatures(voice, widths, block)
        case Signers():
            yield from signers(voice, widths, block)


@cache
def field_edges(widths: Sequence[float]) -> tuple[int, ...]:
    """Columns at which labels and their lines begin, and the end: three a line, or two."""
    places = (0.0, *accumulate(widths))
    for shares in ((0.1, 0.4, 0.5, 0.7, 0.79, 1), (0.12, 0.5, 0.62, 1), (0.2, 1)):
        edges = _edges(places, shares)
        if edges[-1] == len(widths) and len(edges) > len(shares):
            return edges
    return (0, 1, len(widths))


def _edges(places: Sequence[float], shares: Sequence[float]) -> tuple[int, ...]:
    """From left to right where labels and lines have room, near their shares of the whole."""
    edges = [0]
    for share, least in zip(shares, cycle((LABEL, LINE)), strict=False):
        wide = [n for n, place in enumerate(places) if place - places[edges[-1]] >= least]
        if not wide:
            break
        edges.append(min(wide, key=lambda n: abs(places[n] - share * places[-1])))
    return tuple(edges)


def _flowed(lines: Sequence[Sequence[Field]], beside: int) -> Sequence[Sequence[Field]]:
    """Lines as they are, or of as many fields as find room beside each other."""
    if max(map(len, lines)) <= beside:
        return lines
    every = [field for line in lines for field in line]
    return [every[n : n + beside] for n in range(0, len(every), beside)]


def _fields(line: Sequence[Field], widths: Sequence[float]) -> Iterator[Slot]:
    edges = field_edges(widths)
    for n, field in enumerate(line):
        first, place, end = edges[2 * n : 2 * n + 3]
        yield Slot(first, field.label, "label", place - 1)
        yield Slot(place, field.given, "field", end - 1, name=field.name)


def _entry(entry: FormRow) -> SheetRow:
    slots, column = [], 0
    for box in entry.boxes:
        slots.append(_slot(entry, box, column))
        column += box.span
    picks = tuple(
        (slot.column, PICKS[box.content.look])
        for slot, box in zip(slots, entry.boxes, strict=True)
        if isinstance(box.content, Place) and box.content.look in PICKS
    )
    grows = any(slot.style == "input" for slot in slots)
    made = SheetRow(tuple(slots), entry.least * POINTS, picks, grows=grows)
    return replace(made, bind="heads") if entry.kind == "band" else made


def _slot(entry: FormRow, box: Box, column: int) -> Slot:
    last = column + box.span - 1
    place = box.content
    if isinstance(place, Place):
        made = Formula(f"={place.formula}", place.given)
        content = made if place.formula else place.given
        style = "sum" if entry.kind == "total" and place.formula else LOOKS[place.look]
        return Slot(column, content, style, last, name=name_of(place.kind, place.row))
    strong = "strong" if box.style == "left" else "sum"
    styles = {"band": "heading", "total": strong}
    return Slot(column, place, styles.get(entry.kind, STYLES[box.style]), last)
