"""Tables in a text: a row a line, as a person can read and edit it: `| 档次 | 措施 |`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.text.lines import Line
from generator.text.numerals import COUNTED

Rows = tuple[tuple[str, ...], ...]
_RULE = re.compile(r"\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?")  # | --- | :-: |
_N = f"[0-9{COUNTED}]"
# 表1　处罚裁量基准, 个人所得税税率表一（综合所得适用）, （单位：万元）
_TITLE = re.compile(
    rf"附?表\s?{_N}{{1,3}}(?:[-.－][0-9]{{1,2}})?(?:[：:　\s].{{0,40}}|[^，。；：]{{0,30}})"
    rf"|[^，。；：]{{2,40}}(?:表|清单|目录|标准|基准){_N}{{0,3}}(?:[（(].{{1,30}}[）)])?"
    r"|[（(]?(?:计量)?单位[：:].{1,20}"
    r"|Table\s[0-9].{0,80}"
)
_NOTE = re.compile(rf"[（(]?(?:备\s?注|附?注)\s?{_N}{{0,2}}\s?[：:.．、]|Notes?\b.{{0,4}}:")
# 按照下表执行, 按照下列标准处理：
_LEADS = re.compile("[：:]$|下表|下列|如下|附表|以下|following|below")


def row(cells: Iterable[str]) -> str:
    """The line of a row; a cell is one line, and a bar in it full-width."""
    return "| " + " | ".join(" ".join(c.split()).replace("|", "｜") for c in cells) + " |"


def is_row(text: str) -> bool:
    """Whether a line is a row of a table."""
    return len(text) > 2 and text[0] == "|" == text[-1]


def is_rule(text: str) -> bool:
    """Whether a line only divides the head of a table from its rows."""
    return "-" in text and _RULE.fullmatch(text) is not None


def cells_of(text: str) -> tuple[str, ...]:
    """The cells of a row's line."""
    return tuple(cell.strip() for cell in text[1:-1].split("|"))


@dataclass(frozen=True, slots=True)
class Tabular:
    """The words of a table: what stands above its rows, the rows, the notes below."""

    above: tuple[str, ...]
    rows: Rows
    below: tuple[str, ...]


def tabular(words: str) -> Tabular:
    """The lines of a table's words, told apart; every row has as many cells as the longest."""
    lines = words.split("\n")
    at = [n for n, line in enumerate(lines) if is_row(line)]
    if not at:
        return Tabular(tuple(lines), (), ())
    rows = [cells_of(line) for line in lines if is_row(line)]
    width = max(map(len, rows))
    return Tabular(
        tuple(lines[: at[0]]),
        tuple((*cells, *[""] * (width - len(cells))) for cells in rows),
        tuple(line for line in lines[at[0] :] if not is_row(line)),
    )


def in_tables(lines: Sequence[Line]) -> tuple[bool, ...]:
    """For each line whether it belongs to a table: its rows, its title above, notes below."""
    inside = [is_row(line.text) for line in lines]
    for at, line in enumerate(lines):
        if at and inside[at - 1] and not inside[at] and _NOTE.match(line.text):
            inside[at] = True
    for at in range(len(lines) - 2, -1, -1):
        if inside[at + 1] and not inside[at] and is_title(lines[at].text):
            inside[at] = not _NOTE.match(lines[at + 1].text)
    return tuple(inside)


def is_title(text: str) -> bool:
    """Whether a line right above a table is what the table is called."""
    return _TITLE.fullmatch(text) is not None


def is_led_to(text: str) -> bool:
    """Whether a paragraph speaks of the table that follows it."""
    return _LEADS.search(text) is not None
