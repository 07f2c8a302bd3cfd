"""How the files of a site looked when it was made, so that a change is seen without reading."""

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.project.disk import hash_of
from generator.publish.kept.store import digest, store_of
from generator.publish.proof.manifest import NAME, FileFacts

KIND = "looks"

# Times that are younger may be those of two changes: some file systems count in two seconds.
YOUNG = 2_000_000_000  # nanoseconds

Looks = Mapping[str, str]  # path → number, size, times of the last changes; "" if too young


def looks_of(site: Path, names: Iterable[str]) -> Looks:
    """What the file system says of each file, without opening it."""
    now = time.time_ns()
    return {name: _look(f"{site}/{name}", now) for name in names}


def _look(place: str, now: int) -> str:
    try:
        told = os.lstat(place)
    except OSError:
        return ""
    if not stat.S_ISREG(told.st_mode) or now - max(told.st_mtime_ns, told.st_ctime_ns) < YOUNG:
        return ""
    return f"{told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"


def remember(root: Path, site: Path, manifest: bytes, looks: Looks) -> None:
    """Note in the cache of the project how a site looked that was as its manifest says.

    Nobody changes a file, be it by one byte, and keeps all that a look tells. It is no part of
    the site: the same site looks otherwise elsewhere.
    """
    record = {"manifest": hashlib.sha256(manifest).hexdigest(), "looks": looks}
    store_of(root).put_record(KIND, _name(root, site), json.dumps(record))


def as_remembered(root: Path, site: Path, files: Mapping[str, FileFacts]) -> bool:
    """Whether the manifest is the one remembered, and its `files` are what it says."""
    text = store_of(root).record(KIND, _name(root, site))
    manifest, record = (site / NAME).read_bytes(), json.loads(text or "{}")
    if record.get("manifest") != hashlib.sha256(manifest).hexdigest():
        return False
    before, now = record.get("looks", {}), looks_of(site, files)
    doubtful = [name for name in files if not now[name] or before.get(name) != now[name]]
    if not all(_is(site / name, files[name]["sha256"]) for name in doubtful):
        return False
    if doubtful:
        with suppress(OSError):  # it is then read again the next time
            remember(root, site, manifest, now)
    return True


def _is(place: Path, sha256: object) -> bool:
    try:
        return not place.is_symlink() and hash_of(place) == sha256
    except OSError:
        return False


def _name(root: Path, site: Path) -> str:
    """The same wherever the project is moved to with its site."""
    return f"{digest(os.path.relpath(site, root))}.json"
