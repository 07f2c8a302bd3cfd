"""Workbooks and documents: the printed sheet for Excel, WPS and Word, and read back by name."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from city import sheet_jobs
from docx import Document
from docx.document import Document as Opened
from fontTools.ttLib import TTFont
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import range_boundaries

from generator.records.texts import Text
from generator.sheets.docx.document import document
from generator.sheets.jobs import Job
from generator.sheets.models import Printing, SheetModel
from generator.sheets.office.heights import height, points
from generator.sheets.office.styles import TYPED, face
from generator.sheets.office.words import Run
from generator.sheets.records import Booklet, CheckRow
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook

ROOT = Path(__file__).parent.parent
LANGUAGES = ("zh", "en", "both")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@cache
def xlsx(name: str) -> bytes:
    return workbook(plan(sheet_jobs()[f"{name}.xlsx"].sheet))


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@cache
def book(name: str) -> Workbook:
    return opened(xlsx(name))


@cache
def word_file(name: str) -> Opened:
    return Document(io.BytesIO(document(sheet_jobs()[f"{name}.docx"].sheet)))


def cells(found: Workbook, name: str) -> list[Cell]:
    """The cells a name stands for."""
    ((sheet, place),) = found.defined_names[name].destinations
    area = found[sheet][place]
    if not isinstance(area, tuple):
        return [area]
    return [cell for row in area for cell in row]


def value(found: Workbook, name: str) -> Any:
    (cell,) = cells(found, name)
    return cell.value


PENNED = ("walk", "large")


def checks(job: Job) -> list[CheckRow]:
    body = job.sheet.body
    sheets = body.sheets if isinstance(body, Booklet) else (body,)
    return [row for sheet in sheets for clause in sheet.clauses for row in clause.checks]


def asking(job: Job, ask: Text) -> SheetModel:
    """The sheet with another question in its first row."""
    body = job.sheet.body
    (first, *rows), (clause, *clauses) = body.clauses[0].checks, body.clauses
    clause = replace(clause, checks=(replace(first, ask=ask), *rows))
    return replace(job.sheet, body=replace(body, clauses=(clause, *clauses)))


def named(kind: str, check: str) -> str:
    return f"{kind}_{check.replace('-', '_')}"


# ── what there is ─────────────────────────────────────────────────────────────────────────────


def test_every_form_is_a_workbook_and_a_document_too():
    """Not what is for the pen; the report is a text, a tracer of several a table."""
    printed = {
        p.removesuffix(".pdf"): j.form for p, j in sheet_jobs().items() if j.format == "pdf"
    }
    filled = {name for name, form in printed.items() if form not in PENNED}
    texts = {p.removesuffix(".docx") for p in sheet_jobs() if p.endswith("docx")}
    books = {p.removesuffix(".xlsx") for p in sheet_jobs() if p.endswith("xlsx")}
    assert texts == {name for name in filled if printed[name] != "tracer_matrix"}
    assert books == {name for name in filled if printed[name] != "report"}


@pytest.mark.parametrize("name", ["zh/article-05", "en/article-10", "both/bearer-discipline"])
def test_the_same_form_gives_the_same_bytes(name: str):
    assert workbook(plan(sheet_jobs()[f"{name}.xlsx"].sheet)) == xlsx(name)
    sheet = sheet_jobs()[f"{name}.docx"].sheet
    assert document(sheet) == document(replace(sheet))


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [f"{language}/article-05" for language in LANGUAGES])
def test_each_check_has_its_question_and_its_free_cells_by_name(name: str):
    found, job = book(name), sheet_jobs()[f"{name}.xlsx"]
    for check in checks(job):
        (answer,) = cells(found, named("answer", check.id))
        row = answer.row
        asked = str(answer.parent.cell(row, 3).value)
        languages = ("zh", "en") if job.language == "both" else (job.language,)
        assert all(getattr(check.ask, language) in asked for language in languages)
        assert answer.parent.cell(row, 10).value == check.id
        for kind in ("answer", "finding", "reason", "remark", "measure", "limit", "closed"):
            (cell,) = cells(found, named(kind, check.id))
            assert (cell.row, cell.value, cell.protection.locked) == (row, None, False)


def test_the_booklet_has_every_check_once_and_a_worksheet_for_each_of_its_parts():
    found, job = book("zh/booklet"), sheet_jobs()["zh/booklet.xlsx"]
    ids = [check.id for check in checks(job)]
    listed = [c.value for c in cells(found, "checks")]
    assert [i for i in listed if not str(i).startswith("own-")] == ids
    assert {named("answer", i) for i in ids} <= set(found.defined_names)
    tabs = found.sheetnames
    assert tabs[1] == "第五条"
    assert tabs[-4:] == ["整改台账", "整改台账续页", "汇总表", "data"]


def test_law_text_and_questions_are_locked_without_a_password_and_there_is_no_macro():
    found = book("zh/article-05")
    assert found.vba_archive is None
    for sheet in found.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
    locked = [c for row in found["第五条"]["A7:E20"] for c in row if c.value is not None]
    assert [c.coordinate for c in locked if not c.protection.locked] == []


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("zh", ["是", "部分符合", "否", "不适用", "未查"]),
        ("en", ["Yes", "Partly", "No", "Not applicable", "Not checked"]),
        (
            "both",
            ["是 Yes", "部分符合 Partly", "否 No", "不适用 Not applicable", "未查 Not checked"],
        ),
    ],
)
def test_answers_are_chosen_from_a_list_in_the_language_of_the_workbook(language, labels):
    found = book(f"{language}/article-05")
    assert [c.value for c in cells(found, "answers")] == labels
    sheet = found.worksheets[0]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    for check in checks(sheet_jobs()[f"{language}/article-05.xlsx"]):
        (cell,) = cells(found, named("answer", check.id))
        assert lists[cell.coordinate] == "answers"


def test_a_reason_that_is_wanting_is_shown():
    found = book("zh/article-05")
    rules = found["第五条"].conditional_formatting
    formulas = [rule.formula[0] for area in rules for rule in area.rules]
    wanting = next(f for f in formulas if "TRIM" in f)
    scale = sheet_jobs()["zh/article-05.xlsx"].sheet.setting.scale
    needing = {answer.code for answer in scale if answer.needs_reason}
    assert {a.code for a in scale if f"label_{a.code}" in wanting} == needing
    assert {"no", "na"} <= needing


@pytest.mark.parametrize("name", ["zh/article-05", "en/booklet", "both/bearer-discipline"])
def test_a_workbook_says_who_it_is(name: str):
    found, job = book(name), sheet_jobs()[f"{name}.xlsx"]
    ident = job.sheet.body.ident
    said = {k: value(found, f"zicha_{k}") for k in ("schema", "sheet", "edition", "stamp")}
    assert said == {
        "schema": "zicha-sheet/1",
        "sheet": ident.id,
        "edition": ident.version,
        "stamp": ident.stamp,
    }
    assert value(found, "zicha_number") == "某园字〔2018〕9号"
    assert found["data"].sheet_state == "veryHidden"
    for sheet in found.worksheets[:-1]:
        assert ident.version in str(sheet.oddHeader.right.text)
        assert "&P" in str(sheet.oddFooter.right.text)
        assert "&N" in str(sheet.oddFooter.right.text)
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows


def test_status_and_hint_stand_on_the_sheet():
    words = [str(c.value) for row in book("zh/article-05")["第五条"]["A1:I7"] for c in row]
    assert any("本站未核实该办法目前是否有效" in w for w in words)
    assert any("答“是”表示符合" in w for w in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_below_each_check_of_a_workbook_stands_its_guidance(language: str):
    found, job = book(f"{language}/article-05"), sheet_jobs()[f"{language}/article-05.xlsx"]
    for check in checks(job):
        (answer,) = cells(found, named("answer", check.id))
        below = str(answer.parent.cell(answer.row + 1, 1).value)
        said = [check.sampling, *check.evidence, *check.verify, *check.look, *check.bearers]
        some = ("zh", "en") if language == "both" else (language,)
        assert [x for x in said for one in some if getattr(x, one) not in below] == []
        assert [x for x in check.companions if x not in below] == []


def test_rows_that_are_typed_in_grow_and_hold_four_hundred_characters_on_a_page():
    """Excel knows no row taller than 409 points; a height that is chosen is kept as it is."""
    page = plan(sheet_jobs()["zh/article-05.xlsx"].sheet).pages[0]
    assert {row for row in page.growing if row > page.repeat[1]} >= {
        pick.row for pick in page.picks
    }
    long = (Run("字" * 400, "sans", False, TYPED, "zh"),)
    for n in (4, 7):  # findings, reason
        assert height((((long,), points(page.widths[n])),)) < 409 - 1
    with zipfile.ZipFile(io.BytesIO(xlsx("zh/article-05"))) as file:
        rows = re.findall(
            r'<row r="(\d+)"([^>]*)>', file.read("xl/worksheets/sheet1.xml").decode()
        )
    chosen = {int(n) - 1 for n, about in rows if "customHeight" in about}
    assert chosen.isdisjoint(page.growing)
    assert all(' ht="' in about for _, about in rows)


@pytest.mark.parametrize("name", ["en/article-05", "both/bearer-discipline", "en/ledger"])
def test_every_printed_page_says_what_the_text_is_worth(name: str):
    """In the foot, and above each head as far as the foot has no room."""
    status = sheet_jobs()[f"{name}.xlsx"].sheet.setting.regulation.status
    for sheet in book(name).worksheets[:-1]:
        first, last = str(sheet.print_title_rows).replace("$", "").split(":")
        above = [c.value for row in sheet[f"A{first}:A{last}"] for c in row]
        printed = plain(f"{sheet.oddFooter.left.text} {above}")
        languages = ("zh", "en") if name.startswith("both") else ("en",)
        assert [x for x in languages if plain(getattr(status, x)) not in printed] == []


def test_a_status_too_long_for_any_foot_stands_above_each_head():
    made, status = (
        sheet_jobs()["en/article-10.xlsx"].sheet,
        "Not verified & not in force. " * 20,
    )
    law = replace(made.setting.regulation, status=Text("未核实", status))
    made = replace(made, setting=replace(made.setting, regulation=law))
    sheet = opened(workbook(plan(made))).worksheets[0]
    first = int(str(sheet.print_title_rows).replace("$", "").split(":")[0])
    assert sheet.cell(first, 1).value == status


@pytest.mark.parametrize(
    "name", ["zh/ledger", "en/evidence-blank", "both/samples", "both/rollup"]
)
def test_rows_to_write_in_fill_the_pages_of_a_workbook(name: str):
    assert left_free(book(name).worksheets[0]) == []


@pytest.mark.parametrize("name", ["ledger", "problems", "samples", "evidence-blank", "rollup"])
def test_a_workbook_goes_on_with_as_many_rows_as_wanted(name: str):
    made = sheet_jobs()[f"zh/{name}.xlsx"].sheet
    setting = replace(made.setting, printing=Printing(rows=3, number_from=9))
    found = opened(workbook(plan(replace(made, setting=setting))))
    sheet = found.worksheets[0]
    first = int(str(sheet.print_title_rows).split("$")[-1]) + 1
    numbers = [sheet.cell(n, 1).value for n in range(first, sheet.max_row + 1)]
    assert [n for n in numbers if isinstance(n, int)] == [9, 10, 11]


@pytest.mark.parametrize("name", ["zh/article-09", "zh/article-05", "both/booklet"])
def test_the_ledger_of_a_workbook_of_checks_is_one_to_write_in_on_paper_too(name: str):
    """A page of ruled rows, before a problem is entered as after; more stand aside."""
    sheet = book(name)["整改台账 Rectification ledger" if name[:4] == "both" else "整改台账"]
    first = int(str(sheet.print_title_rows).split("$")[-1]) + 1
    rows = [sheet[f"A{n}:J{n}"][0] for n in range(first, sheet.max_row + 1)]
    assert all(cell.border.bottom.style == "thin" for row in rows for cell in row)
    assert (left_free(sheet), sheet.row_breaks.brk) == ([], [])
    assert [s.sheet_state for s in book(name).worksheets].count("hidden") == 1


def left_free(sheet: Any) -> list[float]:
    """The heights of the pages that have room for one row more."""
    begins = [0, *(b.id for b in sheet.row_breaks.brk)]
    printed = int(sheet.print_area.split("$")[-1]) if sheet.print_area else sheet.max_row
    first, last = (int(n) for n in str(sheet.print_title_rows).replace("$", "").split(":"))

    def tall(begin: int, end: int) -> float:
        return sum(sheet.row_dimensions[n].height for n in range(begin + 1, end + 1))

    pages = [tall(a, b) for a, b in pairwise([*begins, printed])]
    pages = [pages[0], *(page + tall(first - 1, last) for page in pages[1:])]
    row = sheet.row_dimensions[last + 1].height
    return [page for page in pages if not 464 - row < page <= 474]


@pytest.mark.parametrize(
    "name", ["zh/article-05", "en/article-05", "en/ledger", "both/booklet", "both/summary"]
)
def test_pages_end_where_planned_in_programs_that_fit_nothing(name: str):
    """Excel leaves out page breaks where a page is fitted; so the columns fit by themselves."""
    for sheet in book(name).worksheets:
        if sheet.sheet_state != "visible":
            continue
        assert not sheet.sheet_properties.pageSetUpPr.fitToPage
        paper = (297 / 25.4 - sheet.page_margins.left - sheet.page_margins.right) * 72
        printed = sheet.print_area.rpartition("!")[2] or sheet.dimensions
        last = range_boundaries(printed)[2] or 0
        columns = sum(
            points(c.width) - 3.75  # their padding is in these widths
            for c in sheet.column_dimensions.values()
            if c.min and c.min <= last and not c.hidden
            for _ in range(c.min, c.max + 1)
        )
        assert columns < 0.94 * paper  # LibreOffice is wider where a font is wanting


def test_formulas_need_nothing_younger_than_excel_2007():
    for sheet in book("both/booklet").worksheets:
        formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        assert all(isinstance(f, str) for f in formulas)  # no array formula
        assert [f for f in formulas if "_xlfn" in f or "INDIRECT" in f] == []


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "=HYPERLINK(1)&"])
def test_a_question_that_looks_like_a_formula_stays_words(begin: str):
    job = sheet_jobs()["zh/article-10.xlsx"]
    made = asking(job, Text(f"{begin}1+1"))
    made = replace(made, body=replace(made.body, subject=Text(f"{begin}cmd")))
    found = opened(workbook(plan(made)))
    (answer,) = cells(found, named("answer", checks(job)[0].id))
    asked = answer.parent.cell(answer.row, 3)
    assert (asked.value, asked.data_type) == (f"{begin}1+1", "s")


def test_names_of_worksheets_fit_whatever_the_article_is_called():
    job = sheet_jobs()["both/booklet.xlsx"]
    body = job.sheet.body
    sheets = (
        replace(sheet, short=Text("[第一条]：" + "很长" * 30, "'Article/1'?" * (n + 1)))
        for n, sheet in enumerate(body.sheets)
    )
    made = replace(job.sheet, body=replace(body, sheets=tuple(sheets)))
    names = opened(workbook(plan(made))).sheetnames
    assert len({n.casefold() for n in names}) == len(names)
    assert max(map(len, names)) <= 31


def test_a_draft_says_so_on_workbook_and_document():
    job = sheet_jobs()["zh/article-10.xlsx"]
    made = replace(job.sheet, body=replace(job.sheet.body, drafts=2))
    said = made.setting.strings["draft"].zh.replace("{n}", "2")
    sheet = opened(workbook(plan(made))).worksheets[0]
    assert said in [c.value for row in sheet["A1:I12"] for c in row]
    assert said in [p.text for p in Document(io.BytesIO(document(made))).paragraphs]


def test_an_untranslated_check_is_marked_in_english():
    job = sheet_jobs()["en/article-10.xlsx"]
    made = asking(job, Text("问什么？"))
    found = opened(workbook(plan(made)))
    words = [c.value for row in found.worksheets[0].iter_rows() for c in row]
    assert "[not yet translated]" in words


# ── forms beside the checks ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ledger_has_its_columns_free_and_by_name(language: str):
    found = book(f"{language}/ledger")
    kinds = (
        "clause",
        "problem",
        "measure",
        "leader",
        "person",
        "limit",
        "done",
        "proof",
        "closed",
    )
    for n in (1, 15):
        row = [cells(found, f"{kind}_ledger_{n}")[0] for kind in kinds]
        assert len({c.row for c in row}) == 1
        assert [c.column for c in row] == list(range(2, 11))
        assert not any(c.protection.locked for c in row)
    assert value(found, "zicha_schema") == "zicha-form/1"


def test_an_index_of_evidence_has_each_kind_with_its_checks():
    found, job = book("both/evidence"), sheet_jobs()["both/evidence.xlsx"]
    for row in job.sheet.body.rows:
        (name,) = cells(found, f"name_evidence_{row.no}")
        said = [name.parent.cell(name.row, n).value for n in (1, 2, 6)]
        assert said == [row.no, f"{row.name.zh}\n{row.name.en}", "  ".join(row.checks)]


def test_a_tracer_asks_in_each_stage_and_whether_it_agrees():
    found, job = book("zh/tracer-tree"), sheet_jobs()["zh/tracer-tree.xlsx"]
    stages = job.sheet.body.stages
    lists = {
        str(v.sqref): v.formula1 for v in found.worksheets[0].data_validations.dataValidation
    }
    again: set[str] = set()
    for n, stage in enumerate(stages, 1):
        if n > 1:
            (cell,) = cells(found, f"answer_stage_{n}")
            assert lists[cell.coordinate] == "agreed"
        for row in stage.rows:
            name = named("answer", row.id) + ("_2" if row.id in again else "")
            again.add(row.id)
            (cell,) = cells(found, name)
            assert cell.parent.cell(cell.row, 3).value == row.ask.zh
            assert lists[cell.coordinate] == "answers"
    assert [c.value for c in cells(found, "agreed")] == ["是", "否"]


@pytest.mark.parametrize("name", ["zh/article-10", "zh/ledger", "zh/report"])
def test_unit_and_period_stand_there_where_they_are_given(name: str):
    job = sheet_jobs()[f"{name}.docx"]
    printing = Printing(unit="=某街道办事处", period="2026年1月至10月")
    made = replace(job.sheet, setting=replace(job.sheet.setting, printing=printing))
    said = "".join(
        t.text or ""
        for t in Document(io.BytesIO(document(made))).element.body.iter()
        if t.tag.endswith("}t")
    )
    assert "=某街道办事处" in said
    assert "2026年1月至10月" in said
    if f"{name}.xlsx" in sheet_jobs():
        found = opened(workbook(plan(made)))
        (unit,) = cells(found, "unit")
        assert (unit.value, unit.data_type) == ("=某街道办事处", "s")
        assert value(found, "period") == "2026年1月至10月"


SIGNED = ("填表人（签字）", "审核人（签字）", "分管负责人（签字）", "单位主要负责人（签字）")


def said(sheet: Any) -> list[str]:
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]


def told(found: Opened) -> list[str]:
    """The cells of a document, each with its lines."""
    cells = found.element.body.iter(f"{W}tc")
    lines = (
        [("".join(t.text or "" for t in p.iter(f"{W}t"))) for p in c.iter(f"{W}p")]
        for c in cells
    )
    return ["\n".join(one) for one in lines]


def test_a_summary_ends_with_a_line_of_signatures():
    assert said(book("zh/summary").worksheets[1])[-4:] == list(SIGNED)
    assert told(word_file("zh/summary"))[-4:] == list(SIGNED)
    for name in ("zh/booklet", "zh/article-05"):
        assert said(book(name)["汇总表"])[-4:] == list(SIGNED)


@pytest.mark.parametrize(
    ("language", "article", "alone", "chapter"),
    [
        (
            "zh",
            "第二条［适用范围］",
            "第十一条［容错免责和纠错］（第四章）",
            "第三章 处理方式和程序　小计",
        ),
        (
            "en",
            "Article 2 [Scope of application]",
            "Article 11 [Error tolerance, exemption and correction] (Chapter IV)",
            "Chapter III Forms of and Procedures for Dealing with Circumstances: Subtotal",
        ),
        (
            "both",
            "第二条［适用范围］\nArticle 2",
            "第十一条［容错免责和纠错］（第四章）\nArticle 11 (Chapter IV)",
            "第三章 处理方式和程序　小计\nChapter III: Subtotal",
        ),
    ],
)
def test_a_summary_names_articles_and_chapters_as_on_paper(language, article, alone, chapter):
    """The only article of its chapter is the chapter's subtotal, too."""
    forms = (
        said(book(f"{language}/summary").worksheets[0]),
        said(book(f"{language}/booklet").worksheets[-2]),
        told(word_file(f"{language}/summary")),
    )
    for found in forms:
        assert [words for words in (article, alone, chapter) if words not in found] == []


