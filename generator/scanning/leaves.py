"""The only door to pypdfium2: a file that came back as pictures, one page after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2

from generator.scanning.picture import LONGEST, Colour, decoded

DOTS = 200  # an inch, at which pages of a PDF are drawn


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a file, counted from 1; without a picture `why` says what hinders it."""

    page: int
    picture: Colour | None
    why: str = ""


def leaves(data: bytes) -> Iterator[Leaf]:
    """Every page; one without a picture where the file is damaged or of another kind."""
    if not data:
        yield Leaf(1, None, "empty-file")
    elif b"%PDF-" in data[:1024]:
        yield from _of_pdf(data)
    else:
        number = 0
        for number, picture in enumerate(decoded(data), 1):
            yield Leaf(number, picture)
        if not number:
            yield Leaf(1, None, "no-picture")


def _of_pdf(data: bytes) -> Iterator[Leaf]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield Leaf(1, None, "locked-file" if "password" in str(error).lower() else "damaged")
        return
    try:
        for number in range(len(document)):
            yield _leaf(document, number)
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
