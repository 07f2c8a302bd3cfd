"""The search index: what it holds, and how it is cut."""

import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest
from city import CITY, city

from generator.pages.book import book
from generator.project.templates import read_templates
from generator.records.site import Project
from generator.search.index import regulation_rows, search_files
from generator.search.pinyin import readings
from generator.search.plaintext import plain_blocks
from generator.search.proof import Unfound, folded, lost_runs
from generator.text.simplified import pairs

MAIN = "search-index.js"
TEMPLATES = read_templates(CITY)


@pytest.fixture(scope="module")
def project() -> Project:
    return city()


def books(text: str) -> list[dict[str, object]]:
    return [json.loads(b) for b in re.findall(r"^index\.books\.push\((.*)\);$", text, re.M)]


def rows(text: str, regulation: str, page: str) -> list[list[object]]:
    held = next(b for b in books(text) if b["id"] == regulation)
    return [row for name, lines in held["pages"] for row in lines if name == page]


def test_a_provision_is_a_row_with_its_address_its_bearers_and_both_languages(project):
    held = rows(search_files(project, TEMPLATES)[MAIN], "parks", "article-05")
    article = next(a for a in project.regulations[0].articles if a.address == "a5")
    item = article.children[0]
    row = next(r for r in held if r[1] == "a5.i1" and r[0] == 0)
    assert row[2] is None
    assert "street" in row[3]
    assert row[4] == ["第五条第（一）项", item.words.zh]
    assert row[5] == ["Article 5, item (1)", item.words.en]


def test_a_check_is_found_by_its_question_its_mending_and_its_papers(project):
    held = rows(search_files(project, TEMPLATES)[MAIN], "parks", "article-05")
    row = next(r for r in held if r[2] == "A05-01-1")
    block = project.regulations[0].checklists["a5"].provisions
    check = next(c for b in block for c in b.checks if c.id == "A05-01-1")
    assert row[:2] == [1, "a5.i1"]
    assert row[4][1].split("\n")[:2] == [check.ask.zh, check.fix.zh]
    assert row[5][1].split("\n")[:2] == [check.ask.en, check.fix.en]


def test_pages_of_the_menu_are_found_by_their_titles(project):
    templates = read_templates(CITY)
    made = [book(project.regulations[0], lang, templates, ()) for lang in ("zh", "en")]
    menus = {each.language: each.nav for each in made}
    shelf = json.loads(regulation_rows(project.regulations[0], menus))
    held = [row for name, lines in shelf["pages"] for row in lines if name == "full-text"]
    assert held == [[2, "", None, [], ["全文", ""], ["Full text", ""]]]


def test_many_regulations_lie_in_files_of_their_own_that_the_first_names(project):
    one = project.regulations[0]
    many = replace(project, regulations=tuple(replace(one, id=f"r{n}") for n in range(40)))
    files = search_files(many, TEMPLATES)
    names = [f"search-index-r{n}.js" for n in range(40)]
    assert list(files) == [MAIN, *names]
    asked = [f"{n}?v={sha256(files[n].encode()).hexdigest()[:8]}" for n in names]
    assert f"index.parts = {json.dumps(asked, separators=(',', ':'))};" in files[MAIN]
    assert [b["id"] for b in books(files[MAIN])] == [""]
    assert [b["id"] for b in books(files["search-index-r3.js"])] == ["r3"]


def test_the_same_project_gives_the_same_bytes(project):
    assert search_files(project, TEMPLATES) == search_files(project, TEMPLATES)


def test_only_characters_that_occur_are_turned_and_spelt():
    assert pairs(frozenset("条项")) == ("條項", "条项")
    assert readings(frozenset("书记")) == {"ji": "记", "shu": "书"}


@pytest.mark.parametrize(
    ("markdown", "read"),
    [
        ("## 五步 { #steps }\n\n- **一** [看](x.md)", ("五步", "一  看")),
        ("```\ncode\n```\n| a | b |\n|---|---|", ("a   b",)),
        ('<p class="x">直接写</p>', ("直接写",)),
    ],
)
def test_a_page_is_searched_as_it_is_read(markdown, read):
    assert plain_blocks(markdown) == read


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("县（市）区党委、政府", "县市区党委政府"),
        ("Ｐａｒｔｙ  committee's", "party committees"),
        ("以及 12345 市民", "以及12345市民"),
        ("set-up；\n第㈢项", "set up\n第三项"),
    ],
)
def test_width_case_and_punctuation_make_no_difference(written, compared):
    assert folded(written) == compared


def test_every_run_of_every_provision_and_check_stands_in_the_index(project):
    (regulation,) = project.regulations
    assert lost_runs(regulation, regulation_rows(regulation, {}), every=1) == ()


def test_a_provision_missing_from_the_index_is_noticed(project):
    (regulation,) = project.regulations
    shelf = regulation_rows(regulation, {}).replace("敷衍塞责", "敷衍")
    lost = lost_runs(regulation, shelf, every=1)
    assert Unfound("parks", "a5.i5", "衍塞") in lost
