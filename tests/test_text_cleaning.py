"""Pasted text → clean text."""

from contextlib import suppress

import pytest

from generator.records.findings import CannotGoOn
from generator.text.cleaning.cleaner import clean
from generator.text.files.encoding import decode
from generator.text.importing import import_text
from generator.text.reading import read


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("督促(单位),依法;如下:", "督促（单位），依法；如下："),
        ("热线12345,共1,000元,10:30开会", "热线12345，共1,000元，10:30开会"),
        ("第 五 条\u3000应\u200b当", "第五条 应当"),
        ("㈠甲", "（一）甲"),
        ("２０１６年", "2016年"),
        ('所称"甲",是指"乙"。', "所称“甲”，是指“乙”。"),
        ('所称"甲，是指', '所称"甲，是指'),
        ('5" pipe, 6" pipe', '5" pipe, 6" pipe'),
        ("中华⼈⺠共和国⾏⻓、⻔、\uf9d1", "中华人民共和国行长、门、六"),
        ("2026/11/25 23:31 某市办法\nhttps://www.gov.cn/x/y.htm 1/11", ""),
        ("11/25/26, 11:30 PM\nﬁle:///tmp/办法.html 1 / 11", ""),
        ("## 第一章  总则", "第一章 总则"),
        ("当前位置:首页 > 详细内容", ""),
        ("【字体：大 中 小】 【打印】 【关闭】", ""),
    ],
)
def test_characters_of_the_web_become_those_of_print(pasted, cleaned):
    assert clean(pasted, "x.txt")[0].rstrip("\n") == cleaned


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_is_read_in_any_usual_encoding(encoding):
    text = "办法\n第一条 为了督促各级部门，制定本办法。\n"
    assert decode(text.encode(encoding), "x.txt") == (text, ())


def test_bytes_that_are_no_text_are_told_with_their_place():
    _, findings = decode("办法\n第一条 ".encode() + b"\xff\xff\xff", "x.txt")
    assert [(f.rule, f.location.line, f.location.column) for f in findings] == [
        ("unknown-encoding", 2, 5)
    ]


def test_bytes_of_another_kind_of_file_are_refused():
    text, findings = decode(b"\x00\x01\x02" * 50, "x.doc")
    assert (text, [f.rule for f in findings]) == ("", ["not-text"])


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("", "empty-file", "没有文字"),
        (" \n\u3000", "empty-file", "没有文字"),
        ("你好。", "no-articles", "编号是否丢失"),
        ("关于甲的决定\n一、将“甲”修改为“乙”。", "no-articles", "编号是否丢失"),
        ("关于甲的决定\n三、乙。\n四、丙。", "no-articles", "编号是否丢失"),
        (
            "修正案\n一、将第一条修改为：“乙。”\n二、删去第二条。",
            "no-articles",
            "修改后的法规全文",
        ),
    ],
)
def test_a_text_without_articles_is_told_once(text, rule, words):
    findings = read(text.encode(), "x.txt")[1]
    assert [f.rule for f in findings] == [rule]
    assert words in findings[0].message.zh


def test_a_file_too_large_for_a_regulation_is_refused():
    text, findings = decode(b"a" * (16 * 1024 * 1024 + 1), "x.txt")
    assert (text, [f.rule for f in findings]) == ("", ["file-too-large"])


def test_what_a_page_says_behind_the_text_is_left_out():
    text = (
        "办法\n第一条 甲。\n第二条 乙。\n来源：某局\n上一篇：通知\n第一条新闻\n版权所有：某局"
    )
    assert clean(text, "x.txt")[0] == "办法\n第一条 甲。\n第二条 乙。\n"


def test_a_line_about_organisers_within_the_articles_stays():
    text = "办法\n第一条 甲。\n承办人员的回避，由负责人决定。\n第二条 乙。\n"
    assert clean(text, "x.txt")[0] == text


def test_lines_broken_by_a_printer_become_paragraphs_again():
    sentence = (
        "为了督促全市各级各部门和广大党员干部切实履行工作职责增强责任感使命感和紧迫感，依照"
    )
    text = "\n".join(f"第{n}条 {sentence}第一条{sentence}执行。" for n in "一二三四五六七八")
    broken = "办法\n" + "\n".join(
        line[at : at + 24] for line in text.split("\n") for at in range(0, len(line), 24)
    )
    document, _ = read(broken.encode(), "x.txt")
    assert [f"{a.label} {a.words}" for a in document.articles] == text.split("\n")


def test_heads_of_every_page_are_left_out_and_what_a_law_repeats_stays():
    again = "责的主管人员和其他直接责任人员"
    body = [f"第{n}条 甲，对直接负\n{again}\n— {k} —\n某市\n城市管理办法" for k, n in
            enumerate("一二", 1)] + [f"第{n}条 乙。\n— {k} —\n某市\n城市管理办法" for k, n in
            enumerate("三四五六七八九十", 3)]  # fmt: skip
    text = clean("某市\n城市管理办法\n" + "\n".join(body), "x.txt")[0]
    assert (text.count(again), text.count("城市管理办法"), text.count("—")) == (2, 1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "字" * 400_000,
        "。（一）甲" * 50_000,
        "（" * 200_000,
        "第一条 甲。\n" * 4_000,
        "第" * 200_000,
        "2016年1月1日通过" * 15_000,
    ],
    ids=["one line", "glued items", "brackets", "repeats", "half labels", "notes"],
)
def test_no_text_takes_longer_than_its_length(text):
    read(text.encode(), "x.txt")
    with suppress(CannotGoOn):
        import_text(text.encode(), "x.txt")
