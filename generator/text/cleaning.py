"""Pasted bytes → clean text in our own format."""

import re

from generator.findings import Finding
from generator.model import Location, Text
from generator.text.characters import plain_characters, wide_punctuation
from generator.text.labels import article_label
from generator.text.webnoise import begins_footer, is_noise

_LARGEST = 16 * 1024 * 1024  # bytes; the longest Chinese law, the Civil Code, has 0.4 MB


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file in UTF-8, UTF-16 or GB 18030, whichever it is; "" where it is none of them."""
    if len(data) > _LARGEST:
        return "", (_too_large(path),)
    for encoding in _encodings(data):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    text = data.decode("utf-8", errors="replace")
    return text, (_undecodable(text, path),)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if data[1:200:2].count(0) > 20:
        return ("utf-16-le",)
    if data[0:200:2].count(0) > 20:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _too_large(path: str) -> Finding:
    return Finding(
        Location(path),
        "file-too-large",
        Text(
            "文件超过16 MB，不是一部法规的文本，请只保留正文。",
            "The file is larger than 16 MB, so it is no text of a regulation; keep the text only.",
        ),
    )


def _undecodable(text: str, path: str) -> Finding:
    before = text[: text.index("\ufffd")] if "\ufffd" in text else ""
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    return Finding(
        Location(path, line, column),
        "unknown-encoding",
        Text(
            "此处的字节既不是UTF-8，也不是GB 18030或者UTF-16，请另存为UTF-8。",
            "The bytes here are neither UTF-8 nor GB 18030 nor UTF-16; save the file as UTF-8.",
        ),
    )


def clean(text: str, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without what the web or a printout added, punctuation full-width, a paragraph a line."""
    lines = [_tidy(line) for line in plain_characters(text).split("\n")]
    lines = _without_footer(lines)
    kept = [line for line in lines if line and not is_noise(line)]
    return "".join(line + "\n" for line in kept), ()


# the space in 总 则, 规 定 (of headings), and that after punctuation
_INNER_SPACE = re.compile(
    r"(?<=[\u3400-\u9fff，。；：、（）《》“”])\s+(?=[，。；：、（）《》“”])|(?<=[，。；：、（）《》“”])\s+(?=[\u3400-\u9fff])"
)
# 第 五 条, 第 一 章
_SPACED_LABEL = re.compile(
    r"第\s*((?:[〇零○一二三四五六七八九十百千两0-9]\s*){1,9})(条|编|分编|章|节)(?=\s|$|[^\s])"
)


def _tidy(line: str) -> str:
    return wide_punctuation(" ".join(line.split()))


def _without_footer(lines: list[str]) -> list[str]:
    """Cut at the first line that begins a footer once all articles are over."""
    last = 0
    footer = None
    for at, line in enumerate(lines):
        label = article_label(line, "zh")
        if label and label.n == last + 1:
            last, footer = label.n, None
        elif footer is None and last and begins_footer(line):
            footer = at
    return lines[:footer]
