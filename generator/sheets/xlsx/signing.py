"""What ends a form as a worksheet: its notes, the opinion, the signatures and the seal."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from generator.sheets.office import wording
from generator.sheets.office.blocks import Signatures, Signers
from generator.sheets.office.heights import points
from generator.sheets.office.spans import column_at
from generator.sheets.office.words import Lines, Voice, date_line, inline, put, run, word
from generator.sheets.xlsx.rows import SheetRow, Slot

SEAL = 128.0  # points: 45 mm
SIGN = 42.0  # points of a signature with its date
SIGNER = 120.0  # points that whoever signs needs
# Points: a merged cell does not grow; notes in two languages leave no room for more.
OPINION = {"zh": 88.0, "en": 88.0, "both": 44.0}


def notes(voice: Voice, widths: Sequence[float], keys: Sequence[str]) -> Iterator[SheetRow]:
    """填表说明, numbered, each across the page: in columns a line would begin with its 。."""
    last = len(widths) - 1
    named = inline(voice, word(voice, "notes"), "head")
    yield SheetRow((Slot(0, (named,), "left", last),), 18)
    yield SheetRow((Slot(0, _numbered(voice, keys), "note", last),))


def _numbered(voice: Voice, keys: Sequence[str]) -> Lines:
    lines: list[Lines] = []
    for n, key in enumerate(keys, 1):
        begin, *rest = put(voice, word(voice, key), "hint")
        lines.append(((run(f"{n}. ", "hint"), *begin), *rest))
    return tuple(line for one in lines for line in one)


def signatures(voice: Voice, widths: Sequence[float], block: Signatures) -> Iterator[SheetRow]:
    """The opinion, two signatures a row, or one, the seal beside them; all on one page."""
    seal = _seal(widths)
    middle = column_at(widths[:seal], 0.5)
    label = max(1, column_at(widths, 0.12))
    edges = [(0, middle - 1), (middle, seal - 1)]
    if min(sum(map(points, widths[a : b + 1])) for a, b in edges) < SIGNER:
        edges = [(0, seal - 1)]
    beside = len(edges)
    pairs = [block.people[n : n + beside] for n in range(0, len(block.people), beside)]
    sealed = Slot(seal, _signed(voice, "seal"), "seal", len(widths) - 1, down=len(pairs))
    opinion = (
        Slot(0, wording.named(voice, block.opinion), "cell", label - 1),
        Slot(label, "", "opinion", seal - 1, name="opinion"),
        sealed,
    )
    yield SheetRow((), 5)
    yield SheetRow(opinion, max(OPINION[voice.language], SEAL - SIGN * len(pairs)))
    for pair in pairs:
        places = zip(pair, edges, strict=True)
        slots = (Slot(a, _signed(voice, key), "sign", b) for key, (a, b) in places)
        yield SheetRow(tuple(slots), SIGN)


def signers(voice: Voice, widths: Sequence[float], block: Signers) -> Iterator[SheetRow]:
    """Who signs, beside each other."""
    count = len(block.people)
    edges = pairwise(column_at(widths, n / count) for n in range(count + 1))
    slots = (
        Slot(a, wording.named(voice, key), "signer", b - 1)
        for (a, b), key in zip(edges, block.people, strict=True)
    )
    yield SheetRow((), 6)
    yield SheetRow(tuple(slots), SIGN)


def _seal(widths: Sequence[float]) -> int:
    """The column at which the seal begins to have room."""
    return max(n for n in range(len(widths)) if sum(map(points, widths[n:])) >= SEAL)


def _signed(voice: Voice, key: str) -> Lines:
    """Who signs, room for it, and the date."""
    return (*wording.named(voice, key), date_line(voice))


def bound(rows: Sequence[SheetRow]) -> Iterator[SheetRow]:
    """Rows on one page as far as there is room: the last of them is never alone."""
    yield from (replace(row, bind="ends") for row in rows[:-1])
    yield rows[-1]
