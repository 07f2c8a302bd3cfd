"""Who a sheet is: its id, edition and stamp, in words and as a QR code: no address to open."""

import io
import re
from collections.abc import Mapping

import segno

from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.clauses import Questions
from generator.sheets.forms import FORMS, form_of
from generator.sheets.models import Printing
from generator.sheets.records import Identity

WEB = "W"  # letter of what a browser prints
NUMBERED = "AYPBCDEFGRXTMSLZN"  # letters of forms in the order of their numbers, 表1 the first
# a5, a31-1, a5-a10
_ARTICLES = re.compile(r"a(?P<first>\d+(?:-\d+)?)(?:-a(?P<last>\d+(?:-\d+)?))?")


def sheet_id(key: str, subject: str = "") -> str:
    """A-a5, the sheet of Article 5; B, the ledger of the whole regulation."""
    form = form_of(key)
    return "-".join(filter(None, (form.letter, subject or form.subject)))


def web_id(subject: str) -> str:
    """W-a5, the page of Article 5 as a browser prints it: another form than the sheet's."""
    return f"{WEB}-{subject}"


def letters(strings: Mapping[str, Text]) -> tuple[tuple[str, Text], ...]:
    """Each letter with what the sheets call its form."""
    named = {form.letter: strings[form.word] for form in FORMS} | {WEB: strings["web-print"]}
    return tuple((letter, named[letter]) for letter in sorted(named))


def identity(some: Questions, sheet: str) -> Identity:
    """The identity of a sheet that asks these questions; `sheet` is its id (A-a5)."""
    return identity_of(some.regulation, sheet, some.stamp)


def identity_of(regulation: Regulation, sheet: str, mark: str) -> Identity:
    """The same from the stamp of what is on the sheet."""
    text = f"{regulation.id}/{sheet}@{regulation.edition}#{mark}"
    return Identity(sheet, regulation.edition, mark, text, number_of(sheet))


def number_of(sheet: str) -> Text:
    """表1-5 for A-a5, 表1 for A-township, 表4 for B: what an office calls a form by.

    Nothing for what is no form of these.
    """
    letter, _, subject = sheet.partition("-")
    if letter not in NUMBERED:
        return Text("", "")
    n = NUMBERED.index(letter) + 1
    if articles := _ARTICLES.fullmatch(subject):
        about = "–".join(filter(None, (articles["first"], articles["last"])))
        return Text(f"表{n}-{about}", f"Form {n}-{about}")
    return Text(f"表{n}", f"Form {n}")


def layout_tail(language: str, printing: Printing, *, booklet: bool, own: str = "") -> str:
    """What a code adds to the line of a sheet: the layout, without which a scan has no places.

    /zh, or /both-3dtza: A3, both sides, bound at the top, in a booklet, marked as an annex;
    `own` is the digest of a form of chosen checks, which its line does not tell: /zh-x1a2b3c4d.
    """
    flags = {
        "3": printing.paper == "a3",
        "d": printing.duplex,
        "t": printing.bind == "top",
        "z": booklet,
        "a": printing.annex > 0,
        f"x{own}": bool(own),
    }
    letters = "".join(letter for letter, there in flags.items() if there)
    return f"/{language}-{letters}" if letters else f"/{language}"


def qr_code(text: str) -> str:
    """An SVG without border, one unit a module; a seventh of it may be spoilt (level M)."""
    svg = io.BytesIO()
    # A given mask spares trying all eight, nine tenths of the time; readers undo any of them.
    code = segno.make(text, error="m", micro=False, mask=3, boost_error=False)
    code.save(svg, kind="svg", border=0, omitsize=True, xmldecl=False, svgns=True)
    return svg.getvalue().decode()


def qr_picture(text: str) -> bytes:
    """The same as a PNG of 6 dots a module, for programs that show no SVG."""
    png = io.BytesIO()
    segno.make(text, error="l", micro=False, mask=3).save(png, kind="png", scale=6, border=0)
    return png.getvalue()
