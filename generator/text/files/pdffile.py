"""A PDF with a text layer → its lines, indented where the page indents them."""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.limits import MOST_CHARACTERS, too_long

_MOST_PAGES = 1500  # the Civil Code has some 200
_SCAN = 20  # characters a page; what has fewer is a picture of a text
_WORDS = 4  # ideographs; fewer are no words of a page
_OF_SCANNER = re.compile("扫描全能王.{0,4}|由.{2,10}扫描.{0,4}")
_FEW = 30  # characters beside ASCII, from which nothing can be told
_USUAL = 0.6  # of the characters of Chinese, those of GB 2312 or the frequent ones of Big5
_MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　")
_HEAD_LINES = 2
_OFTEN = 0.3  # of all pages: heads may differ on left and right ones
_FEWEST = 3  # pages
_SHORT_PAGE = 12  # lines, from which no margin can be told


def text_of_pdf(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The lines of all pages; a scan, a locked file or too long a one gives "" and a finding.

    A damaged file raises whatever pypdf does.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is said in findings
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return "", (_finding(path, "locked-file", *_LOCKED),)
    if len(reader.pages) > _MOST_PAGES:
        return "", (_finding(path, "file-too-large", *_TOO_LONG),)
    pages, pictures, size = [], [], 0
    for page in reader.pages:
        pages.append(_lines_of(page))
        pictures.append(_has_picture(page))
        size += sum(len(run.words) for line in pages[-1] for run in line)
        if size > MOST_CHARACTERS:
            return "", (too_long(path),)
    texts = _texts(_without_heads(pages))
    text = "\n".join(texts)
    if sum(map(_signs, texts)) < _SCAN * len(texts):
        return "", (_finding(path, "scanned-file", *_SCANNED),)
    garbled = [n for n, page in enumerate(texts, 1) if is_garbled(page)]
    if len(garbled) > len(texts) / 2:
        return "", (_finding(path, "garbled-file", *_GARBLED),)
    bare = [n for n, page in enumerate(texts, 1) if pictures[n - 1] and _is_bare(page)]
    return text + "\n", (
        *_pages(path, "scanned-page", bare),
        *_pages(path, "garbled-page", garbled),
    )


def _signs(text: str) -> int:
    return sum(not c.isspace() for c in text)


def _is_bare(text: str) -> bool:
    """Whether a page has no words but its number, or those a scanner puts on it."""
    return sum("\u3400" <= c <= "\u9fff" for c in _OF_SCANNER.sub("", text)) < _WORDS


def _has_picture(page: Mapping[str, Any], deep: int = 2) -> bool:
    """Whether a picture is set on the page, which may be one of its text."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    every = [each.get_object() for each in objects.get_object().values()] if objects else []
    kinds = [each.get("/Subtype") for each in every]
    inner = (each for each in every if each.get("/Subtype") == "/Form" and deep)
    return "/Image" in kinds or any(_has_picture(each, deep - 1) for each in inner)


def is_garbled(text: str) -> bool:
    """Whether what a page gives is no Chinese: its font does not say what its signs mean."""
    signs = [c for c in unicodedata.normalize("NFKC", text) if not (c.isascii() or c.isspace())]
    if len(signs) < _FEW:
        return False
    usual = max(
        sum(bool(c.encode("gb2312", "ignore")) for c in signs),
        sum("\ua440" <= _big5(c) <= "\uc67e" or c in _MARKS for c in signs),
    )
    return usual < len(signs) * _USUAL


def _big5(character: str) -> str:
    """The character's number in Big5 as one character; the frequent ones come first."""
    coded = character.encode("big5", "ignore")
    return chr(int.from_bytes(coded)) if len(coded) == 2 else "\0"


def _pages(path: str, rule: str, pages: list[int]) -> Iterator[Finding]:
    """One finding that names all such pages."""
    if pages:
        runs = _runs(pages)
        zh = "、".join(f"第{a}页" if a == b else f"第{a}页至第{b}页" for a, b in runs)
        en = ", ".join(str(a) if a == b else f"{a} to {b}" for a, b in runs)
        said = _PAGES[rule]
        yield _finding(path, rule, said[0].format(zh), said[1].format(en))


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """1, 2, 3, 7 → 1 to 3, 7 to 7."""
    runs: list[tuple[int, int]] = []
    for n in numbers:
        runs = (
            [*runs[:-1], (runs[-1][0], n)] if runs and n == runs[-1][1] + 1 else [*runs, (n, n)]
        )
    return runs


def _without_heads(pages: list[list["_SetLine"]]) -> list[list["_SetLine"]]:
    """No line at the top that most pages, or most of every other page, have at one height."""
    tops = [sorted(page, key=lambda line: -line[0].y)[:_HEAD_LINES] for page in pages]
    often = Counter(key for top in tops for key in {_head_key(line) for line in top})
    least = max(_FEWEST, len(pages) * _OFTEN)
    sizes = sorted(line[0].size for page in pages for line in page)
    usual = sizes[len(sizes) // 2] if sizes else 0
    kept = []
    for page, top in zip(pages, tops, strict=True):
        heads = {
            id(line)
            for line in top
            if often[_head_key(line)] >= least and line[0].size < usual * 1.15
        }
        kept.append([line for line in page if id(line) not in heads])
    return kept


def _head_key(line: "_SetLine") -> tuple[int, str]:
    """At what height a line stands, and what it says but for numbers and white space."""
    words = "".join(c for run in line for c in run.words if not (c.isspace() or c.isdigit()))
    return round(line[0].y), words


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
    places: set[tuple[float, float]] = set()  # pypdf gives some lines one place only
    for run in runs:
        place = (run.x, run.y)
        if line and (abs(run.y - line[0].y) > 0.4 * run.size or place in places):
            yield line
            line, places = [], set()
        line.append(run)
        places.add(place)
    if line:
        yield line


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
    "这份 PDF 是扫描件，只有图片没有文字；请先用文字识别（OCR）软件转成文本，校对后再导入",
    "this PDF is a scan, pictures without text; run text recognition (OCR) on it first",
)
_LOCKED = (
    "这份 PDF 有打开密码；请打开后打印成没有密码的 PDF，或向发文机关索取没有密码的文件",
    "this PDF opens with a password only; print it to a PDF without one, or ask its issuer",
)
_TOO_LONG = (
    f"这份 PDF 超过 {_MOST_PAGES} 页，不是一部法规；请只保留法规所在的页",
    f"this PDF has more than {_MOST_PAGES} pages, so it is no regulation; keep its pages only",
)
_GARBLED = (
    "这份 PDF 的字体没有文字编码，取出来是乱码；请用文字识别（OCR）软件转换，校对后再导入",
    "the fonts of this PDF do not say what their signs mean; run text recognition (OCR) on it",
)
_PAGES = {
    "scanned-page": (
        "{}是扫描的图片，其中的条文没有读出；请先对整份文件做文字识别（OCR），校对后再导入",
        "there is a picture without text on page {}; run text recognition (OCR) on the file",
    ),
    "garbled-page": (
        "{}的字体没有文字编码，取出来的是乱码；请先对整份文件做文字识别（OCR），校对后再导入",
        "the text of page {} is garbled; run text recognition (OCR) on the file",
    ),
}
