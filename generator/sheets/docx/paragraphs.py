"""Lines of a form as paragraphs, cells and tables of a Word document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from generator.sheets.docx.xml import element, words
from generator.sheets.office.styles import FACES, face
from generator.sheets.office.words import BULLET, ROLES, Face, Lines, Run, RunLine

TWIPS = 56.6929  # in a millimetre
BOX = "Segoe UI Symbol"  # has ☐ and ☑
HANGING = 150  # twentieths of a point: the lines of an item of a list stand below its words
_LOOSE = re.compile(f"<w:pPr>(?!{element('keepNext')})")  # stands first: `_set`
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def mm(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * TWIPS)


def run_xml(one: Run) -> str:
    """A run in its face, size and language."""
    return element("r", _properties(one), words(one.text))


def _properties(one: Run) -> str:
    lines = (one.underlined, one.struck)
    return _look(one.face, one.size, one.language, strong=one.bold, lines=lines)


@cache  # a form has a dozen looks and thousands of runs
def _look(
    kind: Face, points: float, language: str, *, strong: bool, lines: tuple[bool, bool]
) -> str:
    """`lines`: one below the words, one through them."""
    underlined, struck = lines
    size, latin = round(points * 2), face(kind, language)
    fonts = element("rFonts", ascii=latin, hAnsi=latin, eastAsia=FACES[kind], cs=latin)
    return element(
        "rPr",
        fonts,
        element("b") if strong else "",
        element("strike") if struck else "",
        element("sz", val=size),
        element("u", val="single") if underlined else "",
        element("lang", val=_LANGUAGES[language], eastAsia="zh-CN"),
    )


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph is set: `keep` on the page of the next, `fresh` on a page of its own.

    `indent` is in twentieths of a point, as much as `hanging` before its first line; `mark` are
    the properties of its own mark, which what is typed into it takes over.
    """

    align: str = "left"
    keep: bool = False
    fresh: bool = False
    tabs: str = ""
    indent: int | None = None
    hanging: int = 0
    mark: str = ""


def paragraph(
    line: RunLine,
    *,
    align: str = "left",
    keep: bool = False,
    fresh: bool = False,
    more: str = "",
) -> str:
    """One line of words; `more` stands behind it."""
    listed = bool(line) and line[0].text == BULLET
    look = ParagraphLook(align, keep, fresh)
    if listed:
        look = replace(look, indent=HANGING, hanging=HANGING)
    return element("p", _set(look), *(run_xml(r) for r in line if r.text), more)


@cache
def _set(look: ParagraphLook) -> str:
    return element(
        "pPr",
        element("keepNext") if look.keep else "",
        look.tabs,
        element("pageBreakBefore") if look.fresh else "",
        element("spacing", before=0, after=0, line=240, lineRule="auto"),
        _indented(look),
        element("jc", val=look.align),
        look.mark,
    )


def _indented(look: ParagraphLook) -> str:
    if look.indent is None:
        return ""
    more = {"hanging": look.hanging} if look.hanging else {}
    return element("ind", left=look.indent, **more)


def paragraphs(lines: Lines, *, align: str = "left", keep: bool = False) -> str:
    """Lines one under the other; an empty cell has one, too."""
    return "".join(paragraph(line, align=align, keep=keep) for line in lines or ((),))


def indented(lines: Lines, indent: int) -> str:
    """Lines so many twentieths of a point in, on the page of what follows."""
    about = _set(ParagraphLook(keep=True, indent=indent))
    return "".join(element("p", about, *map(run_xml, line)) for line in lines)


def bookmarked(name: str, inside: str = "") -> str:
    """What stands under a name: a bookmark, which every program keeps when it saves.

    LibreOffice 7.4 writes a content control with Chinese in it three times, so none holds text.
    """
    return (
        element("bookmarkStart", id=name, name=name) + inside + element("bookmarkEnd", id=name)
    )


def filled_in(line: RunLine, names: Iterable[str] = ()) -> Iterator[str]:
    """The runs of a line, its places to write on under these names, in their order."""
    left = iter(names)
    for one in line:
        name = next(left, "") if one.underlined else ""
        yield bookmarked(name, run_xml(one)) if name else run_xml(one)


def sentence(runs: Iterable[str], *, align: str = "left") -> str:
    """A paragraph of runs."""
    return element("p", _set(ParagraphLook(align)), *runs)


