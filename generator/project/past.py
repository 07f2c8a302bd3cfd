"""Editions that were: each as it went out, read from the archive."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.project import disk
from generator.project.released import released_checks
from generator.records.editions import Edition
from generator.records.regulation import Regulation

ARCHIVE = "archive"
Reader = Callable[[Path, str, str], Regulation | None]


def past_editions(root: Path, law: Regulation, read: Reader) -> tuple[Regulation, ...]:
    """Those that went out before the present one and are kept, newest first.

    `read` gives the regulation that lies under a folder with `content/` and `checklists/`.
    """
    if not law.editions or not disk.folder_exists(root, f"{ARCHIVE}/{law.id}"):
        return ()
    was = sorted((e for e in law.editions if e.date != law.edition), key=lambda e: e.date)
    found = (_as_released(root, law.id, edition, read) for edition in reversed(was))
    return tuple(past for past in found if past)


def _as_released(root: Path, id_: str, edition: Edition, read: Reader) -> Regulation | None:
    """The newest folder of that date in which the checks are those that are on record."""
    home = f"{ARCHIVE}/{id_}"
    named = (n for n in disk.names(root, home) if _is_of(n, edition.date))
    for name in sorted(named, key=len, reverse=True):
        past = read(root, id_, f"{home}/{name}/")
        if past and released_checks(past).items() <= edition.checks.items():
            return replace(past, edition=edition.date, editions=(edition,))
    return None


def _is_of(name: str, date: str) -> bool:
    """2026-11-23, or 2026-11-23-2 where there was one already."""
    return name == date or name.startswith(f"{date}-")
