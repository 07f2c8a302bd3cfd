"""A form that goes with the sheets as pages of a Word document."""

from collections.abc import Iterator
from typing import Any

from generator.render.office import sums
from generator.render.office.blocks import (
    Block,
    Box,
    Entry,
    Fields,
    Form,
    Grid,
    Notes,
    Place,
    Signatures,
)
from generator.render.office.package import Section
from generator.render.office.paragraphs import (
    blank,
    cell,
    kept,
    paragraph,
    paragraphs,
    row,
    table,
    tick,
    ticks,
)
from generator.render.office.plan import name_of
from generator.render.office.sections import (
    SHADE,
    boxes,
    fields,
    gap,
    notes,
    section,
    signatures,
    titled,
)
from generator.render.office.words import Voice, run


def form_section(voice: Voice, data: dict[str, Any], form: Form) -> Section:
    """The form from its title down."""
    parts = (part for block in form.blocks for part in _block(voice, data, block))
    body = "".join((titled(form.title), *parts))
    return section(voice, data, data["data"]["ident"], body)


def _block(voice: Voice, data: dict[str, Any], block: Block) -> Iterator[str]:
    match block:
        case Fields():
            yield from (gap(), fields(block), gap())
        case Grid():
            if block.title:
                yield from (gap(), paragraphs(block.title, align="center", keep=True))
            yield grid_table(voice, data, block)
        case Notes(keys):
            yield gap()
            yield from notes(voice, keys)
        case Signatures():
            yield from (gap(), signatures(voice, block))


def grid_table(voice: Voice, data: dict[str, Any], grid: Grid) -> str:
    """A table whose head comes again on each page."""
    widths = [c.width for c in grid.columns]
    heads = (
        cell(paragraphs(c.head, align="center"), c.width, shade=SHADE) for c in grid.columns
    )
    rows = [row(heads, head=True)]
    rows += [_entry(voice, data, entry, widths) for entry in grid.entries]
    return table([*rows[:-1], kept(rows[-1])], widths)


def _entry(voice: Voice, data: dict[str, Any], entry: Entry, widths: list[float]) -> str:
    cells, column = [], 0
    for box in entry.boxes:
        width = sum(widths[column : column + box.span])
        inside = _box(voice, data, box, keep=entry.kind == "band")
        look = {"span": box.span} if box.span > 1 else {}
        cells.append(cell(inside, width, **look))
        column += box.span
    return row(cells, least=entry.least)


def _box(voice: Voice, data: dict[str, Any], box: Box, *, keep: bool) -> str:
    """Words, or a place to write in by its name."""
    align = "center" if box.style == "centre" else "left"
    place = box.content
    if isinstance(place, int):
        return paragraph((run(str(place), "label"),), align=align, keep=keep)
    if not isinstance(place, Place):
        return paragraphs(place, align=align, keep=keep) if place else paragraph(())
    if place.look in ("answer", "agreed"):
        codes = ("yes", "no") if place.look == "agreed" else sums.CODES
        scale = [a for a in data["scale"] if a["code"] in codes]
        return boxes(voice, scale, place.row)
    name = name_of(place.kind, place.row)
    return ticks([tick(name, ())], 13) if place.look == "closed" else blank(name, align=align)
