"""What a unit filled in stands on its forms again, and comes back from them as it was."""

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from answering import cell, law, read_back, told_unit
from city import CITY, parks, press
from openpyxl import load_workbook
from pypdf import PdfReader

from generator.answers.gathering import Gathering, Handed
from generator.answers.names import KEPT, name_of
from generator.answers.periods import period_of, said_of
from generator.answers.records import Answers, Given, Period
from generator.answers.writing import as_given, as_text
from generator.project.templates import read_templates
from generator.sheets.answered import Wanted, answered_jobs
from generator.sheets.docx.document import document
from generator.sheets.filling import FilledIn, sums_of
from generator.sheets.jobs import Job
from generator.sheets.models import Printing
from generator.sheets.pdf.press import pressed
from generator.sheets.records import CheckSheet, Ledger, SheetFormat, SheetLanguage
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook

LANGUAGES: tuple[SheetLanguage, ...] = ("zh", "en", "both")
FORMS = ("bearer", "list", "ledger", "problems", "summary", "evidence", "report")


def form(
    answers: Answers,
    name: str = "bearer",
    kind: SheetFormat = "pdf",
    language: SheetLanguage = "zh",
    carried: tuple[Answers, ...] = (),
) -> Job:
    found = FilledIn(parks(), law(), answers, carried)
    strings = read_templates(CITY).sheet_strings
    (job,) = answered_jobs(found, strings, Printing(), Wanted(name, language, kind, "u"))
    return job


def made(answers: Answers, kind: SheetFormat, language: SheetLanguage = "zh") -> bytes:
    job = form(answers, "bearer", kind, language)
    return workbook(plan(job.sheet)) if kind == "xlsx" else document(job.sheet)


def collected(data: bytes) -> Answers:
    gathering = Gathering({"parks": law()})
    (found,) = gathering.gathered([Handed("u", data, "")])
    return found.answers


def words(job: Job) -> str:
    """All that is printed, without blanks: lines break anywhere."""
    pages = PdfReader(io.BytesIO(pressed(press(), job).pdf)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def unchanged(answers: Answers) -> str:
    """The id of a check that is answered."""
    return next(iter(answers.answers))


# ── there and back ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("types", [("street",), ("street", "unit"), ()])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_filled_form_comes_back_byte_by_byte(
    kind: SheetFormat, language: SheetLanguage, types: tuple[str, ...]
):
    one = told_unit(4, types or ("street",))
    answers = replace(one, unit=replace(one.unit, types=types))
    assert as_text(collected(made(answers, kind, language))) == as_text(answers)


def test_what_is_written_on_top_of_it_is_taken_and_nothing_else_changes():
    answers = told_unit(4)
    first, second, *_ = answers.answers
    book = load_workbook(io.BytesIO(made(answers, "xlsx")))
    cell(book, name_of("answer", first)).value = "未查"
    cell(book, name_of("measure", second)).value = "换新设备"
    cell(book, name_of("finding", "own-1-2")).value = "换了号码"
    cell(book, "phone").value = "0531-7654321"
    back = collected(saved(book))
    changed = replace(
        answers.answers[first], answer="unchecked", review=reopened(answers.answers[first])
    )
    other = answers.answers[second]
    mended = replace(
        other, measure=replace(other.measure, measure="换新设备"), review=reopened(other)
    )
    own = (answers.own[0], replace(answers.own[1], finding="换了号码"), answers.own[2])
    assert back == replace(
        answers,
        people=replace(answers.people, phone="0531-7654321"),
        answers={**answers.answers, first: changed, second: mended},
        own=own,
        state="filling",
    )


def reopened(given: Given):
    """A review that accepted something else does not hold."""
    return replace(given.review, mark="") if given.review.mark == "accepted" else given.review


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_an_answer_that_is_cleared_is_gone():
    answers = told_unit(4)
    id_ = unchanged(answers)
    book = load_workbook(io.BytesIO(made(answers, "xlsx")))
    cell(book, name_of("answer", id_)).value = None
    assert collected(saved(book)).answers[id_].answer == ""


def test_answers_that_came_with_a_form_and_were_spoilt_are_told():
    book = load_workbook(io.BytesIO(made(told_unit(4), "xlsx")))
    book[KEPT]["A1"].value = "{"
    found = read_back(saved(book))
    assert "kept-unreadable" in [p.rule for p in found.problems]
    assert found.answers is not None
    assert len(found.answers.answers) > 10


def test_each_field_of_an_english_workbook_is_where_its_name_says():
    book = load_workbook(io.BytesIO(made(told_unit(4), "xlsx", "en")))
    assert cell(book, "unit").value == "第4单位"
    assert cell(book, "period").value == "2026-01-01 – 2026-06-30"
    assert cell(book, "fill_date").value == "2026-07-05"


