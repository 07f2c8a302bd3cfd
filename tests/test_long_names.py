"""A long unit, period, title and bearer on every form: on one line, over no word or rule."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pymupdf
import pytest
from city import CITY, parks, press

from generator.project.templates import read_templates
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.forms import FORMS
from generator.sheets.jobs import Job, jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import pressed

UNIT = (
    "某某市某某区某某镇人民政府与某某市某某区某某街道办事处联合设立的"
    "公园绿地管护和公共设施维修养护工作领导小组办公室一"
)
PERIOD = "2026年1月1日至2026年10月31日（含上一年度结转）"
TITLE = Text(
    "关于" + "进一步加强和规范城市公园绿地管护责任落实" * 3 + "的自查办法（试行）",
    "Measures for the " + "further strengthening of the care of parks " * 3,
)
BEARER = Text(
    "街道党（工）委、办事处及其所属各类公园绿地管护和养护单位",
    "Party working committees and offices of sub-districts with all of their park care units",
)
Span = tuple[float, float, float, float, str]


def long_named() -> Regulation:
    found = parks()
    street = replace(found.vocabulary.bearers["street"], text=BEARER, short=BEARER)
    terms = {**found.vocabulary.bearers, "street": street}
    words = replace(found.vocabulary, bearers=terms)
    return replace(found, title=TITLE, title_parts=TITLE, vocabulary=words)


def first_of_each(language: str) -> Iterator[Job]:
    """One sheet of each form, that of the long-named bearer where it has one."""
    strings = read_templates(CITY).sheet_strings
    printing = Printing(unit=UNIT, period=PERIOD)
    made = [
        job
        for job in jobs(long_named(), strings, printing, all_forms=True)
        if (job.format, job.language) == ("pdf", language)
    ]
    for key in dict.fromkeys(form.key for form in FORMS):
        mine = [job for job in made if job.form == key]
        yield from [job for job in mine if job.subject == "street"] or mine[:1]


def spans(page: pymupdf.Page) -> list[Span]:
    """Runs of upright text: left, top, right and foot of their letters."""
    found = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"] if line["dir"][0] > 0.9 else ():
                (left, _, right, _), size = span["bbox"], span["size"]
                foot, text = span["origin"][1], span["text"].rstrip()
                if text.endswith("）"):  # half of it is empty
                    right -= size / 2
                if text:
                    found.append((left, foot - 0.8 * size, right, foot + 0.08 * size, text))
    return found


def is_long(span: Span) -> bool:
    text = re.sub(r"\s", "", span[4])
    given = (
        UNIT,
        PERIOD,
        *(t.replace(" ", "") for t in (TITLE.zh, BEARER.zh, BEARER.en or "")),
    )
    return len(text) > 3 and any(text in words for words in given)


def over(a: Span, b: Span) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_long_names_stand_over_nothing_and_under_no_rule(language: str):
    faults = []
    for job in first_of_each(language):
        for page in pymupdf.open(stream=pressed(press(), job).pdf):
            every = spans(page)
            rules = [d["rect"] for d in page.get_drawings() if d["rect"].height < 1.5]
            for one in filter(is_long, every):
                for other in every:
                    if other is not one and over(one, other):
                        faults.append((job.path, page.number, one[4], other[4]))
                for r in rules:
                    inside = min(one[2], r.x1) - max(one[0], r.x0)
                    if one[1] + 1 < r.y0 < one[3] - 1 and inside > 2:
                        faults.append((job.path, page.number, one[4], "struck"))
    assert faults == []


@pytest.mark.parametrize("name", ["ledger", "bearer-street", "list-street", "tracer-tree"])
def test_a_long_unit_stands_whole_on_one_line(name: str):
    strings = read_templates(CITY).sheet_strings
    made = jobs(long_named(), strings, Printing(unit=UNIT))
    (job,) = (j for j in made if j.path == f"sheets/parks/zh/{name}.pdf")
    for page in pymupdf.open(stream=pressed(press(), job).pdf):
        lines = [s[4] for s in spans(page)]
        assert any(UNIT in re.sub(r"\s", "", line) for line in lines)
