"""Which HTML a hand-written page may use: what shows text, and nothing that loads or runs."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

from generator.project.hidden import places_in
from generator.records.findings import Finding
from generator.records.texts import Location, Text

# What every element may have, beside aria-…; no style, no on…, no data-…, no name.
GLOBAL = frozenset(("id", "class", "lang", "title", "dir", "role", "hidden", "markdown"))
_CELL = frozenset(("colspan", "rowspan", "headers", "scope", "align"))
# fmt: off
_PLAIN = (
    "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "colgroup", "dd", "del",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "i", "ins", "kbd", "mark", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "tfoot",
    "thead", "tr", "u", "ul", "var", "wbr",
)
# fmt: on
# Elements, and what each may have besides.
ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN, frozenset[str]()),
    "a": frozenset(("href", "hreflang")),
    "col": frozenset(("span",)),
    "details": frozenset(("open",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "type", "reversed")),
    "td": _CELL,
    "th": _CELL,
    "time": frozenset(("datetime",)),
}
LEADING = ("http", "https", "mailto", "tel")  # where a link may lead
# Of Material's scripts: what they look for in a page, and would fetch a program for.
_CLASS = re.compile(r"(?:^|\s)mermaid(?:\s|$)", re.IGNORECASE)

_NAME = r"[A-Za-z][\w:.-]*"
_VALUE = r"\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+"
_ATTRIBUTE = re.compile(rf"\s+({_NAME})(?:\s*=\s*({_VALUE}))?")
# <td colspan="2">, </td>, <br />
TAG = re.compile(rf"</?({_NAME})((?:\s+{_NAME}(?:\s*=\s*(?:{_VALUE}))?)*)\s*/?>", re.ASCII)
COMMENT = re.compile(r"<!-- (?:(?!--)[^<>])*-->")  # <!-- still to be written -->
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_RASTER = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]*\Z")


@lru_cache(maxsize=1 << 14)  # a menu has the same addresses on every page
def address(value: str) -> str:
    """An address as a browser reads it: no entities, white space, capitals, backslashes."""
    return re.sub(r"[\x00-\x20]", "", unescape(value)).lower().replace("\\", "/")


def scheme_of(value: str) -> str:
    """`https` of https://example.org/; "" of what lies on the site."""
    found = _SCHEME.match(address(value))
    return found[1] if found else ""


def is_raster(value: str) -> bool:
    """Whether an address holds a picture of dots, which can load and run nothing."""
    return bool(_RASTER.match(re.sub(r"\s", "", unescape(value))))


def faults(html: str) -> Iterator[tuple[int, str]]:
    """What in a page's HTML is not allowed: where it begins, and its first characters.

    Strict, as no browser is: a `<` begins a tag of the list above, or it is a fault.
    """
    at = html.find("<")
    while at >= 0:
        found = TAG.match(html, at) or COMMENT.match(html, at)
        if found is None or (found.re is TAG and _fault(found)):
            yield at, html[at : at + 40].partition("\n")[0]
        at = html.find("<", found.end() if found else at + 1)


def _fault(tag: re.Match[str]) -> bool:
    name = tag[1].lower()
    if name not in ELEMENTS:
        return True
    given = _ATTRIBUTE.findall(tag[2])
    return any(not _allowed(name, key.lower(), value.strip("\"'")) for key, value in given)


def _allowed(tag: str, key: str, value: str) -> bool:
    match key:
        case _ if key.startswith("aria-"):
            return True
        case _ if key not in GLOBAL | ELEMENTS.get(tag, frozenset()):
            return False
        case "href":
            return scheme_of(value) in ("", *LEADING)
        case "src":
            return is_raster(value) or not (scheme_of(value) or address(value).startswith("//"))
        case "class":
            return not _CLASS.search(unescape(value))
        case "id":  # __config: where Material's scripts would read their settings
            return not unescape(value).startswith("__")
    return True


