"""The structure of a text as plain data for other programs."""

import re
from collections.abc import Iterable, Iterator

from generator.records.findings import Finding
from generator.records.texts import Document, Passage
from generator.text.numerals import LISTED

# （一）, (1)
_CHINESE_ITEM = re.compile(f"[（(][{LISTED}]+[）)]")
_ARABIC_ITEM = re.compile(r"[（(][0-9]+[）)]")


def outline(document: Document, findings: Iterable[Finding]) -> dict[str, object]:
    """What `zicha parse` prints: title, chapters (编, 章, 节), articles, findings.

    `n_items` counts 项 of the form （一）, and （1） where it is not below one of these.
    """
    return {
        "title": document.title,
        "chapters": [
            {"level": h.level, "n": h.n, "heading": h.words}
            for h in document.headings
            if h.label.startswith("第") or h.level == "附则"  # 一、一般规定 is none
        ],
        "articles": [_article(a) for a in document.articles],
        "findings": [_finding(f) for f in findings],
    }


def _article(article: Passage) -> dict[str, object]:
    paragraphs = list(_paragraphs(article))
    n, *sub = _numbers(article.address)
    return {
        "n": n,
        "sub": sub[0] if sub else 0,
        "n_items": _items(article),
        "text": "\n".join([article.caption, *paragraphs]).strip(),
        "paragraphs": paragraphs,
    }


def _numbers(address: str) -> list[int]:
    return [int(n) for n in address[1:].split("-")]


def _paragraphs(article: Passage) -> Iterator[str]:
    """Each paragraph with all that is listed in it, a line each."""
    if article.children and article.children[0].kind == "paragraph":
        for child in article.children:
            yield "\n".join(_lines(child))
    else:
        yield "\n".join(
            [article.words, *(x for c in article.children for x in _lines(c))]
        ).strip()


def _lines(passage: Passage) -> Iterator[str]:
    yield passage.label + passage.words
    for child in passage.children:
        yield from _lines(child)


def _items(passage: Passage, *, below: bool = False) -> int:
    total = 0
    for child in passage.children:
        chinese = _CHINESE_ITEM.match(child.label) is not None
        arabic = _ARABIC_ITEM.match(child.label) is not None
        total += chinese or (arabic and not below)
        total += _items(child, below=below or chinese)
    return total


def _finding(finding: Finding) -> dict[str, object]:
    at = finding.location
    return {
        "line": at.line,
        "column": at.column,
        "severity": finding.severity,
        "rule": finding.rule,
        "message": {"zh": finding.message.zh, "en": finding.message.en},
    }
