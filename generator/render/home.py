"""The pages above the regulations: their list, and what people wrote by hand."""

from dataclasses import dataclass

from generator.model import HandPage, Language, Site
from generator.project.templates import Templates
from generator.render.entries import Entry
from generator.render.templates import fill

# More regulations than this, and the choice of the unit's type stands on their own pages only.
FEW = 3


@dataclass(frozen=True, slots=True)
class Register:
    """All regulations of the site, and what stands above them."""

    site: Site
    pages: tuple[HandPage, ...]
    entries: tuple[Entry, ...]  # in the order of site.yaml


def home_page(register: Register, language: Language, templates: Templates) -> str:
    """The site's first page in this language."""
    shown = tuple(r for r in register.entries if language == "zh" or r.translated)
    values = {
        "site": register.site,
        "regulations": shown,
        "untranslated": tuple(r for r in register.entries if r not in shown),
        "few": len(register.entries) <= FEW,
        "guide": any(p.name == "guide" and p.language == language for p in register.pages),
    }
    return fill(templates, "home.md.j2", language, values)


def hand_page(register: Register, page: HandPage, templates: Templates) -> str:
    """A hand-written page in its frame; its body stays Markdown."""
    other = any(p.name == page.name and p.language != page.language for p in register.pages)
    values = {"page": page, "other": other, "reg": _only(register)}
    return fill(templates, "hand.md.j2", page.language, values)


def search_page(register: Register, language: Language, templates: Templates) -> str:
    """The page of all results; the script of the search fills it."""
    return fill(templates, "search.md.j2", language, {"reg": _only(register)})


def current_page(register: Register, language: Language, templates: Templates) -> str:
    """The page that says whether a sheet is current; its script looks in sheet-ids.js."""
    listed = tuple(r for r in register.entries if r.subjects)
    values = {"reg": _only(register), "listed": listed}
    return fill(templates, "current.md.j2", language, values)


def _only(register: Register) -> Entry | None:
    """The one regulation of a site that has no other."""
    return register.entries[0] if len(register.entries) == 1 else None
