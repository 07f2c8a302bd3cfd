"""A finished site as one ZIP, to be carried on a USB stick."""

import errno
import hashlib
import json
import os
import stat
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from generator.publish import plainfiles
from generator.publish.fingerprint import fingerprint_of
from generator.publish.proof.manifest import MOST, NAME
from generator.publish.proof.verify import CHANGED, verified
from generator.publish.workshop import NEW, sweep, workshop
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Location, Text

TOP = "zicha"  # unpacked, everything lies in one folder
READABLE = (stat.S_IFREG | 0o644) << 16
FIRST, LAST = 315_532_800, 4_354_819_198  # a ZIP counts from 1980 to 2107; seconds since 1970
SIGNED = 0x7FFFFFFF  # "UT", Info-ZIP's own field, ends in 2038


@dataclass(frozen=True, slots=True)
class Packed:
    """What went into a ZIP: how many files, and the fingerprint of the site."""

    files: int
    fingerprint: str


def pack(
    site: Path, out: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> Packed:
    """Write the site as `out`. The same folder gives the same bytes.

    Every file is dated as the site was built, so that a server to which the ZIP is brought can
    tell a new page from an old one by its date; `SOURCE_DATE_EPOCH` of the environment dates it
    otherwise. Raises CannotGoOn where a file is not as it was built or `out` is something
    else than what was packed before, OSError where it cannot be written.
    """
    _must_be_ours(out)
    copy = verified(site)
    if copy.findings:
        raise CannotGoOn(*copy.findings)
    if site.resolve() in out.resolve().parents:
        raise CannotGoOn(Finding(Location(str(out)), "unwritable-file", _WITHIN))
    manifest = plainfiles.content(site / NAME)
    if (shown := fingerprint_of(manifest)) != copy.fingerprint:
        raise CannotGoOn(Finding(Location(NAME), "changed-file", CHANGED))
    when = _date(site, environment)
    target = out.resolve()
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    sweep(target.parent, target.name)
    with workshop(target.parent, target.name) as scratch:
        with ZipFile(scratch / NEW, "w") as archive:
            for name in sorted((NAME, *copy.files)):
                if name == NAME:
                    archive.writestr(_entry(name, when), manifest)
                else:
                    _add(archive, site / name, _entry(name, when), copy.files[name])
        (scratch / NEW).chmod(0o644)
        _must_be_ours(out)  # still
        (scratch / NEW).replace(target)
    return Packed(len(copy.files) + 1, shown)


def _must_be_ours(out: Path) -> None:
    """Never write over a file that is not such a ZIP; an empty one is nothing yet."""
    if not os.path.lexists(out.resolve()) or _is_packed(out):
        return
    words = Text(
        "这里已有别的内容，不是 zicha pack 以前写的 ZIP，不会覆盖；请换一个名称",
        "it exists and is not a ZIP that zicha packed before; choose another name",
    )
    raise CannotGoOn(Finding(typed(f"--out {out.name}"), "not-a-packed-site", words))


def _is_packed(out: Path) -> bool:
    if not out.is_file():
        return False
    if not out.stat().st_size:
        return True
    try:
        with ZipFile(out) as archive:
            if archive.getinfo(f"{TOP}/{NAME}").file_size > MOST:
                return False
            made = json.loads(archive.read(f"{TOP}/{NAME}"))["generator"]
    except (OSError, BadZipFile, NotImplementedError, KeyError, TypeError, ValueError):
        return False
    return isinstance(made, str) and made.startswith("zicha ")


def _add(archive: ZipFile, path: Path, entry: ZipInfo, sha256: str) -> None:
    """One file, held against its hash once more while it is read."""
    total = hashlib.sha256()
    with plainfiles.opened(path) as file:
        entry.file_size = os.fstat(file.fileno()).st_size
        with archive.open(entry, "w") as packed:
            while piece := file.read(plainfiles.PIECE):
                total.update(piece)
                packed.write(piece)
    if total.hexdigest() != sha256:
        place = Location(entry.filename.removeprefix(f"{TOP}/"))
        raise CannotGoOn(Finding(place, "changed-file", CHANGED))


def _date(site: Path, environment: Mapping[str, str]) -> int:
    """When the site was built, in seconds since 1970: that is when its manifest was written."""
    fixed = environment.get("SOURCE_DATE_EPOCH", "")
    when = int(fixed) if fixed.isascii() and fixed.isdigit() else None
    when = int((site / NAME).lstat().st_mtime) if when is None else when
    return min(max(when, FIRST), LAST)


def _entry(name: str, when: int) -> ZipInfo:
    entry = ZipInfo(f"{TOP}/{name}", time.gmtime(when)[:6])
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = READABLE
    entry.compress_type = ZIP_STORED if name.endswith(".pdf") else ZIP_DEFLATED
    if when <= SIGNED:  # the same date to the second and without a time zone
        entry.extra = struct.pack("<2sHBL", b"UT", 5, 1, when)
    return entry


_WITHIN = Text(
    "压缩包不能放在网站文件夹里，否则网站里会多出一个文件；请放到别处",
    "a ZIP within the site would be one file too many in it; write it elsewhere",
)
