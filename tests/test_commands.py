"""The commands as the README gives them."""

import json

import pytest
from conftest import ROOT

from generator.records.findings import Finding, as_github, as_json, as_text, typed
from generator.records.texts import Location, Text

SOURCE = ROOT / "content" / "jinan-2016-31" / "source.txt"


def test_parse_prints_the_structure_of_a_text(zicha):
    done = zicha("parse", str(SOURCE))
    assert (done.returncode, done.stderr) == (0, "")
    outline = json.loads(done.stdout)
    assert outline["title"] == "济南市脱贫攻坚工作问责办法（试行）"
    assert outline["chapters"] == [
        {"level": "章", "n": 1, "heading": "总则"},
        {"level": "章", "n": 2, "heading": "问责情形"},
        {"level": "章", "n": 3, "heading": "问责方式和程序"},
        {"level": "章", "n": 4, "heading": "附则"},
    ]
    counts = [
        (a["n"], a["sub"], a["n_items"], len(a["paragraphs"])) for a in outline["articles"]
    ]
    items = {5: 8, 6: 5, 7: 5, 8: 5, 9: 5, 10: 5}
    assert counts == [(n, 0, items.get(n, 0), 4 if n == 11 else 1) for n in range(1, 17)]
    assert outline["articles"][15]["text"] == "本办法自印发之日起施行。"
    assert outline["findings"] == []


def test_import_makes_a_regulation_that_says_what_is_still_to_be_written(project, zicha):
    done = zicha("--project", str(project), "import", str(SOURCE), "--id", "again")
    assert done.returncode == 0, done.stderr
    new, old = project / "content" / "again", project / "content" / "jinan-2016-31"
    assert (new / "source.txt").read_bytes() == (old / "source.txt").read_bytes()
    assert (new / "zh.txt").read_bytes() == (old / "zh.txt").read_bytes()
    facts = (new / "regulation.yaml").read_text("utf-8")
    assert 'number: {printed: "济厅字【2016】31号文", zh: "济厅字〔2016〕31号"}' in facts
    assert 'issued: "2016-08-15"' in facts
    stubs = sorted(p.name for p in (project / "checklists" / "again").iterdir())
    assert stubs == [f"article-{n:02}.yaml" for n in range(1, 17)] + ["vocabulary.yaml"]
    site = (project / "content" / "site.yaml").read_text("utf-8")
    before = (ROOT / "content" / "site.yaml").read_text("utf-8")
    assert site == before.replace("[jinan-2016-31]", "[jinan-2016-31, again]")
    checked = zicha("--project", str(project), "check", "--format", "json")
    assert checked.returncode == 0
    told = {(f["rule"], f["severity"]) for f in json.loads(checked.stdout)}
    assert told == {("still-to-write", "warning")}
    nothing = {n for n in range(1, 17) if "no_checks" in _stub(project, n)}
    assert nothing == {1, 3, 15, 16}


def _stub(project, n):
    return (project / f"checklists/again/article-{n:02}.yaml").read_text("utf-8")


def test_import_never_writes_over_a_regulation(project, zicha):
    done = zicha("--project", str(project), "import", str(SOURCE), "--id", "jinan-2016-31")
    assert done.returncode == 1
    assert "content/jinan-2016-31/zh.txt:1:1: error: the file exists and stays" in done.stderr


@pytest.mark.parametrize("name", ["../x", "A b", "", "济南"])
def test_import_wants_a_name_that_can_be_an_address(project, zicha, name):
    done = zicha("--project", str(project), "import", str(SOURCE), "--id", name)
    assert done.returncode == 1
    assert "[bad-id]" in done.stderr


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty-file"),
        (b"\x00\x01\x02" * 50, "not-text"),
        ("你好。".encode(), "no-articles"),
    ],
)
def test_what_is_no_regulation_is_refused_with_a_finding(tmp_path, zicha, data, rule):
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    done = zicha("parse", str(file))
    assert done.returncode == 1
    found = json.loads(done.stdout)["findings"] if done.stdout else []
    assert f"[{rule}]" in done.stderr or rule in [f["rule"] for f in found]
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_a_finding(zicha):
    done = zicha("parse", "nothing.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "nothing.txt:1:1: error: there is no such file; see to its name and its folder"
        " [unreadable-file]\n"
    )


