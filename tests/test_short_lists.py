"""自查一览表, 问题记录页 and what a unit sends up: its own checks and numbers, few pages."""

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from city import CITY, city, parks, press, printed, sheet_jobs
from pypdf import PdfReader

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