@pytest.mark.parametrize(
    ("language", "wanted"), [("zh", [2, 1]), ("en", [2, 1]), ("both", [2, 2])]
)
def test_the_tables_of_a_summary_and_of_its_duty_bearers_have_a_page_or_two(language, wanted):
    pages = plan(sheet_jobs()[f"{language}/summary.xlsx"].sheet).pages
    assert [len(page.breaks) + 1 for page in pages if not page.hidden] == wanted


# ── documents ─────────────────────────────────────────────────────────────────────────────────


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", [f"{language}/article-05" for language in LANGUAGES])
def test_a_document_asks_every_check_with_a_box_for_each_answer(name: str):
    found, job = word_file(name), sheet_jobs()[f"{name}.docx"]
    body = found.element.body
    text = plain("".join(t.text or "" for t in body.iter() if t.tag.endswith("}t")))
    names = {t.values()[1] for t in body.iter() if t.tag.endswith("}bookmarkStart")}
    boxes = {
        box.getparent().find(box.getparent().tag.replace("sdtPr", "tag")).values()[0]
        for box in body.iter(f"{W14}checkbox")
    }
    at = 0
    for check in checks(job):
        at = text.index(check.id, at)
        language = "en" if job.language == "en" else "zh"
        at = text.index(plain(getattr(check.ask, language)), at)
        answers = ("yes", "partial", "no", "na", "unchecked")
        assert {named(code, check.id) for code in answers} <= boxes
        assert {named(kind, check.id) for kind in (*answers, "finding", "remark")} <= names


