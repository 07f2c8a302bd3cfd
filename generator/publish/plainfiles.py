"""Files of a folder that somebody else may have filled: regular ones alone are opened."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

FileKind = Literal["file", "link", "special"]

PIECE = 1 << 20
MOST = 256 << 20  # bytes that are taken into memory: the list of 300 regulations has 12 million


def kind_of(path: Path) -> FileKind:
    """What lies there, told without opening it. Raises OSError where nothing does."""
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return "file"
    return "link" if stat.S_ISLNK(mode) else "special"


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A regular file to read. Raises OSError for a link, a pipe, a device, a socket."""
    if kind_of(path) != "file":
        raise _not_plain(path)
    never = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    binary = getattr(os, "O_BINARY", 0)  # of Windows, which has neither of the two above
    with open(os.open(path, os.O_RDONLY | never | binary), "rb") as file:  # noqa: PTH123 - a number
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):  # it was exchanged meanwhile
            raise _not_plain(path)
        yield file


def sha256(path: Path) -> str:
    """SHA-256 in 64 hex digits, read piece by piece. Raises OSError as `opened` does."""
    total = hashlib.sha256()
    with opened(path) as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def content(path: Path, most: int = MOST) -> bytes:
    """All of a regular file. Raises OSError as `opened` does, and for more than `most`."""
    with opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def _not_plain(path: Path) -> OSError:
    return OSError(errno.EINVAL, "no regular file", str(path))
