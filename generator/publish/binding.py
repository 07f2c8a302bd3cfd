"""A book rendered and bound, in the frame that the theme puts around its pages."""

from dataclasses import dataclass

from generator.pages.book import Book, book, hand_pages, home
from generator.pages.home import Register
from generator.pages.neighbours import Shelf
from generator.project.templates import Templates
from generator.publish.mkdocs import Bindery, BuiltBook, built
from generator.records.regulation import Regulation
from generator.records.site import HandPage, Sheet, Site
from generator.records.texts import Language, Text

# Entries of strings.yaml that the theme says on every page.
THEME_WORDS = (
    "colophon", "imprint", "to_dark", "to_light", "dark", "light", "colours", "here",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above all books, as their pages show it."""

    site: Site
    pages: tuple[HandPage, ...]


def bind(
    subject: tuple[Regulation, Language, tuple[Sheet, ...], Shelf],
    above: Above,
    templates: Templates,
    binder: Bindery,
) -> BuiltBook:
    """One regulation's book in one language; runs in a worker.

    It lists its sheets, and its text points at the regulations on its shelf.
    """
    regulation, language, sheets, shelf = subject
    made = book(regulation, language, templates, sheets, shelf=shelf)
    return built(made, _frame(made, above, templates, both=regulation.translated), binder)


def bind_home(
    register: Register, language: Language, templates: Templates, binder: Bindery
) -> BuiltBook:
    """The pages above all regulations; runs in a worker."""
    made = home(register, language, templates)
    above = Above(register.site, register.pages)
    both = any(entry.translated for entry in register.entries)
    return built(made, _frame(made, above, templates, both=both), binder)


def languages_of(regulation: Regulation) -> tuple[Language, ...]:
    """The languages in which there is a book of it."""
    return ("zh", "en") if regulation.translated else ("zh",)


def _frame(made: Book, above: Above, templates: Templates, *, both: bool) -> dict[str, object]:
    """What the theme's templates need to know about a book."""
    other: Language = "en" if made.language == "zh" else "zh"
    up = "../" * (made.folder.count("/") + 1)
    below = made.folder.partition("/")[2]

    def said(text: Text) -> str:
        return text.zh if made.language == "zh" else text.en or text.zh

    return {
        "home": f"{up}{made.language}/index.html" if below else "index.html",
        "alternate_root": f"{up}{other}/{below}{'/' if below else ''}" if both else "",
        "brand": said(above.site.title),
        "scope": up,  # one choice of light or dark for all books
        "pages": [
            {"title": p.title, "href": f"{'../' if below else ''}{p.name}.html"}
            for p in hand_pages(above.pages, made.language)
        ],
        **{k: said(templates.strings[k]) for k in THEME_WORDS},
    }
