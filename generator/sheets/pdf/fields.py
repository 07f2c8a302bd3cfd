"""Fields to fill in on screen over a printed form: named as in its workbook, and tagged."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from generator.answers.names import name_of
from generator.sheets.places import Area, Box, PlacedPage

# A place of the head by the name it has in a workbook, where that is another.
FIELDS = {"filled-by": "filler", "unit-type": "unit_type", "fill-date": "fill_date"}
RADIO = 1 << 15  # of boxes of which one at most is ticked
MANY_LINES = 1 << 12
PRINTS = 4
SHOWN = 9.0  # points of what is typed; 0 would let each program choose
TALL = 22.0  # points: a place of two lines


@dataclass(slots=True)
class _Making:
    """The document while fields come into it; `key` is the next of its tree of parents."""

    writer: PdfWriter
    fields: ArrayObject
    elements: ArrayObject
    parents: ArrayObject
    document: IndirectObject
    key: int
    groups: dict[str, IndirectObject]
    given: Mapping[str, str]


def with_fields(pdf: bytes, pages: Sequence[PlacedPage], given: Mapping[str, str]) -> bytes:
    """The same form with a group of boxes for each row and a field for each place to write.

    `given` stands in fields already, by their names. Each widget is an element of the
    structure, so that the file stays tagged.
    """
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    making = _begun(writer, given)
    for placed in pages:
        page = writer.pages[placed.page - 1]
        page[NameObject("/Tabs")] = NameObject("/S")
        for box in placed.boxes:
            _tick(making, page, placed.height, box)
        for area in placed.areas:
            _write(making, page, placed.height, area)
    tree: Any = writer.root_object["/StructTreeRoot"].get_object()
    tree[NameObject("/ParentTreeNextKey")] = NumberObject(making.key)
    form = _named(Fields=making.fields, DA=TextStringObject(f"/F {SHOWN:g} Tf 0 g"))
    form[NameObject("/DR")] = _named(Font=_named(F=writer._add_object(_face())))
    if any(given.values()):  # whoever shows the file sets what stands in its fields
        form[NameObject("/NeedAppearances")] = BooleanObject(True)
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _begun(writer: PdfWriter, given: Mapping[str, str]) -> _Making:
    """Where the structure goes on: its topmost element, the leaf of its tree of parents."""
    tree: Any = writer.root_object["/StructTreeRoot"].get_object()
    top = tree.raw_get("/K")
    document = top if isinstance(top, IndirectObject) else top[0]
    inside: Any = document.get_object()
    if not isinstance(inside.get("/K"), ArrayObject):
        inside[NameObject("/K")] = ArrayObject([inside.raw_get("/K")])
    leaf: Any = tree["/ParentTree"].get_object()
    while "/Kids" in leaf:
        leaf = leaf["/Kids"][-1].get_object()
    numbers = leaf["/Nums"]
    key = max(map(int, numbers[::2]), default=-1) + 1
    return _Making(writer, ArrayObject(), inside["/K"], numbers, document, key, {}, given)


def _named(**entries: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def _face() -> DictionaryObject:
    """宋体 as every program has one of its own: nothing is embedded for what is not typed."""
    kind = _named(
        Registry=TextStringObject("Adobe"),
        Ordering=TextStringObject("GB1"),
        Supplement=NumberObject(2),
    )
    box = ArrayObject(map(NumberObject, (-25, -254, 1000, 880)))
    described = _named(
        Type=NameObject("/FontDescriptor"),
        FontName=NameObject("/STSong-Light"),
        Flags=NumberObject(6),
        FontBBox=box,
        ItalicAngle=NumberObject(0),
        Ascent=NumberObject(880),
        Descent=NumberObject(-120),
        CapHeight=NumberObject(880),
        StemV=NumberObject(93),
    )
    inside = _named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType0"),
        BaseFont=NameObject("/STSong-Light"),
        CIDSystemInfo=kind,
        FontDescriptor=described,
        DW=NumberObject(1000),
    )
    return _named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=NameObject("/STSong-Light"),
        Encoding=NameObject("/UniGB-UTF16-H"),
        DescendantFonts=ArrayObject([inside]),
    )


def _widget(page: PageObject, place: Sequence[float], **entries: Any) -> DictionaryObject:
    return _named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        Rect=ArrayObject(map(FloatObject, place)),
        F=NumberObject(PRINTS),
        P=page.indirect_reference,
        **entries,
    )


def _laid(making: _Making, page: PageObject, widget: DictionaryObject, said: str) -> Any:
    """On the page, and in the structure as a form that is called so."""
    writer = making.writer
    widget[NameObject("/StructParent")] = NumberObject(making.key)
    there = writer._add_object(widget)
    listed = page.setdefault(NameObject("/Annots"), ArrayObject()).get_object()
    listed.append(there)
    whose = _named(Type=NameObject("/OBJR"), Obj=there, Pg=page.indirect_reference)
    element = writer._add_object(
        _named(
            Type=NameObject("/StructElem"),
            S=NameObject("/Form"),
            P=making.document,
            Pg=page.indirect_reference,
            K=whose,
            Alt=TextStringObject(said),
        )
    )
    making.elements.append(element)
    making.parents.extend((NumberObject(making.key), element))
    making.key += 1
    return there


def _tick(making: _Making, page: PageObject, height: float, box: Box) -> None:
    name, state = name_of("answer", box.row), NameObject(f"/{box.answer}")
    if name not in making.groups:
        group = _named(
            FT=NameObject("/Btn"),
            Ff=NumberObject(RADIO),
            T=TextStringObject(name),
            TU=TextStringObject(box.row),
            V=NameObject("/Off"),
            Kids=ArrayObject(),
        )
        making.groups[name] = making.writer._add_object(group)
        making.fields.append(making.groups[name])
    bottom, size = height - box.y - box.size, box.size
    looks = DictionaryObject({state: _look(making, size, _sign(size))})
    looks[NameObject("/Off")] = _look(making, size, "")
    widget = _widget(
        page,
        (box.x, bottom, box.x + size, bottom + size),
        Parent=making.groups[name],
        AS=NameObject("/Off"),
        AP=_named(N=looks),
    )
    there = _laid(making, page, widget, f"{box.row} {box.answer}")
    group_of: Any = making.groups[name].get_object()
    group_of["/Kids"].append(there)


def _sign(size: float) -> str:
    """A tick as two strokes."""
    a, b = size * 0.2, size * 0.42
    return (
        f"q 1.2 w {a:.2f} {size * 0.5:.2f} m {b:.2f} {a:.2f} l {size * 0.85:.2f} "
        f"{size * 0.85:.2f} l S Q"
    )


def _look(making: _Making, size: float, drawn: str) -> IndirectObject:
    stream = StreamObject()
    stream.set_data(drawn.encode())
    box = ArrayObject(map(FloatObject, (0, 0, size, size)))
    stream.update(_named(Type=NameObject("/XObject"), Subtype=NameObject("/Form"), BBox=box))
    return making.writer._add_object(stream)


def _write(making: _Making, page: PageObject, height: float, area: Area) -> None:
    name = name_of(area.name, area.row) if area.row else named(area.name)
    if name in making.groups:  # a place of the head that comes again
        return
    bottom = height - area.y - area.height
    widget = _widget(
        page,
        (area.x, bottom, area.x + area.width, bottom + area.height),
        FT=NameObject("/Tx"),
        T=TextStringObject(name),
        TU=TextStringObject(f"{area.row} {area.name}".strip()),
        DA=TextStringObject(f"/F {SHOWN:g} Tf 0 g"),
        Ff=NumberObject(MANY_LINES if area.height > TALL else 0),
    )
    if words := making.given.get(name):
        widget[NameObject("/V")] = TextStringObject(words)
    there = _laid(making, page, widget, f"{area.row} {area.name}".strip())
    making.groups[name] = there
    making.fields.append(there)


def named(place: str) -> str:
    """A place of the head as a workbook names it."""
    return FIELDS.get(place, place.replace("-", "_"))
