"""The worksheet that is filled in: law text, questions, a row of free cells for each check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.answers.names import (
    ANSWERED,
    ANSWERS_RANGE,
    CLOSED_RANGE,
    CODES,
    FIELDS,
    MENDED,
    PROBLEMS,
    RATED,
    label_name,
    own_row,
)
from generator.sheets.columns import SHEET, columns_in, keys_in, widths_in
from generator.sheets.models import Answer, Source
from generator.sheets.office import wording
from generator.sheets.office.blocks import Signatures
from generator.sheets.office.formulas import rate as rate_of
from generator.sheets.office.heights import height, points
from generator.sheets.office.pieces import PEOPLE
from generator.sheets.office.told import Words, papers, told
from generator.sheets.office.words import Lines, Voice, word
from generator.sheets.records import CheckRow, CheckSheet, Clause
from generator.sheets.replies import Sums
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.letterhead import letterhead, repeated
from generator.sheets.xlsx.model import (
    ConditionalStyle,
    Formula,
    WorksheetModel,
    at,
    column,
    on,
)
from generator.sheets.xlsx.rows import SheetRow, Slot, Stack, over_rows, stacked
from generator.sheets.xlsx.signing import bound, notes, signatures

KEYS = keys_in(SHEET, "book")
NO, CLAUSE, ASK, ANSWER, FINDING, REASON, REMARK = map(
    KEYS.index, ("n", "clause", "ask", "answer", "finding", "reason", "remark")
)
LAST = len(KEYS) - 1  # of the columns that are printed
ID, GAP = LAST + 1, LAST + 2
MEND = {key: GAP + n for n, key in enumerate(MENDED, 1)}
PRINTED = (NO, CLAUSE, ASK)
WRITTEN = tuple(n for n in range(len(KEYS)) if n not in (*PRINTED, ANSWER))
COUNTED = tuple(map(KEYS.index, ("sampled", "off")))
FILL = {KEYS[n]: n for n in (ANSWER, *WRITTEN)}
BESIDE = (2.0, 1.5, 26.0, 11.0, 11.0, 13.0, 16.0, 18.0, 10.0)  # the id, what is to be mended
OWN_ROWS = 2  # for checks the unit adds itself
SIGNED = Signatures("opinion", PEOPLE)
LONG = 200.0  # points of a law text that is not kept in one row
SUMMED = {"zh": 26.0, "en": 26.0, "both": 36.0}  # points: a line of counts a language
WRITE = 40.0  # points: three lines of what is typed

# Where a field of the head stands: its line, its label, the cell it is written in.
PLACES = {
    "unit": (0, (NO, CLAUSE), ASK),
    "unit_type": (0, (ANSWER, ANSWER), FINDING),
    "filler": (0, (REASON, REASON), REMARK),
    "period": (1, (NO, CLAUSE), ASK),
    "fill_date": (1, (ANSWER, ANSWER), FINDING),
    "phone": (1, (REASON, REASON), REMARK),
}
LABELS = {
    "unit": "unit",
    "unit_type": "unit-type",
    "period": "period",
    "filler": "filled-by",
    "fill_date": "fill-date",
    "phone": "phone",
}
FIELD_LINES = 2  # rows of the fields


@dataclass(frozen=True, slots=True)
class ChecksPart:
    """A worksheet of checks: its number in the workbook from 1, its name, its data."""

    number: int
    name: str
    sheet: CheckSheet


@dataclass(frozen=True, slots=True)
class Desk:
    """What every worksheet of a workbook is made with."""

    voice: Voice
    regulation: Source
    scale: tuple[Answer, ...]
    table: sums.CheckTable
    given: Mapping[str, str]  # what stands in fields already: unit, period
    replies: Mapping[str, Words] = field(default_factory=dict)  # what a unit wrote, by row
    counted: Mapping[str, Sums] = field(default_factory=dict)  # by article, "" for all


def own_rows(sheet: CheckSheet, number: int) -> tuple[str, ...]:
    """The rows for checks of the unit's own: those it has, and one to write in."""
    count = max(OWN_ROWS, len(sheet.own) + 1) if sheet.own else OWN_ROWS
    return tuple(own_row(n, number) for n in range(1, count + 1))


def widths_of(voice: Voice) -> tuple[float, ...]:
    """Of the columns that are printed, in units."""
    return widths_in(SHEET, "book", voice.language)


def check_page(desk: Desk, part: ChecksPart) -> tuple[WorksheetModel, Stack]:
    """The worksheet, and where each check stands on it."""
    widths = (*widths_of(desk.voice), *BESIDE)
    stack = stacked(_rows(desk, part), widths)
    return WorksheetModel(
        name=part.name,
        widths=widths,
        cells=stack.cells,
        heights=stack.heights,
        growing=stack.growing,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, ASK),
        printed=(stack.length - 1, LAST),
        picks=stack.picks,
        rules=tuple(_rules(desk, stack)),
        gone=(ID,),
    ), stack


