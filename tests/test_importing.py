"""From a file as received to a site: new project, import, drafts, many regulations."""

import io
import re
from pathlib import Path

import docx
import pytest
from conftest import ROOT, run_zicha
from pypdf import PdfReader

from generator.edit.listing import with_regulation
from generator.edit.stubs import Received, stubs
from generator.text.importing import import_text
from generator.text.structure.parser import parse

LAW = ROOT / "tests/data/texts/informants-1996.txt"
CITING = """某市办法
为了甲，特制定本办法。
第一条 【依据】依照《中纪委监察部关于保护检举、控告人的规定》第三条、第四条和第九十九条。
第二条 依照《刑法》第一条和刑法第二条追究。
附件
一、表格
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("regulations: []\n", "regulations: [new]\n"),
        ("regulations: [a] # kept\nx: 1\n", "regulations: [a, new] # kept\nx: 1\n"),
        ("regulations: [\n  a,\n]\n", "regulations: [\n  a, new\n]\n"),
        ("regulations:\n- a\n- b\n\n# kept\n", "regulations:\n- a\n- b\n- new\n\n# kept\n"),
        ("regulations:\n  - a  # one", "regulations:\n  - a  # one\n  - new\n"),
        ("regulations: [new]\n", "regulations: [new]\n"),
        ("regulations: a\n", None),
        ("title: x\n", None),
        ("{", None),
    ],
)
def test_an_import_enters_the_regulation_and_changes_nothing_else(before, after):
    edited = with_regulation(before, "new")
    assert edited == after


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Path:
    """A new project with one regulation out of a Word file, and one question written."""
    root = tmp_path_factory.mktemp("fresh") / "project"
    assert run_zicha("new", str(root)).returncode == 0
    document = docx.Document()
    for line in LAW.read_text("utf-8").splitlines():
        document.add_paragraph(line)
    saved = io.BytesIO()
    document.save(saved)
    (root / "law.docx").write_bytes(saved.getvalue())
    done = run_zicha("import", "law.docx", "--id", "informants", cwd=root)
    assert done.returncode == 0, done.stderr
    (root / "second.txt").write_text(CITING, "utf-8")
    done = run_zicha("import", "second.txt", "--id", "second", cwd=root)
    assert done.returncode == 0, done.stderr
    file = root / "checklists/informants/article-02.yaml"
    written = file.read_text("utf-8").replace(
        "draft: true", "accepted: {by: 王, on: 2026-12-01}", 1
    )
    file.write_text(written, "utf-8")
    built = run_zicha("build", cwd=root)
    assert built.returncode == 0, built.stderr
    return root


def test_a_new_project_builds_before_anything_is_in_it(tmp_path):
    made = run_zicha("new", str(tmp_path / "mine"))
    assert "zicha import regulation.docx --id ID" in made.stdout
    built = run_zicha("build", cwd=tmp_path / "mine")
    assert (built.returncode, built.stdout.startswith("Built ")) == (0, True), built.stderr
    current = (tmp_path / "mine/site/zh/current.html").read_text("utf-8")
    assert ("还没有自查表" in current, 'id="all"' in current) == (True, False)
    again = run_zicha("new", str(tmp_path / "mine"))
    assert (again.returncode, "[file-exists]" in again.stderr) == (1, True)


def test_an_import_outside_a_project_says_how_to_make_one(tmp_path):
    done = run_zicha("import", str(LAW), "--id", "x", cwd=tmp_path)
    assert (done.returncode, "zicha new FOLDER" in done.stderr) == (1, True)


def test_the_file_as_received_is_kept_with_its_kind(fresh):
    assert (fresh / "content/informants/source.docx").read_bytes() == (
        fresh / "law.docx"
    ).read_bytes()


def test_a_question_not_written_is_a_draft_on_the_page_and_is_not_counted(fresh):
    page = (fresh / "site/zh/informants/article-03.html").read_text("utf-8")
    assert "自查：草稿" in page
    assert "A03-01-1" in page
    overview = (fresh / "site/zh/informants/index.html").read_text("utf-8")
    assert "<b>1</b>个检查项" in overview
    assert "个草稿" in overview
    assert "没有英文译文" in overview
    assert not (fresh / "site/zh/informants/bearer-none.html").exists()
    assert ">?<" not in overview


def test_a_sheet_is_printed_where_a_question_is_written_and_names_the_drafts(fresh):
    sheets = sorted(p.name for p in (fresh / "site/sheets/informants/zh").glob("article-*.pdf"))
    assert sheets == ["article-02.pdf"]
    booklet = PdfReader(fresh / "site/sheets/informants/zh/bearer-b1.pdf")
    words = "".join(page.extract_text() for page in booklet.pages).replace("\n", "")
    assert "是否" in words
    assert "草稿：另有" in words


def test_the_site_is_in_chinese_only_where_nothing_is_translated(fresh):
    assert not (fresh / "site/en").exists()


def test_a_regulation_on_the_same_site_is_linked_and_no_other(fresh):
    first, second = (
        (fresh / f"site/zh/second/article-{n}.html").read_text("utf-8") for n in ("01", "02")
    )
    assert '<a class="zc-ref" href="../informants/article-03.html#a3">第三条</a>' in first
    assert '<a class="zc-ref" href="../informants/article-04.html#a4">第四条</a>' in first
    assert "和第九十九条" in first
    assert "《刑法》第一条和刑法第二条追究" in second


def test_the_full_text_has_preamble_captions_and_appendix(fresh):
    page = (fresh / "site/zh/second/full-text.html").read_text("utf-8")
    words = re.sub("<[^>]+>|\\s", "", page)
    assert "为了甲，特制定本办法。第一条【依据】依照《中纪委" in words
    assert words.find("追究。附件一、表格") > 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("为了加强安全生产监督管理，根据甲法，制定本办法。", "制定目的和依据"),
        ("本办法所称甲，是指乙。本办法所称丙，包括丁。", "用语含义"),
        ("本办法由市政府负责解释。", "解释权"),
        ("本办法自2018年6月1日起施行。《乙办法》同时废止。", "施行日期"),
        ("市政府应当制定本市电信发展规划。", ""),
        ("在第七十六条所称诉讼中申请行为保全的，依照法律处理。", ""),
        ("决定自送达之日起生效，当事人应当履行。", ""),
        ("本办法所称甲，是指乙。甲不得丙。", ""),
    ],
)
def test_an_article_that_asks_nothing_of_anybody_is_proposed_without_checks(words, reason):
    imported, _ = import_text(f"甲办法\n第一条 {words}\n".encode(), "x.txt")
    document, _ = parse(imported.text, "zh.txt")
    made = stubs("x", imported, document, Received(b"", "x.txt", "2026-01-01"))
    told = f'no_checks: {{zh: "{reason}，无自查内容"}}'
    assert (told if reason else "provisions:") in made["checklists/x/article-01.yaml"].decode()


ARTICLES = "<p>第一条　甲单位应当登记。</p><p>第二条　乙单位应当报告。</p>"


def test_a_page_that_lies_in_a_form_is_read():
    page = f'<html><body><form name="aspnetForm"><h1>某办法</h1>{ARTICLES}</form></body></html>'
    imported, told = import_text(page.encode(), "page.html")
    assert imported.title == "某办法"
    assert "第二条 乙单位应当报告。" in imported.text
    assert told == ()


def test_a_form_to_search_with_beside_the_text_is_left_out():
    page = f"<body><form><p>站内检索</p></form><h1>某办法</h1>{ARTICLES * 3}</body>"
    assert "站内检索" not in import_text(page.encode(), "page.html")[0].text


def test_the_table_above_a_text_is_not_its_title():
    table = "".join(
        f"<tr><td>{label}</td><td>{said}</td></tr>"
        for label, said in (
            ("索 引 号：", "0014349/2018-218"), ("发文机关：", "某省人民政府"),
            ("成文日期：", "2018年12月18日"), ("标　　题：", "某办法"), ("主 题 词：", ""),
        )
    )  # fmt: skip
    page = f"<body><table>{table}</table><h1>某办法</h1>{ARTICLES}</body>"
    imported, _ = import_text(page.encode(), "page.html")
    assert imported.title == "某办法"
    assert (imported.issued, imported.issuers) == ("2018-12-18", ("某省人民政府",))
    assert "索" not in imported.text


def test_a_line_that_ends_with_a_comma_is_no_paragraph_of_its_own():
    text = "某法\n第一条　由下列人员组成：\n主任，\n副主任，\n委员。\n每届任期五年。\n"
    assert "组成：主任，副主任，委员。\n每届" in import_text(text.encode(), "x.txt")[0].text


def test_where_a_page_says_it_comes_from_is_no_law():
    text = (
        "某办法\n第一条　应当登记。\n第二条　本办法自印发之日起施行。\n"
        "（来源：某省教育厅）\n原标题：《最新通知》\n"
    )
    imported, _ = import_text(text.encode(), "x.txt")
    assert imported.text.endswith("第二条 本办法自印发之日起施行。\n")
    assert imported.source == "某省教育厅"


DRAFTED = """article: a1
provisions:
  - at: a1
    reviewed: "a9b2c08de5c5"
    bearers: {basis: named, codes: [b1]}
    checks:
      - id: A01-01-1
        kind: duty
        quotes: ["街道办事处应当每年公开账目"]
        ask: {zh: "是否每年公开账目？"}
        evidence: [records]
        verify: [docs]
        sampling: all
        fix: {zh: "?"}
        draft: true
      - id: A01-01-2
        kind: prohibition
        quotes: ["任何单位不得截留资金"]
        ask: {zh: "是否没有截留资金？"}
        bearers: [b2]
        evidence: [records]
        verify: [docs]
        sampling: all
        fix: {zh: "?"}
        draft: true
"""


def test_an_import_drafts_a_check_for_each_point_of_the_text():
    law = "甲办法\n第一条 街道办事处应当每年公开账目。任何单位不得截留资金。\n"
    imported, _ = import_text(law.encode(), "x.txt")
    document, _ = parse(imported.text, "zh.txt")
    made = stubs("x", imported, document, Received(b"", "x.txt", "2026-01-01"))
    drafts = made["checklists/x/article-01.yaml"].decode().partition("\n")[2]
    assert re.sub('reviewed: ".*"', 'reviewed: "a9b2c08de5c5"', drafts) == DRAFTED
    assert (
        '\n  b1: {zh: "街道办事处", named_in: a1}\n  b2: {zh: "任何单位", named_in: a1}\n'
        in made["checklists/x/vocabulary.yaml"].decode()
    )
