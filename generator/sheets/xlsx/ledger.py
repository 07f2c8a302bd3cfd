"""The worksheet of what is to be mended, made by formulas from the answers."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers.names import MENDED, label_name
from generator.sheets.columns import LEDGER, columns_in, keys_in, widths_in
from generator.sheets.office import wording
from generator.sheets.office.formulas import quoted
from generator.sheets.office.heights import points
from generator.sheets.office.told import Words, is_trouble
from generator.sheets.office.words import Voice, inline, plain, word
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.letterhead import repeated
from generator.sheets.xlsx.model import Formula, WorksheetModel, column
from generator.sheets.xlsx.rows import SheetRow, Slot, stacked

KEYS = keys_in(LEDGER, "book")
WIDTHS = widths_in(LEDGER, "book", "zh")  # the same in each language
LAST = len(KEYS) - 1
CHECK, PART = LAST + 1, LAST + 2  # which check a row is of, which part of its words: hidden
LINES, SIZE = 2, 9.0  # lines of a row, points of a letter
TALL = 32.0  # points: a formula cannot make its row taller
ROWS_EACH, SPARE = 6, 60  # rows that stand aside, for each check and beside that
# What words are taken from, by column; of each as many as a row has room for, then the next.
PULLED = {key: key for key in KEYS if key in MENDED} | {"problem": "problem"}
ROOM_FOR = {
    PULLED[key]: LINES * int((points(width) - 6) * 0.97 / SIZE)
    for key, width in zip(KEYS, WIDTHS, strict=True)
    if key in PULLED
}


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands in a row of the ledger when it is made: a part of what is said of a problem.

    `check` is its row in the table, from 1, `words` all that is said, by column.
    """

    check: int
    rank: int
    part: int
    words: Words


def ledger_pages(
    desk: Desk, names: tuple[str, str], places: Mapping[str, str]
) -> tuple[WorksheetModel, WorksheetModel]:
    """A page of rows, ruled, a ledger to write in, too; and a page of what finds no room there.

    The second is hidden until there is something on it, which the first then says. `places`
    say where each row of the sheet stands, by its id.
    """
    rows, known = _fitting(desk), tuple(_listed(desk, places))
    last = rows + SPARE + ROWS_EACH * (desk.table.last - desk.table.first + 1)
    made = [
        _page(desk, name, span, top, known)
        for name, span, top in (
            (names[0], (1, rows), tuple(_top(desk, (rows, last), names[1], len(known)))),
            (names[1], (rows + 1, last), tuple(_head(desk))),
        )
    ]
    # LibreOffice prints a hidden worksheet that says what of it is printed.
    aside = len(known) <= rows
    first, second = made
    return first, replace(second, aside=aside, printed=None if aside else second.printed)


def _listed(desk: Desk, places: Mapping[str, str]) -> Iterator[Listed]:
    """The rows of what a unit has answered already."""
    rank = 0
    for n, (id_, place) in enumerate(places.items(), 1):
        said = desk.replies.get(id_, {})
        if not said or not is_trouble(desk.voice, desk.scale, said):
            continue
        rank += 1
        words = {**said, "clause": place, "problem": joined_problem(said)}
        for part in range(1, rows_for(words) + 1):
            yield Listed(n, rank, part, words)


def joined_problem(said: Words) -> str:
    """What was found and why, in one line, as the formula of the table joins them."""
    joined = "；".join(filter(None, (said["finding"], said["reason"])))
    return joined.replace("\n", "　")


def rows_for(words: Words) -> int:
    """How many rows of the ledger it takes."""
    needed = (math.ceil(len(words.get(name, "")) / room) for name, room in ROOM_FOR.items())
    return max(1, *needed)


def _page(
    desk: Desk,
    name: str,
    span: tuple[int, int],
    top: tuple[SheetRow, ...],
    known: Sequence[Listed],
) -> WorksheetModel:
    begin, end = span
    entries = (
        SheetRow(tuple(_entry(desk, (n, len(top) + k), known)), TALL)
        for k, n in enumerate(range(begin, end + 1), 1)
    )
    widths = (*WIDTHS, 4.0, 4.0)
    stack = stacked((*top, *entries), widths)
    return WorksheetModel(
        name=name,
        widths=widths,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        freeze=(stack.repeat[1] + 1, 2),
        printed=(stack.length - 1, LAST),
        gone=(CHECK, PART),
    )


def _fitting(desk: Desk) -> int:
    """As many rows as the first page has room for."""
    top, rows = tuple(_top(desk, (1, 1), "", 0)), 1
    while not stacked((*top, *(SheetRow((), TALL),) * (rows + 1)), WIDTHS).breaks:
        rows += 1
    return rows


