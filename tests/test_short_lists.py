"""自查一览表, 问题记录页 and what a unit sends up: its own checks and numbers, few pages."""

import io
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from answering import (
    UNIT,
    answered,
    blank_book,
    book_of,
    cell,
    codes,
    ids_on,
    read_back,
    saved,
    ticked,
)
from city import CITY, city, parks, press, printed, sheet_jobs
from openpyxl import load_workbook
from pypdf import PdfReader, PdfWriter

from generator.answers.collecting import Came
from generator.answers.names import CODES
from generator.publish.chosen import wanted
from generator.sheets.clauses import asked_of, checks_of, questions
from generator.sheets.jobs import Job
from generator.sheets.models import Printing
from generator.sheets.pdf.press import pressed
from generator.sheets.scopes import Choice

ID = re.compile(r"A\d\d-\d\d-\d")


@cache
def text(name: str) -> tuple[str, ...]:
    pages = PdfReader(io.BytesIO(printed(name, Printing()))).pages
    return tuple(re.sub(r"[\s\u2060\u200b]", "", page.extract_text()) for page in pages)


def asked_ids(*codes: str) -> list[str]:
    terms = (parks().vocabulary.bearers[code] for code in codes)
    return [check.id for check in checks_of(asked_of(questions(parks()), *terms))]


def union(form: str, *codes: str) -> Job:
    choice = Choice(bearers=codes)
    (job,) = wanted(city(), CITY, Printing(), choice, form=form, language="zh", format="pdf")
    return job


def words_of(job: Job) -> str:
    pages = PdfReader(io.BytesIO(pressed(press(), job).pdf)).pages
    return "".join(page.extract_text() for page in pages)


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_short_list_has_each_check_of_a_unit_once_in_order(language: str):
    assert ID.findall("".join(text(f"{language}/list-street"))) == asked_ids("street")


def test_a_short_list_is_signed_and_sealed_after_its_sums():
    last = text("zh/list-street")[-1]
    wanted = ["合计", "已查", "填表说明", "填表人（签字）", "单位主要负责人（签字）"]
    places = [last.index(words) for words in wanted]
    assert places == sorted(places)
    assert "单位（盖章）" in last


def test_a_short_list_names_each_article_with_what_is_due_of_it():
    joined = "".join(text("zh/list-street"))
    some = asked_of(questions(parks()), parks().vocabulary.bearers["street"])
    for one in some.articles:
        assert re.search(f"{one.article.cite.zh}［[^］]*］应查{len(one.checks)}", joined)


def test_bearers_together_have_each_check_once():
    codes = tuple(code for code in parks().vocabulary.bearers if asked_ids(code))[:2]
    job = union("list", *codes)
    ids = asked_ids(*codes)
    assert ID.findall(words_of(job)) == ids
    assert len(ids) == len(set(ids)) < sum(len(asked_ids(code)) for code in codes)
    assert job.path == f"sheets/parks/zh/list-{'-'.join(codes)}.pdf"


def test_what_a_unit_sends_up_counts_its_own_checks_alone():
    n, everything = len(asked_ids("street")), len(checks_of(questions(parks())))
    assert n < everything
    assert f"应查检查项{n}个" in "".join(text("zh/report-street"))
    assert f"应查检查项{everything}个" in "".join(text("zh/report"))
    assert "划去改填" not in "".join(text("zh/report-street") + text("zh/summary-street"))
    assert f"合计{n}" in "".join(text("zh/summary-street"))


def test_the_index_of_evidence_of_a_unit_names_a_document_once():
    found = ID.findall("".join(text("zh/evidence-street")))
    assert set(found) <= set(asked_ids("street"))
    rows = sheet_jobs()["zh/evidence-street.pdf"].sheet.body.rows
    names = [row.name.zh for row in rows]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("form", ["ledger", "problems", "samples", "evidence-blank", "rollup"])
@pytest.mark.parametrize(("rows", "first"), [(1, 9), (30, 31)])
def test_a_blank_form_goes_on_with_as_many_rows_as_wanted(form: str, rows: int, first: int):
    joined = " ".join(
        page.extract_text()
        for page in PdfReader(
            io.BytesIO(printed(f"zh/{form}", Printing(rows=rows, number_from=first)))
        ).pages
    )
    lines = [line.strip() for line in joined.splitlines()]
    numbers = [int(line.split()[0]) for line in lines if re.fullmatch(r"\d+( .*)?", line)]
    for n in (first, first + rows - 1):
        assert n in numbers
    assert first - 1 not in numbers
    assert first + rows not in numbers


