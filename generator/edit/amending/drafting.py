"""Files of checks for the articles of a new text, with drafts of what is new in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edit.amending.carrier import Note
from generator.edit.amending.checklists import Carried, Chunk, depth_of
from generator.edit.unwritten import Codes, checklist_lines, draft_id, provision_lines
from generator.edit.yamltext import shifted, yaml_text
from generator.project.checklists import checklist_of
from generator.project.merging import merged_provisions
from generator.project.yamltree import Table
from generator.records.checklist import Checklist
from generator.records.texts import Passage, Text
from generator.rules.coverage import uncovered
from generator.text.addresses import article_of, order, page_name
from generator.text.comparing.carrier import Carrier

_DIGITS = re.compile(r"article-(\d+)")
_HAS_BLOCKS = re.compile(r"(?m)^provisions:\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """Path → text of every file of checks, and what is told of it."""

    files: Mapping[str, str]
    notes: tuple[Note, ...]
    gone: frozenset[str]  # ids of checks that lie in the archive alone


def drafted(
    id_: str, old: Mapping[str, Carried], carrier: Carrier, codes: Codes, taken: frozenset[str]
) -> Drafted:
    """A file for each article of the new text, from the files of the old one by path."""
    main = {carrier.articles.get(c.article, ""): (path, c) for path, c in old.items()}
    digits = max((len(m[1]) for path in old if (m := _DIGITS.search(path))), default=2)
    provisions = {a.address: a for a in merged_provisions(carrier.new, None)}
    moved = _moved(old, carrier)
    files, notes, homeless = {}, [], set[str]()
    for article in carrier.new.articles:
        path = f"checklists/{id_}/{page_name(article.address, digits=digits)}.yaml"
        come = moved.pop(article.address, ())
        if article.address not in main:
            files[path] = "\n".join(checklist_lines(id_, article, digits, codes, taken)) + "\n"
            notes.append(_new_article(article))
            homeless.update(_ids(come))
            continue
        carried = main[article.address][1]
        chunks = _chunks(carried, article.address, come)
        text = _joined(carried, chunks)
        homeless.update(_ids(come) if not _HAS_BLOCKS.search(carried.head) else ())
        checklist = _checklist(text, path)
        missing = [p.address for p in uncovered(provisions[article.address], checklist)]
        for address in missing:
            id_new = draft_id(article, carrier.here[address], digits, taken)
            text = _draft(carrier.here[address], id_new, codes, depth_of(carried))
            chunks = _with(chunks, Chunk(address, text))
            notes.append(_new_piece(address))
        files[path] = _joined(carried, chunks)
    homeless.update(i for chunks in moved.values() for i in _ids(chunks))
    told = [Note(id_, Text(f"{i} 移入档案：所在条文另行起草",
                           f"{i} to the archive: its provision stands in a new article"))
            for i in sorted(homeless)]  # fmt: skip
    gone = {i for c in old.values() for i in c.gone}
    return Drafted(files, (*notes, *told), frozenset(gone | homeless))


def _checklist(text: str, path: str) -> Checklist:
    tree = yaml_text(text, path).tree
    assert isinstance(tree, Table)
    return checklist_of(tree)


def _moved(old: Mapping[str, Carried], carrier: Carrier) -> dict[str, tuple[Chunk, ...]]:
    """Blocks whose provision lies now in an article that theirs did not become, by article."""
    found: dict[str, tuple[Chunk, ...]] = {}
    for carried in old.values():
        home = carrier.articles.get(carried.article, "")
        for chunk in carried.chunks:
            there = article_of(chunk.at)
            if there != home:
                text = shifted(chunk.text, 2 - depth_of(carried))
                found[there] = (*found.get(there, ()), Chunk(chunk.at, text))
    return found


def _chunks(carried: Carried, article: str, come: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """The blocks of a file that stay in it, with those that come from elsewhere."""
    kept = tuple(c for c in carried.chunks if article_of(c.at) == article)
    if not _HAS_BLOCKS.search(carried.head):
        return kept
    for chunk in come:
        if chunk.at not in {c.at for c in kept}:
            kept = _with(kept, Chunk(chunk.at, shifted(chunk.text, depth_of(carried) - 2)))
    return kept


def _with(chunks: tuple[Chunk, ...], new: Chunk) -> tuple[Chunk, ...]:
    """The blocks with one more, before the first that comes later in the text."""
    later = (n for n, c in enumerate(chunks) if order(c.at) > order(new.at))
    at = next(later, len(chunks))
    return (*chunks[:at], new, *chunks[at:])


def _joined(carried: Carried, chunks: tuple[Chunk, ...]) -> str:
    """One text again; blocks stay apart as they were."""
    apart = any(c.text.endswith("\n\n") for c in carried.chunks)
    texts = [_ended(chunk.text, apart=apart) for chunk in chunks[:-1]]
    last = [chunk.text for chunk in chunks[-1:]]
    if last and chunks[-1:] != carried.chunks[-1:] and not carried.tail.strip():
        last = [_ended(last[0], apart=False)]
    return "".join((carried.head, *texts, *last, carried.tail))


def _ended(text: str, *, apart: bool) -> str:
    return text if apart and text.endswith("\n\n") else text.rstrip("\n") + "\n" * (1 + apart)


def _draft(passage: Passage, id_: str, codes: Codes, depth: int) -> str:
    lines = provision_lines(passage, id_, codes)
    return shifted("".join(f"{line}\n" for line in lines), depth - 2)


def _ids(chunks: tuple[Chunk, ...]) -> Iterator[str]:
    for chunk in chunks:
        yield from re.findall(r"(?m)^\s*- id:\s*['\"]?([A-Za-z0-9-]+)", chunk.text)


def _new_article(article: Passage) -> Note:
    words = Text(
        "新增：已起草，问题待写", "new: drafted, its questions are still to be written"
    )
    return Note(article.address, words)


def _new_piece(address: str) -> Note:
    return Note(
        address,
        Text(
            "没有检查项可以沿用：已起草，问题待写", "nothing carries over: a draft stands here"
        ),
    )
