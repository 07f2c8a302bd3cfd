"""The invented project of `tests/projects/city`, read once a process, and its sheets."""

from functools import cache
from pathlib import Path

from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.regulation import Regulation
from generator.records.site import Project, Sheet
from generator.search.index import search_files
from generator.sheets.jobs import Job, jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import Press, pressed

CITY = Path(__file__).parent / "projects" / "city"
ID = "parks"
MM = 72 / 25.4  # in points


@cache
def city() -> Project:
    found, findings = load(CITY)
    assert found is not None
    assert findings == ()
    return found


def parks() -> Regulation:
    (regulation,) = city().regulations
    return regulation


@cache
def press(*, own: bool = False) -> Press:
    """`own`: with the machine's fonts."""
    return Press(read_templates(CITY).folder / "sheets", own_fonts=own)


@cache
def sheet_jobs() -> dict[str, Job]:
    """What stands on the site, by path below the regulation's folder: `zh/article-05.pdf`."""
    made = jobs(parks(), read_templates(CITY).sheet_strings)
    return {job.path.removeprefix(f"sheets/{ID}/"): job for job in made}


@cache
def search_index() -> dict[str, str]:
    """The search index of its site, forms and all: file name → script."""
    return search_files(city(), read_templates(CITY), printed_sheets())


def printed_sheets() -> tuple[Sheet, ...]:
    """Its printed forms as they lie on the site, without sizes."""
    return tuple(
        Sheet(job.path, job.form, job.subject, job.language, 0, 0, job.format)
        for job in sheet_jobs().values()
    )


def printed(name: str, printing: Printing, *, own: bool = False) -> bytes:
    """The PDF of any sheet, on the site or made on request: `zh/chapter-01`."""
    made = jobs(parks(), read_templates(CITY).sheet_strings, printing, all_forms=True)
    (job,) = (j for j in made if j.path == f"sheets/{ID}/{name}.pdf")
    return pressed(press(own=own), job).pdf
