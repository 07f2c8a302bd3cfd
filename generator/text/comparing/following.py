"""Where each provision went, and its words: what rests on them can follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.records.changes import Change, ChangeKind, Comparison
from generator.records.texts import Document, Passage
from generator.records.walking import by_address, walk
from generator.text.addresses import parent_of
from generator.text.comparing.alike import Folding, folding
from generator.text.comparing.words import Piece, pieces

_STAYED: frozenset[ChangeKind] = frozenset(("unchanged", "renumbered"))
_ENOUGH = 3  # a third of some words must have stayed for the rest to be what they became
_LONGEST = 4  # times as long as they were is no longer what they became
_MARKS = "，；。：、,;:. "


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a provision: `new` is its address now, "" where it is no more.

    `into` is where the words of one that is no more went, "" where they are gone.
    """

    new: str
    kind: ChangeKind
    into: str = ""


def fates(old: Document, new: Document, comparison: Comparison) -> Mapping[str, Fate]:
    """The fate of each provision of the old text, by its address then."""
    there, here = by_address(old.articles), by_address(new.articles)
    fold = folding_of(old, new)
    rows: dict[str | None, Change] = {
        c.old: c for c in comparison.provisions if c.old and c.kind != "split"
    }
    found: dict[str, Fate] = {}
    for change in comparison.articles:
        if change.old is None or change.kind == "split":
            continue
        article = there[change.old]
        if change.kind in _STAYED and change.new:
            found |= _stayed(article, here[change.new], change.kind, fold)
        else:
            found |= dict(_changed(article, change, rows, here))
    return found


def folding_of(old: Document, new: Document) -> Folding:
    """How the words of two texts are compared."""
    both = ((p.words for p in walk(text.articles)) for text in (old, new))
    return folding(*both)


def _stayed(
    article: Passage, now: Passage, kind: ChangeKind, fold: Folding
) -> Mapping[str, Fate]:
    """Of an article that kept its words each piece, by its place or else by its words."""
    here = by_address((now,))
    said = {fold(p.words): p.address for p in reversed(list(here.values())) if p.words}
    found = {}
    for passage in walk((article,)):
        address = now.address + passage.address.removeprefix(article.address)
        if address not in here or fold(here[address].words) != fold(passage.words):
            address = said.get(fold(passage.words), "")
        found[passage.address] = Fate(address, kind if address else "deleted")
    return found


def _changed(
    article: Passage,
    change: Change,
    rows: Mapping[str | None, Change],
    here: Mapping[str, Passage],
) -> Iterator[tuple[str, Fate]]:
    went = {article.address: change.new if change.kind != "merged" else None}
    for passage in walk((article,)):
        row = rows.get(passage.address)
        if row and row.kind == "merged":
            yield passage.address, Fate("", "merged", row.new or "")
        elif row:
            went[passage.address] = row.new
            yield passage.address, Fate(row.new or "", row.kind)
        else:  # no words of its own
            above = went.get(parent_of(passage.address)) or ""
            piece = passage.address.rpartition(".")[2]
            address = f"{above}.{piece}" if passage is not article else change.new or ""
            there = address in here and change.kind != "merged"
            went[passage.address] = address if there else None
            yield passage.address, Fate(address, "edited") if there else Fate("", change.kind)


def words_under(passage: Passage) -> str:
    """All words of a passage and of what is listed in it, as quotes may be taken from them."""
    return "\n".join(p.words for p in walk((passage,)))


def words_now(words: str, before: Passage, after: Passage, fold: Folding) -> str | None:
    """The run of words that some words of a passage became; None where they are gone."""
    if words in words_under(after):
        return words
    if words in before.words:
        return _run(words, before.words, after.words, fold)
    return _run(words, words_under(before), words_under(after), fold)


def _run(words: str, before: str, after: str, fold: Folding) -> str | None:
    start = before.find(words)
    if start < 0:
        return None
    end = start + len(words)
    spans, stayed, at = [], 0, (0, 0)
    for piece in pieces(before, after, fold):
        low, high = max(start - at[0], 0), min(end - at[0], len(piece.old))
        if low < high:
            stayed += 0 if piece.changed else high - low
            spans.append([at[1] + n for n in _span(piece, low, high)])
        at = (at[0] + len(piece.old), at[1] + len(piece.new))
    if not spans or stayed * _ENOUGH < len(words):
        return None
    run = after[min(s[0] for s in spans) : max(s[1] for s in spans)]
    run = run if words[:1] in _MARKS else run.lstrip(_MARKS)
    run = run if words[-1:] in _MARKS else run.rstrip(_MARKS)
    return run if run and "\n" not in run and len(run) <= _LONGEST * len(words) else None


def _span(piece: Piece, low: int, high: int) -> tuple[int, int]:
    """Where `low:high` of the old words of a piece stands in its new ones."""
    if piece.changed:  # the half of a change is it, less of it is its neighbour
        if 2 * (high - low) >= len(piece.old):
            return 0, len(piece.new)
        return (len(piece.new), len(piece.new)) if low else (0, 0)
    if len(piece.old) == len(piece.new):
        return low, high
    return _place(piece, low), _place(piece, high)


def _place(piece: Piece, at: int) -> int:
    """Where a place among words lies among the same words printed in another manner."""
    matcher = SequenceMatcher(None, piece.old, piece.new, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        if at < b:
            return min(c + at - a, d)
    return len(piece.new)
