"""What may be read in a project: plain files that lie in it, told from all that does not."""

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.project import machine
from generator.records.findings import Finding, in_order
from generator.records.texts import Location, Text

_PROGRAM = Path(__file__).resolve().parents[1]
# Where site_templates/, schema/ and starter/ of the program lie: in a wheel within its package,
# in a checkout beside it.
PACKAGED = _PROGRAM if (_PROGRAM / "schema").is_dir() else _PROGRAM.parent
# Installers may put links in place of files; in a checkout the program's folder is a project.
_INSTALLED = not (PACKAGED / "pyproject.toml").is_file()


@dataclass(frozen=True, slots=True)
class Reach:
    """What lies below some folders: paths of the files that may be read, and what may not."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]


def unseen(name: str) -> bool:
    """Whether a name is hidden, or that of what editors, offices and systems leave behind.

    .#article-05.yaml, .article-05.yaml.swp, ~$source.docx, #zh.txt#, zh.txt~, Thumbs.db
    """
    return (
        name.startswith((".", "~"))
        or name.endswith("~")
        or (name.startswith("#") and name.endswith("#"))
        or name.lower() in ("thumbs.db", "desktop.ini")
    )


def inside(root: Path, path: str) -> bool:
    """Whether `root/path`, links followed, lies in the project; it need not be there."""
    if _INSTALLED and root == PACKAGED:
        return True
    home, place = os.path.realpath(root), os.path.realpath(root / path)
    return place == home or place.startswith(home.rstrip(os.sep) + os.sep)


def hindrance(root: Path, path: str) -> Finding | None:
    """What keeps `root/path`, a file or a folder, from being read; None where nothing does.

    Nothing is opened: a pipe would wait for ever. A path with nothing there has no hindrance,
    a link to nothing has.
    """
    try:
        if not inside(root, path):
            return outside(path)
        mode = (root / path).stat().st_mode
    except FileNotFoundError:
        return dangling(path) if os.path.lexists(root / path) else None
    except OSError as error:
        return machine.out_of(error, path)
    except ValueError:  # no system has such a name: "a\0"
        return missing(path)
    if stat.S_ISDIR(mode) and not os.access(root / path, os.R_OK | os.X_OK):
        return machine.out_of(PermissionError(errno.EACCES, ""), path)
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else no_file(path)


def reach(root: Path, *folders: str) -> Reach:
    """All files below the folders that may be read, in order, and what hinders the others.

    Links are followed as long as they stay in the project; a folder may be missing.
    """
    found = [each for folder in folders for each in _below(root, folder)]
    files = tuple(each for each in found if isinstance(each, str))
    return Reach(files, in_order(each for each in found if isinstance(each, Finding)))


def _below(root: Path, folder: str) -> Iterator[str | Finding]:
    if os.path.lexists(root / folder):
        yield from _one(root, folder, ())


def _one(root: Path, path: str, above: tuple[str, ...]) -> Iterator[str | Finding]:
    """A path that may be a link or a folder; `above` are the folders that it lies in."""
    hindered = hindrance(root, path)
    if hindered:
        yield hindered
    elif not (root / path).is_dir():
        yield path
    else:
        yield from _folder(root, path, above)


def _folder(root: Path, path: str, above: tuple[str, ...]) -> Iterator[str | Finding]:
    real = os.path.realpath(root / path)
    if real in above:
        yield Finding(Location(path), "circular-link", _CIRCULAR)
        return
    try:
        with os.scandir(root / path) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        yield machine.out_of(error, path)
        return
    for entry in entries:
        if unseen(entry.name):
            continue
        below = f"{path}/{entry.name}"
        if entry.is_file(follow_symlinks=False):
            yield below
        else:
            yield from _one(root, below, (*above, real))


def outside(path: str) -> Finding:
    """A link that leaves the project."""
    return Finding(Location(path), "link-out-of-project", _OUTSIDE)


def no_file(path: str) -> Finding:
    """Neither file nor folder: a pipe, a socket, a device."""
    return Finding(Location(path), "not-a-file", _NO_FILE)


def dangling(path: str) -> Finding:
    """A link to something that is not there."""
    return Finding(Location(path), "dangling-link", _DANGLING)


def missing(path: str) -> Finding:
    """Nothing is there."""
    words = Text("缺少此文件；请补上", "this file is missing; add it")
    return Finding(Location(path), "missing-file", words)


_OUTSIDE = Text(
    "这个链接指向项目以外，不会读取；请把文件复制到项目里，代替链接",
    "this link leads out of the project and is not followed; copy the file here in its place",
)
_DANGLING = Text(
    "这个链接指向的文件不存在；请把文件复制到这里，或删除链接",
    "this link leads to nothing; copy the file here in its place, or delete the link",
)
_CIRCULAR = Text(
    "这个链接指回它所在的文件夹；请删除",
    "this link leads back to a folder that it lies in; delete it",
)
_NO_FILE = Text(
    "这不是普通文件，而是管道、套接字或设备，不会读取；请删除",
    "this is a pipe, a socket or a device, no file, and is not read; delete it",
)
