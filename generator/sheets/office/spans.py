"""Columns put together, for what a form has beside its tables."""

from collections.abc import Sequence
from itertools import accumulate


def column_at(widths: Sequence[float], share: float) -> int:
    """The column at whose left edge a share of the width is nearest."""
    edges = (0.0, *accumulate(widths))
    return min(range(len(edges)), key=lambda n: abs(edges[n] - share * edges[-1]))
