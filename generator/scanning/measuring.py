"""What is in the boxes of a page that was laid straight: measures, no decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from generator.scanning.locating import DOTS
from generator.scanning.picture import Light, lines_at
from generator.sheets.places import Area, Box

MM = DOTS * 72 / 25.4  # pixels a millimetre
DARK = 0.68  # what is darker than this share of the paper around is ink
_LINE = 0.25  # mm, of the frame
_REACH = 2.2  # mm that a row may lie off
_OWN_REACH = 0.6  # mm that a box may lie off its row


@dataclass(frozen=True, slots=True)
class Ink:
    """A box: share of ink within, how well its frame is seen, what goes on outside.

    `beside` is the share of ink in the ring around it; `through` whether a straight line
    crosses it that goes on at both sides.
    """

    share: float
    match: float
    beside: float
    through: bool


def measured(page: Light, boxes: Sequence[Box]) -> tuple[Mapping[str, Ink], float]:
    """Answer → what is in its box, for the boxes of one row; how many mm the row lies off."""
    dark = 1 - page
    dx, dy = _shift(dark, boxes, (0, 0), _REACH)
    made = {}
    for box in boxes:
        x, y = _shift(dark, (box,), (dx, dy), _OWN_REACH)
        made[box.answer] = _ink(page, box, x, y)
    return made, round(max(abs(dx), abs(dy)) / MM, 2)


def _shift(
    dark: Light, boxes: Sequence[Box], start: tuple[int, int], reach: float
) -> tuple[int, int]:
    """By how many pixels the boxes lie off together: where their frames fit best."""
    r = round(reach * MM)
    total = np.zeros((2 * r + 1, 2 * r + 1), np.float32)
    for box in boxes:
        kernel = _frame(round(box.size * DOTS))
        pad = _pad()
        side = kernel.shape[0] + 2 * r
        left = round(box.x * DOTS) - pad - r + start[0]
        top = round(box.y * DOTS) - pad - r + start[1]
        piece = dark[max(0, top) : top + side, max(0, left) : left + side]
        if left < 0 or top < 0 or piece.shape != (side, side):
            continue
        total += lines_at(np.ascontiguousarray(piece), kernel)
    row, column = np.unravel_index(int(np.argmax(total)), total.shape)
    return int(column) - r + start[0], int(row) - r + start[1]


def _pad() -> int:
    return round(0.75 * MM)


@cache
def _frame(side: int) -> Light:
    """A frame to be looked for: what is on its line counts for it, what is beside against."""
    pad, size = _pad(), side + 2 * _pad()
    away = _from_frame(side)
    on = away <= _LINE * MM / 2 + 0.5
    off = (away > 0.3 * MM) & (away < 0.7 * MM)
    inner = np.zeros((size, size), bool)
    inner[pad + 1 : -pad - 1, pad + 1 : -pad - 1] = True
    off &= ~inner
    made: Light = (on / on.sum() - off / off.sum()).astype(np.float32)
    return made


@cache
def _from_frame(side: int) -> Light:
    """How many pixels each one is away from the line of the frame."""
    pad, size = _pad(), side + 2 * _pad()
    at = np.arange(size) + 0.5 - pad
    across = np.maximum(np.maximum(-at, at - side), 0)
    outside = np.hypot(across[:, None], across[None, :])
    inside = np.minimum(np.minimum(at, side - at)[:, None], np.minimum(at, side - at)[None, :])
    made: Light = np.where(inside >= 0, inside, outside).astype(np.float32)
    return made


def _ink(page: Light, box: Box, dx: int, dy: int) -> Ink:
    side, pad = round(box.size * DOTS), _pad()
    left, top = round(box.x * DOTS) + dx, round(box.y * DOTS) + dy
    piece = page[max(0, top - pad) : top + side + pad, max(0, left - pad) : left + side + pad]
    if piece.shape != (side + 2 * pad, side + 2 * pad):
        return Ink(0.0, 0.0, 0.0, through=False)
    away = _from_frame(side)
    edge = round(0.6 * MM)
    inner = piece[pad + edge : -pad - edge, pad + edge : -pad - edge]
    ring = _ring(side)
    return Ink(
        round(float(np.mean(inner < DARK)), 4),
        round(_match(1 - piece, away), 3),
        round(float(np.mean(piece[ring] < DARK)), 4),
        _through(page, (left, top, side)),
    )


@cache
def _ring(side: int) -> np.ndarray:
    pad, away = _pad(), _from_frame(side)
    ring = (away > 0.4 * MM) & (away <= 0.75 * MM)
    ring[pad:-pad, pad:-pad] = False
    return np.asarray(ring)


def _match(dark: Light, away: Light) -> float:
    """How much the frame is like a frame: its line against the ring outside of it."""
    pad = _pad()
    outside = np.ones(dark.shape, bool)
    outside[pad:-pad, pad:-pad] = False
    drawn = np.clip(1 - away / (0.3 * MM), 0, 1)
    looked = (away <= 0.2 * MM) | (outside & (away < 0.7 * MM))
    one, other = drawn[looked], dark[looked]
    one, other = one - one.mean(), other - other.mean()
    power = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / power if power > 1e-6 else 0.0


def _through(page: Light, where: tuple[int, int, int]) -> bool:
    """Whether a line crosses a box straight, upright or across, and goes on at both sides."""
    left, top, side = where
    out, gap = round(1.1 * MM), round(0.35 * MM)
    for turned in (False, True):
        view = page.T if turned else page
        a, b = (left, top) if not turned else (top, left)
        strip = view[max(0, b - out) : b + side + out, a + gap : a + side - gap] < DARK
        if strip.shape[0] < side + 2 * out:
            continue
        # as wide as a line may lean over the length of a box
        wide = strip | np.roll(strip, 1, axis=1) | np.roll(strip, -1, axis=1)
        before, after = wide[: out - gap], wide[out + side + gap :]
        within = wide[out + gap : out + side - gap]
        lines = [part.mean(axis=0) > 0.9 for part in (before, within, after)]
        if bool(np.any(lines[0] & lines[1] & lines[2])):
            return True
    return False


def written(page: Light, area: Area) -> float:
    """The share of ink in a place to write in, its borders left out."""
    edge = round(1.2 * MM)
    left, top = round(area.x * DOTS) + edge, round(area.y * DOTS) + edge
    right = round((area.x + area.width) * DOTS) - edge
    low = round((area.y + area.height) * DOTS) - edge
    piece = page[max(0, top) : low, max(0, left) : right]
    return round(float(np.mean(piece < DARK)), 4) if piece.size else 0.0
