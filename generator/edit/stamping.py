"""The stamps of a translation and what an edition prints, put into the files that keep them."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from generator.edit.editing import (
    Replacement,
    inserted,
    line_end,
    line_starts,
    with_replacements,
)
from generator.project import appendices, yamltree
from generator.project.yamltree import Listing, Scalar, Table
from generator.records.editions import Edition
from generator.records.texts import Location
from generator.text.addresses import order

StampPair = tuple[str, str]  # of the Chinese and of the English words

HEAD = (
    "# yaml-language-server: $schema=../../schema/editions.schema.json",
    "# 由 zicha release 写入 / written by zicha release",
)


def stamp_in_yaml(stamp: str) -> str:
    """Quoted where other readers of YAML would see a number in it: 1234567890e1."""
    return f'"{stamp}"' if re.fullmatch(r"[0-9]+(e[0-9]+)?", stamp) else stamp


def with_reviews(text: str, made: Mapping[str, StampPair]) -> str:
    """The text of a translation-review.yaml with these stamps by address; the rest stays."""
    before = _reviews(text)
    wanted = {**before, **made}
    for way in (_reviews_in_place, _reviews_anew):
        after = way(text, made, wanted)
        if _reviews(after) == wanted:
            return after
    return after


def _reviews(text: str) -> Mapping[str, StampPair]:
    tree, _ = yamltree.read(text, "")
    return {at: (r.zh, r.en) for at, r in appendices.reviews(tree).items()}


def _reviews_in_place(
    text: str, made: Mapping[str, StampPair], _: Mapping[str, StampPair]
) -> str:
    tree, _findings = yamltree.read(text, "")
    if not isinstance(tree, Table):
        return ""
    changes: list[Replacement] = []
    rows: dict[int, list[str]] = {}
    for address, stamps in sorted(made.items(), key=lambda row: order(row[0])):
        there = tree.entries.get(address)
        if isinstance(there, Table):
            changes += _replacements(there, stamps)
        else:
            line = _line_after(address, tree.keys, len(line_starts(text)) + 1)
            rows.setdefault(line, []).append(_review(address, stamps))
    text = with_replacements(text, changes)
    for line in sorted(rows, reverse=True):
        text = inserted(text, line, rows[line])
    return text


def _replacements(there: Table, stamps: StampPair) -> Iterator[Replacement]:
    for language, new in zip(("zh", "en"), stamps, strict=True):
        old = there.entries.get(language)
        if isinstance(old, Scalar) and old.value != new:
            yield Replacement(old.location, old.value, stamp_in_yaml(new))


def _line_after(address: str, keys: Mapping[str, Location], last: int) -> int:
    """The line of the first address that comes later in the text, else the end of the file."""
    return min((at.line for a, at in keys.items() if order(a) > order(address)), default=last)


def _reviews_anew(
    text: str, _: Mapping[str, StampPair], wanted: Mapping[str, StampPair]
) -> str:
    end = line_end(text)
    head = [line for line in text.splitlines() if line.startswith("#")]
    rows = [_review(a, wanted[a]) for a in sorted(wanted, key=order)]
    return "".join(f"{line}{end}" for line in (*head, *rows))


def _review(address: str, stamps: StampPair) -> str:
    return f"{address}: {{zh: {stamp_in_yaml(stamps[0])}, en: {stamp_in_yaml(stamps[1])}}}"


def with_edition(text: str, made: Edition) -> str:
    """The text of an editions.yaml with this one, the newest first; the others stay.

    One of the same date gives way to it.
    """
    before = [each for each in _editions(text) if each.date != made.date]
    wanted = _plain(sorted((*before, made), key=lambda e: e.date, reverse=True))
    ways: tuple[Callable[[], str], ...] = (
        partial(_edition_in_place, text, made),
        partial(_editions_anew, text, (*before, made)),
    )
    for way in ways:
        after = way()
        if _plain(_editions(after)) == wanted:
            return after
    return after


def _editions(text: str) -> tuple[Edition, ...]:
    tree, _ = yamltree.read(text, "")
    return appendices.editions(tree)


def same(one: Edition, other: Edition) -> bool:
    """Whether two editions record the same."""
    return _plain([one]) == _plain([other])


def _plain(editions: "list[Edition] | tuple[Edition, ...]") -> list[tuple[object, ...]]:
    return [(e.date, dict(e.sheets), dict(e.checks)) for e in editions]


def _edition_in_place(text: str, made: Edition) -> str:
    tree, _ = yamltree.read(text, "")
    if not isinstance(tree, Listing):
        return ""
    there = appendices.editions(tree)
    starts = [e.location.line for e in there] + [len(line_starts(text)) + 1]
    for n, each in enumerate(there):
        if each.date == made.date:
            text = _without(text, starts[n], starts[n + 1])
            return inserted(text, starts[n], _edition(made))
        if each.date < made.date:
            return inserted(text, starts[n], _edition(made))
    return inserted(text, starts[-1], _edition(made))


def _without(text: str, first: int, after: int) -> str:
    """The text without the lines from `first` until before `after`."""
    starts = [*line_starts(text), len(text), len(text)]
    return text[: starts[first - 1]] + text[starts[after - 1] :]


def _editions_anew(text: str, editions: tuple[Edition, ...]) -> str:
    end = line_end(text)
    every = sorted(editions, key=lambda e: e.date, reverse=True)
    lines = [*HEAD, *(line for each in every for line in _edition(each))]
    return "".join(f"{line}{end}" for line in lines)


def _edition(edition: Edition) -> Iterator[str]:
    yield f"- edition: {edition.date}"
    yield "  sheets:" if edition.sheets else "  sheets: {}"
    yield from (f"    {key}: {stamp_in_yaml(mark)}" for key, mark in edition.sheets.items())
    yield "  checks:" if edition.checks else "  checks: {}"
    for id_, check in edition.checks.items():
        bearers = ", ".join(check.bearers)
        row = f"{{at: {check.at}, bearers: [{bearers}], stamp: {stamp_in_yaml(check.stamp)}}}"
        yield f"    {id_}: {row}"