def page_of(name: str, role: str = "label") -> str:
    """The page on which a name stands, in a paragraph of its own.

    LibreOffice counts it on opening, Word and WPS when they print or are asked to: a mark that
    is no number stands there until then. `w:updateFields` would have Word ask who opens it
    whether it may, and `w:dirty` has been seen to make every number 1.
    """
    kind = ROLES[role]
    mark = run_xml(Run("…", kind.face, False, kind.en, "en"))
    field = element("fldSimple", mark, instr=f"PAGEREF {name} \\h")
    return element("p", _set(ParagraphLook("center")), field)


def tick(name: str, label: RunLine, *, ticked: bool = False) -> str:
    """A box that toggles when clicked, by name, and what ticking it says; inline."""
    box, sign, gap = _box(ticked=ticked)
    about = element("sdtPr", element("alias", val=name), element("tag", val=name), box)
    control = element("sdt", about, sign)
    return "".join((bookmarked(name, control), gap, *map(run_xml, label)))


@cache  # the same in every box
def _box(*, ticked: bool) -> tuple[str, str, str]:
    """What a box is, the sign in it, and the space behind it."""
    box = element(
        "w14:checkbox",
        element("w14:checked", val=int(ticked)),
        element("w14:checkedState", val="2611", font=BOX),
        element("w14:uncheckedState", val="2610", font=BOX),
    )
    fonts = element("rFonts", ascii=BOX, hAnsi=BOX, eastAsia=BOX, cs=BOX)
    sign = element(
        "r", element("rPr", fonts, element("sz", val=22)), words("☑" if ticked else "☐")
    )
    gap = Run(" ", "sans", False, ROLES["label"].en, "en")
    return box, element("sdtContent", sign), run_xml(gap)


def ticks(boxes: Iterable[str], tab: float, *, align: str = "left") -> str:
    """Boxes in one line, `tab` mm apart."""
    stop = element("tabs", element("tab", val="left", pos=mm(tab)))
    between = element("r", element("tab"))
    return element("p", _set(ParagraphLook(align, tabs=stop)), between.join(boxes))


def kept_together(row: str) -> str:
    """A row that stays on the page of what follows it."""
    return _LOOSE.sub(f"<w:pPr>{element('keepNext')}", row)


def blank(name: str, given: str = "", *, align: str = "left", role: str = "label") -> str:
    """A place to write in, by name, in the face of a role; a paragraph of its own."""
    kind = ROLES[role]
    there = Run(given, kind.face, False, kind.zh, "zh")
    about = _set(ParagraphLook(align, mark=_properties(there)))
    lines = (run_xml(replace(there, text=line)) for line in given.split("\n"))
    typed = element("r", element("br")).join(lines) if given else ""
    return element("p", about, bookmarked(name, typed))


def cell(inside: str, width: float, **look: str | int) -> str:
    """A cell `width` mm wide; look: span, merge (restart, continue), top, align, shade.

    `top` is the width of the rule above it, in eighths of a point.
    """
    parts = [element("tcW", w=mm(width), type="dxa")]
    if "span" in look:
        parts.append(element("gridSpan", val=look["span"]))
    if "merge" in look:
        parts.append(element("vMerge", val=look["merge"]))
    if "top" in look:
        rule = element("top", val="single", sz=look["top"], space=0, color="000000")
        parts.append(element("tcBorders", rule))
    if "shade" in look:
        parts.append(element("shd", val="clear", color="auto", fill=look["shade"]))
    parts.append(element("vAlign", val=look.get("align", "center")))
    return element("tc", element("tcPr", *parts), inside)


def row(cells: Iterable[str], *, least: float = 0, head: bool = False) -> str:
    """A row that is never split, at least so many mm tall; a head is printed on each page."""
    parts = [element("cantSplit")]
    if least:
        parts.append(element("trHeight", val=mm(least), hRule="atLeast"))
    if head:
        parts.append(element("tblHeader"))
    return element("tr", element("trPr", *parts), *cells)


def table(rows: Iterable[str], widths: Sequence[float], *, ruled: bool = True) -> str:
    """A table of fixed column widths in mm, thin rules within a strong frame."""
    lines: dict[str, str | int] = {"val": "single", "sz": 4, "space": 0, "color": "000000"}
    frame = lines | {"sz": 12}
    sides = [element(side, **frame) for side in ("top", "left", "bottom", "right")]
    sides += [element(side, **lines) for side in ("insideH", "insideV")]
    margins = [
        element(side, w=mm(width), type="dxa")
        for side, width in (("top", 0.6), ("left", 1.2), ("bottom", 0.6), ("right", 1.2))
    ]
    about = element(
        "tblPr",
        element("tblW", w=mm(sum(widths)), type="dxa"),
        element("tblBorders", *sides) if ruled else "",
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )
    grid = element("tblGrid", *(element("gridCol", w=mm(width)) for width in widths))
    return element("tbl", about, grid, *rows)
