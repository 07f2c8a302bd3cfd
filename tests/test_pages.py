"""Pages: what a reader finds on them, and that nothing people wrote can break them."""

import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from city import CITY, city, parks
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page as BrowserPage

from generator.pages.book import Book, book, home
from generator.pages.entries import entry
from generator.pages.home import Register
from generator.pages.markup import (
    MarkedPiece,
    Quoted,
    TextLink,
    chinese_marked,
    curled,
    literal,
    marked,
    pieces_of,
)
from generator.project.templates import Templates, read_templates
from generator.records.checklist import Check
from generator.records.findings import CannotGoOn
from generator.records.regulation import GlossaryEntry, Regulation
from generator.records.site import Project, Sheet
from generator.records.texts import Language, Text
from generator.text.addresses import page_name

HOSTILE = "<script>alert(1)</script> *a* _b_ {: #x } `c` [d](e) & \"f\" 'g' | h"
# Settings of mkdocs.yml: the pages need no more.
EXTENSIONS = ["attr_list", "tables", "toc"]
VOID = {"br", "col", "hr", "img", "input", "link", "meta", "wbr"}


def front(project: Project, language: Language, templates: Templates) -> Book:
    """The pages above the regulations of a project."""
    entries = tuple(entry(r, templates.strings) for r in project.regulations)
    return home(Register(project.site, project.pages, entries), language, templates)


def without_data(text: str) -> str:
    """A page without what its scripts work on: that is shown by them alone."""
    return re.sub(r'<script type="application/json" id="[\w-]+">[^<]*</script>', "", text)


