"""Text → structure → text."""

import json
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from city import CITY
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.importing import import_text
from generator.text.reading import read
from generator.text.structure.labels import article_label, heading_label
from generator.text.structure.outline import outline
from generator.text.structure.parser import parse
from generator.text.writing import write

PARKS = CITY / "content/parks"
TEXTS = sorted((Path(__file__).parent / "data/texts").glob("*.txt"))


def _unplaced(document: Document) -> Document:
    """The same without places, which writing moves."""
    return replace(
        document,
        headings=tuple(replace(h, location=None) for h in document.headings),
        articles=tuple(_unplaced_passage(a) for a in document.articles),
    )


def _unplaced_passage(passage: Passage) -> Passage:
    children = tuple(_unplaced_passage(c) for c in passage.children)
    return replace(passage, location=None, children=children)


def _shape(document: Document) -> list[str]:
    """Every passage as `address words`."""
    return [line for a in document.articles for line in _lines(a)]


def _lines(passage: Passage) -> list[str]:
    return [f"{passage.address} {passage.words}".strip()] + [
        line for c in passage.children for line in _lines(c)
    ]


def test_importing_the_text_as_received_gives_the_clean_text():
    imported, findings = import_text((PARKS / "source.txt").read_bytes(), "source.txt")
    assert findings == ()
    assert imported.text == (PARKS / "zh.txt").read_text(encoding="utf-8")
    assert imported.title == "某市公园管护责任自查办法（试行）"
    assert (imported.number, imported.number_printed) == (
        "某园字〔2018〕9号",
        "某园字【2018】9号文",
    )
    assert imported.issued == "2018-09-03"
    assert imported.issuers == ("某市人民政府办公室",)
    assert imported.source == "某市公园管理中心"
    assert imported.promulgation.endswith("《某市公园管护责任自查办法（试行）》全文如下。")


def test_the_measures_have_their_articles_chapters_paragraphs_items_and_sub_items():
    text = (PARKS / "zh.txt").read_text(encoding="utf-8")
    document, findings = parse(text, "zh.txt")
    assert findings == ()
    numbers = [*range(1, 8), "7-1", *range(8, 13)]
    assert [a.address for a in document.articles] == [f"a{n}" for n in numbers]
    assert [(h.words, h.before) for h in document.headings] == [
        ("总则", "a1"), ("应当处理的情形", "a5"), ("处理方式和程序", "a8"), ("附则", "a11"),
    ]  # fmt: skip
    below = {a.address: [p.address for p in walk(a.children)] for a in document.articles}
    assert {at: found for at, found in below.items() if found} == {
        "a5": [f"a5.i{n}" for n in range(1, 9)],
        "a6": ["a6.i1", "a6.i1.s1", "a6.i1.s2", "a6.i2", "a6.i3"],
        "a7": ["a7.p1", "a7.p2", "a7.p2.i1", "a7.p2.i2", "a7.p3"],
        "a8": ["a8.p1", "a8.p2", "a8.p3", "a8.p4"],
    }
    assert write(document, "zh") == text


