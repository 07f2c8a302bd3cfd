"""Cover, notes and contents of the booklet as pages of a Word document."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from generator.answers.names import name_of
from generator.records.texts import Text
from generator.sheets.columns import CONTENTS, columns_in, widths_in
from generator.sheets.docx.formpages import grid_table
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import (
    cell,
    page_of,
    paragraph,
    paragraphs,
    row,
    table,
)
from generator.sheets.docx.sections import SHADE, fields, form_title, section
from generator.sheets.models import Setting
from generator.sheets.office import wording
from generator.sheets.office.forms import suggestions
from generator.sheets.office.pieces import COVER, fields_of
from generator.sheets.office.words import Lines, Voice, english, inline, put, run, word
from generator.sheets.records import Booklet, ContentsLine, Sampling


def front_section(voice: Voice, body: Booklet, setting: Setting) -> FormSection:
    """All that stands before the first sheet; who counts pages is the program."""
    parts = (
        *_cover(voice, body, setting),
        *_guide(voice, body.sampling, setting),
        *_contents(voice, body.entries),
    )
    return section(voice, setting.regulation, body.ident, "".join(parts))


def _cover(voice: Voice, body: Booklet, setting: Setting) -> Iterator[str]:
    law = setting.regulation
    title = Text(f"《{law.title.zh}》", english(voice, law.title))
    lines: Lines = (
        *((),) * 4,
        *put(voice, title, "law-title"),
        *put(voice, word(voice, "booklet"), "cover"),
        inline(voice, law.number, "label"),
        *((),) * 3,
    )
    yield paragraphs(lines, align="center")
    yield fields(fields_of(voice, setting.printing, COVER))
    said = {key: str(n) for key, n in asdict(body.words).items()}
    yield paragraphs(put(voice, word(voice, "words-quoted", **said), "small"))


def _guide(voice: Voice, sampling: Sequence[Sampling], setting: Setting) -> Iterator[str]:
    yield form_title(put(voice, word(voice, "notes"), "title"), fresh=True)
    for n, key in enumerate(CONTENTS.notes, 1):
        first, *rest = put(voice, word(voice, key), "label")
        yield paragraphs(((run(f"{n}. ", "label"), *first), *rest))
    grid = suggestions(voice, sampling)
    if grid.entries:
        yield from (paragraphs(grid.title, keep=True), grid_table(voice, setting.scale, grid))


def _contents(voice: Voice, entries: Sequence[ContentsLine]) -> Iterator[str]:
    widths = widths_in(CONTENTS, "document", voice.language)
    yield form_title(put(voice, word(voice, "contents"), "title"), fresh=True)
    heads = (
        cell(paragraphs(wording.named(voice, one.head, "head"), align="center"), w, shade=SHADE)
        for one, w in zip(columns_in(CONTENTS, "document"), widths, strict=True)
    )
    rows = [row(heads, head=True)]
    for n, entry in enumerate(entries, 1):
        about = entry.about or word(voice, f"about-{entry.form}")
        inside = (
            paragraph((run(str(n), "label"),), align="center"),
            paragraph(inline(voice, word(voice, entry.form), "label")),
            paragraph(inline(voice, about, "label")),
            paragraph((run(str(entry.due or ""), "label"),), align="center"),
            page_of(name_of("page", entry.label)),
        )
        rows.append(row((cell(i, w) for i, w in zip(inside, widths, strict=True)), least=7))
    yield table(rows, widths)