class Reader(HTMLParser):
    """Ids, links, runs of text and attributes with the language they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.checks: list[tuple[str | None, str | None]] = []
        self.quoted: list[tuple[str, str]] = []
        self.runs: list[tuple[str, str]] = []
        self.tags: Counter[str] = Counter()
        self.stack: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags[tag] += 1
        if "id" in values:
            self.ids.append(values["id"] or "")
        if "href" in values:
            self.links.append(values["href"] or "")
        if "data-check" in values:
            self.checks.append((values["data-check"], values.get("id")))
        if tag not in VOID:
            self.stack.append((tag, values))
        for name in ("title", "aria-label", "data-label"):
            self.runs.append((values.get("lang") or self.language(), values.get(name) or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack.pop()[0] == tag, f"</{tag}> is crossed"

    def handle_data(self, data: str) -> None:
        self.runs.append((self.language(), data))
        for _, values in self.stack:
            if values.get("class") == "zc-q":
                self.quoted.extend((i, data) for i in (values["data-q"] or "").split())

    def language(self) -> str:
        langs = [values["lang"] for _, values in self.stack if values.get("lang")]
        return langs[-1] or "" if langs else ""

    def text(self) -> str:
        return "".join(data for _, data in self.runs)


def read(source: str) -> Reader:
    reader = Reader()
    reader.feed(html(source))
    reader.close()
    assert reader.stack == []
    return reader


def html(source: str) -> str:
    _, _, body = source.removeprefix("---\n").partition("\n---\n")
    return markdown.markdown(body, extensions=EXTENSIONS)


@pytest.fixture(scope="module")
def project() -> Project:
    return city()


@pytest.fixture(scope="module")
def law() -> Regulation:
    return parks()


@pytest.fixture(scope="module")
def templates() -> Templates:
    return read_templates(CITY)


def sheets(law: Regulation) -> tuple[Sheet, ...]:
    folder = f"sheets/{law.id}"
    return (
        Sheet(f"{folder}/zh/article-05.pdf", "article", "a5", "zh", 4, 184_320),
        Sheet(f"{folder}/both/article-05.pdf", "article", "a5", "both", 7, 1_250_000),
        Sheet(f"{folder}/zh/bearer-district.pdf", "bearer", "district", "zh", 15, 400_000),
        Sheet(f"{folder}/zh/ledger.pdf", "ledger", "", "zh", 1, 60_000),
    )


@pytest.fixture(scope="module")
def books(law: Regulation, templates: Templates) -> dict[Language, Book]:
    return {language: book(law, language, templates, sheets(law)) for language in ("zh", "en")}


# ── words and marks ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("runs", "links", "expected"),
    [
        ((), (), "甲乙丙丁戊"),
        ((Quoted(1, 3, "A"),), (), '甲<span class="zc-q" data-q="A">乙丙</span>丁戊'),
        (  # overlapping
            (Quoted(0, 3, "A"), Quoted(2, 5, "B")),
            (),
            (
                '<span class="zc-q" data-q="A">甲乙</span>'
                '<span class="zc-q" data-q="A B">丙</span>'
                '<span class="zc-q" data-q="B">丁戊</span>'
            ),
        ),
        (  # one within the other
            (Quoted(0, 5, "A"), Quoted(1, 2, "B")),
            (),
            (
                '<span class="zc-q" data-q="A">甲</span>'
                '<span class="zc-q" data-q="A B">乙</span>'
                '<span class="zc-q" data-q="A">丙丁戊</span>'
            ),
        ),
        (  # the same words twice
            (Quoted(1, 2, "A"), Quoted(1, 2, "B"), Quoted(1, 2, "A")),
            (),
            '甲<span class="zc-q" data-q="A B">乙</span>丙丁戊',
        ),
        (  # a link cuts a quoted run
            (Quoted(0, 4, "A"),),
            (TextLink(2, 5, "x.html#a1"),),
            (
                '<span class="zc-q" data-q="A">甲乙</span><a class="zc-ref" href="x.html#a1">'
                '<span class="zc-q" data-q="A">丙丁</span>戊</a>'
            ),
        ),
        (  # links side by side stay two; of overlapping ones the first stays
            (),
            (TextLink(0, 1, "x"), TextLink(1, 3, "y"), TextLink(2, 5, "z")),
            '<a class="zc-ref" href="x">甲</a><a class="zc-ref" href="y">乙丙</a>丁戊',
        ),
        (  # beyond the words, and empty
            (Quoted(3, 99, "A"), Quoted(2, 2, "B")),
            (),
            '甲乙丙<span class="zc-q" data-q="A">丁戊</span>',
        ),
    ],
)
def test_quoted_runs_may_nest_overlap_and_be_cut_by_links(
    runs: tuple[Quoted, ...], links: tuple[TextLink, ...], expected: str
) -> None:
    assert marked("甲乙丙丁戊", runs, links) == expected


def test_markup_in_words_and_addresses_is_escaped() -> None:
    assert marked("<b>&", (Quoted(0, 3, '"x'),), (TextLink(3, 4, '"y'),)) == (
        '<span class="zc-q" data-q="&quot;x">&lt;b&gt;</span>'
        '<a class="zc-ref" href="&quot;y">&amp;</a>'
    )


SPANS = st.tuples(st.integers(-2, 14), st.integers(-2, 14))


@given(st.text(max_size=12), st.lists(SPANS), st.lists(SPANS))
def test_marks_lose_no_word_and_close_what_they_open(
    words: str, runs: list[tuple[int, int]], links: list[tuple[int, int]]
) -> None:
    quoted = [Quoted(a, b, f"A{i}") for i, (a, b) in enumerate(runs)]
    linked = [TextLink(a, b, f"#{i}") for i, (a, b) in enumerate(links)]
    result = marked(words, quoted, linked)
    assert (
        unescape(re.sub(r"</?(?:a|span)[^>]*>", "", result)) == unescape(words) or "&" in words
    )
    pieces = pieces_of(len(words), quoted, linked)
    assert "".join(words[p.start : p.end] for p in pieces) == words
    for run in quoted:
        covered = {i for p in pieces if run.id in p.ids for i in range(p.start, p.end)}
        assert covered == {i for i in range(run.start, run.end) if 0 <= i < len(words)}


def test_pieces_without_any_mark_are_one() -> None:
    assert pieces_of(3, (), ()) == (MarkedPiece(0, 3, (), None),)
    assert pieces_of(0, (), ()) == ()


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1
    )
)
def test_a_heading_shows_exactly_what_was_written(words: str) -> None:
    source = markdown.markdown(
        f"# x{literal(words)}x {{ #a5 .zc-title }}", extensions=EXTENSIONS
    )
    found = re.fullmatch(r'<h1 class="zc-title" id="a5">x(.*)x</h1>', source, re.DOTALL)
    assert found, source
    assert unescape(found[1]) == words


@pytest.mark.parametrize(
    ("straight", "typographic"),
    [
        (
            'reduced to "going through the motions" and',
            "reduced to “going through the motions” and",
        ),
        ("the issuing authority's", "the issuing authority’s"),
        ('("Party")', "(“Party”)"),
        ("'Two' duties", "‘Two’ duties"),
        ("already “set”", "already “set”"),
    ],
)
def test_english_quotation_marks_are_curled(straight: str, typographic: str) -> None:
    assert curled(straight) == typographic


def test_chinese_words_in_english_ones_are_marked() -> None:
    assert chinese_marked("apart from (脱贫、扶贫) &amp; so on") == (
        'apart from (<span lang="zh-Hans">脱贫、扶贫</span>) &amp; so on'
    )


# ── a book ────────────────────────────────────────────────────────────────────────────────────


def test_a_book_has_a_page_for_every_article_bearer_and_view(
    books: dict[Language, Book],
) -> None:
    pages = set(books["zh"].files)
    assert {f"article-{n:02}.md" for n in range(1, 13)} | {"article-07-1.md"} <= pages
    assert pages - {p for p in pages if p.startswith(("article-", "bearer-"))} == {
        "index.md",
        "full-text.md",
        "matrix.md",
        "assess.md",
        "sheets.md",
        "coverage.md",
        "glossary.md",
        "changes.md",
        "data.md",
    }
    assert {"bearer-district.md", "bearer-park-office.md", "bearer-all.md"} <= pages


def test_both_languages_have_the_same_pages_and_anchors(books: dict[Language, Book]) -> None:
    zh, en = books["zh"].files, books["en"].files
    assert set(zh) == set(en)
    for name in zh:
        assert Counter(read(zh[name]).ids) == Counter(read(en[name]).ids), name


def test_the_menu_leads_to_every_page_once(books: dict[Language, Book]) -> None:
    def pages(menu: object) -> list[str]:
        if isinstance(menu, str):
            return [menu]
        assert isinstance(menu, tuple)
        return [page for _, below in menu for page in pages(below)]

    for one in books.values():
        assert sorted(pages(one.nav)) == sorted(one.files)


def test_every_link_leads_somewhere(books: dict[Language, Book], law: Regulation) -> None:
    outside = {f"../../{sheet.path}" for sheet in sheets(law)}
    outside |= {"../current.html", "../current.html#letters"}  # of the home pages
    outside |= {"../../schema/data.schema.json"}
    for one in books.values():
        pages = {name.replace(".md", ".html"): read(text) for name, text in one.files.items()}
        for name, reader in pages.items():
            assert max(Counter(reader.ids).values(), default=1) == 1, f"double id on {name}"
            for link in set(reader.links) - outside:
                page, _, anchor = link.partition("#")
                page = page.partition("?")[0]  # what of it is chosen
                assert page in {"", *pages}, f"{name} → {link}"
                assert not anchor or anchor in pages[page or name].ids, f"{name} → {link}"


def test_every_provision_has_its_anchor_on_its_article_and_in_the_full_text(
    books: dict[Language, Book],
) -> None:
    addresses = {"a5", *(f"a5.i{n}" for n in range(1, 9))}
    for one in books.values():
        assert addresses <= set(read(one.files["article-05.md"]).ids)
        assert {*addresses, "a7-1", "a8", "a8.p2", "a12"} <= set(
            read(one.files["full-text.md"]).ids
        )
        assert {"a8", "a8.p1", "a8.p4"} <= set(read(one.files["article-08.md"]).ids)
        assert {"a6.i1", "a6.i1.s2"} <= set(read(one.files["article-06.md"]).ids)


def checks_of(law: Regulation, article: str) -> list[Check]:
    return [c for block in law.checklists[article].provisions for c in block.checks]


def test_every_check_stands_on_its_article_with_its_id(
    books: dict[Language, Book], law: Regulation
) -> None:
    for one in books.values():
        for at in law.checklists:
            found = read(one.files[f"{page_name(at, digits=2)}.md"]).checks
            assert found == [(c.id, c.id) for c in overall_last(checks_of(law, at))]


def overall_last(checks: list[Check]) -> list[Check]:
    """An article's checks in the order in which they are answered, as on its sheet."""
    return sorted(checks, key=lambda check: check.kind == "summary")


