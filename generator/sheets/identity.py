"""Who a sheet is: its id, edition and stamp, in words and as a QR code."""

import io
from collections.abc import Iterable, Mapping

import segno

from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.text.stamps import stamp

# A form, by its name in the words of the sheets, and the letter its ids begin with.
LETTERS: Mapping[str, str] = {
    "sheet-a": "A",
    "ledger": "B",
    "summary": "C",
    "evidence": "D",
    "samples": "E",
    "report": "F",
    "rollup": "G",
    "sheet-large": "L",
    "sheet-short": "S",
    "tracer": "T",
    "sheet-chosen": "X",
    "booklet": "Z",
}


def sheet_id(form: str, subject: str = "") -> str:
    """A-a5, the sheet of Article 5; B, the ledger of the whole regulation."""
    return f"{LETTERS[form]}-{subject}" if subject else LETTERS[form]


def letters(strings: Mapping[str, Text]) -> tuple[tuple[str, Text], ...]:
    """Each letter with what the sheets call its form."""
    return tuple(sorted((letter, strings[form]) for form, letter in LETTERS.items()))


def identity(regulation: Regulation, sheet: str, contents: Iterable[str]) -> dict[str, str]:
    """What is printed of it in words, and the QR code of its line: no address to open."""
    words = in_words(regulation, sheet, contents)
    return words | {"svg": qr_code(words["text"])}


def in_words(regulation: Regulation, sheet: str, contents: Iterable[str]) -> dict[str, str]:
    """`sheet` is its id (A-a5); the stamp covers `contents`, all that is asked and quoted.

    The line that says it all is jinan-2016-31/A-a5@2026-11-23#3f9a1c22d0b7.
    """
    mark = stamp("\n".join(contents))
    text = f"{regulation.id}/{sheet}@{regulation.edition}#{mark}"
    return {"id": sheet, "version": regulation.edition, "stamp": mark, "text": text}


def qr_code(text: str) -> str:
    """An SVG without border, one unit a module.

    As few modules as hold the text, so that they are large, at the best error level of these.
    """
    svg = io.BytesIO()
    # A given mask spares trying all eight, nine tenths of the time; readers undo any of them.
    code = segno.make(text, error="l", micro=False, mask=3)
    code.save(svg, kind="svg", border=0, omitsize=True, xmldecl=False, svgns=True)
    return svg.getvalue().decode()


def qr_picture(text: str) -> bytes:
    """The same as a PNG of 6 dots a module, for programs that show no SVG."""
    png = io.BytesIO()
    segno.make(text, error="l", micro=False, mask=3).save(png, kind="png", scale=6, border=0)
    return png.getvalue()
