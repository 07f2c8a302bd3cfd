"""A Word file → its paragraphs and their numbers: the only door to python-docx."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml as fromstring

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.files.marksfile import SYMBOLS
from generator.text.files.named import named, with_changes
from generator.text.files.raised import raised
from generator.text.files.tabular import Begun, rows_of
from generator.text.files.wordmath import MATH, formula
from generator.text.files.wordnumbers import LEVELS, Counter, ListLevel
from generator.text.limits import MOST_CHARACTERS, too_long, whole

_LARGEST = 512 * 1024 * 1024  # bytes unpacked, pictures and all
_MOST_XML = 48 * 1024 * 1024  # bytes of all parts but pictures; the longest law has 4 MB
_MOST_TAGS = 2_000_000  # of all parts; each costs a hundred bytes and more
_MOST_SPAN = 100  # columns that a cell goes over
_LONGEST_LABEL = 255  # characters of w:lvlText, as Word allows
# Deleted or moved away, the names of fields, and the second copy of a text box.
_LEFT_OUT = {
    *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHANGES = tuple(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_SPECIAL = {
    MATH, *map(qn, ("w:sym", "w:rt", "w:footnoteReference", "w:endnoteReference")),
}  # fmt: skip
_PICTURES = set(map(qn, ("w:drawing", "w:pict", "w:object")))
_IMAGES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_MOST_NAMED = 200  # things of one file
_MARKS = {
    qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
    qn("w:ptab"): " ",
}  # fmt: skip


def text_of_word(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Each paragraph of a .docx a line, its automatic number printed before it.

    Deleted text, headers and footers are left out; what is too large gives "" and a finding. A
    damaged file raises whatever the libraries do.
    """
    if _unpacks_to_more(data):
        return "", (_too_large(path),)
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    findings = [with_changes(path)] if next(body.iter(*_CHANGES), None) is not None else []
    lines, size = [], 0
    shown = _Shown(path, _numbering(document), _notes(document))
    for line in _lines(body, shown, findings):
        lines.append(line + "\n")
        size += len(lines[-1])
        if size > MOST_CHARACTERS:
            return "", (too_long(path),)
    return "".join(lines), tuple(findings[:_MOST_NAMED])


def _unpacks_to_more(data: bytes) -> bool:
    """Whether there is more in it than in any regulation; no part gives more than it says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > _LARGEST:
            return True
        if sum(part.file_size for part in xml) > _MOST_XML:
            return True
        return sum(archive.read(part).count(b"<") for part in xml) > _MOST_TAGS


@dataclass(slots=True)
class _Numbering:
    """Lists by their id, and the numbers and levels that styles give."""

    abstract: Mapping[str, str] = field(default_factory=dict)  # list → abstract list
    levels: Mapping[str, Mapping[int, ListLevel]] = field(default_factory=dict)  # by list
    starts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)  # by list
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # style → list, level
    ordinary: str = ""  # the style of paragraphs that name none
    counter: Counter = field(default_factory=Counter)


_SetLine = tuple[str, Any, list[tuple[str, str]]]  # a line, its paragraph, what is named of it


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the words of a paragraph are made with."""

    path: str
    numbering: _Numbering
    notes: Mapping[tuple[str, str], str]


def _lines(body: Any, shown: "_Shown", findings: list[Finding]) -> Iterator[str]:
    begun = Begun()
    number = 1
    for table, group in groupby(_paragraphs(body), key=lambda found: found[1]):
        lines = list(_whole_paragraphs((p for p, _ in group), shown))
        rows = _rows(table, lines) if table is not None and begun.seen else None
        for at, (line, _, found) in enumerate(lines):
            where = number + (min(at, len(rows) - 1) if rows else at)
            findings += [
                named(kind, shown.path, where, line, said=said) for kind, said in found
            ]
        for line in rows or [line for line, _, _ in lines]:
            begun.see(line)
            number += line.count("\n") + 1
            yield line


def _whole_paragraphs(paragraphs: Iterable[Any], shown: "_Shown") -> Iterator[_SetLine]:
    """Each paragraph's line, itself, and what of it is named; a deleted mark ends none."""
    before = ""
    named_before: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        found: list[tuple[str, str]] = []
        words = "".join(_words(paragraph, shown, found)).strip("\n")
        label = _label(paragraph, shown.numbering) if words.strip() else ""
        line, found = before + label + words, [*named_before, *found]
        after = paragraph.getnext()
        if _mark_is_deleted(paragraph) and after is not None and after.tag == qn("w:p"):
            before, named_before = line, found
            continue
        before, named_before = "", []
        yield line, paragraph, found


def _mark_is_deleted(paragraph: Any) -> bool:
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return own is not None and any(own.find(qn(n)) is not None for n in ("w:del", "w:moveFrom"))


