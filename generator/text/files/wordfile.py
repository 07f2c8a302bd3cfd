"""A Word file → its paragraphs and their numbers: the only door to python-docx."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.files.wordnumbers import LEVELS, Counter, ListLevel
from generator.text.limits import MOST_CHARACTERS, too_long, whole

_LARGEST = 512 * 1024 * 1024  # bytes unpacked, pictures and all
_MOST_XML = 48 * 1024 * 1024  # bytes of all parts but pictures; the longest law has 4 MB
_MOST_TAGS = 2_000_000  # of all parts; each costs a hundred bytes and more
_LONGEST_LABEL = 255  # characters of w:lvlText, as Word allows
# Deleted or moved away, the names of fields, and the second copy of a text box.
_LEFT_OUT = {
    *map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
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
    lines, size = [], 0
    for line in _lines(document.element.body, _numbering(document)):
        lines.append(line + "\n")
        size += len(lines[-1])
        if size > MOST_CHARACTERS:
            return "", (too_long(path),)
    return "".join(lines), ()


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


def _lines(body: Any, numbering: _Numbering) -> Iterator[str]:
    for paragraph in _paragraphs(body):
        words = "".join(_words(paragraph)).strip("\n")
        label = _label(paragraph, numbering) if words.strip() else ""
        yield label + words


def _paragraphs(body: Any) -> Iterator[Any]:
    """All paragraphs in order, those in tables and text boxes too."""
    for paragraph in body.iter(qn("w:p")):
        if not any(parent.tag in _LEFT_OUT for parent in paragraph.iterancestors()):
            yield paragraph


def _words(paragraph: Any) -> Iterator[str]:
    """What the paragraph shows; one in a text box inside it speaks for itself."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == qn("w:t"):
            yield element.text or ""
        elif element.tag in _MARKS:
            yield "" if element.get(qn("w:type")) == "page" else _MARKS[element.tag]
        elif element.tag == qn("w:r") and _is_hidden(element):
            continue
        elif element.tag not in _LEFT_OUT and element.tag != qn("w:p"):
            waiting.extend(reversed(element))


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
