"""A file as somebody received it, read as far as it can be a regulation."""

from pathlib import Path

from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text
from generator.text.files.reader import LARGEST


def received(file: Path) -> bytes:
    """The file's bytes; of one that is too large to be a regulation only enough to tell.

    Raises CannotGoOn where it cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CannotGoOn(
            Finding(
                Location(file.name),
                "unreadable-file",
                Text(
                    f"读不到这个文件：{error.strerror}",
                    f"cannot read this file: {error.strerror}",
                ),
            )
        ) from error