def _rows(table: Any, lines: list[_SetLine]) -> list[str] | None:
    """The lines of a table's rows; None where it only arranges the page."""
    if next(table.iterdescendants(qn("w:tbl")), None) is not None:
        return None
    said: dict[Any, list[str]] = {}
    for line, paragraph, _ in lines:
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        said.setdefault(cell, []).append(line)
    rows: list[list[str]] = []
    for tr in table.iter(qn("w:tr")):
        if tr.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        cells: list[str] = []
        for tc in tr.iter(qn("w:tc")):
            properties = tc.find(qn("w:tcPr"))
            merged = properties.find(qn("w:vMerge")) if properties is not None else None
            goes_on = merged is not None and merged.get(qn("w:val")) != "restart"
            above = rows[-1] if goes_on and rows else []
            words = above[len(cells)] if len(cells) < len(above) else " ".join(said.get(tc, []))
            across = min(max(_whole(_value(properties, "w:gridSpan"), 1), 1), _MOST_SPAN)
            cells += [words, *[""] * (across - 1)]
        rows.append(cells)
    return rows_of(rows)


def _paragraphs(body: Any) -> Iterator[tuple[Any, Any]]:
    """All paragraphs in order with the outermost table that each stands in, if any."""
    for paragraph in body.iter(qn("w:p")):
        above = list(paragraph.iterancestors())
        if not any(parent.tag in _LEFT_OUT for parent in above):
            yield paragraph, next((a for a in reversed(above) if a.tag == qn("w:tbl")), None)


def _words(paragraph: Any, shown: "_Shown", found: list[tuple[str, str]]) -> Iterator[str]:
    """What the paragraph shows; one in a text box inside it speaks for itself.

    What is not shown as it looks is added to `found`: its kind, and what it says.
    """
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == qn("w:t"):
            yield _at_height(element, found)
        elif tag in _MARKS:
            yield "" if element.get(qn("w:type")) == "page" else _MARKS[tag]
        elif tag in _SPECIAL:
            yield _special(element, shown, found)
        elif tag == qn("w:r") and _is_hidden(element):
            continue
        elif tag not in _LEFT_OUT and tag != qn("w:p"):
            if tag in _PICTURES and _is_picture(element):
                found.append(("picture", ""))
            waiting.extend(reversed(element))


def _at_height(element: Any, found: list[tuple[str, str]]) -> str:
    """The words of w:t, raised or lowered as their run is."""
    words = element.text or ""
    height = _value(element.getparent().find(qn("w:rPr")), "w:vertAlign")
    if height not in ("superscript", "subscript") or not words.strip():
        return words
    signs = raised(words.strip(), below=height == "subscript")
    if signs is None:
        found.append(("raised", words))
    return words if signs is None else signs


def _special(element: Any, shown: "_Shown", found: list[tuple[str, str]]) -> str:
    """What stands for a formula, a symbol, a note or a reading in the line."""
    if element.tag == MATH:
        said = formula(element)
        found.append(("formula", said))
        return said
    if element.tag == qn("w:sym"):
        sign = SYMBOLS.get((element.get(qn("w:char")) or "").upper(), "")
        found += [] if sign else [("symbol", "")]
        return sign
    if element.tag == qn("w:rt"):
        found.append(("ruby", "".join(t.text or "" for t in element.iter(qn("w:t")))))
        return ""
    of = "footnotes" if element.tag == qn("w:footnoteReference") else "endnotes"
    found.append(("footnote", shown.notes.get((of, element.get(qn("w:id")) or ""), "")))
    return ""


def _is_picture(element: Any) -> bool:
    """Whether a drawing holds a picture, outside text boxes, which speak for themselves."""
    return any(
        parent.tag != qn("w:txbxContent")
        for tag in _IMAGES
        for image in element.iter(tag)
        for parent in (next(image.iterancestors(qn("w:txbxContent"), element.tag)),)
    )


def _notes(document: Any) -> Mapping[tuple[str, str], str]:
    """Kind and id of each note at the foot or the end → its words."""
    notes: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        of = relation.reltype.rpartition("/")[2]
        if of in ("footnotes", "endnotes") and not relation.is_external:
            for note in fromstring(relation.target_part.blob):
                said = "".join(t.text or "" for t in note.iter(qn("w:t")))
                notes[of, note.get(qn("w:id")) or ""] = said
    return notes


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _label(paragraph: Any, numbering: _Numbering) -> str:
    properties = paragraph.find(qn("w:pPr"))
    style = _value(properties, "w:pStyle") or numbering.ordinary
    number, level = numbering.styles.get(style, ("", 0))
    own = properties.find(qn("w:numPr")) if properties is not None else None
    if own is not None:
        number = _value(own, "w:numId") or number
        level = _whole(_value(own, "w:ilvl"), level)
    if number not in numbering.abstract or not 0 <= level < LEVELS:  # list 0 is none
        return ""
    of = (numbering.abstract[number], number)
    levels, starts = numbering.levels[number], numbering.starts[number]
    return numbering.counter.label(of, level, levels, starts)


