"""One sheet by Typst, by WeasyPrint and by Chromium; all sheets from nothing, and once more."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import jinja2
from playwright.sync_api import sync_playwright

from bench.timing import ROOT, Row, best
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.publish.kept.store import Store
from generator.publish.orders import SILENT
from generator.publish.pressing import press_all, sheet_settings
from generator.sheets.jobs import Job, jobs
from generator.sheets.pdf.press import Press, font_files
from generator.sheets.records import CheckSheet
from generator.workers import default_workers, workers

SHEET = "zh/article-05.pdf"


def rows() -> list[Row]:
    """The sheet of Article 5 in a warm process each; then every sheet of the measure."""
    project, _ = load(ROOT)
    assert project is not None
    templates = read_templates(ROOT)
    every = tuple(j for r in project.regulations for j in jobs(r, templates.sheet_strings))
    sheet = next(j for j in every if j.path.endswith(SHEET))
    press = Press(templates.folder / "sheets")
    press.pdf(sheet.sheet)  # both are warm: fonts are read
    ours = best(3, lambda: _changed(press, sheet))
    peers = {"WeasyPrint": _weasyprint(sheet), "Chromium": _chromium(sheet)}
    found: list[Row] = [("a sheet of Article 5, Typst", ours, None)]
    found += [
        (f"the same as a table in {peer}", theirs, theirs / ours)
        for peer, theirs in peers.items()
        if theirs
    ]
    return [*found, *_all(every)]


_runs = iter(range(1000))


def _changed(press: Press, sheet: Job) -> None:
    """Another stamp each time, so that Typst sets the whole sheet again."""
    assert isinstance(sheet.sheet.body, CheckSheet)
    body = replace(sheet.sheet.body, due=1000 + next(_runs))
    press.pdf(replace(sheet.sheet, body=body))


def _weasyprint(sheet: Job) -> float:
    try:
        from weasyprint import HTML  # it needs Debian's Pango
    except OSError:
        print("WeasyPrint left out: it needs libpango-1.0-0 and libpangoft2-1.0-0")
        return 0
    page = _page(sheet)
    HTML(string=page).write_pdf()
    return best(2, lambda: HTML(string=page).write_pdf())


def _chromium(sheet: Job) -> float:
    """One browser for all sheets, as a service would keep it."""
    path = shutil.which("chromium")
    if path is None:
        print("Chromium left out: it is not installed")
        return 0
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ]
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        file = Path(name) / "sheet.html"
        file.write_text(_page(sheet), "utf-8")
        page = browser.new_page()

        def printed() -> None:
            page.goto(file.as_uri())
            page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        printed()
        taken = best(3, printed)
        browser.close()
    return taken


def _page(sheet: Job) -> str:
    source = (Path(__file__).parent / "sheet.html.j2").read_text("utf-8")
    sans, serif = (path.as_uri() for path in font_files())
    return jinja2.Template(source).render(sheet=sheet.sheet, sans=sans, serif=serif)


def _all(every: tuple[Job, ...]) -> list[Row]:
    """From nothing; then again, when none has changed and none is made."""
    with tempfile.TemporaryDirectory() as name:
        room = sheet_settings(ROOT / "site_templates" / "sheets", Store(Path(name)))

        def press() -> None:
            with workers(default_workers()) as pool:
                press_all(every, room, pool, SILENT)

        first = best(1, press)
        again = best(1, press)
    paper = sum(j.format == "pdf" for j in every)
    return [
        (
            f"all {paper} sheets and {len(every) - paper} office files, from nothing",
            first,
            None,
        ),
        (
            f"the same again: {len(every) / first:.0f} a second before, all kept now",
            again,
            None,
        ),
    ]
