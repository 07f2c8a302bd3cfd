"""Characters that no editor shows and that keep equal words from being equal."""

import html
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.cleaning import invisible
from generator.text.cleaning.invisible import Hidden, code, hidden_in, is_hidden

_INDENT = re.compile(r"^([ ]*)(\u3000+)", re.MULTILINE)  # "　　at: a5.i1"
LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_KINDS = 20  # of hidden characters told one by one; more are no text
# &#8203; &rlm; &#x202E;
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SPACES = frozenset("\u00a0\u2002\u2003\u2009")  # &nbsp; &ensp; &emsp; &thinsp; seen as spelt


def hidden_as_spaces(text: str, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Hidden characters as spaces, so that places stay; one finding for each kind of them."""
    kinds, place = hidden_in(text), places_in(text, path)
    findings = [_finding(place(kind.first), kind) for kind in kinds[:_MOST_KINDS]]
    if more := kinds[_MOST_KINDS:]:
        at = place(more[0].first)
        findings.append(Finding(at, "hidden-character", _more(more)))
    wide = _INDENT.search(text)
    if wide:
        findings.append(Finding(place(wide.start(2)), "hidden-character", _WIDE))
        text = _INDENT.sub(lambda m: m[1] + " " * len(m[2]), text)
    return (invisible.without_hidden(text) if kinds else text), tuple(findings)


def spelt_hidden(text: str, path: str) -> tuple[Finding, ...]:
    """The first of each entity of HTML that makes a hidden character of Markdown: &rlm;."""
    firsts: dict[str, int] = {}
    for match in _ENTITY.finditer(text):
        firsts.setdefault(match[0], match.start())
    found = (
        (entity, at, [c for c in html.unescape(entity) if is_hidden(c) and c not in _SPACES])
        for entity, at in firsts.items()
    )
    place = places_in(text, path)
    return tuple(
        Finding(place(at), "hidden-character", _spelt(entity, code(made[0])))
        for entity, at, made in found
        if made
    )


def hidden_names(paths: Iterable[str]) -> tuple[Finding, ...]:
    """A finding for each path with a hidden character in it."""
    found = ((path, hidden_in(path)) for path in paths)
    return tuple(
        Finding(Location(path), "hidden-character", _in_name(code(kinds[0].character)))
        for path, kinds in found
        if kinds
    )


def hidden_words(words: str, at: Location) -> tuple[Finding, ...]:
    """A finding where words that were typed, not read from a file, hold a hidden character."""
    return tuple(
        Finding(at, "hidden-character", _in_words(code(kind.character)))
        for kind in hidden_in(words)[:1]
    )


def end_of(text: str, path: str) -> Location:
    """The place after the last character of `text`, lines counted as editors do."""
    lines = LINE_END.split(text)
    return Location(path, len(lines), len(lines[-1]) + 1)


def places_in(text: str, path: str) -> Callable[[int], Location]:
    """The same for any number of places: what gives where a character stands."""
    lines = [0, *(end.end() for end in LINE_END.finditer(text))]

    def place(at: int) -> Location:
        line = bisect_right(lines, at)
        return Location(path, line, at - lines[line - 1] + 1)

    return place


_WIDE = Text(
    "缩进用了全角空格；请改用半角空格",
    "this line is indented with ideographic spaces; use ASCII spaces",
)


_UNNAMED = defaultdict(
    lambda: "control character",
    Co="private character",
    Cn="no character",
    Cs="half a character",
)


def _finding(at: Location, kind: Hidden) -> Finding:
    number = code(kind.character)
    name = unicodedata.name(kind.character, _UNNAMED[unicodedata.category(kind.character)])
    words = Text(
        f"有看不见的字符 {number}，全文件共 {kind.count} 处；请删除或改为普通空格",
        f"hidden character {number} ({name.lower()}), {kind.count} in this file; "
        "delete it or put a space",
    )
    return Finding(at, "hidden-character", words)


def _more(kinds: tuple[Hidden, ...]) -> Text:
    count = sum(kind.count for kind in kinds)
    return Text(
        f"另有 {len(kinds)} 种看不见的字符，共 {count} 处；这多半不是文字，请核对文件",
        f"{len(kinds)} more kinds of hidden characters, {count} in all; "
        "most likely this is no text, see to the file",
    )


def _spelt(entity: str, name: str) -> Text:
    return Text(
        f"{entity} 会在页面上成为看不见的字符 {name}；请删除",
        f"{entity} becomes the hidden character {name} on the page; delete it",
    )


def _in_name(name: str) -> Text:
    return Text(
        f"文件名里有看不见的字符 {name}；请改名",
        f"the name of this file holds the hidden character {name}; rename it",
    )


def _in_words(name: str) -> Text:
    return Text(
        f"里面有看不见的字符 {name}，印出来会与看到的不同；请重新输入",
        f"this holds the hidden character {name} and would not print as it looks; type it anew",
    )
