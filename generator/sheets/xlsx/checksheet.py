"""The worksheet that is filled in: law text, questions, a row of free cells for each check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.sheets.office import wording
from generator.sheets.office.blocks import Signatures
from generator.sheets.office.heights import height, points
from generator.sheets.office.pieces import PEOPLE
from generator.sheets.office.words import Lines, Voice, word
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.letterhead import letterhead, repeated
from generator.sheets.xlsx.model import FIELDS, FILLED, MENDED, Formula, Page, Rule, at, on
from generator.sheets.xlsx.rows import Row, Slot, Stack, stacked
from generator.sheets.xlsx.signing import bound, notes, signatures

NO, CLAUSE, ASK, METHOD, EVIDENCE, ANSWER, FINDING, REASON, REMARK, ID, GAP = range(11)
MEND = dict(zip(MENDED, range(GAP + 1, GAP + 1 + len(MENDED)), strict=True))
FILL = dict(zip(FILLED, (ANSWER, FINDING, REASON, REMARK), strict=True))
# Units of a column, 130 across A4. LibreOffice breaks lines before any mark: with seven
# characters a line whom a check concerns, fifteen a question, few begin with one that closes.
PAPER = {
    "zh": (4.5, 11.0, 29.5, 12.0, 22.0, 10.5, 17.0, 12.0, 8.5),
    "en": (4.5, 12.5, 26.5, 12.0, 22.0, 11.0, 15.0, 13.0, 10.5),
    "both": (4.5, 11.0, 29.5, 12.5, 22.5, 11.0, 14.5, 11.0, 10.5),
}
BESIDE = (2.0, 1.5, 26.0, 11.0, 11.0, 13.0, 16.0, 18.0, 10.0)  # the id, what is to be mended
OWN_ROWS = 2  # for checks the unit adds itself
NOTES = tuple(f"note-{n}" for n in ("face", "yes", "reason", "no", "true", "data"))
SIGNED = Signatures("opinion", PEOPLE)
LONG = 200.0  # points of a law text that is not kept in one row
SUMMED = {"zh": 26.0, "en": 26.0, "both": 36.0}  # points: a line of counts a language
WRITE = 51.0  # points: two lines of handwriting

# Where a field of the head stands: its line, its label, the cells it is written in.
PLACES = {
    "unit": (0, (NO, CLAUSE), (ASK, ASK)),
    "unit_type": (0, (METHOD, METHOD), (EVIDENCE, EVIDENCE)),
    "filler": (0, (ANSWER, ANSWER), (FINDING, REMARK)),
    "period": (1, (NO, CLAUSE), (ASK, ASK)),
    "fill_date": (1, (METHOD, METHOD), (EVIDENCE, EVIDENCE)),
    "phone": (1, (ANSWER, ANSWER), (FINDING, REMARK)),
}
LABELS = {
    "unit": "unit",
    "unit_type": "unit-type",
    "period": "period",
    "filler": "filled-by",
    "fill_date": "fill-date",
    "phone": "phone",
}
FIELD_LINES = (4, 5)  # rows of the fields, from 0


@dataclass(frozen=True, slots=True)
class Part:
    """A worksheet of checks: its number in the workbook from 1, its name, its data."""

    number: int
    name: str
    sheet: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What every worksheet of a workbook is made with."""

    voice: Voice
    regulation: dict[str, Any]
    scale: tuple[dict[str, Any], ...]  # the answers with `needs_reason`
    table: sums.Table
    given: Mapping[str, str]  # what stands in fields already: unit, period


def own_id(part: Part, n: int) -> str:
    """The id of a row the unit fills in itself."""
    return f"own-{part.number}-{n}"


def check_page(desk: Desk, part: Part) -> tuple[Page, Stack]:
    """The worksheet, and where each check stands on it."""
    widths = (*PAPER[desk.voice.language], *BESIDE)
    stack = stacked(_rows(desk, part), widths)
    return Page(
        name=part.name,
        widths=widths,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, ASK),
        printed=(stack.length - 1, REMARK),
        picks=stack.picks,
        rules=tuple(_rules(desk, stack)),
        gone=(ID,),
    ), stack


