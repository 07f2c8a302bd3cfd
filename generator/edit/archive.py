"""Editions as they were: every file of a regulation, laid into `archive/` and never changed."""

from collections.abc import Mapping
from pathlib import Path

from generator.project import disk
from generator.project.past import ARCHIVE
from generator.records.findings import CannotGoOn
from generator.text.files.reader import LARGEST

TOLD = "amendment.txt"  # what an amendment did, beside what it took away
RECORD = "editions.yaml"  # says what went out, and is of all editions


def files_of(root: Path, id_: str) -> dict[str, bytes]:
    """Every file of the two folders of a regulation. Raises CannotGoOn where one is unread."""
    found = {}
    for folder in (f"content/{id_}", f"checklists/{id_}"):
        for name in disk.names(root, folder):
            path = f"{folder}/{name}"
            data, findings = disk.read_bytes(root, path, LARGEST)
            if data is None:
                raise CannotGoOn(*findings)
            found[path] = data
    return found


def place_for(root: Path, id_: str, edition: str, files: Mapping[str, bytes]) -> str:
    """The folder of an edition that holds just these files, else one that is not there yet.

    One in which an amendment is told is never taken again.
    """
    home = f"{ARCHIVE}/{id_}"
    there = disk.names(root, home)
    name, n = edition, 1
    while name in there and not _holds(root, f"{home}/{name}", files):
        n += 1
        name = f"{edition}-{n}"
    return f"{home}/{name}"


def _holds(root: Path, folder: str, files: Mapping[str, bytes]) -> bool:
    if disk.exists(root, f"{folder}/{TOLD}"):
        return False
    tops = {path.rpartition("/")[0] for path in files}
    listed = {f"{top}/{n}" for top in tops for n in disk.names(root, f"{folder}/{top}")}
    return listed == set(files) and all(
        path.endswith(f"/{RECORD}")
        or disk.read_bytes(root, f"{folder}/{path}", LARGEST)[0] == data
        for path, data in files.items()
    )
