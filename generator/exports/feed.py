"""What changed in a regulation's texts and checks, as an Atom feed that readers can follow."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.records.editions import EditionChange
from generator.records.regulation import Regulation
from generator.records.site import Site
from generator.records.texts import Language, Text

# No domain is known where the site is built: a name that can belong to nobody (RFC 2606).
AUTHORITY = "zicha.invalid,2026"


def feed(
    regulation: Regulation, site: Site, strings: Mapping[str, Text], language: Language
) -> str:
    """The changes, newest first, as RFC 4287 has it; dates are those people wrote.

    Addresses are whole where site.yaml says the site's, else relative to the feed's own.
    """
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": _tag(language)})
    name = f"tag:{AUTHORITY}:{regulation.id}"
    top = f"{site.address.rstrip('/')}/" if site.address else "../"
    page = f"{top}{language}/{regulation.id}/changes.html"
    own = f"{top}data/{regulation.id}.changes.{language}.atom.xml"
    changes = changes_of(regulation, strings)
    SubElement(root, "id").text = f"{name}/{language}"
    SubElement(root, "title").text = _said(regulation.title, language)
    SubElement(root, "updated").text = _moment(max(c.date for c in changes))
    SubElement(root, "link", rel="alternate", type="text/html", href=page)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=own)
    author = site.keeper.unit if site.keeper and site.keeper.unit else site.title
    SubElement(SubElement(root, "author"), "name").text = _said(author, language)
    for n, change in enumerate(reversed(changes), 1):
        entry = Element("entry")
        root.insert(6, entry)
        SubElement(entry, "id").text = f"{name}/{language}/{n}"
        SubElement(entry, "title").text = change.date
        SubElement(entry, "updated").text = _moment(change.date)
        SubElement(entry, "link", rel="alternate", type="text/html", href=page)
        SubElement(entry, "summary").text = _said(change.text, language)
    indent(root, " ")
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def changes_of(
    regulation: Regulation, strings: Mapping[str, Text]
) -> tuple[EditionChange, ...]:
    """What the editors wrote, else the editions that are recorded, newest first.

    Only the oldest that is recorded is called the first.
    """
    if regulation.changes:
        return regulation.changes
    recorded = {edition.date for edition in regulation.editions}
    dates = sorted({regulation.edition, *recorded}, reverse=True)
    words = [
        "edition_first" if recorded and d == min(recorded) else "edition_of" for d in dates
    ]
    return tuple(EditionChange(d, strings[w]) for d, w in zip(dates, words, strict=True))


def _moment(date: str) -> str:
    """The day's beginning in China, whose laws these are."""
    return f"{date}T00:00:00+08:00"


def _said(text: Text, language: Language) -> str:
    return (text.en if language == "en" else None) or text.zh


def _tag(language: Language) -> str:
    return "zh-Hans" if language == "zh" else "en"