def _top(desk: Desk, spans: tuple[int, int], more: str, used: int) -> Iterator[SheetRow]:
    """What stands above its rows; `spans` are the last row of this page and of the next.

    So many rows are `used` when it is made.
    """
    voice = desk.voice
    yield SheetRow(
        (Slot(0, (inline(voice, word(voice, "ledger"), "title"),), "title", LAST),), 30
    )
    yield SheetRow((Slot(0, unit_and_period(desk), "shown", LAST),), 26)
    yield SheetRow(tuple(_signatures(voice)), 40)
    yield SheetRow((Slot(0, _made(desk, spans, more, used), "status", LAST),), 28)
    closing = (
        *wording.named(voice, "note-no", "hint"),
        *wording.named(voice, "ledger-close", "hint"),
    )
    yield SheetRow((Slot(0, closing, "status", LAST),))
    yield from _head(desk)


def _made(desk: Desk, spans: tuple[int, int], more: str, rows: int) -> Formula:
    """How the ledger is made, or that it goes on on the other worksheet, or beyond that."""
    voice, used = desk.voice, f"MAX({desk.table.all('till')})"
    words = (
        plain(voice, word(voice, "office-ledger")),
        plain(voice, word(voice, "office-ledger-more", name=more)),
        plain(voice, word(voice, "office-ledger-full")),
    )
    usual, goes_on, full = map(quoted, words)
    here, there = spans
    now = words[0] if rows <= here else words[1] if rows <= there else words[2]
    return Formula(f"=IF({used}>{there},{full},IF({used}>{here},{goes_on},{usual}))", now)


def _head(desk: Desk) -> Iterator[SheetRow]:
    voice = desk.voice
    yield from repeated(voice, desk.regulation, LAST)
    heads = (wording.named(voice, one.head, "head") for one in columns_in(LEDGER, "book"))
    yield SheetRow(tuple(Slot(n, words, "head") for n, words in enumerate(heads)), head=True)


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


def _entry(desk: Desk, at: tuple[int, int], known: Sequence[Listed]) -> Iterator[Slot]:
    """The n-th row: a part of what is said of a problem; "无" in the first row where none is.

    Whose check it is: as many have their last row above, and this is the next of them. `at` is
    its number and its row, `known` what the formulas give.
    """
    n, row = at
    now = known[n - 1] if n <= len(known) else None
    table = desk.table
    ranks, tills = table.all("rank"), table.all("till")
    check, part = f"${column(CHECK)}{row}", f"${column(PART)}{row}"
    found = f'MATCH(COUNTIF({tills},"<{n}")+1,{ranks},0)'
    before = f"INDEX({tills},{check})-INDEX({table.all('rows')},{check})"
    whose = Formula(f'=IF({n}>MAX({tills}),"",{found})', now.check if now else "")
    yield Slot(CHECK, whose, "hidden")
    which = Formula(f'=IF({check}="","",{n}-({before}))', now.part if now else "")
    yield Slot(PART, which, "hidden")

    def pulled(name: str) -> str:
        return f"INDEX({table.all(name)},{check})"

    goes_on = plain(desk.voice, word(desk.voice, "office-goes-on"))
    begun = f"IF({part}=1,{pulled('rank')},{quoted(goes_on)})"
    begins = now is not None and now.part == 1
    number: str | int = "" if now is None else now.rank if begins else goes_on
    yield Slot(0, Formula(f'=IF({check}="","",{begun})', number), "number")
    place = f'IF({part}=1,{pulled("clause")},"")'
    said = now.words["clause"] if now and begins else ""
    yield Slot(1, Formula(f'=IF({check}="","",{place})', said), "pulled")
    for key, name in PULLED.items():
        yield Slot(KEYS.index(key), _part(desk, (n, check, part), name, now), "pulled")


def _part(desk: Desk, at: tuple[int, str, str], name: str, now: Listed | None) -> Formula:
    """So much of what is said as a row has room for; `at` has the cells of check and part."""
    n, check, part = at
    room, first = ROOM_FOR[name], name == "problem" and n == 1
    empty = _nothing(desk) if first else '""'
    whole = f"INDEX({desk.table.all(name)},{check})"
    words = f"MID({whole},({part}-1)*{room}+1,{room})"
    if now is None:
        said = _none_now(desk) if first else ""
    else:
        said = now.words.get(name, "")[(now.part - 1) * room : now.part * room]
    return Formula(f'=IF({check}="",{empty},{words})', said)


def _nothing(desk: Desk) -> str:
    """无 where every check is answered and none was found wanting."""
    table = desk.table
    none = quoted(plain(desk.voice, word(desk.voice, "office-none")))
    open_ = "+".join(
        f'COUNTIFS({table.all("article")},"<>",{table.all("answer")},{answer})'
        for answer in ('""', label_name("unchecked"))
    )
    return f'IF({open_}=0,{none},"")'


def _none_now(desk: Desk) -> str:
    """The same, as the formula gives it when the workbook is made."""
    every = desk.counted.get("")
    if every is None or every.blank or every.unchecked:
        return ""
    return plain(desk.voice, word(desk.voice, "office-none"))
