"""A folder made beside the old one and exchanged with it at once."""

import errno
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from generator.publish import strangers
from generator.publish.exchange import exchange
from generator.publish.locks import one_at_a_time
from generator.publish.proof.manifest import NAME, file_names, own_record
from generator.publish.renewing import renew
from generator.publish.workshop import KEPT, NEW, OLD, is_workshop, made_in, sweep, workshop
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text

T = TypeVar("T")

# A mount point, another file system, a folder above it that may not be written.
NO_RENAME = (errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES, errno.EROFS)
UNSYNCED = (errno.EINVAL, errno.EBADF, errno.ENOTSUP)  # CIFS and FUSE, of folders
SYNCING = 8  # files at a time: a journal writes them together, ten times as fast as one by one


def replaced(
    out: Path, mark: str, make: Callable[[Path], T], *, lasting: bool = True
) -> tuple[T, tuple[Finding, ...]]:
    """Let `make` fill a folder with all that shall be in `out`, a manifest too; put it there.

    Readers see the old folder or the new; if anything fails, the old. What is in `out` that its
    manifest does not name is in the new one as well, and told. Raises CannotGoOn where `out` is
    not ours: a folder whose manifest names `mark`, an empty one, or none. What is `lasting` is
    whole even when the power fails.
    """
    must_be_ours(out, mark)
    put_right(out)
    place = _real(out)
    place.parent.mkdir(parents=True, exist_ok=True)
    inside = place.is_dir() and _stays_where_it_is(place)
    where = (place, "") if inside else (place.parent, place.name)
    with workshop(*where, partial(_clear, out=place)) as scratch:
        new = scratch / NEW
        new.mkdir()
        done = make(new)
        _let_readers_in(new)
        if lasting:
            _sync(new)
        must_be_ours(out, mark)  # still
        kept = _renewed(scratch, place) if inside else _exchanged(scratch, place)
        return done, _told(place, kept)


def must_be_ours(out: Path, mark: str) -> None:
    """Never take away a folder that is something else than what was made before."""
    place = _real(out)
    if not os.path.lexists(place):
        return
    if place.is_dir():
        record = own_record(place)
        if record is not None and mark in record["files"]:
            return
        if record is None and all(_is_nothing(each) for each in place.iterdir()):
            return
    words = Text(
        "这里已有别的内容，不是 zicha 以前生成的，不会覆盖；请换一个目录",
        "it exists and is not what zicha made before; choose another",
    )
    raise CannotGoOn(Finding(typed(f"--out {out.name}"), "not-a-site", words))


def _is_nothing(path: Path) -> bool:
    """What lies in an empty folder: what a killed build left, what a new disk brings."""
    disks_own = path.name == "lost+found" and path.parent.is_mount()
    return disks_own or is_workshop(path.name)


def put_right(out: Path) -> None:
    """What a build that was killed left: the folder put back, the rest of it cleared away."""
    place = _real(out)
    sweep(place.parent, place.name, partial(_put_back, out=place))
    if place.is_dir():
        sweep(place, "")


def tidy(root: Path, out: Path) -> None:
    """The same, and of whatever else was made in the project: previews, single regulations."""
    for folder in (root, root / ".zicha"):
        for name in made_in(folder):
            put_right(folder / name)
    put_right(out)


def _real(out: Path) -> Path:
    """Where it lies: a link to a folder stays a link to that folder."""
    try:
        return out.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return out


def _stays_where_it_is(place: Path) -> bool:
    return place.is_mount() or not os.access(place.parent, os.W_OK | os.X_OK)


def _exchanged(scratch: Path, out: Path) -> tuple[str, ...]:
    """Strangers are in the new folder before anybody sees it."""
    new = scratch / NEW
    names = file_names(new)
    with one_at_a_time(out.parent):
        if _on_another_mount(out, scratch):
            return _renewed_from_afar(new, names, out)
        kept = _strangers(out) if out.exists() else ()
        strangers.refuse_taken(strangers.in_the_way(kept, out, new), out)
        (scratch / KEPT).write_text("\0".join(kept), "utf-8", "surrogateescape")
        strangers.carry(kept, out, new)
        try:
            _swap(new, out, scratch / OLD)
        except OSError as error:
            if error.errno not in NO_RENAME or not out.is_dir():
                raise
            return _renewed_from_afar(new, names, out)
    return kept


