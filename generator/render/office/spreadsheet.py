"""A form as a workbook: sheets of checks, ledger, summary and the data they count from."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.render.office import sums
from generator.render.office.checksheet import OWN_ROWS, Desk, Part, check_page, field_places
from generator.render.office.datasheet import FIRST, data_page, filled_places, names
from generator.render.office.ledger import ledger_page
from generator.render.office.plan import Page, Plan
from generator.render.office.summarysheet import summary_page
from generator.render.office.words import Record, Voice, english, plain, word
from generator.render.sheets import Job

LONGEST_NAME = 31  # characters of a worksheet's name
LONGEST_HEAD = 250  # Excel refuses headers past 255
_REFUSED = re.compile(r"[\[\]:*?/\\']")  # in names of worksheets: "Articles 3/4"


def plan(job: Job) -> Plan:
    """The workbook of an article's or bearer's sheet, or of the booklet."""
    data: dict[str, Any] = json.loads(job.data)
    form = data["data"]
    several = "sheets" in form
    sheets = form["sheets"] if several else [form]
    voice = Voice(job.language, data["strings"])
    parts = tuple(_parts(voice, sheets))
    rows = sum(s["due"] for s in sheets) + OWN_ROWS * len(sheets)
    table = sums.Table(FIRST + 1, FIRST + rows)
    desk = Desk(voice, data["regulation"], tuple(data["scale"]), table)
    made = tuple((part, *check_page(desk, part)) for part in parts)
    stacks = tuple((part, stack) for part, _, stack in made)
    ledger = ledger_page(desk, _title(voice, "ledger"))
    lines = tuple(_lines(form if several else None, sheets))
    summary = summary_page(desk, _title(voice, "summary"), lines)
    pages = [_headed(desk, page, part.sheet["ident"]) for part, page, _ in made]
    pages += [_headed(desk, p, form["ident"]) for p in (ledger, summary)]
    about = voice.strings["booklet"] if several else form["subject"]
    return Plan(
        pages=(*pages, data_page(desk, form["ident"], stacks)),
        names=names(desk) | field_places(parts[0].name) | filled_places(stacks),
        title=f"{plain(voice, word(voice, 'sheet-a'))} {plain(voice, about)}",
        subject=form["ident"]["text"],
        date=data["date"],
        message=(
            plain(voice, word(voice, "col-ask")),
            plain(voice, word(voice, "office-pick")),
        ),
    )


def _parts(voice: Voice, sheets: list[dict[str, Any]]) -> Iterator[Part]:
    taken = {_title(voice, "ledger"), _title(voice, "summary"), sums.DATA}
    for number, sheet in enumerate(sheets, 1):
        name = _free(_name(voice, sheet["short"]), taken)
        taken.add(name)
        yield Part(number, name, sheet)


def _name(voice: Voice, record: Record) -> str:
    """第五条, Article 5, or both where they fit on the tab."""
    both = plain(voice, record)
    if voice.language == "both" and len(both) > LONGEST_NAME:
        both = record["zh"] or ""
    return _REFUSED.sub(" ", both).strip()[:LONGEST_NAME].strip() or english(voice, record)[:9]


def _free(name: str, taken: set[str]) -> str:
    """The name, numbered where it is taken."""
    n, free = 2, name
    while free.casefold() in {t.casefold() for t in taken}:
        free, n = f"{name[: LONGEST_NAME - 4]} {n}", n + 1
    return free


def _title(voice: Voice, key: str) -> str:
    return _name(voice, word(voice, key))


def _lines(
    booklet: dict[str, Any] | None, sheets: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Rows of the summary: those printed for the booklet, else the articles and their total."""
    articles: dict[str, dict[str, Any]] = {}
    due: dict[str, int] = {}
    for group in (g for sheet in sheets for g in sheet["groups"]):
        at = group["article"]["at"]
        articles.setdefault(at, group["article"])
        due[at] = due.get(at, 0) + len(group["checks"])
    if booklet is None:
        for at, article in articles.items():
            yield {"kind": "article", "due": due[at], **article}
        yield {"kind": "total", "due": sum(due.values())}
        return
    by_cite = {a["cite"]["zh"]: at for at, a in articles.items()}
    for row in booklet["summary"]["rows"]:
        yield {**row, "at": by_cite[row["cite"]["zh"]]} if row["kind"] == "article" else row


def _headed(desk: Desk, page: Page, ident: dict[str, Any]) -> Page:
    """Who the sheet is above each page, what the text is worth and page x of y below it."""
    voice, law = desk.voice, desk.regulation
    first = "en" if voice.language == "en" else "zh"
    title = law["title"]["zh"] if first == "zh" else english(voice, law["title"])
    number = law["number"][first] or law["number"]["zh"]
    named = f"《{title}》　{number}" if first == "zh" else f"{title}, {number}"
    right = f'&R&"SimSun,Regular"&8 {_safe(ident["text"])}'
    left = f'&L&"SimSun,Regular"&8 {_safe(named)}'
    room = LONGEST_HEAD - len(right)
    x_of_y = plain(voice, word(voice, "page", x="&P", y="&N"))
    status = law["status"][first] or law["status"]["zh"]
    foot = f'&R&"SimSun,Regular"&8 {x_of_y}'
    stated = f'&L&"SimSun,Regular"&8 {_safe(status)}'
    if len(stated) + len(foot) > LONGEST_HEAD:
        stated = ""  # it stands on the sheet itself
    return replace(page, head=left[:room] + right, foot=stated + foot)


def _safe(text: str) -> str:
    """An ampersand would begin a code of the header."""
    return text.replace("&", "&&")
