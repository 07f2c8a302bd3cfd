"""What units hand in: read by names from forms that people have worked on, or told."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from answering import (
    DAYS,
    UNIT,
    answered,
    blank_book,
    blank_document,
    book_of,
    cell,
    codes,
    ids_on,
    law,
    read_back,
    rules,
    saved,
    ticked,
    unit,
)
from city import CITY
from conftest import run_zicha
from openpyxl import load_workbook

from generator.answers.asked import Asked
from generator.answers.collecting import came
from generator.answers.names import CODES, FILLED
from generator.answers.periods import period_of
from generator.answers.records import Given, Period
from generator.answers.words import day_of, is_closed, plain, words_of
from generator.answers.writing import as_text
from generator.records.editions import Edition, ReleasedCheck
from generator.records.texts import Location

A5 = "zh/article-05"
IDS = ids_on(A5)
IN_TURN = {id_: CODES[n % 5] for n, id_ in enumerate(IDS)}


# ── words ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "code"),
    [
        *[
            (w, "yes")
            for w in ("是", " 是。", "√", "✓", "✔", "对", "對", "Ｙ", "y", "YES", "Yes ")
        ],
        *[
            (w, "partial")
            for w in ("部分", "部分符合", "部分落实", "部份", "部分落實", "Partly")
        ],
        *[(w, "no") for w in ("否", "N", "Ｎｏ", "×", "✗", "不是")],
        *[(w, "na") for w in ("不适用", "不適用", "N/A", "n/a", "Not applicable", "不适 用")],
        *[(w, "unchecked") for w in ("未查", "未检查", "Not checked")],
        *[(w, None) for w in ("x", "Ｘ", "/", "无", "1", "是/否", "基本是", "?", "TRUE", "有")],
    ],
)
def test_only_words_that_mean_one_answer_are_one(words, code):
    assert words_of({}).get(plain(words)) == code


@pytest.mark.parametrize(
    ("words", "period"),
    [
        *[
            (w, DAYS)
            for w in (
                *(
                    "2026年1月至6月",
                    "２０２６年１月—６月",
                    "2026年上半年",
                    "2026-01 to 2026-06",
                ),
                *("2026年1月1日至2026年6月30日", "2026-01-01--2026-06-30", "H1 2026"),
                *("2026.1.1-2026.6.30", "2026/1/1 ~ 2026/6/30", "2026年1-6月"),
            )
        ],
        ("2026年度", Period("2026-01-01", "2026-12-31")),
        ("2026年第三季度", Period("2026-07-01", "2026-09-30")),
        ("2026年2月", Period("2026-02-01", "2026-02-28")),
        ("2025年7月至2026年6月", Period("2025-07-01", "2026-06-30")),
        *[(w, Period(words=w)) for w in ("去年", "1月至6月", "2026-1-6", "2026年13月", "近期")],
        ("2026年6月至1月", Period(words="2026年6月至1月")),
        ("", Period()),
    ],
)
def test_a_period_is_taken_where_its_days_are_certain(words, period):
    assert period_of(words) == period


@pytest.mark.parametrize(
    ("words", "day"),
    [
        *[
            (w, "2026-06-30")
            for w in ("2026-06-30", "2026年6月30日", "2026.6.30", "２０２６/6/30")
        ],
        *[(w, "") for w in ("2026年6月", "6月30日", "2026-02-30", "尽快", "")],
    ],
)
def test_a_day_is_taken_where_it_is_one(words, day):
    assert day_of(words) == day


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        *[(w, True) for w in ("已销号", "√", "是", "Closed", "2026-06-30")],
        *[(w, False) for w in ("", "未销号", "否", "×")],
        *[(w, None) for w in ("正在办理", "x", "6月")],
    ],
)
def test_a_matter_is_closed_where_that_is_said(words, closed):
    assert is_closed(words) is closed


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_is_read_by_its_names():
    more = {
        "unit_type": "街道办事处、管护单位",
        "filler": "张三",
        "phone": "12345",
        "finding_A05_01_3": "=1+1 不是公式",
        "reason_A05_01_3": "理由",
        "remark_A05_01_3": "第3号",
        "sampled_A05_01_3": 12,
        "off_A05_01_3": "3",
        "measure_A05_01_3": "补齐",
        "leader_A05_01_3": "李四",
        "person_A05_01_3": "王五",
        "limit_A05_01_3": "2026年9月30日",
        "closed_A05_01_3": "已销号",
        "ask_own_1_1": "本单位自加的检查",
        "answer_own_1_1": "否",
    }
    found = read_back(saved(book_of(A5, answered(IN_TURN) | more)))
    answers = found.answers
    assert (found.status, codes(found)) == ("read", IN_TURN)
    assert (answers.unit.name, answers.unit.types) == (UNIT, ("street", "unit"))
    assert (answers.period, answers.people.filler) == (DAYS, "张三")
    assert (answers.edition, answers.stamp) == (law().edition, law().stamp)
    one = answers.answers["A05-01-3"]
    assert (one.stamp, one.finding, one.remark) == (
        law().checks["A05-01-3"].stamp,
        "=1+1 不是公式",
        "第3号",
    )
    assert (one.sampled, one.off) == ("12", "3")
    assert (one.measure.due, one.measure.person, one.measure.closed) == (
        "2026-09-30",
        "王五",
        "已销号",
    )
    assert [(own.ask, own.answer) for own in answers.own] == [("本单位自加的检查", "no")]
    assert rules(found) == ["no-reason"]


@pytest.mark.parametrize("name", ["en/article-05", "both/booklet", "zh/bearer-discipline"])
def test_every_sheet_in_every_language_is_read(name):
    ids = ids_on(name)
    book = load_workbook(io.BytesIO(blank_book(name)))
    cell(book, "unit").value = UNIT
    for n, id_ in enumerate(ids):
        label = cell(book, f"label_{CODES[n % 5]}").value
        cell(book, f"answer_{id_.replace('-', '_')}").value = label
    assert codes(read_back(saved(book))) == {id_: CODES[n % 5] for n, id_ in enumerate(ids)}


def test_an_unfilled_workbook_says_nothing_and_names_no_unit():
    found = read_back(blank_book(A5))
    assert (codes(found), rules(found)) == ({}, ["no-unit"])
    assert set(found.answers.answers) == set(IDS)


def test_what_is_no_answer_is_told_with_its_cell():
    found = read_back(saved(book_of(A5, {"answer_A05_01_1": "基本落实"})))
    assert codes(found) == {}
    (problem,) = found.problems
    assert (problem.where, problem.rule) == ("第五条!D11", "unknown-answer")


def test_rows_sorted_with_their_numbers_are_read_by_these():
    """Names stay where they were when rows are sorted; the numbers go with the rows."""
    book = book_of(A5, answered(IN_TURN))
    sheet = book["第五条"]
    swap = [cell(book, f"answer_A05_02_{n}").row for n in (1, 2, 3)]
    rows = [[sheet.cell(row, n).value for n in range(1, 21)] for row in swap]
    for row, values in zip(swap, reversed(rows), strict=True):
        for n, value in enumerate(values, 1):
            sheet.cell(row, n).value = value
    found = read_back(saved(book))
    assert codes(found) == IN_TURN
    assert rules(found) == ["no-reason"]


def test_rows_of_which_a_part_was_sorted_are_not_taken():
    book = book_of(A5, answered(dict.fromkeys(IDS, "yes")))
    sheet = book["第五条"]
    a, b = (cell(book, f"answer_A05_02_{n}").row for n in (1, 2))
    for n in range(1, 8):  # the numbers in the hidden column stay
        sheet.cell(a, n).value, sheet.cell(b, n).value = (
            sheet.cell(b, n).value,
            sheet.cell(a, n).value,
        )
    found = read_back(saved(book))
    assert codes(found).keys() == set(IDS) - {"A05-02-1", "A05-02-2"}
    assert rules(found).count("row-mixed") == 2


def test_columns_and_worksheets_may_be_moved_renamed_and_hidden():
    book = book_of(A5, answered(IN_TURN))
    book["第五条"].title = "自查（终稿）"
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("'第五条'", "'自查（终稿）'")
    book.move_sheet("自查（终稿）", 2)
    book["自查（终稿）"].sheet_state = "hidden"
    assert codes(read_back(saved(book))) == IN_TURN


def test_a_row_that_was_deleted_is_told():
    book = book_of(A5, answered(dict.fromkeys(IDS, "yes")))
    row = cell(book, "answer_A05_02_1").row
    for n in range(1, 21):
        book["第五条"].cell(row, n).value = None
    for kind in (*FILLED, "measure", "leader", "person"):
        book.defined_names[f"{kind}_A05_02_1"].attr_text = "#REF!"
    for kind in ("limit", "done", "proof", "closed"):
        book.defined_names[f"{kind}_A05_02_1"].attr_text = "#REF!"
    found = read_back(saved(book))
    assert codes(found).keys() == set(IDS) - {"A05-02-1"}
    assert [p.where for p in found.problems if p.rule == "row-missing"] == ["A05-02-1"]


def test_copies_of_a_row_that_differ_count_for_nothing():
    book = book_of(A5, answered(dict.fromkeys(IDS, "yes")))
    sheet, row = book["第五条"], cell(book, "answer_A05_02_1").row
    for at, value in ((100, "否"), (101, "是")):
        for n in range(1, 21):
            sheet.cell(at, n).value = sheet.cell(row, n).value
        sheet.cell(at, 4).value = value
    found = read_back(saved(book))
    assert "A05-02-1" not in codes(found)
    assert rules(found) == ["contradiction"]


def test_a_cell_merged_over_rows_stands_for_its_first_row_alone():
    book = book_of(A5, answered(dict.fromkeys(IDS, "yes")))
    rows = [cell(book, f"answer_A05_02_{n}").row for n in (1, 2, 3)]
    book["第五条"].merge_cells(f"D{rows[0]}:D{rows[-1]}")
    found = read_back(saved(book))
    assert codes(found).keys() == set(IDS) - {"A05-02-2", "A05-02-3"}
    assert rules(found) == ["merged-cells", "merged-cells"]


# ── documents ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sign", ["☑", "☒", "√", "✓", "✔", "■", "√☐"])
def test_a_document_is_read_by_the_boxes_that_are_ticked(sign):
    boxes = {f"{code}_{id_.replace('-', '_')}": sign for id_, code in IN_TURN.items()}
    fields = {"unit": UNIT, "period": "2026年上半年", "finding_A05_01_1": "已明确"}
    sample = {"sampled_A05_01_1": "5", "off_A05_01_1": "1"}
    found = read_back(ticked(A5, boxes, fields | sample))
    assert codes(found) == IN_TURN
    assert (found.answers.unit.name, found.answers.period) == (UNIT, DAYS)
    one = found.answers.answers["A05-01-1"]
    assert (one.finding, one.sampled, one.off) == ("已明确", "5", "1")
    assert rules(found) == ["no-reason"]


def test_a_document_not_filled_in_has_no_answers():
    found = read_back(blank_document(A5))
    assert (codes(found), rules(found)) == ({}, ["no-unit"])


@pytest.mark.parametrize(
    ("boxes", "rule"),
    [
        ({"yes": "☑", "no": "☑"}, "several-answers"),
        ({"yes": "×"}, "unclear-box"),
        ({"yes": "☑", "no": "×"}, "unclear-box"),
        ({"yes": ""}, "unclear-box"),
    ],
)
def test_boxes_that_do_not_say_one_answer_are_told(boxes, rule):
    signs = {f"{code}_A05_02_1": sign for code, sign in boxes.items()}
    found = read_back(ticked(A5, signs, {"unit": UNIT}))
    assert codes(found) == {}
    assert rules(found) == [rule]


# ── editions ──────────────────────────────────────────────────────────────────────────────────


def amended(*ids: str) -> dict[str, Asked]:
    """The regulation after an edition in which these checks changed and one is gone."""
    now = law()
    then = {i: ReleasedCheck(c.at, (), c.stamp) for i, c in now.checks.items()}
    then["A99-01-1"] = ReleasedCheck("a99", (), "0" * 12)
    sheets = dict(now.sheets)
    other = {"stamp": "f" * 12, "standing": frozenset({"f" * 12})}
    checks = {i: replace(c, **other) if i in ids else c for i, c in now.checks.items()}
    edition = Edition(now.edition, sheets, then, Location("editions.yaml"))
    found = replace(
        now,
        edition="2027-01-01",
        checks=checks,
        sheets=dict.fromkeys(sheets, "e" * 12),
        editions=(edition,),
    )
    return {"parks": found}


def test_a_sheet_of_an_earlier_edition_keeps_the_answers_to_what_is_asked_as_before():
    data = saved(book_of(A5, answered(dict.fromkeys(IDS, "yes"))))
    found = came(data, amended("A05-01-1"))
    assert (found.status, found.answers.edition) == ("other-edition", "2027-01-01")
    assert found.answers.answers["A05-01-1"].stamp == law().checks["A05-01-1"].stamp
    assert [(p.where, p.rule) for p in found.problems] == [
        ("answers/A05-01-1", "check-changed")
    ]


def test_a_file_of_an_earlier_edition_is_held_against_todays_too():
    old = unit(1)
    gone = {**old.answers, "A99-01-1": Given("0" * 12, "yes")}
    bare = {i: replace(g, stamp="") for i, g in gone.items()}
    for given in (gone, bare):
        data = as_text(replace(old, answers=given)).encode()
        found = came(data, amended(next(iter(old.answers))))
        assert found.status == "other-edition"
        assert rules(found) == ["check-changed", "check-gone"]
        assert {i: g.stamp for i, g in found.answers.answers.items()} == {
            i: g.stamp for i, g in gone.items()
        }


@pytest.mark.parametrize(("printed", "kept"), [("1" * 12, "1" * 12), (None, "unknown")])
def test_a_sheet_whose_edition_nobody_recorded_counts_for_nothing_however_often_it_is_read(
    printed: str | None, kept: str
):
    book = book_of(A5, answered({"A05-01-1": "yes"}))
    cell(book, "zicha_stamp").value = printed
    cell(book, "zicha_edition").value = "1999-01-01"
    found = read_back(saved(book))
    assert found.answers.answers["A05-01-1"].answer == "yes"
    assert found.answers.answers["A05-01-1"].stamp == kept
    assert rules(found) == ["unknown-edition", "check-changed"]
    again = read_back(as_text(found.answers).encode())
    assert again.answers.answers["A05-01-1"] == found.answers.answers["A05-01-1"]
    assert rules(again) == ["check-changed"]


# ── what is refused ───────────────────────────────────────────────────────────────────────────


def other_law() -> bytes:
    book = book_of(A5, {})
    cell(book, "zicha_regulation").value = "roads"
    return saved(book)


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (other_law, "other-regulation"),
        (lambda: as_text(replace(unit(1), regulation="roads")).encode(), "other-regulation"),
        (lambda: blank_book("zh/ledger"), "no-check-sheet"),
        (lambda: blank_document("zh/tracer-tree"), "no-check-sheet"),
        (lambda: b"XX" + blank_book(A5)[2:], "unknown-kind"),
        (lambda: blank_book(A5)[:9000], "unknown-kind"),
        (lambda: blank_document(A5)[:-3000], "unreadable-file"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-office-file"),
        (lambda: b"%PDF-1.7", "unknown-kind"),
        (lambda: b"", "unknown-kind"),
        (lambda: b'{"format": ', "not-json"),
    ],
)  # fmt: skip
def test_what_holds_no_answers_of_ours_is_refused_with_the_reason(make, rule):
    found = read_back(make())
    assert (found.status, found.answers, rules(found)) == ("refused", None, [rule])


def test_a_workbook_of_somebody_else_is_refused():
    book = load_workbook(io.BytesIO(blank_book(A5)))
    for name in list(book.defined_names):
        del book.defined_names[name]
    assert rules(read_back(saved(book))) == ["not-our-form"]


# ── the command ───────────────────────────────────────────────────────────────────────────────


def collected(folder: Path, *given: Path) -> tuple[int, dict[str, dict], str]:
    words = [str(path) for path in given]
    done = run_zicha("--project", str(CITY), "collect", *words, "-o", str(folder))
    report = json.loads((folder / "collect.json").read_text("utf-8"))
    return done.returncode, {Path(i["file"]).name: i for i in report["inputs"]}, done.stderr


def test_sheets_of_a_unit_become_one_file_and_the_bad_one_is_named(tmp_path: Path):
    came_in, out = tmp_path / "in", tmp_path / "out"
    came_in.mkdir()
    files = {
        "a5.xlsx": saved(book_of(A5, answered({"A05-01-1": "yes", "A05-01-2": "no"}))),
        "a5.docx": ticked(
            A5,
            {"yes_A05_01_1": "☑", "yes_A05_01_2": "☑", "na_A05_01_3": "☑"},
            {"unit": f" {UNIT}", "period": "2026年上半年"},
        ),
        "a10.xlsx": saved(book_of("zh/article-10", answered({"A10-01-1": "partial"}))),
        "bad.xlsx": b"PK\x03\x04",
        "one.json": as_text(unit(1)).encode(),
        "same.json": as_text(unit(1)).encode(),
        "later.json": as_text(replace(unit(1), saved="2026-08-01", id="z")).encode(),
        "~$a5.xlsx": b"lock",
    }
    for name, data in files.items():
        (came_in / name).write_bytes(data)
    code, inputs, told = collected(out, came_in)
    joined = json.loads((out / inputs["a5.xlsx"]["answers"]).read_text("utf-8"))
    given = {i: a["answer"] for i, a in joined["answers"].items() if a["answer"]}
    assert given == {"A05-01-1": "yes", "A05-01-3": "na", "A10-01-1": "partial"}
    status = {name: (one["status"], bool(one["answers"])) for name, one in inputs.items()}
    assert status == {
        "a10.xlsx": ("read", True),
        "a5.docx": ("read", True),
        "a5.xlsx": ("read", True),
        "bad.xlsx": ("refused", False),
        "later.json": ("read", True),
        "one.json": ("duplicate", True),
        "same.json": ("duplicate", True),
    }
    assert inputs["one.json"]["answers"] == inputs["same.json"]["answers"]
    assert len(list(out.glob("*.answers.json"))) == 3
    assert code == 1
    assert "bad.xlsx" in told
    assert "A05-01-2 differ between two sheets" in told


def test_what_an_earlier_run_left_is_replaced_and_nothing_else(tmp_path: Path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    one.write_text(as_text(unit(1)), "utf-8")
    two.write_text(as_text(unit(2)), "utf-8")
    out = tmp_path / "out"
    collected(out, one)
    (out / "notes.txt").write_text("mine", "utf-8")
    collected(out, two)
    names = sorted(p.name for p in out.iterdir() if not p.name.startswith("."))
    assert names == ["collect.json", "notes.txt", "第2单位_2026-01-01_2026-06-30.answers.json"]
    again = out / "第1单位_2026-01-01_2026-06-30.answers.json"
    again.write_text("mine", "utf-8")
    done = run_zicha("--project", str(CITY), "collect", str(one), "-o", str(out))
    assert (done.returncode, again.read_text("utf-8")) == (2, "mine")