def test_sheets_writes_the_sheet_of_one_article_in_one_language(tmp_path, zicha, site):
    done = zicha("sheets", "--article", "13", "--lang", "en", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    made = tmp_path / "jinan-2016-31" / "en" / "article-13.pdf"
    assert done.stdout == f"{made}\n"
    assert made.read_bytes() == (site / "sheets/jinan-2016-31/en/article-13.pdf").read_bytes()


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_sheets_writes_the_same_sheet_for_an_office_program(ending, tmp_path, zicha, site):
    done = zicha("sheets", "--article", "13", "--format", ending, "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for language in ("zh", "en", "both"):
        name = f"jinan-2016-31/{language}/article-13.{ending}"
        assert (tmp_path / name).read_bytes() == (site / "sheets" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "--article 99",
            (
                "--article 99: error: there is no such sheet; article has: 2, 3, 5, 6, 7, 8,"
                " 9, 10, 11, 12, 13, 14 [no-such-sheet]"
            ),
        ),
        (
            "--form chapter --article 5",
            (
                "--article 5: error: there is no such sheet; chapter has: 1, 2, 3, 4"
                " [no-such-sheet]"
            ),
        ),
        (
            "--tracer village",
            (
                "--tracer village: error: there is no such sheet; tracer has: household,"
                " project [no-such-sheet]"
            ),
        ),
        (
            "--form walk --format xlsx",
            "--format xlsx: error: there is no such sheet; there are: pdf [no-such-sheet]",
        ),
        (
            "--only other",
            (
                "--only other: error: there is no such regulation; content/site.yaml lists:"
                " jinan-2016-31 [unknown-regulation]"
            ),
        ),
    ],
)
def test_what_was_typed_in_vain_is_named_with_what_there_is(tmp_path, zicha, words, told):
    done = zicha("sheets", *words.split(), "-o", str(tmp_path))
    assert (done.returncode, done.stderr) == (1, f"{told}\n")


def test_a_typed_fault_has_no_place_in_a_file_for_programs_either():
    there = Finding(Location("content/x/zh.txt", 3, 2), "b", Text("乙", "B"))
    fault = Finding(typed("--article 99"), "a", Text("甲", "A"))
    assert json.loads(as_json((fault, there))) == [
        {
            "typed": "--article 99",
            "severity": "error",
            "rule": "a",
            "message": {"zh": "甲", "en": "A"},
        },
        {
            "path": "content/x/zh.txt",
            "line": 3,
            "column": 2,
            "severity": "error",
            "rule": "b",
            "message": {"zh": "乙", "en": "B"},
        },
    ]
    assert as_github(fault, "en") == "::error title=a::--article 99: A"
    assert as_text(fault, "zh") == "--article 99: error: 甲 [a]"


def test_a_second_build_of_the_same_says_so_and_changes_nothing(warm_project, zicha):
    project = warm_project
    build = ("--project", str(project), "build", "--only", "jinan-2016-31")
    first = zicha(*build)
    assert first.returncode == 0, first.stderr
    before = {p: p.stat().st_mtime_ns for p in (project / "site-jinan-2016-31").rglob("*")}
    second = zicha(*build)
    assert second.stdout.startswith("Nothing changed; ")
    assert before == {
        p: p.stat().st_mtime_ns for p in (project / "site-jinan-2016-31").rglob("*")
    }
    (project / "site-jinan-2016-31" / "index.html").unlink()
    third = zicha(*build)
    assert third.stdout.startswith("Built ")
    assert (project / "site-jinan-2016-31" / "index.html").is_file()


def test_messages_come_in_chinese_or_english(zicha):
    assert zicha("--ui", "zh", "check").stdout == "没有发现问题。\n"
    assert zicha("--ui", "en", "check").stdout == "No findings.\n"


def test_help_names_every_command_of_the_readme(zicha):
    said = zicha("--help").stdout
    readme = (ROOT / "README.md").read_text("utf-8")
    block = readme.split("## Commands\n\n```\n")[1].split("```")[0]
    named = [line.split()[1] for line in block.splitlines() if line.startswith("zicha ")]
    listed = said.split("Commands:\n")[1].splitlines()
    assert sorted(named) == sorted(line.split()[0] for line in listed if line.startswith("  "))
