"""When something in a project was saved: its folders looked at again and again.

Looking works where a system's own messages do not: on shared folders, in containers, with
editors that put a new file in place of the old one, for folders that go and come back.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path

WATCHED = ("content", "checklists", "site_templates", "mkdocs.yml")
PAUSE = 0.2  # seconds between two looks
SETTLE = 0.1  # seconds without a change, since one save may write several files

FileStates = dict[str, tuple[int, int, int]]  # path → time, size, number of the file


def saves(root: Path) -> Iterator[bool]:
    """For ever, after each pause: whether something was saved since the last; first True.

    At most a fifth of the time goes into looking, however big the project is.
    """
    seen: FileStates | None = None
    while True:
        begin = time.monotonic()
        now = file_states(root)
        cost = time.monotonic() - begin
        if now != seen:
            seen = _settled(root, now)
            yield True
        else:
            yield False
        time.sleep(max(PAUSE, 4 * cost))


def _settled(root: Path, before: FileStates) -> FileStates:
    """What is there when nothing is being written any more, at the latest after two seconds."""
    until = time.monotonic() + 2
    while True:
        time.sleep(SETTLE)
        now = file_states(root)
        if now == before or time.monotonic() > until:
            return now
        before = now


def file_states(root: Path) -> FileStates:
    """Time and size of all that is watched; what editors keep beside a file is left out."""
    found: FileStates = {}
    for name in WATCHED:
        _look(str(root / name), found, set())
    return found


def _look(path: str, found: FileStates, inside: set[tuple[int, int]]) -> None:
    """`inside`: the folders gone through so far; a link may lead back into one."""
    try:
        about = os.stat(path)  # noqa: PTH116 - thousands of files five times a second
        found[path] = (about.st_mtime_ns, about.st_size, about.st_ino)
        if (about.st_dev, about.st_ino) in inside:
            return
        inside.add((about.st_dev, about.st_ino))
        with os.scandir(path) as below:
            names = [entry.path for entry in below if not _is_scratch(entry.name)]
    except OSError:  # a file, or gone meanwhile
        return
    for name in names:
        _look(name, found, inside)


def _is_scratch(name: str) -> bool:
    """`.article-05.yaml.swp`, `#article-05.yaml#`, `article-05.yaml~`, `~$notes.docx`."""
    return name.startswith((".", "#", "~")) or name.endswith("~")
