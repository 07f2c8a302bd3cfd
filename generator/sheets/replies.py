"""What a unit filled in, as forms show it: replies to checks, sums, what is to be mended."""

from dataclasses import dataclass

from generator.answers.records import Given, Measure
from generator.records.texts import Text


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper that the unit named; `kind` is None where it is of none of the vocabulary."""

    kind: Text | None
    note: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a unit says of a check; without its answer where it does not count.

    `earlier` is what was answered before the check was asked otherwise, `left_out` why the unit
    set it aside; None where that is not so.
    """

    given: Given
    papers: tuple[NamedPaper, ...] = ()
    earlier: Given | None = None
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Vanished:
    """An answer to a check that is not asked any more; `ask` as it stood, if that is known."""

    id: str
    ask: str
    given: Given


@dataclass(frozen=True, slots=True)
class Sums:
    """How many checks were answered how; `fixed` and `fixing` are of the problems."""

    due: int = 0
    yes: int = 0
    partial: int = 0
    no: int = 0
    na: int = 0
    unchecked: int = 0
    done: int = 0
    blank: int = 0
    rated: int = 0
    problems: int = 0
    fixed: int = 0
    fixing: int = 0
    missing: int = 0  # answers that want a reason and have none
    percent: str = ""  # 75.0, nothing where none is rated


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something found wanting: where, what, how it is mended; `id` is "" for its own.

    `since` names the period that it is carried over from, None where it was found in this one.
    """

    id: str
    cite: Text | None
    ask: str
    answer: str
    problem: str
    measure: Measure
    closed: bool
    since: Text | None = None
