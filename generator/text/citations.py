"""The address of a provision from how people cite it: the way back of `addresses.cite`."""

import re
from collections.abc import Iterator

from generator.text.numerals import NUMERAL, to_int

_N = f"([0-9０-９{NUMERAL}]+)"
_CHINESE = re.compile(  # 第六条第一款, 第十二条之一第（三）项, 第6条（三）
    f"第?{_N}条(?:之{_N})?(?:第?{_N}款)?"
    f"(?:(?:第?[（(]{_N}[）)]项?|第?{_N}项)(?:之{_N})?)?(?:第?{_N}目)?"
)
_ENGLISH = re.compile(  # Article 12, paragraph 2, item (3)
    r"Art(?:icle|\.)? ?(\d+)(?:-(\d+))?(?:,? para(?:graph|\.)? ?(\d+))?"
    r"(?:,? item ?\(?(\d+)()(?:-(\d+))?\)?)?(?:,? sub-?item ?(\d+))?",
    re.IGNORECASE,
)


def address_cited(cited: str) -> str:
    """第六条第一款 → `a6.p1`; "" where it is no such citation, or not of one provision."""
    found = _CHINESE.fullmatch("".join(cited.split())) or _ENGLISH.fullmatch(cited.strip())
    if not found:
        return ""
    article, behind, paragraph, bracketed, item, after, subitem = map(_number, found.groups())
    pieces = (
        *_piece("a", article, behind),
        *_piece("p", paragraph),
        *_piece("i", bracketed or item, after),
        *_piece("s", subitem),
    )
    return ".".join(pieces)


def _number(printed: str | None) -> int:
    """0 where there is none."""
    return to_int(printed or "") or 0


def _piece(letter: str, number: int, behind: int = 0) -> Iterator[str]:
    if number:
        yield f"{letter}{number}-{behind}" if behind else f"{letter}{number}"
