"""Forms of the invented project as units fill them in, and what their files say then."""

import io
import random
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from city import parks, sheet_jobs
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from generator.answers.asked import Asked, asked_of
from generator.answers.collecting import Came, came
from generator.answers.names import CODES, name_of
from generator.answers.records import (
    Answers,
    Given,
    Measure,
    Own,
    Paper,
    People,
    Period,
    Review,
    Unit,
)
from generator.sheets.currency import subjects
from generator.sheets.docx.document import document
from generator.sheets.records import Booklet
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook

LABELS = {"yes": "是", "partial": "部分符合", "no": "否", "na": "不适用", "unchecked": "未查"}
UNIT = "某街道办事处"
PERIOD = "2026年1月至6月"
DAYS = Period("2026-01-01", "2026-06-30")


@cache
def law() -> Asked:
    found = parks()
    return asked_of(found, {s.key: s.stamp for s in subjects(found, found.title)})


@cache
def blank_book(name: str) -> bytes:
    return workbook(plan(sheet_jobs()[f"{name}.xlsx"].sheet))


@cache
def blank_document(name: str) -> bytes:
    return document(sheet_jobs()[f"{name}.docx"].sheet)


def ids_on(name: str) -> list[str]:
    """The checks of a form."""
    body = sheet_jobs()[f"{name}.pdf"].sheet.body
    sheets = body.sheets if isinstance(body, Booklet) else (body,)
    return [row.id for sheet in sheets for clause in sheet.clauses for row in clause.checks]


def cell(book: Workbook, name: str) -> Cell:
    ((sheet, place),) = book.defined_names[name].destinations
    return book[sheet][place.split(":")[0]]


def book_of(name: str, words: Mapping[str, object]) -> Workbook:
    """The workbook with words in the cells of these names; unit and period as usual."""
    book = load_workbook(io.BytesIO(blank_book(name)))
    for key, value in {"unit": UNIT, "period": PERIOD, **words}.items():
        cell(book, key).value = value
    return book


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def answered(answers: Mapping[str, str]) -> dict[str, object]:
    """Names and words of the answers of a Chinese form."""
    return {name_of("answer", id_): LABELS.get(code, code) for id_, code in answers.items()}


def ticked(name: str, signs: Mapping[str, str], fields: Mapping[str, str]) -> bytes:
    """The document with these signs in place of its boxes, by the box's name, and words."""
    data, file = blank_document(name), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        text = old.read("word/document.xml").decode()
        for box, sign in signs.items():
            pattern = rf'(w:name="{box}"/>.*?)☐'
            text, n = re.subn(pattern, rf"\g<1>{sign}", text, count=1, flags=re.DOTALL)
            assert n == 1
        for field, words in fields.items():
            typed = f'\\g<0><w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
            text, n = re.subn(
                rf'<w:bookmarkStart [^>]*w:name="{field}"/>', typed, text, count=1
            )
            assert n == 1
        for item in old.infolist():
            kept = old.read(item)
            new.writestr(item, text if item.filename == "word/document.xml" else kept)
    return file.getvalue()


def read_back(data: bytes) -> Came:
    return came(data, {"parks": law()})


def codes(found: Came) -> dict[str, str]:
    """The answers that were taken."""
    assert found.answers is not None
    return {id_: one.answer for id_, one in found.answers.answers.items() if one.answer}


def rules(found: Came) -> list[str]:
    return [problem.rule for problem in found.problems]


def unit(n: int, types: tuple[str, ...] = ("street",)) -> Answers:
    """A made-up unit, the same for each number, that has answered some of its checks."""
    chance = random.Random(n)
    asked, given = law(), {}
    for id_, check in asked.checks.items():
        if any(id_ in asked.lists[code] for code in types) and chance.random() < 0.9:
            code = chance.choice(CODES)
            told = "说明" if code in ("partial", "no", "na") else ""
            due = chance.choice(["2026-03-31", "2026-12-31", ""])
            measure = (
                Measure(measure="补齐", due=due) if code in ("partial", "no") else Measure()
            )
            given[id_] = Given(check.stamp, code, told, told, measure=measure)
    return Answers(
        id=f"u{n}",
        regulation="parks",
        edition=asked.edition,
        stamp=asked.stamp,
        unit=Unit(f"第{n}单位", types),
        period=DAYS,
        saved=f"2026-07-{n % 28 + 1:02}T09:00:00+08:00",
        state="filled",
        answers=given,
    )


def told_unit(n: int, types: tuple[str, ...] = ("street",)) -> Answers:
    """The same with all that a unit can say: papers, measures, reviews, checks of its own."""
    made, kinds = unit(n, types), list(parks().vocabulary.evidence)
    given = {id_: _told(k, one, kinds) for k, (id_, one) in enumerate(made.answers.items())}
    aside = list(given)[3]
    del given[aside]
    return replace(
        made,
        people=People("张三", "0531-1234567", "赵六", "钱七"),
        answers=given,
        own=(
            Own(
                "夜间巡查有无记录？",
                "no",
                "没有",
                "",
                "",
                Measure("", "补记", due="2026-09-01"),
            ),
            Own("是否公示电话？", "yes", "已公示"),
            Own("垃圾是否当日清运？", "partial", "", "周末没有清运", "二号公园"),
        ),
        left_out={aside: "本单位没有这类设施"},
        more={"scope": {"first": False}},
    )


def _told(k: int, one: Given, kinds: list[str]) -> Given:
    papers = (Paper(kinds[k % len(kinds)], f"街办〔2026〕{k}号"), Paper("", "现场照片三张"))
    marks = (Review("returned", f"请补充第{k}份照片"), Review("accepted"), Review())
    closed = "2026-05-01" if k % 4 == 0 else ""
    measure = replace(
        one.measure, cause="人手不足", leader="王主任", person="李四", closed=closed
    )
    return replace(
        one,
        finding=f"第{k}处：" + "现场查看三处，缺少维护记录。" * (k % 5),
        remark=f"见附件{k}" if k % 3 == 0 else "",
        sampled=str(10 + k),
        off=str(k % 3),
        evidence=papers[: k % 3],
        measure=measure if one.answer in ("no", "partial") else Measure(),
        review=marks[k % 3],
    )
