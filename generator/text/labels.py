"""Labels that a line of a text may begin with: 第五条, 第二章, （三）, Article 5, (3)."""

import re
from dataclasses import dataclass

from generator.model import Language, Level
from generator.text.numerals import from_roman, to_int

_N = "[〇零○一二三四五六七八九十百千两0-9０-９]{1,9}"
# 第三十一条之一
_ARTICLE_ZH = re.compile(rf"第({_N})条((?:之{_N})*)")
# 第二章
_HEADING_ZH = re.compile(rf"第({_N})(编|分编|章|节)")
# 第二条第一款, 第五条、第六条, 第十条规定的, 第三条至: what follows makes it a reference
_REFERS = re.compile(
    r"\s?(?:[、，,和至及与或的之中内]|第[〇零○一二三四五六七八九十百千两0-9０-９（(]|以及|规定|所[列称指述规]|[（(][一二三四五六七八九十0-9]+[）)]项)"
)
# Article 31-1
_ARTICLE_EN = re.compile(r"Article\s+(\d{1,9})((?:-\d{1,4})*)(?!\d)")
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
_WORDS_EN = ("One Two Three Four Five Six Seven Eight Nine Ten "
             "Eleven Twelve Thirteen Fourteen Fifteen Sixteen").split()  # fmt: skip
_LONGEST_HEADING = 60  # characters; longer lines are sentences that begin with a reference
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Label:
    """A number that a line begins with; what it labels starts at `end` of the line.

    `style` is article, a level of headings, or how a list is numbered: （一） （1） 一、 1. ① 甲、 (a).
    """

    style: str
    n: int
    sub: tuple[int, ...]  # 之一, -1
    printed: str
    end: int


def article_label(text: str, language: Language) -> Label | None:
    """第三十一条之一 or Article 31-1 at the start, unless what follows makes it a reference."""
    pattern = _ARTICLE_ZH if language == "zh" else _ARTICLE_EN
    match = pattern.match(text)
    if match is None or (n := to_int(match[1])) is None:
        return None
    if _is_reference(text, match.end(), language):
        return None
    sub = tuple(
        s for part in re.split("[之-]", match[2])[1:] if (s := to_int(part)) is not None
    )
    return Label("article", n, sub, match[0], match.end())


def _is_reference(text: str, end: int, language: Language) -> bool:
    if language == "en":
        return text[end : end + 1] not in ("", " ", "\t")
    return _REFERS.match(text, end) is not None


def heading_label(text: str, language: Language) -> Label | None:
    """第二章 or Chapter II at the start of a line that is short and no sentence; 附则 alone is one too."""
    if len(text) > _LONGEST_HEADING or text.endswith(("。", "；", "：", "，", ";", ":", ".")):
        return None
    if language == "en":
        return _heading_en(text)
    if "".join(text.split()) == "附则":
        return Label("附则", 0, (), "", 0)
    match = _HEADING_ZH.match(text)
    if match is None or _REFERS.match(text, match.end()) or (n := to_int(match[1])) is None:
        return None
    return Label(match[2], n, (), match[0], match.end())


def _heading_en(text: str) -> Label | None:
    match = _HEADING_EN.match(text)
    if match is None:
        return None
    number = match[2]
    if number in _WORDS_EN:
        n: int | None = _WORDS_EN.index(number) + 1
    else:
        n = to_int(number) if number.isdigit() else from_roman(number)
    return None if n is None else Label(_LEVELS_EN[match[1]], n, (), match[0], match.end())


# （一）项规定的 is a reference, （一）项目基本情况 an item
_ITEM_REFERS = "项(?:[、，至和或及与的中所之]|规定|以及|情形|行为|$)"
# （三） (3) ③ 三、 3． 3、 甲、: tried in this order
_LISTS_ZH = (
    (
        "（一）",
        re.compile(rf"[（(]([〇零一二三四五六七八九十百]{{1,6}})[）)](?!{_ITEM_REFERS})、?"),
    ),
    ("（1）", re.compile(rf"[（(]([0-9０-９]{{1,3}})[）)](?!{_ITEM_REFERS})、?")),
    ("①", re.compile("([①-⑳])、?")),
    ("一、", re.compile("([一二三四五六七八九十百]{1,5})、")),
    ("1.", re.compile(r"([0-9０-９]{1,3})(?:[.．](?![0-9０-９])|、)")),
    ("甲、", re.compile(f"([{_STEMS}])、")),
)
# (3) (c) (iv) 3. c.
_LISTS_EN = (
    ("(1)", re.compile(r"\(([0-9]{1,3})\)")),
    ("(a)", re.compile(r"\(([a-z])\)")),
    ("(i)", re.compile(r"\(([ivx]{2,6})\)")),
    ("1.", re.compile(r"([0-9]{1,3})\.(?![0-9])")),
    ("a.", re.compile(r"([a-z])\.(?=\s)")),
)
FIRST_CHARACTERS = frozenset(
    "（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〇零一二三四五六七八九十百0123456789０１２３４５６７８９" + _STEMS
)


def list_label(text: str, language: Language) -> Label | None:
    """（三）, 3., ③, 甲、 or (c) at the start of a line."""
    for style, pattern in _LISTS_ZH if language == "zh" else _LISTS_EN:
        if match := pattern.match(text):
            n = _list_number(style, match[1])
            return None if n is None else Label(style, n, (), match[0], match.end())
    return None


def _list_number(style: str, printed: str) -> int | None:
    match style:
        case "①":
            return ord(printed) - ord("①") + 1
        case "甲、":
            return _STEMS.index(printed) + 1
        case "(a)" | "a.":
            return ord(printed) - ord("a") + 1
        case "(i)":
            return from_roman(printed)
    return to_int(printed)
