"""The translation edited as a table beside the Chinese, and written back piece by piece."""

import io
import shutil
from pathlib import Path

import pytest
from city import CITY, parks
from docx import Document
from test_worksheet import filled

from generator.edit.translation.document import returned_document, translation_document
from generator.edit.translation.planning import Plan, planned
from generator.edit.translation.rows import rows_of
from generator.edit.translation.table import returned, translation_book
from generator.edit.translation.writing import written
from generator.project.loading import load
from generator.project.regulations import read_regulation
from generator.project.templates import read_templates
from generator.records.findings import CannotGoOn
from generator.records.regulation import Regulation
from generator.records.walking import provisions
from generator.sheets.clauses import questions
from generator.sheets.unreviewed import with_unreviewed

EN = (CITY / "content/parks/en.txt").read_text("utf-8")
BOOK = translation_book(parks(), "zh")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name in ("content", "checklists"):
        shutil.copytree(CITY / name, tmp_path / name)
    shutil.copy(CITY / "mkdocs.yml", tmp_path)
    return tmp_path


def regulation(root: Path) -> Regulation:
    found, _ = read_regulation(root, "parks")
    assert found
    return found


def plan_of(data: bytes, law: Regulation) -> Plan:
    return planned(law, returned(data, "t.xlsx", "parks"), "t.xlsx")


def typed(**cells: str) -> bytes:
    """The table with these English words: a5_i3="…"."""
    return filled(BOOK, {at.replace("_", "."): {"translation": w} for at, w in cells.items()})


def after(data: bytes, law: Regulation, text: str | None = EN) -> str:
    plan = plan_of(data, law)
    assert plan.faults == ()
    return written(law, text, plan.steps, "t.xlsx")


def test_a_row_shows_both_languages_the_terms_in_it_and_whether_it_was_reviewed():
    row = next(row for row in rows_of(parks()) if row.at == "a5.i1")
    assert row.zh.startswith("区政府未落实公园管护主体责任")
    assert row.en.startswith("The government")
    assert {(e.zh, e.en) for e in row.terms} == {
        ("主体责任", "principal responsibility"),
        ("直接责任", "direct responsibility"),
        ("公园管护", "care of parks"),
    }
    assert row.state == ""
    assert translation_book(parks(), "zh") == BOOK


def test_a_table_that_comes_back_as_it_went_changes_nothing():
    assert plan_of(BOOK, parks()).steps == ()


def test_only_the_words_of_a_row_change_where_they_stand():
    new = "Articles of a new wording, “quoted”, 100% done."
    made = after(typed(a5_i3=new), parks())
    old = next(row.en for row in rows_of(parks()) if row.at == "a5.i3")
    assert made == EN.replace(old, new)


@pytest.mark.parametrize("gone", ["\nArticle 4 ", "\n(2) ", "\nArticle 12 "])
def test_what_is_not_there_yet_is_put_in_its_place_and_nothing_else_changes(office, gone):
    file = office / "content/parks/en.txt"
    line = next(x for x in EN.split("\n") if x.startswith(gone.strip("\n")))
    short = EN.replace(f"{line}\n", "", 1).replace("\n\n\n", "\n\n")
    file.write_text(short.rstrip("\n") + "\n", "utf-8")
    law = regulation(office)
    missing = [row.at for row in rows_of(law) if row.state == "missing"]
    assert missing
    words = {row.at: row.en for row in rows_of(parks())}
    book = translation_book(law, "en")
    data = filled(book, {at: {"translation": words[at]} for at in missing})
    assert after(data, law, file.read_text("utf-8")) == EN


def test_a_text_is_begun_with_the_provisions_that_are_translated(office):
    (office / "content/parks/en.txt").unlink()
    (office / "content/parks/translation-review.yaml").unlink()
    law = regulation(office)
    book = translation_book(law, "zh")
    data = filled(book, {"a5.i3": {"translation": "Words."}, "a2": {"translation": "Scope."}})
    made = after(data, law, None)
    assert made.splitlines()[2:6] == ["Article 2 Scope.", "", "Article 5 ?", "(1) ?"]
    (office / "content/parks/en.txt").write_text(made, "utf-8")
    rows = {row.at: (row.en, row.state) for row in rows_of(regulation(office))}
    assert rows["a5.i3"] == ("Words.", "stale")
    assert rows["a5.i1"] == rows["a9"] == ("", "missing")


