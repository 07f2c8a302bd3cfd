"""Two sequences of pieces of text, paired without crossing."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

Pair = tuple[int, int]  # a place in the old sequence, a place in the new one


def longest_rising(pairs: Iterable[Pair], weight: Callable[[Pair], int]) -> list[Pair]:
    """The heaviest of the pairs that follow one another in both sequences.

    Each place occurs once among the pairs; O(n²) at worst, O(n log n) where nothing moved.
    """
    ordered = sorted(pairs)
    if all(a[1] < b[1] for a, b in pairwise(ordered)):
        return ordered
    best: list[int] = []
    before: list[int | None] = []
    for n, pair in enumerate(ordered):
        behind = [m for m in range(n) if ordered[m][1] < pair[1]]
        chosen = max(behind, key=best.__getitem__, default=None)
        best.append(weight(pair) + (best[chosen] if chosen is not None else 0))
        before.append(chosen)
    chain: list[Pair] = []
    at = max(range(len(best)), key=best.__getitem__, default=None)
    while at is not None:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


def best_in_order(n_old: int, n_new: int, worth: Callable[[int, int], float]) -> list[Pair]:
    """Pairs of rising places with the greatest sum of their worth; worth 0 is no pair."""
    sums = [[0.0] * (n_new + 1) for _ in range(n_old + 1)]
    gains: dict[Pair, float] = {}
    for i in range(n_old - 1, -1, -1):
        for j in range(n_new - 1, -1, -1):
            gain = worth(i, j)
            paired = sums[i + 1][j + 1] + gain if gain > 0 else -1.0
            sums[i][j] = max(sums[i + 1][j], sums[i][j + 1], paired)
            if gain > 0:
                gains[i, j] = paired
    return list(_traced(sums, gains, (n_old, n_new)))


def _traced(
    sums: Sequence[Sequence[float]], gains: dict[Pair, float], size: Pair
) -> Iterable[Pair]:
    i = j = 0
    while i < size[0] and j < size[1]:
        if gains.get((i, j)) == sums[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif sums[i + 1][j] >= sums[i][j + 1]:
            i += 1
        else:
            j += 1


def gaps(anchors: Sequence[Pair], n_old: int, n_new: int) -> Iterable[tuple[range, range]]:
    """What lies before, between and behind anchors that rise in both sequences."""
    old = new = 0
    for a, b in (*anchors, (n_old, n_new)):
        yield range(old, a), range(new, b)
        old, new = a + 1, b + 1
