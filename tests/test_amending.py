"""`zicha amend` takes over an amended text; nothing that a person decided is lost."""

import re
import shutil
from pathlib import Path

import pytest
from amending import amended
from city import CITY, parks

from generator.check import examined
from generator.edit.amending.plan import NewText, Plan, planned
from generator.edit.amending.taking import take_over
from generator.edit.stubs import Received
from generator.project.loading import load
from generator.records.texts import Passage
from generator.records.walking import drafts, walk
from generator.text.comparing.alike import plain
from generator.text.comparing.following import words_now
from generator.text.importing import import_text
from generator.text.numerals import to_chinese, to_int
from generator.text.references.recited import recited
from generator.text.structure.parser import parse

# What a person clears by looking: with zicha review, not by typing.
TO_REVIEW = {"changed-since-review", "translation-out-of-date"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    for name in ("content", "checklists"):
        shutil.copytree(CITY / name, tmp_path / name)
    shutil.copy(CITY / "mkdocs.yml", tmp_path)
    return tmp_path


def amended_text() -> str:
    """An article put in, an item put in, one edited, one article deleted, numbers shifted."""
    text = (CITY / "content/parks/zh.txt").read_text("utf-8")
    text = text.replace("自查办法（试行）", "自查办法", 1)
    head, tail = text.split("第二章", 1)
    head += "第五条 各区政府应当每年公布公园管护经费的安排和使用情况。\n\n"
    tail = re.sub(r"第十条 .*\n\n", "", tail)
    tail = re.sub(r"第([一二三四五六七八九十]+)条", _one_more, tail)
    items = [f"（{to_chinese(n)}）" for n in range(1, 10)]
    for n in range(8, 2, -1):
        tail = tail.replace(f"\n{items[n - 1]}", f"\n{items[n]}", 1)
    tail = tail.replace("\n（四）公园", "\n（三）未建立应急预案的；\n（四）公园", 1)
    tail = tail.replace("，人员配备不到位，管护制度不完善", "，专职人员配备不到位", 1)
    return f"{head}第二章{tail}"


def _one_more(match: re.Match[str]) -> str:
    n = to_int(match[1]) or 0
    return f"第{to_chinese(n + 1 if n < 10 else n)}条"


def plan_of(root: Path, text: str) -> Plan:
    project, _ = load(root)
    assert project
    new = import_text(text.encode(), "new.txt")[0]
    came = Received(text.encode(), "new.txt", "2026-12-02")
    document = parse(new.text, "zh.txt")[0]
    return planned(root, project, project.regulations[0], NewText(came, new, document))


def amend(root: Path, text: str) -> Plan:
    plan = plan_of(root, text)
    take_over(root, plan, "told\n")
    return plan


def errors(root: Path) -> set[str]:
    return {f.rule for f in examined(root)[1] if f.severity == "error"}


def block(root: Path, file: str, at: str) -> str:
    """The lines of a provision's checks, but for the one with its address."""
    text = (root / "checklists/parks" / file).read_text("utf-8")
    return re.split(r"\n  - at: ", text.split(f"  - at: {at}\n", 1)[1])[0].strip()


def test_nothing_of_an_unchanged_provision_differs_but_its_address(office):
    amend(office, amended_text())
    for old, new, at, now in (
        ("article-05.yaml", "article-06.yaml", "a5.i2", "a6.i2"),
        ("article-05.yaml", "article-06.yaml", "a5.i8", "a6.i9"),
        ("article-06.yaml", "article-07.yaml", "a6.i1.s2", "a7.i1.s2"),
        ("article-07-1.yaml", "article-08-1.yaml", "a7-1", "a8-1"),
        ("article-11.yaml", "article-11.yaml", "a11", "a11"),
    ):
        assert block(CITY, old, at) == block(office, new, now)


def test_what_a_clerk_would_have_to_type_is_nothing(office):
    amend(office, amended_text())
    assert errors(office) == TO_REVIEW
    told = [f.message.zh for f in examined(office)[1] if f.rule == "changed-since-review"]
    assert [words.split("（")[0] for words in told] == ["a6.i4"]


def test_quotes_follow_the_words_and_what_is_said_no_more_goes_to_the_archive(office):
    plan = amend(office, amended_text())
    now = (office / "checklists/parks/article-06.yaml").read_text("utf-8")
    assert "A05-03-2" in now
    assert "A05-03-3" not in now
    assert "A05-03-3" not in (office / "checklists/parks/tracers.yaml").read_text("utf-8")
    archive = office / "archive/parks/2026-11-23"
    for folder in ("content/parks", "checklists/parks"):
        for file in (CITY / folder).iterdir():
            assert (archive / folder / file.name).read_bytes() == file.read_bytes()
    said = {(note.at, note.words.zh) for note in plan.notes}
    assert ("a6.i4", "A05-03-3 移入档案：引文“管护制度不完善”已不在条文中") in said
    assert (
        "a10", "a10 不再单独存在：A10-01-1, A10-01-2, A10-01-3 移入档案"
    ) in said  # fmt: skip


def test_citations_follow_in_checks_translation_matrix_and_vocabulary(office):
    amend(office, amended_text())
    checks = (office / "checklists/parks/article-04.yaml").read_text("utf-8")
    assert "第六条至第八条之一" in checks
    assert "Articles 6 to 8-1" in checks
    english = (office / "content/parks/en.txt").read_text("utf-8")
    assert "Article 10 Where any of the circumstances listed in Articles 6 to 8 of" in english
    assert "\n(3) ?\n(4) The mechanisms" in english
    assert "\nArticle 5 ?\n" in english
    assert (office / "content/parks/matrix.yaml").read_text("utf-8").startswith("at: a10\n")
    words = (office / "checklists/parks/vocabulary.yaml").read_text("utf-8")
    assert "named_in: a8-1" in words
    facts = (office / "content/parks/regulation.yaml").read_text("utf-8")
    assert "  zh: 某市公园管护责任自查办法\n" in facts


NEW_ARTICLE = """\
# yaml-language-server: $schema=../../schema/checklists/parks.schema.json
article: a5
provisions:
  - at: a5
    reviewed: "STAMP"
    bearers: {basis: named, codes: [district]}
    checks:
      - id: A05-01-5
        kind: duty
        quotes: ["各区政府应当每年公布公园管护经费的安排和使用情况"]
        ask: {zh: "是否每年公布公园管护经费的安排和使用情况？"}
        evidence: [duty_list]
        verify: [docs]
        sampling: all
        fix: {zh: "?"}
        draft: true
"""
NEW_PARAGRAPH = """\
reviewed: "STAMP"
    bearers: {basis: named, codes: [unit]}
    checks:
      - id: A08-06-1
        kind: duty
        quotes: ["公园管护单位应当在每年十二月公布次年的管护计划"]
        ask: {zh: "是否在每年十二月公布次年的管护计划？"}
        evidence: [duty_list]
        verify: [docs]
        sampling: all
        fix: {zh: "?"}
        draft: true"""


def test_new_provisions_get_the_drafts_of_an_import_under_ids_never_used_before(office):
    more = "\n公园管护单位应当在每年十二月公布次年的管护计划。\n\n第八条之一"
    plan = amend(office, amended_text().replace("\n\n第八条之一", more, 1))
    article = (office / "checklists/parks/article-05.yaml").read_text("utf-8")
    assert re.sub('reviewed: ".*"', 'reviewed: "STAMP"', article) == NEW_ARTICLE
    item = block(office, "article-08.yaml", "a8.p4")
    assert re.sub('reviewed: ".*"', 'reviewed: "STAMP"', item) == NEW_PARAGRAPH
    project, _ = load(office)
    assert project
    assert [c.id for c in drafts(project.regulations[0])] == [
        "A05-01-5",
        "A06-03-2",
        "A08-06-1",
    ]
    said = {note.at: note.words.zh for note in plan.notes}
    assert said["a5"] == "新增：起草了 A05-01-5，待采用"
    assert said["a8.p4"] == "新增：起草了 A08-06-1，待采用"


def test_a_draft_names_who_is_meant_where_the_vocabulary_does_not(office):
    amend(office, amended_text().replace("各区政府应当每年", "市财政部门应当每年", 1))
    article = (office / "checklists/parks/article-05.yaml").read_text("utf-8")
    assert (
        "    # 条文写的主体是“市财政部门”，vocabulary.yaml 中没有，请核对。\n"
        "    bearers: {basis: inferred, codes: [all]}\n"
    ) in article


def test_an_id_once_dropped_is_given_to_no_draft(office):
    file = office / "checklists/parks/article-05.yaml"
    file.write_text(file.read_text("utf-8") + "dropped: [A05-01-5]\n", "utf-8")
    amend(office, amended_text())
    assert "id: A05-01-6\n" in (office / "checklists/parks/article-05.yaml").read_text("utf-8")


def test_a_new_article_that_asks_nothing_says_why(office):
    closing = "第十二条 本办法所称公园，是指向公众开放的绿地。\n\n第十三条 "
    plan = amend(office, amended_text().replace("第十二条 ", closing, 1))
    article = (office / "checklists/parks/article-12.yaml").read_text("utf-8")
    assert article.partition("\n")[2] == (
        "article: a12\n"
        "# 程序按条文字面提出，请核对；有可查的内容就删去这一行，改写 provisions。\n"
        'no_checks: {zh: "用语含义，无自查内容"}\n'
    )
    said = {note.at: note.words.zh for note in plan.notes}
    assert said["a12"] == "新增：按字面没有可查的内容，请核对"


def test_a_second_run_changes_nothing_and_the_way_back_gives_every_check_its_place(office):
    amend(office, amended_text())
    before = {p: p.read_bytes() for p in office.rglob("*") if p.is_file()}
    assert plan_of(office, amended_text()).files == {}
    again = plan_of(office, amended_text())
    assert again.kept == {}
    assert {p: p.read_bytes() for p in office.rglob("*") if p.is_file()} == before
    for folder in ("content", "checklists"):
        shutil.rmtree(office / folder / "parks")
        shutil.copytree(office / "archive/parks/2026-11-23" / folder, office / folder,
                        dirs_exist_ok=True)  # fmt: skip
    assert examined(office)[1] == ()


def lines_of(article: Passage) -> list[str]:
    return [p.label * (p is not article) + p.words for p in walk((article,)) if p.words]


@pytest.mark.parametrize("seed", range(12))
def test_amendments_by_chance_leave_nothing_to_type(office, seed):
    articles = [lines_of(a) for a in parks().documents["zh"].articles]
    amend(office, amended(articles, seed).new)
    assert errors(office) <= TO_REVIEW
    assert plan_of(office, amended(articles, seed).new).files == {}


def test_another_regulation_is_refused(office, zicha):
    (office / "other.txt").write_text("某县河道办法\n\n第一条 河道内不得倾倒垃圾。\n", "utf-8")
    done = zicha("--project", str(office), "amend", "parks", str(office / "other.txt"))
    assert done.returncode == 1
    assert "this seems another regulation" in done.stderr
    assert not (office / "archive").exists()


def test_the_command_plans_first_and_then_does_it(office, zicha):
    (office / "new.txt").write_text(amended_text(), "utf-8")
    here = ("--project", str(office), "amend", "parks", str(office / "new.txt"))
    told = zicha(*here, "--dry-run")
    assert told.returncode == 0, told.stderr
    assert "a10  Article 10  a10 is no more: A10-01-1, A10-01-2, A10-01-3 to the archive" in (
        told.stdout
    )
    assert told.stdout.endswith("This is only the plan; nothing is written\n")
    assert not (office / "archive").exists()
    done = zicha(*here)
    assert done.stdout.startswith(told.stdout.removesuffix(told.stdout.splitlines(True)[-1]))
    kept = (office / "archive/parks/2026-11-23/amendment.txt").read_text("utf-8")
    assert kept.splitlines() == told.stdout.splitlines()[:-1]
    assert zicha(*here).stdout == "The text of parks is this one already; nothing to be done\n"
    gone = zicha("--project", str(office), "amend", "park", str(office / "new.txt"))
    assert "the project has no such regulation" in gone.stderr


def test_a_list_in_brackets_is_refused_with_its_place_and_nothing_is_written(office, zicha):
    file = office / "checklists/parks/article-12.yaml"
    file.write_text(
        "article: a12\nprovisions: [{at: a12, no_checks: {zh: 附则。, en: Closing.}}]\n",
        "utf-8",
    )
    (office / "new.txt").write_text(amended_text(), "utf-8")
    done = zicha("--project", str(office), "amend", "parks", str(office / "new.txt"))
    assert done.returncode == 1
    assert "article-12.yaml:2:14: error: this list stands in brackets" in done.stderr
    assert not (office / "archive").exists()


@pytest.mark.parametrize(
    ("words", "old", "new", "now"),
    [
        ("应当报告", "单位应当报告结果。", "单位应当报告结果。", "应当报告"),
        ("应当报告结果", "单位应当报告结果。", "单位应当及时报告结果。", "应当及时报告结果"),
        ("五日内报告", "应当在五日内报告。", "应当在三日内报告。", "三日内报告"),
        ("登记收支", "应当登记收支，公开账目。", "应当公开账目。", None),
        (
            "登记５元",
            "单位应当登记５元以上的支出。",
            "单位应当登记 5 元以上支出。",
            "登记 5 元",
        ),
    ],
)
def test_a_quote_becomes_what_its_words_became(words, old, new, now):
    one, other = (parse(f"某办法\n第一条　{t}\n", "")[0].articles[0] for t in (old, new))
    assert words_now(words, one, other, plain) == now


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("依照第五条第（三）项报告。", "依照第六条第（四）项报告。"),
        ("见第5条。", "见第6条。"),
        ("见第五条至第七条之一。", "见第六条至第八条之一。"),
        ("见《信访条例》第五条。", "见《信访条例》第五条。"),
        ("见第九条。", "见第九条。"),
    ],
)
def test_a_citation_is_put_to_the_present_number(said, now):
    went = {"a5": "a6", "a5.i3": "a6.i4", "a7": "a8", "a7-1": "a8-1", "a9": ""}
    known = {*went, "a1", "a6"}
    assert recited(said, "a1", known, went, language="zh") == now
