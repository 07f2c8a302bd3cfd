"""The worksheet of counts: one line an article, subtotals, the rate with its counts."""

from collections.abc import Iterator, Sequence

from generator.answers.names import ANSWERED, PROBLEMS, RATED
from generator.sheets.columns import SUMMARY, columns_in, keys_in, widths_in
from generator.sheets.office import wording
from generator.sheets.office.blocks import Signers
from generator.sheets.office.formulas import rate as rate_of
from generator.sheets.office.pieces import PEOPLE, head_of
from generator.sheets.office.words import Lines, inline, word
from generator.sheets.records import ArticleCount, Count, DivisionCount, TotalCount
from generator.sheets.xlsx import sums
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.ledger import unit_and_period
from generator.sheets.xlsx.letterhead import repeated
from generator.sheets.xlsx.model import Formula, WorksheetModel
from generator.sheets.xlsx.rows import SheetRow, Slot, stacked
from generator.sheets.xlsx.signing import bound, signers

KEYS = keys_in(SUMMARY, "book")
WIDTHS = widths_in(SUMMARY, "book", "zh")  # the same in each language
LAST = len(KEYS) - 1
LINE = 25.5  # points: 9 mm


def summary_page(desk: Desk, name: str, counts: Sequence[Count]) -> WorksheetModel:
    """The counts of the printed summary, as formulas."""
    stack = stacked(_rows(desk, counts), WIDTHS)
    return WorksheetModel(
        name=name,
        widths=WIDTHS,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, 1),
        printed=(stack.length - 1, LAST),
    )


def _rows(desk: Desk, counts: Sequence[Count]) -> Iterator[SheetRow]:
    voice = desk.voice
    yield SheetRow(
        (Slot(0, (inline(voice, word(voice, "summary"), "title"),), "title", LAST),), 30
    )
    yield SheetRow((Slot(0, unit_and_period(desk), "shown", LAST),), 26)
    heads = (Slot(n, words, "head") for n, words in enumerate(_heads(desk)))
    yield from repeated(voice, desk.regulation, LAST)
    yield SheetRow(tuple(heads), head=True)
    *first, last = _lines(desk, counts)
    yield from first
    notes = (
        SheetRow((Slot(0, wording.named(voice, key, "hint"), "status", LAST),))
        for key in ("summary-rate", "summary-due")
    )
    yield from bound([last, *notes, *signers(voice, WIDTHS, Signers(PEOPLE))])


def _lines(desk: Desk, counts: Sequence[Count]) -> Iterator[SheetRow]:
    since: list[str] = []  # articles since the last subtotal
    every: list[str] = []
    for line in counts:
        match line:
            case ArticleCount(article):
                since.append(article.at)
                every.append(article.at)
                yield _line(desk, line, [article.at])
            case DivisionCount():
                yield _line(desk, line, since)
                since = []
            case TotalCount():
                yield _line(desk, line, every)


def _heads(desk: Desk) -> Iterator[Lines]:
    short = {answer.code: answer.short for answer in desk.scale}
    return (head_of(desk.voice, column, short) for column in columns_in(SUMMARY, "book"))


def _line(desk: Desk, line: Count, articles: list[str]) -> SheetRow:
    strong = line.kind != "article"
    cells = [Slot(0, wording.count_title(desk.voice, line), "strong" if strong else "cell")]
    for n, head in enumerate(KEYS[1:], 1):
        formula = Formula(f"={_sum(desk, head, articles)}", _value(desk, head, articles))
        content = line.due if head == "due" else formula
        cells.append(Slot(n, content, "sum" if strong else "number"))
    return SheetRow(tuple(cells), LINE)


def _value(desk: Desk, head: str, articles: Sequence[str]) -> str | int:
    """What a formula gives now."""
    some = [desk.counted[at] for at in articles if at in desk.counted]
    if head == "rate":
        return sums.rate_said(sum(one.yes for one in some), sum(one.rated for one in some))
    return sum(int(getattr(one, head)) for one in some)


def _sum(desk: Desk, head: str, articles: list[str]) -> str:
    def of(codes: tuple[str, ...]) -> str:
        scopes = [("article", at) for at in articles]
        return sums.total([sums.count(desk.table, s, c) for s in scopes for c in codes])

    match head:
        case "done":
            return of(ANSWERED)
        case "blank":
            return sums.total([sums.unanswered(desk.table, at) for at in articles])
        case "rate":
            return rate_of(of(("yes",)), of(RATED))
        case "problems":
            return of(PROBLEMS)
        case "fixed":
            return sums.total([sums.closed(desk.table, at) for at in articles])
        case "fixing":
            return f"{_sum(desk, 'problems', articles)}-{_sum(desk, 'fixed', articles)}"
    return of((head,))
