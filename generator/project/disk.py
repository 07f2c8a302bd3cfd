"""The files of a project folder as text, or what keeps a file from being text."""

import errno
import hashlib
import io
import os
import stat
from pathlib import Path

from generator.project import holding
from generator.project.hidden import end_of
from generator.records.findings import Finding
from generator.records.texts import Location, Text

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
PIECE = 1 << 16  # bytes read at once
HIDDEN = (".", "~$")  # how names begin that are no part of a project: hidden, Office's locks
_PROGRAM = Path(__file__).resolve().parents[1]
# Where site_templates/, schema/ and starter/ of the program lie: in a wheel within its package,
# in a checkout beside it.
PACKAGED = _PROGRAM if (_PROGRAM / "schema").is_dir() else _PROGRAM.parent


def templates_home(root: Path) -> Path:
    """The folder above site_templates: the project's own, or that of the program."""
    return root if (root / "site_templates").is_dir() else PACKAGED


def read_bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """What is in `root/path`; None where it cannot be read."""
    try:
        with _opened(root / path) as file:
            data = file.read()
    except OSError as error:
        holding.as_seen(path, holding.UNREADABLE)
        return None, (_unreadable(path, error),)
    holding.as_seen(path, hashlib.sha256(data).hexdigest())
    return data, ()


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
        found = fingerprint(root / path)
    except OSError:
        found = holding.UNREADABLE
    holding.as_seen(path, found)
    return found


def names(root: Path, folder: str) -> tuple[str, ...]:
    """Sorted names in a folder; hidden files and Office's lock files are not seen."""
    if seen := holding.in_force():
        return seen.folders.get(folder, ())
    place = root / folder
    if not place.is_dir():
        return ()
    return tuple(sorted(p.name for p in place.iterdir() if not p.name.startswith(HIDDEN)))


def exists(root: Path, path: str) -> bool:
    """Whether there is a file of that path."""
    if seen := holding.in_force():
        return path in seen.files
    return (root / path).is_file()


def folder_exists(root: Path, path: str) -> bool:
    """Whether there is a folder of that path."""
    if seen := holding.in_force():
        return path in seen.folders
    return (root / path).is_dir()


def fingerprint(place: Path | str) -> str:
    """SHA-256 of a file of any size in 64 hex digits. Raises OSError."""
    total = hashlib.sha256()
    with _opened(place) as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def _opened(place: Path | str) -> io.FileIO:
    """Never waits: what is neither file nor folder (a pipe, a device) is an OSError."""
    file = io.FileIO(str(place), opener=_at_once)
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        return file
    file.close()
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(place))


def _at_once(place: str, flags: int) -> int:
    return os.open(place, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(path: str, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        zh, en = "缺少此文件；请补上", "this file is missing; add it"
    elif isinstance(error, IsADirectoryError):
        zh, en = "这里应是文件，却是文件夹", "a file is expected here, not a folder"
    else:
        zh, en = "文件无法读取；请检查权限", "the file cannot be read; see to its permissions"
    return Finding(Location(path), "missing-file", Text(zh, en))


def _not_text(path: str) -> Finding:
    zh = "不是 UTF-8 文本文件；请用文本编辑器另存为 UTF-8"
    en = "this is not a UTF-8 text file; save it as UTF-8 in a text editor"
    return Finding(Location(path), "not-utf-8", Text(zh, en))


def _not_utf8(path: str, before: bytes) -> Finding:
    zh = "此处的字节不是 UTF-8（多半是 GBK 编码）；请将文件另存为 UTF-8"
    en = "the bytes from here on are not UTF-8 (GBK most likely); save the file as UTF-8"
    location = end_of(before.decode("utf-8").removeprefix(_BOM), path)
    return Finding(location, "not-utf-8", Text(zh, en))