def _on_another_mount(out: Path, scratch: Path) -> bool:
    """A folder may be mounted within its own file system; only a link or a rename can tell."""
    try:
        os.link(out / NAME, scratch / OLD)
    except OSError as error:
        return error.errno == errno.EXDEV
    (scratch / OLD).unlink()
    return False


def _renewed_from_afar(new: Path, names: tuple[str, ...], out: Path) -> tuple[str, ...]:
    """Ours of what is new, brought onto the file system of `out` before anything is touched."""
    with workshop(out, "") as scratch:
        for name in names:
            (scratch / NEW / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(new / name, scratch / NEW / name)
        _sync(scratch / NEW)
        return _renewed(scratch, out)


def _renewed(scratch: Path, out: Path) -> tuple[str, ...]:
    with one_at_a_time(out):
        return renew(scratch / NEW, out, scratch)


def _swap(new: Path, out: Path, old: Path) -> None:
    """In one step where the system has it, else in two that `put_right` can undo."""
    if not out.exists():
        new.rename(out)
    elif not exchange(new, out):
        out.rename(old)
        try:
            new.rename(out)
        except OSError:
            old.rename(out)
            raise


def _strangers(folder: Path) -> tuple[str, ...]:
    record = own_record(folder)
    return strangers.strangers(folder, {*(record["files"] if record else ()), NAME})


def _clear(scratch: Path, out: Path) -> None:
    """Save what somebody put into the old folder while its strangers were carried over."""
    try:
        kept = set((scratch / KEPT).read_text("utf-8", "surrogateescape").split("\0"))
    except OSError:
        return  # nothing was exchanged
    for former in (scratch / NEW, scratch / OLD):
        if own_record(former) is not None and out.is_dir():
            late = [name for name in _strangers(former) if name not in kept]
            strangers.move(late, former, out)


def _put_back(scratch: Path, out: Path) -> None:
    """Killed between two renames: the old folder has no name but this."""
    if not os.path.lexists(out) and own_record(scratch / OLD) is not None:
        (scratch / OLD).rename(out)
    _clear(scratch, out)


def _told(out: Path, kept: tuple[str, ...]) -> tuple[Finding, ...]:
    if not kept:
        return ()
    some, more = ", ".join(map(_printable, kept[:5])), len(kept) - 5
    words = Text(
        f"这些不是 zicha 生成的，已原样保留：{some}{f' 等 {len(kept)} 个' if more > 0 else ''}",
        f"zicha did not make these and kept them as they are: {some}"
        f"{f' and {more} more' if more > 0 else ''}",
    )
    return (Finding(typed(out.name), "kept-files", words, "warning"),)


def _printable(name: str) -> str:
    """A name may hold what a terminal would obey."""
    return "".join(c if c.isprintable() else "?" for c in name)


def _let_readers_in(folder: Path) -> None:
    """Whatever the umask: everybody may read, the owner may write, nobody execute."""
    for place, _, names in os.walk(folder):
        Path(place).chmod(0o755)
        for name in names:
            file = Path(place, name)
            if file.stat().st_mode & 0o7777 != 0o644:
                file.chmod(0o644)


def _sync(folder: Path) -> None:
    """All of it on the disk before it gets its name: a power cut leaves no empty pages."""
    places = [Path(place) for place, _, _ in os.walk(folder)]
    with ThreadPoolExecutor(SYNCING) as pool:
        for one in pool.map(_sync_one, [*(folder / n for n in file_names(folder)), *places]):
            assert one is None


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNSYNCED:
            raise
    finally:
        os.close(handle)
