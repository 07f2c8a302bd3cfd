"""The only door to Typst: jobs in, PDF out."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import justmytype_intl_cjk
import pylopdf_fonts_zh_cn
import typst

from generator.records.findings import CannotGoOn, Finding
from generator.records.site import Site
from generator.records.texts import Location, Text
from generator.sheets.forms import forms_about
from generator.sheets.identity import layout_tail, qr_code
from generator.sheets.jobs import Job
from generator.sheets.models import SheetModel
from generator.sheets.pdf.canonical import canonical
from generator.sheets.pdf.fields import with_fields
from generator.sheets.places import ASKED, BIND_ROOM, PlacedPage, placed
from generator.sheets.records import (
    Body,
    Booklet,
    CheckSheet,
    Compared,
    LawText,
    SignOff,
    Tracing,
)

# /MediaBox[0 0 841.8898 595.2756], once for each page and in their order, as Typst writes it.
_PAPER = re.compile(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]")

FILLABLE = ("list", "problems")  # templates of forms that have fields where that is wanted


@dataclass(frozen=True, slots=True)
class Pressed:
    """A sheet as a file; `places` are the pages with boxes to tick."""

    pdf: bytes
    pages: int
    places: tuple[PlacedPage, ...] = ()


def font_files() -> tuple[Path, ...]:
    """The faces of the sheets, Noto Sans SC and Noto Serif SC, under the Open Font License."""
    sans = (
        Path(justmytype_intl_cjk.__file__).parent / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    )
    return (sans, Path(pylopdf_fonts_zh_cn.serif_path()))


class Press:
    """One compiler for all sheets: the fonts are read once."""

    def __init__(self, folder: Path, *, own_fonts: bool = False) -> None:
        """`folder` holds the templates; `own_fonts`: the machine's fonts may be used, too."""
        # Typst takes folders, not files. Where both hold a face the first one wins: the second
        # has a Noto Sans SC of a single weight beside the serif.
        folders = [str(file.parent) for file in font_files()]
        fonts = typst.Fonts(
            include_system_fonts=own_fonts, include_embedded_fonts=False, font_paths=folders
        )
        self._compiler = typst.Compiler(
            input=str(folder / "main.typ"), root=str(folder), font_paths=fonts
        )

    def pdf(self, sheet: SheetModel) -> bytes:
        """A tagged PDF, both UA-1 and A-2a, of a sheet; the same bytes each time.

        Raises CannotGoOn where Typst fails, or warns: then something is not shown.
        """
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"model": canonical(sheet), "codes": json.dumps(_codes(sheet))},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=0,
            )
        except typst.TypstError as error:
            raise CannotGoOn(_fault([error.message, *error.hints, *error.trace])) from None
        if warnings:
            raise CannotGoOn(_fault([w.message for w in warnings]))
        assert isinstance(pdf, bytes), "one document gives one file"
        return pdf

    def places(self) -> str:
        """Where everything is on the sheet that was set last: what `ASKED` gives."""
        answer = self._compiler.eval(ASKED)
        assert isinstance(answer, str), "as JSON"
        return answer


def pressed(press: Press, job: Job) -> Pressed:
    """The sheet and its number of pages; CannotGoOn names the sheet that cannot be set."""
    try:
        pdf = press.pdf(job.sheet)
    except CannotGoOn as stop:
        raise CannotGoOn(*(_named(f, job) for f in stop.findings)) from None
    sizes = tuple((float(page[1]), float(page[2])) for page in _PAPER.finditer(pdf))
    top = job.sheet.setting.printing.bind == "top"
    if top:
        pdf = bound_at_foot(pdf)
    fillable = is_fillable(job.sheet)
    if not (fillable or has_boxes(job.sheet.body)):
        return Pressed(pdf, len(sizes))
    places = placed(press.places(), sizes, tail_of(job.sheet), moved=top)
    if fillable:
        printing = job.sheet.setting.printing
        pdf = with_fields(pdf, places, {"unit": printing.unit, "period": printing.period})
    return Pressed(pdf, len(sizes), places)


