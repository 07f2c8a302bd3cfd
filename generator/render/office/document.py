"""A form as a Word document: the printed sheet with boxes that toggle, places to write in."""

import json
from collections.abc import Iterator
from typing import Any

from generator.render.identity import qr_picture
from generator.render.office import wording
from generator.render.office.package import Section, package
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
from generator.render.office.words import Lines, Voice, inline, plain, put, run, word
from generator.render.sheets import Job

WIDTHS = {  # mm, 254 across: as on the printed sheet
    "zh": (10, 22, 66, 24, 46, 32, 38, 16),
    "en": (10, 22, 66, 24, 46, 32, 38, 16),
    "both": (9, 23, 59, 32, 52, 33, 30, 16),
}
LEDGER = (10, 22, 48, 48, 20, 20, 22, 26, 26, 12)
LEDGER_HEADS = (
    *("no", "col-clause-check", "col-problem", "col-measure", "col-leader", "col-person"),
    *("col-limit", "col-done", "col-proof", "col-closed"),
)
LEDGER_ROWS = 10
OWN_ROWS = 2
SHADE = "F2F2F2"
WRITE = 18.0  # mm: two lines of handwriting
SEAL = 45.0  # mm
NOTES = tuple(f"note-{n}" for n in ("face", "yes", "reason", "no", "true", "data"))


def document(job: Job) -> bytes:
    """The DOCX of an article's or bearer's sheet, or of the booklet: always the same bytes."""
    data: dict[str, Any] = json.loads(job.data)
    voice = Voice(job.language, data["strings"])
    form = data["data"]
    sections = [_sheet(voice, data, sheet) for sheet in form.get("sheets", [form])]
    if "sheets" in form:
        sections.append(_ledger(voice, data, form["ledger"]["ident"]))
        sections.append(_sign_off(voice, data, form["signature"]["ident"]))
    about = voice.strings["booklet"] if "sheets" in form else form["subject"]
    title = f"{plain(voice, word(voice, 'sheet-a'))} {plain(voice, about)}"
    return package(sections, title=title, subject=form["ident"]["text"], date=data["date"])


def _section(voice: Voice, data: dict[str, Any], ident: dict[str, Any], body: str) -> Section:
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
    )


def _sheet(voice: Voice, data: dict[str, Any], sheet: dict[str, Any]) -> Section:
    widths = WIDTHS[voice.language]
    body = [_title(wording.title(voice, "sheet-a", sheet["subject"])), _fields(voice), _gap()]
    if unwritten := wording.draft(voice, sheet):
        body.append(paragraphs(unwritten))
    body.append(table(_rows(voice, data["scale"], sheet), widths))
    if not sheet["inside"]:
        body += [_gap(), signatures(voice, "opinion"), *_notes(voice, NOTES)]
    return _section(voice, data, sheet["ident"], "".join(body))


def _title(lines: Lines) -> str:
    return paragraphs(lines, align="center", keep=True)


def _gap() -> str:
    return paragraph((run(" ", "small"),))


def _fields(voice: Voice) -> str:
    """Who fills the form in, for when; each place has the name it has in a workbook."""
    widths = (38, 62, 28, 48, 26, 52)
    keys = (
        (("unit", "unit"), ("unit-type", "unit_type"), ("filled-by", "filler")),
        (("period", "period"), ("fill-date", "fill_date"), ("phone", "phone")),
    )
    rows = []
    for line in keys:
        cells = []
        for n, (key, name) in enumerate(line):
            label = paragraphs(wording.named(voice, key), align="right")
            cells += [cell(label, widths[2 * n]), cell(blank(name), widths[2 * n + 1])]
        rows.append(row(cells, least=9))
    return table(rows, widths)


def _rows(voice: Voice, scale: list[dict[str, Any]], sheet: dict[str, Any]) -> Iterator[str]:
    widths = WIDTHS[voice.language]
    yield from _head(voice, widths)
    for group in sheet["groups"]:
        yield from _bands(voice, group, widths)
        for check in group["checks"]:
            yield _check(voice, scale, check, widths)
    for n in range(1, OWN_ROWS + 1):
        name = f"own-{n}"
        words = paragraphs(wording.named(voice, "own-row", "small"))
        shown = ["", words, blank(f"{name}.ask"), "", ""]
        yield _answered(voice, scale, name, (shown, widths))


def _head(voice: Voice, widths: tuple[int, ...]) -> Iterator[str]:
    """Two rows, printed on each page."""
    keys = ("no", "col-clause", "col-ask", "", "", "col-result", "col-finding", "col-remark")
    upper, lower = [], []
    for n, key in enumerate(keys):
        if key:
            words = paragraphs(wording.named(voice, key, "head"), align="center")
            upper.append(cell(words, widths[n], merge="restart", shade=SHADE))
            lower.append(cell(paragraph(()), widths[n], merge="continue", shade=SHADE))
            continue
        if n == 3:
            words = paragraphs(wording.named(voice, "col-editorial", "head"), align="center")
            upper.append(cell(words, widths[3] + widths[4], span=2, shade=SHADE))
        under = "col-verify" if n == 3 else "col-evidence"
        words = paragraphs(wording.named(voice, under, "head"), align="center")
        lower.append(cell(words, widths[n], shade=SHADE))
    yield row(upper, head=True)
    yield row(lower, head=True)