def _numbering(document: Any) -> _Numbering:
    """What numbering.xml and styles.xml say; a file without lists has no numbering.xml."""
    part = next((r.target_part for r in document.part.rels.values()
                 if r.reltype.endswith("/numbering") and not r.is_external), None)  # fmt: skip
    if part is None:
        return _Numbering()
    root = part.element
    styles = list(document.styles.element.iter(qn("w:style")))
    named = {style.get(qn("w:styleId")): style for style in styles}
    abstracts = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
    nums = {n.get(qn("w:numId")): n for n in root.findall(qn("w:num"))}
    abstract, levels, starts = {}, {}, {}
    for number, num in nums.items():
        abstract[number] = _linked(_value(num, "w:abstractNumId"), abstracts, named, nums)
        levels[number], starts[number] = _levels(num, abstracts.get(abstract[number]))
    by_style = {
        name: found
        for name, style in named.items()
        if (found := _style_number(style, named, abstracts, abstract))[0]
    }
    return _Numbering(abstract, levels, starts, by_style, _ordinary(styles))


def _ordinary(styles: list[Any]) -> str:
    """The style of paragraphs that name none."""
    defaults = (s for s in styles if s.get(qn("w:default")) == "1")
    return next(
        (s.get(qn("w:styleId")) for s in defaults if s.get(qn("w:type")) == "paragraph"), ""
    )


def _linked(abstract: str, abstracts: Any, styles: Any, nums: Any) -> str:
    """An abstract list may only name a style whose list is meant: w:numStyleLink."""
    name = _value(abstracts.get(abstract), "w:numStyleLink")
    if name and name in styles:
        number = _value(styles[name].find(f"{qn('w:pPr')}/{qn('w:numPr')}"), "w:numId")
        if number in nums:
            return _value(nums[number], "w:abstractNumId")
    return abstract


def _levels(num: Any, abstract: Any) -> tuple[dict[int, ListLevel], dict[int, int]]:
    """The levels of a list, its own in place of those of its abstract list, and its starts."""
    levels: dict[int, ListLevel] = {}
    starts: dict[int, int] = {}
    for element in abstract.findall(qn("w:lvl")) if abstract is not None else ():
        levels[_whole(element.get(qn("w:ilvl")))] = _level(element)
    for override in num.findall(qn("w:lvlOverride")):
        at = _whole(override.get(qn("w:ilvl")))
        if (own := override.find(qn("w:lvl"))) is not None:
            levels[at] = _level(own)
        if (start := _value(override, "w:startOverride")) and 0 <= at < LEVELS:
            starts[at] = _whole(start, 1)
    return levels, starts


def _level(element: Any) -> ListLevel:
    restart = _value(element, "w:lvlRestart")
    legal = element.find(qn("w:isLgl"))
    return ListLevel(
        form=_value(element, "w:numFmt") or "decimal",
        text=_label_text(element),
        start=_whole(_value(element, "w:start"), 1),
        after=_value(element, "w:suff") or "tab",
        restart=_whole(restart) if restart else None,
        arabic=legal is not None and legal.get(qn("w:val")) not in ("0", "false", "off"),
    )


def _label_text(element: Any) -> str:
    text = _value(element, "w:lvlText")
    if len(text) > _LONGEST_LABEL:
        raise ValueError("w:lvlText is longer than Word allows")
    return text


def _style_number(style: Any, styles: Any, abstracts: Any, abstract: Any) -> tuple[str, int]:
    """The list and level of a style, its own or that of the style it is based on."""
    name = style.get(qn("w:styleId"))
    for _ in range(20):  # styles may be based on each other in a ring
        numbered = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = _value(numbered, "w:numId")
        if number:
            linked = abstracts.get(abstract.get(number, ""))
            at = _value(numbered, "w:ilvl")
            return number, _whole(at) if at else _level_of_style(linked, name)
        based = _value(style, "w:basedOn")
        if based not in styles:
            break
        style = styles[based]
    return "", 0


def _level_of_style(abstract: Any, style: str) -> int:
    """A level may name the style that it belongs to: w:pStyle."""
    for element in abstract.findall(qn("w:lvl")) if abstract is not None else ():
        if _value(element, "w:pStyle") == style:
            return _whole(element.get(qn("w:ilvl")))
    return 0


def _value(element: Any, child: str) -> str:
    found = element.find(qn(child)) if element is not None else None
    return (found.get(qn("w:val")) or "") if found is not None else ""


def _whole(value: str | None, otherwise: int = 0) -> int:
    return whole(value or "", otherwise)


def _too_large(path: str) -> Finding:
    words = Text(
        "这个 Word 文件解开后比任何法规都大；请只保留一部法规的正文，另存为新的 .docx 再导入",
        "this Word file unpacks to more than a regulation can hold; keep the text of one "
        "regulation only and save it as a new .docx",
    )
    return Finding(Location(path), "file-too-large", words)
