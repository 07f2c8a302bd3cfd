"""What a text asks, as drafted from its own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PointKind = Literal[
    "duty", "prohibition", "circumstance", "power", "procedure", "result", "open"
]


@dataclass(frozen=True, slots=True)
class Point:
    """One duty, prohibition, circumstance, power or procedure of a provision.

    `quote` stands verbatim in the words of `at`; `bearer` is who is meant, in the words of the
    text, "" where only the context says; `ask` is a question in Chinese to which 是 is good.
    """

    at: str
    quote: str
    kind: PointKind
    bearer: str
    ask: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Points in the order of the text, and why an article has none (address → reason)."""

    points: tuple[Point, ...]
    set_aside: Mapping[str, str]
