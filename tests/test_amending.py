"""`zicha amend` takes over an amended text; nothing that a person decided is lost."""

import re
import shutil
from pathlib import Path

import pytest
from amending import amended, invented, split_in_two
from city import CITY, parks
from conftest import run_zicha
from test_worksheet import filled

from generator.check import examined
from generator.edit.amending.choices import choices_book, mark_of, said_in
from generator.edit.amending.plan import NewText, Plan, planned
from generator.edit.amending.taking import take_over
from generator.edit.review import clear, review_checks, review_translation
from generator.edit.stubs import Received
from generator.project.loading import load
from generator.records.findings import CannotGoOn
from generator.records.texts import Passage
from generator.records.walking import asked_checks, drafts, walk
from generator.text.addresses import page_name
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


Said = tuple[tuple[str, str], ...]


def plan_of(root: Path, text: str, said: Said = ()) -> Plan:
    project, _ = load(root)
    assert project
    new = import_text(text.encode(), "new.txt")[0]
    came = Received(text.encode(), "new.txt", "2026-12-02")
    document = parse(new.text, "zh.txt")[0]
    return planned(root, project, project.regulations[0], NewText(came, new, document, said))


def amend(root: Path, text: str, said: Said = ()) -> Plan:
    plan = plan_of(root, text, said)
    assert plan.open == ()
    take_over(root, plan, "told\n")
    return plan


def proposed(root: Path, text: str) -> Said:
    return tuple((q.check, q.proposed) for q in plan_of(root, text).asked)


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
    drafted = [check.id for check in drafts(project.regulations[0])]
    assert drafted == ["A05-01-5", "A06-03-2", "A08-06-1"]
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
    text = amended(articles, seed).new
    amend(office, text, proposed(office, text))
    assert errors(office) <= TO_REVIEW
    assert plan_of(office, amended(articles, seed).new).files == {}


