"""Editions that were: kept, shown, held against today; which answers of them still stand."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from city import CITY
from conftest import strict_server
from playwright.sync_api import Page
from reissuing import OLD, changed, copied, law_in, project_in, reissued, released, renewed
from test_amending import amend, amended_text

from generator.answers.asked import Asked, asked_of
from generator.answers.collecting import came
from generator.check import examined
from generator.edit.release import release
from generator.exports.feed import changes_of, feed
from generator.pages.book import book
from generator.project.templates import read_templates
from generator.publish.orders import SILENT, Order
from generator.publish.site import build
from generator.records.findings import CannotGoOn
from generator.records.regulation import Regulation
from generator.rules.standing import asked_again, check_changes, since_each
from generator.sheets.currency import sheet_row, subjects

TEXT, LIST = "content/parks/zh.txt", "checklists/parks/article-05.yaml"


def archived(root: Path) -> list[str]:
    return sorted(p.name for p in (root / "archive/parks").iterdir())


# ── what goes out is kept ─────────────────────────────────────────────────────────────────────


def test_what_is_released_lies_in_the_archive_and_is_laid_there_once(tmp_path: Path) -> None:
    root = released(released(copied(tmp_path)))
    assert archived(root) == [OLD]
    kept = root / "archive/parks" / OLD
    for folder in ("content/parks", "checklists/parks"):
        there = {p.name: p.read_bytes() for p in (root / folder).iterdir()}
        assert there == {p.name: p.read_bytes() for p in (kept / folder).iterdir()}


def test_another_state_of_a_date_never_goes_over_the_one_that_is_kept(tmp_path: Path) -> None:
    root = released(copied(tmp_path))
    before = (root / "archive/parks" / OLD / LIST).read_bytes()
    changed(root, LIST, "zh: 是否逐级", "zh: 是否都逐级")
    with pytest.raises(CannotGoOn):
        release(project_in(root), root)
    release(project_in(root), root, again=True)
    assert archived(root) == [OLD, f"{OLD}-2"]
    assert (root / "archive/parks" / OLD / LIST).read_bytes() == before


def test_an_amendment_uses_the_folder_of_the_edition_that_went_out(tmp_path: Path) -> None:
    root = reissued(tmp_path)
    assert archived(root) == [OLD, law_in(root).edition]
    assert (root / "archive/parks" / OLD / "amendment.txt").is_file()


def test_a_regulation_knows_its_editions_as_they_were(tmp_path: Path) -> None:
    root = reissued(tmp_path)
    (past,) = law_in(root).past
    assert past.edition == OLD
    assert past.documents["zh"].title == "某市公园管护责任自查办法（试行）"
    assert [p.words for p in past.articles] == [p.words for p in law_in(CITY).articles]


def test_what_lies_in_the_archive_and_never_went_out_is_no_edition(tmp_path: Path) -> None:
    root = renewed(released(copied(tmp_path)))
    changed(root, f"archive/parks/{OLD}/{TEXT}", "走过场", "搞形式")
    assert law_in(root).past == ()


def again(root: Path) -> set[str]:
    """What is asked again of who answered the old edition."""
    (since,) = (s for s in since_each(law_in(root)) if s.edition.date == OLD)
    return set(asked_again(since))


# ── which answers stand ───────────────────────────────────────────────────────────────────────

I7 = "未完成年度补植计划任务的；"
SOURCE = {"text-not-as-received"}


@pytest.mark.parametrize(
    ("edits", "asked"),
    [
        pytest.param([], set(), id="nothing"),
        pytest.param([(TEXT, "“走过场”", "「走过场」")], set(), id="printed in another manner"),
        pytest.param([(TEXT, "第二条 ", "第二条　")], set(), id="white space"),
        pytest.param(
            [(TEXT, I7, "未完成本年度补植计划任务的；")],
            {"A05-07-1", "A05-07-2", "A05-00-1"},
            id="one word of the text",
        ),
        pytest.param(
            [("content/parks/en.txt", "tasks", "duties")], set(), id="the translation"
        ),
        pytest.param(
            [(LIST, "zh: 是否逐级签订公园管护责任书？", "zh: 是否都逐级签订公园管护责任书？")],
            {"A05-04-1"},
            id="the question",
        ),
        pytest.param(
            [(TEXT, "第四条 公园管护坚持实事求是", "第四条 公园管护始终坚持实事求是")],
            set(),
            id="an article without checks",
        ),
    ],
)
def test_only_what_reads_otherwise_is_asked_again(
    tmp_path: Path, edits: list[tuple[str, str, str]], asked: set[str]
) -> None:
    root = renewed(released(copied(tmp_path)))
    for path, old, new in edits:
        changed(root, path, old, new)
    assert again(root) == asked


def test_an_answer_stands_through_new_numbers_and_what_cites_them(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    assert again(tmp_path) == {"A05-00-1", "A05-03-1", "A05-03-2", "A05-03-4"}
    (past,) = law.past
    assert check_changes(past, law).gone == ("A05-03-3", "A10-01-1", "A10-01-2", "A10-01-3")
    since = next(s for s in since_each(law) if s.edition.date == OLD)
    assert since.until == law.edition
    assert {"A09-01-1", "A06-01-1"} <= since.standing


def test_an_edition_whose_text_is_not_kept_stands_by_its_stamps(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    oldest = next(s for s in since_each(law) if s.edition.date == "2026-08-01")
    assert (oldest.past, oldest.way, oldest.until) == (None, None, OLD)
    assert {"A09-01-1", "A05-04-1"} <= oldest.standing
    assert "A05-03-1" not in oldest.standing


def asked(law: Regulation) -> Asked:
    return asked_of(law, {s.key: s.stamp for s in subjects(law, law.title)})


def old_answers(law: Regulation) -> dict[str, object]:
    """An Answers file of a sub-district that answered all of the old edition."""
    edition = next(e for e in law.editions if e.date == OLD)
    return {
        "format": "zicha-answers/1",
        "id": "k1",
        "regulation": law.id,
        "edition": OLD,
        "stamp": edition.sheets["whole"],
        "unit": {"name": "东街道办事处", "types": ["street"]},
        "period": {"from": "2026-07-01", "to": "2026-12-31"},
        "saved": "2026-11-25T09:00:00+08:00",
        "state": "filled",
        "answers": {
            id_: {"stamp": check.stamp, "answer": "yes"}
            for id_, check in edition.checks.items()
        },
    }


def test_answers_of_an_old_edition_count_where_they_stand(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    found = came(json.dumps(old_answers(law)).encode(), {law.id: asked(law)})
    told = {(p.rule, p.where.removeprefix("answers/")) for p in found.problems}
    assert told == {
        *(("check-changed", i) for i in ("A05-00-1", "A05-03-1", "A05-03-2", "A05-03-4")),
        *(("check-gone", i) for i in ("A05-03-3", "A10-01-1", "A10-01-2", "A10-01-3")),
    }
    assert found.answers
    stamps = {id_: check.stamp for id_, check in asked(law).checks.items()}
    assert found.answers.answers["A09-01-1"].stamp == stamps["A09-01-1"]


# ── sheets of editions that were ──────────────────────────────────────────────────────────────


def test_a_sheet_of_an_old_edition_leads_to_the_article_it_meant(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    was = {each["edition"]: each for each in json.loads(sheet_row(law))["was"]}
    assert was[OLD]["until"] == law.edition
    assert was[OLD]["page"] == f"edition-{OLD}.html"
    moved = {"a5": "a6", "a9": "a10", "a10": "", "a5-a7-1": "a6-a8-1"}
    assert moved.items() <= was[OLD]["went"].items()
    assert was[OLD]["changed"]["a9"] == [[], [], []]
    # the text of this one is not kept: its checks say where its articles are
    assert was["2026-08-01"]["page"] == ""
    assert was["2026-08-01"]["went"]["a5"] == "a6"


# ── what changed, in words ────────────────────────────────────────────────────────────────────


def test_an_edition_of_which_nobody_wrote_says_what_changed(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    law = replace(law, changes=tuple(c for c in law.changes if c.date != law.edition))
    first, *others = changes_of(law, read_templates(CITY).strings)
    assert (first.date, first.text.zh) == (
        law.edition,
        f"与{OLD}版相比：条文新增1条，修改2条，删去1条；4个检查项需要重新检查。",
    )
    assert [change.date for change in others] == [OLD, "2026-08-01"]


def test_pages_tell_of_the_old_text_and_where_its_numbers_went(tmp_path: Path) -> None:
    law = law_in(reissued(tmp_path))
    files = book(law, "zh", read_templates(CITY), ()).files
    old = files[f"edition-{OLD}.md"]
    assert "这不是现行文本。" in old
    assert 'id="a10"' in old
    assert re.search(r'id="A05-03-1">.*?需要重新检查', old, re.DOTALL)
    assert re.search(r'id="A05-04-1">.*?答案仍有效', old, re.DOTALL)
    assert '<a href="article-08-1.html#a8-1">今第八条之一</a>' in files["article-07-1.md"]
    assert '<li id="a6.i1.s1">' in files["article-06.md"]
    table = files["changes.md"]
    assert "<del>，管护制度不完善</del>" in table
    assert "<ins>专职</ins>" in table
    assert 'href="assess.html?since=' in table
    assert "former" not in files["article-02.md"]


# ── one word changed ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "old", "new", "rules"),
    [
        (
            TEXT,
            I7,
            "未完成本年度补植计划任务的；",
            {"changed-since-review", "text-not-as-received"},
        ),
        (TEXT, "坚持实事求是", "始终坚持实事求是", {"text-not-as-received"}),
        (
            "content/parks/en.txt",
            "(7) The tasks",
            "(7) The work tasks",
            {"translation-changed"},
        ),
    ],
)
def test_one_word_changed_by_hand_is_found(
    tmp_path: Path, path: str, old: str, new: str, rules: set[str]
) -> None:
    root = copied(tmp_path)
    changed(root, path, old, new)
    assert rules <= {finding.rule for finding in examined(root)[1]}


def test_what_a_person_has_to_look_at_is_told_with_what_went_and_what_came(
    tmp_path: Path,
) -> None:
    root = released(copied(tmp_path))
    amend(root, amended_text())
    (told,) = (f.message.zh for f in examined(root)[1] if f.rule == "changed-since-review")
    assert told == (
        "a6.i4（第六条第（四）项）的文字在上次核对后有改动：公园管护机制不健全，［增：专职］人员配备"
        "不到位［删：，管护制度不完善］，导致公园管护“走过…；"
        "请核对检查项，然后运行 zicha review a6.i4"
    )


# ── the site ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def renewed_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reissued(tmp_path_factory.mktemp("reissued"))


@pytest.fixture(scope="module")
def served(renewed_project: Path) -> Iterator[str]:
    """Its site, without sheets: they are pressed elsewhere."""
    out = renewed_project / "site"
    build(Order(renewed_project, out, press=False), SILENT)
    with strict_server(out) as address:
        yield address


def test_an_old_sheet_is_answered_with_what_changed_and_where_it_is_now(
    page: Page, served: str, renewed_project: Path
) -> None:
    law = law_in(renewed_project)
    stamp = next(e for e in law.editions if e.date == OLD).sheets["a5"]
    page.goto(f"{served}/zh/current.html?A-a5@{OLD}#{stamp}")
    page.wait_for_selector("[data-answer]")
    said = page.inner_text(".zc-current__out")
    assert "已有新版，请换用现行表格。" in said
    assert "第六条" in said
    assert f"{OLD}版，{law.edition}起由新版代替。" in said
    page.click(".zc-current__out li a:text-is('A05-03-1')")
    assert page.url.endswith(f"/zh/parks/edition-{OLD}.html#A05-03-1")
    assert "专职" in page.inner_text("#a5\\.i3")


def test_an_old_sheet_whose_article_only_has_another_number_may_be_used(
    page: Page, served: str, renewed_project: Path
) -> None:
    law = law_in(renewed_project)
    stamp = next(e for e in law.editions if e.date == OLD).sheets["a7"]
    page.goto(f"{served}/zh/current.html?A-a7@{OLD}#{stamp}")
    page.wait_for_selector("[data-answer=same]")
    assert "第八条" in page.inner_text(".zc-current__out")


@pytest.mark.parametrize(
    ("mark", "now"),
    [
        ("article-07-1.html", "article-08-1.html#a8-1"),
        ("article-06.html#a6.i1.s1", "article-07.html#a7.i1.s1"),
        ("full-text.html#a7-1", "article-08-1.html#a8-1"),
    ],
)
def test_an_old_bookmark_says_where_its_provision_is(
    page: Page, served: str, mark: str, now: str
) -> None:
    page.goto(f"{served}/zh/parks/{mark}")
    place = mark.partition("#")[2] or "a7-1"
    link = page.locator(f".zc-former li[id='{place}'] a, .zc-former li a[href='{now}']").last
    assert link.get_attribute("href") == now
    assert page.locator(f".zc-former a[href='{now}']").is_visible()


def test_old_answers_are_carried_over_on_screen_by_the_same_rule(
    page: Page, served: str, renewed_project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "old.answers.json"
    file.write_text(json.dumps(old_answers(law_in(renewed_project))), "utf-8")
    page.goto(f"{served}/zh/parks/assess.html")
    page.set_input_files('[data-action="import"]', file)
    page.click('[data-action="accept"]')
    page.wait_for_selector('[data-check="A05-04-1"]')
    yes = "[data-check] input[value=yes]:checked"
    given = page.locator(yes).evaluate_all("all => all.map(e => e.name)")
    assert {"A05-04-1", "A07-01-1"} & set(given)
    assert {"A05-00-1", "A05-03-1", "A05-03-2", "A05-03-4"}.isdisjoint(given)


def test_the_list_on_screen_can_be_what_changed_since_an_edition(
    page: Page, served: str
) -> None:
    page.goto(f"{served}/zh/parks/assess.html?since={OLD}&type=street")
    assert page.inner_text(".za-count") == "共4个检查项"


def test_the_new_edition_is_an_entry_of_the_feed(tmp_path: Path) -> None:
    project = project_in(reissued(tmp_path))
    (law,) = project.regulations
    text = feed(law, project.site, read_templates(CITY).strings, "zh")
    assert re.findall(r"<title>(2026[0-9-]+)", text) == [law.edition, OLD, "2026-08-01"]
