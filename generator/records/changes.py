"""What became of the provisions of a text in its next version."""

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal[
    "unchanged", "renumbered", "edited", "moved", "split", "merged", "added", "deleted"
]
# What decided that two provisions are one: the same words, nearly the same words, the best
# order of all that is left, the place alone, words taken out of or into another provision.
DecidedBy = Literal["exact", "alike", "order", "place", "part", "none"]


@dataclass(frozen=True, slots=True)
class Change:
    """One provision then and now, by address; `old` None where it came, `new` where it went.

    `split` is a further provision made of an old one, `merged` a further old one that went into
    a new one; the main one of either stands as `edited`. `likeness` is 0 … 1 of the words.
    """

    old: str | None
    new: str | None
    kind: ChangeKind
    by: DecidedBy
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a text: every article, and 款, 项, 目 of those that did not merely stay.

    In the order of the new text; what was deleted stands behind what stood before it.
    """

    articles: tuple[Change, ...]
    provisions: tuple[Change, ...]
