"""The site that this checkout gives: printable, light, and readable by everybody.

Nothing here names a check or counts one: who edits the checklists needs to change no test.
"""

from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page
from test_accessibility import AXE, DESKTOP, WCAG, axe
from test_site import TELL, one_of_each_kind

from bench.weight import BUDGET, MEASURE, PAGES, gzipped
from generator.project.loading import load
from generator.sheets.pdf.glyphs import missing_glyphs, printed

__all__ = ["axe"]  # a fixture: the rules as a script
OWN = [f"{lang}/{name}.html" for lang in ("zh", "en") for name in ("guide", "about")]
OWN += ["zh/accessibility.html", "en/accessibility.html"]


def test_every_character_can_be_printed():
    project, _ = load(ROOT)
    assert project is not None
    found = {r.id: missing_glyphs(printed(r)) for r in project.regulations}
    assert found == dict.fromkeys(found, ())


def test_every_page_carries_the_status_line(real_site: Path):
    pages = [p for language in ("zh", "en") for p in (real_site / language).rglob("*.html")]
    assert pages != []
    assert [p.name for p in pages if 'class="zc-status' not in p.read_text("utf-8")] == []


def test_no_kind_of_page_asks_anything_of_outside_or_complains(real_site: Path, page: Page):
    outside: list[str] = []
    said: list[str] = []
    page.on("request", lambda r: outside.append(r.url))
    page.on("console", lambda m: said.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.add_init_script(TELL)
    for path in one_of_each_kind(real_site):
        page.goto((real_site / path).as_uri())
    base = real_site.as_uri()
    assert ([u for u in outside if not u.startswith((base, "data:"))], said) == ([], [])


@pytest.mark.parametrize("width", [320, 1440])
def test_no_kind_of_page_scrolls_sideways(real_site: Path, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in one_of_each_kind(real_site):
        page.goto((real_site / path).as_uri())
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("path", OWN)
def test_no_page_of_the_office_breaks_a_rule_of_wcag(
    real_site: Path, page: Page, axe: str, path: str
):
    page.goto((real_site / path).as_uri())
    page.evaluate(axe)
    assert page.evaluate(AXE, WCAG) == []


def test_the_first_view_of_a_page_is_light(browser: Browser, real_site: Path):
    heavy = {}
    with gzipped(real_site) as address:
        for name, path in PAGES.items():
            page = browser.new_context(viewport=DESKTOP).new_page()
            page.goto(f"{address}/{path}", wait_until="load")
            weight = page.evaluate(MEASURE)[0]
            page.context.close()
            if weight > BUDGET:
                heavy[name] = weight
    assert heavy == {}
