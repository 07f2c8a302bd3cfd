"""The worksheet of counts: one line an article, subtotals, the rate with its counts."""

from collections.abc import Iterator
from typing import Any

from generator.sheets.office import wording
from generator.sheets.office.blocks import Signers
from generator.sheets.office.pieces import PEOPLE
from generator.sheets.office.words import Lines, inline, put, word
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.ledger import filled_in
from generator.sheets.xlsx.letterhead import repeated
from generator.sheets.xlsx.model import Formula, Page
from generator.sheets.xlsx.rows import Row, Slot, stacked
from generator.sheets.xlsx.signing import bound, signers

HEADS = ("due", "done", *sums.CODES, "blank", "rate", "problems", "fixed", "fixing")
WIDTHS = (31.0, 7.5, 7.5, 6.5, 6.5, 6.5, 7.5, 8.0, 6.5, 13.0, 8.5, 7.5, 7.5)  # 124 units
LAST = len(HEADS)
LINE = 25.5  # points: 9 mm


def summary_page(desk: Desk, name: str, lines: tuple[dict[str, Any], ...]) -> Page:
    """`lines` are rows as in the printed summary, articles with their address `at`."""
    stack = stacked(_rows(desk, lines), WIDTHS)
    return Page(
        name=name,
        widths=WIDTHS,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, 1),
        printed=(stack.length - 1, LAST),
    )


def _rows(desk: Desk, lines: tuple[dict[str, Any], ...]) -> Iterator[Row]:
    voice = desk.voice
    yield Row((Slot(0, (inline(voice, word(voice, "summary"), "title"),), "title", LAST),), 30)
    yield Row((Slot(0, filled_in(desk), "shown", LAST),), 26)
    heads = (Slot(n, words, "head") for n, words in enumerate(_heads(desk)))
    yield from repeated(voice, desk.regulation, LAST)
    yield Row(tuple(heads), head=True)
    *first, last = _lines(desk, lines)
    yield from first
    notes = (
        Row((Slot(0, wording.named(voice, key, "hint"), "status", LAST),))
        for key in ("summary-rate", "summary-due")
    )
    yield from bound([last, *notes, *signers(voice, WIDTHS, Signers(PEOPLE))])


def _lines(desk: Desk, lines: tuple[dict[str, Any], ...]) -> Iterator[Row]:
    since: list[str] = []  # articles since the last subtotal
    every: list[str] = []
    for line in lines:
        if line["kind"] == "article":
            since.append(line["at"])
            every.append(line["at"])
            yield _line(desk, line, [line["at"]])
        elif line["kind"] == "division":
            yield _line(desk, line, since)
            since = []
        else:
            yield _line(desk, line, every)


def _heads(desk: Desk) -> Iterator[Lines]:
    short = {a["code"]: a["short"] for a in desk.scale}
    yield wording.named(desk.voice, "col-article", "head")
    for head in HEADS:
        if head in short:
            yield put(desk.voice, short[head], "head")
        else:
            yield wording.named(
                desk.voice, "office-blank" if head == "blank" else f"sum-{head}", "head"
            )


def _line(desk: Desk, line: dict[str, Any], articles: list[str]) -> Row:
    strong = line["kind"] != "article"
    cells = [Slot(0, wording.counted(desk.voice, line), "strong" if strong else "cell")]
    for n, head in enumerate(HEADS, 1):
        blank = "—" if head == "rate" else 0
        formula = Formula(f"={_sum(desk, head, articles)}", blank)
        content = line["due"] if head == "due" else formula
        cells.append(Slot(n, content, "sum" if strong else "number"))
    return Row(tuple(cells), LINE)


def _sum(desk: Desk, head: str, articles: list[str]) -> str:
    def of(codes: tuple[str, ...]) -> str:
        scopes = [("article", at) for at in articles]
        return sums.total([sums.count(desk.table, s, c) for s in scopes for c in codes])

    match head:
        case "done":
            return of(("yes", "partial", "no", "na"))
        case "blank":
            return sums.total([sums.blank(desk.table, at) for at in articles])
        case "rate":
            return sums.rate(of(("yes",)), of(("yes", "partial", "no")))
        case "problems":
            return of(("partial", "no"))
        case "fixed":
            return sums.total([sums.closed(desk.table, at) for at in articles])
        case "fixing":
            return f"{_sum(desk, 'problems', articles)}-{_sum(desk, 'fixed', articles)}"
    return of((head,))
