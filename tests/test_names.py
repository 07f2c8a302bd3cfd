"""Names that become folders and files: the same are refused wherever one is given."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, run_zicha

from generator.project import filenames, shape
from generator.project.loading import load
from generator.records.findings import as_text

BASE = ROOT / "tests" / "cases" / "base"

GOOD = (
    "measures",
    "jinan-2016-31",
    "a",
    "7",
    "console",
    "com",
    "com10",
    "lpt",
    "x" * 60,
    "site",
)
SPELT_WRONG = (
    "",
    "Measures",
    "a b",
    "a--b",
    "-a",
    "a-",
    "../x",
    "甲",
    "a.b",
    "measures\n",
    "a_b",
)
TAKEN = ("con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in (1, 5, 9)))
BAD = (*SPELT_WRONG, *TAKEN, "pages", "sheets", "x" * 61, "x" * 300)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small invented project."""
    return shutil.copytree(BASE, tmp_path / "project")


def told(root: Path) -> list[str]:
    return [as_text(finding, "en") for finding in load(root)[1]]


@pytest.mark.parametrize("name", BAD)
def test_an_id_that_some_system_cannot_hold_is_refused(small: Path, name: str):
    assert filenames.unfit_id(name)
    listed = (small / "content/site.yaml").read_text("utf-8")
    quoted = name.replace("\n", "\\n")
    changed = listed.replace("[measures]", f'[measures, "{quoted}"]')
    (small / "content/site.yaml").write_text(changed, "utf-8")
    lines = told(small)
    assert [line.partition(": ")[0] for line in lines] == ["content/site.yaml:3:25"]


@pytest.mark.parametrize("name", ["con", "pages", "measures\n", "x" * 61, "A", "nul.txt"])
def test_an_import_under_such_an_id_makes_nothing(small: Path, name: str):
    before = sorted(small.rglob("*"))
    text = str(small / "content/measures/zh.txt")
    done = run_zicha("--project", str(small), "import", text, "--id", name)
    assert done.returncode == 1
    assert "[bad-id]" in done.stderr
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize("name", GOOD)
def test_other_ids_are_as_good_as_they_look(small: Path, name: str):
    assert filenames.unfit_id(name) is None
    for folder in ("content", "checklists"):
        (small / folder / "measures").rename(small / folder / name)
    listed = (small / "content/site.yaml").read_text("utf-8")
    changed = listed.replace("[measures]", f'["{name}"]')
    (small / "content/site.yaml").write_text(changed, "utf-8")
    assert told(small) == []


def test_editors_refuse_the_same_ids_by_the_pattern_of_the_schema():
    pattern = shape.schema("site")["properties"]["regulations"]["items"]["pattern"]
    strict = (
        pattern.removesuffix("$") + r"\Z"
    )  # as editors mean it, whose language is JavaScript
    assert [name for name in GOOD if not re.search(strict, name)] == []
    assert [name for name in BAD if re.search(strict, name)] == []


@pytest.mark.parametrize("name", ["con", "a/nul.x", "end.", "end ", "com1.project"])
def test_a_new_project_gets_no_such_name_either(tmp_path: Path, name: str):
    done = run_zicha("new", str(tmp_path / name))
    assert done.returncode == 1
    assert "[bad-name]" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        (("index",), "index"),
        (("Search",), "Search"),
        (("current",), "current"),
        (("bearer-county",), "bearer-county"),
        (("About", "about"), "about"),
        (("cafe\u0301", "caf\u00e9"), "caf\u00e9"),
        (("AUX",), "AUX"),
        (("nul.x",), "nul.x"),
        (("a:b",), "a:b"),
        (("a?b",), "a?b"),
        (("end.",), "end."),
        (("end ",), "end "),
        (("甲" * 61,), "甲" * 61),
    ],
)
def test_a_page_that_would_take_anothers_place_or_no_system_holds_is_told(
    small: Path, names: tuple[str, ...], refused: str
):
    site = small / "content/site.yaml"
    shared = (
        "shared_bearers: [{code: county, text: {zh: 县, en: County}, in: {measures: county}}]"
    )
    site.write_text(f"{site.read_text('utf-8')}{shared}\n", "utf-8")
    pages = small / "content/pages/zh"
    pages.mkdir(parents=True)
    for name in names:
        (pages / f"{name}.md").write_text("---\ntitle: 页\n---\n页\n", "utf-8")
    project, _ = load(small)
    assert project is not None
    assert [line.partition(": ")[0] for line in told(small)] == [
        f"content/pages/zh/{refused}.md:1:1"
    ]
    assert [page.name for page in project.pages] == [n for n in names if n != refused]