def test_a_bearer_that_is_not_there_is_told(zicha: Any, tmp_path: Path):
    done = zicha(
        *("--project", str(CITY), "sheets", "--form", "list"),
        *("--bearer", "street", "--bearer", "nobody", "-o", str(tmp_path)),
    )
    assert done.returncode == 1
    assert "--bearer nobody" in done.stderr


@pytest.mark.parametrize("name", ["ledger", "list-street", "summary-street"])
def test_a_form_says_which_annex_it_is_where_that_is_asked_for(name: str):
    def first(annex: int) -> str:
        made = printed(f"zh/{name}", Printing(annex=annex))
        return PdfReader(io.BytesIO(made)).pages[0].extract_text()

    assert "附件3" in first(3)
    assert "附件" not in first(0)


def test_a_report_is_signed_with_the_name_of_the_unit_above_the_date():
    made = printed("zh/report-street", Printing(unit="某街道办事处"))
    last = PdfReader(io.BytesIO(made)).pages[-1].extract_text()
    assert "某街道办事处" in last[last.index("附件") :]


# ── on screen, and read back ─────────────────────────────────────────────────────────────────

LIST = "zh/list-street"
SAID = {  # of two checks of the list, on its problem page
    **{"check_problem_1": "A05-01-2", "finding_problem_1": "未建台账"},
    **{"cause_problem_1": "人手不足", "measure_problem_1": "补建", "person_problem_1": "王五"},
    **{"limit_problem_1": "2026年9月30日", "check_problem_2": " a05-01-3 "},
    **{"finding_problem_2": "没有这项职责"},
}


def told(found: Came) -> list[str]:
    return [problem.rule for problem in found.problems]


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_short_list_is_filled_in_as_a_workbook_with_its_problem_page(language: str):
    name = f"{language}/list-street"
    book = load_workbook(io.BytesIO(blank_book(name)))
    cell(book, "unit").value = UNIT
    ids = asked_ids("street")
    for n, id_ in enumerate(ids):
        at = id_.replace("-", "_")
        cell(book, f"answer_{at}").value = cell(book, f"label_{CODES[n % 5]}").value
        cell(book, f"sampled_{at}").value, cell(book, f"off_{at}").value = 10, 1
    for place, words in SAID.items():
        cell(book, place).value = words
    found = read_back(saved(book))
    assert codes(found) == {id_: CODES[n % 5] for n, id_ in enumerate(ids)}
    one, other = (found.answers.answers[id_] for id_ in ("A05-01-2", "A05-01-3"))
    assert (one.finding, one.sampled, one.off) == ("未建台账", "10", "1")
    assert (one.measure.cause, one.measure.measure) == ("人手不足", "补建")
    assert (one.measure.person, one.measure.due) == ("王五", "2026-09-30")
    assert other.finding == "没有这项职责"


def test_a_short_list_and_its_problem_page_are_read_as_documents_and_put_together(
    zicha: Any, tmp_path: Path
):
    fields = {"unit": UNIT, "period": "2026年上半年"}
    marks = {"yes_A05_01_4": "☑", "no_A05_01_2": "☑", "na_A05_01_3": "☑"}
    some = {"sampled_A05_01_2": "10", "off_A05_01_2": "3", "remark_A05_01_4": "见附件"}
    boxes = {"no_problem_1": "☑", "na_problem_2": "☑"}
    files = {
        "list.docx": ticked(LIST, marks, fields | some),
        "problems.docx": ticked("zh/problems", boxes, fields | SAID),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert told(read_back(files["list.docx"])) == []
    out = tmp_path / "out"
    came_in = [str(tmp_path / name) for name in files]
    done = zicha("--project", str(CITY), "collect", *came_in, "-o", str(out))
    assert done.returncode == 0
    (made,) = out.glob("*.answers.json")
    given = {i: g for i, g in json.loads(made.read_text())["answers"].items() if g["answer"]}
    assert {i: g["answer"] for i, g in given.items()} == {
        **{"A05-01-2": "no", "A05-01-3": "na", "A05-01-4": "yes"},
    }
    one = given["A05-01-2"]
    assert (one["finding"], one["sampled"], one["off"]) == ("未建台账", "10", "3")
    assert (one["measure"]["cause"], one["measure"]["due"]) == ("人手不足", "2026-09-30")


def test_a_problem_under_no_number_is_told_with_its_place():
    words = {"check_problem_1": "第五条", "finding_problem_1": "问题"}
    found = read_back(saved(book_of("zh/problems", words)))
    assert [(p.where, p.rule) for p in found.problems] == [("问题记录页!B10", "unknown-check")]
    assert codes(found) == {}
    assert told(read_back(saved(book_of("zh/problems", {"check_problem_1": "无"})))) == []


def test_the_first_round_is_read_too():
    name = "zh/first"
    ids = ids_on(name)
    found = read_back(saved(book_of(name, answered(dict.fromkeys(ids, "yes")))))
    assert codes(found) == dict.fromkeys(ids, "yes")


def test_a_list_in_a_workbook_adds_itself_up_and_names_its_problems(tmp_path: Path):
    ids = asked_ids("street")
    answers = {id_: "no" if n < 2 else "yes" for n, id_ in enumerate(ids)}
    book = book_of(LIST, answered(answers) | {"check_problem_1": ids[0]})
    (tmp_path / "list.xlsx").write_bytes(saved(book))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, str(tmp_path / "list.xlsx")], check=True, capture_output=True)
    data = (tmp_path / "out" / "list.xlsx").read_bytes()
    after = load_workbook(io.BytesIO(data), data_only=True)
    total = str(cell(after, "sums_whole").value)
    assert total.startswith(f"是 {len(ids) - 2}　部分 0　否 2")
    assert f"问题数 2　符合率 {(len(ids) - 2) / len(ids):.1%}" in total
    assert cell(after, "answer_problem_1").value == "否"
    assert codes(read_back(data)) == answers


