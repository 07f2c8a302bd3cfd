"""Drafts beside what they will replace: hidden, safe on the disk, swept when left behind."""

import itertools
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_OURS = re.compile(r"\.zicha-draft-(?P<process>\d+)-\d+")  # .zicha-draft-4711-0
_LONG_AGO = 3600.0  # seconds; no draft is written for so long
_count = itertools.count()


def draft_beside(place: Path) -> Path:
    """A name of our own in the same folder, so that a rename puts it in place at once."""
    return place.with_name(f".zicha-draft-{os.getpid()}-{next(_count)}")


def write_safely(place: Path, data: bytes, like: Path | None = None) -> None:
    """Write a new file and see it on the disk; its owner, mode and the like are `like`'s."""
    with open(place, "xb", opener=_private if like else None) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like:
        _take_after(place, like)


def _private(path: str, flags: int) -> int:
    """Not to be read by others before it has the mode of what it replaces."""
    return os.open(path, flags, 0o600)


def _take_after(place: Path, like: Path) -> None:
    before = like.stat()
    if hasattr(os, "chown"):
        for owner, group in ((-1, before.st_gid), (before.st_uid, -1)):
            with suppress(OSError):  # whoever may write a file need not own it
                os.chown(place, owner, group)
    shutil.copystat(like, place)
    os.utime(place)


def settle(folder: Path) -> None:
    """See the names in a folder on the disk, where the system can do that for folders."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def settle_all(top: Path) -> None:
    """The same of a folder and all below."""
    for folder, _, _ in os.walk(top, topdown=False):
        settle(Path(folder))


def remove(draft: Path) -> None:
    """Take a draft away, be it a file or a folder; one that is in place by now is no more."""
    if draft.is_dir() and not draft.is_symlink():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        with suppress(OSError):
            draft.unlink()


def sweep_drafts(root: Path) -> None:
    """Take away what a command that was killed has left in the project."""
    tops = (os.walk(root / top) for top in ("content", "checklists"))
    kept = root / "archive"  # by regulation and edition: what lies in these never changes
    above = (root, kept, *kept.glob("*/"), *kept.glob("*/*/"))
    alone = (found for top in above if (found := next(os.walk(top), None)))
    for folder, below, names in itertools.chain(alone, *tops):
        for draft in _left(Path(folder), (*below, *names)):
            remove(draft)


def _left(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        if (ours := _OURS.fullmatch(name)) and _is_left(folder / name, int(ours["process"])):
            yield folder / name


def _is_left(draft: Path, process: int) -> bool:
    """Whether nobody writes it: its process is gone, or was another with our number."""
    if process == os.getpid():
        return True
    if os.name == "nt":  # where asking for a process may end it
        return _is_old(draft)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return _is_old(draft)
    return _is_old(draft)


def _is_old(draft: Path) -> bool:
    try:
        return time.time() - draft.lstat().st_mtime > _LONG_AGO
    except OSError:
        return False