def test_a_documents_rows_are_whole_and_its_head_comes_again():
    table = word_file("zh/article-05").tables[-1]
    marks = [{e.tag.rpartition("}")[2] for e in row._tr.trPr} for row in table.rows]
    assert all("cantSplit" in m for m in marks)
    assert ["tblHeader" in m for m in marks][:3] == [True, True, False]


def test_each_part_of_a_document_says_who_it_is_on_landscape_paper():
    found, job = word_file("both/booklet"), sheet_jobs()["both/booklet.docx"]
    body = job.sheet.body
    parts = (body, *body.sheets, body.summary, body.ledger, body.signature)
    idents = [part.ident for part in parts]
    assert len(found.sections) == len(idents)
    for section, ident in zip(found.sections, idents, strict=True):
        assert section.page_width > section.page_height
        head = "".join(
            t.text or "" for t in section.header._element.iter() if t.tag.endswith("}t")
        )
        assert ident.text in head
        foot = section.footer._element.xml
        assert "PAGE" in foot
        assert "NUMPAGES" in foot


def test_words_that_look_like_markup_stay_words():
    job = sheet_jobs()["zh/article-10.docx"]
    made = asking(job, Text('</w:t><a b="c">&amp;\x07'))
    found = Document(io.BytesIO(document(made)))
    assert '</w:t><a b="c">&amp;' in [c.text for c in found.tables[-1].columns[2].cells]