def test_pages_of_any_language_and_length_in_reason_are_good(small: Path):
    pages = small / "content/pages/zh"
    pages.mkdir(parents=True)
    for name in ("关于本站", "about", "faq-2026", "甲" * 60):
        (pages / f"{name}.md").write_text("---\ntitle: 页\n---\n页\n", "utf-8")
    assert told(small) == []


@pytest.mark.parametrize("code", ["x" * 61, "county\\n"])
def test_codes_that_become_names_of_sheets_and_pages_are_short_and_whole(
    small: Path, code: str
):
    """bearer-<code>.html, tracer-<code>.pdf"""
    words = small / "checklists/measures/vocabulary.yaml"
    text = words.read_text("utf-8")
    words.write_text(text.replace("  county:", f'  "{code}":'), "utf-8")
    (small / "checklists/measures/tracers.yaml").write_text(
        f'- code: "{code}"\n  title: {{zh: 表}}\n  subject: {{zh: 户}}\n'
        "  stages: [{title: {zh: 一}, checks: [A02-01-1]}]\n",
        "utf-8",
    )
    files = {line.partition(":")[0] for line in told(small) if "[wrong-value]" in line}
    assert files == {
        "checklists/measures/vocabulary.yaml",
        "checklists/measures/tracers.yaml",
    }


def test_two_shared_bearers_of_one_code_are_told(small: Path):
    site = small / "content/site.yaml"
    row = "  - {code: county, text: {zh: 县, en: County}, in: {measures: county}}\n"
    site.write_text(f"{site.read_text('utf-8')}shared_bearers:\n{row}{row}", "utf-8")
    assert told(small) == [
        (
            "content/site.yaml:6:12: error: the code county names another's page already;"
            " choose another [repeated-code]"
        )
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/measures/regulation.yaml", "issued: 2016-08-15", 'issued: "2016-08-15\\n"'),
        ("content/measures/regulation.yaml", "file: source.txt", 'file: "source.txt\\n"'),
        ("content/measures/regulation.yaml", "file: source.txt", "file: aux.txt"),
        ("content/measures/regulation.yaml", "file: source.txt", 'file: "source.txt "'),
        ("checklists/measures/article-02.yaml", "article: a2", 'article: "a2\\n"'),
        ("checklists/measures/article-02.yaml", "id: A02-01-1", 'id: "A02-01-1\\n"'),
    ],
)
def test_a_line_end_after_a_value_is_not_overlooked(small: Path, path: str, old: str, new: str):
    file = small / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert [line for line in told(small) if line.startswith(path) and "[wrong-value]" in line]


@pytest.fixture
def designed(small: Path) -> Path:
    """The same with templates of its own."""
    shutil.copy(ROOT / "mkdocs.yml", small)
    shutil.copytree(ROOT / "site_templates", small / "site_templates")
    return small


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Own.css", "own.css"), ("own.css", "clashing-names")),
        (("Own/a.css", "own/b.css"), ("own", "clashing-names")),
        (("Search.css",), ("search.css", "clashing-names")),
        (("cafe\u0301.png", "caf\u00e9.png"), ("caf\u00e9.png", "clashing-names")),
        (("aux.css",), ("aux.css", "bad-name")),
        (("own/a:b.css",), ("own/a:b.css", "bad-name")),
        (("end./a.css",), ("end./a.css", "bad-name")),
        (("x" * 97 + ".css",), ("x" * 97 + ".css", "bad-name")),
    ],
)
def test_files_of_the_templates_that_some_system_cannot_hold_are_told(
    designed: Path, names: tuple[str, ...], told: tuple[str, str]
):
    assets = designed / "site_templates/assets"
    for name in names:
        (assets / name).parent.mkdir(exist_ok=True)
        (assets / name).write_text("", "utf-8")
    for command in ("check", "build"):
        done = run_zicha("--project", str(designed), "--ui", "en", command)
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "[" in line]
        assert done.returncode == 1, done.stderr
        assert [(line.split(":1:1: ")[0], line.rpartition("[")[2]) for line in lines] == [
            (f"site_templates/assets/{told[0]}", f"{told[1]}]")
        ]


def test_a_file_that_would_replace_one_of_the_theme_on_windows_is_told(designed: Path):
    (designed / "site_templates/assets/Images").mkdir()
    (designed / "site_templates/assets/Images/favicon.png").write_bytes(b"")
    done = run_zicha("--project", str(designed), "--ui", "en", "build")
    assert (done.returncode, done.stderr.count("[clashing-names]")) == (1, 1), done.stderr
    assert (
        "assets/images:1:1: error: differs from assets/Images in capitals only" in done.stderr
    )
