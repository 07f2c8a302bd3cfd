"""Who a form is and what its text is worth, at the head of a worksheet and on each page."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.render.office.plan import Page
from generator.render.office.rows import Row, Slot
from generator.render.office.words import Lines, Voice, english, inline, plain, put, run, word

LONGEST_HEAD = 250  # Excel refuses headers past 255
Ident = dict[str, str]


def letterhead(
    voice: Voice, regulation: dict[str, Any], ident: Ident, title: tuple[Lines, int, int]
) -> Iterator[Row]:
    """Title, whose text it is, who the form is, the status; `title` with two columns.

    They are the last of the worksheet and the one before which the name of the text ends.
    """
    words, last, middle = title
    yield Row((Slot(0, words, "title", last),), 30)
    title_, number = regulation["title"], regulation["number"]
    named = {
        "zh": f"《{title_['zh']}》　{number['zh']}",
        "en": f"{title_['en']}, {number['en']}" if title_["en"] else None,
    }
    line = word(voice, "ident-line", id=ident["id"], version=ident["version"])
    mark = word(voice, "ident-stamp")
    who: Lines = (
        inline(voice, line, "small"),
        (*inline(voice, mark, "small"), run(f" {ident['text']}", "small")),
    )
    left = Slot(0, put(voice, named, "hint"), "left", middle - 1)
    yield Row((left, Slot(middle, who, "right", last)), 28)
    yield Row((Slot(0, put(voice, regulation["status"], "hint"), "status", last),))
    yield Row((), 4)


def headed(voice: Voice, regulation: dict[str, Any], page: Page, ident: Ident) -> Page:
    """The same above each printed page, and below it the status and page x of y."""
    first = "en" if voice.language == "en" else "zh"
    title_, number_ = regulation["title"], regulation["number"]
    title = title_["zh"] if first == "zh" else english(voice, title_)
    number = number_[first] or number_["zh"]
    named = f"《{title}》　{number}" if first == "zh" else f"{title}, {number}"
    right = f'&R&"SimSun,Regular"&8 {_safe(ident["text"])}'
    left = f'&L&"SimSun,Regular"&8 {_safe(named)}'
    room = LONGEST_HEAD - len(right)
    x_of_y = plain(voice, word(voice, "page", x="&P", y="&N"))
    status = regulation["status"][first] or regulation["status"]["zh"]
    foot = f'&R&"SimSun,Regular"&8 {x_of_y}'
    stated = f'&L&"SimSun,Regular"&8 {_safe(status)}'
    if len(stated) + len(foot) > LONGEST_HEAD:
        stated = ""  # it stands on the sheet itself
    return replace(page, head=left[:room] + right, foot=stated + foot)


def _safe(text: str) -> str:
    """An ampersand would begin a code of the header."""
    return text.replace("&", "&&")
