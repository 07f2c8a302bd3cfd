"""Checks as a workbook: filled in as people do it, read back, written where they stand."""

import datetime
import io
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from city import CITY, ID, parks
from conftest import run_zicha
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from test_office_programs import saved

from generator.edit.worksheet.book import worksheet_book
from generator.edit.worksheet.columns import COLUMNS, DECISIONS, day, meant
from generator.edit.worksheet.desk import Plan
from generator.edit.worksheet.naming import codes_in, names_of
from generator.edit.worksheet.planning import planned
from generator.edit.worksheet.proving import proven
from generator.edit.worksheet.quoting import verbatim
from generator.edit.worksheet.rows import rows_of, shown
from generator.edit.worksheet.taking import Came, Taken, taken
from generator.edit.worksheet.writing import written
from generator.project.regulations import read_regulation
from generator.records.findings import CannotGoOn
from generator.records.texts import Language
from generator.records.walking import asked_checks, drafts

LAW = """某市公园管护办法
第一条 街道办事处应当每年公开管护账目。任何单位不得截留管护资金。
第二条 街道办事处应当建立巡查“日志”制度，并妥善保管。
第三条 本办法自2026年1月1日起施行。
"""
FILES = {
    path.relative_to(CITY).as_posix(): path.read_bytes().decode()
    for path in (CITY / "checklists" / ID).glob("*.yaml")
}
Fill = Callable[[Workbook, Worksheet], None]
Cells = Mapping[str, Mapping[str, object]]  # number or address → column → what is typed


