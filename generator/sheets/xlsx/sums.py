"""Formulas of a workbook: counts over its data, without arrays, for every office program."""

from collections.abc import Mapping
from types import MappingProxyType

from generator.answers.names import CODES, DATA, PROBLEMS, label_name
from generator.records.texts import Text
from generator.sheets.office.formulas import quoted
from generator.sheets.office.words import Voice, plain
from generator.sheets.replies import Sums
from generator.sheets.xlsx.model import Formula, at, column, on

NOTHING: Mapping[str, str] = MappingProxyType({})
_FORMULA = "\0"  # before a part of a sentence that is a formula, not words
# Columns of the table on the data sheet, in order.
TABLE = (
    *("id", "part", "article", "clause", "answer", "finding", "reason", "missing", "rank"),
    *("problem", "rows", "till"),  # what the ledger says, in how many rows, to which
    *("measure", "leader", "person", "limit", "done", "proof", "closed"),
    *("answer_cell", "finding_cell", "reason_cell"),
)


class CheckTable:
    """Where the table of checks lies on the data sheet."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def all(self, name: str) -> str:
        """Every row of a column, as seen from another sheet."""
        n = TABLE.index(name)
        return on(DATA, f"{at(self.first, n)}:{at(self.last, n)}")

    def cell(self, name: str, row: int) -> str:
        """One cell, as seen from the sheet itself: $E12."""
        return f"${column(TABLE.index(name))}{row + 1}"

    def above(self, name: str, row: int) -> str:
        """The cells over one, from the head of the table on."""
        n = column(TABLE.index(name))
        return f"${n}${self.first}:${n}${row}"


def _where(table: CheckTable, scope: tuple[str, str | int]) -> str:
    """Only rows of one article or part: ("article", "a5"), ("part", 1)."""
    name, value = scope
    return f"{table.all(name)},{quoted(value) if isinstance(value, str) else value}"


def count(table: CheckTable, scope: tuple[str, str | int], code: str) -> str:
    """How many checks are answered so."""
    return f"COUNTIFS({_where(table, scope)},{table.all('answer')},{label_name(code)})"


def total(parts: list[str]) -> str:
    """A sum in brackets."""
    return f"({'+'.join(parts)})"


def values_of(some: Sums | None) -> Mapping[str, str]:
    """What the formulas give for these counts; nothing where nothing is filled in."""
    if some is None:
        return {}
    codes = {code: str(getattr(some, code)) for code in CODES}
    others = {"done": str(some.done), "missing": str(some.missing)}
    return {**codes, **others, "rate": rate_said(some.yes, some.rated)}


def rate_said(yes: int, rated: int) -> str:
    """The rate with its counts, as `rate` makes it."""
    return f"{yes / rated:.1%} ({yes}/{rated})" if rated else "—"


def filled(
    voice: Voice, text: Text, *, values: Mapping[str, str] = NOTHING, **formulas: str
) -> Formula:
    """A sentence whose {placeholders} are formulas; `values` are what these give now."""
    said = plain(voice, text) if values else ""
    for name, value in values.items():
        said = said.replace(f"{{{name}}}", value)
    parts = [plain(voice, text)]
    for name, formula in formulas.items():
        parts = [p for part in parts for p in _split(part, f"{{{name}}}", formula)]
    joined = "&".join(p[1:] if p[:1] == _FORMULA else quoted(p) for p in parts)
    return Formula(f"={joined}", said)


def _split(part: str, mark: str, formula: str) -> list[str]:
    if part[:1] == _FORMULA:
        return [part]
    before, found, after = part.partition(mark)
    if not found:
        return [part]
    return [p for p in (before, f"{_FORMULA}({formula})", *_split(after, mark, formula)) if p]


def unanswered(table: CheckTable, article: str) -> str:
    """How many checks of an article have no answer yet."""
    return f'COUNTIFS({_where(table, ("article", article))},{table.all("answer")},"")'


def closed(table: CheckTable, article: str) -> str:
    """How many problems of an article are closed."""
    mine = f"{_where(table, ('article', article))},{table.all('closed')},closed"
    return total(
        [
            f"COUNTIFS({mine},{table.all('answer')},{label_name(code)})"
            for code in reversed(PROBLEMS)
        ]
    )
