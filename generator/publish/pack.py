"""A finished site as one ZIP, to be carried on a USB stick."""

import json
import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from generator.publish.proof.manifest import MOST, NAME, file_names
from generator.publish.proof.verify import changes
from generator.publish.workshop import NEW, sweep, workshop
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text

TOP = "zicha"  # unpacked, everything lies in one folder
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a ZIP knows: the same site gives the same bytes
READABLE = 0o100644 << 16


def pack(site: Path, out: Path) -> int:
    """Write the site as `out` and give its number of files.

    Raises CannotGoOn where a file is not as it was built or `out` is something else than what
    was packed before, OSError where it cannot be written.
    """
    _must_be_ours(out)
    findings, _ = changes(site)
    if findings:
        raise CannotGoOn(*findings)
    names = file_names(site)
    target = out.resolve()
    sweep(target.parent, target.name)
    with workshop(target.parent, target.name) as shop:
        with ZipFile(shop / NEW, "w") as archive:
            for name in names:
                archive.writestr(_entry(name), (site / name).read_bytes(), compresslevel=6)
        (shop / NEW).chmod(0o644)
        _must_be_ours(out)  # still
        (shop / NEW).replace(target)
    return len(names)


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


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(f"{TOP}/{name}", EPOCH)
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = READABLE
    entry.compress_type = ZIP_STORED if name.endswith(".pdf") else ZIP_DEFLATED
    return entry