def test_what_a_check_quotes_is_marked_in_the_text(
    books: dict[Language, Book], law: Regulation
) -> None:
    for n in (5, 7, 9):
        reader = read(books["zh"].files[f"article-{n:02}.md"])
        for check in checks_of(law, f"a{n}"):
            marked_words = "".join(words for i, words in reader.quoted if i == check.id)
            for quote in check.quotes:
                # Once in the reading text, once in the row of the clause; opening words stand
                # before the list and again above the check that judges it as a whole.
                times = 3 if check.kind == "summary" else 2
                assert marked_words.count(quote.words) == times, (check.id, quote.words)


def test_a_bearer_sees_its_checks_and_those_of_wider_groups(
    books: dict[Language, Book], law: Regulation
) -> None:
    checks = [c for at in law.checklists for c in overall_last(checks_of(law, at))]
    found = [i for i, _ in read(books["zh"].files["bearer-district.md"]).checks]
    assert found == [c.id for c in checks if {"district", "all"} & set(c.bearers)]


def test_references_are_links_both_ways(books: dict[Language, Book]) -> None:
    for one in books.values():
        there = one.files["article-09.md"]
        assert re.search(r'<a class="zc-ref" href="article-05\.html#a5">', there)
        assert 'href="article-07.html#a7"' in there
        assert 'href="article-09.html#a9"' in one.files["article-05.md"]


