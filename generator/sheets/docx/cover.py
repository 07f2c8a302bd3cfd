"""Cover, notes and contents of the booklet as pages of a Word document."""

from collections.abc import Iterator
from typing import Any

from generator.sheets.docx.formpages import grid_table
from generator.sheets.docx.package import Section
from generator.sheets.docx.paragraphs import (
    cell,
    fresh,
    page_of,
    paragraph,
    paragraphs,
    row,
    table,
)
from generator.sheets.docx.sections import SHADE, fields, section, titled
from generator.sheets.office import wording
from generator.sheets.office.forms import suggestions
from generator.sheets.office.pieces import COVER, fields_of
from generator.sheets.office.words import Lines, Voice, english, inline, put, run, word
from generator.sheets.xlsx.model import name_of

GUIDE = (  # 填表说明 of the booklet, as on the printed one
    *("guide-1", "guide-2", "guide-face", "guide-yes", "guide-reason", "note-no"),
    *("guide-true", "guide-own", "guide-weights", "guide-data", "guide-order"),
)
CONTENTS = {"no": 14, "col-form": 64, "col-about": 132, "sum-due": 24, "col-page": 20}  # mm


def front_section(voice: Voice, data: dict[str, Any]) -> Section:
    """All that stands before the first sheet; who counts pages is the program."""
    body = (*_cover(voice, data), *_guide(voice, data), *_contents(voice, data))
    return section(voice, data, data["data"]["ident"], "".join(body))


def _cover(voice: Voice, data: dict[str, Any]) -> Iterator[str]:
    law = data["regulation"]
    title = {"zh": f"《{law['title']['zh']}》", "en": english(voice, law["title"])}
    lines: Lines = (
        *((),) * 4,
        *put(voice, title, "law-title"),
        *put(voice, word(voice, "booklet"), "cover"),
        inline(voice, law["number"], "label"),
        *((),) * 3,
    )
    yield paragraphs(lines, align="center")
    yield fields(fields_of(voice, data, COVER))


def _guide(voice: Voice, data: dict[str, Any]) -> Iterator[str]:
    yield fresh(titled(put(voice, word(voice, "notes"), "title")))
    for n, key in enumerate(GUIDE, 1):
        first, *rest = put(voice, word(voice, key), "label")
        yield paragraphs(((run(f"{n}. ", "label"), *first), *rest))
    grid = suggestions(voice, data["data"]["sampling"])
    if grid.entries:
        yield from (paragraphs(grid.title, keep=True), grid_table(voice, data, grid))


def _contents(voice: Voice, data: dict[str, Any]) -> Iterator[str]:
    widths = tuple(CONTENTS.values())
    yield fresh(titled(put(voice, word(voice, "contents"), "title")))
    heads = (
        cell(paragraphs(wording.named(voice, key, "head"), align="center"), width, shade=SHADE)
        for key, width in CONTENTS.items()
    )
    rows = [row(heads, head=True)]
    for n, entry in enumerate(data["data"]["entries"], 1):
        about = entry["about"] or word(voice, f"about-{entry['form']}")
        inside = (
            paragraph((run(str(n), "label"),), align="center"),
            paragraph(inline(voice, word(voice, entry["form"]), "label")),
            paragraph(inline(voice, about, "label")),
            paragraph((run(str(entry["due"] or ""), "label"),), align="center"),
            page_of(name_of("page", entry["label"])),
        )
        rows.append(row((cell(i, w) for i, w in zip(inside, widths, strict=True)), least=7))
    yield table(rows, widths)
