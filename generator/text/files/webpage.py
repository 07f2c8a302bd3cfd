"""A saved web page → the lines that a reader sees on it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import accumulate

from generator.records.findings import Finding
from generator.text.files.named import named
from generator.text.files.raised import raised
from generator.text.files.tabular import Begun, rows_of, spread
from generator.text.limits import MOST_CHARACTERS, too_long, whole
from generator.text.numerals import NUMERAL

_NOT_SHOWN = frozenset((
    "script", "style", "head", "noscript", "template", "select", "button", "nav", "svg",
    "iframe", "textarea", "form", "footer", "rt", "rp", "annotation", "annotation-xml",
))  # fmt: skip
_VOID = {"br", "img", "input", "hr", "meta", "link", "area", "base", "col", "embed", "wbr",
         "source", "track", "param"}  # fmt: skip
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "table", "ul",
          "ol", "dl", "dt", "dd", "section", "article", "header", "main", "aside", "blockquote",
          "pre", "center", "title", "caption", "figure", "address", "td", "th"}  # fmt: skip
_CELLS = {"td", "th"}
_HEIGHTS = {"sup", "sub"}
_NAMED = {"img": "picture", "math": "math", "rt": "ruby"}
_MOST_NAMED = 200  # things of one page
_ARTICLE = re.compile(rf"第\s?[0-9{NUMERAL}]{{1,9}}\s?条")
_TABLES = {"table", "tr", *_CELLS}
_MOST_CELLS = 5_000  # of a table
_MOST_TABLES = 200  # of a text
_MOST_SPAN = 100  # columns or rows that a cell goes over
_LONGEST_NAME = 8  # characters of a cell that names the next one: 标　　题：
_KEEPS_LINES = {"pre"}


def text_of_page(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The visible text of a page in UTF-8, a paragraph a line; too long a one is a finding.

    Numbers that the browser makes are kept.
    """
    html = _without_declarations(_HUGE_NUMBER.sub("\ufffd", data.decode("utf-8")))
    text, findings = _shown(html, _NOT_SHOWN, path)
    if "<form" in html.lower():  # ASP.NET puts the whole page into one
        whole, told = _shown(html, _NOT_SHOWN - {"form"}, path)
        text, findings = (whole, told) if len(text) < len(whole) / 2 else (text, findings)
    return ("", (too_long(path),)) if len(text) > MOST_CHARACTERS else (text, findings)


def _shown(html: str, hidden: frozenset[str], path: str) -> tuple[str, tuple[Finding, ...]]:
    reader = _Reader(hidden)
    reader.feed(html)
    reader.close()
    lines = [line for line in reader.lines() if line]
    return "\n".join(lines) + "\n", tuple(_named(reader, lines, path))


def _named(reader: "_Reader", lines: list[str], path: str) -> Iterator[Finding]:
    """What stands among the articles and is not shown as it looks."""
    articles = [n for n, line in enumerate(lines) if _ARTICLE.match(line)]
    sizes = list(accumulate((part.count("\n") for part in reader.parts), initial=0))
    whole = reader.lines()
    before = list(accumulate((bool(line) for line in whole), initial=0))
    for kind, part, said in reader.found[:_MOST_NAMED]:
        at = sizes[min(part, len(sizes) - 1)]
        n = max(before[at] - (not whole[at]), 0) if at < len(whole) else len(lines)
        if articles and articles[0] <= n <= articles[-1]:
            yield named(kind, path, n + 1, lines[n], said=said)


def with_rows(text: str) -> str:
    """A Markdown text whose tables in HTML are rows of bars; its lines keep their numbers."""
    kept, at = [], 0
    for _ in range(_MOST_TABLES):
        start = text.find("<table", at)
        end = text.find("</table>", start) + len("</table>")
        if start < 0 or end < start:
            break
        reader = _Reader(_NOT_SHOWN)
        reader.begun.seen = True
        reader.feed(_without_declarations(text[start:end]))
        rows = [line for line in reader.lines() if line]
        blank = text.count("\n", start, end) - len(rows) - 1
        kept += [text[at:start], "\n", "\n".join(rows), "\n" * max(blank, 1)]
        at = end
    return "".join(kept) + text[at:]


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


