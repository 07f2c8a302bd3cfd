"""The files of a project folder as text, or what keeps a file from being text."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from generator.project import holding, machine
from generator.project.hidden import end_of
from generator.project.reach import (
    PACKAGED,
    dangling,
    inside,
    missing,
    no_file,
    outside,
    unseen,
)
from generator.records.findings import Finding
from generator.records.texts import Location, Text

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
LARGEST = 4 * 1024 * 1024  # bytes of a text; the Civil Code has 0.4 million


class _Hindered(Exception):
    """A file that is not opened; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.finding = finding


def templates_home(root: Path) -> Path:
    """The folder above site_templates: the project's own, or that of the program."""
    return root if folder_exists(root, "site_templates") else PACKAGED


def read_bytes(
    root: Path, path: str, most: int = LARGEST
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """What `root/path` holds; None where unreadable, no file, or longer than `most` bytes."""
    data, findings = read_start(root, path, most + 1)
    if data is None:
        holding.as_seen(path, holding.UNREADABLE)
        return None, findings
    if len(data) > most:
        return None, (_too_large(path, most),)
    holding.as_seen(path, hashlib.sha256(data).hexdigest())
    return data, findings


def read_start(root: Path, path: str, most: int) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The first bytes of `root/path`, `most` of them; None where unreadable, or no file."""
    try:
        with _opened(root, path) as file:
            return file.read(most), ()
    except _Hindered as stop:
        return None, (stop.finding,)


def real(file: Path) -> str:
    """The path with all links followed as far as they lead, which never fails."""
    try:
        return os.path.realpath(file)
    except ValueError:  # no system has such a name: "a\0"
        return str(file)


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The UTF-8 text of `root/path`, byte order mark left out; None where unreadable."""
    data, findings = read_bytes(root, path)
    if data is None:
        return None, findings
    if data.startswith(_UTF16) or b"\0" in data:
        return None, (_not_text(path),)
    try:
        return data.decode("utf-8").removeprefix(_BOM), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, data[: error.start]),)


def sha256(root: Path, path: str) -> str:
    """SHA-256 of the bytes of a file in 64 hex digits, "" where it cannot be read."""
    try:
        with _opened(root, path) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except _Hindered:
        found = holding.UNREADABLE
    holding.as_seen(path, found)
    return found


def hash_of(place: Path | str) -> str:
    """SHA-256 of a file of any size in 64 hex digits, wherever it lies. Raises OSError."""
    with open(place, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(place))
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(root: Path, path: str) -> Iterator[BufferedReader]:
    """A plain file in the project; nothing else is opened, or waited for."""
    try:
        if not inside(root, path):
            raise _Hindered(outside(path))
        with open(root / path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _Hindered(no_file(path))
            yield file
    except OSError as error:
        raise _Hindered(_unreadable(root, path, error)) from error
    except ValueError as error:  # no system has such a name: "a\0"
        raise _Hindered(missing(path)) from error


def _at_once(path: str, flags: int) -> int:
    """A pipe nobody writes to would be waited for without end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def names(root: Path, folder: str) -> tuple[str, ...]:
    """Sorted names in a folder, none where it cannot be read, which `reach` tells.

    Hidden files and what editors and offices leave beside theirs are not seen.
    """
    if seen := holding.in_force():
        return seen.folders.get(folder, ())
    try:
        found = os.listdir(root / folder) if inside(root, folder) else []  # noqa: PTH208 - names
    except (OSError, ValueError):
        return ()
    return tuple(sorted(name for name in found if not unseen(name)))


def exists(root: Path, path: str) -> bool:
    """Whether there is a file of that path."""
    if seen := holding.in_force():
        return path in seen.files
    return os.path.isfile(root / path)  # noqa: PTH113 - Path.is_file raises where it may not look


def folder_exists(root: Path, path: str) -> bool:
    """Whether there is a folder of that path."""
    if seen := holding.in_force():
        return path in seen.folders
    return os.path.isdir(root / path)  # noqa: PTH112 - as above


def _unreadable(root: Path, path: str, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return dangling(path) if os.path.lexists(root / path) else missing(path)
    if error.errno == errno.ENXIO:  # a socket cannot be opened at all
        return no_file(path)
    return machine.out_of(error, path)


def _too_large(path: str, most: int) -> Finding:
    size = most // 1024 // 1024
    words = Text(
        f"文件超过 {size} MB，不像要读的文本；请核对是否放错了文件",
        f"this file has more than {size} MB, which no text of a project has; see whether it is"
        " the right one",
    )
    return Finding(Location(path), "file-too-large", words)


def _not_text(path: str) -> Finding:
    zh = "不是 UTF-8 文本文件；请用文本编辑器另存为 UTF-8"
    en = "this is not a UTF-8 text file; save it as UTF-8 in a text editor"
    return Finding(Location(path), "not-utf-8", Text(zh, en))


def _not_utf8(path: str, before: bytes) -> Finding:
    zh = "此处的字节不是 UTF-8（多半是 GBK 编码）；请将文件另存为 UTF-8"
    en = "the bytes from here on are not UTF-8 (GBK most likely); save the file as UTF-8"
    location = end_of(before.decode("utf-8").removeprefix(_BOM), path)
    return Finding(location, "not-utf-8", Text(zh, en))
