"""A finished site as one ZIP, to be carried on a USB stick."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from generator.edit.drafts import draft_beside
from generator.publish.proof.manifest import file_names
from generator.publish.proof.verify import changes
from generator.records.findings import CannotGoOn

TOP = "zicha"  # unpacked, everything lies in one folder
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a ZIP knows: the same site gives the same bytes
READABLE = 0o100644 << 16


def pack(site: Path, out: Path) -> int:
    """Write the site as `out` and give its number of files.

    Raises CannotGoOn where a file is not as it was built, OSError where it cannot be written.
    """
    findings, _ = changes(site)
    if findings:
        raise CannotGoOn(*findings)
    names = file_names(site)
    draft = draft_beside(out)
    try:
        with ZipFile(draft, "w") as archive:
            for name in names:
                archive.writestr(_entry(name), (site / name).read_bytes(), compresslevel=6)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return len(names)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(f"{TOP}/{name}", EPOCH)
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = READABLE
    entry.compress_type = ZIP_STORED if name.endswith(".pdf") else ZIP_DEFLATED
    return entry