# ── the same in Markdown, where the places are those that people can mend ─────────────────────

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_TICKS = re.compile(r"`+")
# [words](address), and what follows words in brackets: ](address). No `[` is read to twice.
_LINK = re.compile(r"(?:(!?)\[[^\[\]\n]*)?\]\(\s*<?([^)\s>]*)")
_TARGET = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)  # [1]: address
# In braces: an anchor, a class of an element; without the second brace, to the line's end
_LIST = re.compile(r"\{:?[ ]*([^}\n]+)(\}?)")
_DIAGRAM = re.compile(r"^ *\x02(\s*mermaid\b)", re.MULTILINE)  # the head of a fence
_PAIR = re.compile(r"([A-Za-z][\w:.-]*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s}]*)")


def in_markdown(body: str, path: str, line: int) -> Iterator[Finding]:
    """What a hand-written page may not hold; `line` is where its body begins in the file."""
    text, place = _without_code(body), places_in(body, path)
    for at in sorted(set(_starts(text))):
        shown, here = body[at : at + 40].partition("\n")[0], place(at)
        there = Location(path, here.line + line - 1, here.column)
        yield Finding(there, "not-in-a-page", mend_of_html(shown))


def _starts(text: str) -> Iterator[int]:
    for at, shown in faults(text):
        if re.match(r"<[A-Za-z/!?]", shown) and not re.match(
            r"<(?:https?|ftp)://|<[\w.+-]+@", shown
        ):
            yield at
    for found in _LINK.finditer(text):
        if not _allowed(*(("img", "src") if found[1] else ("a", "href")), found[2]):
            yield found.start(2)
    for found in _TARGET.finditer(text):
        if scheme_of(found[1]) not in ("", *LEADING):
            yield found.start(1)
    for found in _LIST.finditer(text):
        if found[2] and _strange(found[1]):
            yield found.start()
    yield from (found.start(1) for found in _DIAGRAM.finditer(text))


def _strange(inner: str) -> bool:
    """Whether what stands in braces gives an element what it may not have."""
    loose = _PAIR.sub(" ", inner)
    given = [(key.lower(), value.strip("\"'")) for key, value in _PAIR.findall(inner)]
    given += (("class", name) for name in re.findall(r"\.([\w-]+)", loose))
    given += (("id", name) for name in re.findall(r"#([\w-]+)", loose))
    return not all(any(_allowed(tag, *pair) for tag in ELEMENTS) for pair in given)


def _without_code(body: str) -> str:
    """The text with code as blanks: what stands there is shown, not used."""
    lines, fence = [], ""
    for line in body.split("\n"):
        found = _FENCE.match(line)
        if fence:
            closing = found and found[2].startswith(fence) and not found[3].strip()
            fence = "" if closing else fence
            lines.append(" " * len(line))
        elif found and (found[2][0] == "~" or "`" not in found[3]):
            fence = found[2]
            lines.append(" " * (found.start(3) - 1) + "\x02" + line[found.start(3) :])
        else:
            lines.append(line)
    return _without_spans("\n".join(lines))


def _without_spans(text: str) -> str:
    """The text with what stands between ticks as blanks: `as many`, ``on both sides``."""
    runs = [found.span() for found in _TICKS.finditer(text)]
    closing, later = {}, dict[int, int]()  # opening run → its end; length → the next such run
    for start, end in reversed(runs):
        if end - start in later:
            closing[start] = later[end - start]
        later[end - start] = end
    parts, done = [], 0
    for start, _ in runs:
        if start >= done and start in closing and text[start - 1 : start] != "\\":
            parts += [text[done:start], re.sub(r"[^\n]", " ", text[start : closing[start]])]
            done = closing[start]
    return "".join([*parts, text[done:]])


def mend_of_html(shown: str) -> Text:
    """What stands there and may not, and what to do instead."""
    return Text(
        f"“{shown}”不能用在手写的页面里：页面只显示文字，不运行程序，不从外网加载；"
        "请改用 Markdown，要显示这些字符本身，请放进反引号",
        f"'{shown}' may not stand in a hand-written page, which shows text, runs nothing and"
        " loads nothing from outside; use Markdown, or put it between backticks to show it",
    )
