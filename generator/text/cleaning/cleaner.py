"""Pasted text → clean text in our own format."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from generator.records.findings import Finding
from generator.records.texts import Text
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
from generator.text.lines import Line, lines_of, place
from generator.text.numerals import NUMERAL
from generator.text.structure.labels import LEVELS, heading_label
from generator.text.structure.numbering import Numbering
from generator.text.structure.parts import is_in_parts
from generator.text.tables import cells_of, is_row, is_rule, row

__all__ = ["clean", "cleaned", "decode"]

_N = f"[{NUMERAL}0-9]"
# 第 五 条, 第 十 二 章
_SPACED_LABEL = re.compile(rf"第\s?({_N}(?:\s?{_N}){{0,8}})\s?(条|{LEVELS}|款|项)")
# （ 一 ）
_SPACED_ITEM = re.compile(rf"([（(])\s?({_N}(?:\s?{_N}){{0,5}})\s?([）)])")
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
    lines = _without_page(_with_tables(_without_table(lines)))
    whole, findings = unwrap(without_page_noise(lines), path)
    findings = (*taken_out(text, path), *findings, *_tables_read(whole, path))
    return tuple(replace(line, text=paired_quotes(line.text)) for line in whole), findings


def _tidied(line: Line) -> Line:
    if is_row(line.text):
        cells = (
            wide_punctuation(" ".join(without_markup(c).split())) for c in cells_of(line.text)
        )
        return replace(line, text=row(cells))
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


def _with_tables(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Tables before the articles are the page's own: each of their cells has a line there."""
    if not any(is_row(line.text) for line in lines):
        return lines
    begin, _ = _articles_span(lines)
    kept: list[Line] = []
    for at, line in enumerate(lines):
        if not is_row(line.text):
            kept.append(line)
        elif at < begin:
            kept += [replace(line, text=cell) for cell in cells_of(line.text) if cell]
        elif not is_rule(line.text) and any(cells_of(line.text)):
            kept.append(line)
    return tuple(kept)


def _tables_read(lines: tuple[Line, ...], path: str) -> Iterator[Finding]:
    """A table may be read wrongly: each is named once."""
    for is_table, group in groupby(lines, key=lambda line: is_row(line.text)):
        if is_table:
            rows = list(group)
            yield Finding(
                place(rows[0], path),
                "table-read",
                Text(
                    f"这里是表格，共 {len(rows)} 行，在 zh.txt 中每行写成“| 甲 | 乙 |”；"
                    "请与原文核对行列",
                    f"here is a table of {len(rows)} rows, each '| a | b |' in zh.txt; "
                    "compare its rows and columns with the original",
                ),
                "warning",
            )


def _without_page(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """No navigation, and outside the articles nothing that a page says about itself."""
    begin, last = _articles_span(lines)
    kept = []
    for at, line in enumerate(lines):
        outside = at < begin or at > last
        over = begin < last < at or at > max(len(lines) - _FOOTER, len(lines) / 2)
        cells = cells_of(line.text) if is_row(line.text) else (line.text,)
        if over and begins_footer(cells[0]):
            break
        if not any(is_never_text(c) or (outside and is_about_page(c)) for c in cells):
            kept.append(line)
    return tuple(kept)


def _articles_span(lines: tuple[Line, ...]) -> tuple[int, int]:
    """The indexes of the first and the last line that an article begins in."""
    numbering = Numbering("zh", parts=is_in_parts(lines))
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