def is_fillable(sheet: SheetModel) -> bool:
    """Whether it has fields to fill in on screen."""
    return sheet.setting.printing.fillable and sheet.template in FILLABLE


def has_boxes(body: Body) -> bool:
    """Whether it asks for answers by boxes to tick: filled in, it lies otherwise than blank."""
    if isinstance(body, CheckSheet):
        return not body.sums
    if isinstance(body, Tracing):
        return not body.several
    return isinstance(body, Booklet)


def tail_of(sheet: SheetModel) -> str:
    """What the codes of a sheet end with; what asks for no answers has one layout to nobody."""
    if not has_boxes(sheet.body):
        return ""
    inside = isinstance(sheet.body, Booklet)
    own = _digest(sheet) if is_chosen(sheet.body) else ""
    return layout_tail(sheet.language, sheet.setting.printing, booklet=inside, own=own)


def _digest(sheet: SheetModel) -> str:
    return hashlib.sha256(canonical(sheet).encode()).hexdigest()[:8]


def is_chosen(body: Body) -> bool:
    """Whether its checks were chosen: its line does not say which, so its places are given."""
    named = {form.letter for form in forms_about("checks")}
    return has_boxes(body) and isinstance(body, CheckSheet) and body.ident.id in named


def _codes(sheet: SheetModel) -> Mapping[str, str]:
    """The QR code of each identity in a form, by its line."""
    body, tail = sheet.body, tail_of(sheet)
    if isinstance(body, LawText | Compared):
        return {}
    parts: tuple[Body | SignOff, ...] = (body,)
    if isinstance(body, Booklet):
        parts = (body, *body.sheets, body.summary, body.ledger, body.signature)
    return {text: qr_code(text + tail) for text in (part.ident.text for part in parts)}


def bound_at_foot(pdf: bytes) -> bytes:
    """Every second landscape page moved up its paper, so that its foot is the bound edge.

    Typst has one margin for the heads of all pages; the box of the paper can move instead. Its
    numbers stay as long as they were, so that nothing else in the file moves.
    """
    landscape = 0

    def moved(found: re.Match[bytes]) -> bytes:
        nonlocal landscape
        width, height = (float(n) for n in found.groups())
        landscape += width > height
        if width < height or landscape % 2:
            return found[0]
        box = f"/MediaBox[0 {-BIND_ROOM} {width:.1f} {height - BIND_ROOM:.1f}".encode()
        return box.ljust(len(found[0]) - 1) + b"]"

    return _PAPER.sub(moved, pdf)


@cache
def families() -> frozenset[str]:
    """The font families installed on this machine."""
    return frozenset(typst.Fonts(include_embedded_fonts=False).families())


def own_fonts(site: Site) -> Mapping[str, str]:
    """Role → family, as site.yaml wishes and this machine has them."""
    return {role: name for role, name in site.fonts.items() if name in families()}


def missing_fonts(site: Site) -> Iterator[Finding]:
    """A finding for each font that is wished for and not installed."""
    for role, name in site.fonts.items():
        if name not in families():
            words = Text(
                f"本机没有安装字体“{name}”，改用自带字体排印；请安装，或改为已装字体的名称",
                f"the font '{name}' is not installed here, so a free one is used; install it, "
                "or write the name of one that is",
            )
            at = site.places.get(f"fonts/{role}", site.location)
            yield Finding(at, "font-not-installed", words, "warning")


def _fault(words: list[str]) -> Finding:
    said = "; ".join(words)
    return Finding(
        Location("site_templates/sheets/main.typ"),
        "sheet-not-set",
        Text(
            f"排版程序报告：{said}；请检查模板和所印文字",
            f"Typst says: {said}; check the templates and the words printed",
        ),
    )


def _named(finding: Finding, job: Job) -> Finding:
    message = Text(f"{job.path}：{finding.message.zh}", f"{job.path}: {finding.message.en}")
    return Finding(finding.location, finding.rule, message)
