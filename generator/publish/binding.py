"""A book rendered and bound, in the frame that the theme puts around its pages."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.exports.feed import feed_path, site_feed_path
from generator.pages.book import Book, book, hand_pages, home
from generator.pages.home import Register
from generator.pages.keeper import told
from generator.pages.neighbours import Neighbours
from generator.pages.templates import plain
from generator.project.templates import Templates
from generator.publish.mkdocs import BookSettings, BuiltBook, built
from generator.records.regulation import Regulation
from generator.records.site import HandPage, Offer, Sheet, Site
from generator.records.texts import Language, Text
from generator.text.stamps import stamp

# Entries of strings.yaml that the theme says on every page.
THEME_WORDS = (
    "colophon", "imprint", "to_dark", "to_light", "dark", "light", "colours", "here", "colon",
    "skip", "tools", "to_top", "on_page", "print",
)  # fmt: skip
# And those, `search_…`, that assets/search-box.js shows.
SEARCH_WORDS = (
    "label", "hint", "law", "check", "page", "form", "term", "who", "all", "bearers", "kind",
    "bearer", "recent", "clear", "count", "count_one", "none", "similar", "fewer", "quoted",
    "other", "more", "next", "loading", "failed", "page_label", "slash", "beyond_a", "beyond_p",
    "beyond_i", "beyond_s", "beyond_none", "beyond_division", "line_1", "line_2", "line_3",
    "sheet_yes", "sheet_was", "sheet_check", "sheet_check_about", "sheet_number", "near",
    "shorter", "try", "examples", "elsewhere",
)  # fmt: skip

# And those, `way_…`, of the scripts that show the way, narrow lists and copy.
WAY_WORDS = (
    "cite", "link", "cite_of", "link_of", "copied", "by_hand", "keys", "key_search", "key_next",
    "key_previous", "key_help", "key_escape", "keys_on", "close", "shown", "term_open",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteHead:
    """What stands head all books, as their pages show it."""

    site: Site
    pages: tuple[HandPage, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One book: a regulation in a language, its sheets and files, what its text points at."""

    regulation: Regulation
    language: Language
    sheets: tuple[Sheet, ...]
    offers: tuple[Offer, ...]
    neighbours: Neighbours


def bind(
    subject: Subject,
    head: SiteHead,
    templates: Templates,
    settings: BookSettings,
) -> BuiltBook:
    """One regulation's book in one language; runs in a worker."""
    regulation, language = subject.regulation, subject.language
    made = book(
        regulation, language, templates, subject.sheets, offers=subject.offers,
        neighbours=subject.neighbours,
    )  # fmt: skip
    frame = _frame(made, head, templates, both=regulation.translated)
    return built(made, frame, settings)


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


def way_words(strings: Mapping[str, Text], language: Language) -> str:
    """The same for the scripts beside the search."""
    words = {key: plain(strings[f"way_{key}"], language) for key in WAY_WORDS}
    return json.dumps(words, ensure_ascii=False, separators=(",", ":"))


def numbered(words: str) -> str:
    """`Page {page} of {pages}` as a style sheet says it: "Page " counter(page) " of " …"""
    escaped = re.sub(r'["\\<]', lambda found: f"\\{ord(found[0]):x} ", words)
    return re.sub(r"\{(pages?)\}", r'" counter(\1) "', f'"{escaped}"')


def _addresses(site: str, folder: str, other: Language | None) -> Mapping[str, str]:
    """Where a book and the same in the other language lie: nothing unless site.yaml says."""
    top = f"{site.rstrip('/')}/" if site else ""
    twin = f"{other}/{folder.partition('/')[2]}".rstrip("/") if other else ""
    return {
        "address": f"{top}{folder}/" if top else "",
        "alternate_address": f"{top}{twin}/" if top and twin else "",
    }


def _feeds(made: Book, brand: str, id_: str, up: str) -> list[dict[str, str]]:
    """Where the changes can be followed: those of a book's regulation, then those of all."""
    paths = [(made.title, feed_path(id_, made.language))] if id_ else []
    paths.append((brand, site_feed_path(made.language)))
    return [{"title": title, "href": f"{up}{path}"} for title, path in paths]


def _frame(
    made: Book, head: SiteHead, templates: Templates, *, both: bool
) -> dict[str, object]:
    """What the theme's templates need to know about a book."""
    other: Language = "en" if made.language == "zh" else "zh"
    up = "../" * (made.folder.count("/") + 1)
    below = made.folder.partition("/")[2]
    over = "../" if below else ""
    hands = hand_pages(head.pages, made.language)
    brand = plain(head.site.title, made.language)

    def said(text: Text) -> str:
        return text.zh if made.language == "zh" else text.en or text.zh

    return {
        "home": f"{up}{made.language}/index.html" if below else "index.html",
        "alternate_root": f"{up}{other}/{below}{'/' if below else ''}" if both else "",
        "feeds": _feeds(made, brand, below, up),
        **_addresses(head.site.address, made.folder, other if both else None),
        "brand": brand,
        "scope": up,  # one choice of light or dark for all books
        "book": bool(below),
        # What a browser keeps of a page is told apart by it where sites share a store.
        "site_id": stamp(head.site.title.zh),
        "home_word": said(templates.strings["home"]),
        "pages": [
            *({"title": p.title, "href": f"{over}{p.name}.html"} for p in hands),
            {"title": said(templates.strings["data"]), "href": "data.html"},
        ],
        "current": {
            "title": said(templates.strings["current"]),
            "href": f"{over}current.html",
        },
        "keeper_title": said(templates.strings["keeper_title"]),
        "keeper": told(head.site.keeper, templates.strings, made.language),
        "way_words": way_words(templates.strings, made.language),
        "page_of": numbered(said(templates.strings["page_of"])),
        "search_words": search_words(templates.strings, made.language),
        **{k: said(templates.strings[k]) for k in THEME_WORDS},
    }
