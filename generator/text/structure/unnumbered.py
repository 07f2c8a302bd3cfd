"""Headings without a number: a short line between two articles that ends without a mark."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.records.findings import Finding
from generator.records.texts import Document, Language, Text
from generator.text.lines import Line
from generator.text.structure.closing import is_signature
from generator.text.structure.contents import Section
from generator.text.structure.labels import Label, list_label

_MARKS = {"zh": re.compile("[。；：，、！？:;,|]|[.．…]$"), "en": re.compile(r"[;:|。]|[.,]$")}
_LONGEST = {"zh": 30, "en": 90}  # characters
_ENDED = tuple('。！？）”》.)"|')
UNNUMBERED = Label("章", 0, (), "", 0)


def may_be_heading(line: Line, before: str, language: Language) -> bool:
    """Whether a line right before an article may be a heading, by itself and what ended."""
    text = line.text
    if len(text) > _LONGEST[language] or not before.endswith(_ENDED):
        return False
    if _MARKS[language].search(text) or text[0] in "（(【[〔《" or text.isdigit():
        return False
    return list_label(text, language) is None and not is_signature(text)


def with_levels(
    front: list[Line], sections: list[Section], language: Language
) -> tuple[list[Line], list[Section]]:
    """Headings without numbers at their level and in order; one may stand before them all.

    Under chapters they are sections of these; where there are such, too, they stay paragraphs.
    """
    bare = [s for s in sections if s.label is UNNUMBERED]
    if not bare:
        return front, sections
    styles = {s.label.style for s in sections if s not in bare}
    if styles >= {"章", "节"}:
        return front, _as_paragraphs(sections)
    first = not styles & {"章", "编"} and len(front) > 2
    if first and may_be_heading(front[-1], front[-2].text, language):
        front, sections = front[:-1], [Section(UNNUMBERED, front[-1]), *sections]
    style, n = ("节" if "章" in styles else "章"), 0
    for section in sections:
        if section.label is UNNUMBERED:
            n += 1
            section.label = replace(UNNUMBERED, style=style, n=n)
        elif section.label.style in ("编", "章"):
            n = 0
    return front, sections


def _as_paragraphs(sections: list[Section]) -> list[Section]:
    kept: list[Section] = []
    for section in sections:
        if section.label is UNNUMBERED and kept:
            kept[-1].lines += [section.line, *section.lines]
        else:
            kept.append(section)
    return kept


def headings_read(document: Document) -> Iterator[Finding]:
    """Each heading without a number is named once: it might be a paragraph."""
    for heading in document.headings:
        if not heading.label and heading.level != "附则":
            yield Finding(
                heading.location,
                "heading-read",
                Text(
                    f"“{heading.words}”没有编号，也没有句末标点，按标题收录；"
                    "如果是上一条的一款，请在 zh.txt 中补上标点",
                    f"'{heading.words}' has no number and no mark at its end, so it is read as "
                    "a heading; if it is a paragraph of the article above, add its mark",
                ),
                "warning",
            )
