"""Numerals, addresses and stamps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import addresses
from generator.text.numerals import from_roman, to_chinese, to_int, to_roman
from generator.text.stamps import stamp


@pytest.mark.parametrize(
    ("printed", "n"),
    [
        ("十二", 12), ("二十", 20), ("一百一十", 110), ("一百零三", 103), ("两百", 200),
        ("一千二百六十", 1260), ("二〇一六", 2016), ("１２", 12), ("5", 5), ("〇", 0),
        ("一百O一", 101), ("廿一", 21), ("卅", 30), ("一百0一", 101),
        ("", None), ("十百", None), ("甲", None), ("1a", None), ("一" * 40, None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_printed(printed, n):
    assert to_int(printed) == n


@given(st.integers(0, 9999))
def test_chinese_numerals_say_their_number(n):
    assert to_int(to_chinese(n)) == n


@given(st.integers(1, 3999))
def test_roman_numerals_say_their_number(n):
    assert from_roman(to_roman(n)) == n


@given(st.text())
def test_no_text_breaks_the_numerals(text):
    to_int(text)
    from_roman(text)


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        ("a5", "第五条", "Article 5"),
        ("a5.i3", "第五条第（三）项", "Article 5, item (3)"),
        ("a11.p2", "第十一条第二款", "Article 11, paragraph 2"),
        ("a12.p2.i3", "第十二条第二款第（三）项", "Article 12, paragraph 2, item (3)"),
        ("a31-1", "第三十一条之一", "Article 31-1"),
        ("a5.i3.s2", "第五条第（三）项第2目", "Article 5, item (3), sub-item 2"),
    ],
)
def test_an_address_is_cited_as_people_cite(address, zh, en):
    assert (addresses.cite(address, "zh"), addresses.cite(address, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        ("a5", "第五条", "Article 5"),
        ("a5.i3", "（三）", "(3)"),
        ("a11.p2", "", ""),
        ("a5.i3.s2", "2.", "2."),
    ],
)
def test_a_label_is_the_last_printed_number(address, zh, en):
    assert (addresses.label(address, "zh"), addresses.label(address, "en")) == (zh, en)


def test_addresses_sort_as_their_provisions_stand():
    in_text = ["a1", "a2", "a2.i1", "a2.i10", "a10", "a10.p1", "a10.p2.i1", "a10-1", "a11"]
    shuffled = sorted(in_text, key=lambda a: a[::-1])
    assert sorted(shuffled, key=addresses.order) == in_text


@pytest.mark.parametrize(
    ("address", "name"),
    [("a5.i3", "article-05"), ("a31-1", "article-31-1"), ("a112", "article-112")],
)
def test_a_page_is_named_after_its_article(address, name):
    assert addresses.page_name(address) == name


def test_a_stamp_does_not_see_white_space_or_width():
    assert stamp("（一） 未落实 ＡＢ１２\n") == stamp("(一)未落实AB12")
    assert stamp("未落实") != stamp("落实")
    assert stamp("") == "e3b0c44298fc"
