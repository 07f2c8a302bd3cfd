"""The pages that list and explain what anybody may take from the site and use elsewhere."""

from dataclasses import dataclass

from generator.exports.contract import FORMAT
from generator.exports.feed import site_feed_path
from generator.exports.files import saved_name
from generator.pages.book_data import BookData, page
from generator.pages.home import FEW, Register
from generator.pages.templates import fill, plain
from generator.project.templates import Templates
from generator.records.site import Offer, OfferKind
from generator.records.texts import Language, Text

# In the order of the page: what most people want, then what programs want.
KINDS: tuple[tuple[str, tuple[OfferKind, ...]], ...] = (
    ("law", ("text", "source")),
    ("checks", ("xlsx", "csv", "todo")),
    ("programs", ("data", "akoma", "feed", "forms")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of file: the files there are of it, each with the name it is saved under."""

    kind: OfferKind
    files: tuple[tuple[Offer, str], ...]


def data_page(data: BookData) -> str:
    """All files of data and text of a regulation, with their sizes and what they are for."""
    groups = tuple((key, _lines(data, kinds)) for key, kinds in KINDS)
    return page(
        data,
        "data.md.j2",
        groups=tuple((key, lines) for key, lines in groups if lines),
        format=FORMAT,
    )


def site_data_page(register: Register, language: Language, templates: Templates) -> str:
    """Where the data of each regulation are, and what all of them have in common."""
    shown = tuple(r for r in register.entries if language == "zh" or r.translated)
    named = tuple((entry, _first(register.offers.get(entry.id, ()))) for entry in shown)
    only = register.entries[0] if len(register.entries) == 1 else None
    values = {
        "reg": only,
        "regulations": named,
        "few": len(register.entries) <= FEW,
        "format": FORMAT,
        "feed": site_feed_path(language),
    }
    return fill(templates, "site-data.md.j2", language, values)


def _first(offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """What is taken most."""
    return tuple(each for each in offers if each.kind in ("data", "csv", "xlsx"))


def _lines(data: BookData, kinds: tuple[OfferKind, ...]) -> tuple[Line, ...]:
    lines = (
        Line(kind, tuple((o, _saved(data, o)) for o in data.offers if o.kind == kind))
        for kind in kinds
    )
    return tuple(line for line in lines if line.files)


def _saved(data: BookData, offer: Offer) -> str:
    words, language = data.templates.strings, data.language

    def said(key: str) -> str:
        text: Text = words[key]
        return plain(text, language)

    what = said(f"saved_{offer.kind}")
    if offer.language:
        what += f"-{said(f'file_{offer.language}')}"
    law = data.regulation
    return saved_name(plain(law.title, language), what, offer, law.edition)
