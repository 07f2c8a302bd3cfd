"""What was seen of a project's files, and readers held to it: they read that or stop."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

UNREADABLE = ""  # in place of the SHA-256 of a file that gives no bytes
CHANGED = "changed-while-building"


@dataclass(frozen=True, slots=True)
class Seen:
    """Folders with the names in them, files with the SHA-256 of what reading them gives."""

    folders: Mapping[str, tuple[str, ...]]
    files: Mapping[str, str]


_held: ContextVar[Seen | None] = ContextVar("held", default=None)


@contextmanager
def held(seen: Seen | None) -> Iterator[None]:
    """Within, `disk` knows only what was seen, and a file that has changed since stops it.

    Whoever saves a file while a site is built, and takes it back, then finds neither state
    mixed into the other. None: everything is read as it is.
    """
    token = _held.set(seen)
    try:
        yield
    finally:
        _held.reset(token)


def in_force() -> Seen | None:
    """What reading is held to now."""
    return _held.get()


def as_seen(path: str, sha256: str) -> None:
    """Raises CannotGoOn where a file gives something else than it gave when it was seen."""
    seen = _held.get()
    if seen is not None and seen.files.get(path, UNREADABLE) != sha256:
        raise changed(path)


def changed(path: str) -> CannotGoOn:
    """What is told where files change as fast as they are read."""
    words = Text(
        "生成网站时这个文件一直在变；请等保存、同步完成后重新生成",
        "this file keeps changing while the site is built; "
        "build again when it has been saved and synchronised",
    )
    return CannotGoOn(Finding(Location(path), CHANGED, words))
