"""A form as a Word document: the printed sheet with boxes that toggle, places to write in."""

import json
from collections.abc import Iterator
from typing import Any

from generator.sheets.docx.cover import front_section
from generator.sheets.docx.formpages import form_section
from generator.sheets.docx.package import Section, package
from generator.sheets.docx.paragraphs import (
    blank,
    cell,
    filled_in,
    kept,
    mm,
    paragraph,
    paragraphs,
    row,
    sentence,
    table,
)
from generator.sheets.docx.report import report_section
from generator.sheets.docx.sections import (
    SHADE,
    STRONG,
    WRITE,
    beside,
    boxes,
    ended,
    fields,
    gap,
    notes,
    section,
    signatures,
    titled,
)
from generator.sheets.jobs import Job
from generator.sheets.office import wording
from generator.sheets.office.blocks import Signatures
from generator.sheets.office.forms import form
from generator.sheets.office.heights import height
from generator.sheets.office.pieces import PEOPLE, STANDARD, fields_of
from generator.sheets.office.words import (
    Line,
    Lines,
    Record,
    Voice,
    inline,
    plain,
    put,
    run,
    text_of,
    to_write_on,
    word,
)
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.model import name_of

WIDTHS = {  # mm, 254 across: as on the printed sheet
    "zh": (10, 22, 66, 24, 46, 32, 38, 16),
    "en": (10, 22, 66, 24, 46, 32, 38, 16),
    "both": (10, 23, 59, 32, 51, 33, 30, 16),
}
OWN_ROWS = 2
LONG = 90.0  # points of a law text that may stand at the end of a page without its checks
NOTES = tuple(f"note-{n}" for n in ("face", "yes", "reason", "no", "true", "data"))
SIGNED = Signatures("opinion", PEOPLE)


def document(job: Job) -> bytes:
    """The DOCX of a form, whichever it is: always the same bytes."""
    data: dict[str, Any] = json.loads(job.data)
    voice = Voice(job.language, data["strings"])
    made = data["data"]
    match data["form"]:
        case "sheet-a":
            about = f"{wording.once(voice, 'sheet-a')} {plain(voice, made['subject'])}"
            sections = [_sheet(voice, data, made)]
        case "booklet":
            about = f"{wording.once(voice, 'sheet-a')} {wording.once(voice, 'booklet')}"
            sections = _booklet(voice, data)
        case "report":
            about = wording.once(voice, "report")
            sections = [report_section(voice, data)]
        case _:
            whole = form(voice, data)
            about = text_of(whole.title).replace("\n", " / ")
            sections = [form_section(voice, data, whole)]
    return package(sections, title=about, subject=made["ident"]["text"], date=data["date"])


def _booklet(voice: Voice, data: dict[str, Any]) -> list[Section]:
    """Its front, its sheets, the forms that are filled in from them, the sign-off."""
    made = data["data"]
    sections = [front_section(voice, data)]
    sections += [_sheet(voice, data, sheet, sheet["label"]) for sheet in made["sheets"]]
    for key in ("summary", "ledger"):
        part = data | {"form": key, "data": made[key]}
        sections.append(form_section(voice, part, form(voice, part), key))
    return [*sections, _sign_off(voice, data, made["signature"]["ident"])]


def _sheet(
    voice: Voice, data: dict[str, Any], sheet: dict[str, Any], label: str = ""
) -> Section:
    widths = WIDTHS[voice.language]
    title = wording.title(voice, "sheet-a", sheet["subject"])
    body = [titled(title, label), fields(fields_of(voice, data, STANDARD)), gap()]
    if not sheet["inside"]:
        body += [beside(voice, NOTES), gap()]
    if unwritten := wording.draft(voice, sheet):
        body.append(paragraphs(unwritten))
    rows = list(_rows(voice, data["scale"], sheet))
    below = () if sheet["inside"] else (SIGNED,)
    body.append(table([*_head(voice, widths), *ended(voice, rows, below, widths)], widths))
    return section(voice, data, sheet["ident"], "".join(body))


def _rows(voice: Voice, scale: list[dict[str, Any]], sheet: dict[str, Any]) -> Iterator[str]:
    widths = WIDTHS[voice.language]
    portions = wording.articles(sheet)
    for portion in portions:
        *first, last = _asked(voice, scale, portion)
        yield from (*first, kept(last))
        if not portion.whole:
            yield _counts(voice, scale, "subtotal", portion.at, portion.due)
    key = "total" if len(portions) > 1 else "subtotal"
    yield _counts(voice, scale, key, "whole", sheet["due"])
    for n in range(1, OWN_ROWS + 1):
        name = f"own-{n}"
        words = paragraphs(wording.named(voice, "own-row", "small"))
        shown = ["", words, blank(name_of("ask", name)), "", ""]
        yield _answered(voice, scale, name, (shown, widths))


def _asked(
    voice: Voice, scale: list[dict[str, Any]], portion: wording.Portion
) -> Iterator[str]:
    """The regulation's words and the checks of an article."""
    widths = WIDTHS[voice.language]
    for group in portion.groups:
        yield from _bands(voice, group, widths)
        for check in group["checks"]:
            yield _check(voice, scale, check, widths)


def _counts(voice: Voice, scale: list[dict[str, Any]], key: str, at: str, due: int) -> str:
    """小计 or 合计: how many are due, places for the others, named done_a5 or done_whole."""
    named = {a["code"]: a["short"] for a in scale}
    kinds = ("done", *sums.CODES, "rate")
    line: Line = (*inline(voice, word(voice, key), "head"), *_of(voice, word(voice, "sum-due")))
    line += (run(str(due), "head"),)
    for kind in kinds:
        line += (*_of(voice, named.get(kind) or word(voice, f"sum-{kind}")), to_write_on(10))
    words = filled_in((*line, run("%", "label")), (name_of(kind, at) for kind in kinds))
    return row(
        [cell(sentence(words), sum(WIDTHS[voice.language]), span=8, top=STRONG)], least=10
    )


def _of(voice: Voice, record: Record) -> Line:
    """What a number is of, apart from what stands before it."""
    return (run("　", "label"), *inline(voice, record, "label"), run(" ", "label"))


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
        lines = wording.law(voice, band["law"])
        keep = _tall(lines, sum(widths) - left) <= LONG
        cited = paragraphs(wording.cite(voice, band), keep=keep)
        law = "".join(paragraphs(piece, keep=keep) for piece in lines)
        yield row([cell(cited, left, span=2), cell(law, sum(widths) - left, span=6)])


def _tall(pieces: tuple[Lines, ...], width: float) -> float:
    whole = tuple(line for piece in pieces for line in piece)
    return height(((whole, mm(width) / 20),))


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
    """A row with a box for each answer, named yes_A05_01_1, and places to write beside."""
    shown, widths = form
    inside = [
        *shown,
        boxes(voice, scale, name),
        blank(name_of("finding", name)),
        blank(name_of("remark", name)),
    ]
    cells = [cell(i or paragraph(()), w) for i, w in zip(inside, widths, strict=True)]
    return row(cells, least=WRITE)


def _sign_off(voice: Voice, data: dict[str, Any], ident: dict[str, Any]) -> Section:
    """签字背书页."""
    title = titled(put(voice, word(voice, "signature"), "title"), "signature")
    statement = paragraphs(wording.named(voice, "sign-statement", "ask"))
    widths = (99.5, 99.5, 55)
    signed = table(signatures(voice, SIGNED, widths), widths)
    body = (title, gap(), statement, gap(), signed, gap(), *notes(voice, NOTES))
    return section(voice, data, ident, "".join(body))
