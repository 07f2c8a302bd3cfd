"""Pieces of two texts paired: which old one became which new one.

The order of the passes, after houfu/redlines' engine (docs/adr/0032): the same words before
nearly the same, what moved before what merely stands in the same place, and silence before a
pair that might be wrong.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.records.changes import DecidedBy
from generator.text.comparing.alike import likeness
from generator.text.comparing.ordering import Pair, best_in_order, gaps, longest_rising

ALIKE = 0.45  # from here words in order are a reworded piece, below they are another one
CLEARLY = 0.8  # from here words are the same piece wherever it stands
_MARGIN = 0.1  # by so much the best is better than the next where order says nothing
_MOVABLE = 8  # characters; less is said in many places
_AN_ARTICLE = 10**6  # rather few pieces moved than short ones
_STRAIGHT = 0.1  # what the same place in a gap is worth between pairs that are about as good
_GRAM = 3
_LOOK = 0.12  # share of common runs of three from which two pieces are compared at all


@dataclass(frozen=True, slots=True)
class Match:
    """Two places, what paired them, how alike the words are; moved out of the order or not."""

    old: int
    new: int
    by: DecidedBy
    likeness: float
    moved: bool = False


def matched(old: Sequence[str], new: Sequence[str], least: float = ALIKE) -> tuple[Match, ...]:
    """Pairs of the places of two sequences of words, each place in one pair at most."""
    exact = _exact(old, new)
    spine, off = _in_order(exact, old)
    matches = [Match(i, j, "exact", 1.0) for i, j in spine]
    matches += [
        Match(i, j, "exact", 1.0, moved=True) for i, j in off if len(old[i]) >= _MOVABLE
    ]
    near = _likenesses(old, new, matches)
    clear, elsewhere = _in_order(_clear(near), old, spine)
    matches += [Match(i, j, "alike", near[i, j]) for i, j in clear]
    matches += [Match(i, j, "alike", near[i, j], moved=True) for i, j in elsewhere]
    matches += _ordered(old, new, near, matches, least)
    return tuple(sorted(matches, key=lambda m: m.new))


def _exact(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Places of the same words; where they are said several times, in the order of the text.

    Words said several times on one side alone pair where they stand, between those before and
    behind them, or not here at all.
    """
    there: defaultdict[str, list[int]] = defaultdict(list)
    here: defaultdict[str, list[int]] = defaultdict(list)
    for places, pieces in ((there, old), (here, new)):
        for n, words in enumerate(pieces):
            places[words].append(n)
    return [
        pair
        for words, places in there.items()
        if len(places) == len(here[words])
        for pair in zip(places, here[words], strict=True)
    ]


def _in_order(
    pairs: Iterable[Pair], old: Sequence[str], spine: Sequence[Pair] = ()
) -> tuple[list[Pair], list[Pair]]:
    """The pairs that keep the order, beside those of `spine` that do, and those that do not."""
    candidates = list(pairs)
    fitting = [pair for pair in candidates if _fits(pair, spine)]
    kept = longest_rising(fitting, lambda pair: _AN_ARTICLE + len(old[pair[0]]))
    chosen = set(kept)
    return kept, [pair for pair in candidates if pair not in chosen]


def _fits(pair: Pair, spine: Sequence[Pair]) -> bool:
    """Whether a pair crosses none of those that rise in both sequences."""
    at = bisect_left(spine, pair)
    after_the_one_before = at == 0 or spine[at - 1][1] < pair[1]
    return after_the_one_before and (at == len(spine) or pair[1] < spine[at][1])


def _likenesses(
    old: Sequence[str], new: Sequence[str], taken: Iterable[Match]
) -> Mapping[Pair, float]:
    """How alike the pieces are that nothing took yet, for pairs with enough runs in common."""
    done = list(taken)
    gone, come = {m.old for m in done}, {m.new for m in done}
    before = [n for n in range(len(old)) if n not in gone]
    after = [n for n in range(len(new)) if n not in come]
    return {(i, j): likeness(old[i], new[j]) for i, j in _worth_a_look(old, new, before, after)}


def _worth_a_look(
    old: Sequence[str], new: Sequence[str], before: Sequence[int], after: Sequence[int]
) -> Iterator[Pair]:
    """Pairs that share runs of three characters, found by an index of the old text's runs."""
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for i in before:
        for gram, times in _grams(old[i]).items():
            holders[gram].append((i, times))
    for j in after:
        common: Counter[int] = Counter()
        for gram, times in _grams(new[j]).items():
            for i, there in holders.get(gram, ()):
                common[i] += min(times, there)
        for i, n in sorted(common.items()):
            if 2 * n >= _LOOK * (len(old[i]) + len(new[j]) - 2 * (_GRAM - 1)):
                yield i, j


def _grams(words: str) -> Counter[str]:
    last = max(1, len(words) - _GRAM + 1)
    return Counter(words[n : n + _GRAM] for n in range(last))


def _clear(near: Mapping[Pair, float]) -> list[Pair]:
    """Pairs clearly alike, each the other's best by a margin."""
    by_old: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    by_new: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (i, j), how in near.items():
        by_old[i].append((how, j))
        by_new[j].append((how, i))
    return [
        (i, j)
        for (i, j), how in near.items()
        if how >= CLEARLY and _stands_out(how, by_old[i]) and _stands_out(how, by_new[j])
    ]


def _stands_out(how: float, among: Iterable[tuple[float, int]]) -> bool:
    return sum(other > how - _MARGIN for other, _ in among) == 1


def _ordered(
    old: Sequence[str],
    new: Sequence[str],
    near: Mapping[Pair, float],
    taken: Sequence[Match],
    least: float,
) -> Iterator[Match]:
    """What is left between those that keep their order, paired in the best order."""
    anchors = sorted((m.old, m.new) for m in taken if not m.moved)
    gone, come = {m.old for m in taken}, {m.new for m in taken}
    for olds, news in gaps(anchors, len(old), len(new)):
        before = [n for n in olds if n not in gone]
        after = [n for n in news if n not in come]

        def worth(
            i: int, j: int, before: list[int] = before, after: list[int] = after
        ) -> float:
            how = near.get((before[i], after[j]), 0.0)
            return how + _STRAIGHT * (i == j) if how >= least else 0.0

        for i, j in best_in_order(len(before), len(after), worth):
            pair = before[i], after[j]
            yield Match(*pair, "order", near[pair])
