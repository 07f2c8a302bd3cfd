"""A Word document as a file: its sections, headers, footers and pictures in one archive."""

import io
import json
import re
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.answers.names import KEPT_SPACE
from generator.sheets.docx.paragraphs import (
    cell,
    mm,
    paragraph,
    paragraphs,
    row,
    run_xml,
    sentence,
    table,
)
from generator.sheets.docx.xml import element, safe
from generator.sheets.office.words import Lines, Run, RunLine

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
HEIGHT = 12.5  # mm: the QR code
_LEFT = {"left": 28, "gutter": 0, "header": 15, "footer": 9}
MARGINS = {"top": 34, "bottom": 18, "right": 15} | _LEFT  # mm
UPRIGHT = {"top": 37, "bottom": 35, "right": 26} | _LEFT | {"footer": 15}  # 版心 156 × 225 mm
# <w:bookmarkStart w:id="unit" w:name="unit"/> and <w:bookmarkEnd w:id="unit"/>
_BOOKMARK = re.compile(
    r'<w:bookmark(?:Start w:id="\w+" w:name="(?P<name>\w+)"|(?P<end>End) w:id="\w+")/>'
)
_FIELDS = {"{x}": "PAGE", "{y}": "NUMPAGES"}
_EMU = 36000  # in a millimetre
# A zip entry must have a date; this one is the first it can hold.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A form: its body, what stands above each page and below; {x} is a page, {y} all.

    The picture is the QR code of the form, empty where it has none.
    """

    body: str
    left: Lines
    right: Lines
    picture: bytes
    described: str
    foot: Lines
    page: RunLine
    portrait: bool = False
    official: bool = False  # on the page of GB/T 9704
    running: Lines = ()  # above its pages but the first


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of itself; `kept` is the Answers file that it has with it, or ""."""

    title: str
    subject: str
    date: str  # ISO 8601
    kept: str = ""


def package(sections: Sequence[FormSection], facts: Facts) -> bytes:
    """The archive, its entries dated alike, so that the same input gives the same bytes."""
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types(len(sections), kept=bool(facts.kept)),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(facts),
        "word/document.xml": _document(sections),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            *(("header", f"header{n}.xml") for n in range(1, len(sections) + 1)),
            *(("footer", f"footer{n}.xml") for n in range(1, len(sections) + 1)),
            *(("header", f"first{n}.xml") for n in range(1, len(sections) + 1)),
            *((("customXml", "../customXml/item1.xml"),) if facts.kept else ()),
        ),
        **(_kept(facts.kept) if facts.kept else {}),
    }
    for n, section in enumerate(sections, 1):
        parts[f"word/header{n}.xml"] = _header(section, section.running)
        parts[f"word/first{n}.xml"] = _header(section, ())
        parts[f"word/footer{n}.xml"] = _footer(section)
        if section.picture:
            picture = _relations(("image", f"media/qr{n}.png"))
            for head in ("header", "first"):
                parts[f"word/_rels/{head}{n}.xml.rels"] = picture
            parts[f"word/media/qr{n}.png"] = section.picture
    return _zipped(parts)


