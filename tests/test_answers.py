"""The Answers file: read and written again it is the same, and nothing in it can do harm."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from answering import unit
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.answers.problems import Refused
from generator.answers.reading import read
from generator.answers.records import (
    Answers,
    Given,
    Measure,
    Own,
    Paper,
    People,
    Period,
    Review,
    Unit,
)
from generator.answers.writing import as_text

EXAMPLE = {
    "format": "zicha-answers/1",
    "id": "k3f9…",
    "regulation": "jinan",
    "edition": "2026-11-23",
    "stamp": "6ca3d9dc9296",
    "unit": {"name": "某某街道办事处", "types": ["township", "project"]},
    "period": {"from": "2026-01-01", "to": "2026-06-30"},
    "people": {"filler": "", "phone": "", "reviewer": "", "leader": ""},
    "saved": "2026-11-30T09:00:00+08:00",
    "state": "filling",
    "answers": {
        "A05-01-1": {
            "stamp": "3f9a1c22d0b7",
            "answer": "partial",
            "finding": "第一行\n第二行",
            "reason": "",
            "sampled": "5",
            "off": "1",
            "evidence": [{"code": "resp_list", "note": "=1+1"}],
            "measure": {
                "cause": "",
                "measure": "",
                "leader": "",
                "person": "",
                "due": "2026-06-30",
                "closed": "",
                "proof": "",
            },
            "review": {"mark": "returned", "remark": "请补充"},
        }
    },
    "own": [{"ask": "", "answer": "no", "finding": ""}],
    "left_out": {"A06-01-1": "reason"},
}


def text(table: object) -> str:
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def changed(**fields: object) -> bytes:
    return text({**EXAMPLE, **fields}).encode()


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        read(data)
    (problem,) = caught.value.problems
    return problem.where, problem.rule


def test_a_file_as_documented_comes_back_byte_for_byte():
    answers, problems = read(text(EXAMPLE).encode())
    assert as_text(answers) == text(EXAMPLE)
    assert problems == ()


def test_fields_that_nobody_knows_are_kept():
    table = json.loads(text(EXAMPLE))
    table["unit"]["seal"] = {"colour": ["red", 1, None, True, 0.5]}
    table["answers"]["A05-01-1"]["evidence"][0]["pages"] = 3
    table["answers"]["A05-01-1"]["asked by"] = "某人"
    table["journal"] = []
    answers, problems = read(text(table).encode())
    assert as_text(answers) == text(table)
    assert problems == ()


def test_absent_fields_are_empty():
    answers, _ = read(b'{"format": "zicha-answers/1", "regulation": "parks"}')
    assert answers == Answers(regulation="parks")


def test_the_schema_takes_what_is_written_and_no_other_shape():
    schema = json.loads((ROOT / "schema/answers.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    for answers in (read(text(EXAMPLE).encode())[0], unit(3), Answers(regulation="parks")):
        assert list(check.iter_errors(json.loads(as_text(answers)))) == []
    for wrong in ({"state": "done"}, {"answers": {"A 1": {}}}, {"unit": {"types": "x"}}):
        assert list(check.iter_errors({**EXAMPLE, **wrong}))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", ("1:1", "not-json")),
        (b'{"format": "zicha-answers/1"', ("1:29", "not-json")),
        (b'{"format": "zicha-answers/1", "a": NaN}', ("", "not-json")),
        (b"\xff\xfe{", ("", "not-utf-8")),
        (b"[]", ("", "wrong-shape")),
        (b'{"a": 1}', ("", "not-answers")),
        (b'{"format": "zicha-answers/2"}', ("format", "newer-format")),
        (b'{"format": "x", "format": "zicha-answers/1"}', ("format", "repeated-key")),
        (b'{"format": "zicha-answers/1", "id": "\\ud800"}', ("", "not-json")),
        (b"[" * 100_000, ("", "too-deep")),
        (changed(more=[[[[[[[[[[[[[1]]]]]]]]]]]]]), ("more", "too-deep")),
        (changed(unit=[]), ("unit", "wrong-shape")),
        (changed(unit={"name": 7}), ("unit/name", "wrong-shape")),
        (changed(unit={"name": "甲\u202e乙"}), ("unit/name", "hidden-character")),
        (changed(unit={"name": "甲\n乙"}), ("unit/name", "hidden-character")),
        (changed(unit={"name": "甲" * 201}), ("unit/name", "too-long")),
        (changed(unit={"types": ["../x"]}), ("unit/types", "wrong-shape")),
        (changed(period={"from": "2026-13-01"}), ("period/from", "wrong-shape")),
        (changed(state="done"), ("state", "wrong-shape")),
        (changed(answers={"A 5": {}}), ("answers/A 5", "wrong-shape")),
        (changed(answers={"A5": {"evidence": [1]}}), ("answers/A5/evidence/0", "wrong-shape")),
        (
            changed(answers={"A5": {"measure": {"due": 1}}}),
            ("answers/A5/measure/due", "wrong-shape"),
        ),
        (
            changed(answers={"A5": {"finding": "字" * 20_001}}),
            ("answers/A5/finding", "too-long"),
        ),
        (changed(own=[{}] * 20_001), ("own", "too-many")),
    ],
)  # fmt: skip
def test_what_is_no_answers_file_is_refused_with_its_place_and_reason(data, told):
    assert refused(data) == told


def test_hidden_characters_in_free_text_are_taken_out_and_told():
    answer = {"answer": "no", "finding": "不\u200b全", "reason": "\u202e反"}
    for data in (
        changed(answers={"A5": answer}),
        json.dumps({**EXAMPLE, "answers": {"A5": answer}}).encode(),
    ):
        answers, problems = read(data)
        assert answers.answers["A5"].finding == "不全"
        assert answers.answers["A5"].reason == "反"
        assert [(p.where, p.rule) for p in problems] == [
            ("answers/A5/finding", "hidden-character"),
            ("answers/A5/reason", "hidden-character"),
        ]


WORDS = st.text(st.sampled_from("是否甲乙=\"\\/<>&'\n\t ab1é😀"), max_size=12)
NAMES = st.text(st.sampled_from('某街道甲="\\<é😀 1'), max_size=12)
IDS = st.from_regex(r"A[0-9]{2}-[0-9]{2}-[1-9]", fullmatch=True)
MORE = st.dictionaries(
    st.sampled_from(["x", "y z", "备用"]),
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
        lambda some: st.lists(some, max_size=2),
        max_leaves=4,
    ),
    max_size=2,
)  # fmt: skip
MEASURES = st.builds(Measure, *([WORDS] * 8), MORE)
GIVEN = st.builds(
    Given,
    stamp=NAMES,
    answer=st.sampled_from(["", "yes", "partial", "no", "na", "unchecked"]),
    finding=WORDS,
    reason=WORDS,
    remark=WORDS,
    sampled=WORDS,
    off=WORDS,
    evidence=st.lists(st.builds(Paper, NAMES, WORDS, MORE), max_size=2).map(tuple),
    measure=MEASURES,
    review=st.builds(Review, st.sampled_from(["", "returned", "accepted"]), WORDS, MORE),
    more=MORE,
)
DAYS = st.sampled_from(["", "2026-01-01", "2026-06-30"])
OWN = st.builds(Own, WORDS, NAMES, WORDS, WORDS, WORDS, MEASURES, MORE)
EVERY = st.builds(
    Answers,
    id=NAMES,
    regulation=NAMES,
    edition=NAMES,
    stamp=NAMES,
    unit=st.builds(Unit, NAMES, st.sampled_from([(), ("street", "unit")]), MORE),
    period=st.builds(Period, DAYS, DAYS, NAMES, MORE),
    people=st.builds(People, NAMES, NAMES, NAMES, NAMES, MORE),
    saved=NAMES,
    state=st.sampled_from(["", "filling", "filled", "returned", "accepted"]),
    answers=st.dictionaries(IDS, GIVEN, max_size=3),
    own=st.lists(OWN, max_size=2).map(tuple),
    left_out=st.dictionaries(IDS, WORDS, max_size=2),
    more=MORE,
)  # fmt: skip


@settings(max_examples=60)
@given(EVERY)
def test_whatever_is_written_is_read_as_it_was(answers):
    written = as_text(answers)
    found, problems = read(written.encode())
    assert problems == ()
    assert found == answers
    assert as_text(found) == written


@settings(max_examples=60)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_comes_is_read_or_refused(data):
    with pytest.raises(Refused):
        read(data)


@settings(max_examples=80)
@given(st.data())
def test_a_file_with_any_value_anywhere_is_read_or_refused(data):
    """Never anything else, whatever stands in a place."""
    table = json.loads(text(EXAMPLE))
    here = table
    while isinstance(here, dict | list) and here:
        keys = list(here) if isinstance(here, dict) else range(len(here))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) or not isinstance(here[key], dict | list):
            here[key] = data.draw(
                st.sampled_from([None, 1, "", "\u200b", [], {}, [1], {"a": 1}, True, 1e300])
            )
            break
        here = here[key]
    with suppress(Refused):
        answers, _ = read(text(table).encode())
        assert read(as_text(answers).encode())[0] == answers


def test_an_answer_says_what_was_asked():
    """Its stamp goes with it through the file."""
    answers = unit(1)
    again, _ = read(as_text(replace(answers, id="x")).encode())
    assert {i: g.stamp for i, g in again.answers.items()} == {
        i: g.stamp for i, g in answers.answers.items()
    }
