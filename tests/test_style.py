"""What is not Python is held to the same standard: lines, blanks, no words of the interface."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from generator.publish.binding import SEARCH_WORDS

WIDEST = 96
# Python is ruff's, which lets patterns without a space be long.
KINDS = {".js", ".mjs", ".cjs", ".ts", ".css", ".typ", ".j2", ".html", ".sh"}
FOLDERS = ("generator", "site_templates", "tests", "bench", "tools")
# Not ours to format: cases and data are what they are, node_modules is fetched.
LEFT_OUT = (
    *("tests/cases/", "tests/data/", "tests/golden/", "tools/node_modules/"),
    "tests/projects/city/.zicha/",
    "site_templates/assets/vendor/",
)

ASSETS = ROOT / "site_templates" / "assets"
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\\])//[^\n]*", re.DOTALL)
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\x27((?:[^\x27\\\n]|\\.)*)\x27|`([^`]*)`')
# Said to a reader: two words of letters, the first with a capital: "Nothing found".
SENTENCE = re.compile(r"^[A-Z][a-z]+ [a-z]{2,}")
# content: "Page " counter(page)
CONTENT = re.compile(r"\bcontent:([^;}]*)")
# A font may have a name in Chinese: local("宋体")
FONT = re.compile(r'local\("[^"]*"\)')


def sources() -> Iterator[Path]:
    yield ROOT / "Makefile"
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in KINDS and not name.startswith(LEFT_OUT):
                yield path


def columns(line: str) -> int:
    """As ruff and the formatters count: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def lines() -> Iterator[tuple[str, str]]:
    """Place and text of every line of ours."""
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        for n, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            yield f"{name}:{n}", line


def code(name: str) -> str:
    """A script or style sheet without its comments."""
    return COMMENT.sub("", (ASSETS / name).read_text("utf-8"))


def test_no_line_is_wider_than_96_columns_in_any_language():
    wide = [place for place, line in lines() if columns(line) > WIDEST]
    assert wide == []


def test_nothing_is_indented_with_tabs_or_ends_in_blanks():
    indented = re.compile(r"^ *\t|[ \t]+$")
    wrong = [
        place
        for place, line in lines()
        if indented.search(line) and not place.startswith("Makefile:")
    ]
    assert wrong == []


def test_every_kind_of_source_is_looked_at():
    assert {path.suffix for path in sources()} >= {".js", ".css", ".typ", ".j2", ".html"}


@pytest.mark.parametrize("name", sorted(p.name for p in ASSETS.glob("*.*s")))
def test_scripts_and_styles_say_nothing_themselves(name):
    text = FONT.sub("", code(name))
    assert CHINESE.findall(text) == []
    if name.endswith(".css"):
        said = ["".join(q) for value in CONTENT.findall(text) for q in QUOTED.findall(value)]
        assert [words for words in said if re.search("[A-Za-z]{2}", words)] == []
        return
    words = yaml.safe_load((ROOT / "site_templates" / "strings.yaml").read_text("utf-8"))
    english = {word["en"] for word in words.values() if word["en"][:1].isupper()}
    quoted = ["".join(found) for found in QUOTED.findall(text)]
    assert [said for said in quoted if said in english or SENTENCE.match(said)] == []


def test_the_search_box_has_every_word_it_asks_for_and_no_other():
    asked = set(re.findall(r"\bwords\.(\w+)", code("search-box.js")))
    kinds = {"law", "check", "page", "form", "term", "who"}
    notes = {f"beyond_{what}" for what in ("a", "p", "i", "s", "none", "division")}
    others = {"line_1", "line_2", "line_3", "sheet_yes", "sheet_was"}
    assert asked | kinds | notes | others == set(SEARCH_WORDS)


@pytest.mark.parametrize(
    "path", ["site_templates/strings.yaml", "site_templates/sheets/strings.yaml"]
)
def test_the_words_of_the_interface_are_read_by_any_yaml_reader(path):
    text = (ROOT / path).read_text("utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)
