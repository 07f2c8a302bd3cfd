"""Answers of many units summed up: unit by unit into lines of a byte a check, then counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.answers.asked import Asked
from generator.answers.counts import (
    BLANK,
    NOT_DUE,
    VALUES,
    Counts,
    by_column,
    counted,
    summed,
)
from generator.answers.due import counts, due_in
from generator.answers.gathering import Gathered
from generator.answers.joining import key_of
from generator.answers.names import PROBLEMS
from generator.answers.records import Answers, Given, Measure, Period
from generator.answers.words import day_of, instant, is_closed

LISTED = 10_000  # matters that are listed one by one; the others stand in the CSV
Prefer = Literal["", "newest"]
Why = Literal["", "twice", "older", "no-unit"]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit for a period; `why` it is not counted, "" where it is."""

    number: int
    unit: str
    types: tuple[str, ...]
    period: Period
    saved: str
    state: str
    files: tuple[str, ...]
    counts: Counts
    left_out: int
    returned: int
    open: int
    overdue: int
    why: Why = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a unit found wanting, and how it is to be mended; `check` is "" for its own."""

    number: int  # of the unit's row
    check: str
    ask: str  # of its own
    answer: str
    finding: str
    reason: str
    measure: Measure
    open: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A period: its units and what they answered."""

    period: Period
    units: int
    counts: Counts
    open: int
    overdue: int
    checks: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class Tallied:
    """All that was summed up; counts by check, article, type of unit and period.

    `matters` are those of the rows that count, `unlisted` how many there are beyond them.
    """

    asked: Asked
    on: str
    rows: tuple[Row, ...]
    total: Counts
    checks: tuple[Counts, ...]  # in the order of asked.checks
    articles: tuple[tuple[str, Counts], ...]
    types: tuple[tuple[str, int, Counts], ...]  # code, units, counts over its checks
    periods: tuple[Compared, ...]
    matters: tuple[Matter, ...]
    unlisted: int


