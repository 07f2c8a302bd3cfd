"""One sheet by Typst and by WeasyPrint, and all sheets from nothing."""

import json
import shutil
import tempfile
from pathlib import Path

import jinja2

from bench.timing import ROOT, Row, best
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.publish.orders import SILENT
from generator.publish.pressing import press_all, press_room
from generator.publish.store import Store
from generator.publish.workers import default_workers, workers
from generator.render.press import Press, font_files
from generator.render.sheets import Job, jobs

SHEET = "zh/article-05.pdf"


def rows() -> list[Row]:
    """The sheet of Article 5 in a warm process each; then every sheet of the measure."""
    project, _ = load(ROOT)
    assert project is not None
    templates = read_templates(ROOT)
    every = tuple(j for r in project.regulations for j in jobs(r, templates.sheet_strings))
    sheet = next(j for j in every if j.path.endswith(SHEET))
    press = Press(templates.folder / "sheets")
    press.pdf(sheet.data)  # both are warm: fonts are read
    ours = best(3, lambda: _changed(press, sheet))
    theirs = _weasyprint(sheet)
    found: list[Row] = [("a sheet of Article 5, Typst", ours, None)]
    found += [("the same as a table in WeasyPrint", theirs, theirs / ours)] if theirs else []
    return [*found, (f"all {len(every)} sheets from nothing", _all(every), None)]


_runs = iter(range(1000))


def _changed(press: Press, sheet: Job) -> None:
    """Another stamp each time, so that Typst sets the whole sheet again."""
    data = json.loads(sheet.data)
    data["data"]["due"] = 1000 + next(_runs)
    press.pdf(json.dumps(data, ensure_ascii=False))


def _weasyprint(sheet: Job) -> float:
    try:
        from weasyprint import HTML  # it needs Debian's Pango
    except OSError:
        print("WeasyPrint left out: it needs libpango-1.0-0 and libpangoft2-1.0-0")
        return 0
    source = (Path(__file__).parent / "sheet.html.j2").read_text("utf-8")
    sans, serif = (path.as_uri() for path in font_files())
    page = jinja2.Template(source).render(d=json.loads(sheet.data), sans=sans, serif=serif)
    HTML(string=page).write_pdf()
    return best(2, lambda: HTML(string=page).write_pdf())


def _all(every: tuple[Job, ...]) -> float:
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name))
        room = press_room(ROOT / "site_templates" / "sheets", store)

        def press() -> None:
            with workers(default_workers()) as pool:
                press_all(every, room, pool, SILENT)

        return best(1, press, lambda: shutil.rmtree(name, ignore_errors=True))
