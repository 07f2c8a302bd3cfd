"""What changed in a regulation's texts and checks, as an Atom feed that readers can follow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.records.editions import EditionChange
from generator.records.regulation import Regulation
from generator.records.site import Site
from generator.records.texts import Language, Text
from generator.rules.standing import check_changes
from generator.text.comparing.carrier import carrier
from generator.text.stamps import stamp

# No domain is known where the site is built: a name that can belong to nobody (RFC 2606).
AUTHORITY = "zicha.invalid,2026"
NEVER = "1970-01-01"  # of a feed without an entry, which must have a date all the same


@dataclass(frozen=True, slots=True)
class Followed:
    """A regulation whose changes can be followed; they are newest first."""

    id: str
    title: Text
    changes: tuple[EditionChange, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """What a feed says of itself; `name` begins the ids of its entries."""

    name: str
    title: str
    page: str
    own: str
    author: str


def feed(
    regulation: Regulation, site: Site, strings: Mapping[str, Text], language: Language
) -> str:
    """The changes, newest first, as RFC 4287 has it; dates are those people wrote.

    Addresses are whole where site.yaml says the site's, else relative to the feed's own.
    """
    top = _top(site)
    changes = changes_of(regulation, strings)
    page = f"{top}{language}/{regulation.id}/changes.html"
    name = f"tag:{AUTHORITY}:{regulation.id}/{language}"
    own = f"{top}{feed_path(regulation.id, language)}"
    title = _said(regulation.title, language)
    entries = [
        (change.date, _entry(f"{name}/{n}", change.date, change, page=page, language=language))
        for n, change in _numbered(changes)
    ]
    return _atom(_Head(name, title, page, own, _author(site, language)), entries, language)


def site_feed(
    site: Site, regulations: Iterable[Followed], strings: Mapping[str, Text], language: Language
) -> str:
    """The changes of all regulations in one feed."""
    top = _top(site)
    name = f"tag:{AUTHORITY}:site-{stamp(site.title.zh)}/{language}"
    entries = []
    for one in regulations:
        page = f"{top}{language}/{one.id}/changes.html"
        for n, change in _numbered(one.changes):
            title = f"{_said(one.title, language)} {change.date}"
            made = _entry(f"{name}/{one.id}/{n}", title, change, page=page, language=language)
            entries.append((change.date, made))
    title = f"{_said(site.title, language)} – {_said(strings['changes'], language)}"
    page, own = f"{top}{language}/index.html", f"{top}{site_feed_path(language)}"
    return _atom(_Head(name, title, page, own, _author(site, language)), entries, language)


def feed_path(id_: str, language: Language) -> str:
    """Where the changes of a regulation can be followed."""
    return f"data/{id_}.changes.{language}.atom.xml"


def site_feed_path(language: Language) -> str:
    """Where those of all can be."""
    return f"data/changes.{language}.atom.xml"


def _numbered(changes: Sequence[EditionChange]) -> Iterator[tuple[int, EditionChange]]:
    """Each with its number, which is 1 for the oldest."""
    return zip(range(len(changes), 0, -1), changes, strict=True)


def _top(site: Site) -> str:
    return f"{site.address.rstrip('/')}/" if site.address else "../"


def _author(site: Site, language: Language) -> str:
    unit = site.keeper.unit if site.keeper and site.keeper.unit else site.title
    return _said(unit, language)


def _entry(
    id_: str, title: str, change: EditionChange, *, page: str, language: Language
) -> Element:
    entry = Element("entry")
    SubElement(entry, "id").text = id_
    SubElement(entry, "title").text = title
    SubElement(entry, "updated").text = _moment(change.date)
    SubElement(entry, "link", rel="alternate", type="text/html", href=page)
    SubElement(entry, "summary").text = _said(change.text, language)
    return entry


def _atom(head: _Head, entries: list[tuple[str, Element]], language: Language) -> str:
    """The entries by their dates, the newest first; those of one day as they stand."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": _tag(language)})
    SubElement(root, "id").text = head.name
    SubElement(root, "title").text = head.title
    newest = max((date for date, _ in entries), default=NEVER)
    SubElement(root, "updated").text = _moment(newest)
    SubElement(root, "link", rel="alternate", type="text/html", href=head.page)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=head.own)
    SubElement(SubElement(root, "author"), "name").text = head.author
    root.extend(e for _, e in sorted(entries, key=lambda one: one[0], reverse=True))
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
