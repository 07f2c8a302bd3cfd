"""A formula in a Word file (OMML) → one line of text."""

from collections.abc import Callable, Mapping
from typing import Any

from generator.text.files.raised import grouped, raised

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATH = f"{_M}oMath"
_DEEPEST = 40  # formulas in each other


def formula(element: Any, depth: int = 0) -> str:
    """What the formula says: fractions as a/b, roots as √（a）, powers raised or as a^b."""
    if depth > _DEEPEST:
        return ""
    tag = element.tag
    if tag == f"{_M}t":
        return element.text or ""
    if not isinstance(tag, str) or tag.endswith("Pr"):
        return ""
    made = _MADE.get(tag.removeprefix(_M))
    if made:
        return made(element, _Parts(element, depth))
    return "".join(formula(child, depth + 1) for child in element)


class _Parts:
    """The named parts of an element as text."""

    def __init__(self, element: Any, depth: int) -> None:
        self.element, self.depth = element, depth

    def __call__(self, name: str) -> str:
        found = self.element.find(f"{_M}{name}")
        return "" if found is None else formula(found, self.depth + 1)


def _script(words: str, *, below: bool = False) -> str:
    signs = raised(words, below=below)
    return signs if signs is not None else f"{'_' if below else '^'}{grouped(words)}"


def _fraction(_: Any, part: _Parts) -> str:
    return f"{grouped(part('num'))}/{grouped(part('den'))}"


def _root(_: Any, part: _Parts) -> str:
    return f"{part('deg')}√（{part('e')}）"


def _bracketed(element: Any, part: _Parts) -> str:
    inner = "，".join(formula(e, part.depth + 1) for e in element.findall(f"{_M}e"))
    return f"{_sign(element, 'begChr', '（')}{inner}{_sign(element, 'endChr', '）')}"


def _nary(element: Any, part: _Parts) -> str:
    sign = _sign(element, "chr", "∫")
    bounds = _script(part("sub"), below=True) + _script(part("sup"))
    return f"{sign}{bounds}{grouped(part('e'))}"


def _sign(element: Any, name: str, usual: str) -> str:
    """The sign that the properties of an element name."""
    for child in element:
        if child.tag.endswith("Pr") and (found := child.find(f"{_M}{name}")) is not None:
            said = found.get(f"{_M}val") or ""
            return {"(": "（", ")": "）"}.get(said, said)
    return usual


_MADE: Mapping[str, Callable[[Any, _Parts], str]] = {
    "f": _fraction,
    "sSup": lambda _, part: grouped(part("e")) + _script(part("sup")),
    "sSub": lambda _, part: part("e") + _script(part("sub"), below=True),
    "sSubSup": lambda _, part: (
        part("e") + _script(part("sub"), below=True) + _script(part("sup"))
    ),
    "rad": _root,
    "nary": _nary,
    "d": _bracketed,
}
