"""Books as MkDocs takes them: Markdown files and their menu."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from generator.exports.todo import todo
from generator.pages.article import article
from generator.pages.assess import assess
from generator.pages.bearer import bearer
from generator.pages.book_data import (
    BookData,
    article_page,
    bearer_page,
    bearers_with_checks,
    book_data,
    called,
    own_heading,
    w,
)
from generator.pages.coverage import coverage
from generator.pages.data import data_page, site_data_page
from generator.pages.editions import edition_pages, former, former_articles, former_pages
from generator.pages.glossary import glossary
from generator.pages.home import (
    Register,
    current_page,
    hand_page,
    home_page,
    search_page,
    shared_bearers,
    shared_page,
)
from generator.pages.neighbours import Neighbours
from generator.pages.overview import MANY, full_text, history, matrix, overview, sheet_list
from generator.pages.templates import plain, word
from generator.pages.todo import todo_page
from generator.project.templates import Templates
from generator.records.regulation import Division, Provision, Regulation
from generator.records.site import HandPage, Offer, Sheet
from generator.records.texts import Language, Text
from generator.sheets.currency import edition_file

# A menu as pairs: title → page, or title → what is under it. Titles are HTML.
Menu = tuple[tuple[str, "str | Menu"], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An independent MkDocs build: one regulation in one language, or the home pages of one.

    `folder` is where it lies on the site; `title` is plain text; `files` is name → Markdown.
    """

    folder: str  # zh/jinan-2016-31; of the home pages: zh
    language: Language
    title: str
    nav: Menu
    files: Mapping[str, str]
    pruned: bool = False  # its menu is too long to stand whole on each page
    hand: tuple[tuple[str, str], ...] = ()  # hand-written pages: name, the file they are from


def book(
    regulation: Regulation,
    language: Language,
    templates: Templates,
    sheets: tuple[Sheet, ...],
    *,
    offers: tuple[Offer, ...] = (),
    neighbours: Neighbours = MappingProxyType({}),
) -> Book:
    """The regulation's book; `sheets` and `offers` are its files that lie on the site.

    `neighbours` holds the other regulations that its text may point at.

    Raises CannotGoOn where a template is wrong.
    """
    data = book_data(
        regulation, language, templates, sheets, offers=offers, neighbours=neighbours
    )
    return Book(
        f"{language}/{regulation.id}",
        language,
        plain(regulation.title, language),
        _menu(data),
        dict(sorted(_files(data))),
        pruned=len(regulation.articles) > MANY,
    )


def home(register: Register, language: Language, templates: Templates) -> Book:
    """The pages above the regulations: their list, and the hand-written ones."""
    pages = hand_pages(register.pages, language)
    title = plain(register.site.title, language)
    files = {"index.md": home_page(register, language, templates)}
    for page in pages:
        files[f"{page.name}.md"] = hand_page(register, page, templates)
    shared = shared_bearers(register)
    for each in shared:
        files[_source(each.page)] = shared_page(each, language, templates)
    files["search.md"] = search_page(register, language, templates)
    files["current.md"] = current_page(register, language, templates)
    files["data.md"] = site_data_page(register, language, templates)
    first = (str(word(templates.strings, "home", language)), "index.md")
    found = (str(word(templates.strings, "search", language)), "search.md")
    sheet = (str(word(templates.strings, "current", language)), "current.md")
    taken = (str(word(templates.strings, "data", language)), "data.md")
    hand = ((escape(page.title), f"{page.name}.md") for page in pages)
    bearers = tuple((escape(plain(s.text, language)), _source(s.page)) for s in shared)
    under = ((str(word(templates.strings, "shared_bearers", language)), bearers),)
    nav = (first, *hand, *(under if bearers else ()), sheet, taken, found)
    written = tuple((f"{page.name}.md", page.location.path) for page in pages)
    return Book(language, language, title, nav, files, hand=written)