def test_an_article_without_checks_says_why(
    books: dict[Language, Book], law: Regulation
) -> None:
    reason = law.checklists["a12"].no_checks
    assert reason is not None
    assert reason.zh in books["zh"].files["article-12.md"]
    assert reason.en is not None
    assert reason.en in books["en"].files["article-12.md"]


def test_every_page_carries_the_status_line(books: dict[Language, Book]) -> None:
    said = (
        "文本状态按2018年9月3日印发文本收录，内容为测试虚构。"
        "本站未核实该办法目前是否有效，请以发文机关最新文件为准。"
    )
    for name, text in books["zh"].files.items():
        assert said in read(text).text(), name
    for name, text in books["en"].files.items():
        assert "Unofficial reference translation; the Chinese text prevails." in text, name


HAN = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+){4,}")  # Where there is a failure to


def test_every_run_is_marked_with_its_language(books: dict[Language, Book]) -> None:
    for name, text in books["en"].files.items():
        runs = read(without_data(text)).runs
        silent = [w for lang, w in runs if lang != "zh-Hans" and HAN.search(w)]
        assert silent == [], name
    for name, text in books["zh"].files.items():
        runs = read(without_data(text)).runs
        silent = [w for lang, w in runs if lang != "en" and SENTENCE.search(w)]
        assert silent == [], name


