"""A unit fills in its self-inspection on the page: nothing is lost, and the file comes out."""

import csv
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from answering import book_of, told_unit
from answering import saved as saved_book
from conftest import CHROMIUM, ROOT, strict_server
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, BrowserContext, Error, Page
from test_accessibility import AXE, WCAG, axe
from test_filled import form as filled_form
from test_office_programs import converted

from generator.answers.names import name_of
from generator.answers.writing import as_text
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook

__all__ = ["axe"]  # a fixture: the rules as a script

VENDOR = ROOT / "site_templates/assets/vendor"
# Of npm: idb 8.0.4 build/umd.js, fflate 0.8.3 umd/index.js.
SUMS = {
    "idb.js": "84a1b83a821969a36592964874997757d8bde798dc1b89a5891391bd29e5c08c",
    "fflate.js": "462ef8041fc970e3615a20a9dd2b2e3047a073b2da729ef4f02b634bba8b7b83",
}
UNIT = "甲街道办事处"
FIRST, SECOND = "A02-01-1", "A03-01-1"
# The first type of unit is asked a thousand questions.
THOUSAND = """
const parse = JSON.parse;
JSON.parse = function (text, reviver) {
  const value = parse.call(this, text, reviver);
  if (!value || !value.checks || !value.bearers) return value;
  const first = value.checks;
  value.checks = Array.from({length: 1000}, (_, n) => {
    const from = first[n % first.length];
    return Object.assign({}, from, {id: `${from.id}-${n}`});
  }).sort((a, b) => first.findIndex(e => e.at === a.at) - first.findIndex(e => e.at === b.at));
  value.bearers.forEach(each => { each.checks = value.checks.map(check => check.id); });
  return value;
};
"""
NO_STORE = "Object.defineProperty(self, 'indexedDB', {value: undefined})"
FULL = """
const put = IDBObjectStore.prototype.put;
IDBObjectStore.prototype.put = function (value) {
  if (self.full) throw new DOMException('full', 'QuotaExceededError');
  return put.apply(this, arguments);
};
"""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    with strict_server(site) as address:
        yield address


def begin(page: Page, address: str, unit: str = UNIT, language: str = "zh") -> None:
    page.goto(f"{address}/{language}/parks/assess.html")
    choose(page, unit)


def choose(page: Page, unit: str) -> None:
    page.check('input[name="type"][value="street"]')
    page.fill('input[name="unit"]', unit)
    page.fill('input[name="from"]', "2026-01-01")
    page.fill('input[name="to"]', "2026-06-30")
    page.click('[data-action="start"]')
    page.wait_for_selector("[data-check]")


def field(page: Page, check: str, name: str):
    return page.locator(f'[data-check="{check}"] [data-field="{name}"]').first


def answer(page: Page, check: str, code: str) -> None:
    page.check(f'[data-check="{check}"] input[name="{check}"][value="{code}"]')


def saved(page: Page) -> None:
    page.wait_for_selector('[data-state="saved"]')


def exported(page: Page, path: Path) -> Path:
    with page.expect_download() as download:
        page.click('[data-action="export"]')
    download.value.save_as(path)
    return path


def take_in(page: Page, path: Path) -> None:
    page.set_input_files('[data-action="import"]', path)


@pytest.mark.parametrize("name", SUMS)
def test_the_scripts_of_others_are_those_of_their_packages(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]
    assert (VENDOR / name).with_suffix(".LICENSE").is_file()


def test_a_list_of_several_types_has_each_check_once_in_order(page: Page, served: str) -> None:
    page.goto(f"{served}/zh/parks/assess.html")
    page.check('input[name="type"][value="street"]')
    assert page.inner_text(".za-count") == "共40个检查项"
    page.check('input[name="type"][value="unit"]')
    page.check('input[name="type"][value="district"]')
    said = page.inner_text(".za-count")
    page.click('[data-action="start"]')
    ids = page.locator("[data-check]").evaluate_all("all => all.map(e => e.dataset.check)")
    assert said == f"共{len(ids)}个检查项"
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids, key=lambda id_: [int(n) for n in re.findall(r"\d+", id_)][:1])


