"""Locks that end with the process that holds them, however it ends: the only door to flock."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, and so nothing is taken for abandoned
    LOCKS = False
else:
    LOCKS = True


def new_lock(file: Path) -> IO[bytes] | None:
    """Make the file and hold it; None where somebody was quicker and holds or removed it.

    Where the file system has no locks it is not held, and nobody ever can `take` it.
    """
    try:
        handle = file.open("xb")
    except (FileNotFoundError, FileExistsError):
        return None
    if LOCKS:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return None
        except OSError:
            return handle
    if not _is_there(handle, file):
        handle.close()
        return None
    return handle


def take(file: Path) -> IO[bytes] | None:
    """Hold a file that is there; None where another process does, or it cannot be known."""
    if not LOCKS or not file.is_file():
        return None
    try:
        handle = file.open("r+b")
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def _is_there(handle: IO[bytes], file: Path) -> bool:
    """Whether the file that was opened still has its name."""
    try:
        return os.path.samestat(os.fstat(handle.fileno()), file.stat())
    except FileNotFoundError:
        return False


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until no other process is in this block with this folder; nothing is written."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a folder that may be written but not read
        yield
        return
    try:
        together(handle, exclusive=True)
        yield
    finally:
        os.close(handle)


@contextmanager
def in_use(file: Path) -> Iterator[int]:
    """The file, made if need be, for `alone` and `together`; -1 where it cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:  # read-only: whoever writes there will say so
        yield -1
        return
    try:
        yield handle
    finally:
        os.close(handle)


def alone(handle: int) -> bool:
    """Whether no other process has it; then none gets it before `together`.

    Where one has, this process has it no longer.
    """
    if not LOCKS or handle < 0:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def together(handle: int, *, exclusive: bool = False) -> None:
    """Have it with others who want the same; wait for one that is alone with it."""
    if LOCKS and handle >= 0:
        with suppress(OSError):  # NFS locks no folders; what follows is safe without, too
            fcntl.flock(handle, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