def test_downloads_name_language_pages_and_size(books: dict[Language, Book]) -> None:
    said = read(books["zh"].files["article-05.md"]).text()
    assert "中文 PDF4页，184 kB" in said
    assert "中英对照 PDF7页，1.2 MB" in said
    assert (
        'href="../../sheets/parks/zh/ledger.pdf" download' in (books["zh"].files["sheets.md"])
    )


def test_a_type_of_entity_finds_its_sheet_the_ledger_and_all_others(
    books: dict[Language, Book],
) -> None:
    page = books["zh"].files["bearer-district.md"]
    for name in ("bearer-district.pdf", "ledger.pdf"):
        assert f'href="../../sheets/parks/zh/{name}"' in page
    assert '<a href="sheets.html">全部表格</a>' in page


def test_counts_are_counted(books: dict[Language, Book]) -> None:
    said = read(books["zh"].files["index.md"]).text()
    assert "4章13条13项51个检查项" in said
    assert "51个检查项共引用原文57处" in said


def test_the_page_to_fill_in_is_led_to_from_where_one_reads(
    books: dict[Language, Book],
) -> None:
    for one in books.values():
        assert 'href="assess.html"' in one.files["index.md"]
        assert 'href="assess.html?type=street"' in one.files["bearer-street.md"]
        assert 'href="assess.html?article=a5"' in one.files["article-05.md"]


# ── other regulations ─────────────────────────────────────────────────────────────────────────


def bare(law: Regulation) -> Regulation:
    """No checklists, headings, matrix, glossary, translation."""
    return replace(
        law,
        divisions=(),
        checklists={},
        matrix=None,
        glossary=(),
        changes=(),
        translated=False,
        promulgation=None,
    )


def test_a_regulation_without_checks_or_headings_has_its_pages(
    law: Regulation, templates: Templates
) -> None:
    made = book(bare(law), "zh", templates, ())
    assert "尚未编写检查项。" in made.files["article-05.md"]
    assert "zc-other" not in made.files["article-05.md"]
    assert "zc-view-en" not in made.files["full-text.md"]
    assert "检查项的问题写好以后" in made.files["sheets.md"]
    assert not [
        name for name in made.files if name.startswith(("bearer-", "matrix", "glossary"))
    ]
    for text in made.files.values():
        read(text)


def test_the_description_of_a_page_has_the_words_as_they_were_written(
    law: Regulation, templates: Templates
) -> None:
    made = book(replace(law, title=Text("甲 & 乙 <丙>", "A & B <C>")), "zh", templates, ())
    described = {
        name: unescape(json.loads(line.partition(": ")[2]))
        for name, text in made.files.items()
        for line in text.splitlines()[:12]
        if line.startswith("description: ")
    }
    wrong = {name: said for name, said in described.items() if "&amp;" in said}
    assert (len(described) > 20, wrong) == (True, {})
    assert sum("甲 & 乙 <丙>" in said for said in described.values()) > 20


def test_a_provision_without_checks_says_why(law: Regulation, templates: Templates) -> None:
    why = Text("只说明方式", "It only names the forms.")
    checklist = replace(law.checklists["a8"], unchecked={"a8.p1": why})
    changed = replace(law, checklists={**law.checklists, "a8": checklist})
    zh = book(changed, "zh", templates, ()).files["article-08.md"]
    en = book(changed, "en", templates, ()).files["article-08.md"]
    assert "没有检查项的条款第八条第一款：只说明方式" in read(zh).text().replace("\n", "")
    assert "Article 8, paragraph 1: It only names the forms." in read(en).text()


def test_the_coverage_says_why_a_paragraph_has_no_checks(
    law: Regulation, templates: Templates
) -> None:
    said = read(book(law, "zh", templates, ()).files["coverage.md"]).text()
    assert "第一款本款只引出下文，没有单独的检查项。" in said.replace("\n", "")
    why = Text("只说明方式", "It only names the forms.")
    checklist = replace(law.checklists["a8"], unchecked={"a8.p1": why})
    changed = replace(law, checklists={**law.checklists, "a8": checklist})
    said = read(book(changed, "zh", templates, ()).files["coverage.md"]).text()
    assert "第一款只说明方式" in said.replace("\n", "")