def _zipped(parts: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return file.getvalue()


def _kept(text: str) -> dict[str, bytes | str]:
    """The Answers file as a part that office programs carry along, with what names it."""
    plain = json.dumps(json.loads(text), separators=(",", ":"))
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    guid = str(uuid.uuid5(uuid.NAMESPACE_URL, KEPT_SPACE)).upper()
    props = f'<ds:datastoreItem ds:itemID="{{{guid}}}" xmlns:ds="{space}"/>'
    return {
        "customXml/item1.xml": f'{_XML}<answers xmlns="{KEPT_SPACE}">{safe(plain)}</answers>',
        "customXml/itemProps1.xml": f"{_XML}{props}",
        "customXml/_rels/item1.xml.rels": _relations(("customXmlProps", "itemProps1.xml")),
    }


def _content_types(sections: int, *, kept: bool) -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    numbers = range(1, sections + 1)
    kinds |= {f"{kind}{n}": kind for kind in ("header", "footer") for n in numbers}
    kinds |= {f"first{n}": "header" for n in numbers}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    props = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    item = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{props}"/>'
    overrides += item if kept else ""
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """rId1, rId2 … in the order given."""

    def kind(name: str) -> str:
        return f"{_PACKAGE}/relationships/{name}" if "/" in name else f"{_R}/{name}"

    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind(name)}" Target="{target}"/>'
        for n, (name, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _properties(facts: Facts) -> str:
    moment = f"{facts.date}T00:00:00Z"
    stamped = "".join(
        f'<dcterms:{k} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{k}>'
        for k in ("created", "modified")
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{safe(facts.title)}</dc:title><dc:subject>{safe(facts.subject)}</dc:subject>{stamped}"
        "</cp:coreProperties>"
    )


def _document(sections: Sequence[FormSection]) -> str:
    bodies = []
    for n, section in enumerate(sections, 1):
        about = _paper(section, *(2 + k * len(sections) + n for k in range(3)))
        last = n == len(sections)
        # The properties of the last section stand alone, those of others in a last paragraph.
        bodies.append(section.body + (_least() + about if last else _least(about)))
    body = _once(element("body", *bodies))
    return f"{_XML}<w:document {_SPACES}>{body}</w:document>"


def _least(about: str = "") -> str:
    """A paragraph that has to be, so low that it never begins a page of its own."""
    low = element("spacing", before=0, after=0, line=20, lineRule="exact")
    return element("p", element("pPr", low, element("rPr", element("sz", val=2)), about))


def _once(body: str) -> str:
    """Bookmarks numbered, and each name given once: what comes again is unit_2, unit_3."""
    seen: dict[str, int] = {}
    numbers = iter(range(1, 1_000_000))
    last = 0

    def numbered(found: re.Match[str]) -> str:
        nonlocal last
        if found["end"]:
            return f'<w:bookmarkEnd w:id="{last}"/>'
        name = found["name"]
        seen[name] = seen.get(name, 0) + 1
        last = next(numbers)
        again = name if seen[name] == 1 else f"{name}_{seen[name]}"
        return f'<w:bookmarkStart w:id="{last}" w:name="{again}"/>'

    return _BOOKMARK.sub(numbered, body)


def _paper(section: FormSection, header: int, footer: int, first: int) -> str:
    """A4 as the section lies, with its headers and footer by number of relation."""
    margins = UPRIGHT if section.official else MARGINS
    lying = {"w": mm(297), "h": mm(210), "orient": "landscape"}
    return element(
        "sectPr",
        f'<w:headerReference w:type="default" r:id="rId{header}"/>',
        f'<w:headerReference w:type="first" r:id="rId{first}"/>',
        f'<w:footerReference w:type="default" r:id="rId{footer}"/>',
        f'<w:footerReference w:type="first" r:id="rId{footer}"/>',
        element("type", val="nextPage"),
        element("pgSz", **{"w": mm(210), "h": mm(297)} if section.portrait else lying),
        element("pgMar", **{side: mm(width) for side, width in margins.items()}),
        element("titlePg"),
    )


def _header(section: FormSection, running: Lines) -> str:
    widths = (64, 76, 16) if section.official else (128, 110, 16)
    if section.portrait and not section.official:
        widths = (71, 80, 16)
    shown = _picture(section.described) if section.picture else ""
    picture = element("p", element("pPr", element("jc", val="right")), shown)
    right = "".join(sentence(map(_numbered, line), align="right") for line in section.right)
    cells = (
        cell(paragraphs((*section.left, *running)), widths[0], align="top"),
        cell(right, widths[1], align="top"),
        cell(picture, widths[2], align="top"),
    )
    inside = table([row(cells)], widths, ruled=False) + paragraph(())
    return f"{_XML}<w:hdr {_SPACES}>{inside}</w:hdr>"


def _picture(described: str) -> str:
    """The QR code, `described` for who cannot see it."""
    side = round(HEIGHT * _EMU)
    alt = safe(described)
    return element(
        "r",
        element(
            "drawing",
            f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">'
            f'<wp:extent cx="{side}" cy="{side}"/><wp:docPr id="1" name="QR" descr="{alt}"/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
            '<pic:cNvPr id="1" name="QR"/>'
            '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline>",
        ),
    )


def _footer(section: FormSection) -> str:
    pages = sentence(map(_numbered, section.page), align="right")
    if section.official:
        return f"{_XML}<w:ftr {_SPACES}>{pages}{paragraphs(section.foot)}</w:ftr>"
    widths = (127, 40) if section.portrait else (204, 50)
    cells = (
        cell(paragraphs(section.foot), widths[0], align="top"),
        cell(pages, widths[1], align="top"),
    )
    inside = table([row(cells)], widths, ruled=False) + paragraph(())
    return f"{_XML}<w:ftr {_SPACES}>{inside}</w:ftr>"


def _numbered(one: Run) -> str:
    """第 {x} 页　共 {y} 页 with fields for the numbers."""
    parts = (replace(one, text=text) for text in re.split(r"(\{[xy]\})", one.text) if text)
    return "".join(_field(part) if part.text in _FIELDS else run_xml(part) for part in parts)


def _field(one: Run) -> str:
    return element("fldSimple", run_xml(replace(one, text="1")), instr=_FIELDS[one.text])


def _styles() -> str:
    look = element(
        "rPr",
        element("rFonts", ascii="Arial", hAnsi="Arial", eastAsia="SimSun", cs="Arial"),
        element("sz", val=17),
        element("lang", val="en-US", eastAsia="zh-CN"),
    )
    defaults = element("docDefaults", element("rPrDefault", look))
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/></w:style>'
    )
    return f"{_XML}<w:styles {_SPACES}>{defaults}{normal}</w:styles>"


def _settings() -> str:
    """As Word 2013 and later lay out; older ones would open it in compatibility mode."""
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    return f"{_XML}<w:settings {_SPACES}>{element('compat', mode)}</w:settings>"
