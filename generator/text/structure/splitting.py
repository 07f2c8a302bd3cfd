"""Labels that stand in the middle of a line get lines of their own."""

import re

from generator.text.lines import Line, cut
from generator.text.numerals import COUNTED, LISTED, NUMERAL
from generator.text.structure.labels import LEVELS, article_label, heading_start, list_label
from generator.text.structure.numbering import Numbering

_N = f"[{NUMERAL}0-9]{{1,9}}"
# …。第三条 ; 第一节 拍卖人第十条 拍卖人是指; 第一编 总则 第一章 基本规定; …。第二章市容责任
_LABEL = re.compile(
    rf"(?:(?<=[。；：”）\s])|(?<=[\u4e00-\u9fff]))第{_N}(?:条|{LEVELS})(?:之{_N})?(?=[\s（【\[]|$)"
    rf"|(?<=。)第{_N}(?:{LEVELS})(?=[\u4e00-\u9fff、]{{1,30}}$)|(?<=。)第{_N}条(?:之{_N})?(?!之)"
)
# …严格保密：（一）…。（二）…
_LISTED = re.compile(
    rf"(?<=[：；。！？”）:;])\s*(?=[（(①-⑳0-9{COUNTED}])(?=[（(][{LISTED}0-9]{{1,6}}[）)]|[①-⑳]"
    rf"|[0-9]{{1,2}}[.．、](?![0-9])|[{COUNTED}]{{1,3}}、)"
)
_SENTENCE = re.compile("[。；：，]")
_LONGEST_HEADING = 60  # characters


def split_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Every heading, article and item of a Chinese text begins a line."""
    numbering = Numbering("zh")
    pieces: list[Line] = []
    for line in lines:
        if line.text[0] == "|":
            pieces.append(line)
            continue
        for piece in cut(line, _structure_offsets(line.text, numbering)):
            if article_label(piece.text, "zh"):
                numbering.lists.clear()
            pieces += cut(piece, _item_offsets(piece.text, numbering))
    return tuple(pieces)


def _structure_offsets(text: str, numbering: Numbering) -> tuple[int, ...]:
    """Where headings and articles begin inside the line; the numbering goes on past them."""
    label = numbering.article(text) if heading_start(text) is None else None
    if label:
        numbering.see_article(label)
    offsets = []
    in_heading = heading_start(text) is not None
    for match in _LABEL.finditer(text):
        start = match.start()
        if start == 0:
            continue
        first = numbering.article_seen is None and text[start - 1] != "》"
        after_sentence = first or text[start - 1] in "。；：”）" or text[start - 1].isspace()
        if match[0].endswith(("编", "章", "节")):
            label = heading_start(text, start)
            heads = label is not None and (label.spaced or label.refers == "no")
            found = heads and after_sentence and _leads_to_article(text, match.end(), numbering)
            in_heading = in_heading or found
        else:
            found = (after_sentence or in_heading) and _next_article(text, start, numbering)
            in_heading = in_heading and not found
        if found:
            offsets.append(start)
    return tuple(offsets)


def _next_article(text: str, start: int, numbering: Numbering) -> bool:
    label = numbering.article(text, start, exact=True)
    if label:
        numbering.see_article(label)
    return label is not None


def _leads_to_article(text: str, end: int, numbering: Numbering) -> bool:
    """Whether a heading inside a line is one: no sentence before the next article's label."""
    following = _LABEL.search(text, end, end + _LONGEST_HEADING)
    if following is None:
        return not _SENTENCE.search(text, end) and len(text) - end < _LONGEST_HEADING
    if _SENTENCE.search(text, end, following.start()):
        return False
    is_article = following[0].rstrip().endswith("条")
    return not is_article or numbering.article(text, following.start(), exact=True) is not None


def _item_offsets(text: str, numbering: Numbering) -> tuple[int, ...]:
    """Where items begin behind the end of a sentence, if their numbers run on."""
    if numbering.article_seen is None:
        return ()
    article = article_label(text, "zh")
    start = len(text) - len(text[article.end :].lstrip()) if article else 0
    if label := list_label(text, "zh", start):
        numbering.lists[label.style] = label.n
    found = [(m, list_label(text, "zh", m.end())) for m in _LISTED.finditer(text)]
    labels = [(m, label) for m, label in found if label]
    offsets = []
    for k, (match, label) in enumerate(labels):
        last = numbering.lists.get(label.style, 0)
        ahead = {(other.style, other.n) for _, other in labels[k + 1 : k + 9]}
        begins = text[match.start() - 1] in "：:" or (label.style, 2) in ahead
        if label.n == last + 1 > 1 or (label.n == 1 and begins):
            numbering.lists[label.style] = label.n
            offsets.append(match.end())
    return tuple(offsets)
