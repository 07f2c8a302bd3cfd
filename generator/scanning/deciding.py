"""From measures to an answer, or to the reason for asking: nothing doubtful is an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.scanning.measuring import Ink

Ask = Literal["between", "several", "corrected", "match", "streak", "seal", "written", "beside"]

# Shares of ink within a box. Empty boxes of scans stay below .01, marked ones begin at .07:
# docs/scanning.md says how they were measured.
EMPTY = 0.02
MARKED = 0.065
FILLED = 0.6
MATCH = 0.55  # a frame that is less like a frame may be something else
LOOSE = 0.3  # of a box without ink alone
WRITTEN = 0.004  # share of ink in a place to write in: two characters
BESIDE = 0.06  # share of ink close around a box


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured of a row; `seal` whether something red and large lies over it."""

    boxes: Mapping[str, Ink]
    written: float
    seal: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """The code, "" where nothing is marked; or why to ask, and what seems to be meant."""

    answer: str | None
    ask: Ask | None
    guess: str = ""


def decided(row: Row) -> Decision:
    """One clear mark and nothing that speaks against it, or no mark and no sign of one."""
    by_ink = sorted(row.boxes, key=lambda code: row.boxes[code].share, reverse=True)
    touched = [code for code in by_ink if row.boxes[code].share >= EMPTY]
    marked = [code for code in by_ink if row.boxes[code].share >= MARKED]
    guess = _meant(row.boxes, touched)
    if ask := _doubt(row, touched, marked):
        return Decision(None, ask, guess)
    return Decision(marked[0] if marked else "", None, guess)


def _doubt(row: Row, touched: list[str], marked: list[str]) -> Ask | None:
    inks = [row.boxes[code] for code in row.boxes]
    if row.seal:
        return "seal"
    # A mark hides its own frame, not those beside it.
    if row_match(row.boxes) < MATCH:
        return "match"
    if any(ink.match < LOOSE for ink in inks if ink.share < EMPTY):
        return "match"
    if any(ink.through for ink in inks):
        return "streak"
    if len(touched) > 1:
        filled = any(row.boxes[code].share >= FILLED for code in touched)
        return "corrected" if filled else "several"
    if touched and not marked:
        return "between"
    if not touched and any(ink.beside >= BESIDE for ink in inks):
        return "beside"
    return "written" if not touched and row.written >= WRITTEN else None


def _meant(boxes: Mapping[str, Ink], touched: list[str]) -> str:
    """What a person would take it for: of a filled box beside another mark, the other."""
    plain = [code for code in touched if boxes[code].share < FILLED]
    if len(touched) == 1:
        return touched[0]
    return plain[0] if len(plain) == 1 else ""


def row_match(boxes: Mapping[str, Ink]) -> float:
    """How well the frames of a row are seen: the middle of them."""
    values = sorted(ink.match for ink in boxes.values())
    return values[len(values) // 2] if values else 0.0
