"""Text → structure: title, preamble, headings, articles."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import cast

from generator.records.findings import Finding, in_order
from generator.records.texts import Document, Heading, Language, Level, Passage
from generator.text.lines import Line, lines_of, place, rest_of
from generator.text.numerals import COUNTED
from generator.text.structure.appended import without_deleted
from generator.text.structure.articles import body, caption_of
from generator.text.structure.closing import closing_start
from generator.text.structure.contents import Section, without_contents, without_listed_articles
from generator.text.structure.front import front_of
from generator.text.structure.labels import (
    article_label,
    heading_label,
    heading_words,
    list_label,
)
from generator.text.structure.numbering import Numbering
from generator.text.structure.parts import amends, heading_of, is_in_parts, part_label
from generator.text.structure.sequence import address_of, irregular, no_articles
from generator.text.structure.splitting import split_lines
from generator.text.structure.unnumbered import UNNUMBERED, may_be_heading, with_levels
from generator.text.tables import is_led_to, is_row, is_title

# 附件, 附录一, 附：, Annex I
_APPENDIX_ZH = re.compile(
    rf"附(?:件|录|表|图|注)?\s?[{COUNTED}0-9]{{0,3}}(?:[：:].{{0,40}}|\s.{{0,40}}|（.{{0,30}}）)?"
    "|《.{1,30}》附[件录表]"
)
_APPENDIX_EN = re.compile(r"(?:Annex|Appendix|Attachment|Schedule)\b.{0,80}")
_LONGEST_HEADING_LINE = 30  # characters of the second line of a heading


def parse(
    text: str, path: str, language: Language = "zh"
) -> tuple[Document, tuple[Finding, ...]]:
    """The structure of a clean text; findings name gaps and repeats in its numbers.

    `path` only names the file in findings. Any text gives a document: where nothing is labelled
    all of it is preamble.
    """
    return parse_lines(lines_of(text), path, language)


def parse_lines(
    lines: tuple[Line, ...], path: str, language: Language = "zh"
) -> tuple[Document, tuple[Finding, ...]]:
    """The same for lines that know their places."""
    parts = language == "zh" and is_in_parts(lines)
    if language == "zh" and not parts:
        lines = _with_captions(without_listed_articles(split_lines(lines)))
    front_lines, sections, appendix = _sections(lines, language, parts=parts)
    front_lines, sections = without_contents(front_lines, sections)
    sections, deleted = without_deleted(sections)
    findings = [*irregular(sections, path, {s.label.n for s in deleted})]
    appendix = [*(line for s in deleted for line in (s.line, *s.lines)), *appendix]
    headings, articles = _headings_and_articles(sections, path, language, findings)
    if not articles:
        listed = [line.text for line in front_lines if part_label(line.text)]
        findings.append(no_articles(path, amends=amends(listed)))
    front = front_of(front_lines)
    document = Document(
        front.title, front.preamble, headings, articles, tuple(line.text for line in appendix),
        front.notes, front.cover, parts,
    )  # fmt: skip
    return document, in_order(findings)


def _with_captions(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """A caption that has a line of its own before its article, moved behind the number."""
    moved = list(lines)
    for at, (line, following) in enumerate(pairwise(lines)):
        label = article_label(following.text, "zh") if line.text[0] == "【" else None
        if label and label.refers == "no" and caption_of(line.text, 0)[1] == len(line.text):
            number, words = following.text[: label.end], following.text[label.end :]
            moved[at] = replace(line, text="")
            moved[at + 1] = replace(following, text=f"{number}{line.text}{words}")
    return tuple(line for line in moved if line.text)


def _sections(
    lines: tuple[Line, ...], language: Language, *, parts: bool
) -> tuple[list[Line], list[Section], list[Line]]:
    """The lines before, in and behind the headings and articles."""
    end = _appendix_start(lines, language, parts=parts)
    front: list[Line] = []
    sections: list[Section] = []
    numbering = Numbering(language, parts=parts)
    for line, following in zip_longest(lines[:end], lines[1:end]):
        label = heading_label(line.text, language) or numbering.article(line.text)
        if label is None and following and language == "zh" and not parts:
            label = numbering.section(line.text, following.text)
        if (
            label is None
            and following
            and sections
            and not parts
            and _is_unnumbered(line, following, sections, numbering)
        ):
            label = UNNUMBERED
        numbering.see(line.text)
        if label:
            sections.append(Section(label, line))
        else:
            (sections[-1].lines if sections else front).append(line)
    front, sections = with_levels(front, sections, language)
    return front, sections, list(lines[end:])


def _is_unnumbered(
    line: Line, following: Line, sections: list[Section], numbering: Numbering
) -> bool:
    """Whether a line between the last words and the next article is a heading."""
    last = sections[-1].lines[-1] if sections[-1].lines else sections[-1].line
    return (
        sections[-1].label.style == "article"
        and may_be_heading(line, last.text, numbering.language)
        and numbering.article(following.text, exact=True) is not None
    )


def _appendix_start(lines: tuple[Line, ...], language: Language, *, parts: bool) -> int:
    """The index of the first line behind all articles that says 附件."""
    pattern = _APPENDIX_ZH if language == "zh" else _APPENDIX_EN
    numbering = Numbering(language, parts=parts)
    start = first = len(lines)
    for at, line in enumerate(lines):
        label = numbering.article(line.text)
        if label and (start == len(lines) or (numbering.is_next(label) and not parts)):
            numbering.see_article(label)
            start = len(lines)
            first = at + 1
        elif (
            start == len(lines)
            and numbering.article_seen
            and (pattern.fullmatch(line.text) or _is_table_behind(lines, at))
        ):
            start = at
    return start if language == "en" else closing_start(lines, first, start)


def _is_table_behind(lines: tuple[Line, ...], at: int) -> bool:
    """Whether a table, or its title, begins at a line and no paragraph before speaks of it."""
    rows = [is_row(line.text) for line in lines[at - 1 : at + 2]]
    begins = rows[1] or (rows[2:] == [True] and is_title(lines[at].text))
    return begins and not rows[0] and not is_led_to(lines[at - 1].text)


def _headings_and_articles(
    sections: list[Section], path: str, language: Language, findings: list[Finding]
) -> tuple[tuple[Heading, ...], tuple[Passage, ...]]:
    headings: list[Heading] = []
    articles: list[Passage] = []
    waiting: list[Section] = []
    taken: dict[str, int] = {}
    captioned = _captioned(sections)
    for section in sections:
        if section.label.style != "article":
            waiting.append(section)
            continue
        address = address_of(section.label, taken)
        article, told = _article(section, address, path, language, captioned=captioned)
        findings += told
        headings += [_heading(s, address, path, language) for s in waiting]
        waiting.clear()
        articles.append(article)
    headings += [_heading(s, "", path, language) for s in waiting]
    return tuple(headings), tuple(articles)


def _heading(section: Section, before: str, path: str, language: Language) -> Heading:
    label = section.label
    words = heading_words(section.line.text, label, language)
    lines = [line.text for line in section.lines]
    while lines and _continues_heading(lines[0]):
        more = lines.pop(0).split()
        words += "".join(more) if language == "zh" else " " + " ".join(more)
    at = place(section.line, path)
    return Heading(
        cast("Level", label.style), label.n, label.printed, words, at, before, tuple(lines)
    )


def _continues_heading(text: str) -> bool:
    """Whether a line is the second half of a heading: short, no sentence, no label."""
    short = len(text) <= _LONGEST_HEADING_LINE and not set("。第") & set(text)
    if not short or text.endswith(tuple("；：，;:,.…）0123456789")):
        return False
    return list_label(text, "zh") is None and list_label(text, "en") is None


def _inner_lines(section: Section) -> list[Line]:
    """The lines of an article without its label."""
    first = rest_of(section.line, section.label.end)
    return ([first] if first.text else []) + section.lines


def _captioned(sections: Iterable[Section]) -> bool:
    """Whether most articles carry a caption in round brackets: 第一条（目的）."""
    insides = [_inner_lines(s)[:1] for s in sections if s.label.style == "article"]
    round_ones = [lines for lines in insides if lines and lines[0].text[0] in "（("]
    return len(round_ones) > len(insides) / 2


def _article(
    section: Section, address: str, path: str, language: Language, *, captioned: bool
) -> tuple[Passage, tuple[Finding, ...]]:
    label, line = section.label, section.line
    lines = _inner_lines(section)
    caption = ""
    if lines and label.printed.endswith("、"):
        caption = heading_of(lines)
        lines = lines[1:] if caption else lines
    elif lines:
        caption, end = caption_of(lines[0].text, 0, round_brackets=captioned)
        first = rest_of(lines[0], end)
        lines[:1] = [first] if first.text else []
    inside = body(tuple(lines), address, path, language)
    passage = Passage(
        address,
        "article",
        label.printed,
        inside.words,
        place(line, path),
        inside.children,
        caption,
    )
    return passage, inside.findings
