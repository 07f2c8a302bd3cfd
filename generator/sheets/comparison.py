"""新旧条文对照表: two versions of a text as a table to be printed, old, new, remark."""

from collections.abc import Iterable, Iterator

from generator.records.texts import Text
from generator.sheets.records import Compared, ComparedLine, ComparedRow, Identity, MarkedWords
from generator.text.addresses import cite
from generator.text.comparing.table import Line, Row
from generator.text.comparing.words import Piece
from generator.text.stamps import stamp

FORM = "compared"


def compared(rows: Iterable[Row], names: tuple[str, str], counts: Text) -> Compared:
    """The table; `names` are those of the two texts, `counts` what changed in numbers."""
    made = tuple(_row(row) for row in rows)
    mark = stamp("\n".join(_words(made)))
    ident = Identity(FORM, "", mark, f"{names[0]} → {names[1]}")
    return Compared(ident, *names, counts, made)


def _words(rows: Iterable[ComparedRow]) -> Iterator[str]:
    for row in rows:
        yield row.old + row.new
        for line in row.lines:
            yield "".join(run.words for run in (*line.old, *line.new))


def _row(row: Row) -> ComparedRow:
    return ComparedRow(
        _cited(row.old), _cited(row.new), row.remark, tuple(_line(line) for line in row.lines)
    )


def _cited(addresses: tuple[str, ...]) -> str:
    """第六条至第十条."""
    return "至".join(cite(address, "zh") for address in addresses)


def _line(line: Line) -> ComparedLine:
    old = () if line.kind == "added" else tuple(_went(line.pieces))
    new = () if line.kind == "deleted" else tuple(_came(line.pieces))
    return ComparedLine(
        (MarkedWords(line.old_label, ""), *old) if old else (),
        (MarkedWords(line.new_label, ""), *new) if new else (),
    )


def _went(pieces: Iterable[Piece]) -> Iterator[MarkedWords]:
    return (MarkedWords(p.old, "went" if p.changed else "") for p in pieces if p.old)


def _came(pieces: Iterable[Piece]) -> Iterator[MarkedWords]:
    return (MarkedWords(p.new, "came" if p.changed else "") for p in pieces if p.new)
