"""How often each answer was given, and what follows from that: 应查, 已查 and the rate."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.answers.names import ANSWERED, CODES, RATED

BLANK, NOT_DUE = 0, 255  # of a unit's line: 1 to 5 are the answers in their order
VALUES = {code: n for n, code in enumerate(CODES, 1)}


@dataclass(frozen=True, slots=True)
class Counts:
    """Checks due, and how many of them were answered how; `blank` have no answer at all."""

    due: int = 0
    yes: int = 0
    partial: int = 0
    no: int = 0
    na: int = 0
    unchecked: int = 0

    @property
    def checked(self) -> int:
        """已查: yes, partly, no, not applicable."""
        return sum(getattr(self, code) for code in ANSWERED)

    @property
    def rated(self) -> int:
        """What the rate is of: yes, partly, no."""
        return sum(getattr(self, code) for code in RATED)

    @property
    def rate(self) -> float | None:
        """Yes of these; None where there are none."""
        return self.yes / self.rated if self.rated else None

    @property
    def blank(self) -> int:
        """Due and not answered, not even as not checked."""
        return self.due - self.checked - self.unchecked


def counted(line: bytes) -> Counts:
    """The counts of a line: a value a check."""
    due = len(line) - line.count(NOT_DUE)
    return Counts(due, *(line.count(VALUES[code]) for code in CODES))


def summed(some: Iterable[Counts]) -> Counts:
    """All together."""
    found = list(some)
    return Counts(*(sum(getattr(one, key) for one in found) for key in ("due", *CODES)))


def by_column(lines: Iterable[bytes], width: int) -> tuple[Counts, ...]:
    """The counts of each check over the lines of several units."""
    joined = b"".join(lines)
    return tuple(counted(joined[n::width]) for n in range(width))
