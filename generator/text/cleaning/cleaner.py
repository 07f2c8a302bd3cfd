"""Pasted text → clean text in our own format."""

import re
from dataclasses import replace

from generator.records.findings import Finding
from generator.text.cleaning.characters import (
    paired_quotes,
    plain_characters,
    taken_out,
    wide_punctuation,
)
from generator.text.cleaning.printnoise import without_page_noise
from generator.text.cleaning.unwrapping import unwrap
from generator.text.cleaning.webnoise import (
    begins_footer,
    is_about_page,
    is_never_text,
    is_table_label,
    without_markup,
)
from generator.text.files.encoding import decode
from generator.text.lines import Line, lines_of
from generator.text.structure.labels import heading_label
from generator.text.structure.numbering import Numbering

__all__ = ["clean", "cleaned", "decode"]

_DIGITS = "〇零○一二三四五六七八九十廿卅百千两0-9"
# 第 五 条, 第 十 二 章
_SPACED_LABEL = re.compile(
    rf"第\s?([{_DIGITS}](?:\s?[{_DIGITS}]){{0,8}})\s?(条|分编|编|章|节|款|项)"
)
# （ 一 ）
_SPACED_ITEM = re.compile(rf"([（(])\s?([{_DIGITS}](?:\s?[{_DIGITS}]){{0,5}})\s?([）)])")
_FOOTER = 15  # lines; so near the end 上一篇 begins a page's footer even if 第一条新闻 follows
# the space behind 。 and before ，
_STRAY_SPACE = re.compile(
    r"(?<=[，。；：、（《“”])\s(?=[\u3400-\u9fff（《“])|\s(?=[，。；：、）》”])"
)


def clean(text: str, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text without what web or print added, marks full-width, a paragraph a line."""
    lines, findings = cleaned(text, path)
    return "".join(line.text + "\n" for line in lines), findings


def cleaned(text: str, path: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """The same as lines that know where in `text` they begin."""
    lines = tuple(
        tidy for line in lines_of(plain_characters(text)) if (tidy := _tidied(line)).text
    )
    lines = _without_page(_without_table(lines))
    whole, findings = unwrap(without_page_noise(lines), path)
    findings = (*taken_out(text, path), *findings)
    return tuple(replace(line, text=paired_quotes(line.text)) for line in whole), findings


def _tidied(line: Line) -> Line:
    text = wide_punctuation(" ".join(without_markup(line.text).split()))
    text = _SPACED_LABEL.sub(lambda m: "第" + "".join(m[1].split()) + m[2], text)
    text = _SPACED_ITEM.sub(lambda m: m[1] + "".join(m[2].split()) + m[3], text)
    return replace(line, text=_STRAY_SPACE.sub("", text))


def _without_table(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without the table above a text, each label in a line and what it says in the next."""
    begin, _ = _articles_span(lines)
    labels = {at for at in range(begin) if is_table_label(lines[at].text)}
    if len(labels) < 3:
        return lines
    # What the last one says may be missing: 主 题 词：, and then the text begins.
    said = {at + 1 for at in labels - {max(labels)}} - labels
    return tuple(line for at, line in enumerate(lines) if at not in labels | said)


def _without_page(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """No navigation, and outside the articles nothing that a page says about itself."""
    begin, last = _articles_span(lines)
    kept = []
    for at, line in enumerate(lines):
        outside = at < begin or at > last
        over = begin < last < at or at > max(len(lines) - _FOOTER, len(lines) / 2)
        if over and begins_footer(line.text):
            break
        if not is_never_text(line.text) and not (outside and is_about_page(line.text)):
            kept.append(line)
    return tuple(kept)


def _articles_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """The indexes of the first and the last line that an article begins in."""
    numbering = Numbering("zh")
    begin, last = 0, len(lines)
    for at, line in enumerate(lines):
        label = numbering.article(line.text) or heading_label(line.text, "zh")
        if label is None or (label.style == "article" and not numbering.is_next(label)):
            continue
        if label.style == "article":
            numbering.see_article(label)
            last = at
        begin = begin or at
    return begin, last