def cut_text() -> str:
    """An item cut in two, one put into another, an article cut in two, numbers shifted."""
    text = (CITY / "content/parks/zh.txt").read_text("utf-8")
    for old, new in (
        ("，管护制度不完善，导致公园管护“走过场”、被动应付的；\n（四）",
         "，导致公园管护被动应付的；\n（四）管护制度不完善，导致公园管护“走过场”的；\n（五）"),
        ("不配合开展公园管护的；\n（六）对养护技术", "不配合开展公园管护，对养护技术"),
        ("（五）对所承担", "（六）对所承担"),
        ("相关责任，依照《某市关于建立", "相关责任。\n\n第十二条 上述失误，依照《某市关于建立"),
        ("第十二条 本办法由", "第十三条 本办法由"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    return text


def test_where_checks_of_split_and_merged_provisions_go_is_asked_and_never_guessed(office):
    plan = plan_of(office, cut_text())
    asked = {(q.check, q.at, q.among) for q in plan.open}
    assert asked == {
        ("A05-03-3", "a5.i3", ("a5.i4",)),
        ("A05-06-1", "a5.i6", ("a5.i6",)),
        ("A05-06-2", "a5.i6", ("a5.i6",)),
        ("A05-06-3", "a5.i6", ("a5.i6",)),
        ("A11-01-2", "a11", ("a12",)),
    }


CHOSEN = (("a5.i6", "a5.i6"), ("A05-06-3", "档案"), ("A05-03-3", "a5.i4"), ("a11", "a12"))


def test_a_check_goes_where_a_person_says_as_it_was_written(office):
    amend(office, cut_text(), CHOSEN)
    assert errors(office) == TO_REVIEW
    now = "\n".join(
        (office / "checklists/parks" / f"article-{n}.yaml").read_text("utf-8")
        for n in ("05", "11", "12")
    )
    was = "\n".join(
        (CITY / "checklists/parks" / f"article-{n}.yaml").read_text("utf-8")
        for n in ("05", "11")
    )
    for id_ in ("A05-05-1", "A05-06-1", "A05-06-2", "A11-01-2"):
        assert written(now, id_) == written(was, id_)
    project, _ = load(office)
    assert project
    at = {c.id: c.at for c in asked_checks(project.regulations[0])}
    assert at["A05-03-3"] == "a5.i4"
    assert at["A05-05-1"] == at["A05-06-1"] == at["A05-06-2"] == "a5.i6"
    assert at["A11-01-2"] == "a12"
    assert "A05-06-3" not in at
    assert plan_of(office, cut_text()).files == {}


def written(text: str, id_: str) -> str:
    """A check as it stands, but for what its provision says of whom it asks."""
    lines = text.split(f"- id: {id_}\n", 1)[1].splitlines()
    end = next((n for n, x in enumerate(lines) if x and not x.startswith("        ")), None)
    said = [line for line in lines[:end] if line.strip()]
    return "\n".join(x for x in said if not x.strip().startswith(("bearers:", "basis:")))


def test_whom_a_check_asks_stays_the_same_in_a_block_that_asks_others(office):
    amend(office, cut_text(), CHOSEN)
    project, _ = load(office)
    assert project
    now = {c.id: (c.bearers, c.basis) for c in asked_checks(project.regulations[0])}
    was = {c.id: (c.bearers, c.basis) for c in asked_checks(parks())}
    assert {id_: now[id_] for id_ in now if id_ in was} == {
        id_: was[id_] for id_ in was if id_ in now
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("A05-06-1", "a5.i1"), "a5.i1 does not say what A05-06-1 quotes; choose among"),
        (("A05-06-9", "a5.i6"), "nothing is asked of A05-06-9; should it be A05-06-"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(office, said, told):
    with pytest.raises(CannotGoOn) as refused:
        plan_of(office, cut_text(), (said,))
    assert told in (refused.value.findings[0].message.en or "")


def test_choices_are_made_in_a_workbook(office):
    plan = plan_of(office, cut_text())
    book = choices_book(parks(), plan, "zh")
    assert book == choices_book(parks(), plan, "zh")
    mark = mark_of(plan.before, plan.after)
    assert said_in(book, "x.xlsx", "parks", mark) == ()
    cells = {"A05-06-1": {"to": "a5.i6 第五条第（六）项"}, "A05-03-3": {"to": "档案"}}
    data = filled(book, cells)
    said = said_in(data, "x.xlsx", "parks", mark)
    assert said == (("A05-03-3", "档案"), ("A05-06-1", "a5.i6"))
    assert [q.check for q in plan_of(office, cut_text(), said).open] == [
        "A05-06-2", "A05-06-3", "A11-01-2",
    ]  # fmt: skip
    for id_, other, told in (
        ("parks", "0" * 12, "made for other texts"), ("lakes", mark, "this table is of parks"),
    ):  # fmt: skip
        with pytest.raises(CannotGoOn) as refused:
            said_in(data, "x.xlsx", id_, other)
        assert told in (refused.value.findings[0].message.en or "")


def test_the_command_asks_until_all_is_decided_and_writes_nothing_before(office, zicha):
    (office / "new.txt").write_text(cut_text(), "utf-8")
    here = ("--project", str(office), "amend", "parks", str(office / "new.txt"))
    asked = zicha(*here, "--choose", "a5.i6=a5.i6")
    assert asked.returncode == 1
    assert "2 checks wait for somebody to say where they go; nothing is written" in asked.stderr
    assert "A05-06-1  a5.i6 → a5.i6\n" in asked.stdout
    assert not (office / "archive").exists()
    wrote = zicha(*here, "-o", str(office / "choices.xlsx"))
    assert wrote.stdout.startswith("Where 5 checks go is to be chosen: wrote ")
    cells = {id_: {"to": "archive"} for id_ in ("A05-03-3", "A11-01-2")}
    file = office / "choices.xlsx"
    file.write_bytes(filled(file.read_bytes(), cells))
    done = zicha(*here, "--from", str(file), "--choose", "a5.i6=a5.i6")
    assert done.returncode == 0, done.stderr
    assert "To undo: git, or put content and checklists in archive/parks/" in done.stdout
    assert zicha(*here).stdout == "The text of parks is this one already; nothing to be done\n"


def test_what_changed_is_told_to_readers_under_the_date_of_the_edition(office):
    amend(office, cut_text(), CHOSEN)
    told = (office / "content/parks/changes.yaml").read_text("utf-8")
    was = (CITY / "content/parks/changes.yaml").read_text("utf-8")
    head, rest = was.split("- date", 1)
    day = "2026-12-02"
    assert told == (
        f"{head}- date: {day}\n  text:\n"
        '    zh: "按修订后的文本更新：修改第五条、第十一条；新增第十二条；'
        '另有1条只改条号。"\n'
        '    en: "The text as amended. Articles amended: 5, 11; added: 12; '
        '1 only renumbered."\n'
        f"- date{rest}"
    )
    facts = (office / "content/parks/regulation.yaml").read_text("utf-8")
    assert f"edition: {day}\n" in facts


@pytest.fixture(scope="module")
def sixty(tmp_path_factory) -> Path:
    """An invented regulation of sixty articles, imported, every draft accepted."""
    root = tmp_path_factory.mktemp("sixty") / "office"
    assert run_zicha("new", str(root)).returncode == 0
    text = amended(invented(60), 1).old
    (root / "old.txt").write_text(text, "utf-8")
    done = run_zicha("--project", str(root), "import", str(root / "old.txt"), "--id", "sixty")
    assert done.returncode == 0, done.stderr
    for file in (root / "checklists/sixty").glob("article-*.yaml"):
        words = file.read_text("utf-8")
        words = words.replace("draft: true", "accepted: {by: 王, on: 2026-01-01}")
        file.write_text(words.replace('{zh: "?"}', "{zh: 对照条文办理。}"), "utf-8")
    english = [f"Article {n} {_english(n)}" for n in range(1, 61)]
    text = "\n\n".join(("Trial Measures", *english)) + "\n"
    (root / "content/sixty/en.txt").write_text(text, "utf-8")
    project, _ = load(root)
    assert project
    addresses = tuple(f"a{n}" for n in range(1, 61))
    clear(root, review_translation(project, root, addresses, "2026-01-01"))
    return root


def _english(n: int) -> str:
    if n % 5:
        return f"Matter {n} is done and put on record."
    return f"Matter {n} is not done:\n(1) the first of {n};\n(2) the second of {n}."


def numbered_after(at: str) -> str:
    """a9 → 第九条之一."""
    return f"第{to_chinese(int(at[1:]))}条之一"


@pytest.mark.parametrize("seed", range(3))
def test_an_amendment_of_sixty_articles_needs_no_line_of_yaml(sixty, tmp_path, seed):
    office = tmp_path / "office"
    shutil.copytree(sixty, office)
    law = amended(invented(60), seed)
    kept = {now: was for was, now, what in law.gold if what in ("unchanged", "renumbered")}
    # An article that asks something and has no 之一 behind it yet.
    cut = next(
        now
        for now, was in kept.items()
        if int(was[1:]) % 5 and "-" not in now and numbered_after(now) not in law.new
    )
    text = split_in_two(law.new, f"第{to_chinese(int(cut[1:]))}条")
    plan = plan_of(office, text, proposed(office, text))
    assert {question.at for question in plan.asked} >= {kept[cut]}
    take_over(office, plan, "told\n")
    assert errors(office) <= TO_REVIEW
    for now, was in kept.items():
        if now != cut:
            assert checks_of(office, now) == checks_of(sixty, was)
            assert english_of(office, now) == english_of(sixty, was)
    project, _ = load(office)
    assert project
    for look in (review_checks, review_translation):
        clear(office, look(project, office, tuple(plan_at(plan)), "2026-12-02 LW"))
    assert errors(office) == set()
    assert plan_of(office, text).files == {}


def plan_at(plan: Plan) -> set[str]:
    return {passage.address for article in plan.after.articles for passage in walk((article,))}


def english_of(root: Path, article: str) -> str:
    text = (root / "content/sixty/en.txt").read_text("utf-8")
    number = article[1:]
    return text.split(f"\nArticle {number} ")[1].split("\nArticle ")[0].rstrip("\n")


def checks_of(root: Path, article: str) -> str:
    """The file of an article without its addresses."""
    name = page_name(article, digits=2)
    text = (root / f"checklists/sixty/{name}.yaml").read_text("utf-8")
    return re.sub(r"(?m)^(article|  - at): .*$", "", text)


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
