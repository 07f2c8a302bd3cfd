"""The only door to pypdfium2: a file that came back as pictures, one page after the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2

from generator.scanning.picture import LONGEST, Colour, decoded

LARGEST = 256 << 20  # bytes of a file of pictures
AT_ONCE = 25  # pages of a PDF that are read of it before it is opened anew
DOTS = 200  # an inch, at which pages of a PDF are drawn


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a file, counted from 1; without a picture `why` says what hinders it."""

    page: int
    picture: Colour | None
    why: str = ""


def leaves(path: Path) -> Iterator[Leaf]:
    """Every page; one without a picture where the file is damaged or of another kind.

    Of a PDF, which may be a stack of a thousand pages, one page is held at a time.
    """
    try:
        with path.open("rb") as file:
            data = file.read(1024)
            is_pdf = b"%PDF-" in data
            data += b"" if is_pdf else file.read(LARGEST)
    except OSError:
        yield Leaf(1, None, "damaged")
        return
    if not data or len(data) > LARGEST:
        yield Leaf(1, None, "too-large" if data else "empty-file")
    else:
        yield from _of_pdf(path) if is_pdf else _of_pictures(data)


def _of_pictures(data: bytes) -> Iterator[Leaf]:
    number = 0
    for number, picture in enumerate(decoded(data), 1):
        yield Leaf(number, picture)
    if not number:
        yield Leaf(1, None, "no-picture")


def _of_pdf(path: Path) -> Iterator[Leaf]:
    """Opened anew every few pages: a document keeps what it has read of its file."""
    begin, pages = 0, 1
    while begin < pages:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            why = "locked-file" if "password" in str(error).lower() else "damaged"
            yield Leaf(begin + 1, None, why)
            return
        try:
            pages = len(document)
            for number in range(begin, min(pages, begin + AT_ONCE)):
                yield _leaf(document, number)
            begin += AT_ONCE
        finally:
            document.close()


def _leaf(document: pypdfium2.PdfDocument, number: int) -> Leaf:
    try:
        page = document[number]
        longest = max(page.get_size())
        scale = min(DOTS / 72, LONGEST / max(longest, 1))
        drawn = page.render(scale=scale, rev_byteorder=False)
        picture = np.ascontiguousarray(drawn.to_numpy()[:, :, :3])
        page.close()
    except pypdfium2.PdfiumError:
        return Leaf(number + 1, None, "damaged")
    return Leaf(number + 1, picture)
