"""YAML as offices write it: values stay as written, faults have a place and a mend."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator.project import shape
from generator.project.reading import tree_of
from generator.project.yamltree import DEEPEST, Listing, Node, Scalar, Table, read
from generator.records.findings import Finding, as_text
from generator.records.texts import Location

KINDS = (
    "changes",
    "checklist",
    "editions",
    "glossary",
    "matrix",
    "page",
    "regulation",
    "site",
    "strings",
    "tracers",
    "translation-review",
    "vocabulary",
)


def plain(node: Node | None) -> object:
    match node:
        case Table(entries):
            return {key: plain(value) for key, value in entries.items()}
        case Listing(items):
            return [plain(item) for item in items]
        case Scalar(value):
            return value
    return None


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [as_text(finding, "en").removeprefix("f.yaml:") for finding in findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3.10", "3.10"),
        ("no", "no"),
        ("2016-08-15", "2016-08-15"),
        ("true", "true"),
        ("0x1F", "0x1F"),
        ("~", "~"),
        ("'12345'", "12345"),
        ('"a: b"', "a: b"),
        ("'责任书' # 一份", "责任书"),
        ("a5.i3 # 第五条第（三）项", "a5.i3"),
        ("第1号#文", "第1号#文"),
        ("“三重一大”和“一把手”", "“三重一大”和“一把手”"),
        ('"“一把手”"', "“一把手”"),
        ("“2016-08-15”", "“2016-08-15”"),
        ("", ""),
        (">\n  一\n  二", "一 二"),
        ("|\n  一\n  二", "一\n二"),
    ],
)
def test_every_value_is_the_string_that_was_written(written: str, value: str) -> None:
    tree, findings = read(f"key: {written}", "f.yaml")
    assert (plain(tree), findings) == ({"key": value}, ())


def test_places_count_characters_from_one() -> None:
    tree, _ = read("第一:\n- 甲, 乙\n- {丙: 丁}\n", "f.yaml")
    leaf = Scalar("丁", Location("f.yaml", 3, 7))
    inner = Table({"丙": leaf}, {"丙": Location("f.yaml", 3, 4)}, Location("f.yaml", 3, 3))
    items = Listing(
        (Scalar("甲, 乙", Location("f.yaml", 2, 3)), inner), Location("f.yaml", 2, 1)
    )
    start = Location("f.yaml", 1, 1)
    assert tree == Table({"第一": items}, {"第一": start}, start)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end: str) -> None:
    tree, findings = read(f"a: 1{end}b: 2{end}", "f.yaml")
    assert isinstance(tree, Table)
    assert (tree.keys["b"], findings) == (Location("f.yaml", 2, 1), ())


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1: error: the file is empty; fill it in or delete it [empty-file]"),
        ("# 只有注释\n", "1:1: error: the file is empty; fill it in or delete it [empty-file]"),
        (
            "a: 1\nb: 2\na: 3\n",
            (
                "3:1: error: 'a' stands in line 1 already; "
                "delete one, or add the '- ' that is lost [double-key]"
            ),
        ),
        (
            "a:\n\tb: 1\n",
            (
                "2:1: error: there is a tab here; YAML is indented with spaces only, "
                "put spaces [yaml-syntax]"
            ),
        ),
        (
            "at：a5.i1\nb: 1\n",
            (
                "1:3: error: the colon after the key is full-width; "
                "use ':' and a space [yaml-syntax]"
            ),
        ),
        (
            "ask: 问题: 是否",
            (
                "1:8: error: there is a ': ' within the text; put the text in double quotes, "
                "or see to indentation [yaml-syntax]"
            ),
        ),
        (
            "{zh: 甲 en: b}",
            (
                "1:10: error: a ',' or closing bracket is missing; "
                "put texts with such signs in double quotes [yaml-syntax]"
            ),
        ),
        ("{zh: 甲，en: b}", "1:7: error: ， is full-width; write , here [yaml-syntax]"),
        ("a: [b】\nc: d", "1:6: error: 】 is full-width; write [ ] here [yaml-syntax]"),
        ("a: ｛b: c｝", "1:4: error: ｛ is full-width; write { } here [yaml-syntax]"),
        ("a:\n  － b: c\n    d: e", "2:3: error: － is full-width; write - here [yaml-syntax]"),
        # a sign of the text itself is none of YAML's
        (
            "a: 【注】问题: 是否",
            (
                "1:9: error: there is a ': ' within the text; put the text in double quotes, "
                "or see to indentation [yaml-syntax]"
            ),
        ),
        (
            "a: @b",
            (
                "1:4: error: a text cannot begin with this character; "
                "put the whole text in double quotes [yaml-syntax]"
            ),
        ),
        (
            "a: &x 1",
            (
                "1:4: error: '&' starts a YAML anchor, not used here; delete it, "
                "or put the words in double quotes [alias]"
            ),
        ),
        (
            "a: *x",
            (
                "1:4: error: '*' starts a YAML alias, not used here; write the words out, "
                "or put them in double quotes [alias]"
            ),
        ),
        (
            "a: !x 1",
            (
                "1:4: error: '!x' is a YAML tag, not used here; delete it, "
                "or put the words in double quotes [tag]"
            ),
        ),
        (
            "a: 1\n---\nb: 2\n",
            (
                "2:1: error: a second document begins after '---'; a file holds one: "
                "delete the line or use two files [second-document]"
            ),
        ),
        (
            "a: 责任\u200b书\u200b",
            (
                "1:6: error: hidden character U+200B (zero width space), 2 in this file; "
                "delete it or put a space [hidden-character]"
            ),
        ),
        (
            "a: 1\x85b: 2",
            (
                "1:5: error: hidden character U+0085 (control character), 1 in this file; "
                "delete it or put a space [hidden-character]"
            ),
        ),
        (
            "a:\n　b: 1",
            (
                "2:1: error: this line is indented with ideographic spaces; "
                "use ASCII spaces [hidden-character]"
            ),
        ),
        (
            'a: "\\u200b"',
            (
                "1:4: error: a backslash in these double quotes makes a hidden character; "
                "delete it [hidden-character]"
            ),
        ),
        (
            "? [a]\n: b",
            (
                "1:3: error: a single word is expected before the colon, "
                "not a list or mapping; quote it if it is text [yaml-syntax]"
            ),
        ),
        (
            "[" * 100_000,
            (
                f"1:{DEEPEST + 1}: error: nested more than {DEEPEST} levels deep; "
                "see to indentation and brackets [too-deep]"
            ),
        ),
    ],
)
def test_a_fault_is_told_where_it_is_with_its_mend(text: str, finding: str) -> None:
    _, findings = read(text, "f.yaml")
    first, *more = told(findings)
    assert first == finding
    assert all("[yaml-syntax]" in other for other in more)  # what U+0085 tore apart


CUT = (
    "is not read; if it belongs to the text put all of it in double quotes, if it is a comment"
    " in a line of its own"
)
WRAPPED = (
    "the Chinese quotation marks around this text are printed with it; leave them out, or write"
    ' "…"; if they are meant, put "…" around them'
)


@pytest.mark.parametrize(
    ("text", "value", "finding"),
    [
        (
            "zh: 补建制度 #见附件2 并公布。",
            "补建制度",
            f"1:9: warning: what stands after '#' (见附件2 并公布。) {CUT} [cut-by-comment]",
        ),
        (
            "zh: 责任书 # 一份",
            "责任书",
            f"1:8: warning: what stands after '#' (一份) {CUT} [cut-by-comment]",
        ),
        (
            "zh: “是否签订责任书？”",
            "“是否签订责任书？”",
            f"1:5: warning: {WRAPPED} [wide-quotes]",
        ),
        (
            "en: ‘Sign it now’",
            "‘Sign it now’",
            f"1:5: warning: {WRAPPED} [wide-quotes]",
        ),
    ],
)
def test_what_is_read_otherwise_than_meant_is_told(text: str, value: str, finding: str) -> None:
    tree, findings = read(text, "f.yaml")
    assert isinstance(tree, Table)
    assert ([*map(plain, tree.entries.values())], told(findings)) == ([value], [finding])


def test_a_file_with_such_slips_is_still_used() -> None:
    tree, findings = tree_of("article: a5\nno_checks: {zh: 无} # 注\n", "f.yaml", "checklist")
    assert (tree is not None, findings) == (True, ())
    tree, findings = tree_of("article: a5\nno_checks:\n  zh: 无 # 注\n", "f.yaml", "checklist")
    assert tree is not None
    assert [finding.rule for finding in findings] == ["cut-by-comment"]


@pytest.mark.parametrize(
    ("text", "opened", "line"),
    [
        ('a: "甲\nb: "乙"\n', "1:4", 2),
        ("a: '甲\nb: '乙'\n", "1:4", 2),
        ('a: {zh: "甲}\nkind: duty\nquotes: ["乙"]\n', "1:9", 3),
        ('a: {zh: "甲}\nkind: duty\n', "1:9", 3),
        ('- ask: {zh: "是？}\n  fix: {zh: "甲。"}\n  x: {zh: "乙"}', "1:13", 2),
        ('a: "甲"\nb: "乙\n', "2:4", 3),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(
    text: str, opened: str, line: int
) -> None:
    _, findings = read(text, "f.yaml")
    (finding,) = told(findings)
    assert finding == (
        f"{opened}: error: the quote that opens here is not closed before line {line}; "
        "close it after the text [yaml-syntax]"
    )


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "- at: a5\n  checks:\n  -id: A05\n   kind: duty",
            "3:3: error: a space is missing after '-' [yaml-syntax]",
        ),
        (
            "a: {zh: 补建 #见附件}\nb: 1",
            f"1:12: error: what stands after '#' (见附件}}) {CUT} [yaml-syntax]",
        ),
        # a text over several lines is no quote left open
        (
            'a: "甲\n  乙"\nb: c: d',
            (
                "3:5: error: there is a ': ' within the text; put the text in double quotes, "
                "or see to indentation [yaml-syntax]"
            ),
        ),
    ],
)
def test_a_slip_is_told_in_its_own_line(text: str, finding: str) -> None:
    _, findings = read(text, "f.yaml")
    assert told(findings) == [finding]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    rungs = "".join(f"- &b{n} [*b{n - 1}, *b{n - 1}]\n" for n in range(1, 60))
    tree, findings = read("- &b0 x\n" + rungs, "f.yaml")
    assert tree is None
    assert {finding.rule for finding in findings} == {"alias"}


@pytest.mark.parametrize(
    ("text", "kind", "findings"),
    [
        (
            "- {zh: 责任, en: duty, nota: 1}",
            "glossary",
            ["1:22: error: there is no key 'nota'; should it be 'note'? [misspelt-key]"],
        ),
        (
            "- {zh: 责任, en: Duty, shared}",
            "glossary",
            [
                (
                    "1:22: error: 'shared' became a key without a value; if it belongs to the "
                    "text before it, put that whole text in double quotes [unknown-key]"
                )
            ],
        ),
        ("- {zh: 责任}", "glossary", ["1:3: error: 'en' is missing; add it [missing-key]"]),
        (
            "article: a5\nheading: {zh: 责任}\nprovisions: [{at: a5, review: x}]",
            "checklist",
            [
                "3:14: error: 'bearers', 'checks' are missing; add them [missing-key]",
                (
                    "3:23: error: there is no key 'review'; should it be 'reviewed'? "
                    "[misspelt-key]"
                ),
            ],
        ),
        (
            "- zh:\n  en: duty",
            "glossary",
            [
                "1:6: error: nothing stands here; fill it in or delete the key [empty-value]",
            ],
        ),
        (
            "- {zh: [责任], en: duty}",
            "glossary",
            ["1:8: error: text is expected here [wrong-value]"],
        ),
        (
            "- {zh: 责任, en: duty, note: 说明}",
            "glossary",
            [
                (
                    "1:28: error: 'key: value', such as {zh: …, en: …}, is expected here "
                    "[wrong-value]"
                )
            ],
        ),
        (
            "zh: 责任",
            "glossary",
            [
                (
                    "1:1: error: a list, […] or lines that begin with '- ', is expected here "
                    "[wrong-value]"
                )
            ],
        ),
        (
            "- {date: 2026年, text: {zh: 一}}",
            "changes",
            [
                (
                    "1:10: error: '2026年' is not spelt as it should be, like: 2016-08-15 "
                    "[wrong-value]"
                )
            ],
        ),
        (
            "- {date: “2016-08-15”, text: {zh: 一}}",
            "changes",
            ['1:10: error: “ is full-width; write " here [wrong-value]'],
        ),
        (
            "- {date: 2016-08-15, text: {zh：一}}",
            "changes",
            [
                (
                    "1:29: error: the colon after the key is full-width; use ':' and a space "
                    "[misspelt-key]"
                )
            ],
        ),
        (
            "title: {zh: 自查}\nlede: {zh: 自查}\nregulations: 【a, b】",
            "site",
            ["3:14: error: 【 is full-width; write [ ] here [wrong-value]"],
        ),
        (
            "title: {zh: 自查}\nlede: {zh: 自查}\nregulations: [a、b]",
            "site",
            ["3:15: error: 、 is full-width; write , here [wrong-value]"],
        ),
        (
            "title:\n  zh：自查\nlede: {zh: 自查}\nregulations: [a]",
            "site",
            [
                (
                    "2:3: error: the colon after the key is full-width; use ':' and a space "
                    "[wrong-value]"
                )
            ],
        ),
        (
            "第五条: {zh: 3f9a1c22d0b7, en: 3f9a1c22d0b7}",
            "translation-review",
            ["1:1: error: an address stands here; should '第五条' be a5? [wrong-value]"],
        ),
        (
            "article: 第六条\nprovisions: [{at: 第六条第一款, no_checks: {zh: 无}}]",
            "checklist",
            [
                "1:10: error: an address stands here; should '第六条' be a6? [wrong-value]",
                (
                    "2:19: error: an address stands here; should '第六条第一款' be a6.p1? "
                    "[wrong-value]"
                ),
            ],
        ),
        (
            "article: a6\nprovisions: [{at: 第六条左右, no_checks: {zh: 无}}]",
            "checklist",
            [
                (
                    "2:19: error: '第六条左右' is not spelt as it should be, like: a5.i3 "
                    "[wrong-value]"
                )
            ],
        ),
        (
            "article: a5\nheading: {zh: 责任}",
            "checklist",
            ["1:1: error: exactly one of provisions, no_checks must be here [wrong-value]"],
        ),
        (
            (
                "article: a5\nheading: {zh: 责任}\nprovisions: [{at: a5, no_checks: {zh: 无}, "
                "checks: []}]"
            ),
            "checklist",
            [
                "3:14: error: 'checks' cannot stand here; delete it [wrong-value]",
                "3:51: error: nothing stands here; fill it in or delete the key [empty-value]",
            ],
        ),
        (
            "title: {zh: 自查}\nlede: {zh: 自查}\nregulations: [a, b, a]",
            "site",
            ["3:14: error: an item stands here twice; delete one of them [wrong-value]"],
        ),
    ],
)
def test_the_wrong_shape_is_told_at_its_key_or_value(
    text: str, kind: str, findings: list[str]
) -> None:
    tree, syntax = read(text, "f.yaml")
    assert tree is not None
    assert syntax == ()
    assert sorted(told(shape.check(tree, kind))) == findings


def test_a_slip_in_a_choice_names_the_nearest() -> None:
    _, findings = tree_of(
        "article: a5\nheading: {zh: 责任}\nprovisions:\n- at: a5\n  reviewed: 3f9a1c22d0b7\n"
        "  bearers: {basis: named, codes: [all]}\n  checks:\n  - id: A05-1\n    kind: dutty\n"
        "    quotes: [一]\n    ask: {zh: 一}\n    evidence: [a]\n    verify: [b]\n"
        "    sampling: c\n    fix: {zh: 一}\n",
        "f.yaml",
        "checklist",
    )
    kinds = "duty, prohibition, result, procedure, summary, open"
    asked = "should it be duty? it can be"
    assert told(findings) == [
        f"9:11: error: 'dutty' cannot stand here; {asked}: {kinds} [wrong-value]"
    ]


def test_a_choice_in_chinese_is_told_with_the_words_for_each() -> None:
    _, findings = tree_of(
        "article: a5\nprovisions:\n- at: a5\n  reviewed: 3f9a1c22d0b7\n"
        "  bearers: {basis: named, codes: [all]}\n  checks:\n  - id: A05-1\n    kind: 义务\n"
        "    quotes: [一]\n    ask: {zh: 一}\n    evidence: [a]\n    verify: [b]\n"
        "    sampling: c\n    fix: {zh: 一}\n",
        "f.yaml",
        "checklist",
    )
    (finding,) = findings
    assert as_text(finding, "zh") == (
        "f.yaml:8:11: error: 不能写“义务”；是否应为 duty？可写：duty（义务）、"
        "prohibition（禁止）、result（结果）、procedure（程序）、summary（总括）、open（兜底）"
        " [wrong-value]"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_explains_every_field_in_both_languages(kind: str) -> None:
    schema = shape.schema(kind)
    Draft202012Validator.check_schema(schema)
    described = re.compile("[㐀-鿿].* / .*[a-z]")
    fields = [f for part in _parts(schema) for f in part.get("properties", {}).values()]
    assert [f for f in fields if not described.search(f.get("description", ""))] == []


def test_what_schemas_share_is_the_same_in_all() -> None:
    seen: dict[str, str] = {}
    for kind in KINDS:
        for name, part in shape.schema(kind).get("$defs", {}).items():
            assert seen.setdefault(name, json.dumps(part)) == json.dumps(part)


def test_there_is_no_schema_that_is_not_tested() -> None:
    names = {path.name.removesuffix(".schema.json") for path in shape.SCHEMAS.glob("*.json")}
    given_out = {name.removesuffix(".schema.json") for name in shape.PUBLISHED}
    assert names - given_out == set(KINDS)


def _parts(schema: object) -> list[dict[str, dict[str, str]]]:
    if isinstance(schema, list):
        return [part for item in schema for part in _parts(item)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(part for item in schema.values() for part in _parts(item))]


SIGNS = st.sampled_from(list(":-,[]{}#&*!|>'\"%@`?~ \n\r\t\u3000\u00a0\u200b\x85\u2028\0\\"))
WORDS = st.sampled_from(
    [
        "at",
        "zh",
        "en",
        "article: a5",
        "checks",
        "- ",
        ": ",
        "\n  ",
        "---",
        "是否？",
        "😀",
        "\ufeff",
    ]
)
TEXTS = st.lists(SIGNS | WORDS | st.text(max_size=4)).map("".join)


@given(TEXTS, st.sampled_from(KINDS))
@settings(max_examples=400)
def test_any_text_gives_a_tree_or_findings_within_the_file(text: str, kind: str) -> None:
    tree, findings = tree_of(text, "f.yaml", kind)
    assert tree is not None or findings
    lines = re.split(r"\r\n|\r|\n", text)
    for finding in findings:
        at = finding.location
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(
    st.recursive(
        st.text("甲a:,#- '\"\n", max_size=6), lambda inner: st.lists(inner, max_size=3)
    )
)
@settings(max_examples=100)
def test_json_is_read_as_what_it_says(value: object) -> None:
    tree, findings = read(json.dumps({"key": value}, ensure_ascii=False), "f.yaml")
    assert (plain(tree), findings) == ({"key": value}, ())
