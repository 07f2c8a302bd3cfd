"""What lies in a folder that was made here and is not of it: found, kept, never removed."""

import filecmp
import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.publish.workshop import is_workshop
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

TAKEN = Text(
    "这不是 zicha 生成的，而新网站正要用这个位置；请移到别处，或改名",
    "zicha did not make this, and the new site needs its place; move it elsewhere or rename it",
)


def strangers(folder: Path, ours: Collection[str], *, all_read: bool = True) -> tuple[str, ...]:
    """Paths below `folder` of all that `ours` does not name: files, links, empty folders.

    Raises CannotGoOn where a folder in it cannot be read, if `all_read` must be.
    """
    homes = {str(home) for name in ours for home in PurePosixPath(name).parents}
    unread = _unreadable if all_read else None
    return tuple(sorted(_strangers(os.walk(folder, onerror=unread), folder, ours, homes)))


def _strangers(
    walk: Iterable[tuple[str, list[str], list[str]]],
    folder: Path,
    ours: Collection[str],
    homes: Collection[str],
) -> Iterator[str]:
    for place, below, names in walk:
        here = place[len(str(folder)) + 1 :]
        if not here:
            below[:] = [name for name in below if not is_workshop(name)]
        if not below and not names and (here or ".") not in homes:
            yield here
        links = (name for name in below if Path(place, name).is_symlink())
        for name in (*names, *links):
            path = f"{here}/{name}" if here else name
            if path not in ours:
                yield path


def _unreadable(error: OSError) -> None:
    words = Text(
        f"读不了这个文件夹，不知道里面有什么，不能替换：{error.strerror}",
        f"this folder cannot be read, and what is in it must not be lost: {error.strerror}",
    )
    raise CannotGoOn(Finding(Location(str(error.filename)), "unreadable-folder", words))


def in_the_way(names: Iterable[str], old: Path, new: Path) -> tuple[str, ...]:
    """Those of the strangers in `old` whose place something else has in `new`."""
    return tuple(name for name in names if _taken(name, old, new))


def _taken(name: str, old: Path, new: Path) -> bool:
    for home in tuple(PurePosixPath(name).parents)[:-1]:
        place = new / home
        if os.path.lexists(place) and not (place.is_dir() and not place.is_symlink()):
            return True
    there = new / name
    if not os.path.lexists(there):
        return False
    return not _same(old / name, there)


def _same(one: Path, other: Path) -> bool:
    if one.is_symlink() or other.is_symlink():
        return False
    if one.is_dir() or other.is_dir():
        return one.is_dir() and other.is_dir()
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def refuse_taken(names: Iterable[str], out: Path) -> None:
    """Raise CannotGoOn where there are any."""
    if found := [Finding(Location(f"{out.name}/{n}"), "place-taken", TAKEN) for n in names]:
        raise CannotGoOn(*found)


def carry(names: Iterable[str], old: Path, new: Path) -> None:
    """Let them lie in `new`, too: the same file under a second name wherever that can be."""
    made: list[str] = []
    for name in names:
        made += _make_homes(name, new)
        try:
            _double(old / name, new / name)
        except (FileExistsError, FileNotFoundError):
            pass  # the same was made; or whoever put it there has just removed it
        except OSError as error:
            words = Text(
                f"这不是 zicha 生成的，却带不到新网站里去；请移到别处：{error.strerror}",
                "zicha did not make this and cannot keep it in the new site; "
                f"move it elsewhere: {error.strerror}",
            )
            raise CannotGoOn(
                Finding(Location(str(old / name)), "cannot-keep", words)
            ) from error
    _as_they_were(made, old, new)


def move(names: Iterable[str], old: Path, new: Path) -> None:
    """Put them where nothing is in `new`; what is there stays."""
    made: list[str] = []
    for name in names:
        if not os.path.lexists(new / name):
            made += _make_homes(name, new)
            (old / name).rename(new / name)
    _as_they_were(made, old, new)


def _double(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        target.mkdir()
        shutil.copystat(source, target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # no such links here, or not of another user's files
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_file():
            shutil.copy2(source, target)
        else:
            raise


def _make_homes(name: str, new: Path) -> Iterator[str]:
    """The folders above it, where they are not there yet."""
    for home in reversed(tuple(PurePosixPath(name).parents)[:-1]):
        if not (new / home).is_dir():
            (new / home).mkdir()
            yield str(home)


def _as_they_were(homes: Iterable[str], old: Path, new: Path) -> None:
    """Modes and times of the folders that were made, the inner ones first."""
    for home in sorted(homes, reverse=True):
        with suppress(FileNotFoundError):
            shutil.copystat(old / home, new / home)
