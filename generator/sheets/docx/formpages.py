"""A form that goes with the sheets as pages of a Word document."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from generator.answers.names import AGREED, CODES, name_of
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import (
    blank,
    cell,
    kept_together,
    paragraph,
    paragraphs,
    row,
    table,
    tick,
    ticks,
)
from generator.sheets.docx.sections import (
    SHADE,
    UPRIGHT,
    boxes,
    empty_line,
    ended,
    fields,
    form_title,
    running_head,
    section,
)
from generator.sheets.models import Answer, Setting
from generator.sheets.office.blocks import Block, Box, Fields, FormRow, Grid, Place, rows_of
from generator.sheets.office.forms import form
from generator.sheets.office.words import Voice, run
from generator.sheets.records import Body

UPRIGHT_ROWS = 4  # rows of a table on one page with what ends it, where that is upright
# Rows of a table below another that, with what ends the form, is not broken over two pages.
WHOLE = {"zh": 20, "en": 16, "both": 8}


def form_section(voice: Voice, body: Body, setting: Setting, *, label: str = "") -> FormSection:
    """The form from its title down; `label` names its page."""
    made = form(voice, body, setting)
    parts = _parts(voice, setting.scale, made.blocks)
    inside = "".join((form_title(made.title, label), *parts))
    upright = any(isinstance(block, Grid) and block.portrait for block in made.blocks)
    return section(
        voice,
        setting.regulation,
        body.ident,
        inside,
        page="portrait" if upright else "landscape",
        running=running_head(voice, made.short, setting.printing.unit),
    )


def _parts(voice: Voice, scale: Sequence[Answer], blocks: Sequence[Block]) -> Iterator[str]:
    """What stands before a table, and each table with all that follows it."""
    for block in takewhile(_no_grid, blocks):
        assert isinstance(block, Fields)
        portrait = any(isinstance(grid, Grid) and grid.portrait for grid in blocks)
        placed = fields(block, UPRIGHT) if portrait else fields(block)
        yield from (empty_line(), placed, empty_line())
    for n, block in enumerate(blocks):
        if isinstance(block, Grid):
            if block.title:
                yield from (empty_line(), paragraphs(block.title, align="center", keep=True))
            below = tuple(takewhile(_no_grid, blocks[n + 1 :]))
            yield grid_table(voice, scale, block, below)


def _no_grid(block: Block) -> bool:
    return not isinstance(block, Grid)


def grid_table(
    voice: Voice, scale: Sequence[Answer], grid: Grid, below: Sequence[Block] = ()
) -> str:
    """A table whose head comes again on each page, and what ends it."""
    widths = [c.width for c in grid.columns]
    heads = (
        cell(paragraphs(c.head, align="center"), c.width, shade=SHADE) for c in grid.columns
    )
    rows = [_entry(voice, scale, entry, widths) for entry in rows_of(grid)]
    if grid.title and len(rows) <= WHOLE[voice.language]:
        rows = [kept_together(row) for row in rows]
    last = UPRIGHT_ROWS if grid.portrait else 0
    return table([row(heads, head=True), *ended(voice, rows, below, widths, last)], widths)


def _entry(voice: Voice, scale: Sequence[Answer], entry: FormRow, widths: list[float]) -> str:
    cells, column = [], 0
    for box in entry.boxes:
        width = sum(widths[column : column + box.span])
        inside = _box(voice, scale, box, keep=entry.kind == "band")
        look = {"span": box.span} if box.span > 1 else {}
        cells.append(cell(inside, width, **look))
        column += box.span
    return row(cells, least=entry.least)


def _box(voice: Voice, scale: Sequence[Answer], box: Box, *, keep: bool) -> str:
    """Words, or a place to write in by its name."""
    align = "center" if box.style == "centre" else "left"
    place = box.content
    if isinstance(place, int):
        return paragraph((run(str(place), "label"),), align=align, keep=keep)
    if not isinstance(place, Place):
        return paragraphs(place, align=align, keep=keep) if place else paragraph(())
    if place.look in ("answer", "agreed"):
        codes = AGREED if place.look == "agreed" else CODES
        some = [a for a in scale if a.code in codes]
        return boxes(voice, some, place.row, place.code)
    name = name_of(place.kind, place.row)
    if place.look == "closed":
        return ticks([tick(name, (), ticked=bool(place.given))], 13, align=align)
    return blank(name, str(place.given).replace("% (", "%\n("), align=align)
