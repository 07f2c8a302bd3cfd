"""The tables of a tally, once for workbook, page and data: columns by name, rows of values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.answers.asked import Asked
from generator.answers.counts import Counts
from generator.answers.gathering import Input
from generator.answers.names import CODES
from generator.answers.records import Period, said_of
from generator.answers.tallying import Compared, Matter, Row, Tallied
from generator.records.texts import Language, Text

Value = str | int | float | None
COUNTS = ("due", "checked", *CODES, "blank", "rate", "of")
BARS = (*CODES, "blank")  # parts of a bar, which make up what is due
TEXTS = frozenset(
    (
        *("unit", "period", "article", "check", "ask", "finding", "reason"),
        *("measure", "file", "what", "where", "why", "type", "answer"),
    )
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name; `bars` where its rows are shown as a chart of their counts."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What tables say in words of the interface, in the language of the tables."""

    language: Language
    answers: dict[str, str]  # code → 部分
    whys: dict[str, str]  # why a unit does not count
    statuses: dict[str, str]  # what became of a file
    yes: str
    joint: str  # between names: 、


def tables(tallied: Tallied, inputs: Sequence[Input], words: Words) -> tuple[Table, ...]:
    """All of them, in the order in which they are read."""
    return (
        _articles(tallied, words),
        _types(tallied, words),
        _units(tallied, words),
        _checks(tallied, words),
        *(_periods(tallied, words) if len(tallied.periods) > 1 else ()),
        _matters("matters", tallied, tallied.matters, words),
        _matters("overdue", tallied, [m for m in tallied.matters if m.overdue], words),
        _problems(inputs, words),
        _inputs(inputs, words),
    )


def values(counts: Counts) -> tuple[Value, ...]:
    """In the order of COUNTS: the rate with what it is of."""
    codes = (getattr(counts, code) for code in CODES)
    of = f"{counts.yes}/{counts.rated}" if counts.rated else ""
    return (counts.due, counts.checked, *codes, counts.blank, counts.rate, of)


def said(text: Text, language: Language) -> str:
    """The words in the language, or the Chinese where there are no others."""
    return text.en if language == "en" and text.en else text.zh


def spelt(period: Period) -> str:
    """2026-01-01 – 2026-06-30, or the words of a form."""
    return " – ".join(filter(None, (period.begin, period.end))) or period.words


def _articles(tallied: Tallied, words: Words) -> Table:
    rows = (
        (said(tallied.asked.articles[at], words.language), *values(counts))
        for at, counts in tallied.articles
        if counts.due
    )
    return Table("articles", ("article", *COUNTS), tuple(rows), bars=True)


def _types(tallied: Tallied, words: Words) -> Table:
    rows = (
        (said(tallied.asked.bearers[code], words.language), units, *values(counts))
        for code, units, counts in tallied.types
    )
    return Table("types", ("type", "n_units", *COUNTS), tuple(rows), bars=True)


def _units(tallied: Tallied, words: Words) -> Table:
    columns = ("unit", "type", "period", *COUNTS, "left_out", "open", "late", "why")
    rows = (_unit(tallied.asked, row, words) for row in tallied.rows)
    return Table("units", columns, tuple(rows))


def _unit(asked: Asked, row: Row, words: Words) -> tuple[Value, ...]:
    return (
        row.unit,
        types_in(asked, row, words),
        spelt(row.period),
        *values(row.counts),
        row.left_out,
        row.open,
        row.overdue,
        words.whys[row.why] if row.why else "",
    )


def types_in(asked: Asked, row: Row, words: Words) -> str:
    """The types of a unit by their names."""
    return words.joint.join(said(asked.bearers[code], words.language) for code in row.types)


def _checks(tallied: Tallied, words: Words) -> Table:
    pairs = zip(tallied.asked.checks.values(), tallied.checks, strict=True)
    rows = (
        (
            check.id,
            said(check.cite, words.language),
            said(check.ask, words.language),
            *values(counts),
        )
        for check, counts in pairs
        if counts.due
    )
    return Table("checks", ("check", "article", "ask", *COUNTS), tuple(rows))


def _periods(tallied: Tallied, words: Words) -> Iterator[Table]:
    """The periods beside each other: sums, then the rate of each check."""
    del words
    rows = (
        (spelt(one.period), one.units, *values(one.counts), one.open, one.overdue)
        for one in tallied.periods
    )
    columns = ("period", "n_units", *COUNTS, "open", "late")
    yield Table("periods", columns, tuple(rows), bars=True)
    yield Table("moved", ("check", "period", "yes", "rate", "of"), tuple(_moved(tallied)))


def _moved(tallied: Tallied) -> Iterator[tuple[Value, ...]]:
    """Checks whose answers differ between periods, period by period."""
    for n, id_ in enumerate(tallied.asked.checks):
        found = [(one, one.checks[n]) for one in tallied.periods if one.checks[n].due]
        if len({counts.rate for _, counts in found}) > 1:
            for one, counts in found:
                yield _period_of(id_, one, counts)


def _period_of(id_: str, one: Compared, counts: Counts) -> tuple[Value, ...]:
    of = f"{counts.yes}/{counts.rated}" if counts.rated else ""
    return id_, spelt(one.period), counts.yes, counts.rate, of


_MATTER = (
    *("unit", "period", "check", "ask", "answer", "finding", "reason"),
    *("cause", "measure", "leader", "person", "limit", "done", "closed", "proof", "late"),
)


def _matters(name: str, tallied: Tallied, some: Sequence[Matter], words: Words) -> Table:
    rows = {row.number: row for row in tallied.rows}
    made = (_matter(tallied.asked, rows[m.number], m, words) for m in some)
    return Table(name, _MATTER, tuple(made))


def _matter(asked: Asked, row: Row, matter: Matter, words: Words) -> tuple[Value, ...]:
    check = asked.checks.get(matter.check)
    return (
        row.unit,
        spelt(row.period),
        matter.check,
        said(check.ask, words.language) if check else matter.ask,
        words.answers[matter.answer],
        matter.finding,
        matter.reason,
        *said_of(matter.measure),
        words.yes if matter.overdue else "",
    )


def _problems(inputs: Sequence[Input], words: Words) -> Table:
    rows = (
        (one.file, problem.where, said(problem.what, words.language))
        for one in inputs
        for problem in one.problems
    )
    return Table("problems", ("file", "where", "what"), tuple(rows))


def _inputs(inputs: Sequence[Input], words: Words) -> Table:
    rows = ((one.file, words.statuses[one.status], one.sha256) for one in inputs)
    return Table("inputs", ("file", "status", "sha256"), tuple(rows))
