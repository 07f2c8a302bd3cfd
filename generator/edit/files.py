"""The one way to write into a project: all of a change or nothing, whatever interrupts it."""

import errno
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.edit.drafts import (
    draft_beside,
    remove,
    settle,
    settle_all,
    sweep_drafts,
    write_safely,
)
from generator.project import disk
from generator.project.reach import hindrance, inside, outside
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Location, Text

if sys.platform != "win32":
    import fcntl

# The bytes of a file, none where there is none → what it becomes.
Edit = Callable[[bytes], bytes]
NO_EDITS: Mapping[str, Edit] = MappingProxyType({})
PATIENCE = 10.0  # seconds; another command writes for less than one


@dataclass(frozen=True, slots=True)
class _Step:
    """A finished draft and where it belongs; `new` where nothing is there yet.

    `aside` is where what is there waits until all is done; without a draft it only goes.
    """

    draft: Path | None
    place: Path
    new: bool
    aside: Path | None = None


def write(
    root: Path,
    new: Mapping[str, bytes],
    edits: Mapping[str, Edit] = NO_EDITS,
    gone: Collection[str] = (),
) -> tuple[str, ...]:
    """Put new files into a project, change others and take some away: all of it, or nothing.

    Gives the paths of what was written.

    Everything is written beside its place first, then put there by renames, `content/` after
    the rest and files that are changed last of all: a reader, and whoever looks after a power
    cut, finds the old state or the new. A new file that is there already just as it would be
    written counts as written, so that what was cut off can be done again. Raises CannotGoOn
    where another is in the way, or a file that is changed lies outside; OSError.
    """
    with _alone(root) as folder:
        sweep_drafts(folder)
        wanted = {path: data for path, data in new.items() if not _is_there(root, path, data)}
        changed = _changed(root, edits)
        if in_the_way := tuple(_in_the_way(root, new, wanted, any_change=bool(changed))):
            raise CannotGoOn(*in_the_way)
        steps: list[_Step] = []
        try:
            _draft_new(root, wanted, steps)
            several = len(changed) + len(gone) > 1
            for place, data in changed.items():
                _draft_change(place, data, steps, several=several)
            _draft_gone(root, gone, steps)
            _put(steps)
        finally:
            _clear(steps)
    return (*wanted, *(path for path in edits if _real(root, path) in changed))


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all of them, or none: CannotGoOn where one of them exists already."""
    write(root, files)


def _is_there(root: Path, path: str, data: bytes) -> bool:
    return disk.read_bytes(root, path, max(len(data), 1))[0] == data


def _in_the_way(
    root: Path, new: Mapping[str, bytes], wanted: Mapping[str, bytes], *, any_change: bool
) -> Iterator[Finding]:
    """What is there already, unless all that is there was cut off before it was complete."""
    if any(os.path.lexists(root / path) for path in wanted) or not (wanted or any_change):
        yield from (_exists(path) for path in sorted(new) if os.path.lexists(root / path))
    elif away := [path for path in wanted if not inside(root, path)]:
        yield outside(away[0])


def _real(root: Path, path: str) -> Path:
    return Path(disk.real(root / path))


def _changed(root: Path, edits: Mapping[str, Edit]) -> Mapping[Path, bytes]:
    """Real path → what becomes of the file there; those that stay as they are left out."""
    found = {}
    for path, edit in edits.items():
        if hindered := hindrance(root, path):
            raise CannotGoOn(hindered)
        data, findings = disk.read_bytes(root, path)
        if data is None and os.path.lexists(root / path):
            raise CannotGoOn(*findings)
        after = edit(data or b"")
        if after != data:
            found[_real(root, path)] = after
    return found


def _draft_new(root: Path, files: Mapping[str, bytes], steps: list[_Step]) -> None:
    """A draft for each highest folder that is not there, with all that belongs in it."""
    drafts: dict[Path, Path] = {}
    for path, data in files.items():
        top = _highest_missing(root / path)
        if top not in drafts:
            drafts[top] = draft_beside(top)
            steps.append(_Step(drafts[top], top, new=True))
        place = drafts[top] / (root / path).relative_to(top)
        place.parent.mkdir(parents=True, exist_ok=True)
        write_safely(place, data)
    for draft in drafts.values():
        settle_all(draft)
    steps.sort(key=lambda step: step.place.is_relative_to(root / "content"))


def _highest_missing(place: Path) -> Path:
    while not place.parent.exists():
        place = place.parent
    return place


def _draft_change(place: Path, data: bytes, steps: list[_Step], *, several: bool) -> None:
    """A draft beside the file, and a copy of it where what follows may fail."""
    there = place.exists()
    if there and not os.access(place, os.W_OK):  # a rename would not ask
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    draft = draft_beside(place)
    aside = draft_beside(place) if there and several else None
    steps.append(_Step(draft, place, new=not there, aside=aside))
    write_safely(draft, data, place if there else None)
    if aside:
        write_safely(aside, place.read_bytes(), place)


def _draft_gone(root: Path, gone: Iterable[str], steps: list[_Step]) -> None:
    for path in gone:
        if hindered := hindrance(root, path):
            raise CannotGoOn(hindered)
        place = _real(root, path)
        steps.append(_Step(None, place, new=False, aside=draft_beside(place)))


def _put(steps: list[_Step]) -> None:
    """Each draft into its place; if one cannot go there, all that was done is taken back."""
    try:
        for step in steps:
            if step.draft:
                step.draft.replace(step.place)
            elif step.aside:
                step.place.replace(step.aside)
    except BaseException:
        for step in filter(_is_done, reversed(steps)):
            with suppress(OSError):
                if step.new and step.draft:
                    step.place.replace(step.draft)  # and goes with the drafts
                elif step.aside:
                    step.aside.replace(step.place)
        raise
    for folder in dict.fromkeys(step.place.parent for step in steps):
        settle(folder)


def _clear(steps: list[_Step]) -> None:
    """Take away all drafts that are left, be it interrupted once."""
    drafts = [d for step in steps for d in (step.draft, step.aside) if d]
    try:
        for draft in drafts:
            remove(draft)
    except BaseException:
        for draft in drafts:
            remove(draft)
        raise


def _is_done(step: _Step) -> bool:
    return not os.path.lexists(step.draft or step.place)


@contextmanager
def _alone(root: Path) -> Iterator[Path]:
    """Only one command writes into a project at a time, where the system can hold others off.

    Gives the folder it is held off from: the project, or above one that is still to be made.
    """
    folder = root
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    lock = _lock(folder)
    try:
        yield folder
    finally:
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """The open folder, locked; None where it cannot be opened, or folders never."""
    if sys.platform == "win32":
        return None
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    until = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                os.close(opened)
                raise CannotGoOn(_busy(folder)) from None
            time.sleep(0.05)
            continue
        except OSError:  # a network share that knows no locks
            pass
        return opened


def _exists(path: str) -> Finding:
    return Finding(
        Location(path),
        "file-exists",
        Text(
            "文件已存在，不覆盖；请换一个名称，或移走原来的文件夹",
            "the file exists and stays; choose another name or move the folder away",
        ),
    )


def _busy(folder: Path) -> Finding:
    return Finding(
        typed(str(folder)),
        "project-in-use",
        Text(
            "另一个 zicha 命令正在改写这个项目；请等它结束再运行",
            "another zicha command is writing into this project; run this again when it ends",
        ),
    )