def _rows(desk: Desk, part: ChecksPart) -> Iterator[SheetRow]:
    yield from _top(desk, part)
    yield from repeated(desk.voice, desk.regulation, LAST)
    yield _head(desk.voice)
    asked = [row for portion in wording.articles(part.sheet) for row in _article(desk, portion)]
    yield from (*asked[:-1], replace(asked[-1], bind="summed"))
    yield from bound(tuple(_end(desk, part)))


def _article(desk: Desk, portion: wording.Portion) -> Iterator[SheetRow]:
    """Its groups; below them its counts where there are others on the sheet."""
    rows = [row for clause in portion.clauses for row in _clause(desk, clause)]
    if portion.whole:
        yield from rows
        return
    sums_up = _counts(desk, "subtotal", ("article", portion.at), portion.due)
    yield from (*rows[:-1], replace(rows[-1], bind="summed"), sums_up)


def _end(desk: Desk, part: ChecksPart) -> Iterator[SheetRow]:
    """What comes after the last check, and shares a page with it where that has room."""
    several = len(wording.articles(part.sheet)) > 1
    key, scope = "total" if several else "subtotal", ("part", part.number)
    yield _counts(desk, key, scope, part.sheet.due)
    for name in own_rows(part.sheet, part.number):
        yield from over_rows(_own(desk, name), (*widths_of(desk.voice), *BESIDE))
    if not part.sheet.inside:
        yield from signatures(desk.voice, widths_of(desk.voice), SIGNED)
        yield from notes(desk.voice, widths_of(desk.voice), SHEET.notes)


def _top(desk: Desk, part: ChecksPart) -> Iterator[SheetRow]:
    """Who the sheet is, the fields, how far one is."""
    voice, sheet = desk.voice, part.sheet
    title = wording.title(voice, "sheet", sheet.subject)
    yield from letterhead(voice, desk.regulation, sheet.ident, (title, LAST, ANSWER))
    for n in range(FIELD_LINES):
        yield _fields(desk, part, n)
    mend = wording.named(voice, "office-mend", "small")
    yield SheetRow(
        (
            Slot(NO, _progress(desk, part), "progress", LAST),
            Slot(MEND["measure"], mend, "status", MEND["closed"]),
        ),
        24,
    )
    if unwritten := wording.draft(voice, part.sheet):
        yield SheetRow((Slot(NO, unwritten, "cell", LAST),))


def _fields(desk: Desk, part: ChecksPart, line: int) -> SheetRow:
    slots: list[Slot] = []
    for name in FIELDS:
        row, label, place = PLACES[name]
        if row == line:
            first = part.number == 1
            shown = Formula(f'=IF({name}="","",{name})')
            words = wording.named(desk.voice, LABELS[name])
            slots.append(Slot(label[0], words, "label", label[1]))
            content, style = (desk.given.get(name, ""), "field") if first else (shown, "shown")
            slots.append(Slot(place, content, style, name=name if first else ""))
    return SheetRow(tuple(slots), 26, grows=True)


def _progress(desk: Desk, part: ChecksPart) -> Formula:
    """已填 3/27 项，缺理由 1 项。"""
    scope = ("part", part.number)
    answered = sums.total([sums.count(desk.table, scope, code) for code in CODES])
    every = desk.counted.get("")
    values = sums.values_of(every)
    if every:
        values = {**values, "done": str(every.done + every.unchecked)}
    where = f"{desk.table.all('part')},{part.number}"
    return sums.filled(
        desk.voice,
        word(desk.voice, "office-progress", due=str(part.sheet.due)),
        done=answered,
        missing=f"SUMIFS({desk.table.all('missing')},{where})",
        values=values,
    )


def _head(voice: Voice) -> SheetRow:
    """Printed on each page; beside it, in words of the ledger, what is to be mended."""
    named = (wording.named(voice, c.head, "head") for c in columns_in(SHEET, "book"))
    heads = [Slot(n, words, "head") for n, words in enumerate(named)]
    for key, n in MEND.items():
        heads.append(Slot(n, wording.named(voice, f"col-{key}", "head"), "head"))
    return SheetRow(tuple(heads), head=True)


def _clause(desk: Desk, clause: Clause) -> Iterator[SheetRow]:
    """The regulation's words, then the checks that rest on them."""
    voice = desk.voice
    if clause.heading:
        article = wording.article_title(voice, clause.heading, "section")
        named = Slot(NO, (article,), "heading", LAST)
        yield SheetRow((named,), 24, bind="heads")
    for band in wording.bands(clause):
        cited = wording.cited_law(voice, band)
        for n, piece in enumerate(_pieces(voice, cited)):
            law = Slot(NO, piece, "law" if n == 0 else "more", LAST)
            yield SheetRow((law,), bind="heads")
    for check in clause.checks:
        yield from over_rows(_check(desk, check), (*widths_of(voice), *BESIDE))
        guided = wording.guided(voice, check) + papers(voice, check.reply)
        yield SheetRow((Slot(NO, guided, "guide", LAST),))


