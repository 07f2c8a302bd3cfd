"""Blocks of checks that came to one provision, made one: each check as it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.edit.amending.checklists import Carried, Chunk
from generator.edit.patching import Patch, in_brackets, patched, with_entry
from generator.edit.yamltext import indent, shifted
from generator.project.yamlspans import Span, spans, word
from generator.text.addresses import article_of


def joined(old: Mapping[str, Carried], articles: Mapping[str, str]) -> Mapping[str, Carried]:
    """The files with one block a provision, in the file of its article if that has one."""
    found: dict[str, list[tuple[str, Chunk]]] = {}
    for path, file in old.items():
        for chunk in file.chunks:
            found.setdefault(chunk.at, []).append((path, chunk))
    homes = {articles.get(file.article, ""): path for path, file in old.items()}
    instead: dict[int, Chunk | None] = {}
    for at, placed in found.items():
        if len(placed) > 1:
            home = homes.get(article_of(at), "")
            _, first = next((row for row in placed if row[0] == home), placed[0])
            others = [chunk for _, chunk in placed if chunk is not first]
            instead |= {id(chunk): None for chunk in others}
            instead[id(first)] = _one(first, others)
    return {
        path: replace(file, chunks=tuple(_kept(file, instead))) for path, file in old.items()
    }


def _kept(file: Carried, instead: Mapping[int, Chunk | None]) -> Iterator[Chunk]:
    for chunk in file.chunks:
        now = instead.get(id(chunk), chunk)
        if now:
            yield now


def _one(first: Chunk, others: list[Chunk]) -> Chunk:
    text = first.text
    for other in others:
        text = _with_checks(text, other.text)
    return Chunk(first.at, text)


def _with_checks(text: str, more: str) -> str:
    """A block with the checks of another one, or that one where it alone has checks."""
    block, other = _block(text), _block(more)
    if "checks" not in other.entries:
        return text
    if "checks" not in block.entries:
        return more
    moved = patched(more, _bearers(more, block, other))
    checks, came = block.entries["checks"], _block(moved).entries["checks"]
    begin = moved.rfind("\n", 0, came.items[0].start) + 1
    rows = moved[begin:].rstrip("\n") + "\n"
    rows = shifted(rows, indent(text[text.rfind("\n", 0, checks.items[0].start) + 1 :])
                   - indent(rows))  # fmt: skip
    body = text.rstrip("\n")
    return f"{body}\n{rows}{text[len(body) + 1 :]}"


def _block(text: str) -> Span:
    root = spans(text)
    assert root
    return root.items[0]


def _bearers(text: str, block: Span, other: Span) -> Iterator[Patch]:
    """Whom a check asks, said of itself where its new block says otherwise."""
    there, here = (b.entries.get("bearers", b) for b in (other, block))
    codes, own = ([i.value for i in _items(b)] for b in (there, here))
    for check in other.entries["checks"].items:
        if codes != own and "bearers" not in check.entries:
            yield with_entry(text, check, "bearers", in_brackets(codes))
        if word(there, "basis") != word(here, "basis") and "basis" not in check.entries:
            yield with_entry(text, check, "basis", word(there, "basis"))


def _items(bearers: Span) -> tuple[Span, ...]:
    codes = bearers.entries.get("codes")
    return codes.items if codes else ()
