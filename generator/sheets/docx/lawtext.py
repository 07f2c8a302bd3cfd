"""The text of a regulation as a Word document, to be quoted and passed on."""

from collections.abc import Iterator

from generator.records.texts import Language, Text
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import paragraphs, run_xml
from generator.sheets.docx.xml import element
from generator.sheets.lawlines import LawLine
from generator.sheets.models import Setting
from generator.sheets.office.words import (
    ROLES,
    Lines,
    Run,
    RunLine,
    Voice,
    english,
    inline,
    put,
    series,
    word,
)
from generator.sheets.records import LawText

SIZE, PITCH = 12.0, 440  # points; twentieths of a point between lines
CHARACTER = 240  # twentieths of a point: one of 12 points
DEEP = {"item": 2, "subitem": 4}  # characters in
HANGING = {"zh": 3, "en": 2}  # characters that a label takes: （一）
LEVELS = {"heading": 1, "section": 2}


def law_section(voice: Voice, body: LawText, setting: Setting) -> FormSection:
    """The whole text, portrait, with its status and the number of the page below."""
    law = setting.regulation
    parts = [
        paragraphs(((),)),
        paragraphs(_title(voice, law.title_parts), align="center", keep=True),
        paragraphs(((),)),
        *(
            paragraphs(put(voice, text, "label"), align="center")
            for text in _papers(voice, body, law.number)
        ),
        paragraphs(((),)),
        *(part for line in body.lines for part in _set(voice, line)),
        paragraphs(((),)),
        paragraphs(put(voice, _said(voice, "text-taken", body), "hint")),
    ]
    return FormSection(
        body="".join(parts),
        left=((Run(law.title.zh, "serif", False, 8.5, "zh"),),),
        right=(inline(voice, _said(voice, "text-edition", body), "small"),),
        picture=b"",
        described="",
        foot=put(voice, law.status, "small"),
        page=inline(voice, word(voice, "page"), "small"),
        portrait=True,
        official=True,
    )


def _said(voice: Voice, key: str, body: LawText) -> Text:
    return word(voice, key, edition=body.ident.version, stamp=body.ident.stamp)


def _title(voice: Voice, parts: Text) -> Lines:
    whole = Text(parts.zh.replace("|", ""), english(voice, parts).replace("|", " "))
    return put(voice, whole, "law-title")


def _papers(voice: Voice, body: LawText, number: Text) -> Iterator[Text]:
    """Who issued it, under which number and when, as far as it is known."""
    if body.issuers:
        yield series(voice, body.issuers)
    yield number
    if body.issued:
        year, month, day = body.issued.split("-")
        yield word(
            voice, "text-issued", year=year, month=str(int(month)), day=str(int(day)),
            iso=body.issued,
        )  # fmt: skip


def _set(voice: Voice, line: LawLine) -> Iterator[str]:
    """A passage in Chinese, and below it in English where both are wanted."""
    if line.kind in LEVELS:
        yield _heading(voice, line)
        return
    yield _passage(_chinese(line), line, "zh")
    if voice.language == "both":
        yield _passage(_english(voice, line), line, "en")


def _heading(voice: Voice, line: LawLine) -> str:
    name = Text(
        "　".join(filter(None, (line.label.zh, line.words.zh))),
        " ".join(filter(None, (line.label.en, line.words.en))) or None,
    )
    about = element(
        "pPr",
        element("keepNext"),
        element("spacing", before=280, after=160, line=PITCH, lineRule="atLeast"),
        element("jc", val="center"),
        element("outlineLvl", val=LEVELS[line.kind]),
    )
    return "".join(
        element("p", about, *map(run_xml, each)) for each in put(voice, name, "section")
    )


def _chinese(line: LawLine) -> RunLine:
    caption = f"（{line.caption}）" if line.caption else ""
    if line.kind == "article":
        return (
            Run(f"{line.label.zh}{caption}　", "serif", True, SIZE, "zh"),
            Run(line.words.zh, "serif", False, SIZE, "zh"),
        )
    return (Run(line.label.zh + line.words.zh, "serif", False, SIZE, "zh"),)


def _english(voice: Voice, line: LawLine) -> RunLine:
    size, label = ROLES["law"].sub + 1, line.label.en or ""
    words = english(voice, line.words) if line.words.zh else ""
    gap = " " if label and words else ""
    return (
        Run(label + gap, "serif", line.kind == "article", size, "en"),
        Run(words, "serif", False, size, "en"),
    )


def _passage(words: RunLine, line: LawLine, language: Language) -> str:
    """Two characters in, as Chinese texts begin; of an item the label hangs."""
    deep, least = DEEP.get(line.kind, 0) * CHARACTER, PITCH if language == "zh" else 280
    if deep:
        hang = HANGING[language] * CHARACTER
        indent = element("ind", left=deep + hang, hanging=hang)
    else:
        first = 2 * CHARACTER if language == "zh" else 0
        indent = element("ind", firstLine=first)
    about = element(
        "pPr",
        element("spacing", before=0, after=80, line=least, lineRule="atLeast"),
        indent,
        element("jc", val="both" if language == "zh" else "left"),
    )
    return element("p", about, *(run_xml(one) for one in words if one.text))