def test_methods_are_listed_as_a_sentence_has_them(books: dict[Language, Book]) -> None:
    said = read(books["en"].files["article-05.md"]).text()
    assert "Document review, individual interview" in said


def test_a_missing_or_unchecked_translation_says_so(
    law: Regulation, templates: Templates
) -> None:
    article = law.articles[4]
    first, second, *others = article.children
    untranslated = replace(first, words=Text(first.words.zh))
    other = replace(second, words=Text(second.words.zh, "Something else;"))
    now = replace(article, children=(untranslated, other, *others))
    changed = replace(law, articles=(*law.articles[:4], now, *law.articles[5:]))
    made = book(changed, "en", templates, ())
    said = read(made.files["article-05.md"]).text()
    assert "(1)not yet translated" in said
    assert (
        "Something else; translation not yet checked against the present Chinese text" in said
    )
    assert "not yet translated" in read(made.files["full-text.md"]).text()


def test_what_people_write_comes_out_literally(
    project: Project, law: Regulation, templates: Templates
) -> None:
    hostile = Text(HOSTILE, HOSTILE)
    bearers = {
        c: replace(t, text=hostile, short=hostile) for c, t in law.vocabulary.bearers.items()
    }
    checklists = {
        a: replace(
            c,
            heading=hostile,
            no_checks=hostile if c.no_checks else None,
            provisions=tuple(
                replace(p, checks=tuple(replace(k, ask=hostile, fix=hostile) for k in p.checks))
                for p in c.provisions
            ),
        )
        for a, c in law.checklists.items()
    }
    hostile_one = replace(
        law,
        title=hostile,
        title_parts=hostile,
        status=hostile,
        promulgation=hostile,
        vocabulary=replace(law.vocabulary, bearers=bearers),
        checklists=checklists,
        glossary=(GlossaryEntry(HOSTILE, HOSTILE, hostile, law.location),),
    )
    site = replace(project.site, title=hostile, lede=hostile)
    changed = replace(project, site=site, regulations=(hostile_one,))
    for language, quoted in (("zh", HOSTILE), ("en", curled(HOSTILE))):
        made = book(hostile_one, language, templates, ())
        pages = {**made.files, "home": front(changed, language, templates).files["index.md"]}
        for name, whole in pages.items():
            text = without_data(whole)
            reader = read(text)
            assert reader.tags["script"] == reader.tags["em"] == 0, name
            assert "<script" not in text, name
            shown = reader.text().replace(" | h", "").replace("|", "")
            assert quoted.replace(" | h", "") in shown, name
        assert "<script" not in str(made.nav)


def test_a_broken_template_is_a_finding_with_its_place(
    law: Regulation, templates: Templates
) -> None:
    broken = replace(templates, pages=templates.pages | {"index.md.j2": "a\n{% if %}\n"})
    with pytest.raises(CannotGoOn) as caught:
        book(law, "zh", broken, ())
    at = caught.value.findings[0].location
    assert (at.path, at.line) == ("site_templates/pages/index.md.j2", 2)


def test_a_long_full_text_is_jumped_through_by_chapter(
    law: Regulation, templates: Templates
) -> None:
    first = law.articles[0]
    more = tuple(
        replace(first, address=f"a{n}", cite=Text(f"第{n}条"), label=Text(f"第{n}条"))
        for n in range(17, 32)
    )
    last = replace(law.divisions[-1], articles=(*law.divisions[-1].articles, *more))
    changed = replace(
        law,
        articles=(*law.articles, *more),
        divisions=(*law.divisions[:-1], last),
    )
    text = book(changed, "zh", templates, ()).files["full-text.md"]
    jumps = re.search(r'<nav class="zc-jump"[^>]*>(.*?)</nav>\n', text)
    assert jumps
    assert re.findall(r'href="#(\w+)"[^>]*>([^<]*)', jumps[1]) == [
        ("a1", "第一章"),
        ("a5", "第二章"),
        ("a8", "第三章"),
        ("a11", "第四章"),
    ]