def _pieces(voice: Voice, law: tuple[Lines, ...]) -> tuple[Lines, ...]:
    """A law text in one cell, a long one in a row for each piece: no row is past a page."""
    whole = tuple(line for piece in law for line in piece)
    wide = sum(map(points, widths_of(voice)))
    long = height(((whole, wide),)) > LONG
    return law if long else (whole,)


def _check(desk: Desk, check: CheckRow) -> SheetRow:
    voice = desk.voice
    said = told(voice, desk.scale, check.reply)
    shown = (
        Slot(NO, check.no, "number"),
        Slot(CLAUSE, wording.numbered(voice, check), "number"),
        Slot(ASK, wording.question(voice, check) + said, "cell"),
    )
    made = _answered(desk, check.id, shown, counts="count" if check.drawn else "spare")
    return replace(made, bind="asks")


def _own(desk: Desk, name: str) -> SheetRow:
    ask = desk.replies.get(name, {}).get("ask", "")
    shown = (
        Slot(NO, "", "number"),
        Slot(CLAUSE, wording.named(desk.voice, "own-row", "small"), "cell"),
        Slot(ASK, ask, "input"),
    )
    return _answered(desk, name, shown, counts="count")


def _answered(desk: Desk, name: str, shown: tuple[Slot, ...], *, counts: str) -> SheetRow:
    """A row with the free cells of a check, and what a unit wrote in them.

    `counts` is the look of those of its sample.
    """
    said = desk.replies.get(name, {})
    free = (
        Slot(ANSWER, said.get("answer", ""), "answer"),
        *(
            Slot(n, _number(said.get(KEYS[n], "")), counts)
            if n in COUNTED
            else Slot(n, said.get(KEYS[n], ""), "input")
            for n in WRITTEN
        ),
        Slot(ID, name, "hidden"),
        *(Slot(n, said.get(kind, ""), "input") for kind, n in MEND.items()),
    )
    picks = ((ANSWER, ANSWERS_RANGE), (MEND["closed"], CLOSED_RANGE))
    return SheetRow((*shown, *free), WRITE, picks, check=name, grows=True)


def _number(words: str) -> str | int:
    """A count as a number, other words as they are."""
    plain = words.isascii() and words.isdecimal() and len(words) < 10
    return int(words) if plain and str(int(words)) == words else words


def _counts(desk: Desk, key: str, scope: tuple[str, str | int], due: int) -> SheetRow:
    """小计 or 合计: the counts, and the rate with its counts."""
    voice = desk.voice
    counts = {code: sums.count(desk.table, scope, code) for code in CODES}
    base = sums.total([counts[c] for c in RATED])
    done = sums.total([counts[c] for c in ANSWERED])
    labels = {label_name(answer.code): answer.short for answer in desk.scale}
    said = word(voice, "office-subtotal", name=word(voice, key), due=str(due), **labels)
    rate = rate_of(counts["yes"], base)
    at = scope[1] if isinstance(scope[1], str) else ""
    values = sums.values_of(desk.counted.get(at))
    formula = sums.filled(voice, said, done=done, rate=rate, values=values, **counts)
    return SheetRow((Slot(NO, formula, "strong", LAST),), SUMMED[voice.language])


def _rules(desk: Desk, stack: Stack) -> Iterator[ConditionalStyle]:
    """A reason that is wanting stands out; so does the place for what is to be mended."""
    wanted = [label_name(a.code) for a in desk.scale if a.needs_reason]
    first, last = min(stack.checks.values()), max(stack.checks.values())
    answer, reason, id_ = (f"${column(n)}{first + 1}" for n in (ANSWER, REASON, ID))
    is_wanted = ",".join(f"{answer}={label}" for label in wanted)
    if wanted:
        formula = f'AND({answer}<>"",OR({is_wanted}),LEN(TRIM({reason}))=0)'
        yield ConditionalStyle((first, REASON, last, REASON), formula, "wanting")
    mend = (first, MEND["measure"], last, MEND["closed"])
    none = ",".join(f"{answer}<>{label_name(code)}" for code in reversed(PROBLEMS))
    unmended = f'AND({id_}<>"",{none})'
    yield ConditionalStyle(mend, unmended, "closed")


def field_places(name: str, stack: Stack) -> dict[str, str]:
    """Where the fields of the head are filled in: name → 'sheet'!$C$5."""
    return {one: on(name, at(*stack.named[one])) for one in FIELDS}