def hand_pages(pages: Iterable[HandPage], language: Language) -> tuple[HandPage, ...]:
    """The hand-written pages of a language, the guide first, then by name."""
    own = (p for p in pages if p.language == language)
    return tuple(sorted(own, key=lambda page: (page.name != "guide", page.name)))


def _files(data: BookData) -> Iterator[tuple[str, str]]:
    yield "index.md", overview(data)
    moved = former(data)
    yield "full-text.md", full_text(data, moved)
    for provision in data.regulation.articles:
        yield f"{article_page(data, provision.address)}.md", article(data, provision, moved)
    for term in bearers_with_checks(data):
        yield _source(bearer_page(data, term.code)), bearer(data, term)
    if data.regulation.matrix:
        yield "matrix.md", matrix(data, data.regulation.matrix)
    yield "assess.md", assess(data)
    yield "sheets.md", sheet_list(data)
    yield "coverage.md", coverage(data)
    if data.regulation.glossary:
        yield "glossary.md", glossary(data)
    if todo_words := todo_page(data):
        yield "todo.md", todo_words
    yield "changes.md", history(data)
    yield from (*edition_pages(data), *former_pages(data, moved))
    yield "data.md", data_page(data)


def _menu(data: BookData) -> Menu:
    reg = data.regulation
    divided = tuple(_division(data, division) for division in reg.divisions)
    above = set(data.above)
    loose = tuple(_entry(data, a) for a in reg.articles if a.address not in above)
    if loose and not divided:
        divided = ((str(w(data, "articles")), loose),)
        loose = ()
    entries: Menu = (
        (str(w(data, "overview")), "index.md"),
        (str(w(data, "full_text")), "full-text.md"),
        *loose,
        *divided,
        *((str(w(data, key)), below) for key, below in _lower_menu(data) if below),
    )
    return entries


def _lower_menu(data: BookData) -> tuple[tuple[str, Menu], ...]:
    reg = data.regulation
    bearers = tuple(
        (_run(data, term.short), _source(bearer_page(data, term.code)))
        for term in bearers_with_checks(data)
    )
    sheets = (
        (str(w(data, "assess")), "assess.md"),
        (str(w(data, "sheets")), "sheets.md"),
    )
    reading = (
        ("matrix", bool(reg.matrix)),
        ("coverage", True),
        ("todo", bool(todo(reg))),
        ("glossary", bool(reg.glossary)),
        ("changes", True),
        ("data", True),
    )
    about = tuple((str(w(data, key)), f"{key}.md") for key, there in reading if there)
    return (
        ("menu_bearers", (*sheets, *bearers)),
        ("menu_about", about),
        ("menu_past", _past_menu(data)),
    )


def _past_menu(data: BookData) -> Menu:
    """Texts of editions that were, and pages of articles that are no more."""
    was = (p for p in data.regulation.past if data.language == "zh" or p.translated)
    return (
        *((escape(p.edition), _source(edition_file(p.edition))) for p in was),
        *((_run(data, a.cite), name) for name, a in former_articles(data).items()),
    )


def _division(data: BookData, division: Division) -> tuple[str, Menu]:
    title = f"{_run(data, division.label)} {_run(data, division.heading)}".strip()
    below: Menu = (
        *(_entry(data, provision) for provision in division.articles),
        *(_division(data, inner) for inner in division.divisions),
    )
    return title, below


def _entry(data: BookData, provision: Provision) -> tuple[str, str]:
    note = own_heading(data, provision)
    title = escape(called(data, provision))
    if note and (data.language == "zh" or note.en):
        title += f" {escape(plain(note, data.language))}"
    return title, f"{article_page(data, provision.address)}.md"


def _run(data: BookData, text: Text) -> str:
    """The words as HTML, Chinese on an English page marked as such."""
    words = escape(plain(text, data.language))
    foreign = data.language == "en" and not text.en and words
    return f'<span lang="zh-Hans">{words}</span>' if foreign else words


def _source(html_page: str) -> str:
    return html_page.removesuffix(".html") + ".md"
