"""The short files beside a text and its checks, carried over."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.edit.amending.carrier import (
    Note,
    english_of,
    now_at,
    only_numbers,
    said_now,
    stamp_now,
)
from generator.edit.yamltext import (
    Cut,
    YamlText,
    entry_line,
    instead,
    rows,
    with_cuts,
    without_items,
    yaml_text,
)
from generator.project import appendices, fields
from generator.project.merging import merged_provisions
from generator.project.yamltree import Listing, Node, Scalar, Table
from generator.records.regulation import Regulation
from generator.records.texts import Document, Language, Text
from generator.records.walking import by_address
from generator.rules.quoting import matrix_not_quoted
from generator.text.addresses import order
from generator.text.comparing.carrier import Carrier, cited_now
from generator.text.stamps import stamp

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def reviews_now(file: YamlText, english: Document | None, carrier: Carrier) -> str:
    """translation-review.yaml by the addresses of the new text, what is gone left out."""
    tree, there = file.tree, by_address(english.articles) if english else {}
    if not isinstance(tree, Table) or not tree.entries:
        return file.text
    lines = [(at, file.starts[key.line - 1]) for at, key in tree.keys.items()]
    ends = [*(start for _, start in lines[1:]), len(file.text)]
    kept: list[tuple[str, str]] = []
    for (at, start), end in zip(lines, ends, strict=True):
        now = now_at(carrier, at)
        if now:
            words = there[at].words if at in there else ""
            moved = [instead(file, tree.keys[at], now)] if now != at else []
            stamps = _stamps(carrier, words, (at, now), tree.entries[at])
            cuts = [*moved, *(instead(file, node.location, new) for node, new in stamps)]
            kept.append((now, with_cuts(file.text, cuts, start, end)))
    listed = [order(at) for at, _ in lines]
    if listed == sorted(listed):
        kept.sort(key=lambda row: order(row[0]))
    return file.text[: lines[0][1]] + "".join(_ended(text) for _, text in kept)


def _stamps(
    carrier: Carrier, english: str, way: tuple[str, str], stamps: Node
) -> Iterator[tuple[Scalar, str]]:
    """The stamps of a review that are others now."""
    at, now = way
    zh = stamps.entries.get("zh") if isinstance(stamps, Table) else None
    en = stamps.entries.get("en") if isinstance(stamps, Table) else None
    if not (isinstance(zh, Scalar) and isinstance(en, Scalar)):
        return
    said = english_of(carrier, english, at, now)
    if only_numbers(carrier, at, now) and (said == english or en.value != stamp(english)):
        return  # the English cites by the old numbers, or waits for somebody anyway
    for node, new in (
        (zh, stamp_now(carrier, zh.value, at, now)),
        (en, en.value if said == english else stamp(said)),
    ):
        if new != node.value:
            yield node, new


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def matrix_now(
    file: YamlText, regulation: Regulation, carrier: Carrier
) -> tuple[str | None, Note | None]:
    """matrix.yaml with the words of the new text; None where they no longer make it up."""
    tree = file.tree
    assert isinstance(tree, Table)
    cuts = _matrix(file, tree, carrier)
    if cuts is not None:
        text = with_cuts(file.text, cuts)
        made = replace(
            regulation,
            articles=merged_provisions(carrier.new, None),
            matrix=appendices.matrix(yaml_text(text, file.path).tree),
        )
        if not any(matrix_not_quoted(made)):
            return text, None
    words = Text(
        "条文已不是这样写的，对照表移入档案；需要的话请按新条文另做",
        "the text no longer says so: the table goes to the archive; make it anew if wanted",
    )
    return None, Note(file.path, words)


def _matrix(file: YamlText, tree: Table, carrier: Carrier) -> list[Cut] | None:
    at = fields.word(tree, "at")
    quoted = [n for key in ("tiers", "columns") for n in fields.items(tree, key)]
    quoted += [
        c for r in fields.items(tree, "cells") if isinstance(r, Listing) for c in r.items
    ]
    made = [*_place(file, tree, carrier), *_quotes(file, quoted, at, carrier)]
    for group in fields.tables(tree, "groups"):
        words = [form.entries["words"] for form in fields.tables(group, "forms")]
        made += _place(file, group, carrier)
        made += _quotes(file, words, fields.word(group, "at"), carrier)
    cuts = [cut for cut in made if cut is not None]
    return cuts if len(cuts) == len(made) else None


def _place(file: YamlText, table: Table, carrier: Carrier) -> Iterator[Cut | None]:
    at = fields.word(table, "at")
    now = carrier.went.get(at, "")
    if not now:
        yield None
    elif now != at:
        yield instead(file, table.entries["at"].location, now)


def _quotes(
    file: YamlText, nodes: Sequence[Node], at: str, carrier: Carrier
) -> Iterator[Cut | None]:
    now = carrier.went.get(at, "")
    for node in nodes if now else ():
        zh = node.entries.get("zh") if isinstance(node, Table) else None
        if isinstance(zh, Scalar):
            new = said_now(carrier, zh.value, at, now)
            if new is None:
                yield None
            elif new != zh.value:
                yield instead(file, zh.location, new)


def vocabulary_now(file: YamlText, carrier: Carrier) -> str:
    """vocabulary.yaml with the places where bearers are named."""
    cuts: list[Cut] = []
    bearers = file.tree.entries.get("bearers") if isinstance(file.tree, Table) else None
    for term in bearers.entries.values() if isinstance(bearers, Table) else ():
        named = term.entries.get("named_in") if isinstance(term, Table) else None
        if isinstance(named, Scalar) and isinstance(term, Table):
            now = carrier.went.get(named.value, "")
            if now and now != named.value:
                cuts.append(instead(file, named.location, now))
            elif not now:
                cuts.append(_without_entry(file, term, "named_in", named))
    return with_cuts(file.text, cuts)


def _without_entry(file: YamlText, table: Table, key: str, value: Scalar) -> Cut:
    """A key with its value taken out, in a line of its own or between braces."""
    start = file.extents[table.keys[key].line, table.keys[key].column][0]
    end = file.extents[value.location.line, value.location.column][1]
    line = file.starts[table.keys[key].line - 1]
    if not file.text[line:start].strip():
        return entry_line(file, table.keys[key], end)
    before = file.text[:start].rstrip()
    if before.endswith(","):
        return Cut(len(before) - 1, end)
    comma = file.text.find(",", end)
    return Cut(start, comma + 1 if comma >= 0 else end)


def tracers_now(file: YamlText, gone: frozenset[str]) -> tuple[str | None, tuple[Note, ...]]:
    """tracers.yaml without checks that are no more, None where no tracer is left."""
    tree = file.tree
    if not isinstance(tree, Listing):
        return file.text, ()
    cuts: list[Cut] = []
    notes: list[Note] = []
    empty = []
    for n, tracer in enumerate(tree.items):
        stages = _listing(tracer, "stages")
        lost: list[int] = []
        for m, stage in enumerate(stages.items if stages else ()):
            of_stage = _without_checks(file, stage, gone)
            notes += of_stage.notes
            cuts += of_stage.cuts
            lost += [m] * of_stage.empty
        if stages and len(lost) == len(stages.items):
            empty.append(n)
        elif stages and lost:
            cuts += without_items(file, stages, lost)
    if len(empty) == len(tree.items):
        return None, tuple(notes)
    cuts += [Cut(*rows(file, tree)[n]) for n in empty]
    return with_cuts(file.text, _outermost(cuts)), tuple(notes)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A stage without checks that are no more, `empty` where nothing is left to follow."""

    cuts: tuple[Cut, ...] = ()
    notes: tuple[Note, ...] = ()
    empty: bool = False


