"""Two versions of a whole text compared: articles, and the pieces of those that changed."""

from collections.abc import Iterable, Iterator, Sequence

from generator.records.changes import Change, ChangeKind, Comparison
from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.addresses import article_of, order
from generator.text.comparing.alike import Folding, folding, share_within
from generator.text.comparing.matching import Match, matched
from generator.text.comparing.provisions import changes_within
from generator.text.comparing.units import units_of, whole_words

_TAKEN = 0.8  # so much of an article must stand in another one to have gone into it
_TELLING = 20  # characters; less stands in many articles by chance
_STAYED: frozenset[ChangeKind] = frozenset(("unchanged", "renumbered"))


def compare(old: Document, new: Document) -> Comparison:
    """What became of each article of `old`, and of each piece of those that changed."""
    fold = folding(_words(old), _words(new))
    articles = list(_article_changes(old.articles, new.articles, fold))
    there = {a.address: tuple(units_of(a, fold)) for a in old.articles}
    here = {a.address: tuple(units_of(a, fold)) for a in new.articles}
    main = [c for c in articles if c.kind not in (*_STAYED, "split", "merged")]
    pairs = [(there.get(c.old or "", ()), here.get(c.new or "", ())) for c in main]
    pairs += [(there[c.old], ()) for c in articles if c.kind == "merged" and c.old]
    pairs += [((), here[c.new]) for c in articles if c.kind == "split" and c.new]
    partners = {(c.old, c.new) for c in main}
    inner = [_moved_if_elsewhere(c, partners) for c in changes_within(pairs)]
    return Comparison(_in_order(articles), _in_order(inner))


def _words(document: Document) -> Iterator[str]:
    return (passage.words for passage in walk(document.articles))


def _article_changes(
    old: Sequence[Passage], new: Sequence[Passage], fold: Folding
) -> Iterator[Change]:
    before = [whole_words(article, fold) for article in old]
    after = [whole_words(article, fold) for article in new]
    matches = matched(before, after)
    for match in matches:
        yield _change(match, old[match.old].address, new[match.new].address)
    gone = sorted(set(range(len(old))) - {m.old for m in matches})
    come = sorted(set(range(len(new))) - {m.new for m in matches})
    for i in gone:
        into = _taken(before[i], [(m, after[m.new], before[m.old]) for m in matches])
        yield (
            Change(old[i].address, new[into.new].address, "merged", "part")
            if into
            else Change(old[i].address, None, "deleted", "none", 0.0)
        )
    for j in come:
        out = _taken(after[j], [(m, before[m.old], after[m.new]) for m in matches])
        yield (
            Change(old[out.old].address, new[j].address, "split", "part")
            if out
            else Change(None, new[j].address, "added", "none", 0.0)
        )


def _change(match: Match, old: str, new: str) -> Change:
    kind: ChangeKind = "unchanged" if old == new else "renumbered"
    if match.likeness < 1.0:
        kind = "edited"
    if match.moved:
        kind = "moved"
    return Change(old, new, kind, match.by, match.likeness)


def _taken(words: str, links: Iterable[tuple[Match, str, str]]) -> Match | None:
    """The pair whose far text holds these words beside what its near text says."""
    if len(words) < _TELLING:
        return None
    for match, far, near in links:
        if match.likeness == 1.0 or len(far) < len(words) + _TELLING:
            continue
        if share_within(words, far) - share_within(words, near) >= _TAKEN:
            return match
    return None


def _moved_if_elsewhere(change: Change, partners: set[tuple[str | None, str | None]]) -> Change:
    """A piece that lies in an article which its own did not become went there."""
    if change.old is None or change.new is None or change.kind in ("split", "merged"):
        return change
    if (article_of(change.old), article_of(change.new)) in partners:
        return change
    return Change(change.old, change.new, "moved", change.by, change.likeness)


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """As the new text stands; what went stands behind what stood before it."""
    listed = list(changes)
    places = {c.old: c.new for c in listed if c.old and c.new and c.kind != "merged"}
    stood = sorted(places, key=order)

    def key(change: Change) -> tuple[object, ...]:
        if change.new:
            return (order(change.new), 0, order(change.old) if change.old else ())
        before = [a for a in stood if order(a) < order(change.old or "")]
        at = places[before[-1]] if before else None
        return (order(at) if at else ((),), 1, order(change.old or ""))

    return tuple(sorted(listed, key=key))
