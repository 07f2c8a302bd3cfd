"""What every form has as a Word document: who it is, fields, signatures, notes."""

from collections.abc import Iterator, Sequence
from typing import Any

from generator.render.identity import qr_picture
from generator.render.office import wording
from generator.render.office.blocks import Fields, Signatures
from generator.render.office.package import Section
from generator.render.office.paragraphs import (
    blank,
    cell,
    paragraph,
    paragraphs,
    row,
    table,
    tick,
    ticks,
)
from generator.render.office.plan import name_of
from generator.render.office.words import (
    Line,
    Lines,
    Voice,
    inline,
    plain,
    put,
    run,
    word,
)

SHADE = "F2F2F2"  # of heads
WRITE = 18.0  # mm: two lines of handwriting
SEAL = 45.0  # mm
FIELDS = (38, 62, 28, 48, 26, 52)  # mm: three labels and their lines


def section(
    voice: Voice,
    data: dict[str, Any],
    ident: dict[str, Any],
    body: str,
    *,
    portrait: bool = False,
) -> Section:
    """A form with who it is above each page and what the text is worth below."""
    law = data["regulation"]
    number, title = law["number"], law["title"]
    named = {
        "zh": f"{number['zh']}　《{title['zh']}》",
        "en": f"{title['en']}, {number['en']}" if title["en"] else None,
    }
    line = word(voice, "ident-line", id=ident["id"], version=ident["version"])
    stamp = (
        *inline(voice, word(voice, "ident-stamp"), "small"),
        run(f" {ident['stamp']}", "small"),
    )
    who: Lines = (inline(voice, line, "small"), stamp, (run(ident["text"], "small"),))
    return Section(
        body=body,
        left=put(voice, named, "small"),
        right=who,
        picture=qr_picture(ident["text"]),
        described=plain(voice, word(voice, "qr-alt", text=ident["text"])),
        foot=put(voice, law["status"], "small"),
        page=inline(voice, word(voice, "page"), "small"),
        portrait=portrait,
    )


def titled(lines: Lines) -> str:
    """The title of a form."""
    return paragraphs(lines, align="center", keep=True)


def gap() -> str:
    """An empty line, so that two tables do not become one; on the page of the second."""
    return paragraph((run(" ", "small"),), keep=True)


def fields(block: Fields) -> str:
    """Who fills the form in, for when; each place has the name it has in a workbook."""
    rows = []
    for line in block.lines:
        cells = []
        for n, field in enumerate(line):
            label = paragraphs(field.label, align="right")
            place = blank(field.name, field.given)
            cells += [cell(label, FIELDS[2 * n]), cell(place, FIELDS[2 * n + 1])]
        rows.append(row(cells, least=9))
    return table(rows, FIELDS)


def boxes(voice: Voice, scale: Sequence[dict[str, Any]], name: str) -> str:
    """A box an answer; in Chinese the base of the rate, 是 部分 否, has a column of its own."""
    every = {
        a["code"]: tick(name_of(a["code"], name), inline(voice, a["short"], "label"))
        for a in scale
    }
    lines = [("yes", "na"), ("partial", "unchecked"), ("no",)]
    if voice.language != "zh" or len(every) < len(lines):
        lines = [(code,) for code in every]
    return "".join(ticks((every[code] for code in line), 13) for line in lines)


def signatures(voice: Voice, block: Signatures) -> str:
    """Opinion, signatures with their dates, and room for the seal, on one page."""
    widths = (99.5, 99.5, SEAL + 10)
    stated = paragraphs(wording.named(voice, block.opinion), keep=True) + blank("opinion")
    seal = (*wording.named(voice, "seal"), (), (), date_line(voice))
    sealed = paragraphs(seal, align="center", keep=True)
    rest = cell(paragraph(()), widths[2], merge="continue")
    first = cell(stated, sum(widths[:2]), span=2, align="top")
    rows = [row([first, cell(sealed, widths[2], merge="restart")], least=22)]
    for pair in zip(block.people[::2], block.people[1::2], strict=True):
        signed = (
            paragraphs((*wording.named(voice, key), date_line(voice)), keep=True)
            for key in pair
        )
        cells = (cell(s, w) for s, w in zip(signed, widths, strict=False))
        rows.append(row([*cells, rest], least=14))
    return table(rows, widths)


def date_line(voice: Voice, role: str = "small") -> Line:
    """A date to be written by hand."""
    blanks = word(voice, "date-both" if voice.language == "both" else "date", _="　　　")
    return (run(blanks["en" if voice.language == "en" else "zh"] or "", role),)


def notes(voice: Voice, keys: Sequence[str]) -> Iterator[str]:
    """填表说明, numbered."""
    yield paragraphs(wording.named(voice, "notes", "head"), keep=True)
    for n, key in enumerate(keys, 1):
        first, *rest = put(voice, word(voice, key), "hint")
        words = ((run(f"{n}. ", "hint"), *first), *rest)
        yield paragraphs(words, keep=n < len(keys))
