"""Sheets filled in and scanned by a machine: what is read of them, and what is read wrongly.

    python -m bench.scanning [--pages N] [--seed S] [--keep DIR] [KIND…]

Each page is filled by strokes that vary as hands do, then made to look as one kind of device
would have it. The table says, a kind a line, what became of pages and rows.
"""

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from generator.check import checked
from generator.publish.chosen import wanted
from generator.scanning.leaves import Leaf
from generator.scanning.reading import PageRead, read
from generator.sheets.models import Printing
from generator.sheets.pdf.press import Press, pressed
from generator.sheets.places import Box, PlacedPage

ROOT = Path(__file__).parent.parent
DOTS = 300
S = DOTS / 72  # pixels a point
MM = DOTS / 25.4
KINDS = ("flatbed", "copier", "fax", "phone", "hard")
STROKES = ["tick"] * 62 + ["cross"] * 12 + ["slash"] * 10 + ["fill"] * 12 + ["dot"] * 4
MEANT = (
    ["yes"] * 50 + ["partial"] * 14 + ["no"] * 14 + ["na"] * 10 + ["unchecked"] * 6
    + [""] * 3 + ["two"] * 1 + ["fixed"] * 2
)  # fmt: skip
INKS = [(25, 20, 20)] * 5 + [(120, 35, 25)] * 3 + [(25, 25, 150)] + [(95, 90, 90)]  # BGR
ODD = ("two", "fixed", "sealed", "struck")
Point = tuple[float, float]
Picture = np.ndarray


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it is printed: its pages with boxes, and each as a picture."""

    pages: tuple[PlacedPage, ...]
    pdf: bytes

    def drawn(self, page: int) -> Picture:
        with pypdfium2.PdfDocument(self.pdf) as document:
            made = document[page - 1].render(scale=S).to_numpy()[:, :, :3]
            return np.ascontiguousarray(made)


@dataclass
class Tally:
    pages: int = 0
    located: int = 0
    elsewhere: int = 0
    rows: int = 0
    plain_asked: int = 0
    odd: int = 0
    odd_asked: int = 0
    wrong: list[str] = field(default_factory=list)
    why: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    least: list[float] = field(default_factory=list)
    seconds: float = 0.0


# ── a hand ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Pen:
    rng: random.Random
    ink: tuple[int, int, int]
    width: float

    def line(self, picture: Picture, points: Sequence[Point], wide: float = 1.0) -> None:
        at = np.array([[round(x * 16), round(y * 16)] for x, y in points], np.int32)
        thick = max(1, round(self.width * wide * self.rng.uniform(0.85, 1.15)))
        cv2.polylines(picture, [at], False, self.ink, thick, cv2.LINE_AA, 4)

    def bend(self, picture: Picture, ends: Sequence[Point], wide: float = 1.0) -> None:
        (a, b), (c, d) = ends
        way = math.hypot(c - a, d - b) * 0.08
        mid = (
            (a + c) / 2 + self.rng.uniform(-way, way),
            (b + d) / 2 + self.rng.uniform(-way, way),
        )
        steps = [t / 12 for t in range(13)]
        curve = [
            tuple(
                (1 - t) ** 2 * p + 2 * t * (1 - t) * m + t * t * q
                for p, m, q in zip((a, b), mid, (c, d), strict=True)
            )
            for t in steps
        ]
        self.line(picture, [(x, y) for x, y in curve], wide)


def mark(picture: Picture, pen: Pen, box: Box, kind: str) -> None:
    side, rng = box.size * S, pen.rng
    x, y = box.x * S, box.y * S

    def off(share: float) -> float:
        return rng.uniform(-share, share) * side

    cx, cy = x + side / 2 + off(0.12), y + side / 2 + off(0.12)
    if kind == "tick":
        k = rng.uniform(0.75, 1.35) * side
        start = (cx - 0.42 * k + off(0.08), cy - 0.02 * k + off(0.1))
        low = (cx - 0.12 * k + off(0.06), cy + 0.36 * k + off(0.06))
        end = (cx + 0.55 * k + off(0.12), cy - 0.52 * k + off(0.12))
        pen.bend(picture, (start, low))
        pen.bend(picture, (low, end))
    elif kind in ("cross", "slash"):
        k = rng.uniform(0.7, 1.2) * side / 2
        pen.bend(picture, ((cx - k + off(0.1), cy + k + off(0.1)), (cx + k, cy - k + off(0.1))))
        if kind == "cross":
            pen.bend(picture, ((cx - k, cy - k + off(0.1)), (cx + k + off(0.1), cy + k)))
    elif kind == "fill":
        n, k = rng.randint(6, 11), side * 0.48
        heights = [cy - k + 2 * k * i / (n - 1) for i in range(n)]
        zigzag = [(cx + s * k + off(0.08), h + off(0.04)) for h in heights for s in (-1, 1)]
        pen.line(picture, zigzag, 1.3)
    elif kind == "dot":
        cv2.circle(picture, (round(cx), round(cy)), round(side * rng.uniform(0.14, 0.24)),
                   pen.ink, -1, cv2.LINE_AA)  # fmt: skip
    elif kind == "blackout":
        one = (round(x + off(0.05)), round(y + off(0.05)))
        cv2.rectangle(picture, one, (round(x + side), round(y + side)), pen.ink, -1)


def write(picture: Picture, pen: Pen, where: tuple[float, float, float, float]) -> None:
    """Words of no sense, from the middle of a place on, across its border now and then."""
    left, top, right, low = (v * S for v in where)
    rng, size = pen.rng, pen.rng.uniform(4.2, 6.0) * MM
    x, y = left + rng.uniform(-2.2, 5) * MM, top + rng.uniform(0.5, 5) * MM
    for _ in range(rng.randint(3, 9)):
        if x + size > right or y + size > low:
            return
        for _ in range(rng.randint(4, 7)):
            a = (x + rng.uniform(0.05, 0.9) * size, y + rng.uniform(0.05, 0.9) * size)
            b = (x + rng.uniform(0.05, 0.9) * size, y + rng.uniform(0.05, 0.9) * size)
            pen.bend(picture, (a, b), 0.8)
        x += size * 1.05


def filled(
    sheet: Sheet, page: PlacedPage, rng: random.Random
) -> tuple[Picture, dict[str, str]]:
    """A page as somebody fills it in; row → what was meant."""
    picture = sheet.drawn(page.page)
    pen = Pen(rng, rng.choice(INKS), rng.uniform(0.35, 0.8) * MM)
    rows: dict[str, list[Box]] = {}
    for box in page.boxes:
        rows.setdefault(box.row, []).append(box)
    truth = {}
    for row, boxes in rows.items():
        if row.startswith("own"):
            truth[row] = ""
            continue
        truth[row] = _fill_row(picture, pen, boxes)
        for area in page.areas:
            if area.row == row and truth[row] in ("no", "partial", "na") and rng.random() < 0.6:
                edge = (area.x, area.y, area.x + area.width, area.y + area.height)
                write(picture, pen, edge)
    return picture, truth


def _fill_row(picture: Picture, pen: Pen, boxes: list[Box]) -> str:
    rng, by_code = pen.rng, {box.answer: box for box in boxes}
    meant = rng.choice(MEANT)
    if meant in ("two", "fixed"):
        one, other = rng.sample(boxes, 2)
        mark(picture, pen, one, "tick")
        if meant == "fixed":
            mark(picture, pen, one, rng.choice(("blackout", "fill", "cross")))
        mark(picture, pen, other, "tick")
        return meant
    if meant and meant not in by_code:
        meant = rng.choice(boxes).answer
    if meant:
        mark(picture, pen, by_code[meant], rng.choice(STROKES))
    return meant


def stamped(
    picture: Picture, page: PlacedPage, rng: random.Random, at: Point | None = None
) -> set[str]:
    """A red seal somewhere on the page; the rows of which it touches a box."""
    height, width = picture.shape[:2]
    x, y = at or (rng.uniform(0.2, 0.9) * width, rng.uniform(0.2, 0.9) * height)
    radius = 21 * MM
    layer = np.zeros(picture.shape[:2], np.uint8)
    cv2.circle(layer, (round(x), round(y)), round(radius), 255, round(1.2 * MM), cv2.LINE_AA)
    points = [
        (round(x + r * math.sin(a)), round(y - r * math.cos(a)))
        for i in range(10)
        for a, r in [(i * math.pi / 5, (0.32 if i % 2 == 0 else 0.13) * radius)]
    ]
    cv2.fillPoly(layer, [np.array(points, np.int32)], 255)
    for i in range(14):
        a = i * math.pi / 9 - 2.2
        at = (round(x + 0.75 * radius * math.sin(a)), round(y - 0.75 * radius * math.cos(a)))
        cv2.circle(layer, at, round(1.6 * MM), 255, round(0.6 * MM), cv2.LINE_AA)
    share = (layer[..., None] / 255 * 0.85).astype(np.float32)
    red = np.array([45, 40, 215], np.float32)
    picture[:] = (picture * (1 - share) + np.minimum(picture, red) * share).astype(np.uint8)
    return {
        box.row
        for box in page.boxes
        if layer[
            round(box.y * S) : round((box.y + box.size) * S),
            round(box.x * S) : round((box.x + box.size) * S),
        ].any()
    }


def used(picture: Picture, rng: random.Random) -> None:
    """Punched holes, the shadow of a staple, a fold."""
    height, width = picture.shape[:2]
    if rng.random() < 0.3:
        for y in (height / 2 - 40 * MM, height / 2 + 40 * MM):
            cv2.circle(picture, (round(12 * MM), round(y)), round(3 * MM), (60, 60, 60), -1)
    if rng.random() < 0.15:
        one = (round(rng.uniform(6, 14) * MM), round(rng.uniform(6, 14) * MM))
        far = (one[0] + round(9 * MM), one[1] + round(rng.uniform(-3, 3) * MM))
        cv2.line(picture, one, far, (70, 70, 70), round(0.6 * MM), cv2.LINE_AA)
    if rng.random() < 0.2:
        at = round(rng.uniform(0.45, 0.55) * width)
        band = picture[:, at - 6 : at + 6].astype(np.float32)
        picture[:, at - 6 : at + 6] = (band * 0.86).astype(np.uint8)


# ── devices ──────────────────────────────────────────────────────────────────────────────────


def scanned(picture: Picture, kind: str, rng: random.Random) -> Picture:
    noise = np.random.default_rng(rng.getrandbits(32))
    made = (_photo if kind in ("phone", "hard") else _scan)(picture, kind, rng, noise)
    quality = rng.randint(60, 90)
    data = cv2.imencode(".jpg", made, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def _scan(
    picture: Picture, kind: str, rng: random.Random, noise: np.random.Generator
) -> Picture:
    dots = {"flatbed": 300, "copier": 200, "fax": 150}[kind]
    lean = {"flatbed": 1, "copier": 3, "fax": 2}[kind] * rng.uniform(-1, 1)
    height, width = picture.shape[:2]
    share = dots / DOTS
    soft = rng.uniform(0.6, 1.4) * 0.6 / share if kind != "flatbed" else 0.5
    picture = cv2.GaussianBlur(picture, (0, 0), soft)
    size = (round(width * share), round(height * share))
    way = cv2.getRotationMatrix2D((width / 2, height / 2), lean, rng.uniform(0.95, 1) * share)
    way[0, 2] += size[0] / 2 - width / 2 + rng.uniform(-3, 3) * dots / 25.4
    way[1, 2] += size[1] / 2 - height / 2 + rng.uniform(-3, 3) * dots / 25.4
    made = cv2.warpAffine(
        picture, way, size, flags=cv2.INTER_AREA, borderValue=(255, 255, 255)
    ).astype(np.float32)
    if kind != "flatbed":
        made = made.mean(axis=2, keepdims=True).repeat(3, axis=2)
    if kind == "copier":
        made = (made - 128) * rng.uniform(0.75, 1.25) + 128 + rng.uniform(-15, 20)
        for _ in range(rng.randint(0, 2)):
            x, wide = rng.randint(0, size[0] - 3), rng.randint(1, 2)
            made[:, x : x + wide] = made[:, x : x + wide] / 2 + 60
        for _ in range(rng.randint(0, 60)):
            at = (rng.randint(0, size[0]), rng.randint(0, size[1]))
            dark = rng.randint(0, 120)
            cv2.circle(made, at, rng.randint(0, 2), (dark, dark, dark), -1)
    spread = {"flatbed": 3, "copier": 7, "fax": 5}[kind]
    made = np.clip(made + noise.normal(0, spread, (*made.shape[:2], 1)), 0, 255)
    if kind == "fax":
        made = np.where(made < rng.randint(120, 185), 0, 255)
    done = made.astype(np.uint8)
    return cv2.rotate(done, cv2.ROTATE_180) if rng.random() < 0.25 else done


def _photo(
    picture: Picture, kind: str, rng: random.Random, noise: np.random.Generator
) -> Picture:
    hard = kind == "hard"
    width, height = (2000, 1500) if hard else (4000, 3000)
    if picture.shape[0] > picture.shape[1]:
        width, height = height, width
    picture = _curled(picture, rng, 3.0 if hard else 1.5)
    way, wide = _seen(picture, (width, height), rng, hard=hard)
    picture = cv2.GaussianBlur(picture, (0, 0), max(0.01, 0.35 * picture.shape[1] / wide))
    page = cv2.warpPerspective(picture, way, (width, height), flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full(picture.shape[:2], 255, np.uint8), way, (width, height))
    desk = np.array([rng.randint(60, 170), rng.randint(50, 140), rng.randint(40, 120)])
    grain = noise.normal(0, 18, (height // 16, width // 16)).astype(np.float32)
    table = cv2.resize(grain, (width, height))[..., None] + desk.astype(np.float32)
    made = np.where(mask[..., None] > 127, page.astype(np.float32), table)
    made *= _light((width, height), rng, hard=hard)[..., None]
    made *= np.array([rng.uniform(0.82, 1), rng.uniform(0.93, 1), 1], np.float32)
    made = cv2.GaussianBlur(made, (0, 0), rng.uniform(0.6, 1.5 if hard else 1.4))
    if hard and rng.random() < 0.4:
        kernel = np.zeros((9, 9), np.float32)
        cv2.line(kernel, (0, rng.randint(0, 8)), (8, rng.randint(0, 8)), 1, 1)
        made = cv2.filter2D(made, -1, kernel / kernel.sum())
    made += noise.normal(0, rng.uniform(3, 9), (height, width, 1)).astype(np.float32)
    turn = rng.choice([None, None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180])
    done = np.clip(made, 0, 255).astype(np.uint8)
    return done if turn is None else cv2.rotate(done, turn)


def _curled(picture: Picture, rng: random.Random, most: float) -> Picture:
    height, width = picture.shape[:2]
    much, begin, often = rng.uniform(0, most) * MM, rng.uniform(0, 6.28), rng.uniform(0.5, 1.2)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    across = x + much * 0.5 * np.sin(often * 6.283 * y / height + begin)
    down = y + much * np.sin(often * 6.283 * x / width + begin * 1.3)
    return cv2.remap(
        picture, across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR,
        borderValue=(255, 255, 255),
    )  # fmt: skip


def _seen(
    picture: Picture, size: tuple[int, int], rng: random.Random, *, hard: bool
) -> tuple[Picture, float]:
    """How a camera sees a sheet on a table, and how many pixels wide."""
    h, w = picture.shape[:2]
    width, height = size
    tilt = math.radians(rng.uniform(0, 26 if hard else 13))
    side, roll = rng.uniform(0, 6.283), math.radians(rng.uniform(-8, 8))
    axis = np.array([math.cos(side), math.sin(side), 0])
    k = np.array([[0, 0, axis[1]], [0, 0, -axis[0]], [-axis[1], axis[0], 0]])
    turn = np.eye(3) + math.sin(tilt) * k + (1 - math.cos(tilt)) * k @ k
    flat = np.array(
        [[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]]
    )
    corners = np.array([[-w, -h, 0], [w, -h, 0], [w, h, 0], [-w, h, 0]]) / 2
    at = (flat @ turn @ corners.T).T
    at[:, 2] += 1.3 * max(w, h)
    seen = at[:, :2] / at[:, 2:]
    seen -= (seen.max(0) + seen.min(0)) / 2
    span = seen.max(0) - seen.min(0)
    scale = min(width * 0.96 / span[0], height * 0.96 / span[1]) * rng.uniform(0.85, 1)
    seen = seen * scale + np.array([width / 2, height / 2])
    page = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    return cv2.getPerspectiveTransform(page, seen.astype(np.float32)), float(span[0] * scale)


def _light(size: tuple[int, int], rng: random.Random, *, hard: bool) -> Picture:
    width, height = size
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    way = rng.uniform(0, 6.28)
    slope = (x / width - 0.5) * math.cos(way) + (y / height - 0.5) * math.sin(way)
    light = rng.uniform(0.72, 0.95) * (1 + slope * rng.uniform(0.1, 0.6 if hard else 0.35))
    if rng.random() < (0.8 if hard else 0.4):
        far = np.hypot(x - rng.uniform(0, width), y - rng.uniform(0, height))
        reach, soft = rng.uniform(0.2, 0.5) * width, rng.uniform(20, 120)
        deep = rng.uniform(0.25, 0.55 if hard else 0.35)
        light = light * (1 - deep / (1 + np.exp(np.clip((far - reach) / soft, -50, 50))))
    return light.astype(np.float32)


# ── the run ──────────────────────────────────────────────────────────────────────────────────


def sheets(
    root: Path, *, language: str = "zh", forms: Sequence[str] = ("article",)
) -> Iterator[Sheet]:
    project = checked(root)
    press = Press(ROOT / "site_templates" / "sheets")
    for form in forms:
        for job in wanted(
            project, root, Printing(), form=form, language=language, format="pdf"
        ):
            made = pressed(press, job)
            yield Sheet(made.places, made.pdf)


def _told(tally: Tally, truth: Mapping[str, str], sealed: set[str], found: PageRead) -> None:
    for row in found.rows:
        meant = truth[row.row]
        odd = meant in ODD or row.row in sealed
        tally.rows += 1
        asked = row.decision.ask is not None
        if odd:
            tally.odd += 1
            tally.odd_asked += asked
        elif asked:
            tally.plain_asked += 1
            tally.why[row.decision.ask or ""] += 1
        tally.least += [i.match for i in row.inks.values() if i.share < 0.02]
        if not asked and (row.decision.answer != meant):
            inks = {code: ink.share for code, ink in row.inks.items()}
            tally.wrong.append(f"{meant!r} read as {row.decision.answer!r}: {inks}")


def run(
    some: Sequence[Sheet], kind: str, pages: int, seed: int, keep: Path | None = None
) -> Tally:
    """`keep` is a folder for the pictures of pages that were refused or read wrongly."""
    rng, tally = random.Random(f"{seed}-{kind}"), Tally()
    every = [(sheet, page) for sheet in some for page in sheet.pages if page.boxes]
    by_code: dict[str, list[PlacedPage]] = {}
    for sheet in some:
        for page in sheet.pages:
            by_code.setdefault(page.code, []).append(page)
    for n in range(pages):
        sheet, page = rng.choice(every)
        picture, truth = filled(sheet, page, rng)
        sealed = stamped(picture, page, rng) if rng.random() < 0.06 else set()
        used(picture, rng)
        came = scanned(picture, kind, rng)
        leaf, wrong = Leaf(1, came), len(tally.wrong)
        begin = time.process_time()
        found = read(leaf, lambda code: tuple(by_code.get(code.text, ())))
        tally.seconds += time.process_time() - begin
        tally.pages += 1
        if found.status != "read":
            tally.refused[found.why] += 1
        elif found.placed != page:
            tally.elsewhere += 1
        else:
            tally.located += 1
            _told(tally, truth, sealed, found)
        if keep and (found.placed != page or len(tally.wrong) > wrong):
            cv2.imwrite(str(keep / f"{kind}-{seed}-{n}-{found.why or 'wrong'}.png"), came)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="zh")
    parser.add_argument("--project", type=Path, default=ROOT / "tests/projects/city")
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("kinds", nargs="*", default=KINDS)
    choice = parser.parse_args()
    forms = ("article", "walk", "list", "tracer", "large")
    if choice.language == "both":
        forms = ("article", "walk", "list")
    some = tuple(sheets(choice.project, language=choice.language, forms=forms))
    print("kind     pages located elsewhere  rows  plain asked  odd → asked  wrong  s/page")
    for kind in choice.kinds or KINDS:
        t = run(some, kind, choice.pages, choice.seed, choice.keep)
        print(
            f"{kind:8} {t.pages:5} {t.located:7} {t.elsewhere:9} {t.rows:5} {t.plain_asked:12}"
            f"  {t.odd_asked:4} of {t.odd:<4} {len(t.wrong):5}  {t.seconds / t.pages:6.3f}",
            flush=True,
        )
        print(
            "   refused:",
            dict(t.refused),
            "asked:",
            dict(t.why),
            "match:",
            np.quantile(t.least or [0], [0, 0.001, 0.01, 0.5]).round(2),
        )
        for line in t.wrong:
            print("   wrong:", line)


if __name__ == "__main__":
    main()