def _bands(voice: Voice, group: dict[str, Any], widths: tuple[int, ...]) -> Iterator[str]:
    if group["heading"]:
        words = paragraph(wording.heading(voice, group), keep=True)
        yield row([cell(words, sum(widths), span=8)], least=8)
    left = widths[0] + widths[1]
    for band in (*group["lead"], group):
        cited = paragraphs(wording.cite(voice, band), keep=True)
        law = "".join(paragraphs(piece, keep=True) for piece in wording.law(voice, band["law"]))
        yield row([cell(cited, left, span=2), cell(law, sum(widths) - left, span=6)])


def _check(
    voice: Voice, scale: list[dict[str, Any]], check: dict[str, Any], widths: tuple[int, ...]
) -> str:
    shown = [
        paragraph((run(str(check["no"]), "label"),), align="center"),
        paragraphs(wording.clause(voice, check)),
        paragraphs(wording.asked(voice, check)),
        paragraphs(wording.method(voice, check)),
        paragraphs(wording.evidence(voice, check)),
    ]
    return _answered(voice, scale, check["id"], (shown, widths))


def _answered(
    voice: Voice,
    scale: list[dict[str, Any]],
    name: str,
    form: tuple[list[str], tuple[int, ...]],
) -> str:
    """A row with a box for each answer, tagged A05-01-1.yes, and places to write beside."""
    shown, widths = form
    inside = [
        *shown,
        _boxes(voice, scale, name),
        blank(f"{name}.finding"),
        blank(f"{name}.remark"),
    ]
    cells = [cell(i or paragraph(()), w) for i, w in zip(inside, widths, strict=True)]
    return row(cells, least=WRITE)


def _boxes(voice: Voice, scale: list[dict[str, Any]], name: str) -> str:
    """A box an answer; in Chinese the base of the rate, 是 部分 否, has a column of its own."""
    boxes = {
        a["code"]: tick(f"{name}.{a['code']}", inline(voice, a["short"], "label"))
        for a in scale
    }
    lines = [("yes", "na"), ("partial", "unchecked"), ("no",)]
    if voice.language != "zh":
        lines = [(code,) for code in boxes]
    return "".join(ticks((boxes[code] for code in line), 13) for line in lines)


def signatures(voice: Voice, opinion: str) -> str:
    """Opinion, four signatures with their dates, and room for the seal, on one page."""
    widths = (99.5, 99.5, SEAL + 10)
    date = _date(voice)
    stated = paragraphs(wording.named(voice, opinion), keep=True) + blank("opinion")
    seal = paragraphs((*wording.named(voice, "seal"), (), (), date), align="center", keep=True)
    rest = cell(paragraph(()), widths[2], merge="continue")
    first = cell(stated, sum(widths[:2]), span=2, align="top")
    rows = [row([first, cell(seal, widths[2], merge="restart")], least=22)]
    for pair in (("filler", "reviewer"), ("leader-charge", "leader-head")):
        signed = (paragraphs((*wording.named(voice, key), date), keep=True) for key in pair)
        rows.append(
            row([*(cell(s, w) for s, w in zip(signed, widths, strict=False)), rest], least=14)
        )
    return table(rows, widths)


def _date(voice: Voice) -> Any:
    blanks = word(voice, "date-both" if voice.language == "both" else "date", _="　　　")
    return (run(blanks["en" if voice.language == "en" else "zh"] or "", "small"),)


def _notes(voice: Voice, keys: tuple[str, ...]) -> Iterator[str]:
    """填表说明, numbered."""
    yield paragraphs(wording.named(voice, "notes", "head"))
    for n, key in enumerate(keys, 1):
        first, *rest = put(voice, word(voice, key), "hint")
        yield paragraphs(((run(f"{n}. ", "hint"), *first), *rest))


def _ledger(voice: Voice, data: dict[str, Any], ident: dict[str, Any]) -> Section:
    """整改台账, blank."""
    heads = (
        cell(paragraphs(wording.named(voice, key, "head"), align="center"), width, shade=SHADE)
        for key, width in zip(LEDGER_HEADS, LEDGER, strict=True)
    )
    rows = [row(heads, head=True)]
    for n in range(1, LEDGER_ROWS + 1):
        number = paragraph((run(str(n), "label"),), align="center")
        inside = [number, *(blank(f"ledger-{n}.{key}") for key in LEDGER_HEADS[1:-1])]
        inside.append(ticks([tick(f"ledger-{n}.closed", ())], 13))
        rows.append(row((cell(i, w) for i, w in zip(inside, LEDGER, strict=True)), least=WRITE))
    title = put(voice, word(voice, "ledger"), "title")
    keys = ("ledger-zero", "ledger-from", "ledger-measure", "note-true", "ledger-close")
    body = [_title(title), _gap(), table(rows, LEDGER), _gap()]
    body += [signatures(voice, "ledger-opinion"), *_notes(voice, keys)]
    return _section(voice, data, ident, "".join(body))


def _sign_off(voice: Voice, data: dict[str, Any], ident: dict[str, Any]) -> Section:
    """签字背书页."""
    title = put(voice, word(voice, "signature"), "title")
    statement = paragraphs(wording.named(voice, "sign-statement", "ask"))
    body = [_title(title), _gap(), statement, _gap(), signatures(voice, "opinion")]
    return _section(voice, data, ident, "".join((*body, *_notes(voice, NOTES))))
