"""The only door to OpenCV: pictures read, marks found, pages laid straight, ink measured."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Colour = npt.NDArray[np.uint8]  # height × width × blue, green, red
Light = npt.NDArray[np.float32]  # 0 black … 1 as white as the paper around
Point = tuple[float, float]
Corners = Sequence[Point]  # from the top left, clockwise

LONGEST = 4400  # pixels; more adds nothing to marks of 5 mm
_SMALL = 1700  # pixels in which marks of 5 mm are found in most scans


# ── files ────────────────────────────────────────────────────────────────────────────────────


def decoded(data: bytes) -> Iterator[Colour]:
    """The pictures in a file, one after the other; none where it holds no picture."""
    buffer = np.frombuffer(data, np.uint8)
    several = data[:4] in (b"II*\0", b"MM\0*")
    number = 0
    while True:
        try:
            if several:
                _, found = cv2.imdecodemulti(
                    buffer, cv2.IMREAD_COLOR, range=(number, number + 1)
                )
                picture = found[0] if found else None
            else:
                picture = cv2.imdecode(buffer, cv2.IMREAD_COLOR)
        except cv2.error:
            picture = None
        if picture is None:
            return
        yield bounded(picture)
        number += 1
        if not several:
            return


def bounded(picture: Colour) -> Colour:
    """No larger than what helps."""
    factor = LONGEST / max(picture.shape[:2])
    if factor >= 1:
        return picture
    small: Colour = cv2.resize(
        picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA
    )
    return small


def jpeg(picture: Colour | Grey) -> bytes:
    """A picture to be shown."""
    return bytes(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 70])[1])


def grey(picture: Colour) -> Grey:
    """Without colour."""
    made: Grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return made


def framed(picture: Grey) -> Grey:
    """With a white border: a code at the edge of a picture has its quiet zone again."""
    made: Grey = cv2.copyMakeBorder(picture, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=255)
    return made


def sharper(picture: Grey) -> Grey:
    """Three times as large and sharper, for small codes out of focus."""
    even = cv2.normalize(picture, None, 0, 255, cv2.NORM_MINMAX)
    large = cv2.resize(even, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    made: Grey = cv2.addWeighted(large, 2.0, cv2.GaussianBlur(large, (0, 0), 4), -1.0, 0)
    return made


# ── marks ────────────────────────────────────────────────────────────────────────────────────


@cache
def _detector() -> Any:
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.minMarkerPerimeterRate = 0.01
    parameters.maxMarkerPerimeterRate = 0.4
    parameters.errorCorrectionRate = 0.3  # a wrong number is worse than none
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_250)
    return cv2.aruco.ArucoDetector(family, parameters)


def marks_in(picture: Grey) -> dict[int, Corners]:
    """Number → corners of each mark, looked for small first; one seen twice is left out."""
    factor = _SMALL / max(picture.shape)
    found: dict[int, Corners] = {}
    if factor < 1:
        small = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        found = {
            n: [(x / factor, y / factor) for x, y in corners]
            for n, corners in _marks(small).items()
        }
    return found if len(found) >= 4 else {**found, **_marks(picture)}


def _marks(picture: Grey) -> dict[int, Corners]:
    corners, ids, _ = _detector().detectMarkers(picture)
    numbers = [] if ids is None else [int(n) for n in ids.ravel()]
    return {
        n: [(float(x) + 0.5, float(y) + 0.5) for x, y in quad[0]]
        for n, quad in zip(numbers, corners, strict=True)
        if numbers.count(n) == 1
    }


def way_between(seen: Sequence[Point], drawn: Sequence[Point]) -> npt.NDArray[Any] | None:
    """What takes points of the picture to those of the page; None where nothing does."""
    way, _ = cv2.findHomography(np.array(seen, np.float32), np.array(drawn, np.float32), 0)
    return None if way is None else np.asarray(way, np.float64)


def straight(picture: Colour, way: npt.NDArray[Any], size: tuple[int, int]) -> Colour:
    """The page laid straight, `size` wide and high; what lies beside the picture is white."""
    way = way @ np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1.0]])
    way = np.array([[1, 0, -0.5], [0, 1, -0.5], [0, 0, 1.0]]) @ way
    shrinks = max(picture.shape[:2]) / max(size)
    if shrinks > 1.4:
        picture = cv2.GaussianBlur(picture, (0, 0), 0.4 * shrinks)
    made: Colour = cv2.warpPerspective(
        picture, way, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
    )
    return made


# ── ink ──────────────────────────────────────────────────────────────────────────────────────


def balanced(picture: Grey) -> Light:
    """As if lit evenly: each place against the lightest around it."""
    height, width = picture.shape
    small = cv2.resize(picture, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (25, 25))
    paper = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, around)
    paper = cv2.GaussianBlur(paper, (0, 0), 6)
    full = cv2.resize(paper, (width, height)).astype(np.float32)
    made: Light = np.clip(picture.astype(np.float32) / np.maximum(full, 1), 0, 1)
    return made


def lines_at(ink: Light, kernel: Light) -> Light:
    """How well a drawing of lines fits at each place of a piece of a page."""
    made: Light = cv2.matchTemplate(ink, kernel, cv2.TM_CCORR)
    return made


def seals_in(picture: Colour, dots: float) -> list[tuple[int, int, int, int]]:
    """Rectangles of what is red and large, a seal: left, top, right, bottom.

    `dots` are pixels a millimetre.
    """
    step = max(1, int(dots / 2))
    small = cv2.resize(picture, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    blue, green, red = (small[:, :, i].astype(np.int16) for i in range(3))
    mask = ((red - np.maximum(blue, green)) > 40).astype(np.uint8)
    side = max(3, int(3 * dots / step))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask)
    least = 18 * dots / step
    return [
        (int(x * step), int(y * step), int((x + w) * step), int((y + h) * step))
        for x, y, w, h, _ in boxes[1:]
        if w >= least and h >= least
    ]
