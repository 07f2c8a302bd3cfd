"""What a PDF tells a screen reader, read from the file itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

# "<0001> <5B57>" of beginbfchar; "<0001> <0003> <0041>" of beginbfrange.
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


@dataclass(frozen=True)
class Node:
    """An element of the structure tree; `lang` is its own or that of what it stands in."""

    kind: str
    lang: str
    attributes: dict[str, Any]
    kids: tuple["Node | tuple[int, int]", ...]  # elements, and (page number, MCID) of content

    @property
    def children(self) -> tuple["Node", ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, Node))


def tree(reader: PdfReader) -> Node:
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    top = reader.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    (one,) = top if isinstance(top, ArrayObject) else (top,)
    return _node(one, str(reader.root_object["/Lang"]), pages)


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


def _node(at: Any, lang: str, pages: dict[int, int]) -> Node:
    element = at.get_object()
    lang = str(element.get("/Lang", lang))
    found: list[Node | tuple[int, int]] = []
    kids = element.get("/K", ArrayObject())
    kids = kids.get_object() if isinstance(kids, IndirectObject) else kids
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, int):
            found.append((pages[element.raw_get("/Pg").idnum], int(inner)))
        elif inner.get("/Type") == "/MCR":
            found.append((pages[inner.raw_get("/Pg").idnum], int(inner["/MCID"])))
        elif isinstance(inner, DictionaryObject) and "/S" in inner:
            found.append(_node(inner, lang, pages))
    return Node(element["/S"][1:], lang, _attributes(element), tuple(found))


def _attributes(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {k: element[k] for k in ("/Alt", "/ID") if k in element}
    owned = element.get("/A", ArrayObject())
    owned = owned.get_object()
    for each in owned if isinstance(owned, ArrayObject) else [owned]:
        found |= each.get_object()
    return found


def spoken(reader: PdfReader) -> list[tuple[str, str]]:
    """Every run of text in reading order with the language it is to be spoken in."""
    content = {}
    for n, page in enumerate(reader.pages):
        for mcid, lang, text in _content(page, reader):
            content[n, mcid] = (lang, text)
    return [
        (content[at][0] or lang, content[at][1])
        for at, lang in _contents(tree(reader))
        if at in content
    ]


def _contents(node: Node) -> Iterator[tuple[tuple[int, int], str]]:
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _contents(kid)
        else:
            yield kid, node.lang


def _content(page: Any, reader: PdfReader) -> Iterator[tuple[int, str, str]]:
    fonts = {k: _unicode(f.get_object()) for k, f in page["/Resources"]["/Font"].items()}
    inside: list[Any] = []
    words, face = "", {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC":
            inside.append(operands[1] if isinstance(operands[1], DictionaryObject) else {})
            if "/MCID" in inside[-1]:
                words = ""
        elif operator == b"EMC":
            about = inside.pop()
            if "/MCID" in about:
                yield int(about["/MCID"]), str(about.get("/Lang", "")), words
        elif operator == b"Tf":
            face = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"}:
            parts = operands[0] if operator == b"TJ" else operands
            for part in parts:
                if not isinstance(part, (int, float)):
                    words += _letters(part, face)


def _letters(part: Any, face: dict[int, str]) -> str:
    raw = part.original_bytes
    codes = (int.from_bytes(raw[i : i + 2]) for i in range(0, len(raw), 2))
    return "".join(face[code] for code in codes)


def _unicode(font: Any) -> dict[int, str]:
    data = font["/ToUnicode"].get_data()
    table: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, letters in PAIR.findall(block):
            table[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, letters in RANGE.findall(block):
            start = bytes.fromhex(letters.decode()).decode("utf-16-be")
            for n in range(int(last, 16) - int(first, 16) + 1):
                table[int(first, 16) + n] = start[:-1] + chr(ord(start[-1]) + n)
    return table


def columns(table: Node) -> set[int]:
    """How many columns each row of a table has, cells that reach over several counted so."""
    rows = [row for row in walk(table) if row.kind == "TR"]
    covered: dict[int, int] = {}
    widths = set()
    for n, row in enumerate(rows):
        width = covered.pop(n, 0)
        for cell in row.children:
            across = int(cell.attributes.get("/ColSpan", 1))
            width += across
            for below in range(1, int(cell.attributes.get("/RowSpan", 1))):
                covered[n + below] = covered.get(n + below, 0) + across
        widths.add(width)
    return widths
