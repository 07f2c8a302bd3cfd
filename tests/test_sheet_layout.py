"""How a sheet fills its pages: even rows, no waste, and nothing that a loose page lacks."""

import re
from functools import cache
from itertools import pairwise
from typing import Any

import pymupdf
import pytest
from city import MM, printed

from generator.sheets.models import Printing

CHECK = re.compile(r"A\d\d-\d\d-\d+")


@cache
def pdf(name: str, **choice: Any) -> bytes:
    return printed(name, Printing(**choice))


def pages(name: str, **choice: Any) -> list[pymupdf.Page]:
    """`choice`: how it is printed, see Printing."""
    return list(pymupdf.open(stream=pdf(name, **choice)))


def words(page: pymupdf.Page) -> str:
    """Without white space and word joiners."""
    return re.sub(r"[\s\u2060\u200b]", "", page.get_text())


def rules(page: pymupdf.Page, *, left: float, right: float) -> list[float]:
    """Where level rules stand that cross all between two places, in points from the head."""
    found: list[float] = []
    for y in sorted(
        item[1].y
        for drawing in page.get_drawings()
        for item in drawing["items"]
        if item[0] == "l" and abs(item[1].y - item[2].y) < 0.1
        if min(item[1].x, item[2].x) <= left and max(item[1].x, item[2].x) >= right
    ):
        if not found or y - found[-1] > 1:  # a rule has two edges
            found.append(y)
    return found


def row_heights(page: pymupdf.Page) -> list[float]:
    """Heights of the rows of checks, in mm: what stands between the rules about each id."""
    x = 0.71 * page.rect.width  # inside 自查结果
    across = rules(page, left=x, right=x + 10)
    return [
        (min(y for y in across if y > at) - max(y for y in across if y < at)) / MM
        for at in (w[1] for w in page.get_text("words") if CHECK.search(w[4]))
    ]


# ── bearers, texts, sums ──────────────────────────────────────────────────────────────────────


def test_bearers_that_all_checks_of_a_text_share_are_named_once_under_it():
    second = words(pages("zh/article-05")[1])
    assert second.count("适用对象：各有关单位（推定）") == 2  # items (2) and (3)
    assert second.count("各有关单位") == 2


def test_bearers_that_differ_are_named_in_their_rows():
    first = words(pages("zh/article-05")[0])
    assert "A05-01-1区政府" in first
    assert "A05-01-2街道办事处" in first


def test_a_bearers_sheet_names_itself_where_others_are_concerned_too():
    text = "".join(words(p) for p in pages("zh/bearer-person"))
    assert "适用对象：相关责任人、各有关单位（推定）" in text


def test_a_sheet_of_several_articles_adds_up_each_and_all():
    text = "".join(words(p) for p in pages("zh/bearer-discipline"))
    assert re.findall(r"(小计|合计)应查(\d+)", text) == [
        ("小计", "1"),
        ("小计", "1"),
        ("合计", "2"),
    ]


def test_a_sheet_of_one_article_has_one_sum():
    text = "".join(words(p) for p in pages("zh/article-05"))
    assert re.findall(r"(小计|合计)应查(\d+)", text) == [("小计", "27")]


def test_an_article_is_named_once_before_its_opening_words():
    text = "".join(words(p) for p in pages("zh/bearer-hotline"))
    assert text.count("第五条［重视、担当、作为］") == 1
    assert "第五条［重视、担当、作为］第五条" not in text


def test_a_text_too_long_to_stand_twice_is_said_to_stand_on_an_earlier_page():
    first, second, *_ = pages("both/article-11", bind="top")
    assert "容错免责机制" in words(first)
    assert "（条文见前页）" not in words(first)
    assert "适用对象：各有关单位（推定）" in words(first)
    assert "（条文见前页）" in words(second)