def _rows(desk: Desk, part: Part) -> Iterator[Row]:
    yield from _top(desk, part)
    yield from repeated(desk.voice, desk.regulation, REMARK)
    yield from _head(desk.voice)
    asked = [row for portion in wording.articles(part.sheet) for row in _article(desk, portion)]
    yield from (*asked[:-1], replace(asked[-1], bind="summed"))
    yield from bound(tuple(_end(desk, part)))


def _article(desk: Desk, portion: wording.Portion) -> Iterator[Row]:
    """Its groups; below them its counts where there are others on the sheet."""
    rows = [row for group in portion.groups for row in _group(desk.voice, group)]
    if portion.whole:
        yield from rows
        return
    sums_up = _counts(desk, "subtotal", ("article", portion.at), portion.due)
    yield from (*rows[:-1], replace(rows[-1], bind="summed"), sums_up)


def _end(desk: Desk, part: Part) -> Iterator[Row]:
    """What comes after the last check, and shares a page with it where that has room."""
    several = len(wording.articles(part.sheet)) > 1
    key, scope = "total" if several else "subtotal", ("part", part.number)
    yield _counts(desk, key, scope, part.sheet["due"])
    for n in range(1, OWN_ROWS + 1):
        yield _own(desk.voice, own_id(part, n))
    if not part.sheet["inside"]:
        yield from signatures(desk.voice, PAPER[desk.voice.language], SIGNED)
        yield from notes(desk.voice, PAPER[desk.voice.language], NOTES)


def _top(desk: Desk, part: Part) -> Iterator[Row]:
    """Who the sheet is, the fields, how far one is."""
    voice, sheet = desk.voice, part.sheet
    title = wording.title(voice, "sheet-a", sheet["subject"])
    yield from letterhead(voice, desk.regulation, sheet["ident"], (title, REMARK, EVIDENCE))
    for n in range(len(FIELD_LINES)):
        yield _fields(desk, part, n)
    yield Row((Slot(NO, _progress(desk, part), "progress", REMARK),), 24)
    if unwritten := wording.draft(voice, part.sheet):
        yield Row((Slot(NO, unwritten, "cell", REMARK),))


def _fields(desk: Desk, part: Part, line: int) -> Row:
    slots: list[Slot] = []
    for field in FIELDS:
        row, label, place = PLACES[field]
        if row == line:
            first = part.number == 1
            shown = Formula(f'=IF({field}="","",{field})')
            words = wording.named(desk.voice, LABELS[field])
            slots.append(Slot(label[0], words, "label", label[1]))
            content, style = (desk.given.get(field, ""), "field") if first else (shown, "shown")
            slots.append(Slot(place[0], content, style, place[1]))
    return Row(tuple(slots), 26)


def _progress(desk: Desk, part: Part) -> Formula:
    """已填 3/27 项，缺理由 1 项。"""
    scope = ("part", part.number)
    answered = sums.total([sums.count(desk.table, scope, code) for code in sums.CODES])
    where = f"{desk.table.all('part')},{part.number}"
    return sums.filled(
        desk.voice,
        word(desk.voice, "office-progress", due=str(part.sheet["due"])),
        done=answered,
        missing=f"SUMIFS({desk.table.all('missing')},{where})",
    )


def _head(voice: Voice) -> Iterator[Row]:
    """Two rows, printed on each page."""
    single = {
        NO: "no",
        CLAUSE: "col-clause",
        ASK: "col-ask",
        ANSWER: "col-result",
        FINDING: "col-finding",
        REASON: "office-reason",
        REMARK: "office-remark",
    }
    over = tuple(
        Slot(n, wording.named(voice, key, "head"), "head", down=1) for n, key in single.items()
    )
    editorial = Slot(METHOD, wording.named(voice, "col-editorial", "head"), "head", EVIDENCE)
    mend = Slot(
        MEND["measure"], wording.named(voice, "office-mend", "head"), "head", MEND["closed"]
    )
    yield Row((*over, editorial, mend), head=True)
    under = {METHOD: "col-verify", EVIDENCE: "col-evidence"}
    under |= {MEND[k]: f"col-{k}" for k in MENDED}  # words of the ledger
    yield Row(
        tuple(Slot(n, wording.named(voice, k, "head"), "head") for n, k in under.items()),
        head=True,
    )


