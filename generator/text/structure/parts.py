"""Documents whose parts are numbered 一、二、三、 without 第一条: notices, opinions."""

import re
from collections.abc import Sequence

from generator.text.lines import Line
from generator.text.structure.labels import Label, article_label, list_label

_FEWEST = 2  # parts
# 一、总体要求: a part's heading is no sentence
_SENTENCE = re.compile("[。；：，;:]")
_AMENDS = re.compile(
    "第[^，。；：]{1,20}[条款项章].{0,60}(?:修改|增加|删去|删除|改为)|增加.{1,6}[条款章]|(?:删去|删除)第"
)
_LONGEST = 40  # characters of a heading


def is_in_parts(lines: Sequence[Line]) -> bool:
    """Whether no line begins an article, and lines begin 一、, 二、 and so on in order.

    What amends a law is numbered so, too, but has nothing of its own to be inspected.
    """
    parts: list[str] = []
    for line in lines:
        label = article_label(line.text, "zh")
        if label and label.refers == "no":
            return False
        part = part_label(line.text)
        if part and part.n == len(parts) + 1:
            parts.append(line.text)
    return len(parts) >= _FEWEST and not amends(parts)


def amends(parts: Sequence[str]) -> bool:
    """Whether most parts change articles of a law: 一、将第五条修改为：."""
    return sum(_AMENDS.search(text) is not None for text in parts) > len(parts) / 2


def part_label(text: str, start: int = 0) -> Label | None:
    """The label of a part at `start`, as that of an article, which it is to other rooms."""
    label = list_label(text, "zh", start)
    if label is None or label.style != "一、":
        return None
    return Label("article", label.n, (), label.printed, label.end)


def heading_of(lines: Sequence[Line]) -> str:
    """The heading that the first of a part's lines is, "" where it is a sentence, or alone."""
    words = lines[0].text if len(lines) > 1 else ""
    return "" if len(words) > _LONGEST or _SENTENCE.search(words) else words