def test_the_translation_has_the_same_addresses():
    zh, _ = parse((PARKS / "zh.txt").read_text(encoding="utf-8"), "zh.txt")
    text = (PARKS / "en.txt").read_text(encoding="utf-8")
    en, findings = parse(text, "en.txt", "en")
    assert findings == ()
    assert [line.split()[0] for line in _shape(en)] == [line.split()[0] for line in _shape(zh)]
    assert write(en, "en") == text


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("第一条 甲：\n（一）乙；\n（二）丙。", ["a1 甲：", "a1.i1 乙；", "a1.i2 丙。"]),
        ("第一条 甲：\n（一）乙。\n丙。", ["a1", "a1.p1 甲：", "a1.p1.i1 乙。", "a1.p2 丙。"]),
        ("第一条 甲：\n（一）乙：\n1.丙；\n2.丁。",
         ["a1 甲：", "a1.i1 乙：", "a1.i1.s1 丙；", "a1.i1.s2 丁。"]),
        ("第一条 甲。\n第一条之一 乙。", ["a1 甲。", "a1-1 乙。"]),
        ("第一条 甲：（一）乙。（二）丙。", ["a1 甲：", "a1.i1 乙。", "a1.i2 丙。"]),
        ("第一条 甲。\n第一条规定的乙。", ["a1", "a1.p1 甲。", "a1.p2 第一条规定的乙。"]),
        ("第一条甲。\n第二条乙。", ["a1 甲。", "a2 乙。"]),
        ("第一条 甲：\n（一）项目乙；\n（二）丙。",
         ["a1 甲：", "a1.i1 项目乙；", "a1.i2 丙。"]),
        ("第一条 甲：\n（一）乙：\n丙。\n（二）丁。",
         ["a1 甲：", "a1.i1 乙：\n丙。", "a1.i2 丁。"]),
        ("第一章 总则第一条 甲。\n第二章规定的乙。",
         ["a1", "a1.p1 甲。", "a1.p2 第二章规定的乙。"]),
        ("第一条 【目的】 甲。", ["a1 甲。"]),
        ("第一条 甲。\n附件\n第一条 乙。", ["a1 甲。"]),
        ("第一条 甲：\n（一）乙。\n丙：\n1.丁；\n2.戊。\n（二）己。",
         ["a1 甲：", "a1.i1 乙。\n丙：", "a1.i1.s1 丁；", "a1.i1.s2 戊。", "a1.i2 己。"]),
        ("第一条 甲：\n（一）乙\n1.3吨；\n2.5吨：\n丙。\n（二）丁。",
         ["a1 甲：", "a1.i1 乙", "a1.i1.s1 3吨；", "a1.i1.s2 5吨：\n丙。", "a1.i2 丁。"]),
        ("第一条 甲：\n（一）乙；\n（二）丙。\n丁：\n（一）戊；\n（二）己。",
         ["a1", "a1.p1 甲：", "a1.p1.i1 乙；", "a1.p1.i2 丙。",
          "a1.p2 丁：", "a1.p2.i1 戊；", "a1.p2.i2 己。"]),
        ("第一条 甲：\n⒈乙：\n1）丙；\n2）丁。\n⒉戊。",
         ["a1 甲：", "a1.i1 乙：", "a1.i1.s1 丙；", "a1.i1.s2 丁。", "a1.i2 戊。"]),
        ("【甲】\n第一条 乙。\n【丙】\n第二条 丁。", ["a1 乙。", "a2 丁。"]),
        ("第一条 甲。第二条本办法自公布日施行。", ["a1 甲。", "a2 本办法自公布日施行。"]),
        ("第一条 甲。第二条规定的乙。", ["a1 甲。第二条规定的乙。"]),
        ("第一条甲。\n第二条中止的。\n第三条与丙。", ["a1 甲。", "a2 中止的。", "a3 与丙。"]),
        ("第一条甲。\n第二条规定的乙。", ["a1", "a1.p1 甲。", "a1.p2 第二条规定的乙。"]),
        ("第一条 甲。\n第二条与乙。", ["a1", "a1.p1 甲。", "a1.p2 第二条与乙。"]),
        ("第一条：甲。\n第二条、乙。\n第3条．丙。", ["a1 甲。", "a2 乙。", "a3 丙。"]),
        ("第一條 甲。\n第二條 乙。", ["a1 甲。", "a2 乙。"]),
    ],
)  # fmt: skip
def test_lines_become_provisions(text, shape):
    assert _shape(read(f"办法\n\n{text}".encode(), "zh.txt")[0]) == shape


