"""Is my sheet current? What was printed in an edition, and what the page says of it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from city import CITY, parks
from playwright.sync_api import Page

from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.texts import Text
from generator.rules.standing import since_each
from generator.sheets.currency import difference, sheet_ids, sheet_row, subjects
from generator.sheets.identity import letters
from generator.sheets.jobs import Job, jobs
from generator.sheets.records import Booklet, Identity

TESTS = Path(__file__).parent
BASE = TESTS / "cases" / "base"
LIST = "checklists/measures/article-02.yaml"


def data(root: Path) -> list[dict[str, Any]]:
    project, findings = load(root)
    assert project is not None
    assert findings == ()
    text = sheet_ids(map(sheet_row, project.regulations)).removeprefix("window.zichaSheets = ")
    return json.loads(text.removesuffix(";\n"))  # type: ignore[no-any-return]


def identities(job: Job) -> Iterator[Identity]:
    """Every identity printed anywhere in a job."""
    body = job.sheet.body
    yield body.ident
    if isinstance(body, Booklet):
        parts = (*body.sheets, body.summary, body.ledger, body.signature)
        yield from (part.ident for part in parts)


def test_every_sheet_that_is_printed_is_known_with_its_stamp():
    regulation = parks()
    known = {i: s.stamp for s in subjects(regulation, regulation.title) for i in s.ids}
    printed = {
        (ident.id, ident.stamp)
        for job in jobs(regulation, read_templates(CITY).sheet_strings, all_forms=True)
        for ident in identities(job)
    }
    assert printed <= set(known.items())
    assert len(printed) > 50


def test_the_letter_of_every_sheet_is_explained_by_the_name_printed_on_it():
    strings = read_templates(CITY).sheet_strings
    told = {letter: form.zh for letter, form in letters(strings)}
    used = {i[0] for s in subjects(parks(), Text("")) for i in s.ids}
    assert set(told) == used
    assert told == {
        "A": "自查表",
        "B": "整改台账",
        "C": "汇总表",
        "D": "佐证材料目录",
        "E": "抽样登记表",
        "F": "自查报告",
        "G": "单位汇总表",
        "L": "自查表（大字版）",
        "M": "追踪检查表（多个对象）",
        "N": "复查表",
        "P": "问题记录页",
        "R": "第一轮自查表",
        "S": "现场核查清单",
        "T": "追踪检查表",
        "W": "网页打印件",
        "X": "自查表（所选检查项）",
        "Y": "自查一览表",
        "Z": "自查表册",
    }


@pytest.fixture
def released(tmp_path: Path, zicha: Any) -> Path:
    shutil.copytree(BASE, tmp_path / "p")
    done = zicha("release", cwd=tmp_path / "p")
    assert done.stdout == "Recorded edition 2026-11-23 of measures: 2 checks\n"
    return tmp_path / "p"


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new, 1), "utf-8")


def test_a_release_is_recorded_once(released: Path, zicha: Any):
    path = released / "content/measures/editions.yaml"
    before = path.read_text("utf-8")
    zicha("release", cwd=released)
    assert path.read_text("utf-8") == before
    edit(released, "content/measures/regulation.yaml", "2026-11-23", "2026-12-01")
    zicha("release", cwd=released)
    assert path.read_text("utf-8").endswith(before.partition("zicha release\n")[2])
    assert path.read_text("utf-8").count("- edition: ") == 2


def test_nothing_has_changed_in_the_edition_of_today(released: Path):
    (now,) = data(released)
    assert [was["changed"] for was in now["was"]] == [{}]
    assert now["now"] == now["was"][0]["sheets"]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("是否落实主体责任？", "是否切实落实主体责任？", [["A02-01-1"], [], []]),
        ("id: A02-01-1", "id: A02-01-9", [[], ["A02-01-9"], ["A02-01-1"]]),
    ],
)
def test_what_changed_is_told_by_sheet(
    released: Path, old: str, new: str, changed: list[list[str]]
):
    edit(released, LIST, old, new)
    ((was,),) = [r["was"] for r in data(released)]
    assert was["changed"] == {"whole": changed, "a2": changed, "county": changed}


def test_a_change_of_the_text_above_changes_every_check_under_it(released: Path):
    project, _ = load(released)
    assert project is not None
    (line,) = [
        x
        for x in (released / "content/measures/zh.txt").read_text("utf-8").splitlines()
        if x.startswith("第二条")
    ]
    edit(released, "content/measures/zh.txt", line, line.replace("：", "并承担责任："))
    project, _ = load(released)
    assert project is not None
    (regulation,) = project.regulations
    whole = subjects(regulation, regulation.title)[0]
    (since,) = since_each(regulation)
    found = difference(since, whole)
    assert found.changed == ("A02-01-1", "A02-02-1")


# ── the page, from a folder ───────────────────────────────────────────────────────────────────


def answers(page: Page, text: str) -> list[str]:
    page.fill("#zc-sheet", text)
    page.keyboard.press("Enter")
    said = page.inner_text(".zc-current__out").split("\n")
    return [line for line in said if line]


@pytest.fixture
def current(page: Page, site: Path) -> Page:
    """The page as it is when A05-01-1 has changed since 2026-01-01, and a27 was taken out."""
    told = (site / "assets/sheet-ids.js").read_text("utf-8")
    records = json.loads(told.removeprefix("window.zichaSheets = ").removesuffix(";\n"))
    old = {"a5": "0" * 12, "a27": "1" * 12}
    records[0]["was"].append(
        {
            "edition": "2026-01-01",
            "sheets": old,
            "changed": {"a5": [["A05-01-1"], [], ["A05-9"]]},
        }
    )
    body = f"window.zichaSheets = {json.dumps(records)};"
    page.route("**/sheet-ids.js", lambda route: route.fulfill(body=body))
    page.goto((site / "zh/current.html").as_uri())
    page.wait_for_selector("[data-zc-current]:not([hidden])")
    return page


def test_the_page_tells_current_superseded_and_unknown_sheets(current: Page, site: Path):
    (now,) = json.loads(
        (site / "assets/sheet-ids.js").read_text("utf-8").split(" = ")[1].rstrip(";\n")
    )
    mark, day = now["now"]["a5"], now["edition"]
    yes, same = "现行版本，可以使用。", "版本日期较早，但检查项和原文没有变动，仍可使用。"
    unknown = "没有这个编号或内容核对码的记录，请对照表上的字再输入一次。"
    other = "有这张表，但表上的内容核对码没有记录；现行的如下，请对照表上的字再输入一次。"
    line = f"parks/A-a5@{day}#{mark}"
    wide = "".join(chr(ord(c) + 0xFEE0) for c in line)
    table = [
        (line, yes),
        (wide, yes),
        (f"  {mark.upper()} ", yes),
        (f"L-a5@{day}#{mark}", yes),
        (f"parks/Z@{day}#{now['now']['whole']}", yes),
        (line.replace(day, "2026-01-01"), same),
        ("parks/A-a27@2026-01-01#111111111111", "这张表已不再使用。"),
        (f"PARKS/a-A5@{day}#{mark}", yes),
        (f"parks/A-a5@{day}#abcdefabcdef", other),
        ("abcdefabcdef", unknown),
        (" ", "请先输入表上的编号或内容核对码。"),
        (f"other/A-a5@{day}#{mark}", unknown),
        ("第五条", unknown),
    ]
    assert [(text, answers(current, text)[0]) for text, _ in table] == table


def records(site: Path) -> list[dict[str, Any]]:
    text = (site / "assets/sheet-ids.js").read_text("utf-8")
    return json.loads(text.split(" = ")[1].rstrip(";\n"))  # type: ignore[no-any-return]


def test_the_stamp_of_one_sheet_does_not_make_another_current(current: Page, site: Path):
    (now,) = records(site)
    mark = now["now"]["street"]
    unknown = "没有这个编号或内容核对码的记录，请对照表上的字再输入一次。"
    for letter in "LSTB":
        line = f"parks/{letter}-street@{now['edition']}#{mark}"
        assert answers(current, line) == [unknown]
    assert answers(current, f"A-street#{mark}")[0] == "现行版本，可以使用。"


@pytest.mark.parametrize(
    ("typed", "key", "name"),
    [
        ("A-a5", "a5", "第五条"),
        ("表号 A-a5", "a5", "第五条"),
        ("表号：Ａ－ａ５　版本 2026-11-23", "a5", "第五条"),
        ("Sheet A-a5", "a5", "第五条"),
        ("a05", "a5", "第五条"),
        ("S-a9", "a9", "第九条"),
        ("A-street", "street", "街道办事处"),
        ("A-a2-a3", "a2-a3", "第二条至第三条"),
        ("Z", "whole", "全部条款"),
    ],
)
def test_the_number_of_a_sheet_alone_gives_its_present_stamp_to_compare(
    current: Page, site: Path, typed: str, key: str, name: str
):
    (now,) = records(site)
    title = "某市公园管护责任自查办法（试行）"
    assert answers(current, typed) == [
        "这张表的现行版本和内容核对码如下。表上的内容核对码与此相同，就是现行版本；也可以把它输入上面核对。",
        f"{title}　{now['names'][key][0]}　{now['edition']} #{now['now'][key]}",
    ]
    assert now["names"][key][0] in (name, title)


def test_the_number_of_a_sheet_no_longer_made_says_so(current: Page):
    assert answers(current, "表号 A-a27")[0] == "这张表已不再使用。"


def test_every_code_on_every_sheet_is_accepted_as_printed(current: Page):
    made = jobs(parks(), read_templates(CITY).sheet_strings, all_forms=True)
    printed = {i.text: i for job in made for i in identities(job)}
    words = [f"表号 {i.id}　版本 {i.version}　内容核对码 {i.stamp}" for i in printed.values()]
    english = [
        f"Sheet {i.id}   Version {i.version} Content stamp {i.stamp}" for i in printed.values()
    ]
    said = current.evaluate(
        """lines => lines.map(line => {
            document.querySelector("#zc-sheet").value = line;
            document.querySelector("[data-zc-current] button").click();
            return [line, document.querySelector(".zc-current__out").dataset.answer];
        })""",
        [*printed, *words, *english],
    )
    assert [line for line, answer in said if answer != "yes"] == []
    assert len(printed) > 60


def test_a_stamp_alone_names_every_sheet_that_has_it(current: Page, site: Path):
    (now,) = json.loads(
        (site / "assets/sheet-ids.js").read_text("utf-8").split(" = ")[1].rstrip(";\n")
    )
    assert now["now"]["a10"] == now["now"]["park_office"]
    told = answers(current, now["now"]["a10"])[1]
    assert "　第十条；市公园管理中心　" in told


def test_a_superseded_sheet_says_which_checks_changed(current: Page):
    assert answers(current, "parks/S-a5@2026-01-01#000000000000")[0::2] == [
        "已有新版，请换用现行表格。",
        "有变动的检查项",
        "已删除的检查项",
    ]
    assert answers(current, "000000000000")[3::2] == ["A05-01-1", "A05-9"]


def test_a_choice_of_form_subject_and_language_gives_the_file_at_once(page: Page, site: Path):
    page.goto((site / "en/parks/sheets.html").as_uri())
    page.wait_for_selector("[data-zc-pick]:not([hidden])")
    form, subject, language = page.query_selector_all("[data-zc-pick] select")
    link = page.get_attribute("[data-zc-pick] a", "href") or ""
    assert link.endswith("/sheets/parks/en/booklet.pdf")
    form.select_option("By type of entity")
    subject.select_option(index=1)
    language.select_option("Bilingual PDF")
    link = page.get_attribute("[data-zc-pick] a", "href") or ""
    assert link.endswith("/sheets/parks/both/bearer-street.pdf")
    assert (site / link.partition("/site/")[2]).is_file()
    form.select_option("For the whole regulation")
    subject.select_option("Self-inspection report")
    language.select_option("Chinese DOCX")
    link = page.get_attribute("[data-zc-pick] a", "href") or ""
    assert link.endswith("/sheets/parks/zh/report.docx")
    form.select_option("Large-print sheets by article")
    assert language.evaluate("e => [].map.call(e.options, o => o.text)") == [
        "English PDF",
        "Chinese PDF",
    ]
