"""Cross-references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.references.finder import references, short_titles

ADDRESSES = frozenset(
    [f"a{n}" for n in range(1, 17)] + [f"a5.i{n}" for n in range(1, 9)]
    + [f"a11.p{n}" for n in range(1, 5)]
    + ["a12.p1", "a12.p2", "a12.p2.i1", "a12.p2.i2", "a12.p2.i3", "a12.p3", "a13-1"]
)  # fmt: skip
FIVE_TO_TEN = "a5 a6 a7 a8 a9 a10"


def _told(words: str, at: str, language: str) -> list[tuple[str, str, str]]:
    found = references(words, at, ADDRESSES, language)
    return [(words[r.start : r.end], " ".join(r.targets), r.title) for r in found]


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("发生本办法第五条至第十条所列情形", "a12", [("第五条至第十条", FIVE_TO_TEN, "")]),
        ("第五条、第六条和第八条", "a1",
         [("第五条", "a5", ""), ("第六条", "a6", ""), ("第八条", "a8", "")]),
        ("依照前款规定", "a11.p2", [("前款", "a11.p1", "")]),
        ("前两款所列", "a11.p3", [("前两款", "a11.p1 a11.p2", "")]),
        ("前款第（二）项", "a12.p3", [("前款第（二）项", "a12.p2.i2", "")]),
        ("依照前项规定", "a5.i3", [("前项", "a5.i2", "")]),
        ("本条第二款第（三）项", "a12.p3", [("本条第二款第（三）项", "a12.p2.i3", "")]),
        ("第五条第一项", "a1", [("第五条第一项", "a5.i1", "")]),
        ("第五条第一款第（三）项", "a1", [("第五条第一款第（三）项", "a5.i3", "")]),
        ("第十二条第一款第（三）项", "a1", []),
        ("第五条第（一）项至第（三）项", "a1",
         [("第五条第（一）项至第（三）项", "a5.i1 a5.i2 a5.i3", "")]),
        ("第十三条之一", "a1", [("第十三条之一", "a13-1", "")]),
        ("《刑法》第五条和本办法第七条", "a1",
         [("第五条", "a5", "刑法"), ("第七条", "a7", "")]),
        ("依照刑法第三百三十六条", "a1", [("第三百三十六条", "a336", "刑法")]),
        ("第九十九条", "a1", []),
        ("第一书记", "a8", []),
        ("前三款规定", "a11.p4", [("前三款", "a11.p1 a11.p2 a11.p3", "")]),
        ("前条规定", "a13-1", [("前条", "a13", "")]),
        ("本条第一款", "a11.p2", [("本条第一款", "a11.p1", "")]),
        ("本办法规定第五条", "a1", [("第五条", "a5", "")]),
        ("本《办法》第五条、第六条", "a1", [("第五条", "a5", ""), ("第六条", "a6", "")]),
        ("本法第五条；依照有关法律", "a1", [("第五条", "a5", "")]),
        ("共同纲领第五条的规定", "a1", [("第五条", "a5", "共同纲领")]),
        ("民法典第五条所称“甲”、第六条所称“乙”", "a1",
         [("第五条", "a5", "民法典"), ("第六条", "a6", "民法典")]),
        ("刑法第五条规定的罪，实施该条第一款规定的", "a1",
         [("第五条", "a5", "刑法"), ("该条第一款", "a5.p1", "刑法")]),
        ("第十二条规定的，按照该条第二款", "a1",
         [("第十二条", "a12", ""), ("该条第二款", "a12.p2", "")]),
        ("上款第（二）项证明", "a12.p3", [("上款第（二）项", "a12.p2.i2", "")]),
        ("以上款项，前项目部，第一项目，目前条件，以前款项", "a12.p3", []),
        ("增加一款，作为第二款，第三款改为第四款", "a11.p1", [("第三款", "a11.p3", "")]),
        ("“缔约国未按第八条的规定引渡给本条第一款所述国家时”", "a11.p2", []),
        # What a bare number means, where the own paragraph has no such item.
        ("有前款第一项情形的，警告；有第二项、第三项情形的", "a12.p3",
         [("前款第一项", "a12.p2.i1", ""), ("第二项", "a12.p2.i2", ""),
          ("第三项", "a12.p2.i3", "")]),
        ("第五条所列情形，但是第一项、第三项除外", "a1",
         [("第五条", "a5", ""), ("第一项", "a5.i1", ""), ("第三项", "a5.i3", "")]),
        ("有第一项情形的", "a12.p3", [("第一项", "a12.p2.i1", "")]),
        ("有第（一）、（三）项情形的", "a12.p3",
         [("第（一）、（三）项", "a12.p2.i1 a12.p2.i3", "")]),
        ("本办法第十一条第一款规定未甲的，违反第二款规定未乙的", "a1",
         [("第十一条第一款", "a11.p1", ""), ("第二款", "a11.p2", "")]),
        ("依照第一款规定处罚，依照第五条处理", "a11.p2",
         [("第一款", "a11.p1", ""), ("第五条", "a5", "")]),
    ],
)  # fmt: skip
def test_chinese_references_lead_to_their_provisions(words, at, told):
    assert _told(words, at, "zh") == told


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("违反第一项、第三项规定的", "a12.p2.i1", [("第一项", "a5.i1"), ("第三项", "a5.i3")]),
        ("违反第三项规定的", "a12.p2.i1", [("第三项", "a5.i3")]),
        ("第一项以外的情形", "a12.p2.i2", [("第一项", "a12.p2.i1")]),
    ],
)
def test_an_item_about_breaches_means_the_items_that_its_lead_names(words, at, told):
    lead = "违反本办法第五条规定，有下列情形之一的，按照以下规定处罚："
    found = references(words, at, ADDRESSES, "zh", lead=lead)
    assert [(words[r.start : r.end], *r.targets) for r in found] == told


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("in Articles 5 to 10 of these Measures", "a12",
         [("Articles 5 to 10", FIVE_TO_TEN, "")]),
        ("Article 11, paragraph 2", "a1", [("Article 11, paragraph 2", "a11.p2", "")]),
        ("Article 5, item (3), of these Measures", "a1",
         [("Article 5, item (3)", "a5.i3", "")]),
        ("the preceding paragraph", "a11.p2", [("the preceding paragraph", "a11.p1", "")]),
        ("Article 5 of the Criminal Law", "a1", [("Article 5", "a5", "Criminal Law")]),
        ("paragraph 2 of Article 11", "a1", [("paragraph 2 of Article 11", "a11.p2", "")]),
    ],
)  # fmt: skip
def test_english_references_lead_to_their_provisions(words, at, told):
    assert _told(words, at, "en") == told


_WORDS = st.lists(
    st.sampled_from(
        [
            "第五条",
            "第二款",
            "第（一）项",
            "至",
            "、",
            "前款",
            "《法》",
            "本办法",
            "Article 5",
            " to ",
        ]
    )
    | st.text(max_size=2)
).map("".join)


@given(_WORDS, st.sampled_from(sorted(ADDRESSES)), st.sampled_from(["zh", "en"]))
def test_references_lie_within_the_words_and_do_not_overlap(words, at, language):
    end = 0
    for reference in references(words, at, ADDRESSES, language):
        assert end <= reference.start < reference.end <= len(words)
        assert reference.title or set(reference.targets) <= ADDRESSES
        end = reference.end


@pytest.mark.parametrize("piece", ["第一、", "第一条第一款", "《刑法》第一条、", "“第五条"])
def test_no_words_take_longer_than_their_length(piece):
    references(piece * (40_000 // len(piece)), "a1", ADDRESSES, "zh")


@pytest.mark.parametrize(
    ("called", "words", "told"),
    [
        (
            "《某某管理法》（以下简称本法）",
            "本法第五条所称部门",
            [("第五条", "a5", "某某管理法")],
        ),
        (
            "《某省条例》（以下简称《条例》）",
            "《条例》第二条规定的",
            [("第二条", "a2", "某省条例")],
        ),
        (
            "《某省条例》（以下简称《条例》）",
            "违反条例第三条的",
            [("第三条", "a3", "某省条例")],
        ),
        ("《某省条例》（以下简称《条例》）", "本条例第三条规定的", [("第三条", "a3", "")]),
        ("《某省条例》（以下称条例）", "依照本细则第四条处理", [("第四条", "a4", "")]),
    ],
)
def test_a_short_name_leads_to_the_text_it_was_given_to(called, words, told):
    short = short_titles([f"为了实施{called}，制定本细则。", words])
    found = references(words, "a4", ADDRESSES, "zh", short=short)
    assert [(words[r.start : r.end], " ".join(r.targets), r.title) for r in found] == told
