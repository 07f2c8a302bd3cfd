"""Labels that a line of a text may begin with: 第五条, 第二章, （三）, Article 5, (3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.records.texts import Language, Level
from generator.text.numerals import COUNTED, LISTED, NUMERAL, STEMS, from_roman, to_int

_N = f"(?:[{NUMERAL}0-9]|(?<=[百千])[Oo]){{1,9}}"  # 第一百O一条 with a letter, as pasted
# 第三十一条之一, 第五條; a mark behind it is none of its words: 第一条：
_ARTICLE_ZH = re.compile(rf"第({_N})[条條]((?:之{_N})*)([：:．.、](?!\s?[第和及与或《]))?")
RANKS: Mapping[str, int] = {"编": 1, "分编": 2, "章": 3, "节": 4}
LEVELS = "|".join(RANKS)
# 第二章, 第一分编
_HEADING_ZH = re.compile(rf"第({_N})(编|編|篇|分编|分編|章|节|節)")
_SIMPLIFIED = str.maketrans("編節條", "编节条")
# 第二条第一款, 第五条、第六条, 第三条至第五条: what stands behind makes it a reference
_REFERS_SURELY = re.compile(
    rf"\s?(?:(?:以?[及和至与或]|或者|[、，,])\s?(?:本|前)?第{_N}|第{_N}[款项]|[（(]{_N}[）)]项)|第{_N}条"
    rf"|第{_N}[编篇章节](?:[的及和与或、，,]|规定|所)"
)
# 第十条规定的, 第五条所列
_REFERS_PROBABLY = re.compile("规定(?!本)|所[列称指述规]|的|[及和至或与、，,]第|之(?!间)")
# 第二条中 (but not 第二条中华人民共和国), 第五条与本条
_REFERS_PERHAPS = re.compile(
    "[及和至或与、，,]|规定|中(?![华国央外小级介医止药文学标])|内(?![部设河地容])"
)
# Article 31-1
_ARTICLE_EN = re.compile(r"Article\s+(\d{1,9})((?:-\d{1,4})*)(?![\d-])")
# Article 5 of these Measures, Articles 5 to 10
_REFERS_EN = re.compile(r"\s?(?:,|\b(?:of|to|and|or|through)\b)")
# Chapter II, Part One, Section 3
_HEADING_EN = re.compile(
    r"(Part|Subpart|Chapter|Section)\s+([IVXLC]+|\d{1,4}|[A-Z][a-z]+)(?![\w-])"
)
_LEVELS_EN: dict[str, Level] = {
    "Part": "编",
    "Subpart": "分编",
    "Chapter": "章",
    "Section": "节",
}
_WORDS_EN = {
    "One": 1, "Two": 2, "Three": 3, "Four": 4, "Five": 5, "Six": 6, "Seven": 7, "Eight": 8,
    "Nine": 9, "Ten": 10, "Eleven": 11, "Twelve": 12,
}  # fmt: skip
_LONGEST_HEADING = {"zh": 60, "en": 150}  # characters; what is longer is a sentence
_SENTENCE_ENDS = ("。", "；", "：", "，", ";", ":", ",", "……")
# the dots and page number of a table of contents: 第一章 总则……………1
_LEADER = re.compile(r"\s?(?:[.．·•…⋯]{2,}[\s.．·•…⋯]*\d{0,4}|\s\d{1,4})$")
Refers = Literal["no", "perhaps", "probably", "surely"]


@dataclass(frozen=True, slots=True)
class Label:
    """A number that a line begins with; what it labels starts at `end` of the line.

    `style` is article, a level of headings, or how a list is numbered: （一）, 1., (a).
    `spaced` says that white space, a mark or nothing follows; `refers` that it may be a
    reference.
    """

    style: str
    n: int
    sub: tuple[int, ...]  # 之一, -1
    printed: str
    end: int
    spaced: bool = True
    refers: Refers = "no"


def article_label(text: str, language: Language, start: int = 0) -> Label | None:
    """第三十一条之一 or Article 31-1 at `start`, which may yet be a reference."""
    if not text.startswith("第" if language == "zh" else "Article", start):
        return None
    match = (_ARTICLE_ZH if language == "zh" else _ARTICLE_EN).match(text, start)
    if match is None or (n := to_int(match[1])) is None:
        return None
    sub = tuple(
        s for part in re.split("[之-]", match[2])[1:] if (s := to_int(part)) is not None
    )
    if language == "zh" and match[3]:
        printed = match[0][:-1].translate(_SIMPLIFIED)
        return Label("article", n, sub, printed, match.end(), spaced=match[3] != "、")
    return _label(text, match, "article", n, sub=sub, language=language)


def _label(
    text: str, match: re.Match[str], style: str, n: int, *,
    sub: tuple[int, ...] = (), language: Language = "zh",
) -> Label:  # fmt: skip
    end = match.end()
    spaced = not text[end : end + 1].strip() or text[end] in "【[（("
    printed = match[0].translate(_SIMPLIFIED) if language == "zh" else match[0]
    return Label(style, n, sub, printed, end, spaced, _refers(text, end, language))


def _refers(text: str, end: int, language: Language) -> Refers:
    """How likely the words from `end` on make a reference of the number before them."""
    if language == "en":
        return "surely" if _REFERS_EN.match(text, end) else "no"
    if _REFERS_SURELY.match(text, end):
        return "surely"
    if _REFERS_PROBABLY.match(text, end):
        return "probably"
    return "perhaps" if _REFERS_PERHAPS.match(text, end) else "no"


def heading_label(text: str, language: Language) -> Label | None:
    """第二章 or Chapter II on a short line that is no sentence; 附则 alone is one too."""
    short = _without_leader(text)
    if len(short) > _LONGEST_HEADING[language] or short.endswith(_SENTENCE_ENDS):
        return None
    if language == "en":
        return _heading_en(text)
    if len(short) < 8 and "".join(short.split()) == "附则":
        return Label("附则", 0, (), "", 0)
    label = heading_start(text)
    if label is None or "。" in short or label.refers == "surely":
        return None
    return label if label.spaced or label.refers == "no" else None


def heading_start(text: str, start: int = 0) -> Label | None:
    """第二章 at `start`, whatever follows."""
    match = _HEADING_ZH.match(text, start) if text.startswith("第", start) else None
    if match is None or (n := to_int(match[1])) is None:
        return None
    return _label(text, match, match[2].translate(_SIMPLIFIED).replace("篇", "编"), n)


# 一、一般规定, （二）拍卖人
_SECTION = re.compile(
    rf"([{COUNTED}]{{1,3}}、|[（(][{COUNTED}]{{1,3}}[）)])[^。；：，、;:,]{{1,30}}"
)


def section_label(text: str) -> Label | None:
    """一、 before a few words that are no sentence: a heading, if an article follows it."""
    match = _SECTION.fullmatch(text)
    label = list_label(text, "zh") if match else None
    return replace(label, style="章" if text[0] not in "（(" else "节") if label else None


def heading_words(text: str, label: Label, language: Language) -> str:
    """The words of a heading's line without label, inner spaces of 总　则 and page number."""
    words = _without_leader(text)[label.end :].split()
    return "附则" if label.style == "附则" else ("" if language == "zh" else " ").join(words)


