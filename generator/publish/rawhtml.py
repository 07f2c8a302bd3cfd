"""Where the blocks of HTML lie in a page of Markdown: most of a page is one after the other.

Python-Markdown looks for them with a parser written in Python, letter by letter, which takes
longer than all else it does. What is written as plainly as the pages are is told apart here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TAG = r'[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z][\w:.-]*(?:="[^"<>`]*")?)*\s*'
# A tag as the pages have it: attributes in double quotes, no angle brackets within.
_PLAIN = re.compile(rf"<(?:{_TAG}/?|/[a-zA-Z][a-zA-Z0-9-]*)>", re.ASCII)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# What may hold angle brackets or has rules of its own.
_SPECIAL = re.compile(r"<(?:script|style|textarea|title|iframe|plaintext|xmp|no\w+|hr)\b", re.I)
# Parsers add the semicolon that an entity lacks.
_LOOSE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);)")
_BLANK = re.compile(r" *\n *\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: a block of HTML, or what is Markdown."""

    text: str
    raw: bool


def parted(source: str, is_block: Callable[[str], bool]) -> tuple[Part, ...] | None:
    """The page from block to block, as Python-Markdown sees it; None where it is to look.

    `is_block` says of the name of an element whether it makes a block.
    """
    if len(_PLAIN.findall(source)) != source.count("<"):
        return None
    if _SPECIAL.search(source) or _LOOSE.search(source):
        return None
    parts, done = [], 0
    while begin := _begun(source, done, is_block):
        end = _ended(source, begin)
        if end is None or source[end : end + 1] not in ("", "\n", " "):
            return None
        behind = _BLANK.match(source, end)
        if behind is None and source[end : end + 1] == " ":
            return None
        parts.append(Part(source[done : begin.start()], raw=False))
        text = source[begin.start() : end]
        parts.append(Part(f"{text}\n" if behind else text, raw=True))
        done = end
    return (*parts, Part(source[done:], raw=False))


def _begun(source: str, at: int, is_block: Callable[[str], bool]) -> re.Match[str] | None:
    """The tag that begins the next block: first on its line, three spaces in at the most."""
    for tag in _NAME.finditer(source, at):
        if tag[1] or not is_block(tag[2].lower()):
            continue
        line = source[source.rfind("\n", 0, tag.start()) + 1 : tag.start()]
        if len(line) <= 3 and not line.strip():
            return tag
    return None


def _ended(source: str, begin: re.Match[str]) -> int | None:
    """Where the element ends that this tag begins; None where it does not."""
    depth = 0
    same = re.compile(rf"<(/?){begin[2]}(?:\s[^>]*?)?(/?)>", re.I)
    for tag in same.finditer(source, begin.start()):
        if tag[2]:
            if depth == 0:
                return None
            continue
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return None
