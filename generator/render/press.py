"""The only door to Typst: jobs in, PDF out."""

import io
from dataclasses import dataclass
from pathlib import Path

import justmytype_intl_cjk
import pylopdf_fonts_zh_cn
import typst
from pypdf import PdfReader

from generator.findings import CannotGoOn, Finding
from generator.model import Location, Text
from generator.render.sheets import Job


@dataclass(frozen=True, slots=True)
class Pressed:
    """A sheet as a file."""

    pdf: bytes
    pages: int


def font_files() -> tuple[Path, ...]:
    """The faces of the sheets, Noto Sans SC and Noto Serif SC, under the Open Font License."""
    sans = (
        Path(justmytype_intl_cjk.__file__).parent / "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
    )
    return (sans, Path(pylopdf_fonts_zh_cn.serif_path()))


class Press:
    """One compiler for all sheets: the fonts are read once."""

    def __init__(self, folder: Path) -> None:
        # Typst takes folders, not files. Where both hold a face the first one wins: the second
        # has a Noto Sans SC of a single weight beside the serif.
        folders = [str(file.parent) for file in font_files()]
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        self._compiler = typst.Compiler(
            input=str(folder / "main.typ"), root=str(folder), font_paths=fonts
        )

    def pdf(self, data: str) -> bytes:
        """A tagged PDF, both UA-1 and A-2a, from a job's JSON; the same bytes each time.

        Raises CannotGoOn where Typst fails, or warns: then something is not shown.
        """
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"job": data},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=0,
            )
        except typst.TypstError as error:
            raise CannotGoOn(_fault([error.message, *error.hints, *error.trace])) from None
        if warnings:
            raise CannotGoOn(_fault([w.message for w in warnings]))
        assert isinstance(pdf, bytes), "one document gives one file"
        return pdf


def pressed(press: Press, job: Job) -> Pressed:
    """The sheet and its number of pages; CannotGoOn names the sheet that cannot be set."""
    try:
        pdf = press.pdf(job.data)
    except CannotGoOn as stop:
        raise CannotGoOn(*(_named(f, job) for f in stop.findings)) from None
    return Pressed(pdf, PdfReader(io.BytesIO(pdf)).get_num_pages())


def _fault(words: list[str]) -> Finding:
    said = "; ".join(words)
    return Finding(
        Location("site_templates/sheets/main.typ"),
        "sheet-not-set",
        Text(
            f"排版程序报告：{said}；请检查模板和所印文字。",
            f"Typst says: {said}; check the templates and the words printed.",
        ),
    )


def _named(finding: Finding, job: Job) -> Finding:
    message = Text(f"{job.path}：{finding.message.zh}", f"{job.path}: {finding.message.en}")
    return Finding(finding.location, finding.rule, message)
