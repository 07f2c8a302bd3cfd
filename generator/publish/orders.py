"""What is asked of a build, and what it gives back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.records.findings import Finding


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, and where."""

    root: Path
    out: Path
    workers: int = 2
    only: str = ""
    strict: bool = False
    press: bool = True  # False: take sheets as they are, for a preview that must not wait


@dataclass(frozen=True, slots=True)
class Built:
    """What lies on the site; `waiting` sheets are those a preview shows from before.

    `changed` is false where everything was there already.
    """

    files: int
    pages: int
    sheets: int
    sheet_pages: int
    waiting: int = 0
    findings: tuple[Finding, ...] = ()
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """Told how many parts more there are at a stage, and which part of it is done."""

    more: Callable[[str, int], None]
    done: Callable[[str, str], None]


SILENT = Progress(lambda _stage, _parts: None, lambda _stage, _part: None)


def preview_order(order: Order) -> Order:
    """The same order, answered at once, with the sheets as they are."""
    return replace(order, press=False)
