"""What in a project folder is a program, not run before somebody has said to trust it."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.project import disk
from generator.project.reach import PACKAGED
from generator.project.settings import NAME, WAY_OUT, read_settings
from generator.records.findings import Finding, in_order
from generator.records.texts import Location, Text

# The theme runs in MkDocs, scripts in the browsers of all readers, hosting/ in the web server.
# Page templates are filled in a sandbox, Typst is one; words are only words.
PROGRAMS = ("site_templates/theme", "site_templates/hosting", "site_templates/assets")
# Of assets/, what no browser runs.
INERT = (
    *(".css", ".txt", ".woff", ".woff2", ".ttf", ".otf"),
    *(".png", ".jpg", ".jpeg", ".gif", ".webp"),
)


def untrusted(root: Path) -> tuple[Finding, ...]:
    """What in the project would run and is neither known nor that of the program itself."""
    told: list[Finding] = []
    if os.path.lexists(root / NAME):
        told += read_settings(root)[1]
    if disk.templates_home(root) != PACKAGED:
        told += (_finding(path) for path in _own_programs(root))
    return in_order(told)


def _own_programs(root: Path) -> Iterator[str]:
    for folder in PROGRAMS:
        for path in _files(root, folder):
            inert = folder.endswith("assets") and path.lower().endswith(INERT)
            if not inert and not _same(root / path, PACKAGED / path):
                yield path


def _files(root: Path, folder: str) -> Iterator[str]:
    """Paths of all that is no folder, links to folders as well."""
    for place, below, names in os.walk(root / folder):
        links = (name for name in below if Path(place, name).is_symlink())
        for name in (*names, *links):
            yield Path(place, name).relative_to(root).as_posix()


def _same(path: Path, packaged: Path) -> bool:
    if path.is_symlink() or not path.is_file() or not packaged.is_file():
        return False
    try:
        return path.read_bytes() == packaged.read_bytes()
    except OSError:
        return False


def _finding(path: str) -> Finding:
    words = Text(
        f"与 zicha 自带的不同，生成时、服务器上或读者浏览器里会运行；请恢复原样，{WAY_OUT.zh}",
        "this file is not the one that comes with zicha, and it runs while building, in the web"
        f" server or in the browsers of readers; put that one back, {WAY_OUT.en}",
    )
    return Finding(Location(path), "not-trusted", words)
