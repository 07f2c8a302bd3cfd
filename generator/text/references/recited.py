"""Cross-references in words of our own put to the numbers that provisions have now."""

import re
from collections.abc import Callable, Mapping, Set

from generator.records.texts import Language, Reference
from generator.text.numerals import NUMERAL, to_chinese, to_int
from generator.text.references.finder import references

_N = f"[{NUMERAL}0-9]+"
_ZH = {
    "a": re.compile(f"第({_N})条(?:之({_N}))?"),  # 第五条, 第五条之一
    "p": re.compile(f"第({_N})款"),
    "i": re.compile(f"第?（({_N})）项?|第({_N})项"),
}
_EN = {
    # Articles 5 to 7-1; not the 3 of item (3) or paragraph 3
    "a": re.compile(r"(?<![\d(-])(?<!paragraph )(?<!item )(\d+)(?:-(\d+))?"),
    "p": re.compile(r"(?<=paragraph )(\d+)"),
    "i": re.compile(r"(?<=item )\(?(\d+)\)?"),
}
Went = Mapping[str, str]  # address then → now, "" where there is none


def recited(
    words: str, at: str, known: Set[str], went: Went, *, language: Language, title: str = ""
) -> str:
    """`words`, said of the provision `at`, with citations as provisions are numbered now.

    `known` are all addresses of the text that `at` is of. Citations of the text of that `title`
    are meant, "" for that of `at` itself. What is no more is cited as before.
    """
    made, end = [], 0
    for reference in references(words, at, known, language):
        if reference.title == title:
            said = words[reference.start : reference.end]
            made += [words[end : reference.start], _now(said, reference, went, language)]
            end = reference.end
    return "".join((*made, words[end:]))


def _now(said: str, reference: Reference, went: Went, language: Language) -> str:
    forms = _ZH if language == "zh" else _EN
    said = forms["a"].sub(lambda m: _article(m, went), said)
    if len(reference.targets) == 1 and (now := went.get(reference.targets[0], "")):
        numbers = {piece[0]: piece[1:].partition("-")[0] for piece in now.split(".")[1:]}
        for kind in ("p", "i"):
            if kind in numbers:
                said = forms[kind].sub(_to(numbers[kind]), said)
    return said


def _article(match: re.Match[str], went: Went) -> str:
    numbers = [to_int(n) for n in match.groups() if n]
    now = went.get("a" + "-".join(map(str, numbers)), "")
    if not now:
        return match.group()
    first, *behind = now[1:].split("-")
    if not match.group().startswith("第"):
        return now[1:]
    figures = match[1].isascii()
    printed = [n if figures else to_chinese(int(n)) for n in (first, *behind)]
    return f"第{printed[0]}条" + "".join(f"之{n}" for n in printed[1:])


def _to(number: str) -> Callable[[re.Match[str]], str]:
    def put(match: re.Match[str]) -> str:
        old = next(n for n in match.groups() if n)
        new = number if old.isascii() else to_chinese(int(number))
        return match.group().replace(old, new, 1)

    return put
