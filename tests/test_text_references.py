"""Cross-references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.references import references

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
    ],
)  # fmt: skip
def test_chinese_references_lead_to_their_provisions(words, at, told):
    assert _told(words, at, "zh") == told


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
