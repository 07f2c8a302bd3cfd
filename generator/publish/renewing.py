"""A folder renewed file by file where it lies, because it cannot be exchanged for another."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.publish.proof.manifest import NAME, SUMS, file_names, own_record
from generator.publish.strangers import in_the_way, refuse_taken, strangers
from generator.publish.workshop import KEPT

LAST = (SUMS, NAME)


def renew(new: Path, out: Path, scratch: Path) -> tuple[str, ...]:
    """Move all of `new` over `out`, on the same file system, and give the names of strangers.

    At no moment is a page there without what it loads. A kill at any moment leaves a folder
    whose manifest names every file of ours, so that the next build can go on.
    """
    record, before = own_record(new), own_record(out)
    assert record is not None, "what is new has a manifest"
    made = {*record["files"], NAME}
    old = before["files"] if before else {}
    kept = strangers(out, {*old, NAME}, all_read=False)  # it stays anyway
    refuse_taken(in_the_way(kept, out, new), out)
    both = record | {"inputs": "", "files": {**old, **record["files"]}}
    stale = set(file_names(out)) & (old.keys() - made)
    blocking = stale & _blocking(stale, made)
    _write_over(out / NAME, json.dumps(both), scratch / KEPT)
    _remove(blocking, out)
    for name in sorted(made - {NAME}, key=_rank):
        _make(_homes(name), out)
        _make_way(out / name)
        (new / name).replace(out / name)
    _remove(stale - blocking, out)
    (new / NAME).replace(out / NAME)
    return kept


def _blocking(stale: Iterable[str], made: Iterable[str]) -> set[str]:
    """Those that lie where a folder must be, or below where a file must be."""
    files = set(made)
    homes = {home for name in files for home in _homes(name)}
    return {name for name in stale if name in homes or not files.isdisjoint(_homes(name))}


def _homes(name: str) -> tuple[str, ...]:
    """The folders it lies in, the innermost first."""
    return tuple(str(home) for home in PurePosixPath(name).parents)[:-1]


def _write_over(file: Path, text: str, draft: Path) -> None:
    """At once: a kill leaves the old file or the new."""
    draft.write_text(text, "utf-8")
    draft.chmod(0o644)
    draft.replace(file)


def _rank(name: str) -> tuple[bool, bool, bool, str]:
    """What pages load and lead to, pages, the entrance, the sums."""
    return name in LAST, name == "index.html", name.endswith(".html"), name


def _make(homes: Iterable[str], out: Path) -> None:
    for home in reversed(tuple(homes)):
        (out / home).mkdir(exist_ok=True)
        (out / home).chmod(0o755)


def _make_way(place: Path) -> None:
    """Folders that a killed build had emptied where a file must be."""
    if place.is_dir() and not place.is_symlink():
        for folder, _, _ in os.walk(place, topdown=False):
            Path(folder).rmdir()


def _remove(names: Iterable[str], out: Path) -> None:
    """Remove these files, and the folders that they leave empty."""
    for name in sorted(names):
        (out / name).unlink(missing_ok=True)
        with suppress(OSError):  # there is more in one of them
            for home in _homes(name):
                (out / home).rmdir()
