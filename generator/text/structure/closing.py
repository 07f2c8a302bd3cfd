"""Who signed a text and where it went: what stands behind the last article."""

import re

from generator.text.lines import Line
from generator.text.numerals import COUNTED, READ_OUT
from generator.text.structure.front import OFFICE, PERSON

# 2018年5月3日, 二〇一八年五月三日
_DAY = re.compile(
    rf"(?:\d{{4}}|[{READ_OUT}]{{4}})年(?:\d{{1,2}}|[{COUNTED}]{{1,3}})月"
    rf"(?:\d{{1,2}}|[{COUNTED}]{{1,3}})日"
)
# 抄送：…, 主题词：…, （此件公开发布）, 某办公厅 2018年5月3日印发
_SENT = re.compile(
    r"(?:抄\s?送|抄\s?报|主\s?送|分\s?送|主题词|校\s?对|印\s?数|联系人|联系电话)\s?[：:].{0,300}"
    r"|（此件.{1,30}）|[^。；]{0,50}\d{4}年\d{1,2}月\d{1,2}日印发。?|（?共印\s?\d+\s?份）?"
)


def closing_start(lines: tuple[Line, ...], first: int, end: int) -> int:
    """The index in `lines[first:end]` behind which there are signatures only; `end` if none."""
    start = end
    while start > first:
        text = lines[start - 1].text
        signed = start < end and (OFFICE.fullmatch(text) or PERSON.fullmatch(text))
        if not (signed or _DAY.fullmatch(text) or _SENT.fullmatch(text)):
            break
        start -= 1
    return start


def is_signature(text: str) -> bool:
    """Whether a line alone may be who signed a text, when, or where it went."""
    patterns = (OFFICE, PERSON, _DAY, _SENT)
    return any(pattern.fullmatch(text) for pattern in patterns)
