"""The worksheet of what is to be mended, made by formulas from the answers."""

from collections.abc import Iterator, Mapping

from generator.answers.names import MENDED, label_name
from generator.sheets.columns import LEDGER, columns_in, keys_in, widths_in
from generator.sheets.office import wording
from generator.sheets.office.formulas import quoted
from generator.sheets.office.told import Words, is_trouble, problem_of
from generator.sheets.office.words import Voice, inline, plain, word
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.letterhead import repeated
from generator.sheets.xlsx.model import Formula, WorksheetModel
from generator.sheets.xlsx.rows import SheetRow, Slot, stacked

KEYS = keys_in(LEDGER, "book")
WIDTHS = widths_in(LEDGER, "book", "zh")  # the same in each language
LAST = len(KEYS) - 1
PULLED = tuple((n, key) for n, key in enumerate(KEYS) if key in MENDED)
TALL = 46.0  # points: three lines; a formula cannot make its row taller


def ledger_page(desk: Desk, name: str, places: Mapping[str, str]) -> WorksheetModel:
    """The worksheet, with room for every check: each may be a problem.

    Its rows are ruled and fill the last page, so that it is a ledger to write in, too. `places`
    say where each row of the sheet stands, by its id.
    """
    top = tuple(_top(desk))
    rows = _filling(top, desk.table.last - desk.table.first + 1)
    stack = stacked(_rows(desk, top, rows, places), WIDTHS)
    first = stack.repeat[1] + 1
    return WorksheetModel(
        name=name,
        widths=WIDTHS,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(first, 2),
    )


def _top(desk: Desk) -> Iterator[SheetRow]:
    voice = desk.voice
    yield SheetRow(
        (Slot(0, (inline(voice, word(voice, "ledger"), "title"),), "title", LAST),), 30
    )
    yield SheetRow((Slot(0, unit_and_period(desk), "shown", LAST),), 26)
    yield SheetRow(tuple(_signatures(voice)), 40)
    for key in ("office-ledger", "note-no", "ledger-close"):
        yield SheetRow((Slot(0, wording.named(voice, key, "hint"), "status", LAST),))
    yield from repeated(voice, desk.regulation, LAST)
    heads = (wording.named(voice, one.head, "head") for one in columns_in(LEDGER, "book"))
    yield SheetRow(tuple(Slot(n, words, "head") for n, words in enumerate(heads)), head=True)


def _filling(top: tuple[SheetRow, ...], rows: int) -> int:
    """As many rows as the pages have room for that these need."""

    def pages(count: int) -> int:
        return len(stacked((*top, *(SheetRow((), TALL),) * count), WIDTHS).breaks)

    needed = pages(rows)
    while pages(rows + 1) == needed:
        rows += 1
    return rows


def _rows(
    desk: Desk, top: tuple[SheetRow, ...], rows: int, places: Mapping[str, str]
) -> Iterator[SheetRow]:
    yield from top
    found = [
        {**said, "clause": places.get(id_, ""), "problem": problem_of(said)}
        for id_, said in desk.replies.items()
        if is_trouble(desk.voice, desk.scale, said)
    ]
    for n in range(1, rows + 1):
        known = found[n - 1] if n <= len(found) else {}
        yield SheetRow(tuple(_entry(desk, (n, len(top) + n), known)), TALL)


def unit_and_period(desk: Desk) -> Formula:
    """单位名称：…　自查时段：… as filled in on the first worksheet."""
    keys = {"unit": "unit", "period": "period", "filler": "filled-by", "fill_date": "fill-date"}
    words = {f: plain(desk.voice, word(desk.voice, key)) for f, key in keys.items()}
    colon = "：" if desk.voice.language == "zh" else ": "
    parts = (f"{quoted(f'{label}{colon}')}&{field}" for field, label in words.items())
    said = (f"{label}{colon}{desk.given.get(field, '')}" for field, label in words.items())
    return Formula("=" + f"&{quoted('　　')}&".join(parts), "　　".join(said))


def _signatures(voice: Voice) -> Iterator[Slot]:
    spans = ((0, 1), (2, 2), (3, 3), (4, 6), (7, LAST))
    keys = ("filler", "reviewer", "leader-charge", "leader-head", "seal")
    for (first, last), key in zip(spans, keys, strict=True):
        yield Slot(first, wording.named(voice, key), "sign", last)


def _entry(desk: Desk, at: tuple[int, int], known: Words) -> Iterator[Slot]:
    """The n-th problem; "无" in the first row where all is checked and none is found.

    `at` is its number and its row, `known` what the formulas give.
    """
    n, row = at
    table = desk.table
    ranks = table.all("rank")
    yield Slot(0, Formula(f'=IF({n}<=MAX({ranks}),{n},"")', n if known else ""), "number")
    mine = f"$A{row}"

    def pulled(name: str) -> str:
        return f"INDEX({table.all(name)},MATCH({mine},{ranks},0))"

    none = quoted(plain(desk.voice, word(desk.voice, "office-none")))
    open_ = "+".join(
        f'COUNTIFS({table.all("article")},"<>",{table.all("answer")},{answer})'
        for answer in ('""', label_name("unchecked"))
    )
    empty = f'IF({open_}=0,{none},"")' if n == 1 else '""'
    facts, reason = pulled("finding"), pulled("reason")
    problem = f'{facts}&IF(OR({facts}="",{reason}=""),"",CHAR(10))&{reason}'
    clause = Formula(f'=IF({mine}="","",{pulled("clause")})', known.get("clause", ""))
    yield Slot(1, clause, "pulled")
    said = known["problem"] if known else _nothing(desk) if n == 1 else ""
    yield Slot(2, Formula(f'=IF({mine}="",{empty},{problem})', said), "pulled")
    for column, name in PULLED:
        formula = f'=IF({mine}="","",{pulled(name)})'
        yield Slot(column, Formula(formula, known.get(name, "")), "pulled")


def _nothing(desk: Desk) -> str:
    """无, once all is checked and nothing found."""
    every = desk.counted.get("")
    if every is None or every.blank or every.unchecked:
        return ""
    return plain(desk.voice, word(desk.voice, "office-none"))