@pytest.mark.parametrize(
    ("text", "line", "rule"),
    [
        ("第一条 甲。\n第三条 乙。", 3, "gap-in-numbers"),
        ("第一条 甲。\n第二条 乙。\n第二条 丙。", 4, "repeated-number"),
        ("第一条 甲：\n（一）乙；\n（三）丙。", 4, "gap-in-numbers"),
        ("第一条 甲：\n（一）乙；\n（一）丙。", 4, "repeated-number"),
        ("第四百六十三条 甲。", 2, "starts-late"),
        ("第一条甲。\n第五条乙。", 3, "gap-in-numbers"),
        ("第一条 甲。\n第三章 乙\n第二条 丙。", 3, "gap-in-numbers"),
        ("第三章 乙\n第一条 丙。", 2, "gap-in-numbers"),
        ("第一章 甲\n第一条 乙。\n第二章 丙\n第二节 丁\n第二条 戊。", 5, "gap-in-numbers"),
    ],
)
def test_a_lost_or_repeated_number_is_told_where_it_stands(text, line, rule):
    findings = parse("办法\n" + text, "zh.txt")[1]
    assert [(f.location.line, f.rule) for f in findings] == [(line, rule)]


def test_a_table_of_contents_is_no_structure():
    contents = "目 录\n第一章 总则……1\n第二章 附则……2\n"
    text = f"办法\n{contents}第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。"
    document, findings = read(text.encode(), "x.txt")
    assert [(h.n, h.words, h.before) for h in document.headings] == [
        (1, "总则", "a1"),
        (2, "附则", "a2"),
    ]
    assert findings == ()


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("第一章 总则\n第一条 甲。第二章 市容责任\n第二条 乙。", ["总则", "市容责任"]),
        ("第一章 总则\n第一条 甲。第二章市容责任\n第二条 乙。", ["总则", "市容责任"]),
        ("第一章 总则\n第一条 依照本法\n第二章第二节和约定的规定。\n第二条 乙。", ["总则"]),
        ("第一章 总则\n第一条 甲。第二章规定的乙。\n第二条 乙。", ["总则"]),
        ("第一篇 总则\n第一章 甲\n第一条 乙。", ["总则", "甲"]),
        ("目录\n第一章 总则\n第一条 目的\n第二条 附则\n第一章 总则\n第一条 甲。\n第二条 乙。",
         ["总则"]),
        ("第一章 总则\n【目的】\n第一条 甲。\n【附则】\n第二条 乙。", ["总则"]),
        ("第一編 總則\n第一節 甲\n第一條 乙。", ["總則", "甲"]),
        ("目录\n第一章 甲和\n乙\n第二章 丙\n第一章 甲和\n乙\n第一条 丁\n第二章 丙\n第二条 丁",
         ["甲和乙", "丙"]),
    ],
)  # fmt: skip
def test_headings_are_told_from_words_about_them(text, headings):
    document, findings = parse("办法\n" + text, "zh.txt")
    assert [h.words for h in document.headings] == headings
    assert (document.preamble, findings) == ((), ())


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_official_texts_are_read_as_they_are(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    got = outline(*read(path.read_bytes(), path.name))
    assert got["title"] == expected["title"]
    assert [[c["level"], c["n"], c["heading"]] for c in got["chapters"]] == expected["chapters"]
    numbers = [[a["n"], a["sub"], a["n_items"]] for a in got["articles"]]
    assert numbers == [a[:3] for a in expected["articles"]]
    for article, (*_, first, last) in zip(got["articles"], expected["articles"], strict=True):
        assert first in _ideographs(article["text"])[:60]
        assert _ideographs(article["text"]).endswith(last)


WHOLE = [write(read(path.read_bytes(), path.name)[0], "zh").splitlines() for path in TEXTS]
DAMAGES = {
    "a line is lost": lambda _, b: [b],
    "a line comes twice": lambda a, b: [a, a, b],
    "two lines are swapped": lambda a, b: [b, a],
    "a label is lost": lambda a, b: [re.sub(r"^(?:第.{1,5}[条章]|（.{1,3}）)", "", a), b],
    "a line is broken": lambda a, b: [a[: len(a) // 2], a[len(a) // 2 :], b],
    "two lines are joined": lambda a, b: [a + b],
}


@given(st.sampled_from(WHOLE), st.integers(2, 500), st.sampled_from(sorted(DAMAGES)))
def test_no_word_of_a_damaged_text_is_lost(lines, at, damage):
    at = min(at, len(lines) - 2)
    damaged = [*lines[:at], *DAMAGES[damage](lines[at], lines[at + 1]), *lines[at + 2 :]]
    document, _ = read("\n".join(damaged).encode(), "x.txt")
    written = write(document, "zh")
    assert _unplaced(parse(written, "x.txt")[0]) == _unplaced(document)
    lost = Counter(_words(damaged)) - Counter(_words(written.splitlines()))
    if heading_label(lines[at], "zh") and damage == "a line comes twice":
        return  # as in a table of contents
    assert not lost


@pytest.mark.parametrize("lines", WHOLE, ids=[path.stem for path in TEXTS])
def test_every_lost_or_repeated_article_is_told_where_it_shows(lines):
    starts = [at for at, line in enumerate(lines) if article_label(line, "zh")]
    for at, following in pairwise(starts[1:]):
        unlabelled = [*lines[:at], lines[at].partition(" ")[2], *lines[at + 1 :]]
        doubled = [*lines[:at], lines[at], *lines[at:]]
        for damaged, place in ((unlabelled, following), (doubled, at + 1)):
            found = parse("\n".join(damaged), "x.txt")[1]
            told = {"gap-in-numbers", "repeated-number"} & {f.rule for f in found}
            assert told, lines[at]
            assert place + 1 in {f.location.line for f in found}


def _words(lines: list[str]) -> str:
    return "".join(c for line in lines for c in line if "\u4e00" <= c <= "\u9fff")


def _ideographs(text: str) -> str:
    return "".join(
        re.findall("[\u4e00-\u9fff]", re.sub(r"[（(][一二三四五六七八九十]+[）)]", "", text))
    )


_PIECES = st.sampled_from(
    [
        *("办法", "第一章 总则", "第二章 附则", "第一条 ", "第二条 甲", "第三条之一", "（一）"),
        *(
            "（二）乙；",
            "1.",
            "甲、",
            "一、",
            "丙。",
            "前款第（一）项",
            "附件",
            "“",
            "”",
            "：",
            "\n",
        ),
        *("\n", "　　", "（2016年1月1日通过）", "Article 1", "(1)"),
    ]
)
_TEXTS = st.lists(_PIECES | st.text(max_size=3), max_size=30).map("".join)


@given(_TEXTS)
def test_any_text_gives_a_document_and_findings_within_it(text):
    _, findings = read(text.encode("utf-8", "ignore"), "x.txt")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        at = finding.location
        assert at.path == "x.txt"
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document(data):
    read(data, "x.txt")


@given(
    st.lists(st.sampled_from(["甲。", "乙：", "丙；"]), min_size=1, max_size=4),
    st.integers(1, 5),
)
def test_structure_to_text_to_structure_loses_nothing(paragraphs, articles):
    body = "\n".join(paragraphs) + "\n（一）甲；\n（二）乙。"
    numbers = "一二三四五"[:articles]
    text = "办法\n\n第一章 总则\n\n" + "\n\n".join(f"第{n}条 {body}" for n in numbers) + "\n"
    document, _ = parse(text, "x.txt")
    assert _unplaced(parse(write(document, "zh"), "x.txt")[0]) == _unplaced(document)
    assert write(document, "zh") == text


@settings(derandomize=True)  # what stands before the first article is told apart by likelihood
@given(_TEXTS)
def test_what_was_read_is_written_and_read_the_same(text):
    visible = "".join(c for c in text if c == "\n" or c.isprintable())
    document, _ = parse("某某办法\n\n" + visible, "x.txt")
    again, _ = parse(write(document, "zh"), "x.txt")
    assert _unplaced(again) == _unplaced(document)