def test_what_is_filled_in_is_there_again_and_comes_out(
    page: Page, served: str, tmp_path: Path
) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    begin(page, served)
    answer(page, FIRST, "no")
    field(page, FIRST, "finding").fill("没有签订=1+1")
    field(page, FIRST, "due").fill("2026-08-01")
    answer(page, SECOND, "yes")
    field(page, SECOND, "evidence").check()
    saved(page)
    page.reload()
    page.wait_for_selector("[data-check]")
    assert field(page, FIRST, "finding").input_value() == "没有签订=1+1"
    file = json.loads(exported(page, tmp_path / "a.json").read_text("utf-8"))
    assert file["format"] == "zicha-answers/1"
    assert file["unit"] == {"name": UNIT, "types": ["street"]}
    assert file["state"] == "filling"
    first = file["answers"][FIRST]
    assert (first["answer"], first["finding"]) == ("no", "没有签订=1+1")
    assert first["measure"]["due"] == "2026-08-01"
    assert file["answers"][SECOND]["evidence"] == [{"code": "ledger", "note": ""}]
    page.wait_for_selector("text=已导出并核对")
    assert told == []


def test_a_file_taken_in_comes_out_the_same(
    page: Page, served: str, browser: Browser, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "partial")
    field(page, FIRST, "finding").fill("第一行\n“引号”")
    saved(page)
    one = exported(page, tmp_path / "one.json")
    other = browser.new_context().new_page()
    other.goto(f"{served}/en/parks/assess.html")
    take_in(other, one)
    other.wait_for_selector("[data-staging]")
    assert other.locator("[data-row]").count() == 1
    other.click('[data-action="accept"]')
    saved(other)
    two = exported(other, tmp_path / "two.json")
    assert one.read_bytes() == two.read_bytes()
    other.wait_for_selector("text=Exported and checked")
    other.context.close()


