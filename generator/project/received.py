"""A file as somebody received it, read as far as it can be a regulation."""

from pathlib import Path

from generator.project import disk
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text
from generator.text.files.reader import LARGEST


def received(file: Path) -> bytes:
    """The file's bytes; of one that is too large to be a regulation only enough to tell.

    Raises CannotGoOn where it cannot be read. It may lie anywhere, and be a link.
    """
    place = Path(disk.real(file))
    data, findings = disk.read_start(place.parent, place.name, LARGEST + 1)
    if data is None:
        raise CannotGoOn(*(_named(file, finding) for finding in findings))
    return data


def _named(file: Path, finding: Finding) -> Finding:
    words = _WORDS.get(finding.rule, finding.message)
    return Finding(Location(file.name), "unreadable-file", words)


_WORDS = {
    "missing-file": Text(
        "没有这个文件；请核对文件名和所在的文件夹",
        "there is no such file; see to its name and its folder",
    ),
    "not-a-file": Text(
        "这不是普通文件；请先存成文件，再给出它的名称",
        "this is no plain file; save what it gives as a file and name that",
    ),
}