@dataclass(slots=True)
class _Line:
    row: Row
    line: bytes
    key: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What is known while units come in; `on` is the day by which a matter is overdue."""

    asked: Asked
    on: str
    _lines: list[_Line] = field(default_factory=list)
    _matters: list[Matter] = field(default_factory=list)
    _unlisted: int = 0

    def add(self, gathered: Gathered) -> None:
        """A unit for a period."""
        answers = gathered.answers
        line = line_of(answers, self.asked)
        matters = list(_matters(gathered.number, answers, self.asked, self.on))
        room = LISTED - len(self._matters)
        self._matters += matters[:room]
        self._unlisted += max(0, len(matters) - room)
        row = Row(
            number=gathered.number,
            unit=answers.unit.name,
            types=tuple(t for t in answers.unit.types if t in self.asked.bearers),
            period=answers.period,
            saved=answers.saved,
            state=answers.state,
            files=gathered.files,
            counts=counted(line),
            left_out=len(answers.left_out),
            returned=sum(g.review.mark == "returned" for g in answers.answers.values()),
            open=sum(m.open for m in matters),
            overdue=sum(m.overdue for m in matters),
        )
        self._lines.append(_Line(row, line, key_of(answers)))

    def tallied(self, prefer: Prefer = "") -> Tallied:
        """The sums; units that stand twice count only where the newest is preferred."""
        why = dict(_uncounted(self._lines, prefer))
        rows = (replace(one.row, why=why.get(n, "")) for n, one in enumerate(self._lines))
        lines = [one for n, one in enumerate(self._lines) if n not in why]
        numbers = {one.row.number for one in lines}
        columns = by_column((one.line for one in lines), len(self.asked.checks))
        return Tallied(
            asked=self.asked,
            on=self.on,
            rows=tuple(sorted(rows, key=_order)),
            total=summed(one.row.counts for one in lines),
            checks=columns,
            articles=tuple(_articles(self.asked, columns)),
            types=tuple(_types(self.asked, lines)),
            periods=tuple(_periods(lines, len(self.asked.checks))),
            matters=tuple(m for m in self._matters if m.number in numbers),
            unlisted=self._unlisted,
        )


def _order(row: Row) -> tuple[str, str, str, int]:
    return row.period.begin or row.period.words, row.period.end, row.unit, row.number


def line_of(answers: Answers, asked: Asked) -> bytes:
    """A byte a check in the order of the text: its answer, nothing, or that it is not due."""
    given = answers.answers
    due = due_in(answers, asked)
    line = bytearray(len(asked.checks))
    for n, id_ in enumerate(asked.checks):
        if id_ not in due:
            line[n] = NOT_DUE
            continue
        one = given.get(id_)
        if one and one.answer and counts(id_, one, answers, asked):
            line[n] = VALUES.get(one.answer, BLANK)
    return bytes(line)


def _matters(number: int, answers: Answers, asked: Asked, on: str) -> Iterator[Matter]:
    """What was found wanting, what the unit asked itself last."""
    for id_, given in answers.answers.items():
        if given.answer in PROBLEMS and counts(id_, given, answers, asked):
            yield _matter(number, given, on, check=id_)
    for own in answers.own:
        if own.answer in PROBLEMS:
            said = Given(
                answer=own.answer, finding=own.finding, reason=own.reason, measure=own.measure
            )
            yield _matter(number, said, on, ask=own.ask)


def _matter(number: int, given: Given, on: str, *, check: str = "", ask: str = "") -> Matter:
    measure = given.measure
    still = is_closed(measure.closed) is not True
    due = day_of(measure.due)
    late = still and bool(due) and due < on
    return Matter(
        number, check, ask, given.answer, given.finding, given.reason, measure, still, late
    )


# ── sums ─────────────────────────────────────────────────────────────────────────────────────


def _uncounted(lines: Sequence[_Line], prefer: Prefer) -> Iterator[tuple[int, Why]]:
    """Rows that do not count, and why: nobody's, and all that stand for one unit twice."""
    together: dict[tuple[str, ...], list[int]] = {}
    for n, one in enumerate(lines):
        if not one.row.unit:
            yield n, "no-unit"
        else:
            together.setdefault(one.key, []).append(n)
    for some in together.values():
        if len(some) < 2:
            continue
        newest = _newest(lines, some) if prefer == "newest" else None
        for n in some:
            if n != newest:
                yield n, "twice" if newest is None else "older"


def _newest(lines: Sequence[_Line], some: Sequence[int]) -> int | None:
    """The one saved last; None where that is not said of all, or the same of two."""
    saved = sorted((instant(lines[n].row.saved), n) for n in some)
    (before, _), (last, n) = saved[-2:]
    return n if saved[0][0] and last != before else None


def _articles(asked: Asked, columns: Sequence[Counts]) -> Iterator[tuple[str, Counts]]:
    found: dict[str, list[Counts]] = {}
    for check, one in zip(asked.checks.values(), columns, strict=True):
        found.setdefault(check.article, []).append(one)
    return ((at, summed(some)) for at, some in found.items())


def _types(asked: Asked, lines: Sequence[_Line]) -> Iterator[tuple[str, int, Counts]]:
    """Each type over its own checks alone, so that units of several types are split."""
    for code in asked.bearers:
        some = [one.line for one in lines if code in one.row.types]
        if some:
            columns = by_column(some, len(asked.checks))
            mine = asked.lists[code]
            pairs = zip(asked.checks, columns, strict=True)
            yield code, len(some), summed(c for id_, c in pairs if id_ in mine)


def _periods(lines: Iterable[_Line], width: int) -> Iterator[Compared]:
    found: dict[tuple[str, str], list[_Line]] = {}
    for one in lines:
        period = one.row.period
        found.setdefault((period.begin or period.words, period.end), []).append(one)
    for _, some in sorted(found.items()):
        yield Compared(
            some[0].row.period,
            len(some),
            summed(one.row.counts for one in some),
            sum(one.row.open for one in some),
            sum(one.row.overdue for one in some),
            by_column((one.line for one in some), width),
        )
