"""A form as a workbook: sheets of checks, ledger, summary and the data they count from."""

import json
from collections.abc import Iterator
from typing import Any

from generator.sheets.jobs import Job
from generator.sheets.office.forms import form as made_form
from generator.sheets.office.words import Voice, plain, word
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.checksheet import OWN_ROWS, Desk, Part, check_page, field_places
from generator.sheets.xlsx.datasheet import FIRST, data_page, filled_places, names
from generator.sheets.xlsx.formsheet import form_plan
from generator.sheets.xlsx.ledger import ledger_page
from generator.sheets.xlsx.letterhead import headed
from generator.sheets.xlsx.model import Plan
from generator.sheets.xlsx.summarysheet import summary_page
from generator.sheets.xlsx.tabs import free, tab_of


def plan(job: Job) -> Plan:
    """The workbook of a form, whichever it is."""
    data: dict[str, Any] = json.loads(job.data)
    voice = Voice(job.language, data["strings"])
    if data["form"] in ("sheet-a", "booklet"):
        return _checks(voice, data)
    none = sums.Table(FIRST + 1, FIRST)  # of checks that are counted
    desk = Desk(voice, data["regulation"], tuple(data["scale"]), none, data["options"])
    return form_plan(desk, made_form(voice, data), data["data"]["ident"], data["date"])


def _checks(voice: Voice, data: dict[str, Any]) -> Plan:
    """Of an article, a bearer, chosen checks, or the booklet."""
    form = data["data"]
    several = "sheets" in form
    sheets = form["sheets"] if several else [form]
    parts = tuple(_parts(voice, sheets))
    rows = sum(s["due"] for s in sheets) + OWN_ROWS * len(sheets)
    table = sums.Table(FIRST + 1, FIRST + rows)
    desk = Desk(voice, data["regulation"], tuple(data["scale"]), table, data["options"])
    made = tuple((part, *check_page(desk, part)) for part in parts)
    stacks = tuple((part, stack) for part, _, stack in made)
    ledger = ledger_page(desk, _title(voice, "ledger"))
    lines = tuple(_lines(form if several else None, sheets))
    summary = summary_page(desk, _title(voice, "summary"), lines)
    law = desk.regulation
    pages = [headed(voice, law, page, part.sheet["ident"]) for part, page, _ in made]
    pages += [headed(voice, law, p, form["ident"]) for p in (ledger, summary)]
    about = voice.strings["booklet"] if several else form["subject"]
    return Plan(
        pages=(*pages, data_page(desk, form["ident"], stacks)),
        names=names()
        | {"checks": table.all("id")}
        | field_places(parts[0].name)
        | filled_places(stacks),
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
        name = free(tab_of(voice, sheet["short"]), taken)
        taken.add(name)
        yield Part(number, name, sheet)


def _title(voice: Voice, key: str) -> str:
    return tab_of(voice, word(voice, key))


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
