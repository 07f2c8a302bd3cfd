"""Who a form is and what its text is worth, at the head of a worksheet and on each page."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from generator.records.texts import Text
from generator.sheets.models import Source
from generator.sheets.office.styles import FACES
from generator.sheets.office.words import (
    Lines,
    Voice,
    cell_text,
    english,
    inline,
    plain,
    put,
    run,
    word,
)
from generator.sheets.records import Identity
from generator.sheets.xlsx.model import WorksheetModel
from generator.sheets.xlsx.rows import SheetRow, Slot

LONGEST_HEAD = 250  # Excel refuses headers past 255
FOOT, HEAD = 135, 95  # letters on a line of the foot and the head, beside what stands right
UPRIGHT = 0.6  # of these on a page that is upright


def letterhead(
    voice: Voice, regulation: Source, ident: Identity, title: tuple[Lines, int, int]
) -> Iterator[SheetRow]:
    """Title, whose text it is, who the form is, the status; `title` with two columns.

    They are the last of the worksheet and the one before which the name of the text ends.
    """
    words, last, middle = title
    yield SheetRow((Slot(0, words, "title", last),), 30)
    law, number = regulation.title, regulation.number
    named = Text(f"《{law.zh}》　{number.zh}", f"{law.en}, {number.en}" if law.en else None)
    line = word(voice, "ident-line", id=ident.id, version=ident.version)
    mark = word(voice, "ident-stamp")
    who: Lines = (
        (
            *inline(voice, ident.number, "small"),
            run("　", "small"),
            *inline(voice, line, "small"),
        ),
        (*inline(voice, mark, "small"), run(f" {ident.text}", "small")),
    )
    left = Slot(0, put(voice, named, "hint"), "left", middle - 1)
    yield SheetRow((left, Slot(middle, who, "right", last)), 28)
    here = _at_foot(voice, regulation)[1]
    if here:
        yield SheetRow((Slot(0, here, "status", last),))
    yield SheetRow((), 4)


def repeated(voice: Voice, regulation: Source, last: int) -> Iterator[SheetRow]:
    """What the text is worth as far as the foot has no room for it: above each head."""
    if above := _at_foot(voice, regulation)[2]:
        yield SheetRow((Slot(0, above, "status", last),), head=True)


def headed(
    voice: Voice, regulation: Source, page: WorksheetModel, ident: Identity
) -> WorksheetModel:
    """The same above each printed page, and below it the status and page x of y."""
    law, number = regulation.title, regulation.number
    named = (
        f"{english(voice, law)}, {number.en or number.zh}"
        if voice.language == "en"
        else f"《{law.zh}》　{number.zh}"
    )
    right = "&R" + _look(voice, ident.text)
    share = UPRIGHT if page.portrait else 1.0
    left = "&L" + _look(voice, _broken(_safe(named), round(HEAD * share)))
    room = LONGEST_HEAD - len(right)
    foot = _at_foot(voice, regulation, share)[0]
    return replace(page, head=left[:room] + right, foot=foot)


def _at_foot(voice: Voice, regulation: Source, share: float = 1.0) -> tuple[str, Lines, Lines]:
    """The foot of each page; the lines of the status in it, and those it has no room for."""
    lines = put(voice, regulation.status, "hint")
    x_of_y = plain(voice, word(voice, "page", x="&P", y="&N"))
    for fit in range(len(lines), -1, -1):
        said = cell_text(lines[:fit]).split("\n") if fit else []
        stated = "\n".join(_broken(_safe(line), round(FOOT * share)) for line in said)
        foot = f"&L{_look(voice, stated)}&R{_look(voice, x_of_y)}"
        if len(foot) <= LONGEST_HEAD:
            break
    return foot, lines[:fit], lines[fit:]


def _look(voice: Voice, text: str) -> str:
    """Words as in head and foot; a number after the size would be taken for a part of it."""
    face = "" if voice.language == "en" else f'&"{FACES["serif"]},Regular"'
    return f"{face}&9{' ' if text[:1].isdigit() else ''}{text}"


def _broken(text: str, most: int) -> str:
    """On two lines where it is too long for one, as programs do not break it themselves."""
    wide = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)
    if wide <= most:
        return text
    most = len(text) * most // wide
    cut = max(text.rfind(mark, 0, most) for mark in " 。，；") + 1 or most
    return f"{text[:cut].rstrip()}\n{text[cut:]}"


def _safe(text: str) -> str:
    """An ampersand would begin a code of the header."""
    return text.replace("&", "&&")
