"""Who writes the name of a code, or cites a provision, is told what to write instead."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from generator.project.loading import load
from generator.project.settings import read_settings
from generator.project.templates import read_strings
from generator.records.findings import as_text
from generator.text.addresses import cite
from generator.text.citations import address_cited

FILE = "checklists/measures/article-02.yaml"


@pytest.mark.parametrize(
    ("code", "written", "place", "zh", "en"),
    [
        (
            "verify: [docs]",
            "verify: [查阅资料]",
            "14:18",
            "“查阅资料”是名称；这里写它在 vocabulary.yaml 中的代码：docs",
            "'查阅资料' is a name; write its code in vocabulary.yaml: docs",
        ),
        (
            "evidence: [minutes]",
            "evidence: [责任书、会议记录]",
            "13:20",
            "“责任书、会议记录”是名称；这里写它在 vocabulary.yaml 中的代码：letter, minutes",
            "'责任书、会议记录' is a name; write its code in vocabulary.yaml: letter, minutes",
        ),
        (
            "evidence: [minutes]",
            "evidence: [会议纪录]",
            "13:20",
            "“会议纪录”不是代码；是否应为 minutes（会议记录）？",
            "'会议纪录' is no code; should it be minutes (会议记录)?",
        ),
        (
            "codes: [county]",
            "codes: [乡镇]",
            "6:37",
            (
                "“乡镇”不是代码；可写：county（县区党委、政府）、all（全部单位）；"
                "新的代码先写进 vocabulary.yaml"
            ),
            (
                "'乡镇' is no code; it can be: county, all; "
                "put a new one into vocabulary.yaml first"
            ),
        ),
        (
            "sampling: every",
            "sampling: 全部",
            "15:19",
            "“全部”是名称；这里写它在 vocabulary.yaml 中的代码：every",
            "'全部' is a name; write its code in vocabulary.yaml: every",
        ),
    ],
)
def test_a_name_in_place_of_a_code_is_told_with_its_code(
    tmp_path: Path, code: str, written: str, place: str, zh: str, en: str
) -> None:
    shutil.copytree(ROOT / "tests/cases/base", tmp_path, dirs_exist_ok=True)
    text = (tmp_path / FILE).read_text("utf-8")
    (tmp_path / FILE).write_text(text.replace(code, written, 1), "utf-8")
    _, (finding,) = load(tmp_path)
    told = [as_text(finding, "zh"), as_text(finding, "en")]
    assert told == [f"{FILE}:{place}: error: {words} [wrong-value]" for words in (zh, en)]


@pytest.mark.parametrize(
    "address", ["a5", "a31-1", "a5.i3", "a11.p2", "a12.p2.i3", "a5.i3-1", "a120.p1.i10.s2"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_cited_is_found_again(address: str, language) -> None:
    assert address_cited(cite(address, language)) == address


@pytest.mark.parametrize(
    ("cited", "address"),
    [
        ("第6条（三）", "a6.i3"),
        ("第 六 条 第一款", "a6.p1"),
        ("第六条第(3)项", "a6.i3"),
        ("六条", "a6"),
        ("article 6", "a6"),
        ("第六条和第七条", ""),
        ("本办法第六条", ""),
        ("6", ""),
        ("", ""),
    ],
)
def test_other_ways_to_cite_are_understood_or_left(cited: str, address: str) -> None:
    assert address_cited(cited) == address


def test_a_comment_after_chinese_words_stops_neither_settings_nor_words(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 自查 # 站名\n", "utf-8")
    (tmp_path / "strings.yaml").write_text("draft:\n  zh: 草稿 # 未定\n  en: Draft\n", "utf-8")
    assert read_settings(tmp_path) == ({"site_name": "自查"}, ())
    (draft,) = read_strings(tmp_path, "strings.yaml").values()
    assert (draft.zh, draft.en) == ("草稿", "Draft")