def test_a_document_is_signed_and_sealed():
    text = plain(
        "".join(
            p.text
            for t in word_file("zh/article-05").tables
            for c in t._cells
            for p in c.paragraphs
        )
    )
    for who in (
        "填表人（签字）",
        "审核人（签字）",
        "分管负责人（签字）",
        "单位主要负责人（签字）",
        "单位（盖章）",
    ):
        assert who in text


BLANKS = "已查{_}　是{_}　部分{_}　否{_}　不适用{_}　未查{_}　符合率{_}%"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("zh/article-10", {"whole": f"小计　应查3　{BLANKS}"}),
        (
            "zh/bearer-discipline",
            {
                **{"a8": f"小计　应查1　{BLANKS}", "a10": f"小计　应查1　{BLANKS}"},
                "whole": f"合计　应查2　{BLANKS}",
            },
        ),
    ],
)
def test_a_document_has_places_for_the_counts_of_each_article(name, wanted):
    """By name: done_a10, yes_a10 and so on, and those of the whole sheet."""
    body = word_file(name).element.body
    for at, words in wanted.items():
        kinds = ("done", "yes", "partial", "no", "na", "unchecked", "rate")
        marks = [
            e for e in body.iter(f"{W}bookmarkStart") if e.get(f"{W}name").endswith(f"_{at}")
        ]
        assert [e.get(f"{W}name") for e in marks] == [f"{kind}_{at}" for kind in kinds]
        line = "".join(t.text or "" for t in marks[0].getparent().iter(f"{W}t"))
        assert re.sub("\u00a0{6}", "{_}", line).replace(" ", "") == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_has_one_number_a_page_and_says_above_how_many_there_are(language: str):
    section = word_file(f"{language}/report").sections[0]
    parts = (section.header._element, section.footer._element)
    fields = [[f.get(f"{W}instr") for f in part.iter(f"{W}fldSimple")] for part in parts]
    assert fields == [["NUMPAGES"], ["PAGE"]]
    number = next(parts[1].iter(f"{W}p"))
    assert "".join(t.text or "" for t in number.iter(f"{W}t")) == "— 1 —"


