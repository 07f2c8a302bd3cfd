"""Editions that were: their texts, what changed between them, where each number went."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.pages.book_data import BookData, article_page, page
from generator.records.changes import ChangeKind
from generator.records.checklist import Check
from generator.records.regulation import Provision, Regulation
from generator.records.site import Offer
from generator.records.texts import Text
from generator.records.walking import provisions, walk
from generator.rules.standing import (
    CheckChanges,
    Since,
    check_changes,
    since_each,
    written_by_id,
)
from generator.sheets.currency import edition_file, subjects
from generator.text.addresses import article_of, cite, number_width, page_name, parent_of
from generator.text.comparing.carrier import Carrier, carrier
from generator.text.comparing.following import Fate
from generator.text.comparing.table import Row, table
from generator.text.comparing.words import Piece, pieces

State = Literal["standing", "again", "gone"]
_STAYED: frozenset[ChangeKind] = frozenset(("unchanged", "renumbered"))
_NOWHERE = Fate("", "deleted")


# ── the text of an edition ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CheckThen:
    """A check of an edition, and whether an answer to it still stands."""

    check: Check
    state: State


Asked = tuple[CheckThen, ...]


@dataclass(frozen=True, slots=True)
class PassageThen:
    """A provision of an edition: what became of it, and of its words where these changed."""

    at: Provision
    fate: Fate
    now: Provision | None
    told: bool  # more than that all of its article has another number
    words: tuple[Piece, ...]
    checks: Asked


def edition_pages(data: BookData) -> Iterator[tuple[str, str]]:
    """The page of each edition whose text is kept: file → Markdown."""
    for since in since_each(data.regulation):
        name = _page_of(data, since)
        if name and since.past and since.way:
            yield name.replace(".html", ".md"), _edition(data, since, since.past, since.way)


def _edition(data: BookData, since: Since, past: Regulation, way: Carrier) -> str:
    there = subjects(past, data.templates.strings["current_whole"])
    stamps, asked = since.edition.sheets, _asked_then(data, since, past)
    return page(
        data,
        "edition.md.j2",
        since=since,
        past=past,
        articles=tuple((a, tuple(_passages(data, way, a, asked))) for a in past.articles),
        kept_sheets=tuple((s, stamps[s.key]) for s in there if s.key in stamps),
        files=tuple(_files(data, since.edition.date)),
        other=past.translated,
    )


def _files(data: BookData, date: str) -> Iterator[Offer]:
    return (o for o in data.offers if o.kind == "edition" and f".{date}." in o.path)


def _asked_then(data: BookData, since: Since, past: Regulation) -> Mapping[str, Asked]:
    """The checks of an edition by their provision."""
    found: dict[str, Asked] = {}
    present = written_by_id(data.regulation)
    for check in written_by_id(past).values():
        standing = check.id in since.standing
        state: State = "standing" if standing else "again" if check.id in present else "gone"
        found[check.at] = (*found.get(check.at, ()), CheckThen(check, state))
    return found


def _passages(
    data: BookData, way: Carrier, article: Provision, asked: Mapping[str, Asked]
) -> Iterator[PassageThen]:
    for at in walk((article,)):
        fate = way.fates.get(at.address, _NOWHERE)
        now = data.provisions.get(fate.new or fate.into)
        changed = now and fate.new and at.words.zh
        words = pieces(at.words.zh, now.words.zh, way.fold) if changed and now else ()
        yield PassageThen(
            at,
            fate,
            now,
            _is_told(at, fate, way),
            words if any(piece.changed for piece in words) else (),
            asked.get(at.address, ()),
        )


def _is_told(at: Provision, fate: Fate, way: Carrier) -> bool:
    """Where it went is told unless it went there with what it stands in."""
    above = parent_of(at.address)
    if not above:
        return fate.new != at.address or fate.kind not in _STAYED
    over = way.fates.get(above, _NOWHERE).new
    followed = f"{over}{at.address.removeprefix(above)}" if over else ""
    return fate.new != followed or (not over and bool(fate.into))


# ── what changed ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Step:
    """From one edition whose text is known to the next one."""

    old: str
    new: str
    rows: tuple[Row, ...]
    checks: CheckChanges
    text: str  # the page of the older text, "" where this book has none


@dataclass(frozen=True, slots=True)
class Line:
    """An article through the editions: its number in each, "" where it was not there.

    `kinds` are what became of it on the way to each.
    """

    numbers: tuple[Text, ...]
    kinds: tuple[ChangeKind | None, ...]
    page: str  # of the article now, "" where it is no more


def steps(data: BookData) -> tuple[Step, ...]:
    """Newest first, each pair of neighbours whose texts are known."""
    known = (data.regulation, *data.regulation.past)
    return tuple(_step(data, new, old) for new, old in pairwise(known))


def _step(data: BookData, new: Regulation, old: Regulation) -> Step:
    way = _way(old, new)
    rows = table(way.old, way.new, way.comparison)
    changed = check_changes(old, new)
    readable = data.language == "zh" or old.translated
    text = edition_file(old.edition) if readable else ""
    return Step(old.edition, new.edition, rows, changed, text)


def timeline(data: BookData) -> tuple[Line, ...]:
    """Every article that ever was, in the order of the text; those that are no more last."""
    texts = (*reversed(data.regulation.past), data.regulation)
    if len(texts) < 2:
        return ()
    lines: list[list[tuple[str, ChangeKind | None]]] = [
        [(a.address, None)] for a in texts[0].articles
    ]
    for n, (old, new) in enumerate(pairwise(texts), 1):
        _grown(lines, _way(old, new), n)
    made = sorted(lines, key=lambda line: _place(data, line[-1][0]))
    return tuple(_line(data, line) for line in made)


def _grown(lines: list[list[tuple[str, ChangeKind | None]]], way: Carrier, known: int) -> None:
    """Each line with what became of it in one more edition, and lines for what came."""
    became = {c.old: c for c in way.comparison.articles if c.old and c.kind != "split"}
    for line in lines:
        change = became.get(line[-1][0])
        gone = change and change.kind == "merged"
        now = "" if change is None or gone else change.new or ""
        line.append((now, change.kind if change else None))
    for change in way.comparison.articles:
        if change.new and (change.old is None or change.kind == "split"):
            lines.append([("", None)] * known + [(change.new, change.kind)])


def _line(data: BookData, line: list[tuple[str, ChangeKind | None]]) -> Line:
    parts = data.regulation.documents["zh"].parts
    numbers = tuple(
        Text(cite(a, "zh", parts=parts), cite(a, "en", parts=parts)) if a else Text("", "")
        for a, _ in line
    )
    last = line[-1][0]
    there = f"{article_page(data, last)}.html" if last in data.provisions else ""
    return Line(numbers, tuple(kind for _, kind in line), there)


def _place(data: BookData, address: str) -> int:
    every = [a.address for a in data.regulation.articles]
    return every.index(address) if address in every else len(every)


def _way(old: Regulation, new: Regulation) -> Carrier:
    return carrier(old.documents["zh"], new.documents["zh"])


# ── numbers that meant something else ────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Former:
    """An address that meant other words in an edition: its citation then, where these are now.

    `anchor` where nothing of today has the address: a link to it leads here.
    """

    address: str
    cite: Text
    editions: tuple[str, ...]
    page: str
    now: Provision | None
    kind: ChangeKind
    anchor: bool


def former(data: BookData) -> tuple[Former, ...]:
    """All numbers of editions that were that mean something else today, or nothing."""
    found: dict[tuple[str, str, str], Former] = {}
    anchored: set[str] = set()
    for since in since_each(data.regulation):
        for at, fate in _gone_elsewhere(data, since):
            key = (at.address, fate.new, fate.into)
            before = found.get(key)
            told = (*before.editions, since.edition.date) if before else (since.edition.date,)
            anchor = at.address not in data.provisions and (
                before.anchor if before else at.address not in anchored
            )
            anchored.add(at.address)
            found[key] = Former(
                at.address,
                at.cite,
                told,
                _page_of(data, since),
                data.provisions.get(fate.new or fate.into),
                fate.kind,
                anchor,
            )
    return tuple(found.values())


def _page_of(data: BookData, since: Since) -> str:
    readable = since.past and (data.language == "zh" or since.past.translated)
    return edition_file(since.edition.date) if readable else ""


def _gone_elsewhere(data: BookData, since: Since) -> Iterator[tuple[Provision, Fate]]:
    if since.past is None or since.way is None:
        return
    for address, at in provisions(since.past).items():
        fate = since.way.fates.get(address, _NOWHERE)
        here = address in data.provisions
        if fate.new != address and (_is_told(at, fate, since.way) or not here):
            yield at, fate


def former_on(every: Iterable[Former], article: str) -> tuple[Former, ...]:
    """Those whose address is of that article."""
    return tuple(one for one in every if article_of(one.address) == article)


def former_articles(data: BookData) -> Mapping[str, Provision]:
    """Pages that once were an article's and are none's today: file → the article then."""
    present = {article_page(data, a.address) for a in data.regulation.articles}
    found: dict[str, Provision] = {}
    for past in data.regulation.past:
        widths = {data.digits, number_width(a.address for a in past.articles)}
        for article in past.articles:
            for name in sorted(page_name(article.address, digits=n) for n in widths):
                if name not in present:
                    found.setdefault(f"{name}.md", article)
    return found


def former_pages(data: BookData, every: tuple[Former, ...]) -> Iterator[tuple[str, str]]:
    """For each of these a page that says where its words are."""
    for name, article in former_articles(data).items():
        lines, here = former_on(every, article.address), data.provisions.get(article.address)
        yield name, page(data, "former.md.j2", article=article, lines=lines, here=here)
