"""What stands in an article beside its words: tables, formulas, notes, changes."""

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from generator.project.merging import merged_provisions
from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.addresses import cite, label, order
from generator.text.files.reader import text_of_file
from generator.text.importing import import_text
from generator.text.reading import read
from generator.text.structure.parser import parse
from generator.text.writing import write

HEAD = "某市油烟办法\n第一条 为了防治油烟，制定本办法。\n"
RULES = (
    "第二条 按照下列标准处理：\n"
    "表1 处理标准\n| 档次 | 浓度 | 措施 |\n| 一档 | 50以下 | 约谈 |\n| 二档 | 50以上 | 通报 |\n"
    "注：浓度按日均值计。\n前款所称措施可以并用。\n"
)
END = "第三条 本办法自2024年1月1日起施行。\n"
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def shape(document: Document) -> list[str]:
    return [f"{p.address} {p.words}".strip() for p in walk(document.articles)]


def table(document: Document) -> Passage:
    return next(p for p in walk(document.articles) if p.kind == "table")


def word(*paragraphs: str, table_after: int = 0, cells: tuple[tuple[str, ...], ...] = ()):
    """A .docx of paragraphs, each words or the XML of what stands in it."""
    document = docx.Document()
    for n, words in enumerate(paragraphs, 1):
        if words.startswith("<"):
            xml = f"<w:p {nsdecls('w')} {MATH}>{words}</w:p>"
            document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
        else:
            document.add_paragraph(words)
        if n == table_after:
            made = document.add_table(len(cells), len(cells[0]))
            for row, said in zip(made.rows, cells, strict=True):
                for cell, words_in in zip(row.cells, said, strict=True):
                    cell.text = words_in
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def run(words: str, height: str = "") -> str:
    look = f'<w:rPr><w:vertAlign w:val="{height}"/></w:rPr>' if height else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def rules(data: bytes, name: str) -> list[str]:
    return [finding.rule for finding in read(data, name)[1]]


# ── tables ────────────────────


def test_a_table_in_an_article_is_one_block_of_the_paragraph_above_it():
    document, findings = parse(HEAD + RULES + END, "zh.txt")
    assert shape(document)[1:5] == [
        "a2",
        "a2.p1 按照下列标准处理：",
        "a2.p1.t1 " + RULES[RULES.index("表1") : RULES.index("\n前款")],
        "a2.p2 前款所称措施可以并用。",
    ]
    assert findings == ()
    again = parse(write(document, "zh"), "zh.txt")[0]
    assert shape(again) == shape(document)


def test_a_table_is_cited_and_stands_behind_what_it_belongs_to():
    assert cite("a2.t1", "zh") == "第二条表一"
    assert cite("a2.p1.t2", "en") == "Article 2, paragraph 1, table 2"
    assert label("a2.t1", "zh") == ""
    assert sorted(["a2.t1", "a2.i3", "a2.i1"], key=order) == ["a2.i1", "a2.i3", "a2.t1"]


def test_an_item_goes_on_behind_its_table():
    lines = (
        "第二条 有下列情形的，予以处理：\n（一）排放超标，按下表处理：\n"
        "| 级 | 款 |\n| 一 | 十 |\n（二）不报告的。\n"
    )
    document, findings = parse(HEAD + lines + END, "zh.txt")
    assert shape(document)[1:5] == [
        "a2 有下列情形的，予以处理：",
        "a2.i1 排放超标，按下表处理：",
        "a2.i1.t1 | 级 | 款 |\n| 一 | 十 |",
        "a2.i2 不报告的。",
    ]
    assert findings == ()


PAGE = (
    "<html><body><h1>某市油烟办法</h1><p>第一条　为了防治油烟，制定本办法。</p>"
    "<p>第二条　按照下列标准处理：</p><table><tr><th>档次</th><th>浓度</th></tr>"
    '<tr><td rowspan="2">一档</td><td>50以下</td></tr><tr><td>60以下</td></tr></table>'
    "<p>前款所称标准可以调整。</p><p>第三条　本办法自2024年1月1日起施行。</p></body></html>"
)
MARKDOWN = (
    "# 某市油烟办法\n\n**第一条** 为了防治油烟，制定本办法。\n\n"
    "**第二条** 按照下列标准处理：\n\n"
    "| 档次 | 浓度 |\n| ---- | :--: |\n| 一档 | 50以下 |\n| 一档 | 60以下 |\n\n"
    "前款所称标准可以调整。\n\n**第三条** 本办法自2024年1月1日起施行。\n"
)
BARS = MARKDOWN[MARKDOWN.index("| 档") : MARKDOWN.index("\n前款")]
IN_MARKDOWN = MARKDOWN.replace(BARS, PAGE[PAGE.index("<table") : PAGE.index("<p>前款")] + "\n")
WORD = word(
    "某市油烟办法", "第一条 为了防治油烟，制定本办法。", "第二条 按照下列标准处理：",
    "前款所称标准可以调整。", "第三条 本办法自2024年1月1日起施行。",
    table_after=3, cells=(("档次", "浓度"), ("一档", "50以下"), ("一档", "60以下")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE.encode(), "x.html"),
        (MARKDOWN.encode(), "x.md"),
        (IN_MARKDOWN.encode(), "x.md"),
        (WORD, "x.docx"),
    ],
)
def test_a_table_is_read_the_same_from_every_kind_of_file_and_told(data, name):
    document, findings = read(data, name)
    assert table(document).words == "| 档次 | 浓度 |\n| 一档 | 50以下 |\n| 一档 | 60以下 |"
    assert [c.words for c in document.articles[1].children] == [
        "按照下列标准处理：", "前款所称标准可以调整。",
    ]  # fmt: skip
    assert [f.rule for f in findings] == ["table-read"]
    assert "表格，共 3 行" in findings[0].message.zh


