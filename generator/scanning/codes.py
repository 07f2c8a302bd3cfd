"""The only door to zxing-cpp: the QR codes in a picture, and what a code of ours says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp

from generator.scanning.picture import Grey

# jinan-2016-31/A-a5@2026-11-23#9e413a017842/both-3t
_OURS = re.compile(
    r"(?P<regulation>[a-z0-9-]+)/(?P<sheet>[A-Z](?:-[\w-]+)?)@(?P<edition>\d{4}-\d\d-\d\d)"
    r"#(?P<stamp>[0-9a-f]{12})(?:/(?P<language>zh|en|both)(?:-(?P<flags>[a-z0-9]+))?)?"
)


@dataclass(frozen=True, slots=True)
class Code:
    """What the code of a sheet says: `text` is all of it; `flags` are those of its layout."""

    text: str
    regulation: str
    sheet: str
    edition: str
    stamp: str
    language: str
    flags: str

    @property
    def line(self) -> str:
        """The line that is printed beside it."""
        return f"{self.regulation}/{self.sheet}@{self.edition}#{self.stamp}"


def texts_in(picture: Grey) -> Iterator[str]:
    """What QR codes say, whichever way they lie."""
    for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
        yield str(found.text)


def code_of(text: str) -> Code | None:
    """The parts of a code of ours; None of any other."""
    parts = _OURS.fullmatch(text)
    if parts is None:
        return None
    said = {key: value or "" for key, value in parts.groupdict().items()}
    return Code(text=text, **said)
