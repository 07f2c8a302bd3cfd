"""A book rendered and bound, in the frame that the theme puts around its pages."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.pages.book import Book, book, hand_pages, home
from generator.pages.home import Register
from generator.pages.neighbours import Neighbours
from generator.pages.templates import plain
from generator.project.templates import Templates
from generator.publish.mkdocs import BookSettings, BuiltBook, built
from generator.records.regulation import Regulation
from generator.records.site import HandPage, Sheet, Site
from generator.records.texts import Language, Text

# Entries of strings.yaml that the theme says on every page.
THEME_WORDS = (
    "colophon", "imprint", "to_dark", "to_light", "dark", "light", "colours", "here", "skip",
)  # fmt: skip
# And those, `search_…`, that assets/search-box.js shows.
SEARCH_WORDS = (
    "label", "hint", "law", "check", "page", "all", "bearers", "kind", "bearer", "recent",
    "clear", "count", "count_one", "none", "similar", "other", "more", "next", "loading",
    "failed", "page_label", "slash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteHead:
    """What stands head all books, as their pages show it."""

    site: Site
    pages: tuple[HandPage, ...]


def bind(
    subject: tuple[Regulation, Language, tuple[Sheet, ...], Neighbours],
    head: SiteHead,
    templates: Templates,
    settings: BookSettings,
) -> BuiltBook:
    """One regulation's book in one language; runs in a worker.

    It lists its sheets, and its text points at the regulations on its neighbours.
    """
    regulation, language, sheets, neighbours = subject
    made = book(regulation, language, templates, sheets, neighbours=neighbours)
    return built(made, _frame(made, head, templates, both=regulation.translated), settings)


def bind_home(
    register: Register, language: Language, templates: Templates, settings: BookSettings
) -> BuiltBook:
    """The pages head all regulations; runs in a worker."""
    made = home(register, language, templates)
    head = SiteHead(register.site, register.pages)
    both = any(entry.translated for entry in register.entries)
    return built(made, _frame(made, head, templates, both=both), settings)


def search_words(strings: Mapping[str, Text], language: Language) -> str:
    """The words of the search box in a language, as JSON: what the script takes."""
    words = {key: plain(strings[f"search_{key}"], language) for key in SEARCH_WORDS}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def numbered(words: str) -> str:
    """`Page {page} of {pages}` as a style sheet says it: "Page " counter(page) " of " …"""
    escaped = re.sub(r'["\\<]', lambda found: f"\\{ord(found[0]):x} ", words)
    return re.sub(r"\{(pages?)\}", r'" counter(\1) "', f'"{escaped}"')


def languages_of(regulation: Regulation) -> tuple[Language, ...]:
    """The languages in which there is a book of it."""
    return ("zh", "en") if regulation.translated else ("zh",)


def _frame(
    made: Book, head: SiteHead, templates: Templates, *, both: bool
) -> dict[str, object]:
    """What the theme's templates need to know about a book."""
    other: Language = "en" if made.language == "zh" else "zh"
    up = "../" * (made.folder.count("/") + 1)
    below = made.folder.partition("/")[2]

    def said(text: Text) -> str:
        return text.zh if made.language == "zh" else text.en or text.zh

    return {
        "home": f"{up}{made.language}/index.html" if below else "index.html",
        "alternate_root": f"{up}{other}/{below}{'/' if below else ''}" if both else "",
        "brand": said(head.site.title),
        "scope": up,  # one choice of light or dark for all books
        "pages": [
            {"title": p.title, "href": f"{'../' if below else ''}{p.name}.html"}
            for p in hand_pages(head.pages, made.language)
        ],
        "page_of": numbered(said(templates.strings["page_of"])),
        "search_words": search_words(templates.strings, made.language),
        **{k: said(templates.strings[k]) for k in THEME_WORDS},
    }
