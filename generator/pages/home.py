"""The pages above the regulations: their list, and what people wrote by hand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.pages.book_data import bearer_file
from generator.pages.entries import AskedBearer, AskedCheck, RegulationEntry
from generator.pages.templates import fill, plain
from generator.project.templates import Templates
from generator.records.site import HandPage, Offer, SharedBearer, Site
from generator.records.texts import Language, Text
from generator.sheets.identity import letters

# More regulations than this, and the choice of the unit's type stands on their own pages only.
FEW = 3
SEVERAL = 2  # headings of a hand-written page: with more it has a list of them
_HEADING = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Register:
    """All regulations of the site, and what stands above them."""

    site: Site
    pages: tuple[HandPage, ...]
    entries: tuple[RegulationEntry, ...]  # in the order of site.yaml
    offers: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)  # by regulation


def home_page(register: Register, language: Language, templates: Templates) -> str:
    """The site's first page in this language."""
    shown = tuple(r for r in register.entries if language == "zh" or r.translated)
    values = {
        "site": register.site,
        "regulations": shown,
        "untranslated": tuple(r for r in register.entries if r not in shown),
        "few": len(register.entries) <= FEW,
        "choices": (
            ("issuer", _issuers(register.entries, templates.strings["unwritten"], language)),
            ("year", _years(register.entries)),
        ),
        "year": _year,
        "found_by": _found_by,
        "shared": shared_bearers(register),
        "guide": any(p.name == "guide" and p.language == language for p in register.pages),
    }
    return fill(templates, "home.md.j2", language, values)


@dataclass(frozen=True, slots=True)
class BearerPart:
    """A shared bearer in one regulation: None where nothing is asked of it there."""

    entry: RegulationEntry
    bearer: AskedBearer | None
    checks: tuple[AskedCheck, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared bearer with its page and what each regulation asks of it."""

    page: str
    text: Text
    parts: tuple[BearerPart, ...]


def shared_bearers(register: Register) -> tuple[Shared, ...]:
    """Those of which at least one regulation on the site asks something."""
    made = (
        Shared(bearer_file(each.code), each.text, tuple(_parts(register, each)))
        for each in register.site.shared_bearers
    )
    return tuple(shared for shared in made if any(part.checks for part in shared.parts))


def _parts(register: Register, shared: SharedBearer) -> Iterator[BearerPart]:
    for entry in register.entries:
        if code := shared.parts.get(entry.id):
            bearer = next((b for b in entry.bearers if b.code == code), None)
            yield BearerPart(entry, bearer, entry.shared.get(code, ()))


def shared_page(shared: Shared, language: Language, templates: Templates) -> str:
    """All that applies to a shared bearer, regulation by regulation."""
    checks = tuple(check for part in shared.parts for check in part.checks)
    values = {
        "shared": shared,
        "count": len(checks),
        "kinds": tuple(dict.fromkeys(check.kind for check in checks)),
        "wider": not all(check.own for check in checks),
    }
    return fill(templates, "shared-bearer.md.j2", language, values)


def hand_page(register: Register, page: HandPage, templates: Templates) -> str:
    """A hand-written page in its frame; its body stays Markdown."""
    other = any(p.name == page.name and p.language != page.language for p in register.pages)
    follow = len(_HEADING.findall(page.body)) > SEVERAL
    values = {"page": page, "other": other, "reg": _only(register), "follow": follow}
    return fill(templates, "hand.md.j2", page.language, values)


def search_page(register: Register, language: Language, templates: Templates) -> str:
    """The page of all results; the script of the search fills it."""
    return fill(templates, "search.md.j2", language, {"reg": _only(register)})


def current_page(register: Register, language: Language, templates: Templates) -> str:
    """The page that says whether a sheet is current; its script looks in sheet-ids.js."""
    listed = tuple(r for r in register.entries if r.subjects)
    named = letters(templates.sheet_strings)
    # A sheet in either language may be held against any page.
    both = {key: templates.strings[f"current_{key}"] for key in ("edition", "stamp")}
    printed = {key: (text.zh, text.en) for key, text in both.items()}
    values = {"reg": _only(register), "listed": listed, "letters": named, "printed": printed}
    return fill(templates, "current.md.j2", language, values)


def _issuers(
    entries: tuple[RegulationEntry, ...], unwritten: Text, language: Language
) -> tuple[tuple[str, str], ...]:
    """Chinese name and name in the language of the page, in the order of the regulations."""
    issuers = (i for entry in entries for i in entry.issuers if i != unwritten)
    return tuple(
        {issuer.zh: (issuer.zh, plain(issuer, language)) for issuer in issuers}.values()
    )


def _years(entries: tuple[RegulationEntry, ...]) -> tuple[tuple[str, str], ...]:
    """The newest first."""
    years = sorted({_year(entry) for entry in entries} - {""}, reverse=True)
    return tuple((year, year) for year in years)


def _year(entry: RegulationEntry) -> str:
    return entry.issued[:4] if entry.issued[:4].isdecimal() else ""


def _found_by(entry: RegulationEntry) -> str:
    """What the words typed into the filter are looked up in."""
    return " ".join(filter(None, (entry.title.zh, entry.title.en, entry.number.zh)))


def _only(register: Register) -> RegulationEntry | None:
    """The one regulation of a site that has no other."""
    return register.entries[0] if len(register.entries) == 1 else None