@dataclass(slots=True)
class _Table:
    """A table while it is read; without cells where it holds another one."""

    start: int  # the part that it begins with
    first: int = 0  # the part that its first cell begins with
    row: int = -1
    open: tuple[int, int, int] | None = None  # the open cell: its first part, columns, rows
    cells: list[tuple[str, int, int, int]] | None = field(default_factory=list)

    def begin_cell(self, at: int, given: dict[str, str]) -> None:
        across, down = (whole(given.get(name, "1"), 1) for name in ("colspan", "rowspan"))
        self.first = self.first or at
        self.row = max(self.row, 0)
        self.open = (at, min(max(across, 1), _MOST_SPAN), min(max(down, 1), _MOST_SPAN))

    def end_cell(self, parts: list[str]) -> None:
        if self.open and self.cells is not None:
            at, across, down = self.open
            self.cells.append((" ".join("".join(parts[at:]).split()), self.row, across, down))
            if len(self.cells) > _MOST_CELLS:
                self.cells = None
        self.open = None


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
        self.tables: list[_Table] = []
        self.begun = Begun()
        self.heights: list[tuple[str, int]] = []  # open <sup> and <sub>, and where they begin
        self.found: list[tuple[str, int, str]] = []  # kind, part, what it says
        self.looked = 0  # parts that `begun` has seen

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self.hidden:
            self._see_special(tag)
        if self.hidden or tag in self.never or _is_hidden(given):
            if tag not in _VOID:
                self.hidden.append(tag)
                self.inside[tag] += 1
                return
            if self.hidden:
                return
        if tag in _LINES and not (tag in _CELLS and self._names_next()):
            self.parts.append("\n")
        if tag in _TABLES:
            self._open_table(tag, given)
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
        if tag in _HEIGHTS and self.heights:
            self._close_height()
        if tag in _TABLES and self.tables:
            self._close_table(tag)
        if tag in _LINES and not (tag in _CELLS and self._names_next()):
            self.parts.append("\n")
        self.kept -= tag in _KEEPS_LINES and self.kept > 0
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

    def _see_special(self, tag: str) -> None:
        if tag in _HEIGHTS:
            self.heights.append((tag, len(self.parts)))
        elif tag in _NAMED:
            self.found.append((_NAMED[tag], len(self.parts), ""))

    def _close_height(self) -> None:
        tag, at = self.heights.pop()
        words = "".join(self.parts[at:])
        if "\n" in words or not words.strip():
            return
        signs = raised(words.strip(), below=tag == "sub")
        if signs is None:
            self.found.append(("raised", at, words))
        else:
            self.parts[at:] = [signs]

    def _open_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            for outer in self.tables:
                outer.cells = None
            self.tables.append(_Table(len(self.parts)))
        elif self.tables:
            table = self.tables[-1]
            table.end_cell(self.parts)
            if tag == "tr":
                table.row += 1
            else:
                table.begin_cell(len(self.parts), given)

    def _close_table(self, tag: str) -> None:
        """A table within the text becomes rows; one that arranges the page stays as it is."""
        table = self.tables[-1]
        table.end_cell(self.parts)
        if tag != "table":
            return
        self.tables.pop()
        self.begun.see("".join(self.parts[self.looked : table.start]))
        self.looked = max(self.looked, table.start)
        if not self.begun.seen or not table.cells:
            return
        if rows := rows_of(spread(table.cells, 0)):
            caption = "".join(self.parts[table.start : table.first])
            self.parts[table.start :] = [caption, "\n", "\n".join(rows)]

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
