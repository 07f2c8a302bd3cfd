"""Text → structure: title, preamble, headings, articles."""

from dataclasses import dataclass, field
from typing import cast

from generator.findings import Finding, in_order
from generator.model import Document, Heading, Language, Level, Passage
from generator.text.articles import body
from generator.text.labels import Label, article_label, heading_label
from generator.text.lines import Line, lines_of, place, rest_of


@dataclass(slots=True)
class _Section:
    """A heading or an article with the lines that follow it."""

    label: Label
    line: Line
    lines: list[Line] = field(default_factory=list)


def parse(
    text: str, path: str, language: Language = "zh"
) -> tuple[Document, tuple[Finding, ...]]:
    """The structure of a clean text; findings name gaps and repeats in its numbers.

    `path` only names the file in findings. Any text gives a document: where nothing is labelled
    all of it is preamble.
    """
    front, sections = _sections(lines_of(text), language)
    findings: list[Finding] = []
    headings, articles = [], []
    waiting: list[_Section] = []
    taken: dict[str, int] = {}
    for section in sections:
        if section.label.style != "article":
            waiting.append(section)
            continue
        article, told = _article(section, path, language, taken)
        findings += told
        headings += [_heading(s, article.address, path, language) for s in waiting]
        waiting.clear()
        articles.append(article)
    headings += [_heading(s, "", path, language) for s in waiting]
    title = _unquoted(front[0].text) if front else ""
    preamble = tuple(line.text for line in front[1:])
    document = Document(title, preamble, tuple(headings), tuple(articles))
    return document, in_order(findings)


def _sections(lines: tuple[Line, ...], language: Language) -> tuple[list[Line], list[_Section]]:
    front: list[Line] = []
    sections: list[_Section] = []
    for line in lines:
        label = heading_label(line.text, language) or article_label(line.text, language)
        if label:
            sections.append(_Section(label, line))
        elif sections:
            sections[-1].lines.append(line)
        else:
            front.append(line)
    return front, sections


def _heading(section: _Section, before: str, path: str, language: Language) -> Heading:
    label = section.label
    words = ("" if language == "zh" else " ").join(section.line.text[label.end :].split())
    at = place(section.line, path)
    return Heading(cast(Level, label.style), label.n, label.printed, words, at, before)


def _article(
    section: _Section, path: str, language: Language, taken: dict[str, int]
) -> tuple[Passage, tuple[Finding, ...]]:
    label, line = section.label, section.line
    address = "-".join(["a" + str(label.n), *map(str, label.sub)])
    first = rest_of(line, label.end)
    inside = body(
        tuple(([first] if first.text else []) + section.lines), address, path, language
    )
    passage = Passage(
        address, "article", label.printed, inside.words, place(line, path), inside.children
    )
    return passage, inside.findings


def _unquoted(title: str) -> str:
    """《办法（试行）》 → 办法（试行）; 关于修改《办法》的决定 stays."""
    inner = title[1:-1]
    return inner if title == f"《{inner}》" and "《" not in inner else title
