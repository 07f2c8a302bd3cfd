"""Files that settings name and MkDocs runs or reads: hooks, other settings, snippets."""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from generator.project import disk, holding
from generator.project.reach import inside, reach, unseen
from generator.project.settings import NAME, read_settings

_OTHERWISE_SEEN = ("content", "checklists", "site_templates", "site", NAME)
_WORD = re.compile(r"""[^\s"'\[\]{},]+""")  # of hooks: ['a.py', b.py]
_MOST_WORDS = 5000  # that are looked for; settings have some hundred


def programs(root: Path) -> Mapping[str, str]:
    """Path → SHA-256 of all in the project that settings name which are more than settings.

    What a hook imports lies beside it: with a .py file come all below its folder.
    """
    if not os.path.lexists(root / NAME) or read_settings(root)[0] is not None:
        return {}
    found: dict[str, str] = {}
    waiting, read = [NAME], set[str]()
    while waiting:
        path = waiting.pop()
        if path in read:
            continue
        read.add(path)
        text = disk.read_text(root, path)[0] or ""
        for name in _named(root, PurePosixPath(path).parent, text):
            found |= {each: disk.sha256(root, each) for each in _with_others(root, name)}
            if name.endswith((".yml", ".yaml")):
                waiting.append(name)
    return found


def must_be_as_seen(root: Path, seen: Mapping[str, str]) -> None:
    """Raises CannotGoOn where one of them has changed: MkDocs read it when it liked."""
    now = programs(root) if seen else seen
    for path in sorted(seen.keys() | now.keys()):
        if seen.get(path) != now.get(path):
            raise holding.changed(path)


def _named(root: Path, folder: PurePosixPath, text: str) -> Iterator[str]:
    """Paths in the project that exist and are not seen anyway."""
    for word in islice(dict.fromkeys(_words(text)), _MOST_WORDS):
        path = os.path.normpath(f"{folder}/{word.strip().rstrip(':')}")
        first = PurePosixPath(path).parts[:1]
        if not first or first[0] in (*_OTHERWISE_SEEN, "..") or unseen(first[0]):
            continue
        if os.path.exists(root / path) and inside(root, path):  # noqa: PTH110 - any word
            yield path


def _words(text: str) -> Iterator[str]:
    """Single words, and values to the end of their line, which may hold spaces."""
    for line in text.splitlines():
        yield from _WORD.findall(line)
        value = line.lstrip(" -").partition(": ")
        yield (value[2] or value[0]).strip(" \"'")


def _with_others(root: Path, path: str) -> tuple[str, ...]:
    """A file, all files of a folder, all modules that a module may import."""
    if (root / path).is_dir():
        return reach(root, path).files
    if path.endswith(".py"):
        return (path, *_modules(root, PurePosixPath(path).parent))
    return (path,)


def _modules(root: Path, folder: PurePosixPath) -> Iterator[str]:
    """Python files of a folder, and of those below that have any."""
    names = [name for name in disk.names(root, f"{folder}") if name != "site"]
    modules = [f"{folder / name}" for name in names if name.endswith(".py")]
    yield from modules
    if modules:
        for name in names:
            if (root / folder / name).is_dir():
                yield from _modules(root, folder / name)
