"""What changed in a regulation's texts and checks, as an Atom feed that readers can follow."""

from collections.abc import Mapping
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.records.editions import EditionChange
from generator.records.regulation import Regulation
from generator.records.site import Site
from generator.records.texts import Language, Text
from generator.rules.standing import check_changes
from generator.text.comparing.carrier import carrier

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
    """What the editors wrote and, of editions of which nobody wrote, what changed in them.

    Newest first. Where nothing at all is written every edition is named, and only the oldest
    that is recorded is called the first.
    """
    changed = _changed(regulation, strings["edition_changed"])
    if not regulation.changes:
        recorded = {edition.date for edition in regulation.editions}
        first = strings["edition_first"]
        known = dict.fromkeys({regulation.edition, *recorded}, strings["edition_of"])
        changed = known | ({min(recorded): first} if recorded else {}) | changed
    written = {change.date for change in regulation.changes}
    made = (EditionChange(d, words) for d, words in changed.items() if d not in written)
    return tuple(sorted((*regulation.changes, *made), key=lambda c: c.date, reverse=True))


def _changed(law: Regulation, words: Text) -> dict[str, Text]:
    """Date → counts of articles and checks, where the text of the edition before is kept."""
    return {new.edition: _counted(old, new, words) for new, old in pairwise((law, *law.past))}


def _counted(old: Regulation, new: Regulation, words: Text) -> Text:
    way = carrier(old.documents["zh"], new.documents["zh"])
    kinds = [change.kind for change in way.comparison.articles]
    checks = check_changes(old, new)
    values = {
        "old": old.edition,
        "added": kinds.count("added") + kinds.count("split"),
        "edited": kinds.count("edited") + kinds.count("moved"),
        "deleted": kinds.count("deleted") + kinds.count("merged"),
        "again": len(checks.again) + len(checks.added),
    }
    return Text(words.zh.format(**values), (words.en or words.zh).format(**values))


def _moment(date: str) -> str:
    """The day's beginning in China, whose laws these are."""
    return f"{date}T00:00:00+08:00"


def _said(text: Text, language: Language) -> str:
    return (text.en if language == "en" else None) or text.zh


def _tag(language: Language) -> str:
    return "zh-Hans" if language == "zh" else "en"