@pytest.mark.parametrize(
    ("begin", "end", "zh"),
    [
        ("2026-01-01", "2026-06-30", "2026年1月至6月"),
        ("2025-07-01", "2026-06-30", "2025年7月至2026年6月"),
        ("2026-02-01", "2026-02-28", "2026年2月"),
        ("2026-01-05", "2026-06-30", "2026年1月5日至2026年6月30日"),
        ("2026-02-03", "2026-02-03", "2026年2月3日至2026年2月3日"),
    ],
)
def test_a_period_is_said_as_it_is_read(begin: str, end: str, zh: str):
    period = Period(begin, end)
    said = said_of(period)
    assert said.zh == zh
    assert [period_of(said.zh), period_of(said.en or "")] == [period, period]


# ── what is printed ──────────────────────────────────────────────────────────────────────────


def test_the_sheet_says_all_that_the_unit_said():
    answers = told_unit(4)
    said = words(form(answers))
    for one in answers.answers.values():
        texts = (one.finding, one.reason, one.remark, one.review.remark)
        for text in filter(None, (*texts, *(paper.note for paper in one.evidence))):
            assert "".join(text.split()) in said
    for own in answers.own:
        assert {own.ask, own.finding, own.reason} <= {"", *re.findall(".+", said)} or (
            own.ask in said and own.finding in said and own.reason in said
        )
    for text in ("第4单位", "2026年1月至6月", "张三", "赵六", "钱七", "本单位没有这类设施"):
        assert text in said
    assert not set("☑☒✓✔√") & set(said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_set_in_every_language(name: str, language: SheetLanguage):
    assert "第4单位" in words(form(told_unit(4), name, language=language)) or name == "report"


def test_a_text_of_any_length_is_printed_to_its_end():
    answers = told_unit(4)
    id_ = unchanged(answers)
    long = "一二三四五六七八九十" * 900 + "完"
    told = {id_: replace(answers.answers[id_], answer="no", finding=long)}
    answers = replace(answers, answers={**answers.answers, **told})
    for name in ("bearer", "list", "ledger", "problems"):
        found = words(form(answers, name))
        assert found.count("一二三四五六") > 850, name
        assert "十完" in found


def test_a_long_text_of_a_workbook_is_as_tall_as_it_needs_and_comes_back():
    answers = told_unit(4)
    id_ = unchanged(answers)
    told = {id_: replace(answers.answers[id_], answer="no", finding="缺少维护记录。" * 150)}
    answers = replace(answers, answers={**answers.answers, **told})
    data = made(answers, "xlsx")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    place = cell(load_workbook(io.BytesIO(data)), name_of("finding", id_))
    (area,) = (a for a in sheet.merged_cells.ranges if place.coordinate in a)
    tall = sum(sheet.row_dimensions[n].height for n in range(area.min_row, area.max_row + 1))
    lines = 150 * 7 / 13  # thirteen characters fit into a line
    assert tall > lines * 12
    assert collected(data) == answers


def test_sums_are_those_of_the_answers_that_count():
    answers = told_unit(4)
    body = form(answers).sheet.body
    assert isinstance(body, CheckSheet)
    given = [one.answer for one in answers.answers.values()]
    every = body.sums[""]
    assert (every.due, every.yes, every.no) == (
        len(law().lists["street"]),
        given.count("yes"),
        given.count("no"),
    )
    by_article = [sums for at, sums in body.sums.items() if at]
    assert sum(one.due for one in by_article) == every.due
    assert sum(one.yes for one in by_article) == every.yes


def test_a_workbook_has_its_sums_before_anybody_counts_them():
    answers = told_unit(4)
    book = load_workbook(io.BytesIO(made(answers, "xlsx")), data_only=True)
    found = FilledIn(parks(), law(), answers)
    every = sums_of(found, law().lists["street"])
    (line,) = (r for r in book["汇总表"].iter_rows(values_only=True) if r[0] == "合计")
    counts = (every.due, every.done, every.yes, every.partial, every.no, every.na)
    assert line[1:7] == counts
    assert line[9] == f"{every.percent}% ({every.yes}/{every.rated})"
    pages = [book[name] for name in ("整改台账", "整改台账续页")]
    rows = [row for page in pages for row in page.iter_rows(values_only=True)]
    own = sum(one.answer in ("no", "partial") for one in answers.own)
    numbers = [row[0] for row in rows if isinstance(row[0], int)]
    assert numbers == list(range(1, every.problems + own + 1))
    assert pages[1].sheet_state == "visible"  # there is something on it


# ── what changed since ───────────────────────────────────────────────────────────────────────


def changed_and_gone() -> tuple[Answers, str]:
    """Answers of which one is to a question that was asked otherwise, another to none."""
    answers = told_unit(4)
    id_ = unchanged(answers)
    old = replace(answers.answers[id_], stamp="0" * 12, finding="原来写的情况")
    gone = Given("1" * 12, "no", "井盖破损", more={"asked": {"ask": "井盖是否完好？"}})
    return replace(answers, answers={**answers.answers, id_: old, "A99-01-1": gone}), id_


def test_a_question_that_changed_is_asked_again_with_what_was_said():
    answers, id_ = changed_and_gone()
    body = form(answers).sheet.body
    assert isinstance(body, CheckSheet)
    (row,) = (c for clause in body.clauses for c in clause.checks if c.id == id_)
    assert row.reply is not None
    assert (row.reply.given.answer, row.reply.earlier and row.reply.earlier.finding) == (
        "",
        "原来写的情况",
    )
    said = words(form(answers))
    assert "请重新填写" in said
    assert "原来写的情况" in said


def test_what_is_asked_no_more_stands_in_an_annex():
    answers, _ = changed_and_gone()
    said = words(form(answers))
    assert said.index("A99-01-1") < said.index("井盖是否完好？") < said.index("井盖破损")
    book = load_workbook(io.BytesIO(made(answers, "xlsx")))
    assert [c.value for c in book["附录"][4]] == [
        "A99-01-1",
        "井盖是否完好？",
        "否",
        "井盖破损",
    ]


def test_what_a_page_kept_apart_stands_in_the_annex_whatever_it_holds():
    kept = {
        "Z1": 5,
        "Z2": {"answer": ["x"], "asked": "q"},
        "Z3": {"answer": "no", "finding": "旧"},
    }
    answers = replace(told_unit(4), more={"appendix": kept})
    said = words(form(answers))
    assert said.index("Z2") < said.index("Z3")
    assert collected(made(answers, "xlsx")) == answers


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_both_come_back_as_they_were(kind: SheetFormat):
    answers, _ = changed_and_gone()
    assert collected(made(answers, kind)) == answers


def test_the_new_answer_to_a_changed_question_keeps_the_old_one_beside_it():
    answers, id_ = changed_and_gone()
    book = load_workbook(io.BytesIO(made(answers, "xlsx")))
    cell(book, name_of("answer", id_)).value = "是"
    back = collected(saved(book)).answers[id_]
    assert (back.answer, back.stamp) == ("yes", law().checks[id_].stamp)
    assert back.more == {"earlier": as_given(answers.answers[id_])}


# ── the next period ──────────────────────────────────────────────────────────────────────────


def test_a_ledger_opens_with_what_the_period_before_left_open():
    before = replace(told_unit(4), period=Period("2025-07-01", "2025-12-31"))
    body = form(told_unit(5), "ledger", carried=(before,)).sheet.body
    assert isinstance(body, Ledger)
    every = form(before, "ledger").sheet.body
    assert isinstance(every, Ledger)
    left = [row.id for row in every.rows if not row.closed]
    assert [row.id for row in body.rows if row.since] == left
    assert [bool(row.since) for row in body.rows[: len(left)]] == [True] * len(left)
    said = words(form(told_unit(5), "ledger", carried=(before,)))
    assert said.count("上期未销号（2025年7月至12月）") == len(left)


# ── the command ──────────────────────────────────────────────────────────────────────────────


Zicha = Callable[..., "object"]


def test_each_unit_has_a_folder_and_a_bad_file_is_told(tmp_path: Path, zicha):
    units = tmp_path / "units"
    units.mkdir()
    for n in (1, 2):
        (units / f"{n}.answers.json").write_text(as_text(told_unit(n)), "utf-8")
    (units / "bad.answers.json").write_text("{", "utf-8")
    command = ("--project", str(CITY), "sheets", "--answers", str(units), "--form", "summary")
    done = zicha(*command, "-o", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "bad.answers.json" in done.stderr
    found = sorted(p.relative_to(tmp_path / "out") for p in (tmp_path / "out").rglob("*.pdf"))
    assert [p.as_posix() for p in found] == [
        "第1单位_2026-01-01_2026-06-30/summary.pdf",
        "第2单位_2026-01-01_2026-06-30/summary.pdf",
    ]


def test_characters_without_a_glyph_are_numbers_on_paper_and_told(tmp_path: Path, zicha):
    answers = told_unit(1)
    id_ = unchanged(answers)
    smiling = replace(answers.answers[id_], finding="整改到位😀")
    answers = replace(answers, answers={**answers.answers, id_: smiling})
    (tmp_path / "a.json").write_text(as_text(answers), "utf-8")
    command = ("--project", str(CITY), "sheets", "--answers", str(tmp_path / "a.json"))
    done = zicha(*command, "--form", "bearer", "--lang", "zh", "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "[no-glyph]" in done.stderr
    (file,) = (tmp_path / "out").rglob("*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "整改到位[U+1F600]" in "".join(text.split())


def test_a_period_before_alone_gives_the_ledger_of_the_next(tmp_path: Path, zicha):
    (tmp_path / "a.json").write_text(as_text(told_unit(1)), "utf-8")
    command = ("--project", str(CITY), "sheets", "--carry", str(tmp_path / "a.json"))
    done = zicha(*command, "--format", "xlsx", "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    (file,) = (tmp_path / "out").rglob("*.xlsx")
    assert file.name == "ledger.xlsx"
    assert cell(load_workbook(file), "unit").value == "第1单位"


def test_answers_and_a_choice_of_checks_are_refused(tmp_path: Path, zicha):
    (tmp_path / "a.json").write_text(json.dumps({}), "utf-8")
    command = ("--project", str(CITY), "sheets", "--answers", str(tmp_path / "a.json"))
    done = zicha(*command, "--article", "5", "-o", str(tmp_path / "out"))
    assert done.returncode == 2