def _without_leader(text: str) -> str:
    return (
        text[: match.start()]
        if (match := _LEADER.search(text[-200:])) and len(text) <= 200
        else text
    )


def _heading_en(text: str) -> Label | None:
    match = _HEADING_EN.match(text)
    if match is None or _REFERS_EN.match(text, match.end()):
        return None
    n = _WORDS_EN.get(match[2]) or to_int(match[2]) or from_roman(match[2])
    return _label(text, match, _LEVELS_EN[match[1]], n, language="en") if n else None


# （一）项规定的 is a reference, （一）项目基本情况 an item
_REFERRED = "项(?:[、，至和或及与的中所之]|规定|以及|情形|行为|$)"
# （三） (3) ③ 三、 3． 3、 甲、: tried in this order
_LISTS_ZH = (
    (
        "（一）",
        re.compile(rf"[（(]([{LISTED}]{{1,6}})[）)](?!{_REFERRED})、?"),
    ),
    ("（1）", re.compile(rf"[（(]([0-9]{{1,3}})[）)](?!{_REFERRED})、?")),
    ("①", re.compile("([①-⑳])、?")),
    ("一、", re.compile(f"([{COUNTED}百]{{1,5}})、")),
    ("1.", re.compile(r"([0-9]{1,3})(?:[.．](?![0-9])|、)")),
    ("1）", re.compile(f"([0-9]{{1,2}})[)）](?!{_REFERRED})、?")),
    ("甲、", re.compile(f"([{STEMS}])、")),
)
# (3) (c) (iv) 3. c.
_LISTS_EN = (
    ("(1)", re.compile(r"\(([0-9]{1,3})\)")),
    ("(a)", re.compile(r"\(([a-z])\)")),
    ("(i)", re.compile(r"\(([ivx]{2,6})\)")),
    ("1.", re.compile(r"([0-9]{1,3})\.(?![0-9])")),
    ("a.", re.compile(r"([a-z])\.(?=\s)")),
)


def list_label(text: str, language: Language, start: int = 0) -> Label | None:
    """（三）, 3., ③, 甲、 or (c) at `start`."""
    for style, pattern in _LISTS_ZH if language == "zh" else _LISTS_EN:
        if match := pattern.match(text, start):
            n = _list_number(style, match[1])
            return None if n is None else Label(style, n, (), match[0], match.end())
    return None


def _list_number(style: str, printed: str) -> int | None:
    match style:
        case "①":
            return ord(printed) - ord("①") + 1
        case "甲、":
            return STEMS.index(printed) + 1
        case "(a)" | "a.":
            return ord(printed) - ord("a") + 1
        case "(i)":
            return from_roman(printed)
    return to_int(printed)
