"""The words of a provision, cut where its checks quote them."""

import re
from collections.abc import Collection, Iterator, Sequence

from generator.records.checklist import Check
from generator.records.regulation import Provision
from generator.records.texts import Text
from generator.sheets.records import ClausePart

CIRCLED = 20  # ①…⑳ are one character each
LONGEST = 400  # characters of one piece: a law text past a page is cut where sentences end
_SENTENCE = re.compile(
    r"[^。；！？;]*[。；！？;]?"
)  # "不得倒签；" out of "不得倒签；不得补造。"


def lines(provision: Provision, apart: Collection[str]) -> tuple[Text, ...]:
    """Its words and those under it, a line each, without the provisions `apart`.

    Labels stand before the words of what is under it; its own is left to the citation.
    """
    own = (provision.words,) if provision.words.zh else ()
    return own + tuple(line for child in provision.children for line in _labelled(child, apart))


def _labelled(provision: Provision, apart: Collection[str]) -> Iterator[Text]:
    if provision.address in apart:
        return
    first, *rest = lines(provision, apart) or (Text(""),)
    label, words = provision.label, first
    if provision.words.zh:
        gap = " " if label.en else ""
        yield Text(label.zh + words.zh, words.en and f"{label.en or ''}{gap}{words.en}")
    elif words.zh:
        yield first
    yield from rest


def quote_places(texts: Sequence[str], check: Check) -> tuple[tuple[int, int], ...]:
    """Where the quotes of a check begin, as (line, character)."""
    found = (
        next(((n, text.find(q.words)) for n, text in enumerate(texts) if q.words in text), None)
        for q in check.quotes
    )
    return tuple(place for place in found if place is not None)


def marks(texts: Sequence[str], checks: Sequence[Check]) -> dict[str, str]:
    """Check id → ①②③ in the order of the text; none where nothing is to be told apart."""
    begins = {c.id: min(at) for c in checks if (at := quote_places(texts, c))}
    if len(begins) < 2:
        return {}
    order = sorted(begins, key=lambda check: (begins[check], check))
    return {check: mark(n) for n, check in enumerate(order, 1)}


def mark(n: int) -> str:
    """3 → ③, 21 → （21）: beyond twenty there is no one character for it in every font."""
    return chr(0x245F + n) if n <= CIRCLED else f"（{n}）"


def marked_parts(texts: Sequence[str], checks: Sequence[Check]) -> tuple[ClausePart, ...]:
    """The lines as runs, each with the marks before it; `begins` a line, a piece or nothing."""
    signs = marks(texts, checks)
    at: dict[tuple[int, int], list[str]] = {}
    for check in checks:
        for place in set(quote_places(texts, check)) if check.id in signs else ():
            at.setdefault(place, []).append(signs[check.id])
    return tuple(part for n, text in enumerate(texts) for part in _runs(n, text, at))


def _runs(n: int, text: str, at: dict[tuple[int, int], list[str]]) -> Iterator[ClausePart]:
    starts = _pieces(text)
    cuts = sorted({*starts, *(place for line, place in at if line == n)})
    for begin, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        signs = sorted(at.get((n, begin), ()), key=lambda s: (len(s), s))
        yield ClausePart(
            "".join(signs) or None,
            text[begin:end],
            "line" if begin == 0 else "piece" if begin in starts else None,
        )


def _pieces(text: str) -> list[int]:
    """Where pieces of at most LONGEST characters begin, after sentences if it can be."""
    starts, at = [0], 0
    for match in _SENTENCE.finditer(text):
        for begin in range(match.start(), match.end(), LONGEST):
            end = min(begin + LONGEST, match.end())
            if end - starts[-1] > LONGEST and at > starts[-1]:
                starts.append(at)
            at = end
    return starts
