"""The files of a project folder as text, or what keeps a file from being text."""

import hashlib
from pathlib import Path

from generator.project.hidden import end_of
from generator.records.findings import Finding
from generator.records.texts import Location, Text

_BOM = "\ufeff"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
PACKAGED = Path(__file__).resolve().parents[2]


def templates_home(root: Path) -> Path:
    """The folder above site_templates: the project's own, or that of the program."""
    return root if (root / "site_templates").is_dir() else PACKAGED


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The UTF-8 text of `root/path`, byte order mark left out; None where unreadable."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        return None, (_unreadable(path, error),)
    if data.startswith(_UTF16) or b"\0" in data:
        return None, (_not_text(path),)
    try:
        return data.decode("utf-8").removeprefix(_BOM), ()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, data[: error.start]),)


def sha256(root: Path, path: str) -> str:
    """SHA-256 of the bytes of a file in 64 hex digits, "" where it cannot be read."""
    try:
        return hashlib.sha256((root / path).read_bytes()).hexdigest()
    except OSError:
        return ""


def names(root: Path, folder: str) -> tuple[str, ...]:
    """Sorted names in a folder; hidden files and Office's lock files are not seen."""
    place = root / folder
    if not place.is_dir():
        return ()
    return tuple(sorted(p.name for p in place.iterdir() if not p.name.startswith((".", "~$"))))


def exists(root: Path, path: str) -> bool:
    """Whether there is a file of that path."""
    return (root / path).is_file()


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
