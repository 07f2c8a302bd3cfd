"""What editors still have to do: a page and a workbook while there is anything."""

import io
from dataclasses import replace

import openpyxl
from city import CITY, city, parks

from generator.exports import files
from generator.exports.todo import Todo, todo
from generator.pages.article import article
from generator.pages.book_data import book_data
from generator.pages.todo import todo_page
from generator.project.templates import read_templates
from generator.records.checklist import Checklist
from generator.records.regulation import Regulation
from generator.records.texts import Text

TEMPLATES = read_templates(CITY)


def changed(article: str, checklist: Checklist | None) -> Regulation:
    law = parks()
    kept = {at: one for at, one in law.checklists.items() if at != article}
    return replace(law, checklists=kept | ({article: checklist} if checklist else {}))


def drafted() -> Regulation:
    """A check of article 7 not accepted, and one without English."""
    one = parks().checklists["a7"]
    first, second, *others = one.provisions
    asked = replace(first, checks=(), drafts=(replace(first.checks[0], draft=True),))
    bare = replace(second.checks[0], ask=Text("是否公开投诉电话？"))
    blocks = (asked, replace(second, checks=(bare,)), *others)
    return changed("a7", replace(one, provisions=blocks))


def told(law: Regulation) -> list[tuple[str, str, str]]:
    return [(one.kind, one.at.address, one.check) for one in todo(law)]


def html(law: Regulation, language: str = "zh") -> str:
    return todo_page(book_data(law, language, TEMPLATES, ()))


def test_where_nothing_is_to_do_there_is_no_page_and_no_file():
    assert todo(parks()) == ()
    assert html(parks()) == ""
    paths = [e.path for e in files.exports(parks(), city().site, TEMPLATES.strings)]
    assert not any("todo" in path for path in paths)


def test_drafts_and_questions_without_english_are_listed_with_their_checks():
    assert told(drafted()) == [
        ("draft", "a7.p2.i1", "A07-01-1"),
        ("question_en", "a7.p2.i2", "A07-02-1"),
    ]


def test_an_article_without_a_file_is_one_line():
    assert told(changed("a7", None)) == [("without", "a7", "")]


def test_a_text_that_changed_since_its_review_is_listed():
    one = parks().checklists["a7"]
    block = replace(one.provisions[0], reviewed="000000000000")
    law = changed("a7", replace(one, provisions=(block, *one.provisions[1:])))
    assert told(law) == [("reread", "a7.p2.i1", "")]


def test_a_translation_older_than_its_text_is_listed():
    law = parks()
    reviews = dict(law.translation_reviews)
    reviews["a4"] = replace(reviews["a4"], zh="000000000000")
    assert told(replace(law, translation_reviews=reviews)) == [("text_en_old", "a4", "")]


def test_the_page_leads_to_each_provision_in_both_languages():
    zh, en = html(drafted()), html(drafted(), "en")
    assert '<a href="article-07.html#a7.p2.i1">' in zh
    assert "草稿待采用" in zh
    assert "Draft to be accepted" in en


def test_the_workbook_has_a_row_for_each_thing_to_do():
    law = drafted()
    made = {e.path: e.data for e in files.exports(law, city().site, TEMPLATES.strings)}
    sheet = openpyxl.load_workbook(io.BytesIO(made["data/parks.todo.xlsx"])).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    listed: tuple[Todo, ...] = todo(law)
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        (one.at.cite.zh, TEMPLATES.strings[f"todo_{one.kind}"].zh, one.check, one.words.zh)
        for one in listed
    ]


def test_a_caption_that_the_text_prints_is_said_once():
    law = parks()
    captioned = tuple(replace(a, caption=Text("（公开）")) for a in law.articles)
    named = {at: replace(c, heading=Text("公开")) for at, c in law.checklists.items()}
    data = book_data(replace(law, articles=captioned, checklists=named), "zh", TEMPLATES, ())
    title = article(data, data.regulation.articles[6]).splitlines()[1]
    assert title == 'title: "第七条（公开）"'