def test_a_table_that_only_arranges_a_page_is_none():
    page = (
        "<table><tr><td>发文机关：</td><td>某局</td></tr>"
        "<tr><td>标题：</td><td>某办法</td></tr></table><h1>某市油烟办法</h1><table>"
        "<tr><td>第一条　为了防治油烟，制定本办法。</td><td>图</td></tr>"
        "<tr><td>第二条　本办法由市生态环境局负责解释和修改。</td><td>图</td></tr></table>"
    )
    document, _ = read(f"<html><body>{page}</body></html>".encode(), "x.html")
    assert [a.address for a in document.articles] == ["a1", "a2"]
    assert not any(p.kind == "table" for p in walk(document.articles))


@pytest.mark.parametrize("head", ["", "油烟税率表一（饮食业适用）\n", "附件\n"])
def test_a_table_behind_the_last_article_is_appendix(head):
    document, _ = parse(f"{HEAD}{END.replace('三', '二')}{head}| 级 | 款 |\n| 一 | 十 |\n", "x")
    assert shape(document)[-1] == "a2 本办法自2024年1月1日起施行。"
    assert document.appendix == (*head.split(), "| 级 | 款 |", "| 一 | 十 |")


def test_the_last_article_keeps_the_table_it_speaks_of():
    document, _ = parse(HEAD + "第二条 按照下表执行：\n| 级 | 款 |\n| 一 | 十 |\n", "x")
    assert shape(document)[-1] == "a2.t1 | 级 | 款 |\n| 一 | 十 |"


# ── formulas, raised characters, notes, pictures, readings ────────────────────

FORMULA = (
    "<m:oMath><m:r><m:t>费=</m:t></m:r><m:f><m:num><m:r><m:t>甲+乙</m:t></m:r></m:num><m:den>"
    "<m:sSup><m:e><m:r><m:t>丙</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    "</m:den></m:f></m:oMath>"
)


def test_a_formula_of_word_is_a_line_of_text_and_told_with_its_place():
    text, findings = text_of_file(word("某办法", FORMULA), "x.docx")
    assert text.splitlines()[1] == "费=（甲+乙）/丙²"
    assert [(f.location.line, f.rule) for f in findings] == [(2, "formula-read")]
    assert "公式" in findings[0].message.zh


def test_raised_and_lowered_characters_keep_their_height_or_are_told():
    data = word(
        "某办法", run("10") + run("4", "superscript") + run("m") + run("2", "subscript")
    )
    assert text_of_file(data, "x.docx")[0].splitlines()[1] == "10⁴m₂"
    assert rules(word("第一条 甲。", run("注") + run("甲", "superscript")), "x.docx") == [
        "raised-read"
    ]
    page = "<p>第一条　10<sup>4</sup>m<sup>2</sup>，CO<sub>2</sub>。</p>"
    assert text_of_file(page.encode(), "x.html")[0] == "第一条　10⁴m²，CO₂。\n".replace(
        "　", " "
    )


def test_readings_above_characters_are_no_words_of_the_law():
    above, base = f"<w:rt>{run('chuò')}</w:rt>", f"<w:rubyBase>{run('辍')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby>{above}{base}</w:ruby></w:r>"
    text, findings = text_of_file(word("某办法", ruby + run("工")), "x.docx")
    assert (text.splitlines()[1], [f.rule for f in findings]) == ("辍工", ["ruby-left-out"])
    page = "<p>第一条　<ruby>辍<rt>chuò</rt></ruby>工。</p>".encode()
    assert text_of_file(page, "x.html")[0] == "第一条 辍工。\n"


def test_notes_and_symbols_are_named_or_read():
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    text, findings = text_of_file(word("某办法", run("甲") + note + tick), "x.docx")
    assert (text.splitlines()[1], [f.rule for f in findings]) == ("甲☑", ["footnote-left-out"])
    assert "脚注" in findings[0].message.zh


# ── headings without numbers, deleted articles ────────────────────


