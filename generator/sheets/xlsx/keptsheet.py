"""What goes with a filled workbook beyond its cells: answers asked no more, the whole file."""

import json
from collections.abc import Iterator, Mapping, Sequence

from generator.answers.names import KEPT, KEPT_RANGE
from generator.sheets.office import wording
from generator.sheets.office.told import said_before, typed, written_in
from generator.sheets.office.words import Lines, inline, run, word
from generator.sheets.replies import Vanished
from generator.sheets.xlsx.checksheet import Desk
from generator.sheets.xlsx.letterhead import repeated
from generator.sheets.xlsx.model import Cell, WorksheetModel, at, on
from generator.sheets.xlsx.rows import SheetRow, Slot, stacked

PIECE = 30_000  # characters of a cell; Excel takes 32,767
WIDTHS = (16.0, 50.0, 12.0, 52.0)
HEADS = ("col-check-no", "gone-ask", "col-answer", "col-problem-facts")


def gone_page(desk: Desk, name: str, gone: Sequence[Vanished]) -> WorksheetModel:
    """Answers to what is asked no more, a row each."""
    stack = stacked(_rows(desk, gone), WIDTHS)
    return WorksheetModel(
        name=name,
        widths=WIDTHS,
        cells=stack.cells,
        heights=stack.heights,
        repeat=stack.repeat,
        breaks=stack.breaks,
        printed=(stack.length - 1, len(WIDTHS) - 1),
    )


def _rows(desk: Desk, gone: Sequence[Vanished]) -> Iterator[SheetRow]:
    voice, last = desk.voice, len(WIDTHS) - 1
    title: Lines = (inline(voice, word(voice, "gone-title"), "section"),)
    yield SheetRow((Slot(0, title, "left", last),), 26)
    yield SheetRow((Slot(0, wording.named(voice, "gone-note", "hint"), "status", last),))
    yield from repeated(voice, desk.regulation, last)
    heads = (wording.named(voice, key, "head") for key in HEADS)
    yield SheetRow(tuple(Slot(n, words, "head") for n, words in enumerate(heads)), head=True)
    for one in gone:
        words = written_in(voice, desk.scale, one.given)
        answer = words["answer"]
        facts = said_before(voice, desk.scale, one.given).removeprefix(answer).strip()
        contents: tuple[Lines, ...] = (
            ((run(one.id, "small"),),),
            typed(one.ask, "hint"),
            typed(answer, "hint"),
            typed(facts, "hint"),
        )
        yield SheetRow(tuple(Slot(n, lines, "cell") for n, lines in enumerate(contents)), 24)


def kept_page(text: str) -> tuple[WorksheetModel, Mapping[str, str]]:
    """The Answers file in hidden cells, ASCII alone, and the name by which it is read."""
    plain = json.dumps(json.loads(text), separators=(",", ":"))
    pieces = [plain[n : n + PIECE] for n in range(0, len(plain), PIECE)]
    cells = tuple(Cell(n, 0, piece, "hidden") for n, piece in enumerate(pieces))
    name = on(KEPT, f"{at(0, 0)}:{at(len(pieces) - 1, 0)}")
    return WorksheetModel(KEPT, (20.0,), cells, hidden=True), {KEPT_RANGE: name}