# ── home ──────────────────────────────────────────────────────────────────────────────────────


def test_home_lists_regulations_units_steps_and_hand_pages(
    project: Project, templates: Templates
) -> None:
    made = front(project, "zh", templates)
    assert made.folder == "zh"
    assert made.nav[:2] == (("首页", "index.md"), ("五步完成自查", "guide.md"))
    links = set(read(made.files["index.md"]).links)
    assert {
        "parks/index.html",
        "parks/full-text.html",
        "parks/bearer-district.html",
        "parks/bearer-park-office.html",
        "guide.html",
    } <= links


def test_a_hand_page_without_counterpart_switches_to_the_first_page(
    project: Project, templates: Templates
) -> None:
    alone = replace(project, pages=tuple(p for p in project.pages if p.language == "zh"))
    assert 'alternate: "index.html"' in front(alone, "zh", templates).files["guide.md"]
    assert "alternate:" not in front(project, "zh", templates).files["guide.md"]


def test_pages_are_the_same_bytes_twice(law: Regulation, templates: Templates) -> None:
    assert book(law, "en", templates, ()) == book(law, "en", templates, ())


# ── small screens ─────────────────────────────────────────────────────────────────────────────

ALONE = """() => [...document.querySelectorAll("li, p, dd, .zc-toc__t")].filter(e => {
    if (e.closest(".zc-law, .zc-clause__text, .md-sidebar") || !e.offsetParent) return false;
    const words = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), lines = {};
    for (let run; (run = words.nextNode());) [...run.data].forEach((c, i) => {
        const range = document.createRange();
        range.setStart(run, i);
        range.setEnd(run, i + 1);
        const bottom = Math.round(range.getBoundingClientRect().bottom / 6);
        if (/[\u4e00-\u9fff]/.test(c)) lines[bottom] = (lines[bottom] || "") + c;
    });
    const all = Object.keys(lines).map(Number).sort((a, b) => a - b).map(k => lines[k]);
    return all.length > 1 && all.pop().length === 1;
}).map(e => e.innerText)"""


@pytest.mark.parametrize("name", ["index", "guide", "parks/bearer-street"])
def test_no_character_stands_alone_on_a_line_of_a_telephone(
    name: str, page: BrowserPage, site: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "zh" / f"{name}.html").as_uri())
    assert page.evaluate(ALONE) == []


def test_a_day_is_never_broken_between_two_lines(page: BrowserPage, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for name, day in (("zh/index", "2018年9月3日"), ("en/index", "September 3, 2018")):
        page.goto((site / f"{name}.html").as_uri())
        days = page.eval_on_selector_all(
            ".zc-day", "all => all.map(e => [e.textContent, e.getClientRects().length])"
        )
        assert days == [[day, 1], [day, 1]]


def test_names_and_totals_of_the_coverage_stay_in_sight(page: BrowserPage, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((site / "zh/parks/coverage.html").as_uri())
    for n in range(2):
        box = page.locator(".zc-scroll").nth(n)
        assert box.evaluate("e => e.scrollWidth > e.clientWidth")
        for left in (0, 9999):
            box.evaluate("(e, left) => { e.scrollLeft = left }", left)
            edges = box.evaluate(
                """e => {
                    const frame = e.getBoundingClientRect(), row = e.querySelector("tbody tr");
                    const name = row.firstElementChild.getBoundingClientRect();
                    const sum = row.lastElementChild.getBoundingClientRect();
                    return [name.left >= frame.left, sum.right <= frame.right + 1];
                }"""
            )
            assert edges == [True, True]
