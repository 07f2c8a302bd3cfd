"""What could not be taken from a file: where it stands, and what to do about it."""

from dataclasses import dataclass

from generator.records.texts import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """A place as its reader finds it (第五条!F12, answers/A05-01-1/answer), what is wrong."""

    where: str
    rule: str
    what: Text


# Told, though all that was written is taken, or is known to be answered anew.
WARNINGS = frozenset(
    (
        *("no-reason", "unclear-day", "unclear-closed", "unclear-period", "unknown-type"),
        *("hidden-character", "check-gone", "check-changed", "row-missing"),
        *("same-again", "unit-twice", "kept-unreadable"),
    )
)


def is_error(problem: Problem) -> bool:
    """Whether something that was written is not taken."""
    return problem.rule not in WARNINGS


class Refused(Exception):
    """A file is not taken at all; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(p.what.en or p.what.zh for p in problems))
        self.problems = problems