def test_a_newer_edit_of_a_person_is_never_overwritten(office):
    file = office / "content/parks/en.txt"
    file.write_text(EN.replace("Article 4 ", "Article 4 Now: ", 1), "utf-8")
    data = typed(a4="Mine.", a2="Yours.")
    plan = plan_of(data, regulation(office))
    (fault,) = plan.faults
    assert fault.rule == "changed-meanwhile"
    assert fault.message.zh == ("a4 的译文在生成这个表以后有人改过；请看现在的写法，或重新生成")
    zh = office / "content/parks/zh.txt"
    zh.write_text(zh.read_text("utf-8").replace("第二条 本办法", "第二条 本暂行办法"), "utf-8")
    (fault, other) = plan_of(data, regulation(office)).faults
    assert "the Chinese of a2 changed after this table was made" in (fault.message.en or "")
    assert "a4" in other.message.zh


def test_an_emptied_cell_takes_nothing_away_and_is_told():
    plan = plan_of(typed(a4=""), parks())
    assert plan.steps == plan.faults == ()
    assert [n.message.en for n in plan.notes] == [
        "the English of a4 is empty here; what there is stays"
    ]


@pytest.mark.parametrize("words", ["(1) an item", "Article 9 shall apply."])
def test_words_that_would_be_read_as_another_provision_are_refused(words):
    plan = plan_of(typed(a7_p3=words), parks())
    with pytest.raises(CannotGoOn) as refused:
        written(parks(), EN, plan.steps, "t.xlsx")
    assert "a7.p3 would be read as another provision" in (
        refused.value.findings[0].message.en or ""
    )


def test_the_command_shows_first_writes_then_and_reviews_nothing(office, zicha):
    table = office / "t.xlsx"
    here = ("--project", str(office), "worksheet", "parks", "--translation")
    assert zicha(*here, "-o", str(table)).stdout.startswith("Wrote ")
    table.write_bytes(filled(table.read_bytes(), {"a4": {"translation": "Only this."}}))
    shown = zicha(*here, "--from", str(table), "--dry-run")
    assert shown.stdout.endswith("→ Only this.\nOnly shown: no file was changed\n")
    assert (office / "content/parks/en.txt").read_text("utf-8") == EN
    done = zicha(*here, "--from", str(table))
    assert "Wrote 1 translations into content/parks/en.txt" in done.stdout
    project, _ = load(office)
    assert project
    rows = {row.at: row.state for row in rows_of(project.regulations[0])}
    assert rows["a4"] == "stale"
    assert zicha(*here, "--from", str(table)).stdout == "Nothing to change\n"


DOCUMENT = translation_document(parks(), "zh")


def written_into(data: bytes, row: int, words: str) -> bytes:
    """The document with other words in the third cell of a row, as Word saves it."""
    document = Document(io.BytesIO(data))
    cell = document.tables[0].rows[row].cells[2]
    run = cell.paragraphs[0].runs[0] if cell.paragraphs[0].runs else None
    if run is None:
        cell.paragraphs[0].add_run(words)
    else:
        run.text = words
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_a_document_comes_back_as_a_workbook_does():
    assert translation_document(parks(), "zh") == DOCUMENT
    same = returned_document(DOCUMENT, "t.docx", "parks")
    assert planned(parks(), same, "t.docx") == Plan((), (), ())
    rows = rows_of(parks())
    n = next(k for k, row in enumerate(rows, 1) if row.at == "a5.i3")
    came = returned_document(written_into(DOCUMENT, n, "New words."), "t.docx", "parks")
    (step,) = planned(parks(), came, "t.docx").steps
    assert (step.at, step.words) == ("a5.i3", "New words.")
    with pytest.raises(CannotGoOn):
        returned_document(DOCUMENT, "t.docx", "lakes")


def test_a_document_for_a_text_changed_since_is_refused(office):
    file = office / "content/parks/en.txt"
    file.write_text(EN.replace("Article 4 ", "Article 4 Now: ", 1), "utf-8")
    data = written_into(DOCUMENT, 4, "Mine.")
    plan = planned(regulation(office), returned_document(data, "t.docx", "parks"), "t.docx")
    assert [f.rule for f in plan.faults] == ["changed-meanwhile"]


def test_paper_says_which_english_nobody_held_against_the_chinese(office):
    file = office / "content/parks/en.txt"
    file.write_text(EN.replace("(3) The mechanisms", "(3) All mechanisms", 1), "utf-8")
    strings = read_templates(CITY).sheet_strings
    law = with_unreviewed(regulation(office), strings["unreviewed"])
    said = provisions(law)
    assert (said["a5.i3"].words.en or "").endswith("; [translation not reviewed]")
    whole = provisions(with_unreviewed(parks(), strings["unreviewed"]))
    assert whole == provisions(parks())
    assert questions(law).stamp == questions(parks()).stamp
