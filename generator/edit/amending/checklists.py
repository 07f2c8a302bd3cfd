"""A file of checks carried over to the provisions as they are now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edit.amending.carrier import Note, now_at, said_now, stamp_now
from generator.edit.amending.choosing import ARCHIVE
from generator.edit.yamltext import (
    Cut,
    YamlText,
    entry_line,
    indent,
    instead,
    last_place,
    rows,
    with_cuts,
)
from generator.project import fields
from generator.project.yamltree import Listing, Scalar, Table
from generator.records.texts import Language, Text
from generator.text.comparing.carrier import Carrier, cited_now

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one provision in a file of checks, by its address now."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A file of checks in pieces; `gone` are ids of checks that only the archive has."""

    article: str  # its address then
    head: str
    chunks: tuple[Chunk, ...]
    tail: str
    notes: tuple[Note, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """A provision that goes on, in a file of checks: its address then and now."""

    file: YamlText
    carrier: Carrier
    at: str
    now: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A block or a part of it with what is to change in it; no `at` where it does not go on."""

    at: str
    cuts: tuple[Cut, ...]
    notes: tuple[Note, ...]
    gone: tuple[str, ...]


def carried(file: YamlText, carrier: Carrier, chosen: Mapping[str, str]) -> Carried:
    """The file in pieces, its addresses, quotes and citations those of the new text.

    `chosen` says of checks whose provision was split or merged where they go.
    """
    tree = file.tree
    assert isinstance(tree, Table)
    article = fields.word(tree, "article")
    now = carrier.articles.get(article, "")
    cuts = [*_retyped(file, tree, "article", now or article)]
    cuts += _recited(_Way(file, carrier, article, now), tree, "no_checks")
    listing = tree.entries.get("provisions")
    if not isinstance(listing, Listing):
        text = with_cuts(file.text, cuts)
        return Carried(article, text, (), "", (), ())
    spans = rows(file, listing)
    blocks = [
        (block, span)
        for table, span in zip(listing.items, spans, strict=True)
        if isinstance(table, Table)
        for block in _blocks(file, table, span[1], carrier, chosen)
    ]
    return Carried(
        article,
        with_cuts(file.text, cuts, 0, spans[0][0]),
        tuple(
            Chunk(block.at, with_cuts(file.text, block.cuts, *span))
            for block, span in blocks
            if block.at
        ),
        with_cuts(file.text, cuts, spans[-1][1]),
        tuple(note for block, _ in blocks for note in block.notes),
        tuple(id_ for block, _ in blocks for id_ in block.gone),
    )


def depth_of(carried: Carried) -> int:
    """How far the blocks of a file are set in."""
    lines = (x for chunk in carried.chunks for x in chunk.text.splitlines())
    return next((indent(x) for x in lines if x.lstrip().startswith("-")), 2)


def _retyped(file: YamlText, table: Table, key: str, new: str) -> Iterator[Cut]:
    node = table.entries.get(key)
    if isinstance(node, Scalar) and node.value != new:
        yield instead(file, node.location, new)


def _recited(way: _Way, table: Table, key: str) -> Iterator[Cut]:
    """What our own words under this key cite, as it is numbered now."""
    said = table.entries.get(key)
    for language in _LANGUAGES if isinstance(said, Table) else ():
        node = said.entries.get(language) if isinstance(said, Table) else None
        if isinstance(node, Scalar):
            new = cited_now(way.carrier, node.value, way.at, language)
            if new != node.value:
                yield instead(way.file, node.location, new)


def _blocks(
    file: YamlText, table: Table, end: int, carrier: Carrier, chosen: Mapping[str, str]
) -> Iterator[_Block]:
    """What a block becomes: one, or where its provision was split or merged one a piece."""
    at = fields.word(table, "at")
    ids = _ids(table)
    stays = now_at(carrier, at)
    goes = {id_: chosen.get(id_, stays) for id_ in ids}
    for now in dict.fromkeys(goes.values()) if ids else (stays,):
        here = tuple(id_ for id_ in ids if goes[id_] == now)
        if now == ARCHIVE:
            yield _Block("", (), (_archived(at, here),), here)
        elif now:
            yield _block(_Way(file, carrier, at, now), table, end, here)
        else:
            yield _Block("", (), tuple(_set_aside(at, here, carrier)), here)


def _ids(table: Table) -> tuple[str, ...]:
    return tuple(fields.word(check, "id") for check in fields.tables(table, "checks"))


def _block(way: _Way, table: Table, end: int, here: tuple[str, ...]) -> _Block:
    """The block with those of its checks that go `here`."""
    cuts = [*_retyped(way.file, table, "at", way.now)]
    listing = table.entries.get("checks")
    if not isinstance(listing, Listing):
        cuts += _recited(way, table, "no_checks")
        return _Block(way.now, tuple(cuts), (), ())
    reviewed = fields.word(table, "reviewed")
    stamp = stamp_now(way.carrier, reviewed, way.at, way.now)
    cuts += _retyped(way.file, table, "reviewed", stamp)
    wanted = [c for c in fields.tables(table, "checks") if fields.word(c, "id") in here]
    parts = [_result(way, table), *(_check(way, check) for check in wanted)]
    notes = tuple(note for part in parts for note in part.notes)
    cuts += (cut for part in parts for cut in part.cuts)
    gone = tuple(id_ for id_, part in zip(here, parts[1:], strict=True) if not part.at)
    if len(gone) == len(here):
        return _Block("", (), notes, gone)
    ids, kept = _ids(table), set(here) - set(gone)
    spans = zip(rows(way.file, listing), ids, strict=True) if len(kept) < len(ids) else ()
    cuts += [Cut(a, min(b, end)) for (a, b), id_ in spans if id_ not in kept]
    return _Block(way.now, tuple(cuts), notes, gone)


def _archived(at: str, ids: tuple[str, ...]) -> Note:
    zh, en = "、".join(ids), ", ".join(ids)
    return Note(at, Text(f"按选定：{zh} 移入档案", f"as chosen: {en} to the archive"))


def _set_aside(at: str, ids: tuple[str, ...], carrier: Carrier) -> Iterator[Note]:
    fate = carrier.fates.get(at)
    into = f"（并入 {fate.into}）" if fate and fate.into else ""
    en = f", merged into {fate.into}" if fate and fate.into else ""
    if ids:
        named = ", ".join(ids)
        yield Note(at, Text(
            f"{at} 不再单独存在{into}：{named} 移入档案",
            f"{at} is no more{en}: {named} to the archive",
        ))  # fmt: skip


def _result(way: _Way, table: Table) -> _Block:
    """What changes in the result of a provision."""
    result = table.entries.get("result")
    node = result.entries.get("zh") if isinstance(result, Table) else None
    if not isinstance(node, Scalar) or way.at not in way.carrier.there:
        return _Block(way.now, (), (), ())
    new = said_now(way.carrier, node.value, way.at, way.now)
    if new is None and isinstance(result, Table):
        note = Note(way.now, Text(
            f"后果“{node.value}”已不在条文中：删去 result，原文见档案",
            f"the result '{node.value}' is no longer said: taken out, kept in the archive",
        ))  # fmt: skip
        end = last_place(way.file, result)
        return _Block(way.now, (entry_line(way.file, table.keys["result"], end),), (note,), ())
    if new is None or new == node.value:
        return _Block(way.now, (), (), ())
    note = _followed(way.now, "result", node.value, new)
    return _Block(way.now, (instead(way.file, node.location, new),), (note,), ())


def _check(way: _Way, check: Table) -> _Block:
    """What changes in a check; nothing but a note where one of its quotes is gone."""
    id_, cuts, notes = fields.word(check, "id"), [], []
    for quote in fields.scalars(check, "quotes"):
        new = said_now(way.carrier, quote.value, way.at, way.now)
        if new is None:
            note = Note(way.now, Text(
                f"{id_} 移入档案：引文“{quote.value}”已不在条文中",
                f"{id_} to the archive: its quote '{quote.value}' is no longer said",
            ))  # fmt: skip
            return _Block("", (), (note,), (id_,))
        if new != quote.value:
            notes.append(_followed(way.now, id_, quote.value, new))
            cuts.append(instead(way.file, quote.location, new))
    cuts += (cut for key in ("ask", "fix") for cut in _recited(way, check, key))
    return _Block(way.now, tuple(cuts), tuple(notes), ())


def _followed(at: str, id_: str, old: str, new: str) -> Note:
    return Note(
        at,
        Text(
            f"{id_} 的引文随条文改：“{old}” → “{new}”", f"{id_} quotes now: '{old}' → '{new}'"
        ),
    )