def test_the_summary_adds_up_chapter_by_chapter():
    text = words(pages("zh/summary")[0])
    sums = re.findall(r"(第.章[^第]*?小计|（第四章）)(\d+)", text)
    assert [int(n) for _, n in sums] == [3, 37, 8, 3]
    assert "合计51" in text


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_the_summary_is_two_pages_and_signed(language: str):
    _, last = pages(f"{language}/summary")
    for who in ("填表人（签字）", "单位主要负责人（签字）"):
        assert (who in words(last)) is (language != "en")


# ── pages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["zh/article-05", "zh/article-09", "both/article-08"])
def test_no_row_is_stretched_to_fill_a_page(name: str):
    """What is left over has lines for more notes instead."""
    for page in pages(name):
        heights = row_heights(page)
        assert heights
        assert max(heights) < 72


def test_what_a_page_has_over_takes_more_notes():
    first, _ = pages("zh/article-09")
    assert "续填（写明序号）" in words(first)


@pytest.mark.parametrize("article", ["05", "06", "08", "10"])
def test_bound_at_its_head_a_bilingual_sheet_has_a_cover_or_a_check_on_each_page(article: str):
    first, *others = pages(f"both/article-{article}", bind="top")
    cover = "填表说明" in words(first) and "单位主要负责人（签字）" in words(first)
    assert cover or CHECK.search(words(first))
    assert [p.number for p in others if not CHECK.search(words(p))] == []


@pytest.mark.parametrize("name", ["zh/article-05", "zh/article-06", "zh/bearer-street"])
def test_no_character_stands_alone_on_the_last_line(name: str):
    alone = [
        text
        for page in pages(name)
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", [])
        if re.fullmatch(
            r"[㐀-鿿][。；？）]?", text := "".join(s["text"] for s in line["spans"])
        )
        and text not in "装订线是否年月日次处份件户人"  # these stand behind a blank
    ]
    assert alone == []


def test_a_loose_page_says_whose_it_is():
    unit = "某街道办事处"
    for page in pages("zh/article-05", unit=unit):
        assert unit in words(page)
    assert ["单位" in words(p)[:120] for p in pages("zh/article-05")[1:]] == [True] * 4


def test_printed_on_both_sides_a_sheet_is_bound_at_the_same_edge_of_the_paper():
    def edges(page: pymupdf.Page) -> tuple[int, int]:
        xs = [w for w in page.get_text("words") if w[4] not in "装订线"]
        return round(min(w[0] for w in xs) / MM), round(
            (page.rect.width - max(w[2] for w in xs)) / MM
        )

    front, back, *_ = pages("zh/article-05", duplex=True)
    assert (edges(front), edges(back)) == ((28, 15), (15, 28))
    front, back, *_ = pages("zh/article-05")
    assert (edges(front), edges(back)) == ((28, 15), (28, 15))


# ── the report ────────────────────────────────────────────────────────────────────────────────


def test_the_report_has_one_number_a_page_and_says_how_many_there_are():
    made = pages("zh/report")
    for number, page in enumerate(made, 1):
        text = words(page)
        assert re.findall(r"—(\d+)—", text) == [str(number)]
        assert f"共{len(made)}页" in text
        assert f"第{number}页" not in text


def test_the_report_keeps_its_number_and_its_blanks_together():
    page = pages("zh/report")[0]
    lines = page.get_text().replace("\u2060", "").splitlines()
    assert [line for line in lines if "某园字〔2018〕9号）" in line] != []
    first = [w[4] for w in page.get_text("words") if w[0] < 29 * MM]
    assert [word for word in first if re.match("[年月项个％%]", word)] == []


def test_the_lines_of_the_report_have_one_pitch():
    """22 lines to the page, as GB/T 9704 has it."""
    for page in pages("zh/report")[2:]:
        wide = rules(page, left=30 * MM, right=180 * MM)
        steps = [(b - a) / MM for a, b in pairwise(wide)]
        assert {round(s, 1) for s in steps if s < 15} == {10.2}