def test_a_short_line_without_a_mark_between_articles_is_a_heading_and_told():
    text = (
        "某准则\n全体人员应当遵守本准则。\n工作人员规范\n第一条 坚持公私分明。\n"
        "第二条 坚持崇廉拒腐。\n负责人规范\n第三条 廉洁用权。\n第四条 廉洁齐家。\n"
    )
    document, findings = read(text.encode(), "x.txt")
    assert [(h.level, h.n, h.words, h.before) for h in document.headings] == [
        ("章", 1, "工作人员规范", "a1"),
        ("章", 2, "负责人规范", "a3"),
    ]
    assert shape(document)[1] == "a2 坚持崇廉拒腐。"
    assert document.preamble == ("全体人员应当遵守本准则。",)
    assert [f.rule for f in findings] == ["heading-read", "heading-read"]
    again, told = parse(write(document, "zh"), "zh.txt")
    assert ([h.words for h in again.headings], told) == (["工作人员规范", "负责人规范"], ())


@pytest.mark.parametrize(
    "line", ["（二）不报告的", "不报告的，依法处理", "某市人民政府", "2024年1月1日"]
)
def test_other_short_lines_are_no_headings(line):
    document, _ = parse(f"某办法\n第一条 甲。\n{line}\n第二条 乙。\n", "x")
    assert document.headings == ()


def test_a_deleted_article_printed_behind_the_last_is_appendix_and_told():
    text = "某法\n第一条 甲。\n第三条 乙。\n第二条 丙。\n（根据2009年的决定，本条已被删去）\n"
    document, findings = parse(text, "x")
    assert [a.address for a in document.articles] == ["a1", "a3"]
    assert document.appendix == ("第二条 丙。", "（根据2009年的决定，本条已被删去）")
    assert [(f.rule, f.severity) for f in findings] == [("deleted-article", "warning")]
    assert [f.rule for f in parse(text.rpartition("（")[0], "x")[1]] == [
        "gap-in-numbers", "repeated-number",
    ]  # fmt: skip


# ── documents numbered 一、（一）1. ────────────────────

NOTICE = (
    "某市关于加强公园巡查的通知\n各区：\n现就有关事项通知如下：\n"
    "一、总体要求\n坚持每日巡查，不得漏查。\n二、主要任务\n（一）巡查记录。应当如实填写：\n"
    "1.时间；\n2.地点。\n（二）隐患处理。发现隐患应当立即报告。\n三、本通知自印发之日起执行。\n"
    "附件：巡查表\n一、时间\n四、地点\n"
)


def test_a_document_numbered_by_parts_is_read_as_one_of_articles():
    document, findings = parse(NOTICE, "zh.txt")
    assert findings == ()
    assert (document.parts, document.title) == (True, "某市关于加强公园巡查的通知")
    assert [(a.label, a.caption) for a in document.articles] == [
        ("一、", "总体要求"), ("二、", "主要任务"), ("三、", ""),
    ]  # fmt: skip
    assert shape(document) == [
        "a1 坚持每日巡查，不得漏查。",
        "a2",
        "a2.i1 巡查记录。应当如实填写：",
        "a2.i1.s1 时间；",
        "a2.i1.s2 地点。",
        "a2.i2 隐患处理。发现隐患应当立即报告。",
        "a3 本通知自印发之日起执行。",
    ]
    assert document.appendix == ("附件：巡查表", "一、时间", "四、地点")
    assert "二、主要任务\n（一）巡查记录。" in write(document, "zh")
    assert shape(parse(write(document, "zh"), "zh.txt")[0]) == shape(document)


def test_parts_are_cited_as_such():
    assert cite("a2.i1.s2", "zh", parts=True) == "第二部分第（一）项第2点"
    assert cite("a2.p3", "zh", parts=True) == "第二部分第三段"
    assert cite("a2.i1.s2", "en", parts=True) == "Part 2, item (1), point 2"
    cited = [p.cite.zh for p in walk(merged_provisions(parse(NOTICE, "zh.txt")[0], None))]
    assert cited[:3] == ["第一部分", "第二部分", "第二部分第（一）项"]


def test_lists_of_articles_are_no_parts():
    document, _ = parse("某办法\n一、总则\n第一条 甲：\n一、乙；\n二、丙。\n", "x")
    assert (document.parts, [a.label for a in document.articles]) == (False, ["第一条"])


# ── tracked changes ────────────────────


def test_tracked_changes_are_read_as_accepted_and_told():
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr>'
    changed = (
        '<w:del w:id="2" w:author="甲"><w:r><w:delText>三十</w:delText></w:r></w:del>'
        f'<w:ins w:id="3" w:author="甲">{run("十五")}</w:ins>'
    )
    data = word("某办法", mark + run("第一条 应当在"), changed + run("日内追究责任。"))
    text, findings = text_of_file(data, "x.docx")
    assert text == "某办法\n第一条 应当在十五日内追究责任。\n"
    assert [f.rule for f in findings] == ["tracked-changes"]
    assert "修订" in findings[0].message.zh


def test_what_is_left_out_is_told_at_import_too():
    findings = import_text(PAGE.encode(), "x.html")[1]
    assert [f.rule for f in findings] == ["table-read"]