def _without_checks(file: YamlText, stage: Node, gone: frozenset[str]) -> _Stage:
    checks = _listing(stage, "checks")
    named = [i.value if isinstance(i, Scalar) else "" for i in checks.items] if checks else []
    lost = [n for n, id_ in enumerate(named) if id_ in gone]
    if checks is None or not lost:
        return _Stage()
    ids = ", ".join(named[n] for n in lost)
    notes = (Note(file.path, Text(f"去掉 {ids}", f"without {ids}")),)
    if len(lost) == len(named):
        return _Stage((), notes, empty=True)
    return _Stage(tuple(without_items(file, checks, lost)), notes)


def _listing(node: Node, key: str) -> Listing | None:
    found = node.entries.get(key) if isinstance(node, Table) else None
    return found if isinstance(found, Listing) else None


def _outermost(cuts: list[Cut]) -> list[Cut]:
    """Those that lie in no other."""
    return [
        c for c in cuts
        if not any(o is not c and o.start <= c.start and c.end <= o.end for o in cuts)
    ]  # fmt: skip


def cited_file(file: YamlText, put: Callable[[str, Language], str]) -> str:
    """A file with every `{zh, en}` of ours as `put` words it."""
    cuts: list[Cut] = []
    stack = [file.tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Listing):
            stack += node.items
        elif isinstance(node, Table):
            stack += [n for n in node.entries.values() if not isinstance(n, Scalar)]
            for language in _LANGUAGES:
                value = node.entries.get(language)
                new = put(value.value, language) if isinstance(value, Scalar) else ""
                if isinstance(value, Scalar) and new != value.value:
                    cuts.append(instead(file, value.location, new))
    return with_cuts(file.text, cuts)


def glossary_now(file: YamlText, carrier: Carrier) -> str:
    """glossary.yaml with the citations in its notes."""
    first = next(iter(carrier.there), "a1")
    return cited_file(file, lambda words, language: cited_now(carrier, words, first, language))
