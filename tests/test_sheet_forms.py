"""The table of forms, the declaration of columns, and the names a filled form is read by."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.answers.names import CODES, FILLED, MENDED, name_of, own_row
from generator.project.templates import read_templates
from generator.sheets.columns import LEDGER, SHEET, TABLES, FormTable, keys_in
from generator.sheets.forms import FORMS, Form, forms_about
from generator.sheets.identity import sheet_id
from generator.sheets.xlsx.breaks import ROOM, Bind, breaks
from generator.sheets.xlsx.checksheet import FILL

ROOT = Path(__file__).parent.parent
SETTERS = ROOT / "site_templates" / "sheets"


def name(form: Form) -> str:
    return f"{form.key}-{form.about}"


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_a_form_has_its_name_and_what_sets_it(form: Form):
    strings = read_templates(ROOT).sheet_strings
    assert strings[form.word].zh
    assert strings[form.word].en
    setter = (SETTERS / f"{form.template}.typ").read_text("utf-8")
    assert f"#let {form.template}(" in setter


@pytest.mark.parametrize("key", [form.key for form in forms_about("whole", on_request=False)])
def test_the_page_of_downloads_names_a_form_and_says_what_it_is(key: str):
    strings = read_templates(ROOT).strings
    assert {key, f"{key}_about"} <= strings.keys()


@pytest.mark.parametrize("form", FORMS, ids=name)
def test_forms_of_one_letter_have_one_name(form: Form):
    assert {other.word for other in FORMS if other.letter == form.letter} == {form.word}


def test_ids_are_those_that_are_printed_since_the_first_edition():
    assert [
        sheet_id("article", "a5"), sheet_id("bearer", "township"), sheet_id("chapter", "a1-a4"),
        sheet_id("walk", "a5"), sheet_id("large", "a5"), sheet_id("ledger"),
        sheet_id("evidence_blank"), sheet_id("evidence", "a5"), sheet_id("tracer", "household"),
    ] == [
        "A-a5", "A-township", "A-a1-a4", "S-a5", "L-a5", "B", "D-blank", "D-a5", "T-household",
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_words_of_columns_and_notes_are_those_of_the_forms(table: FormTable):
    strings = read_templates(ROOT).sheet_strings
    heads = {column.head or "" for column in table.columns} | {c.over for c in table.columns}
    assert {*heads, *table.notes} - {""} <= strings.keys()
    assert {column.key for column in table.columns if not column.head} <= set(CODES)


def test_what_is_written_into_a_check_is_what_its_reader_looks_for():
    assert tuple(FILL) == FILLED
    assert set(MENDED) <= set(keys_in(LEDGER, "book"))
    printed = {"n", "clause", "ask", "verify", "evidence"}
    assert set(keys_in(SHEET, "document")) - printed <= set(FILLED)


@pytest.mark.parametrize(
    ("kind", "row", "wanted"),
    [
        ("answer", "A05-01-1", "answer_A05_01_1"),
        ("yes", "A05-01-1", "yes_A05_01_1"),
        ("measure", "ledger-3", "measure_ledger_3"),
        ("finding", own_row(1), "finding_own_1"),
        ("finding", own_row(1, 2), "finding_own_2_1"),
        ("done", "whole", "done_whole"),
    ],
)
def test_a_place_is_named_by_what_is_written_and_by_its_row(kind: str, row: str, wanted: str):
    assert name_of(kind, row) == wanted


@pytest.mark.parametrize(
    ("heights", "binds", "wanted"),
    [
        ([20, 100, 100], ["", "", ""], ()),  # all on one page
        ([20, ROOM - 20, 100, 100], ["", "", "", ""], (2,)),
        ([20, ROOM - 60, 40, 100], ["", "", "heads", ""], (2,)),  # a head goes with its row
        ([20, 200, 200, 100, 40], ["", "", "", "ends", ""], (3,)),  # so does what ends the form
    ],
)
def test_pages_of_a_worksheet_end_where_nothing_is_torn(
    heights: Sequence[float], binds: Sequence[Bind], wanted: tuple[int, ...]
):
    assert breaks(heights, binds, (0, 0)) == wanted
