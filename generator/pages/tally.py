"""The page of a tally: its tables with bars, for a reader of one language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.answers.names import CODES
from generator.answers.tables import (
    BARS,
    TEXTS,
    Table,
    Value,
    Words,
    spelt,
    types_in,
)
from generator.answers.tallying import Tallied
from generator.pages.templates import fill, word
from generator.project.templates import Templates
from generator.records.texts import Language, Text

MOST = 1_000  # rows of a table on the page, but for the units; the CSV has all
UNITS = 10_000
WIDTH = 200  # of a bar
_SHORT = frozenset(("period", "check", "status", "article", "unit", "answer", "limit"))
WHYS = ("twice", "older", "no-unit")
STATUSES = ("read", "refused", "other-edition", "duplicate")


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as it is shown; `kind` is how it is set."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar."""

    code: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The answers of a row as a bar, and the same in words."""

    parts: tuple[Part, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Data:
    """What a unit's row is filtered by."""

    words: str
    types: str
    period: str
    open: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table."""

    cells: tuple[Cell, ...]
    bar: Bar | None = None
    data: Data | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it is shown; `more` rows of it are left to the CSV."""

    name: str
    title: str
    heads: tuple[Cell, ...]
    rows: tuple[Line, ...]
    bars: bool
    more: int


def words_of(strings: Mapping[str, Text], language: Language) -> Words:
    """What tables say in words."""

    def say(key: str) -> str:
        return str(word(strings, f"tally_{key.replace('-', '_')}", language).unescape())

    return Words(
        language=language,
        answers={code: say(code) for code in CODES},
        whys={key: say(key) for key in WHYS},
        statuses={key: say(key) for key in STATUSES},
        yes=say("yes_mark"),
        joint="、" if language == "zh" else ", ",
    )


def tally_page(
    templates: Templates,
    tallied: Tallied,
    some: Sequence[Table],
    about: tuple[Words, Sequence[tuple[str, Value]], str],
) -> str:
    """The page; `about` are its words, facts and the name of the page in the other language."""
    words, facts, other = about
    strings = templates.strings

    def say(key: str) -> str:
        return str(word(strings, f"tally_{key}", words.language).unescape())

    values = {
        "title": tallied.asked.title,
        "other": other,
        "facts": tuple((label, shown(value)) for label, value in facts),
        "bars": BARS,
        "tables": tuple(_shown(table, tallied, words, say) for table in some),
        "types": tuple(
            sorted({t for n in range(len(tallied.rows)) for t in _types(tallied, n, words)})
        ),
        "periods": tuple(dict.fromkeys(spelt(row.period) for row in tallied.rows)),
    }
    return fill(templates, "tally.html.j2", words.language, values)


@dataclass(frozen=True, slots=True)
class OneOfSeveral:
    """A regulation among several: where its tally lies, and what it comes to."""

    folder: str
    title: Text
    units: int
    due: int
    checked: int
    rate: str


def several_page(
    templates: Templates,
    every: Sequence[tuple[str, Tallied]],
    language: Language,
    other: str,
) -> str:
    """What leads to each of several regulations."""
    rows = tuple(
        OneOfSeveral(
            folder,
            tallied.asked.title,
            sum(not row.why for row in tallied.rows),
            tallied.total.due,
            tallied.total.checked,
            shown(tallied.total.rate),
        )
        for folder, tallied in every
    )
    page = "index.html" if other != "index.html" else f"index.{language}.html"
    values = {"other": other, "page": page, "rows": rows}
    return fill(templates, "tallies.html.j2", language, values)


def _types(tallied: Tallied, number: int, words: Words) -> tuple[str, ...]:
    """The types of the unit in a row of the table."""
    row = tallied.rows[number]
    return tuple(filter(None, types_in(tallied.asked, row, words).split(words.joint)))


def _shown(table: Table, tallied: Tallied, words: Words, say: Callable[[str], str]) -> Shown:
    units = table.name == "units"
    most = UNITS if units else MOST
    rows = table.rows[:most]
    kept = [n for n, column in enumerate(table.columns) if column != "of" and _used(rows, n)]
    lines = (
        Line(
            tuple(_cell(table.columns, row, m) for m in kept),
            _bar(table.columns, row, say) if table.bars else None,
            _data(tallied, n, words) if units else None,
        )
        for n, row in enumerate(rows)
    )
    return Shown(
        name=table.name,
        title=say(table.name),
        heads=tuple(Cell(say(table.columns[m]), _kind(table.columns[m])) for m in kept),
        rows=tuple(lines),
        bars=table.bars,
        more=max(0, len(table.rows) - most),
    )


def _used(rows: Sequence[Sequence[Value]], n: int) -> bool:
    """Whether anything stands in a column: one that says nothing is left out."""
    return any(row[n] != "" for row in rows)


def _kind(column: str) -> str:
    if column == "sha256":
        return "hash"
    if column in _SHORT:
        return "short"
    return "words" if column in TEXTS else "number"


def _cell(columns: Sequence[str], row: Sequence[Value], n: int) -> Cell:
    """A value; a rate with what it is of."""
    words, column = shown(row[n]), columns[n]
    if column == "rate" and row[n] is not None:
        words += f" ({row[columns.index('of')]})"
    return Cell(words, _kind(column))


def _bar(columns: Sequence[str], row: Sequence[Value], say: Callable[[str], str]) -> Bar:
    """Each answer as a share of what is due."""
    said = dict(zip(columns, row, strict=True))
    counts = [(code, value) for code in BARS if isinstance(value := said[code], int)]
    whole = sum(value for _, value in counts) or 1
    parts, x = [], 0.0
    for code, value in counts:
        width = round(WIDTH * value / whole, 2)
        if value:
            parts.append(Part(code, round(x, 2), width))
        x += width
    words = "; ".join(f"{say(code)} {value}" for code, value in counts if value)
    return Bar(tuple(parts), words)


def _data(tallied: Tallied, number: int, words: Words) -> Data:
    row = tallied.rows[number]
    types = "|".join(_types(tallied, number, words))
    return Data(row.unit, types, spelt(row.period), row.open)


def shown(value: Value) -> str:
    """A value in words: a rate in per cent, a dash for none."""
    if value is None:
        return "—"
    return f"{value:.1%}" if isinstance(value, float) else str(value)
