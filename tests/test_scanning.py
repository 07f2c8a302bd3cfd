"""Sheets that come back on paper: where their boxes are, and what is read of a scan."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from city import CITY
from jsonschema import Draft202012Validator

from generator.check import checked
from generator.publish.chosen import wanted
from generator.sheets.models import Printing
from generator.sheets.pdf.press import Press, Pressed, pressed
from generator.sheets.places import forms_from

ROOT = Path(__file__).parent.parent
LAYOUTS: Mapping[str, Printing] = {
    "": Printing(),
    "a3": Printing(paper="a3"),
    "top": Printing(bind="top"),
    "duplex": Printing(duplex=True),
    "unmarked": Printing(marks=False),
}


@cache
def press() -> Press:
    return Press(ROOT / "site_templates/sheets")


@cache
def sheet(form: str, language: str, subject: str = "", layout: str = "") -> Pressed:
    choice = {"form": form, "language": language, "subject": subject, "format": "pdf"}
    (job,) = wanted(checked(CITY), CITY, LAYOUTS[layout], **choice)
    return pressed(press(), job)


def drawn(pdf: bytes, page: int) -> np.ndarray:
    """Four pixels a point, 0 black."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page - 1].render(scale=4, grayscale=True).to_numpy()
        return np.squeeze(picture).copy()


FORMS = (
    ("article", "zh", "a5", ""),
    ("article", "both", "a5", "a3"),
    ("article", "zh", "a5", "top"),
    ("article", "zh", "a5", "duplex"),
    ("walk", "en", "a5", ""),
    ("walk", "both", "a5", "duplex"),
    ("large", "en", "a6", ""),
    ("tracer", "zh", "tree", ""),
    ("booklet", "zh", "", "duplex"),
)


@pytest.mark.parametrize(("form", "language", "subject", "layout"), FORMS)
def test_boxes_are_where_a_form_says_they_are(form, language, subject, layout):
    """Each is drawn there, empty within, and no words lie on a mark or close to it."""
    made = sheet(form, language, subject, layout)
    assert any(page.boxes for page in made.places)
    for page in made.places:
        picture = drawn(made.pdf, page.page)
        assert picture.shape == pytest.approx((page.height * 4, page.width * 4), abs=2)
        for box in page.boxes:
            left, top, side = (round(4 * v) for v in (box.x, box.y, box.size))
            assert picture[top - 1 : top + 2, left : left + side].min(axis=0).max() < 128
            assert picture[top : top + side, left - 1 : left + 2].min(axis=1).max() < 128
            assert picture[top + 6 : top + side - 6, left + 6 : left + side - 6].min() == 255
        for mark in page.marks:
            left, top, side = (round(4 * v) for v in (mark.x, mark.y, mark.size))
            assert picture[top + 2 : top + 6, left + 2 : left + side - 2].max() < 30
            around = picture[top - 8 : top + side + 8, left - 8 : left + side + 8].copy()
            around[6:-6, 6:-6] = 255
            assert around.min() == 255
            right, low = page.width - mark.x - mark.size, page.height - mark.y - mark.size
            assert min(mark.x, mark.y, right, low) >= 16.9  # 6 mm from the edge


def test_each_page_has_its_own_marks_where_there_are_boxes():
    made = sheet("article", "zh", "a5")
    numbers = [[mark.n for mark in page.marks] for page in made.places]
    assert numbers == [[4 * n + k for k in range(4)] for n in range(made.pages)]
    assert {page.code for page in made.places} == {"parks/A-a5@2026-11-23#c3e68c343992/zh"}


def test_an_office_may_leave_the_marks_out():
    made = sheet("article", "zh", "a5", "unmarked")
    assert [page.marks for page in made.places] == [()] * made.pages
    assert made.places[0].boxes == sheet("article", "zh", "a5").places[0].boxes


def test_every_check_has_a_box_for_each_answer():
    boxes = [box for page in sheet("article", "zh", "a3").places for box in page.boxes]
    rows: dict[str, list[str]] = {}
    for box in boxes:
        rows.setdefault(box.row, []).append(box.answer)
    answers = {tuple(sorted(codes)) for codes in rows.values()}
    assert answers == {("na", "no", "partial", "unchecked", "yes")}
    assert next(iter(rows)) == "A03-01-1"
    assert "own-1" in rows


def test_the_site_gives_out_where_the_boxes_are(site: Path):
    text = (site / "data/parks.forms.json").read_text("utf-8")
    schema = json.loads((ROOT / "schema/forms.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))
    named = {form.file: form.pages for form in forms_from(text)}
    assert named["sheets/parks/zh/article-05.pdf"] == sheet("article", "zh", "a5").places
    assert (site / "schema/forms.schema.json").is_file()
