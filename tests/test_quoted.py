"""Coverage by words: what of a text its checks quote, to the character."""

from dataclasses import replace

from city import parks, sheet_jobs

from generator.records.walking import asked_checks
from generator.rules.quoted import Stretch, WordCount, stretches, total, word_counts
from generator.sheets.records import Booklet, WordsQuoted

CUT = stretches(parks())
COUNTS = word_counts(parks(), CUT)


def test_the_pieces_of_a_provision_make_up_its_words_and_show_what_no_check_quotes():
    assert CUT["a5.i4"] == (
        Stretch("未逐级签订公园管护责任书", quoted=True),
        Stretch("，或者", quoted=False),
        Stretch("责任书签订后", quoted=True),
        Stretch("不督导", quoted=True),
        Stretch("、", quoted=False),
        Stretch("不考核", quoted=True),
        Stretch("，", quoted=False),
        Stretch("责任落实流于形式", quoted=True),
        Stretch("的；", quoted=False),
    )
    for article in parks().articles:
        if article.words.zh:
            assert "".join(s.words for s in CUT[article.address]) == article.words.zh
    assert [s.words for s in CUT["a5.i4"] if s.left_out] == ["，或者", "的；"]


def test_marks_are_not_counted_nor_what_is_said_to_have_no_checks():
    assert "a1" not in COUNTS
    assert COUNTS["a2"] == WordCount(20, 38)
    assert COUNTS["a2"].percent == 52
    assert total(COUNTS.values()) == WordCount(810, 1020)


def test_a_text_without_a_check_is_quoted_nowhere():
    law = parks()
    bare = replace(
        law,
        checklists={
            at: replace(
                one, provisions=tuple(replace(b, checks=()) for b in one.provisions)
            )
            for at, one in law.checklists.items()
        },
    )  # fmt: skip
    assert list(asked_checks(bare)) == []
    none = total(word_counts(bare, stretches(bare)).values())
    assert (none.quoted, none.percent) == (0, 0)


def test_the_booklet_says_how_much_of_the_text_its_checks_quote():
    bodies = (job.sheet.body for job in sheet_jobs().values())
    said = {body.words for body in bodies if isinstance(body, Booklet)}
    assert said == {WordsQuoted(810, 1020, 79)}
