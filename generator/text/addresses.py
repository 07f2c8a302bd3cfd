"""Addresses of provisions, and how people cite them.

An address is `a5`, `a5.i3`, `a11.p2`, `a12.p2.i3` or `a31-1`, with or without `.s2` behind it;
`.t1` is a table in what stands before it.
"""

from collections.abc import Iterable

from generator.records.texts import Language
from generator.text.numerals import to_chinese

_WORDS = {"p": "paragraph", "i": "item", "s": "sub-item", "t": "table"}


def article_of(address: str) -> str:
    """`a5.i3` → `a5`."""
    return address.partition(".")[0]


def parent_of(address: str) -> str:
    """`a12.p2.i3` → `a12.p2`; "" for an article."""
    return address.rpartition(".")[0]


def order(address: str) -> tuple[tuple[int, ...], ...]:
    """A key that sorts addresses as their provisions stand in the text."""
    return tuple(("apist".index(p[0]), *_numbers(p)) for p in address.split("."))


def cite(address: str, language: Language, *, parts: bool = False) -> str:
    """`a12.p2.i3` → 第十二条第二款第（三）项, or Article 12, paragraph 2, item (3).

    In a document of `parts`, 第十二部分第二段第（三）项 and Part 12, paragraph 2, item (3).
    """
    pieces = address.split(".")
    if parts:
        said = _PARTS_ZH if language == "zh" else _PARTS_EN
        return "".join(said[p[0]].format(_in_words(p, language)) for p in pieces)
    if language == "en":
        return ", ".join(_cite_en(piece) for piece in pieces)
    return "".join(_cite_zh(piece) for piece in pieces)


_PARTS_ZH = {
    "a": "第{}部分", "p": "第{}段", "i": "第（{}）项", "s": "第{}点", "t": "表{}",
}  # fmt: skip
_PARTS_EN = {
    "a": "Part {}", "p": ", paragraph {}", "i": ", item ({})", "s": ", point {}",
    "t": ", table {}",
}  # fmt: skip


def _in_words(piece: str, language: Language) -> str:
    if language == "en" or piece[0] == "s":
        return piece[1:]
    first, *rest = (to_chinese(n) for n in _numbers(piece))
    return first + "".join(f"之{n}" for n in rest)


def is_repeat(address: str) -> bool:
    """Whether the text gives an item's number twice, which is told where the text is read."""
    return "-" in address.partition(".")[2]


def label(address: str, language: Language) -> str:
    """The printed number of the last piece: 第五条 or Article 5, （三） or (3); "" for a 款."""
    piece = address.rpartition(".")[2]
    numbers = _numbers(piece)
    match piece[0]:
        case "a":
            return _cite_zh(piece) if language == "zh" else _cite_en(piece)
        case "i":
            return f"（{to_chinese(numbers[0])}）" if language == "zh" else f"({numbers[0]})"
        case "s":
            return f"{numbers[0]}."
    return ""


def page_name(address: str, *, digits: int = 2) -> str:
    """The name of the article's files, numbers filled to `digits`: `a5.i3` → `article-05`."""
    first, *rest = _numbers(article_of(address))
    return "-".join(["article", f"{first:0{digits}}", *map(str, rest)])


def number_width(articles: Iterable[str]) -> int:
    """To how many digits the numbers in the names of pages are filled: at least two."""
    return max([2, *(len(address[1:].partition("-")[0]) for address in articles)])


def _numbers(piece: str) -> tuple[int, ...]:
    return tuple(int(n) for n in piece[1:].split("-"))


def _cite_zh(piece: str) -> str:
    first, *rest = (to_chinese(n) for n in _numbers(piece))
    behind = "".join(f"之{n}" for n in rest)
    match piece[0]:
        case "a":
            return f"第{first}条{behind}"
        case "p":
            return f"第{first}款"
        case "i":
            return f"第（{first}）项{behind}"
        case "t":
            return f"表{first}"
    return f"第{_numbers(piece)[0]}目"


def _cite_en(piece: str) -> str:
    number = piece[1:]
    match piece[0]:
        case "a":
            return f"Article {number}"
        case "i":
            return f"item ({number})"
    return f"{_WORDS[piece[0]]} {number}"