def test_hints_of_a_report_are_not_taken_for_its_words():
    hints = ("逐条写明事实", "“部分”即“部分符合”")
    runs = list(word_file("zh/report").element.body.iter(f"{W}r"))
    faces = {
        (
            run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia"),
            run.find(f"{W}rPr/{W}sz").get(f"{W}val"),
        )
        for run in runs
        if "".join(t.text or "" for t in run.iter(f"{W}t")).startswith(hints)
    }
    assert faces == {("Microsoft YaHei", "18")}


def test_a_report_is_signed_beside_its_seal_and_a_blank_stays_with_its_words():
    found = word_file("zh/report")
    signed, sealed = told(found)[-2:]
    assert re.sub("\u00a0+", "{_}", signed) == "单位主要负责人（签字）{_}"
    assert plain(re.sub("\u00a0+", "{_}", sealed)) == "单位（盖章）{_}年{_}月{_}日"
    counts = next(p.text for p in found.paragraphs if p.text.startswith("应查检查项"))
    assert " " not in counts
    assert "　" not in counts


# ── heads ─────────────────────────────────────────────────────────────────────────────────────


@cache
def font(name: str) -> TTFont:
    """The font itself, or the one with the same widths that stands in for it here."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", f"{name}:bold"],
        capture_output=True,
        text=True,
        check=True,
    )
    return TTFont(found.stdout, fontNumber=0)


def wide(text: str, name: str, size: float) -> float:
    """Points of a word, an ideograph as wide as it is tall."""
    found = font(name)
    advances, known, em = found["hmtx"], found.getBestCmap(), found["head"].unitsPerEm
    return sum(
        size if ord(c) > 0x2E80 else advances[known[ord(c)]][0] * size / em for c in text
    )


def parts_of(text: str) -> list[str]:
    """What must stand whole on a line: a word, and two ideographs that are a head."""
    words = text.split()
    return [w for w in words if w.isascii() or len(w) <= 2]


# One of each form, each in the three languages.
FORMS = (
    *("article-05", "ledger", "summary", "evidence", "samples", "tracer-facility", "booklet"),
    *("rollup", "report"),
)
BESIDE = 4.5  # points beside the words of a cell of a worksheet: 3 pixels a side
EDGE = 68  # twentieths of a point beside the words of a cell of a document: 1.2 mm


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_documents_head_is_wider_than_its_column(form: str, language: str):
    broken = []
    heads = word_file(f"{language}/{form}").element.body.iter(f"{W}tblHeader")
    for cell in (c for head in heads for c in head.getparent().getparent().iter(f"{W}tc")):
        room = (int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) - 2 * EDGE) / 20
        for run in cell.iter(f"{W}r"):
            face = run.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii")
            size = int(run.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2
            words = parts_of("".join(t.text or "" for t in run.iter(f"{W}t")))
            broken += [w for w in words if wide(w, face, size) > room]
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS[:-1])
def test_no_word_of_a_worksheets_head_is_wider_than_its_column(form: str, language: str):
    broken = []
    for page in plan(sheet_jobs()[f"{language}/{form}.xlsx"].sheet).pages[:-1]:
        for cell in (c for c in page.cells if c.style == "head"):
            assert isinstance(cell.content, tuple)
            last = cell.to[1] if cell.to else cell.column
            room = (
                sum(map(points, page.widths[cell.column : last + 1])) - 4.5
            )  # 3 pixels a side
            runs = [run for line in cell.content for run in line]
            broken += [
                word
                for run in runs
                for word in parts_of(run.text)
                if wide(word, face(run.face, run.language), run.size) > room
            ]
    assert broken == []
