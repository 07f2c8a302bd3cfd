"""A whole sheet as a record: what it says, in which language, how it is set and printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.records.texts import Text
from generator.sheets.columns import TABLES, FormTable
from generator.sheets.records import Body, SheetLanguage


@dataclass(frozen=True, slots=True)
class Source:
    """The regulation that a sheet is about."""

    id: str
    title: Text
    title_parts: Text  # the title with | where it may break
    number: Text
    status: Text


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the scale; `short` is what a box says."""

    code: str
    text: Text
    short: Text
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Printing:
    """How copies are printed: whose they are, how they are bound, with which faces.

    `fields` are words for other places of the head by their names: filler, phone, fill_date.
    `rows` are the lines of a blank form, 0 for those that fill its pages, numbered from
    `number_from`. `bind` is the edge of a landscape sheet that is bound, `line` whether 装订线
    is printed; `fonts` maps law, title, kai and hei to families of this machine.
    """

    unit: str = ""
    period: str = ""
    rows: int = 0
    number_from: int = 1
    annex: int = 0  # 附件N above the title, 0 for none
    bind: Literal["left", "top"] = "left"
    duplex: bool = False  # the backs of sheets bound at the left are bound at their right
    line: bool = True
    paper: Literal["a4", "a3"] = "a4"
    fillable: bool = False  # fields to fill in on screen, on short lists and problem pages
    marks: bool = True  # four squares by which a scan is laid straight, on forms with boxes
    fonts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


AS_USUAL = Printing()


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sheets of a regulation share; `strings` are the words of the forms."""

    regulation: Source
    edition: str  # ISO 8601
    scale: tuple[Answer, ...]
    strings: Mapping[str, Text]
    printing: Printing = AS_USUAL
    kept: str = ""  # the Answers file that is filled in, which goes with the form
    tables: Mapping[str, FormTable] = field(default_factory=lambda: TABLES)


@dataclass(frozen=True, slots=True)
class SheetModel:
    """All that decides a sheet: what sets it, its language, what it says."""

    template: str
    language: SheetLanguage
    body: Body
    setting: Setting
