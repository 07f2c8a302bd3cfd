"""How much a text of a regulation may hold; more is no regulation, and would never end."""

import re
from itertools import islice

from generator.records.findings import Finding
from generator.records.texts import Document, Location, Text
from generator.text.numerals import COUNTED, LISTED

MOST_CHARACTERS = 1_000_000  # the longest Chinese law, the Civil Code, has 120,000
_MOST_LINES = 12_000  # the Civil Code has 3,000, printed 6,000
_LONGEST_LINE = 200_000  # characters; the Civil Code with its line ends lost
_MOST_NUMBERS = 20_000  # labels and references; the Civil Code has 5,000
_MOST_ARTICLES = 2_500  # each has a page, and a file of checks; the Civil Code has 1,260
MOST_DIGITS = 9  # of any number; int() of thousands of digits is refused or takes for ever

# 第五条, 前款, （三）, 1., 一、, ①, Article 5: all that is numbered or speaks of what is
_NUMBER = re.compile(
    rf"第|[前上][条款项两三]|[（(][0-9{LISTED}]{{1,6}}[）)]|[①-⑳㈠-㈩⑴-⒇]"
    rf"|[0-9{COUNTED}]{{1,3}}[.．、]|\b[Aa]rticles?\b|\b(?:item|paragraph|Chapter)\s"
)


def whole(printed: str, otherwise: int) -> int:
    """A whole number in ASCII digits; `otherwise` for what is none or has too many of them."""
    fits = printed.isascii() and printed.isdigit() and len(printed) <= MOST_DIGITS
    return int(printed) if fits else otherwise


def beyond(text: str, path: str) -> tuple[Finding, ...]:
    """A finding where a text has more of anything than any regulation has."""
    if len(text) > MOST_CHARACTERS:
        return (too_long(path),)
    lines = text.split("\n")
    if max(map(len, lines)) > _LONGEST_LINE:
        return (_endless(path),)
    if sum(not line.isspace() for line in lines if line) > _MOST_LINES:
        return (_many_lines(path),)
    if sum(1 for _ in islice(_NUMBER.finditer(text), _MOST_NUMBERS + 1)) > _MOST_NUMBERS:
        return (_many_numbers(path),)
    return ()


def articles_beyond(document: Document, path: str) -> tuple[Finding, ...]:
    """A finding where a text that was read has more articles than any regulation."""
    n = len(document.articles)
    if n <= _MOST_ARTICLES:
        return ()
    zh, en = f"文中有 {n} 条，最多 {_MOST_ARTICLES} 条", f"articles, more than {_MOST_ARTICLES}"
    return (_no_regulation(path, Text(zh, f"the text has {n} {en}")),)


def too_long(path: str) -> Finding:
    """No regulation has so many characters."""
    zh, en = f"{MOST_CHARACTERS // 10_000} 万字", f"{MOST_CHARACTERS:,} characters"
    return _no_regulation(path, Text(f"文字超过 {zh}", f"the text has more than {en}"))


def too_large(path: str, most: int) -> Finding:
    """No regulation has a file of more bytes than `most`."""
    mebibytes = most >> 20
    zh, en = f"文件超过 {mebibytes} MB", f"the file is larger than {mebibytes} MB"
    return _no_regulation(path, Text(zh, en))


def _many_lines(path: str) -> Finding:
    zh, en = f"文件超过 {_MOST_LINES} 行", f"the file has more than {_MOST_LINES} lines"
    return _no_regulation(path, Text(zh, en))


def _many_numbers(path: str) -> Finding:
    zh = f"文中的编号和“第几条”之类超过 {_MOST_NUMBERS} 处"
    en = f"the text has more than {_MOST_NUMBERS} numbers of articles, items and the like"
    return _no_regulation(path, Text(zh, en))


def _no_regulation(path: str, much: Text) -> Finding:
    words = Text(
        f"{much.zh}，不是一部法规的文本；请只保留一部法规的正文",
        f"{much.en}, so it is no regulation; keep the text of one regulation only",
    )
    return Finding(Location(path), "file-too-large", words)


def _endless(path: str) -> Finding:
    words = Text(
        f"有一行超过 {_LONGEST_LINE} 个字，不是法规的文本；请分行，只保留正文",
        f"a line is longer than {_LONGEST_LINE} characters, so this is no regulation; "
        "break it into lines and keep the text only",
    )
    return Finding(Location(path), "endless-line", words)
