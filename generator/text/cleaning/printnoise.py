"""Page numbers and running heads of printouts."""

import re
from collections import Counter
from itertools import pairwise, takewhile

from generator.text.lines import Line
from generator.text.structure.labels import article_label, heading_label

# — 2 —, - 2 -, ·2·, 第 1 页 共 16 页, 第1页, Page 1 of 16, 3/16
_PAGE_NUMBER = re.compile(
    r"[-—–―－~·.\s]+\d{1,4}[-—–―－~·.\s]+|第\s?\d{1,4}\s?页.{0,3}(?:共\s?\d{1,4}\s?页)?"
    r"|Page \d{1,4}(?: of \d{1,4})?|\d{1,4}\s?/\s?\d{1,4}",
    re.IGNORECASE,
)
# what browsers print above and below a page: 2026/11/25 23:31 某办法, https://x/y.htm 1/11
_BROWSER = re.compile(
    r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?[,，]?\s(?:[上下]午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"(?:\s?[AP]M)?(?:\s.{0,80})?|(?:https?|file):/\S+\s+\d{1,4}\s?/\s?\d{1,4}"
)
_LONGEST_HEAD = 50  # characters
_SENTENCE_ENDS = tuple("。；：，、")
_OFTEN = 0.3  # of all pages; what laws say again and again may stand beside two page numbers
_HEAD_LINES = 4  # one more than a head may have
_FRONT = 10  # lines; among them is the title, which printouts repeat on every page


def without_page_noise(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """No page numbers, and no lines that come again and again beside them."""
    lines = tuple(line for line in lines if not _BROWSER.fullmatch(line.text))
    numbers = {at for at, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.text)}
    numbers |= _bare_numbers(lines)
    if not numbers:
        return lines
    near = {at + step for at in numbers for step in range(1 - _HEAD_LINES, _HEAD_LINES)}
    often = Counter(lines[at].text for at in near - numbers if 0 <= at < len(lines))
    first = {line.text for line in takewhile(_before_text, lines[:_FRONT])}

    def of_page(at: int) -> bool:
        if at in numbers or not min(numbers) <= at < len(lines):
            return False
        text = lines[at].text
        again = often[text] > max(1, len(numbers) * _OFTEN) or text in first
        return again and len(text) <= _LONGEST_HEAD and not text.endswith(_SENTENCE_ENDS)

    heads = {
        at
        for number in numbers
        for step in (-1, 1)
        for at in takewhile(of_page, range(number + step, number + step * _HEAD_LINES, step))
    }
    return tuple(line for at, line in enumerate(lines) if at not in numbers | heads)


def _before_text(line: Line) -> bool:
    return not (heading_label(line.text, "zh") or article_label(line.text, "zh"))


def _bare_numbers(lines: tuple[Line, ...]) -> set[int]:
    """Lines that are only a number, if they count up from page to page."""
    bare = [at for at, line in enumerate(lines) if re.fullmatch(r"\d{1,4}", line.text)]
    values = [int(lines[at].text) for at in bare]
    counts_up = all(b - a == 1 for a, b in pairwise(values))
    far_apart = len(bare) > 1 and (bare[-1] - bare[0]) / (len(bare) - 1) > 10
    return set(bare) if counts_up and far_apart else set()
