"""A saved web page → the lines that a reader sees on it."""

import re
from html.parser import HTMLParser

_NOT_SHOWN = {"script", "style", "head", "noscript", "template", "select", "button", "nav",
              "svg", "iframe", "textarea", "form", "footer"}  # fmt: skip
_VOID = {"br", "img", "input", "hr", "meta", "link", "area", "base", "col", "embed", "wbr",
         "source", "track", "param"}  # fmt: skip
_LINES = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "table", "ul",
          "ol", "dl", "dt", "dd", "section", "article", "header", "main", "aside", "blockquote",
          "pre", "center", "title", "caption", "figure", "address", "td", "th"}  # fmt: skip
_KEEPS_LINES = {"pre"}


def text_of_page(html: str) -> str:
    """The page's visible text, a paragraph a line; numbers that the browser makes are kept."""
    reader = _Reader()
    reader.feed(_without_declarations(html))
    reader.close()
    return "\n".join(line for line in reader.lines() if line) + "\n"


_OPEN = re.compile("<(?=[^<>]*(?:<|$))")  # begins a tag that has no end
_MOST_OPEN = 1000  # a page has a few, in scripts
# <!DOCTYPE html PUBLIC "…">
_DOCTYPE = re.compile(r"<!doctype[^<>]{0,500}>", re.IGNORECASE)


def _without_declarations(html: str) -> str:
    """Without comments and the like: for each without an end the parser reads all the rest."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0 and (end := html.find("-->", start)) >= 0:
        kept.append(html[at:start])
        at = end + len("-->")
    html = _DOCTYPE.sub("", "".join(kept) + html[at:])
    html = html.replace("<![CDATA[", "").replace("<!", "<").replace("<?", "<")
    return _OPEN.sub("&lt;", html) if len(_OPEN.findall(html)) > _MOST_OPEN else html


class _Reader(HTMLParser):
    """Collects text; what a browser does not show, or shows as menus, is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []  # open elements from the outermost hidden one on
        self.lists: list[int | None] = []  # numbers of the open lists, None for bullets
        self.kept = 0  # open <pre>

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self.hidden:
            if tag not in _VOID:
                self.hidden.append(tag)
            return
        if tag not in _VOID and (tag in _NOT_SHOWN or _is_hidden(given)):
            self.hidden.append(tag)
            return
        if tag in _LINES:
            self.parts.append("\n")
        self.kept += tag in _KEEPS_LINES
        if tag in ("ol", "ul"):
            start = given.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() else 1
            self.lists.append(first if tag == "ol" and _is_numbered(given) else None)
        elif tag == "li" and self.lists and self.lists[-1] is not None:
            self.parts.append(f"{self.lists[-1]}．")
            self.lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:  # what was left open inside ends with it
                last = len(self.hidden) - 1 - self.hidden[::-1].index(tag)
                del self.hidden[last:]
            return
        if tag in _LINES:
            self.parts.append("\n")
        self.kept -= tag in _KEEPS_LINES and self.kept > 0
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()

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