def test_an_answer_of_a_person_is_replaced_only_on_choice(
    page: Page, served: str, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    path = exported(page, tmp_path / "a.json")
    answer(page, FIRST, "yes")
    saved(page)
    take_in(page, path)
    page.click('[data-action="accept"]')
    saved(page)
    assert page.is_checked(f'input[name="{FIRST}"][value="yes"]')
    take_in(page, path)
    page.select_option(f'[data-choice="{FIRST}"]', "take")
    page.click('[data-action="accept"]')
    saved(page)
    assert page.is_checked(f'input[name="{FIRST}"][value="no"]')


BAD = {
    "broken": '{"format": "zicha-answers/1", "regul',
    "kind": '{"format": "other/1", "regulation": "parks"}',
    "foreign": '{"format": "zicha-answers/1", "regulation": "roads"}',
    "shape": '{"format": "zicha-answers/1", "regulation": "parks", "answers": {"A": 3}}',
    "behind": '{"format": "zicha-answers/1", "regulation": "parks", "__proto__": {"x": 1}}',
    "html": "<html></html>",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_not_ours_is_refused_and_changes_nothing(
    kind: str, page: Page, served: str, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    (tmp_path / "bad.json").write_text(BAD[kind], "utf-8")
    take_in(page, tmp_path / "bad.json")
    page.wait_for_selector('[data-note][data-kind="failed"]')
    assert "bad.json" in page.inner_text("[data-note]")
    assert page.locator("[data-staging]").count() == 0
    assert page.is_checked(f'input[name="{FIRST}"][value="no"]')


def test_two_units_stand_side_by_side(page: Page, served: str) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    choose(page, "乙街道办事处")
    assert page.locator(f'[data-check="{FIRST}"]').get_attribute("data-answer") == "none"
    answer(page, FIRST, "yes")
    saved(page)
    page.locator(".za-kept li", has_text=UNIT).locator('[data-action="continue"]').click()
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="no"]')


def test_two_tabs_follow_one_another_and_a_conflict_is_shown(page: Page, served: str) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    other = page.context.new_page()
    other.goto(f"{served}/zh/parks/assess.html")
    other.wait_for_selector("[data-check]")
    answer(other, FIRST, "yes")
    saved(other)
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="yes"]')
    # As if the message of the other tab had not come yet.
    page.evaluate(f"zichaAssess.session.now.records.get('{FIRST}').rev = 0")
    field(page, FIRST, "finding").fill("本窗口")
    page.wait_for_selector("[data-conflict]")
    page.click('[data-action="conflict-mine"]')
    saved(page)
    other.wait_for_function(
        f"document.querySelector('[data-check=\"{FIRST}\"] textarea').value === '本窗口'"
    )


def test_where_nothing_can_be_kept_it_is_said_and_the_file_is_the_way_out(
    page: Page, served: str, tmp_path: Path
) -> None:
    page.add_init_script(NO_STORE)
    begin(page, served)
    assert "不允许" in page.inner_text("[data-note]")
    answer(page, FIRST, "no")
    page.wait_for_selector('[data-state="failed"]')
    file = json.loads(exported(page, tmp_path / "a.json").read_text("utf-8"))
    assert file["answers"][FIRST]["answer"] == "no"


def test_a_full_store_is_said_at_once_and_written_later(page: Page, served: str) -> None:
    page.add_init_script(FULL)
    begin(page, served)
    saved(page)
    page.evaluate("self.full = true")
    answer(page, FIRST, "no")
    page.wait_for_selector('[data-state="failed"]')
    assert "已满" in page.inner_text("[data-note]")
    page.evaluate("self.full = false")
    answer(page, SECOND, "yes")
    saved(page)
    page.reload()
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="no"]')


def test_ctrl_s_exports(page: Page, served: str) -> None:
    begin(page, served)
    with page.expect_download() as download:
        page.keyboard.press("Control+s")
    assert download.value.suggested_filename == (
        f"parks-{UNIT}-2026-01-01-2026-06-30.answers.json"
    )


def test_it_is_filled_in_by_keyboard_alone(page: Page, served: str) -> None:
    begin(page, served)
    page.focus(f'input[name="{FIRST}"]')
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.is_checked(f'input[name="{FIRST}"][value="partial"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == SECOND


def test_undo_takes_back_what_was_last_said(page: Page, served: str) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    page.click('[data-action="undo"]')
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="none"]')


def test_it_works_from_a_folder(site: Path, page: Page) -> None:
    begin(page, site.as_uri())
    answer(page, FIRST, "no")
    saved(page)
    page.reload()
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="no"]')


