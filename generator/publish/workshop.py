"""A hidden folder beside what is made, swept by the next build where a kill left it."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.publish.locks import new_lock, take

LOCK = "lock"
NEW, OLD, KEPT = "new", "old", "kept"  # all that a workshop ever holds, beside its lock
TRIES = 20


@contextmanager
def workshop(
    place: Path, name: str, clear: Callable[[Path], None] | None = None
) -> Iterator[Path]:
    """A new folder in `place` that others cannot enter: `.NAME.zicha-xxxxxxxx`.

    At the end `clear` saves what must not be lost; where that fails it stays for the next time.
    """
    scratch, handle = None, None
    for _ in range(TRIES):  # a sweeper may be quicker than the lock
        scratch = Path(tempfile.mkdtemp(prefix=_prefix(name), dir=place))
        if handle := new_lock(scratch / LOCK):
            break
    assert scratch is not None
    try:
        yield scratch
    finally:
        try:
            if clear:
                clear(scratch)
            _remove(scratch)
        finally:
            if handle:
                handle.close()


def sweep(place: Path, name: str, clear: Callable[[Path], None] | None = None) -> None:
    """Remove the workshops that no process is using any more; `clear` as in `workshop`."""
    for scratch in _workshops(place, name):
        if handle := take(scratch / LOCK):
            with handle, suppress(OSError):
                if clear:
                    clear(scratch)
                _remove(scratch)
        else:  # without a lock only if it is empty: its owner will make another
            with suppress(OSError):
                scratch.rmdir()


def made_in(place: Path) -> tuple[str, ...]:
    """The names of what was made, or is being made, in a folder by way of workshops."""
    shape = re.compile(r"\.(?P<name>.+)\.zicha-[a-z0-9_]{8}", re.DOTALL)
    try:
        found = (shape.fullmatch(shop.name) for shop in place.iterdir())
        return tuple(sorted({match["name"] for match in found if match}))
    except OSError:
        return ()


def is_workshop(name: str) -> bool:
    """Whether a name in a folder is that of a workshop without a name of its own."""
    return re.fullmatch(r"\.zicha-[a-z0-9_]{8}", name) is not None


def _prefix(name: str) -> str:
    return f".{name}.zicha-" if name else ".zicha-"


def _workshops(place: Path, name: str) -> tuple[Path, ...]:
    """Folders that are workshops by their name and by all that is in them."""
    shape = re.compile(re.escape(_prefix(name)) + r"[a-z0-9_]{8}")
    known = {LOCK, NEW, OLD, KEPT}
    try:
        named = [p for p in place.iterdir() if shape.fullmatch(p.name)]
        folders = (p for p in sorted(named) if p.is_dir() and not p.is_symlink())
        return tuple(p for p in folders if {part.name for part in p.iterdir()} <= known)
    except OSError:
        return ()


def _remove(scratch: Path) -> None:
    """The lock goes last: what lies beside it is ours to remove for as long as it is there."""
    for name in (NEW, OLD):
        for place, _, _ in os.walk(scratch / name):
            with suppress(OSError):  # a folder that may not be written cannot be emptied
                Path(place).chmod(0o700)
        shutil.rmtree(scratch / name, ignore_errors=True)
    with suppress(OSError):
        for name in (KEPT, NEW, OLD, LOCK):  # each may be a file
            (scratch / name).unlink(missing_ok=True)
        scratch.rmdir()
