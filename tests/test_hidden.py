"""Characters that nobody sees are told in every text that people give, and reach no page."""

import sys
import unicodedata
from pathlib import Path

import pytest
from torture import fuzzing

from generator.check import all_findings, checked
from generator.project.hidden import hidden_as_spaces
from generator.publish.chosen import wanted
from generator.records.findings import CannotGoOn, Finding, as_text
from generator.records.texts import Location
from generator.sheets.jobs import Printing
from generator.sheets.pdf.glyphs import missing_glyphs
from generator.text.cleaning.cleaner import clean
from generator.text.cleaning.invisible import hidden_in, is_hidden

EVERY = [chr(n) for n in range(sys.maxunicode + 1)]
ISOLATE, OVERRIDE, TAG, SHORTHAND = "\u2066", "\u202e", "\U000e0041", "\U0001bca0"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small invented project that a test may spoil."""
    return fuzzing.project(tmp_path)


def hidden(findings: tuple[Finding, ...]) -> list[str]:
    """Where hidden characters are told."""
    return [f.location.path for f in findings if f.rule == "hidden-character"]


def test_all_that_unicode_calls_control_or_format_is_hidden() -> None:
    categories = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    passing = [c for c in EVERY if unicodedata.category(c) in categories and not is_hidden(c)]
    assert passing == ["\t", "\n", "\r"]


def test_no_space_but_the_usual_two_and_no_character_that_is_none_passes() -> None:
    spaces = [c for c in EVERY if unicodedata.category(c) == "Zs" and not is_hidden(c)]
    nothing = [c for c in EVERY if unicodedata.category(c) == "Cn" and not is_hidden(c)]
    assert spaces == [" ", "\u3000"]
    assert {ord(c) >> 16 for c in nothing} <= {2, 3}  # ideographs of a later Unicode


def test_letters_marks_and_signs_are_seen_but_for_those_that_print_nothing() -> None:
    seen = [c for c in EVERY if unicodedata.category(c)[0] in "LMNPS" and is_hidden(c)]
    assert {"\u034f", "\u115f", "\u17b4", "\u180b", "\u3164", "\ufe0f", "\uffa0"} < set(seen)
    assert len(seen) == 16 + 240 + 13


@pytest.mark.parametrize("text", ["葛\U000e0100城", "神\ufe00", "☑\ufe0f 已办"])
def test_a_selector_that_changes_the_form_of_a_character_is_seen(text: str) -> None:
    assert hidden_as_spaces(text, "x") == (text, ())
    assert missing_glyphs([("\U000e0100\ufe00", Location("x"))]) == ()


@pytest.mark.parametrize("text", ["a\U000e0100", "\ufe0f", "葛\ufe0f", "甲，\U000e0100"])
def test_a_selector_that_selects_nothing_is_hidden(text: str) -> None:
    assert len(hidden_in(text)) == 1


def test_each_kind_is_told_with_its_number_at_its_first_place() -> None:
    clean_text, findings = hidden_as_spaces("甲\n乙\u2066丙\u2066\u00ad", "x.txt")
    assert clean_text == "甲\n乙 丙  "
    said = "有看不见的字符 U+{}，全文件共 {} 处；请删除或改为普通空格 [hidden-character]"
    assert [as_text(f, "zh") for f in findings] == [
        f"x.txt:2:2: error: {said.format('2066', 2)}",
        f"x.txt:2:5: error: {said.format('00AD', 1)}",
    ]


def test_a_file_of_nothing_but_private_characters_is_told_in_few_words() -> None:
    _, findings = hidden_as_spaces("".join(map(chr, range(0xF0000, 0xFFFFE))), "x.txt")
    assert len(findings) == 21
    assert "65514 more kinds of hidden characters" in (findings[-1].message.en or "")


@pytest.mark.parametrize("character", [ISOLATE, OVERRIDE, TAG, SHORTHAND, "\u061c", "\u206a"])
@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("content/measures/zh.txt", "第一条"),
        ("content/site.yaml", "zh: "),
        ("content/measures/regulation.yaml", "zh: "),
        ("checklists/measures/article-01.yaml", "zh: "),
        ("checklists/measures/vocabulary.yaml", "zh: "),
        ("mkdocs.yml", "site_name: "),
        ("content/pages/zh/about.md", "title: "),
        ("content/pages/zh/about.md", "甲"),
        ("content/measures/en.txt", "Article 1"),
    ],
)
def test_a_hidden_character_is_told_in_every_text_that_people_give(
    small: Path, file: str, before: str, character: str
) -> None:
    (small / "content/pages/zh").mkdir(parents=True)
    (small / "content/pages/zh/about.md").write_text("---\ntitle: 关于\n---\n甲乙\n", "utf-8")
    (small / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    (small / "content/measures/en.txt").write_text("Measures\nArticle 1 A.\n", "utf-8")
    assert hidden(all_findings(small, 1)[1]) == []
    text = (small / file).read_text("utf-8")
    assert before in text
    (small / file).write_text(text.replace(before, before + character, 1), "utf-8")
    assert hidden(all_findings(small, 1)[1]) == [file]


@pytest.mark.parametrize("entity", ["&rlm;", "&#8238;", "&#x202E;", "&shy;", "&#xE0041;"])
def test_a_hidden_character_spelt_out_on_a_page_is_told(small: Path, entity: str) -> None:
    page = small / "content/pages/zh/about.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\ntitle: 关于\n---\n甲&nbsp;乙{entity}\n", "utf-8")
    told = [f for f in all_findings(small, 1)[1] if f.rule == "hidden-character"]
    assert [(f.location.line, f.location.column) for f in told] == [(4, 9)]
    assert entity in told[0].message.zh


@pytest.mark.parametrize(
    "path",
    [
        "content/pages/zh/a\u202eb.md",
        "content/measures/x\u2066.txt",
        "checklists/measures/\u200b.yaml",
    ],
)
def test_a_hidden_character_in_the_name_of_a_file_is_told(small: Path, path: str) -> None:
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).write_text("---\ntitle: 关于\n---\n甲\n", "utf-8")
    findings = all_findings(small, 1)[1]
    assert path in hidden(findings)
    assert all(as_text(f, "zh").isprintable() for f in findings if f.location.path == path)


@pytest.mark.parametrize("typed", [{"unit": "某\u202e局"}, {"period": "2026\u2066年"}])
def test_what_is_typed_to_be_printed_is_looked_through(
    small: Path, typed: dict[str, str]
) -> None:
    project = checked(small)
    with pytest.raises(CannotGoOn) as refused:
        wanted(project, small, Printing(**typed))
    assert [f.rule for f in refused.value.findings] == ["hidden-character"]


def test_an_import_says_what_it_takes_out_and_what_it_cannot_know() -> None:
    text, findings = clean(
        "\ufeff办法\n第一条 应\u200b当\u2066如\U000e0041此\ue5e5。\n", "x.txt"
    )
    assert text == "办法\n第一条 应当如此\ue5e5。\n"
    assert [(f.rule, f.severity, f.location.line, f.location.column) for f in findings] == [
        ("hidden-character", "warning", 2, 6),
        ("unknown-character", "warning", 2, 12),
    ]
    assert "U+200B ×1, U+2066 ×1, U+E0041 ×1" in findings[0].message.zh


def test_an_id_ends_where_its_line_ends(small: Path) -> None:
    site = small / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("measures", '"measures\\n"'), "utf-8")
    assert "wrong-value" in [f.rule for f in all_findings(small, 1)[1]]