def test_a_file_of_another_edition_is_asked_again_where_the_check_changed(
    page: Page, served: str, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    answer(page, SECOND, "yes")
    saved(page)
    file = json.loads(exported(page, tmp_path / "a.json").read_text("utf-8"))
    file["stamp"], file["edition"] = "0" * 12, "2020-01-01"
    file["unit"]["name"] = "丙街道办事处"
    changed = file["answers"][FIRST]
    changed["stamp"] = "1" * 12
    changed["asked"]["ask"] = "承担任务的单位是否都已明确？"
    file["answers"]["A99-01-1"] = {"answer": "yes", "finding": "旧的", "stamp": "2" * 12}
    (tmp_path / "old.json").write_text(json.dumps(file), "utf-8")
    take_in(page, tmp_path / "old.json")
    page.wait_for_selector("[data-staging]")
    kinds = page.locator("[data-row]").evaluate_all(
        "rows => rows.map(row => [row.dataset.row, row.dataset.kind])"
    )
    assert kinds == [[FIRST, "asked"], [SECOND, "new"], ["A99-01-1", "gone"]]
    page.click('[data-action="accept"]')
    saved(page)
    first = page.locator(f'[data-check="{FIRST}"]')
    assert first.get_attribute("data-answer") == "none"
    assert "否" in first.locator("[data-earlier]").inner_text()
    assert first.locator("[data-earlier] ins").all_inner_texts() == ["公园管护", "和工作人员"]
    assert page.is_checked(f'input[name="{SECOND}"][value="yes"]')
    again = json.loads(exported(page, tmp_path / "b.json").read_text("utf-8"))
    assert again["appendix"]["A99-01-1"]["finding"] == "旧的"
    assert again["answers"][FIRST]["earlier"]["answer"] == "no"


def test_what_a_reviewer_returns_stands_first(
    page: Page, served: str, browser: Browser, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "yes")
    answer(page, SECOND, "yes")
    page.check('[data-action="review"]')
    page.check(f'[name="review-{SECOND}"][value="returned"]')
    field(page, SECOND, "remark").fill("请补充台账")
    saved(page)
    path = exported(page, tmp_path / "a.json")
    assert json.loads(path.read_text("utf-8"))["state"] == "returned"
    other = browser.new_context().new_page()
    other.goto(f"{served}/zh/parks/assess.html")
    take_in(other, path)
    other.click('[data-action="accept"]')
    other.wait_for_selector(f'[data-check="{SECOND}"]')
    assert other.locator("[data-check]").count() == 1
    assert "请补充台账" in other.locator(".za-returned").inner_text()
    other.context.close()


def test_the_official_workbook_comes_out_filled(
    page: Page, site: Path, served: str, tmp_path: Path
) -> None:
    for n, address in enumerate((served, site.as_uri())):
        begin(page, address)
        answer(page, FIRST, "no")
        field(page, FIRST, "finding").fill("=1+1 & <没有>")
        saved(page)
        with page.expect_download() as download:
            page.click('[data-action="workbook"]')
        path = tmp_path / f"{n}.xlsx"
        download.value.save_as(path)
        book = load_workbook(path)
        assert cell(book, "unit") == UNIT
        assert cell(book, "answer_A02_01_1") == "否"
        assert cell(book, "finding_A02_01_1") == "=1+1 & <没有>"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_filled_in_elsewhere_is_taken_in_over_the_table(
    page: Page, served: str, tmp_path: Path, language: str
) -> None:
    words = {name_of("answer", FIRST): "否", name_of("finding", FIRST): "没有签订\n第二行"}
    words |= {name_of("answer", SECOND): "大概是", name_of("limit", FIRST): "2026年8月1日"}
    words |= {"filler": "张三", "ask_own_1_1": "自加一问", "answer_own_1_1": "是"}
    book = book_of("zh/bearer-street", words)
    path = tmp_path / "a.xlsx"
    path.write_bytes(by_libreoffice(saved_book(book), tmp_path))
    page.goto(f"{served}/{language}/parks/assess.html")
    take_in(page, path)
    page.wait_for_selector("[data-staging]")
    assert "大概是" in page.inner_text("[data-told]")
    page.click('[data-action="accept"]')
    page.wait_for_selector(f'[data-check="{FIRST}"][data-answer="no"]')
    saved(page)
    file = json.loads(exported(page, tmp_path / "a.json").read_text("utf-8"))
    assert file["unit"] == {"name": "某街道办事处", "types": ["street"]}
    assert file["period"] == {"from": "2026-01-01", "to": "2026-06-30"}
    assert file["people"]["filler"] == "张三"
    first = file["answers"][FIRST]
    assert (first["answer"], first["finding"]) == ("no", "没有签订\n第二行")
    assert first["measure"]["due"] == "2026-08-01"
    assert file["answers"].get(SECOND, {"answer": ""})["answer"] == ""
    assert [(own["ask"], own["answer"]) for own in file["own"]] == [("自加一问", "yes")]


def test_a_workbook_that_was_printed_with_answers_brings_back_what_it_does_not_show(
    page: Page, served: str, tmp_path: Path
) -> None:
    answers = told_unit(4)
    job = filled_form(answers, "bearer", "xlsx")
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(plan(job.sheet)))
    page.goto(f"{served}/zh/parks/assess.html")
    take_in(page, path)
    page.click('[data-action="accept"]')
    page.wait_for_selector("[data-check]")
    saved(page)
    assert exported(page, tmp_path / "a.json").read_text("utf-8") == as_text(answers)


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", "xlsx of others", "of another law"])
def test_a_workbook_that_is_not_ours_is_refused(
    page: Page, served: str, tmp_path: Path, data: bytes | str
) -> None:
    book = book_of("zh/bearer-street", {}) if data == "of another law" else Workbook()
    if data == "of another law":
        book["data"]["B2"].value = "greens"
    path = tmp_path / "a.xlsx"
    path.write_bytes(data if isinstance(data, bytes) else saved_book(book))
    begin(page, served)
    take_in(page, path)
    page.wait_for_selector('[data-note][data-kind="failed"]')
    assert page.locator("[data-staging]").count() == 0


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    (made,) = converted({"a.xlsx": data}, folder, "xlsx")
    return made


