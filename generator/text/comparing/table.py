"""Two versions of a text side by side, as 新旧条文对照表 are printed: old, new, remark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.records.changes import Change, ChangeKind, Comparison
from generator.records.texts import Document, Language, Passage, Text
from generator.records.walking import by_address
from generator.text.addresses import article_of, cite
from generator.text.comparing.alike import Folding, folding
from generator.text.comparing.words import Piece, pieces

_ONLY_NUMBERED: frozenset[ChangeKind] = frozenset(("unchanged", "renumbered"))


@dataclass(frozen=True, slots=True)
class Line:
    """A 款, 项 or 目 in both versions; no pieces where one has it not. Labels as printed."""

    kind: ChangeKind
    old_label: str
    new_label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An article in both versions, or a run of articles that only have other numbers.

    `old` and `new` are addresses, first and last of a run, none where there is no such article.
    """

    kind: ChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    lines: tuple[Line, ...]
    remark: Text


def table(old: Document, new: Document, comparison: Comparison) -> tuple[Row, ...]:
    """A row for each article that changed and for each run of articles that was renumbered.

    Articles that are what they were have none.
    """
    there, here = by_address(old.articles), by_address(new.articles)
    words = ([p.words for p in there.values()], [p.words for p in here.values()])
    lines = _Lines(there, here, folding(*words), comparison.provisions)
    rows: list[Row] = []
    for group in _runs(comparison.articles):
        first, last = group[0], group[-1]
        if first.kind == "renumbered":
            ends = (first, last) if len(group) > 1 else (first,)
            numbers = tuple(c.old or "" for c in ends), tuple(c.new or "" for c in ends)
            rows.append(Row("renumbered", *numbers, (), _renumbered(*numbers)))
        elif first.kind != "unchanged":
            rows.append(_row(first, lines))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the lines of a row are made from."""

    there: Mapping[str, Passage]
    here: Mapping[str, Passage]
    folding: Folding
    changes: tuple[Change, ...]


def _runs(articles: Sequence[Change]) -> Iterator[list[Change]]:
    """Each article alone, but together those renumbered that follow one another."""
    run: list[Change] = []
    for change in articles:
        if run and not (_only_moved_on(run[-1], change)):
            yield run
            run = []
        run.append(change)
    if run:
        yield run


def _only_moved_on(before: Change, after: Change) -> bool:
    both = before.kind == after.kind == "renumbered"
    return both and _next(before.old, after.old) and _next(before.new, after.new)


def _next(one: str | None, other: str | None) -> bool:
    """Whether `a8` follows `a7`: by the number, no article with 之一 between them."""
    if one is None or other is None or "-" in one + other:
        return False
    return int(one[1:]) + 1 == int(other[1:])


def _row(change: Change, source: _Lines) -> Row:
    own = [c for c in source.changes if _belongs(c, change)]
    lines = tuple(_line(c, source) for c in own)
    old, new = (tuple(filter(None, (change.old,))), tuple(filter(None, (change.new,))))
    return Row(change.kind, old, new, lines, _remark(change, own))


def _belongs(piece: Change, article: Change) -> bool:
    """Pieces stand with their new article; those that went, with the old one."""
    if piece.new and article.new:
        return article_of(piece.new) == article.new and article.kind != "merged"
    return piece.new is None and article_of(piece.old or "") == article.old


def _line(change: Change, source: _Lines) -> Line:
    """What went into another piece or came out of one stands in one column alone."""
    before = None if change.kind == "split" else source.there.get(change.old or "")
    after = None if change.kind == "merged" else source.here.get(change.new or "")
    words = pieces(before.words if before else "", after.words if after else "", source.folding)
    return Line(change.kind, _label(before), _label(after), words)


def _label(passage: Passage | None) -> str:
    """（一）, none of the article itself: its number heads the row."""
    return passage.label if passage and passage.kind != "article" else ""


def _renumbered(old: tuple[str, ...], new: tuple[str, ...]) -> Text:
    zh = "至".join(cite(a, "zh") for a in old), "至".join(cite(a, "zh") for a in new)
    en = " to ".join(cite(a, "en") for a in old), " to ".join(cite(a, "en") for a in new)
    return Text(f"{zh[0]}改为{zh[1]}，文字未改", f"{en[0]} became {en[1]}; the words stayed")


def _remark(change: Change, own: Iterable[Change]) -> Text:
    old, new = _cited(change.old), _cited(change.new)
    match change.kind:
        case "added":
            words = Text("新增", "added")
        case "deleted":
            words = Text("删去", "deleted")
        case "moved":
            words = Text(f"由{old.zh}移来", f"moved here from {old.en}")
        case "split":
            words = Text(f"由{old.zh}分出", f"split off {old.en}")
        case "merged":
            words = Text(f"并入{new.zh}", f"merged into {new.en}")
        case _ if change.old != change.new:
            words = Text(f"{old.zh}改为{new.zh}，有修改", f"{old.en} became {new.en}, edited")
        case _:
            words = Text("修改", "edited")
    came = [c for c in own if c.kind in ("moved", "split", "merged") and c.old and c.new]
    return Text(words.zh + _came(came, "zh"), (words.en or "") + _came(came, "en"))


def _cited(address: str | None) -> Text:
    return Text(cite(address, "zh"), cite(address, "en")) if address else Text("", "")


def _came(changes: Sequence[Change], language: Language) -> str:
    """；第三十一条由第二十七条第四款移来"""
    said = {
        "zh": {"moved": "；{new}由{old}移来", "split": "；{new}由{old}分出",
               "merged": "；{old}并入{new}"},
        "en": {"moved": "; {new} moved from {old}", "split": "; {new} split off {old}",
               "merged": "; {old} merged into {new}"},
    }[language]  # fmt: skip
    return "".join(
        said[c.kind].format(old=cite(c.old or "", language), new=cite(c.new or "", language))
        for c in changes
    )
