"""What one unit has filled in for one period, as records: an Answers file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

FORMAT = "zicha-answers/1"
ENDING = ".answers.json"  # of its files

State = Literal["", "filling", "filled", "returned", "accepted"]
STATES: tuple[State, ...] = ("", "filling", "filled", "returned", "accepted")
Mark = Literal["", "returned", "accepted"]
MARKS: tuple[Mark, ...] = ("", "returned", "accepted")

# What a file says beyond its format: kept as it came, written behind what is known.
More = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Unit:
    """Who inspects itself; `types` are codes of bearers: its list is all their checks."""

    name: str = ""
    types: tuple[str, ...] = ()
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Period:
    """For when, ISO 8601; `words` are those of a form where they are no dates."""

    begin: str = ""  # "from", a word of Python's own
    end: str = ""
    words: str = ""
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class People:
    """Who filled it in, who looked it over, who answers for it."""

    filler: str = ""
    phone: str = ""
    reviewer: str = ""
    leader: str = ""
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that shows it: the code of its kind, "" of any other; its name and number."""

    code: str = ""
    note: str = ""
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """How what was found is mended; `due` is a day, `closed` says that it is done, or when."""

    cause: str = ""
    measure: str = ""
    leader: str = ""
    person: str = ""
    due: str = ""
    done: str = ""
    closed: str = ""
    proof: str = ""
    more: More = field(default_factory=dict)


def said_of(measure: Measure) -> tuple[str, ...]:
    """What is said of it, in the order of the columns of tables."""
    return (
        *(measure.cause, measure.measure, measure.leader, measure.person),
        *(measure.due, measure.done, measure.closed, measure.proof),
    )


@dataclass(frozen=True, slots=True)
class Review:
    """What a second person says of an answer."""

    mark: Mark = ""
    remark: str = ""
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to a check, "" where there is none yet; `stamp` is that of the check as asked.

    `sampled` and `off` are how many were drawn, and how many of these were not in order.
    """

    stamp: str = ""
    answer: str = ""
    finding: str = ""
    reason: str = ""
    remark: str = ""
    sampled: str = ""
    off: str = ""
    evidence: tuple[Paper, ...] = ()
    measure: Measure = Measure()
    review: Review = Review()
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """A check that the unit added itself."""

    ask: str = ""
    answer: str = ""
    finding: str = ""
    reason: str = ""
    remark: str = ""
    measure: Measure = Measure()
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """All of a unit's answers for a period; `stamp` is that of the whole regulation's checks.

    `left_out` maps ids of checks that the unit set aside to its reasons.
    """

    id: str = ""
    regulation: str = ""
    edition: str = ""
    stamp: str = ""
    unit: Unit = Unit()
    period: Period = Period()
    people: People = People()
    saved: str = ""
    state: State = ""
    answers: Mapping[str, Given] = field(default_factory=dict)
    own: tuple[Own, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    more: More = field(default_factory=dict)
