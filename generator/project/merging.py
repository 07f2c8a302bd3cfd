"""The Chinese and the English text as one tree; the Chinese one says what there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.records.checklist import OPEN
from generator.records.regulation import Division, Provision
from generator.records.texts import Document, Heading, Passage, Text
from generator.records.walking import by_address, walk
from generator.text import addresses
from generator.text.stamps import stamp

_LEVELS = ("编", "分编", "章", "节")


def merged_provisions(zh: Document, en: Document | None) -> tuple[Provision, ...]:
    """The articles in both languages; `words.en` is None where English has no such address."""
    english = by_address(en.articles) if en else {}
    return tuple(_provision(article, english, parts=zh.parts) for article in zh.articles)


def stamped(passage: Passage) -> str:
    """The words of which a passage has its stamp: its own with its tables, or all under it."""
    if not passage.words:
        return "".join(p.words for p in walk(passage.children))
    return passage.words + "".join(p.words for p in passage.children if p.kind == "table")


def divisions(
    zh: Document, en: Document | None, articles: Sequence[Provision]
) -> tuple[Division, ...]:
    """Headings as a tree, each with the articles that stand directly under it."""
    english = _counterparts(zh.headings, en.headings if en else ())
    flat = [_division(zh, en) for zh, en in zip(zh.headings, english, strict=True)]
    order = {article.address: at for at, article in reversed(list(enumerate(articles)))}
    filled = [
        replace(division, articles=_under(zh.headings, n, articles, order))
        for n, division in enumerate(flat)
    ]
    return _nested(filled)


def _provision(passage: Passage, english: Mapping[str, Passage], *, parts: bool) -> Provision:
    address = passage.address
    other = english.get(address)
    return Provision(
        address=address,
        kind=passage.kind,
        label=Text(passage.label, _label_en(passage, parts=parts)),
        words=Text(passage.words, _said(other.words) if other else None),
        cite=Text(
            addresses.cite(address, "zh", parts=parts),
            addresses.cite(address, "en", parts=parts),
        ),
        stamp=stamp(stamped(passage)),
        location=passage.location,
        children=tuple(_provision(child, english, parts=parts) for child in passage.children),
        caption=_caption(passage, other),
    )


def _label_en(passage: Passage, *, parts: bool) -> str:
    if parts and passage.kind == "article":
        return addresses.cite(passage.address, "en", parts=True)
    return addresses.label(passage.address, "en")


def _caption(passage: Passage, other: Passage | None) -> Text | None:
    if not passage.caption:
        return None
    return Text(passage.caption, _said(other.caption) if other else None)


def _said(words: str) -> str | None:
    """English words, None where they are still to be written."""
    return words if words not in ("", OPEN) else None


def _division(zh: Heading, en: Heading | None) -> Division:
    same = en if en and en.level == zh.level else None
    return Division(
        level=zh.level,
        n=zh.n,
        label=Text(zh.label, same.label if same else None),
        heading=Text(zh.words, _said(same.words) if same else None),
    )


def _counterparts(zh: Sequence[Heading], en: Sequence[Heading]) -> tuple[Heading | None, ...]:
    """The English heading of each: one by one, or by numbers where some are not there yet."""
    if len(zh) == len(en):
        return tuple(en)
    there = dict(zip(_paths(en), en, strict=True))
    return tuple(there.get(path) for path in _paths(zh))


def _paths(headings: Sequence[Heading]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Level and number of each heading, behind those of what it stands in."""
    path: list[tuple[str, int]] = []
    for heading in headings:
        depth = _depth_of(heading.level)
        path = [each for each in path if _depth_of(each[0]) < depth]
        path.append((heading.level, heading.n))
        yield tuple(path)


def _under(
    headings: Sequence[Heading], n: int, articles: Sequence[Provision], order: Mapping[str, int]
) -> tuple[Provision, ...]:
    start = order.get(headings[n].before, len(articles))
    later = headings[n + 1].before if n + 1 < len(headings) else ""
    return tuple(articles[start : order.get(later, len(articles))])


def _nested(flat: Sequence[Division]) -> tuple[Division, ...]:
    """`flat` as a tree: a division holds those of lower level that follow it."""
    tree: list[Division] = []
    n = 0
    while n < len(flat):
        end = n + 1
        while end < len(flat) and _depth(flat[end]) > _depth(flat[n]):
            end += 1
        tree.append(replace(flat[n], divisions=_nested(flat[n + 1 : end])))
        n = end
    return tuple(tree)


def _depth(division: Division) -> int:
    return _depth_of(division.level)


def _depth_of(level: str) -> int:
    """附则 without a number stands beside chapters."""
    return _LEVELS.index("章" if level == "附则" else level)