def _group(voice: Voice, group: dict[str, Any]) -> Iterator[Row]:
    """The regulation's words, then the checks that rest on them."""
    if group["heading"]:
        named = Slot(NO, (wording.heading(voice, group),), "heading", REMARK)
        yield Row((named,), 24, bind="heads")
    for band in (*group["lead"], group):
        words: Lines = wording.cite(voice, band)
        for n, piece in enumerate(_pieces(voice, wording.law(voice, band["law"]))):
            slots = (
                Slot(NO, words if n == 0 else (), "band" if n == 0 else "cell", CLAUSE),
                Slot(ASK, piece, "law" if n == 0 else "more", REMARK),
            )
            yield Row(slots, bind="heads")
    for check in group["checks"]:
        yield _check(voice, check)


def _pieces(voice: Voice, law: tuple[Lines, ...]) -> tuple[Lines, ...]:
    """A law text in one cell, a long one in a row for each piece: no row is past a page."""
    whole = tuple(line for piece in law for line in piece)
    wide = sum(map(points, PAPER[voice.language][ASK:]))
    long = height(((whole, wide),)) > LONG
    return law if long else (whole,)


def _check(voice: Voice, check: dict[str, Any]) -> Row:
    shown = (
        Slot(NO, check["no"], "number"),
        Slot(CLAUSE, wording.clause(voice, check), "cell"),
        Slot(ASK, wording.asked(voice, check), "cell"),
        Slot(METHOD, wording.method(voice, check), "cell"),
        Slot(EVIDENCE, wording.evidence(voice, check), "cell"),
    )
    return _answered(check["id"], shown)


def _own(voice: Voice, name: str) -> Row:
    shown = (
        Slot(NO, "", "number"),
        Slot(CLAUSE, wording.named(voice, "own-row", "small"), "cell"),
        *(Slot(n, "", "input") for n in (ASK, METHOD, EVIDENCE)),
    )
    return _answered(name, shown)


def _answered(name: str, shown: tuple[Slot, ...]) -> Row:
    """A row with the free cells of a check."""
    free = (
        Slot(ANSWER, "", "answer"),
        *(Slot(n, "", "input") for n in (FINDING, REASON, REMARK)),
        Slot(ID, name, "hidden"),
        *(Slot(n, "", "input") for n in MEND.values()),
    )
    picks = ((ANSWER, "answers"), (MEND["closed"], "closed"))
    return Row((*shown, *free), WRITE, picks, check=name)


def _counts(desk: Desk, key: str, scope: tuple[str, str | int], due: int) -> Row:
    """小计 or 合计: the counts, and the rate with its counts."""
    voice = desk.voice
    counts = {code: sums.count(desk.table, scope, code) for code in sums.CODES}
    base = sums.total([counts[c] for c in ("yes", "partial", "no")])
    done = sums.total([counts[c] for c in ("yes", "partial", "no", "na")])
    labels = {f"label_{a['code']}": a["short"] for a in desk.scale}
    said = word(voice, "office-subtotal", name=word(voice, key), due=str(due), **labels)
    rate = sums.rate(counts["yes"], base)
    formula = sums.filled(voice, said, done=done, rate=rate, **counts)
    return Row((Slot(NO, formula, "strong", REMARK),), SUMMED[voice.language])


def _rules(desk: Desk, stack: Stack) -> Iterator[Rule]:
    """A reason that is wanting stands out; so does the place for what is to be mended."""
    wanted = [f"label_{a['code']}" for a in desk.scale if a["needs_reason"]]
    first, last = min(stack.checks.values()), max(stack.checks.values())
    answer, reason = f"$F{first + 1}", f"$H{first + 1}"
    is_wanted = ",".join(f"{answer}={label}" for label in wanted)
    if wanted:
        formula = f'AND({answer}<>"",OR({is_wanted}),LEN(TRIM({reason}))=0)'
        yield Rule((first, REASON, last, REASON), formula, "wanting")
    mend = (first, MEND["measure"], last, MEND["closed"])
    unmended = f'AND($J{first + 1}<>"",{answer}<>label_no,{answer}<>label_partial)'
    yield Rule(mend, unmended, "closed")


def field_places(name: str) -> dict[str, str]:
    """Where the fields of the head are filled in: name → 'sheet'!$C$5."""
    return {f: on(name, at(FIELD_LINES[PLACES[f][0]], PLACES[f][2][0])) for f in FIELDS}
