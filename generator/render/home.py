"""The pages above the regulations: their list, and what people wrote by hand."""

from generator.model import HandPage, Language, Project, Regulation
from generator.project.templates import Templates
from generator.render.currency import subjects
from generator.render.overview import facts
from generator.render.templates import fill
from generator.render.volume import asked_in, bearer_file

# More regulations than this, and the choice of the unit's type stands on their own pages only.
FEW = 3


def home_page(project: Project, language: Language, templates: Templates) -> str:
    """The site's first page in this language."""
    shown = tuple(r for r in project.regulations if language == "zh" or r.translated)
    values = {
        "site": project.site,
        "regulations": tuple((r, facts(r)) for r in shown),
        "untranslated": tuple(r for r in project.regulations if r not in shown),
        "choices": tuple((r, _bearers(r)) for r in shown) if len(shown) <= FEW else (),
        "guide": any(p.name == "guide" and p.language == language for p in project.pages),
    }
    return fill(templates, "home.md.j2", language, values)


def hand_page(project: Project, page: HandPage, templates: Templates) -> str:
    """A hand-written page in its frame; its body stays Markdown."""
    other = any(p.name == page.name and p.language != page.language for p in project.pages)
    only = project.regulations[0] if len(project.regulations) == 1 else None
    values = {"page": page, "other": other, "reg": only}
    return fill(templates, "hand.md.j2", page.language, values)


def search_page(project: Project, language: Language, templates: Templates) -> str:
    """The page of all results; the script of the search fills it."""
    only = project.regulations[0] if len(project.regulations) == 1 else None
    return fill(templates, "search.md.j2", language, {"reg": only})


def current_page(project: Project, language: Language, templates: Templates) -> str:
    """The page that says whether a sheet is current; its script looks in sheet-ids.js."""
    only = project.regulations[0] if len(project.regulations) == 1 else None
    everywhere = templates.strings["current_whole"]
    listed = tuple((r, subjects(r, everywhere)) for r in project.regulations)
    values = {"reg": only, "listed": tuple((r, found) for r, found in listed if found)}
    return fill(templates, "current.md.j2", language, values)


def _bearers(regulation: Regulation) -> tuple[tuple[object, str, int], ...]:
    """Term, page and number of checks of every bearer that is asked something."""
    terms = regulation.vocabulary.bearers
    asked = asked_in(regulation).items()
    return tuple(
        (terms[code], bearer_file(code), len(checks)) for code, checks in asked if checks
    )
