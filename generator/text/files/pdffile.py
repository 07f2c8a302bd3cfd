"""A PDF with a text layer → its lines, indented where the page indents them."""

import io
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from generator.records.findings import Finding
from generator.records.texts import Location, Text

_MOST_PAGES = 1500  # the Civil Code has some 200
_SCAN = 20  # characters a page; what has fewer is a picture of a text
_SHORT_PAGE = 12  # lines, from which no margin can be told
# What pypdf is known to raise on damaged files.
_BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError,
    NotImplementedError, AssertionError, OSError, ArithmeticError, UnicodeError,
)  # fmt: skip


def text_of_pdf(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The lines of all pages; a scan, a locked or a damaged file gives "" and a finding."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is said in findings
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return "", (_finding(path, "locked-file", *_LOCKED),)
        if len(reader.pages) > _MOST_PAGES:
            return "", (_finding(path, "file-too-large", *_TOO_LONG),)
        pages = _texts([_lines_of(page) for page in reader.pages])
    except _BROKEN:
        return "", (_finding(path, "unreadable-file", *_DAMAGED),)
    text = "\n".join(pages)
    if sum(not c.isspace() for c in text) < _SCAN * len(pages):
        return "", (_finding(path, "scanned-file", *_SCANNED),)
    return text + "\n", ()


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters set at one place; y rises up the page."""

    words: str
    x: float
    y: float
    size: float


_SetLine = tuple[_Run, ...]  # from left to right


def _lines_of(page: PageObject) -> list[_SetLine]:
    runs: list[_Run] = []

    def visit(words: str, outer: list[float], at: list[float], _: object, size: float) -> None:
        x = at[4] * outer[0] + at[5] * outer[2] + outer[4]
        y = at[4] * outer[1] + at[5] * outer[3] + outer[5]
        scale = abs((at[3] or at[1] or 1) * (outer[3] or outer[1] or 1))
        runs.extend(
            _Run(line, x, y, size * scale or 1) for line in words.split("\n") if line.strip()
        )

    page.extract_text(visitor_text=visit)
    return [tuple(sorted(line, key=lambda run: run.x)) for line in _lines(runs)]


def _texts(pages: list[list[_SetLine]]) -> list[str]:
    """The lines of each page, two ideographic spaces before those that are indented."""
    every = _left([line for page in pages for line in page])
    texts = []
    for page in pages:
        left = _left(page) if len(page) > _SHORT_PAGE else every
        texts.append("\n".join(_indent(line[0], left) + _joined(line) for line in page))
    return texts


def _left(lines: list[_SetLine]) -> int | None:
    """Where most lines begin; heads and feet of the page may stand further out."""
    often = Counter(round(line[0].x) for line in lines)
    return min((x for x, n in often.items() if n > max(1, len(lines) / 8)), default=None)


def _lines(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Runs that follow on each other at one height; another font may be set out of turn."""
    line: list[_Run] = []
    for run in runs:
        if line and (abs(run.y - line[0].y) > 0.4 * run.size or _same_place(run, line)):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _same_place(run: _Run, line: list[_Run]) -> bool:
    """Lines for which pypdf gives one place only."""
    return any((run.x, run.y) == (other.x, other.y) for other in line)


def _joined(line: _SetLine) -> str:
    text = line[0].words.strip()
    for before, run in pairwise(line):
        words, last = run.words.strip(), before.words.rstrip()
        gap = (run.x - before.x) / before.size - _width(last)
        if gap > 0.7 + 0.04 * len(last):  # more than lines are stretched by
            text += "　"
        elif (text[-1] + words[0]).isdigit():
            text += " " if gap > 0.3 else ""
        elif text[-1].isascii() and words[0].isascii():
            text += " "
        text += words
    return text


def _width(words: str) -> float:
    """In characters as wide as an ideograph."""
    return sum(0.5 if c.isascii() else 1 for c in words)


def _indent(first: _Run, left: int | None) -> str:
    """Two characters, as print begins a paragraph; what stands further in is centred."""
    return "　　" if left is not None and 1.2 < (first.x - left) / first.size < 3 else ""


def _finding(path: str, rule: str, zh: str, en: str) -> Finding:
    return Finding(Location(path), rule, Text(zh, en))


_SCANNED = (
    "这份 PDF 是扫描件，只有图片没有文字；请先用文字识别（OCR）软件转成文本，校对后再导入。",
    "This PDF is a scan, pictures without text; run text recognition (OCR) on it first.",
)
_LOCKED = (
    "这份 PDF 有打开密码；请另存一份没有密码的再导入。",
    "This PDF is locked with a password; save a copy without one.",
)
_TOO_LONG = (
    f"这份 PDF 超过 {_MOST_PAGES} 页，不是一部法规；请只保留法规所在的页。",
    f"This PDF has more than {_MOST_PAGES} pages, so it is no regulation; keep its pages only.",
)
_DAMAGED = (
    "这份 PDF 已损坏，无法读取；请重新下载，或用 WPS 等打开后另存。",
    "This PDF is damaged and cannot be read; get it again, or open it and save it anew.",
)
