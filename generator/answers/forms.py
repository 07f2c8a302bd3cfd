"""A form that was filled in, as it says it: rows by check, each place with where it is."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.answers.names import FILLED, MENDED, name_of
from generator.answers.problems import Problem
from generator.records.texts import Text

# What a row of a check holds: "ask" of the unit's own, "cause" on a problem page.
KINDS = (*FILLED, *MENDED, "ask", "cause")
# What a row of a problem page says of the check whose number is written in it.
TOLD = ("answer", "finding", "cause", "measure", "person", "limit")


NOTHING = ("", "无", "None", "none")  # where there is no problem


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a place, and how its reader finds it: 第五条!F12."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """What was written for a check, by kind of place; an `answer` is words of any kind."""

    id: str
    where: str
    cells: Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class Form:
    """Facts that a form says of itself, its fields, its rows.

    `labels` are its own words for answers; `doubtful` the kinds of places, by id, of which
    nobody can tell what is meant; `problems` say why.
    """

    facts: Mapping[str, str]
    fields: Mapping[str, Written]
    rows: tuple[Row, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  # ids whose row is not there
    problems: tuple[Problem, ...] = ()
    kept: str = ""  # the Answers file that was printed on it


def names_by_place(ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Name of a place → what is written there, and for which check."""
    return {name_of(kind, id_): (kind, id_) for id_ in ids for kind in KINDS}


def problem_rows(
    places: Mapping[str, Written], ids: Collection[str]
) -> tuple[list[Row], list[Problem]]:
    """The rows of a problem page by the numbers written in them; `places` by their names."""
    rows: list[Row] = []
    problems: list[Problem] = []
    known = {id_.casefold(): id_ for id_ in ids}
    for name, number in places.items():
        at = name.removeprefix("check_problem_")
        if at == name:
            continue
        cells = {
            kind: there
            for kind in TOLD
            if (there := places.get(name_of(kind, f"problem-{at}")))
        }
        said = any(one.words for kind, one in cells.items() if kind != "answer")
        written = "".join(unicodedata.normalize("NFKC", number.words).split())
        if id_ := known.get(written.casefold(), ""):
            rows.append(Row(id_, number.where, cells))
        elif written not in NOTHING or (said and not written):
            problems.append(_no_such(number))
    return rows, problems


def _no_such(number: Written) -> Problem:
    return Problem(
        number.where,
        "unknown-check",
        Text(
            f"“{shown(number.words)}”不是检查项编号，这一行没有采用；请照抄编号，如 A05-01-1",
            f"{shown(number.words)!r} is the number of no check, so its row was not taken; copy"
            " the number, as A05-01-1",
        ),
    )


def joined(rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Each check once; what two rows say otherwise of it is told, and stands for nothing."""
    every: dict[str, list[Row]] = {}
    for row in rows:
        every.setdefault(row.id, []).append(row)
    problems: list[Problem] = []
    found = tuple(_together(some, problems) for some in every.values())
    return found, tuple(problems)


def _together(some: list[Row], problems: list[Problem]) -> Row:
    """One row of those of a check: a row that was copied and left empty says nothing."""
    if len(some) == 1:
        return some[0]
    cells = {}
    for kind in dict.fromkeys(kind for row in some for kind in row.cells):
        there = [row.cells[kind] for row in some if kind in row.cells]
        said = {written.words: written for written in there if written.words}
        cells[kind] = next(iter(said.values()), there[0])
        if len(said) > 1:
            one, other, *_ = said.values()
            problems.append(contradiction(some[0].id, one, other))
            cells[kind] = replace(one, words="")
    return replace(some[0], cells=cells)


def contradiction(id_: str, one: Written, other: Written) -> Problem:
    """Two places that say different things of a check."""
    a, b = shown(one.words), shown(other.words)
    return Problem(
        f"{one.where} / {other.where}",
        "contradiction",
        Text(
            f"{id_} 两处填的不一样（“{a}”和“{b}”），都没有采用；请单位确认",
            f"{id_} says {a!r} in one place and {b!r} in the other, neither was taken; ask the"
            " unit",
        ),
    )


def shown(words: str) -> str:
    """The beginning of what somebody wrote, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def lost(ids: Iterable[str]) -> Iterator[Problem]:
    """A problem for each check whose row is gone."""
    for id_ in ids:
        yield Problem(
            id_,
            "row-missing",
            Text(
                f"表里找不到 {id_} 这一行，可能被删除；按未填处理",
                f"the row of {id_} is not there, deleted perhaps; it counts as not filled in",
            ),
        )