def test_how_far_each_is_stands_in_the_list_and_at_the_head(page: Page, served: str) -> None:
    begin(page, served)
    head = page.locator(".za-progress .za-standing")
    assert head.inner_text() == "未填"
    answer(page, FIRST, "yes")
    page.wait_for_selector('.za-progress [data-standing="filling"]')
    for id_ in page.evaluate("zichaAssess.session.now.list"):
        page.evaluate("id => zichaAssess.session.set(id, 'answer', 'yes')", id_)
    page.wait_for_selector('.za-progress [data-standing="filled"]')
    page.evaluate("id => zichaAssess.session.set(id, 'review.mark', 'returned')", FIRST)
    page.wait_for_selector('.za-progress [data-standing="returned"]')
    saved(page)
    page.reload()
    page.wait_for_selector('.za-kept [data-standing="returned"]')
    assert page.inner_text(".za-kept .za-standing") == "退回"


def test_evidence_named_once_is_chosen_for_other_checks(
    page: Page, served: str, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "yes")
    field(page, FIRST, "evidence").check()
    field(page, FIRST, "note").fill("街办〔2026〕1号")
    answer(page, SECOND, "yes")
    box = page.locator(f'[data-check="{SECOND}"] [data-action="reuse-evidence"]')
    box.focus()
    box.select_option(index=1)
    saved(page)
    file = json.loads(exported(page, tmp_path / "a.json").read_text("utf-8"))
    one, two = (file["answers"][id_]["evidence"] for id_ in (FIRST, SECOND))
    assert one == two
    assert one[0]["note"] == "街办〔2026〕1号"
    shown = page.locator(f'[data-check="{SECOND}"] [data-field="note"]:visible')
    assert shown.input_value() == "街办〔2026〕1号"


def test_characters_of_an_input_method_are_kept_while_they_are_composed(
    page: Page, served: str
) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    field(page, FIRST, "finding").click()
    tool = page.context.new_cdp_session(page)
    for words in ("xian", "xianchang", "现场"):
        tool.send(
            "Input.imeSetComposition",
            {"text": words, "selectionStart": len(words), "selectionEnd": len(words)},
        )
    saved(page)
    page.reload()
    page.wait_for_selector("[data-check]")
    assert field(page, FIRST, "finding").input_value() == "现场"


def cell(book: Workbook, name: str) -> object:
    ((sheet, place),) = book.defined_names[name].destinations
    return book[sheet][place].value


