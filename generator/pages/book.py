"""Books as MkDocs takes them: Markdown files and their menu."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from generator.pages.article import article
from generator.pages.bearer import bearer
from generator.pages.coverage import coverage
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
from generator.pages.neighbours import Shelf
from generator.pages.overview import changes, full_text, matrix, overview, sheet_list
from generator.pages.templates import plain, word
from generator.pages.volume import (
    Volume,
    article_page,
    bearer_page,
    bearers_with_checks,
    heading,
    volume,
    w,
)
from generator.project.templates import Templates
from generator.records.regulation import Division, Provision, Regulation
from generator.records.site import HandPage, Sheet
from generator.records.texts import Language, Text

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


def book(
    regulation: Regulation,
    language: Language,
    templates: Templates,
    sheets: tuple[Sheet, ...],
    *,
    shelf: Shelf = MappingProxyType({}),
) -> Book:
    """The regulation's book; `sheets` are those of this regulation that lie on the site.

    `shelf` holds the other regulations that its text may point at.

    Raises CannotGoOn where a template is wrong.
    """
    vol = volume(regulation, language, templates, sheets, shelf=shelf)
    return Book(
        f"{language}/{regulation.id}",
        language,
        plain(regulation.title, language),
        _menu(vol),
        dict(sorted(_files(vol))),
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
    first = (str(word(templates.strings, "home", language)), "index.md")
    found = (str(word(templates.strings, "search", language)), "search.md")
    sheet = (str(word(templates.strings, "current", language)), "current.md")
    hand = ((escape(page.title), f"{page.name}.md") for page in pages)
    bearers = tuple((escape(plain(s.text, language)), _source(s.page)) for s in shared)
    under = ((str(word(templates.strings, "shared_bearers", language)), bearers),)
    nav = (first, *hand, *(under if bearers else ()), sheet, found)
    return Book(language, language, title, nav, files)


def hand_pages(pages: Iterable[HandPage], language: Language) -> tuple[HandPage, ...]:
    """The hand-written pages of a language, the guide first, then by name."""
    own = (p for p in pages if p.language == language)
    return tuple(sorted(own, key=lambda page: (page.name != "guide", page.name)))


def _files(vol: Volume) -> Iterator[tuple[str, str]]:
    yield "index.md", overview(vol)
    yield "full-text.md", full_text(vol)
    for provision in vol.regulation.articles:
        yield f"{article_page(vol, provision.address)}.md", article(vol, provision)
    for term in bearers_with_checks(vol):
        yield _source(bearer_page(vol, term.code)), bearer(vol, term)
    if vol.regulation.matrix:
        yield "matrix.md", matrix(vol, vol.regulation.matrix)
    yield "sheets.md", sheet_list(vol)
    yield "coverage.md", coverage(vol)
    if vol.regulation.glossary:
        yield "glossary.md", glossary(vol)
    yield "changes.md", changes(vol)


def _menu(vol: Volume) -> Menu:
    reg = vol.regulation
    divided = tuple(_division(vol, division) for division in reg.divisions)
    above = set(vol.above)
    loose = tuple(_entry(vol, a) for a in reg.articles if a.address not in above)
    if loose and not divided:
        divided = ((str(w(vol, "articles")), loose),)
        loose = ()
    entries: Menu = (
        (str(w(vol, "overview")), "index.md"),
        (str(w(vol, "full_text")), "full-text.md"),
        *loose,
        *divided,
        *((str(w(vol, key)), below) for key, below in _lower_menu(vol) if below),
    )
    return entries


def _lower_menu(vol: Volume) -> tuple[tuple[str, Menu], ...]:
    reg = vol.regulation
    bearers = tuple(
        (_run(vol, term.short), _source(bearer_page(vol, term.code)))
        for term in bearers_with_checks(vol)
    )
    sheets = ((str(w(vol, "sheets")), "sheets.md"),)
    reading = (
        ("matrix", bool(reg.matrix)),
        ("coverage", True),
        ("glossary", bool(reg.glossary)),
        ("changes", True),
    )
    about = tuple((str(w(vol, key)), f"{key}.md") for key, there in reading if there)
    return (("menu_bearers", (*sheets, *bearers)), ("menu_about", about))


def _division(vol: Volume, division: Division) -> tuple[str, Menu]:
    title = f"{_run(vol, division.label)} {_run(vol, division.heading)}".strip()
    below: Menu = (
        *(_entry(vol, provision) for provision in division.articles),
        *(_division(vol, inner) for inner in division.divisions),
    )
    return title, below


def _entry(vol: Volume, provision: Provision) -> tuple[str, str]:
    note = heading(vol, provision.address)
    title = escape(plain(provision.cite, vol.language))
    if note and (vol.language == "zh" or note.en):
        title += f" {escape(plain(note, vol.language))}"
    return title, f"{article_page(vol, provision.address)}.md"


def _run(vol: Volume, text: Text) -> str:
    """The words as HTML, Chinese on an English page marked as such."""
    words = escape(plain(text, vol.language))
    foreign = vol.language == "en" and not text.en and words
    return f'<span lang="zh-Hans">{words}</span>' if foreign else words


def _source(html_page: str) -> str:
    return html_page.removesuffix(".html") + ".md"