def filled(data: bytes, cells: Cells, more: Fill | None = None) -> bytes:
    """The workbook as Excel would save it with these cells typed in."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for key, values in cells.items():
        for column, value in values.items():
            sheet.cell(line_of(sheet, key), column_of(sheet, column)).value = value
    if more:
        more(book, sheet)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column_of(sheet: Worksheet, key: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == key)


def line_of(sheet: Worksheet, key: str) -> int:
    column = column_of(sheet, "id" if "-" in key else "at")
    lines = (cell[0].row for cell in sheet.iter_rows(3, min_col=column, max_col=column)
             if cell[0].value == key)  # fmt: skip
    return next(lines, sheet.max_row)


def plan_of(cells: Cells, more: Fill | None = None, language: Language = "zh") -> Plan:
    """What a workbook of the invented regulation would change when these cells are typed."""
    data = filled(worksheet_book(parks(), language), cells, more)
    return planned(parks(), taken(data, "x.xlsx"), "x.xlsx")


def after(plan: Plan) -> Mapping[str, str]:
    """Path → its text, of the files that change."""
    assert plan.faults == ()
    made, ids = written(parks(), plan, FILES)
    proven(parks(), plan, made, ids)
    return made


def lines(made: Mapping[str, str], name: str) -> tuple[list[str], list[str]]:
    """The lines that are gone from a checklist, and those that are new."""
    path = f"checklists/{ID}/{name}.yaml"
    old, new = FILES[path].splitlines(), made[path].splitlines()
    gone, come = list(old), list(new)
    for line in new:
        if line in gone:
            gone.remove(line)
    for line in old:
        if line in come:
            come.remove(line)
    return gone, come


# ── from a text to checks that are asked ─────────────────────────────────────────────────────


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = tmp_path / "p"
    assert run_zicha("new", str(root)).returncode == 0
    (root / "law.txt").write_text(LAW, "utf-8")
    assert run_zicha("import", "law.txt", "--id", "gongyuan", cwd=root).returncode == 0
    return root


def signed(book: Workbook, sheet: Worksheet) -> None:
    del sheet
    book["How to"]["B3"] = "王"
    book["How to"]["B4"] = datetime.date(2026, 12, 1)
    book["New words"].append(["Evidence", "巡查日志"])


DECIDED: Cells = {
    "A01-01-1": {"do": "accept", "fix": "补充公开。"},
    "A01-01-2": {"do": "drop"},
    "A02-01-1": {"do": "采用", "ask": "是否建立巡查日志制度?", "evidence": "巡查日志"},
}


def test_drafts_become_checks_that_are_asked_by_way_of_a_workbook(small: Path):
    assert run_zicha("worksheet", "gongyuan", "-o", "x.xlsx", cwd=small).returncode == 0
    before = (small / "x.xlsx").read_bytes()
    (small / "y.xlsx").write_bytes(filled(before, DECIDED, signed))
    regulation, _ = read_regulation(small, "gongyuan")
    assert regulation
    assert [check.id for check in asked_checks(regulation)] == []
    shown = run_zicha("worksheet", "gongyuan", "--from", "y.xlsx", "--dry-run", cwd=small)
    assert "no file was changed" in shown.stdout, shown.stderr
    assert "draft: true" in (small / "checklists/gongyuan/article-02.yaml").read_text("utf-8")
    done = run_zicha("worksheet", "gongyuan", "--from", "y.xlsx", cwd=small)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("accepted 2, edited 0, added 0, reasons 0, dropped 1\n")
    regulation, _ = read_regulation(small, "gongyuan")
    assert regulation
    asked = {check.id: (check.ask.zh, check.evidence) for check in asked_checks(regulation)}
    assert asked == {
        "A01-01-1": ("是否每年公开管护账目？", ("records",)),
        "A02-01-1": ("是否建立巡查日志制度？", ("e1",)),
    }
    assert regulation.checklists["a1"].dropped == ("A01-01-2",)
    again = run_zicha("worksheet", "gongyuan", "--from", "y.xlsx", cwd=small)
    assert (again.stdout, again.returncode) == ("Nothing to change\n", 0)
    assert "errors: 0" in run_zicha("check", cwd=small).stdout


# ── what is written ──────────────────────────────────────────────────────────────────────────


def test_a_workbook_that_nobody_touched_changes_nothing():
    for language in ("zh", "en"):
        plan = plan_of({}, language=language)
        assert (plan.steps, plan.terms, plan.faults, plan.notes) == ((), (), (), ())


def test_only_the_line_that_changes_is_written():
    made = after(plan_of({"A05-01-1": {"ask": "区政府是否落实主体责任？"}}))
    assert [*made] == [f"checklists/{ID}/article-05.yaml"]
    assert lines(made, "article-05") == (
        ["          zh: 区政府是否落实公园管护主体责任？"],
        ["          zh: 区政府是否落实主体责任？"],
    )


EDITS: tuple[tuple[str, str, str, str, str], ...] = (
    ("A05-01-1", "evidence", "patrol\n实施方案、工作计划", "evidence: [patrol, plan]", ""),
    ("A05-01-1", "verify", "现场查看、抽样核查", "verify: [site, sample]", ""),
    ("A05-01-1", "kind", "程序", "kind: procedure", "kind: duty"),
    ("A05-01-1", "look", "看清单。", "- {zh: 看清单。}", ""),
    ("A05-01-1", "bearers", "区政府；街道办事处", "bearers: [district, street]", ""),
    ("A05-01-1", "guidance", "是", "guidance: true", ""),
    ("A05-01-1", "quotes", "落实公园管护", "quotes: [落实公园管护]", ""),
    ("A05-01-1", "fix_en", "Mend: now.", 'en: "Mend: now."', ""),
)  # fmt: skip


@pytest.mark.parametrize(("key", "column", "typed", "new", "old"), EDITS)
def test_every_column_is_written_in_the_form_of_the_house(key, column, typed, new, old):
    extra = {"look_en": None} if column == "look" else {}
    made = after(plan_of({key: {column: typed, **extra}}))
    gone, come = lines(made, "article-05")
    assert new in [line.strip() for line in come]
    assert old in "\n".join(gone)


def test_a_check_taken_out_leaves_its_number_and_the_rest_as_it_was():
    made = after(plan_of({"A03-01-2": {"do": "删除"}}))
    text = made[f"checklists/{ID}/article-03.yaml"]
    assert "dropped: [A03-01-2]\nprovisions:" in text
    old = FILES[f"checklists/{ID}/article-03.yaml"]
    start, end = old.index("\n      - id: A03-01-2"), old.find("\n\n      - id: A03-01-3")
    rest = old[:start].rstrip("\n") + (old[end:] if end > 0 else "\n")
    assert text.replace("dropped: [A03-01-2]\n", "") == rest


def appended(**cells: str) -> Fill:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        del book
        line = next(n for n in range(3, 999) if not sheet.cell(n, 1).value)
        for key, value in cells.items():
            sheet.cell(line, column_of(sheet, key)).value = value

    return fill


NEW = {
    "at": "a5.i1", "ask": "是否有专人？", "evidence": "管护任务推进台账", "verify": "查阅资料",
    "sampling": "全部核对", "bearers": "区政府、街道办事处", "quotes": "公园管护主体责任",
}  # fmt: skip


def test_a_new_row_becomes_a_check_with_a_number_never_used():
    made = after(plan_of({"A05-01-2": {"do": "删除"}}, appended(**NEW)))
    text = made[f"checklists/{ID}/article-05.yaml"]
    ids = [check.id for check in asked_checks(parks()) if check.id.startswith("A05-01-")]
    added = f"A05-01-{len(ids) + 1}"
    assert added not in ids
    new = text[text.index(f"- id: {added}") :].split("\n\n", 1)[0]
    assert new.splitlines() == [
        f"- id: {added}",
        "        kind: duty",
        "        quotes: [公园管护主体责任]",
        "        ask: {zh: 是否有专人？}",
        "        evidence: [ledger]",
        "        verify: [docs]",
        "        sampling: all",
        '        fix: {zh: "?"}',
    ]


def test_an_article_without_checks_gets_some():
    row = NEW | {"at": "第一条", "quotes": "", "bearers": "各有关单位"}
    text = after(plan_of({}, appended(**row)))[f"checklists/{ID}/article-01.yaml"]
    assert "no_checks" not in text
    assert "  - at: a1\n    reviewed: " in text
    assert "      - id: A01-01-1\n" in text


@pytest.mark.browser
def test_a_workbook_saved_by_libreoffice_is_read_as_it_was_filled_in(tmp_path: Path):
    cells = {"A05-01-1": {"ask": "是否落实？"}, "A03-01-2": {"do": "删除"}}
    made = filled(worksheet_book(parks(), "zh"), cells)
    (data,) = saved({"x": made}, tmp_path, "xlsx").values()
    plan = planned(parks(), taken(data, "x.xlsx"), "x.xlsx")
    assert [(s.id, s.what, s.changed) for s in plan.steps] == [
        ("A03-01-2", "drop", ()), ("A05-01-1", "edit", ("ask",)),
    ]  # fmt: skip
    assert (plan.faults, plan.notes) == ((), ())


# ── what people and programs do to workbooks ─────────────────────────────────────────────────


def sorted_rows(book: Workbook, sheet: Worksheet) -> None:
    del book
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(3)]
    random.Random(1).shuffle(rows)
    for n, row in enumerate(rows, 3):
        for m, value in enumerate(row, 1):
            sheet.cell(n, m).value = value


def inserted_column(book: Workbook, sheet: Worksheet) -> None:
    del book
    sheet.insert_cols(2, 2)


def no_hidden_row(book: Workbook, sheet: Worksheet) -> None:
    del book
    sheet.delete_rows(1)


def deleted_rows(book: Workbook, sheet: Worksheet) -> None:
    del book
    sheet.delete_rows(5, 3)


@pytest.mark.parametrize("habit", [sorted_rows, inserted_column, no_hidden_row])
def test_rows_and_columns_may_move(habit):
    plan = plan_of({"A05-01-1": {"ask": "是否落实？"}}, habit)
    assert [(s.id, s.what, s.changed) for s in plan.steps] == [("A05-01-1", "edit", ("ask",))]


def test_a_deleted_row_is_told_and_drops_nothing():
    plan = plan_of({}, deleted_rows)
    assert (plan.steps, plan.faults) == ((), ())
    assert [note.rule for note in plan.notes] == ["missing-row"]


def test_a_merged_cell_speaks_for_all_its_rows():
    def merged(book: Workbook, sheet: Worksheet) -> None:
        del book
        line, column = line_of(sheet, "A03-01-1"), column_of(sheet, "verify")
        sheet.cell(line, column).value = "现场查看"
        sheet.merge_cells(None, line, column, line + 1, column)

    plan = plan_of({}, merged)
    assert [(s.id, s.values["verify"]) for s in plan.steps] == [
        ("A03-01-1", "site"), ("A03-01-2", "site"),
    ]  # fmt: skip


def test_half_width_signs_and_line_ends_of_a_cell_are_those_of_chinese():
    plan = plan_of({"A05-01-1": {"ask": " 是否落实,\r\n并有记录? "}})
    assert plan.steps[0].values["ask"] == "是否落实，并有记录？"


FAULTS = (
    ({"A05-01-1": {"evidence": "台帐本"}}, "unknown-code"),
    ({"A05-01-1": {"do": "也许"}}, "wrong-value"),
    ({"A05-01-1": {"kind": "事"}}, "wrong-value"),
    ({"A05-01-1": {"ask": "落实主体责任。"}}, "question-form"),
    ({"A05-01-1": {"ask": None}}, "missing-value"),
    ({"A05-01-1": {"quotes": "风马牛不相及"}}, "quote-not-in-provision"),
    ({"A05-01-1": {"look_en": "One line."}}, "lines-differ"),
)


@pytest.mark.parametrize(("cells", "rule"), FAULTS)
def test_what_is_wrong_in_a_cell_is_told_with_its_row(cells, rule):
    plan = plan_of(cells)
    assert [fault.rule for fault in plan.faults] == [rule]
    assert plan.faults[0].location.path == "x.xlsx"
    assert plan.faults[0].location.line > 2


def test_a_draft_is_accepted_by_somebody_on_a_day(small: Path):
    regulation, _ = read_regulation(small, "gongyuan")
    assert regulation
    accepted = {check.id: {"do": "采用"} for check in drafts(regulation)}
    data = filled(worksheet_book(regulation, "zh"), accepted)
    plan = planned(regulation, taken(data, "x.xlsx"), "x.xlsx")
    told = [(fault.rule, fault.location.line) for fault in plan.faults]
    assert (len(accepted) > 1, told) == (True, [("not-signed", 3)])  # once for all of them


def test_a_check_changed_meanwhile_is_a_conflict_where_the_workbook_changes_it_too():
    data = filled(worksheet_book(parks(), "zh"), {"A05-01-1": {"ask": "是否落实？"}})
    came = taken(data, "x.xlsx")
    old = dict(came.marks)
    marks = old | {"A05-01-1": "0" * 12, "A05-02-1": "0" * 12}
    rows = tuple(
        Came(r.line, {**r.cells, "mark": marks.get(r.cells["id"] or r.cells["at"], "")})
        for r in came.rows
    )
    plan = planned(parks(), Taken(came.regulation, rows, (), marks, "", ""), "x.xlsx")
    assert [(f.rule, f.location.line) for f in plan.faults] == [
        ("changed-meanwhile", next(r.line for r in rows if r.cells["id"] == "A05-01-1"))
    ]


def test_a_file_that_is_no_worksheet_is_refused():
    for data in (b"", b"PK\x03\x04", b"{}"):
        with pytest.raises(CannotGoOn):
            taken(data, "x.xlsx")


def test_a_workbook_of_another_regulation_is_refused():
    came = taken(worksheet_book(parks(), "zh"), "x.xlsx")
    plan = planned(parks(), Taken("other", came.rows, (), {}, "", ""), "x.xlsx")
    assert [fault.rule for fault in plan.faults] == ["other-regulation"]


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2026-12-01", "2026-12-01"), ("2026/12/1", "2026-12-01"), ("46357", "2026-12-01"),
        ("２０２６年12月1日", "2026-12-01"), ("2026.12.1", "2026-12-01"), ("12月", None),
        ("2026-02-30", None), ("2026-12-01 00:00:00", "2026-12-01"),
    ],
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(words, iso):
    assert day(words) == iso


@pytest.mark.parametrize(
    ("said", "run"),
    [
        ("建立巡查\"日志\"制度", "建立巡查“日志”制度"),
        ("  建立 巡查“日志”制度", "建立巡查“日志”制度"),
        ("建立巡查日志的制度", "建立巡查“日志”制度"),
        ("风马牛", ""),
    ],
)  # fmt: skip
def test_a_quote_is_found_by_any_part_of_the_clause(said, run):
    law = "街道办事处应当建立巡查“日志”制度，并妥善保管。"
    assert run in verbatim(said, law)
    assert verbatim(said, law) in law


def test_several_names_stand_in_a_cell():
    known = names_of(parks().vocabulary).known["verify"]
    assert codes_in("查阅资料、ＤＯＣＳ；现场查看\n外星", known) == (
        ("docs", "site"),
        ("外星",),
    )


def test_no_two_names_of_a_kind_are_alike():
    for names in names_of(parks().vocabulary).kinds.values():
        assert len(set(names.values())) == len(names)


# ── nothing is lost ──────────────────────────────────────────────────────────────────────────

TEXT = st.text(
    st.sampled_from("是否建立台账，。“”《》 #:'\"{}[]-?!&*|>%@`,abc0123=~\\/"),
    min_size=1,
    max_size=30,
).map(lambda s: " ".join(s.split()))  # fmt: skip
CODE = st.lists(
    st.sampled_from(sorted(parks().vocabulary.evidence)), min_size=1, max_size=4, unique=True
)
IDS = sorted(check.id for check in asked_checks(parks()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(IDS), st.tuples(TEXT, TEXT, CODE), min_size=1, max_size=3),
    st.sets(st.sampled_from(IDS), max_size=2),
)
def test_worksheet_to_yaml_to_worksheet_loses_nothing(edits, gone):
    """`proven` holds what is written against what was wanted, check by check."""
    names = names_of(parks().vocabulary)
    rows = []
    for n, row in enumerate(rows_of(parks()), 3):
        cells = {k: shown(k, v, names, chinese=True) for k, v in row.values.items()}
        cells |= {"at": row.at, "id": row.id, "mark": row.mark, "do": ""}
        if row.id in edits:
            ask, en, evidence = edits[row.id]
            cells |= {"ask": f"{ask}？", "fix_en": en}
            cells["evidence"] = "\n".join(names.name("evidence", code) for code in evidence)
        if row.id in gone:
            cells["do"] = "删除"
        rows.append(Came(n, cells))
    plan = planned(parks(), Taken(ID, tuple(rows), (), {}, "", ""), "x.xlsx")
    for path, text in after(plan).items():
        assert text.endswith("\n") == FILES[path].endswith("\n")


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: c.key)
def test_every_column_has_a_head_of_its_own_in_both_languages(column):
    heads = [(c.head.zh, c.head.en) for c in COLUMNS]
    assert heads.count((column.head.zh, column.head.en)) == 1
    assert column.head.en


def test_a_decision_is_understood_in_any_width():

    said = [meant(word, DECISIONS) for word in ("采用", "Ａccept", "√", " 删 除 ", "再议")]
    assert said == ["accept", "accept", "accept", "drop", None]


# ── what is still to be done ─────────────────────────────────────────────────────────────────


def test_a_check_sums_up_drafts_and_lists_what_is_asked_for(small: Path):
    told = run_zicha("check", cwd=small).stdout.splitlines()
    every = run_zicha("check", "--all", cwd=small).stdout.splitlines()
    drafts = [line for line in every if "is a draft on" in line]
    assert len(drafts) == 4
    assert [line for line in told if "drafted" in line or "is a draft" in line] == []
    assert told[-2].startswith("checklists/gongyuan: warning: 4 places are still to be written")
    assert told[-1] == every[-1]
    one = run_zicha("check", "checklists/gongyuan/article-02.yaml", cwd=small).stdout
    assert one.count("article-02.yaml") == one.count(": warning: ") == 2
    assert run_zicha("check", "--errors", cwd=small).stdout == "No findings\n"
    assert "[unknown-regulation]" in run_zicha("check", "--only", "x", cwd=small).stdout


def test_errors_stand_last(small: Path):
    file = small / "checklists/gongyuan/article-01.yaml"
    file.write_text(file.read_text("utf-8").replace("？", "", 1), "utf-8")
    told = run_zicha("check", "--only", "gongyuan", cwd=small).stdout.splitlines()
    assert told[-2].endswith("[question-form]")
    assert told[-1].startswith("errors: 1, ")


def test_a_new_project_tells_the_next_steps_and_keeps_a_history(tmp_path: Path):
    told = run_zicha("new", str(tmp_path / "mine")).stdout
    steps = ("zicha import ", "zicha worksheet ID -o ID.xlsx", "zicha build")
    places = [told.index(step) for step in steps]
    assert places == sorted(places)
    assert (tmp_path / "mine/.git").is_dir()
    assert "git repository" in told
    readme = (tmp_path / "mine/README.md").read_text("utf-8")
    assert all(readme.count(step.split(" ID")[0]) >= 2 for step in steps)
