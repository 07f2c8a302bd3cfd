"""What was printed under one date, and what changed between dates."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class EditionChange:
    """An entry of the edition's history, newest first."""

    date: str  # ISO 8601
    text: Text


@dataclass(frozen=True, slots=True)
class ReleasedCheck:
    """A check as it was in an edition; `stamp` covers its provision and its question."""

    at: str
    bearers: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What was printed under one date.

    `sheets` maps what a sheet is about to its stamp: an article, a bearer, `T-` with the code
    of a tracer, `a5-a10` for articles that share a sheet, `whole` for everything.
    """

    date: str  # ISO 8601
    sheets: Mapping[str, str]
    checks: Mapping[str, ReleasedCheck]
    location: Location