def test_a_table_for_spreadsheets_holds_no_formula(
    page: Page, served: str, tmp_path: Path
) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    field(page, FIRST, "finding").fill('=HYPERLINK("x")')
    with page.expect_download() as download:
        page.click('[data-action="csv"]')
    download.value.save_as(tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows[1][3:5] == ["否", '\'=HYPERLINK("x")']
    assert len(rows) == 41


def test_the_result_counts_and_marks_what_is_overdue(page: Page, served: str) -> None:
    begin(page, served)
    answer(page, FIRST, "no")
    field(page, FIRST, "due").fill("2020-01-01")
    answer(page, SECOND, "yes")
    saved(page)
    page.click('[data-action="result"]')
    total = page.locator(".za-total").first.locator("td").all_inner_texts()
    assert total[:9] == ["40", "2", "1", "0", "1", "0", "0", "38", "50.0%（1/2）"]
    assert page.locator("[data-overdue]").count() == 1
    facts = page.input_value("[data-facts]")
    assert "应查40个检查项，已查2个：是1个，部分0个，否1个" in facts
    assert "需整改1个，已销号0个，逾期1个" in facts


def test_the_list_prints_as_forms_with_what_was_said(page: Page, served: str) -> None:
    page.add_init_script("self.print = () => { self.printed = true; }")
    begin(page, served)
    answer(page, FIRST, "no")
    saved(page)
    page.click('[data-action="print"]')
    assert page.evaluate("self.printed")
    forms = page.locator(".za-form h2").all_text_contents()
    assert [form.rpartition("　")[2] for form in forms] == [
        "自查表", "整改台账", "汇总表", "佐证材料目录",
    ]  # fmt: skip
    assert "☑否" in (page.locator(".za-sheet").text_content() or "")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_everybody_can_use_it(
    page: Page, served: str, axe: str, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    begin(page, served, language=language)
    answer(page, FIRST, "no")
    saved(page)
    page.click('[data-action="result"]')
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    assert page.evaluate(AXE, WCAG) == []


def test_a_thousand_checks_open_and_answer_at_once(page: Page, served: str) -> None:
    page.add_init_script(THOUSAND)
    page.goto(f"{served}/zh/parks/assess.html")
    page.check('input[name="type"][value="street"]')
    took = page.evaluate(
        """async () => {
            const start = performance.now();
            document.querySelector('[data-action="start"]').click();
            while (!document.querySelector('[data-check]')) {
                await new Promise(done => requestAnimationFrame(done));
            }
            const opened = performance.now() - start;
            const again = performance.now();
            const radio = document.querySelector('[data-check] input[value="no"]');
            radio.click();
            void document.body.offsetHeight;
            return [opened, performance.now() - again];
        }"""
    )
    assert page.evaluate("zichaAssess.session.now.list.length") == 1000
    assert took[0] <= 1000
    assert took[1] <= 100


PACE = 9  # keys a second: as a person types


@pytest.mark.parametrize("turn", range(3))
def test_a_browser_killed_while_typing_loses_the_last_word_at_most(
    turn: int, browser: Browser, served: str, tmp_path: Path
) -> None:
    words = "".join(f"第{n}句话。" for n in range(6 + 2 * turn))
    profile = tmp_path / "profile"
    with profiled(browser, profile) as context:
        page = context.pages[0]
        begin(page, served)
        field(page, FIRST, "finding").press_sequentially(words, delay=1000 / PACE)
        killed(profile)
    with profiled(browser, profile) as context:
        page = context.pages[0]
        page.goto(f"{served}/zh/parks/assess.html")
        page.wait_for_selector("[data-check]")
        found = field(page, FIRST, "finding").input_value()
    assert words.startswith(found)
    assert len(words) - len(found) <= 6


@contextmanager
def profiled(browser: Browser, profile: Path) -> Iterator[BrowserContext]:
    """A browser of its own that keeps what it has."""
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=list(CHROMIUM)
    )
    yield context
    with suppress(Error):
        context.close()


def killed(profile: Path) -> None:
    """End the browser of this profile at once, as a power cut would."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        if f"--user-data-dir={profile}" in line and "--type=" not in line:
            os.kill(int(line.split()[0]), signal.SIGKILL)
