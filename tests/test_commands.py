"""The commands as docs/commands.md gives them."""

import json

import pytest
from city import CITY
from conftest import ROOT

from generator.records.findings import Finding, as_github, as_json, as_text, typed
from generator.records.texts import Location, Text

SOURCE = CITY / "content" / "parks" / "source.txt"


OF_CITY = ("--project", str(CITY))


def test_parse_prints_the_structure_of_a_text(zicha):
    done = zicha("parse", str(SOURCE))
    assert (done.returncode, done.stderr) == (0, "")
    outline = json.loads(done.stdout)
    assert outline["title"] == "某市公园管护责任自查办法（试行）"
    assert outline["chapters"] == [
        {"level": "章", "n": 1, "heading": "总则"},
        {"level": "章", "n": 2, "heading": "应当处理的情形"},
        {"level": "章", "n": 3, "heading": "处理方式和程序"},
        {"level": "章", "n": 4, "heading": "附则"},
    ]
    counts = [
        (a["n"], a["sub"], a["n_items"], len(a["paragraphs"])) for a in outline["articles"]
    ]
    items, paragraphs = {5: 8, 6: 3, 7: 2}, {7: 3, 8: 4}
    numbers = [(n, 0) for n in range(1, 8)] + [(7, 1)] + [(n, 0) for n in range(8, 13)]
    assert counts == [
        (n, sub, 0 if sub else items.get(n, 0), 1 if sub else paragraphs.get(n, 1))
        for n, sub in numbers
    ]
    assert outline["articles"][3]["text"] == (
        "公园管护坚持实事求是、权责一致、预防为主、注重实效的原则。"
    )
    assert outline["findings"] == []


def test_import_makes_a_regulation_that_says_what_is_still_to_be_written(project, zicha):
    done = zicha("--project", str(project), "import", str(SOURCE), "--id", "again")
    assert done.returncode == 0, done.stderr
    new, old = project / "content" / "again", project / "content" / "parks"
    assert (new / "source.txt").read_bytes() == (old / "source.txt").read_bytes()
    assert (new / "zh.txt").read_bytes() == (old / "zh.txt").read_bytes()
    facts = (new / "regulation.yaml").read_text("utf-8")
    assert 'number: {printed: "某园字【2018】9号文", zh: "某园字〔2018〕9号"}' in facts
    assert 'issued: "2018-09-03"' in facts
    stubs = sorted(p.name for p in (project / "checklists" / "again").iterdir())
    articles = [*(f"{n:02}" for n in range(1, 13)), "07-1"]
    assert stubs == sorted([*(f"article-{n}.yaml" for n in articles), "vocabulary.yaml"])
    site = (project / "content" / "site.yaml").read_text("utf-8")
    before = (CITY / "content" / "site.yaml").read_text("utf-8")
    assert site == before.replace("[parks]", "[parks, again]")
    checked = zicha("--project", str(project), "check", "--format", "json")
    assert checked.returncode == 0
    told = {(f["rule"], f["severity"]) for f in json.loads(checked.stdout)}
    assert told == {("still-to-write", "warning")}
    nothing = {n for n in range(1, 13) if "\nno_checks" in _stub(project, n)}
    assert nothing == {1, 2, 4, 9, 12}


def _stub(project, n):
    return (project / f"checklists/again/article-{n:02}.yaml").read_text("utf-8")


def test_import_never_writes_over_a_regulation(project, zicha):
    done = zicha("--project", str(project), "import", str(SOURCE), "--id", "parks")
    assert done.returncode == 1
    assert "content/parks/zh.txt:1:1: error: the file exists and stays" in done.stderr


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
    done = zicha(*OF_CITY, "sheets", "--article", "10", "--lang", "en", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    made = tmp_path / "parks" / "en" / "article-10.pdf"
    assert done.stdout == f"{made}\n"
    assert made.read_bytes() == (site / "sheets/parks/en/article-10.pdf").read_bytes()


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_sheets_writes_the_same_sheet_for_an_office_program(ending, tmp_path, zicha, site):
    done = zicha(*OF_CITY, "sheets", "--article", "10", "--format", ending, "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for language in ("zh", "en", "both"):
        name = f"parks/{language}/article-10.{ending}"
        assert (tmp_path / name).read_bytes() == (site / "sheets" / name).read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "--article 99",
            (
                "--article 99: error: there is no such sheet; article has: 2, 3, 5, 6, 7, 7-1,"
                " 8, 9, 10, 11 [no-such-sheet]"
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
                "--tracer village: error: there is no such sheet; tracer has: facility,"
                " tree [no-such-sheet]"
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
                " parks [unknown-regulation]"
            ),
        ),
    ],
)
def test_what_was_typed_in_vain_is_named_with_what_there_is(tmp_path, zicha, words, told):
    done = zicha(*OF_CITY, "sheets", *words.split(), "-o", str(tmp_path))
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
    build = ("--project", str(project), "build", "--only", "parks")
    first = zicha(*build)
    assert first.returncode == 0, first.stderr
    before = {p: p.stat().st_mtime_ns for p in (project / "site-parks").rglob("*")}
    second = zicha(*build)
    assert second.stdout.startswith("Nothing changed; ")
    assert before == {p: p.stat().st_mtime_ns for p in (project / "site-parks").rglob("*")}
    (project / "site-parks" / "index.html").unlink()
    third = zicha(*build)
    assert third.stdout.startswith("Built ")
    assert (project / "site-parks" / "index.html").is_file()


def test_messages_come_in_chinese_or_english(zicha):
    assert zicha(*OF_CITY, "--ui", "zh", "check").stdout == "没有发现问题\n"
    assert zicha(*OF_CITY, "--ui", "en", "check").stdout == "No findings\n"


def test_help_names_every_command_of_its_page(zicha):
    said = zicha("--help").stdout
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    block = page.split("## Commands\n\n```\n")[1].split("```")[0]
    named = [line.split()[1] for line in block.splitlines() if line.startswith("zicha ")]
    listed = said.split("Commands:\n")[1].splitlines()
    assert sorted(named) == sorted(line.split()[0] for line in listed if line.startswith("  "))
