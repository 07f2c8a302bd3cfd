"""A saved web page → the lines that a reader sees on it."""

import re
from collections import Counter
from html.parser import HTMLParser

from generator.records.findings import Finding
from generator.text.limits import MOST_CHARACTERS, too_long, whole

_NOT_SHOWN = frozenset((
    "script", "style", "head", "noscript", "template", "select", "button", "nav", "svg",
    "iframe", "textarea", "form", "footer",
))  # fmt: skip
_VOID = {"br", "img", "input", "hr", "meta", "link", "area", "base", "col", "embed", "wbr",
         "source", "track", "param"}  # fmt: skip
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "table", "ul",
          "ol", "dl", "dt", "dd", "section", "article", "header", "main", "aside", "blockquote",
          "pre", "center", "title", "caption", "figure", "address", "td", "th"}  # fmt: skip
_CELLS = {"td", "th"}
_LONGEST_NAME = 8  # characters of a cell that names the next one: 标　　题：
_KEEPS_LINES = {"pre"}


def text_of_page(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The visible text of a page in UTF-8, a paragraph a line; too long a one is a finding.

    Numbers that the browser makes are kept.
    """
    html = _without_declarations(_HUGE_NUMBER.sub("\ufffd", data.decode("utf-8")))
    text = _shown(html, _NOT_SHOWN)
    if "<form" in html.lower():  # ASP.NET puts the whole page into one
        whole = _shown(html, _NOT_SHOWN - {"form"})
        text = whole if len(text) < len(whole) / 2 else text
    return ("", (too_long(path),)) if len(text) > MOST_CHARACTERS else (text, ())


def _shown(html: str, hidden: frozenset[str]) -> str:
    reader = _Reader(hidden)
    reader.feed(html)
    reader.close()
    return "\n".join(line for line in reader.lines() if line) + "\n"


_OPEN = re.compile("<(?=[^<>]*(?:<|$))")  # begins a tag that has no end
_MOST_OPEN = 20  # a page has a few, in attributes: title="a<b"
_NEVER_READ = (
    (re.compile("<!--"), re.compile("-->")),
    (re.compile(r"<script\b", re.I), re.compile(r"</script\s*>", re.I)),
    (re.compile(r"<style\b", re.I), re.compile(r"</style\s*>", re.I)),
)
_HUGE_NUMBER = re.compile("&#[0-9]{9,};?")  # of no character: &#99999999999;
# <!DOCTYPE html PUBLIC "…">
_DOCTYPE = re.compile(r"<!doctype[^<>]{0,500}>", re.IGNORECASE)


def _without_declarations(html: str) -> str:
    """Without comments and the like: for each without an end the parser reads all the rest."""
    for begin, end in _NEVER_READ:
        html = _without(html, begin, end)
    html = _DOCTYPE.sub("", html)
    html = html.replace("<![CDATA[", "").replace("<!", "<").replace("<?", "<")
    return _OPEN.sub("&lt;", html) if len(_OPEN.findall(html)) > _MOST_OPEN else html


def _without(html: str, begin: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Without all from each `begin` to the `end` that follows; one without an end stays."""
    kept, at = [], 0
    while (start := begin.search(html, at)) and (stop := end.search(html, start.end())):
        kept.append(html[at : start.start()])
        at = stop.end()
    return "".join(kept) + html[at:]


class _Reader(HTMLParser):
    """Collects text; what a browser does not show, or shows as menus, is left out."""

    def __init__(self, never: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.never = never
        self.parts: list[str] = []
        self.hidden: list[str] = []  # open elements from the outermost hidden one on
        self.inside: Counter[str] = Counter()  # how many of each there are in `hidden`
        self.lists: list[int | None] = []  # numbers of the open lists, None for bullets
        self.kept = 0  # open <pre>

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.hidden or tag in self.never or _is_hidden(given):
            if tag not in _VOID:
                self.hidden.append(tag)
                self.inside[tag] += 1
                return
            if self.hidden:
                return
        if tag in _LINES and not (tag in _CELLS and self._names_next()):
            self.parts.append("\n")
        self.kept += tag in _KEEPS_LINES
        if tag in ("ol", "ul"):
            first = whole(given.get("start", "1"), 1)
            self.lists.append(first if tag == "ol" and _is_numbered(given) else None)
        elif tag == "li" and self.lists and self.lists[-1] is not None:
            self.parts.append(f"{self.lists[-1]}．")
            self.lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if self.inside[tag]:  # what was left open inside ends with it
                self._close_hidden(tag)
            return
        if tag in _LINES and not (tag in _CELLS and self._names_next()):
            self.parts.append("\n")
        self.kept -= tag in _KEEPS_LINES and self.kept > 0
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def _names_next(self) -> bool:
        """Whether the cell so far says what the next one holds: 发文机关："""
        last = next((p for p in reversed(self.parts) if p == "\n" or p.strip()), "")
        return last.rstrip().endswith(("：", ":")) and len(last.strip()) <= _LONGEST_NAME

    def _close_hidden(self, tag: str) -> None:
        ended = ""
        while ended != tag:
            ended = self.hidden.pop()
            self.inside[ended] -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data if self.kept else _on_one_line(data))

    def lines(self) -> list[str]:
        """The lines seen so far, white space around them left out."""
        return [" ".join(line.split()) for line in "".join(self.parts).split("\n")]


def _on_one_line(data: str) -> str:
    """A line end in the source is a space, and none between two ideographs."""
    pieces = data.replace("\r", "\n").split("\n")
    if len(pieces) == 1:
        return data
    inner = [piece.strip(" \t") for piece in pieces[1:-1]]
    whole = [pieces[0].rstrip(" \t"), *inner, pieces[-1].lstrip(" \t")]
    text = whole[0]
    for piece in whole[1:]:
        beside = text[-1:] + piece[:1]
        text += ("" if beside and not beside.isascii() else " ") + piece
    return text


def _is_hidden(given: dict[str, str]) -> bool:
    style = given.get("style", "").replace(" ", "").lower()
    return "hidden" in given or "display:none" in style or "visibility:hidden" in style


def _is_numbered(given: dict[str, str]) -> bool:
    return "none" not in given.get("style", "").lower()
