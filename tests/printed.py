"""Sheets of the measure as they are printed, for tests that look at PDFs."""

from functools import cache
from pathlib import Path

from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.site import Project
from generator.sheets.jobs import Printing, jobs
from generator.sheets.pdf.press import Press, pressed

ROOT = Path(__file__).parent.parent
MM = 72 / 25.4  # in points


@cache
def jinan() -> Project:
    found, _ = load(ROOT)
    assert found is not None
    return found


@cache
def press(*, own: bool = False) -> Press:
    return Press(read_templates(ROOT).folder / "sheets", own_fonts=own)


def printed(name: str, printing: Printing, *, own: bool = False) -> bytes:
    """The PDF of a sheet, `zh/article-05`; `own`: with the machine's fonts."""
    (regulation,) = jinan().regulations
    made = jobs(regulation, read_templates(ROOT).sheet_strings, printing, all_forms=True)
    (job,) = (j for j in made if j.path == f"sheets/jinan-2016-31/{name}.pdf")
    return pressed(press(own=own), job).pdf