# ── PDF with fields ──────────────────────────────────────────────────────────────────────────


@cache
def fillable(name: str, unit: str = "") -> bytes:
    return printed(name, Printing(fillable=True, unit=unit))


def filled(data: bytes, words: dict[str, str]) -> bytes:
    """The form with words in its fields; of boxes the state that is chosen."""
    writer, file = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    for page in writer.pages:
        writer.update_page_form_field_values(page, words, auto_regenerate=False)
    writer.write(file)
    return file.getvalue()


def test_a_short_list_with_fields_has_the_names_of_its_workbook():
    names = set(PdfReader(io.BytesIO(fillable(LIST))).get_fields() or {})
    book = set(load_workbook(io.BytesIO(blank_book(LIST))).defined_names)
    assert names >= {name for name in book if re.match("(answer|sampled|off|remark)_A", name)}
    assert names <= book
    problems = set(PdfReader(io.BytesIO(fillable("zh/problems"))).get_fields() or {})
    assert {"check_problem_1", "answer_problem_1", "finding_problem_1", "unit"} <= problems


@pytest.mark.parametrize("name", ["zh/list-street", "both/problems"])
def test_a_form_with_fields_stays_tagged_each_field_in_its_structure(name: str):
    data = fillable(name)
    reader = PdfReader(io.BytesIO(data))
    widgets = [one.get_object() for page in reader.pages for one in page.get("/Annots", ())]
    keys = [one["/StructParent"] for one in widgets if one["/Subtype"] == "/Widget"]
    assert len(set(keys)) == len(keys) > 60
    root: Any = reader.root_object
    tree = root["/StructTreeRoot"]["/ParentTree"]
    while "/Kids" in tree:
        tree = tree["/Kids"][-1].get_object()
    owners = dict(zip(tree["/Nums"][::2], tree["/Nums"][1::2], strict=True))
    assert {owners[key].get_object()["/S"] for key in keys} == {"/Form"}
    assert root["/MarkInfo"]["/Marked"]
    assert [p["/Tabs"] for p in reader.pages] == ["/S"] * len(reader.pages)


def test_what_is_filled_in_on_screen_is_read_back_by_the_names_of_the_fields():
    one = {"answer_A05_01_2": "/no", "sampled_A05_01_2": "10", "off_A05_01_2": "3"}
    one |= {"answer_A05_01_4": "/yes", "period": "2026年1月至6月", "filler": "张三"}
    found = read_back(filled(fillable(LIST, UNIT), one))
    assert found.answers is not None
    assert (found.answers.unit.name, found.answers.people.filler) == (UNIT, "张三")
    assert codes(found) == {"A05-01-2": "no", "A05-01-4": "yes"}
    given = found.answers.answers["A05-01-2"]
    assert (given.sampled, given.off, told(found)) == ("10", "3", [])
    other = {k: v for k, v in SAID.items() if not k.endswith("_2")}
    found = read_back(
        filled(fillable("zh/problems", UNIT), other | {"answer_problem_1": "/no"})
    )
    assert found.answers is not None
    assert codes(found) == {"A05-01-2": "no"}
    assert found.answers.answers["A05-01-2"].finding == "未建台账"


def test_a_pdf_without_fields_is_refused():
    assert told(read_back(printed(LIST, Printing()))) == ["unknown-kind"]
