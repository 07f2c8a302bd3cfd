"""款, 项 and 目 of two versions of articles: which became which, within them and across."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.records.changes import Change, ChangeKind
from generator.text.comparing.alike import likeness, share_within
from generator.text.comparing.matching import CLEARLY, Match, matched
from generator.text.comparing.ordering import gaps
from generator.text.comparing.units import Unit, texts

_ROUGHLY = 0.3  # in one place of one article words this much alike are a rewording
_SLOT = 0.1  # and so much where nothing else is left on either side
_TELLING = 10  # characters; a shorter piece of a text stands in many others by chance
_LONG, _MUCH, _RUN = 20, 4, 6  # a piece that moved with more words: its length, theirs, a run
_TAKEN = 0.85  # so much of a piece must stand in another one to have gone into it

Units = Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Link:
    """Two units that are one, with the pass that found it."""

    old: Unit
    new: Unit
    match: Match


def changes_within(pairs: Iterable[tuple[Units, Units]]) -> Iterator[Change]:
    """What became of every unit of these articles, each with what it became in whole.

    An article that went has no new units, one that came no old ones. First each article is
    compared with what it became, then what is left over with all that is left over.
    """
    articles = list(pairs)
    links = [link for old, new in articles for link in _linked(old, new)]
    links += _elsewhere(_left(articles, 0, links), _left(articles, 1, links))
    yield from (_change(link) for link in links)
    gone, come = _left(articles, 0, links), _left(articles, 1, links)
    merged = list(_taken(gone, links, come=False))
    split = list(_taken(come, links, come=True))
    yield from merged
    yield from split
    done = {c.old for c in merged}, {c.new for c in split}
    yield from (Change(u.address, None, "deleted", "none", 0.0)
                for u in gone if u.address not in done[0])  # fmt: skip
    yield from (Change(None, u.address, "added", "none", 0.0)
                for u in come if u.address not in done[1])  # fmt: skip


def _left(articles: Sequence[tuple[Units, Units]], side: int, links: list[Link]) -> list[Unit]:
    taken = {(link.old if side == 0 else link.new).address for link in links}
    return [u for pair in articles for u in pair[side] if u.address not in taken]


def _linked(old: Units, new: Units) -> Iterator[Link]:
    """款 with 款, then what is listed in each with what is listed in the other."""
    tops = list(_level(_tops(old), _tops(new)))
    yield from tops
    seen = {link.old.address for link in tops}, {link.new.address for link in tops}
    yield from _below(old, new, tops, seen)
    rest = (
        [u for u in old if u.address not in seen[0]],
        [u for u in new if u.address not in seen[1]],
    )
    for match in matched(texts(rest[0]), texts(rest[1]), CLEARLY):
        if match.by == "exact":
            yield Link(rest[0][match.old], rest[1][match.new], match)


def _below(
    old: Units, new: Units, above: Iterable[Link], seen: tuple[set[str], set[str]]
) -> Iterator[Link]:
    for link in above:
        there = [u for u in old if u.parent == link.old.address]
        here = [u for u in new if u.parent == link.new.address]
        found = list(_level([u for u in there if u.address not in seen[0]],
                            [u for u in here if u.address not in seen[1]]))  # fmt: skip
        seen[0].update(f.old.address for f in found)
        seen[1].update(f.new.address for f in found)
        yield from found
        yield from _below(old, new, found, seen)


def _tops(units: Units) -> Units:
    """The units above which no other stands: 款, or the article where it has one alone."""
    here = {unit.address for unit in units}
    return [unit for unit in units if unit.parent not in here]


def _level(old: Units, new: Units) -> Iterator[Link]:
    """Units of one level: by their words, then by the place where one alone is left."""
    matches = list(matched(texts(old), texts(new), _ROUGHLY))
    yield from (Link(old[m.old], new[m.new], m) for m in matches)
    anchors = sorted((m.old, m.new) for m in matches if not m.moved)
    gone, come = {m.old for m in matches}, {m.new for m in matches}
    for olds, news in gaps(anchors, len(old), len(new)):
        before = [n for n in olds if n not in gone]
        after = [n for n in news if n not in come]
        if len(before) == len(after) == 1:
            how = likeness(old[before[0]].whole, new[after[0]].whole)
            if how >= _SLOT:
                match = Match(before[0], after[0], "place", how)
                yield Link(old[match.old], new[match.new], match)


def _elsewhere(old: Units, new: Units) -> Iterator[Link]:
    """What went to another article: the same words, clearly the same, or the same with more."""
    seen: tuple[set[int], set[int]] = set(), set()
    for match in matched(texts(old), texts(new), CLEARLY):
        if len(old[match.old].words) >= _TELLING and match.likeness >= CLEARLY:
            seen[0].add(match.old)
            seen[1].add(match.new)
            yield Link(old[match.old], new[match.new], match)
    for i in (n for n in range(len(old)) if n not in seen[0]):
        holders = [
            (_held(old[i].words, new[j].words), j)
            for j in range(len(new)) if j not in seen[1]
        ]  # fmt: skip
        best = [(how, j) for how, j in holders if how >= _TAKEN]
        if len(best) == 1:
            how, j = best[0]
            seen[1].add(j)
            yield Link(old[i], new[j], Match(i, j, "part", how))


def _held(old: str, new: str) -> float:
    """How much of the shorter stands in the longer, in long runs; 0 for what is soon said."""
    shorter, longer = sorted((old, new), key=len)
    if len(shorter) < _LONG or len(longer) > _MUCH * len(shorter):
        return 0.0
    return share_within(shorter, longer, shortest=_RUN)


def _change(link: Link) -> Change:
    old, new, match = link.old, link.new, link.match
    return Change(old.address, new.address, _kind(link), match.by, match.likeness)


def _kind(link: Link) -> ChangeKind:
    old, new = link.old, link.new
    if old.words == new.words and old.address == new.address:
        return "unchanged"
    return "edited" if old.words != new.words else "renumbered"


def _taken(units: Units, links: Sequence[Link], *, come: bool) -> Iterator[Change]:
    """What stands in a unit of the other text beside the words that unit had already."""
    for unit in units:
        if len(unit.words) < _TELLING:
            continue
        best = max(links, key=lambda link: _gained(unit, link, come=come), default=None)
        if best is None or (how := _gained(unit, best, come=come)) < _TAKEN:
            continue
        if come:
            yield Change(best.old.address, unit.address, "split", "part", how)
        else:
            yield Change(unit.address, best.new.address, "merged", "part", how)


def _gained(unit: Unit, link: Link, *, come: bool) -> float:
    """How much of the unit stands on the far side of a link and not on its near side."""
    near, far = (link.new, link.old) if come else (link.old, link.new)
    if len(far.words) < len(unit.words) + _TELLING:
        return 0.0
    return share_within(unit.words, far.words) - share_within(unit.words, near.words)
