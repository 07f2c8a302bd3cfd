"""Files of checks for the articles of a new text, with drafts of what is new in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.edit.amending.carrier import Note
from generator.edit.amending.checklists import Carried, Chunk, depth_of
from generator.edit.drafting import Drafting, blocks, checklist_head, checklist_text
from generator.edit.yamltext import entry_line, last_place, shifted, with_cuts, yaml_text
from generator.project.checklists import checklist_of
from generator.project.merging import merged_provisions
from generator.project.yamltree import Table
from generator.records.checklist import Checklist
from generator.records.regulation import Provision
from generator.records.texts import Passage, Text
from generator.records.walking import walk
from generator.rules.coverage import uncovered
from generator.text.addresses import article_of, order, page_name
from generator.text.comparing.carrier import Carrier

_ID = re.compile(r"(?m)^\s*- id:\s*['\"]?([A-Za-z0-9-]+)")
_HAS_BLOCKS = re.compile(r"(?m)^provisions:\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Drafted:
    """Path → text of every file of checks, and what is told of it."""

    files: Mapping[str, str]
    notes: tuple[Note, ...]
    gone: frozenset[str]  # ids of checks that lie in the archive alone


def drafted(
    id_: str, old: Mapping[str, Carried], carrier: Carrier, drafting: Drafting
) -> Drafted:
    """A file for each article of the new text, from the files of the old one by path."""
    main = {carrier.articles.get(c.article, ""): c for c in old.values()}
    provisions = {a.address: a for a in merged_provisions(carrier.new, None)}
    moved = _moved(old, carrier)
    files, notes = {}, list[Note]()
    for article in carrier.new.articles:
        path = f"checklists/{id_}/{page_name(article.address, digits=drafting.digits)}.yaml"
        come = moved.pop(article.address, ())
        carried = main.get(article.address)
        if carried is None and not come:
            files[path] = checklist_text(id_, article, drafting)
            notes.append(_told(article.address, files[path]))
            continue
        carried = _opened(carried, id_, article.address) if come else carried
        assert carried
        chunks = _chunks(carried, article.address, come)
        checklist = _checklist(_joined(carried, chunks), path)
        unsaid = tuple(uncovered(provisions[article.address], checklist))
        for chunk in _drafts(article, unsaid, drafting, depth_of(carried)):
            chunks = _with(chunks, chunk)
            notes.append(_told(chunk.at, chunk.text))
        files[path] = _joined(carried, chunks)
    return Drafted(files, tuple(notes), frozenset(i for c in old.values() for i in c.gone))


def _opened(carried: Carried | None, id_: str, article: str) -> Carried:
    """A file into which checks come: a new one, or one that no longer says why it has none."""
    if carried is None:
        head = f"{checklist_head(id_)}\narticle: {article}\nprovisions:\n"
        return Carried(article, head, (), "", (), ())
    if _HAS_BLOCKS.search(carried.head):
        return carried
    file = yaml_text(carried.head, "")
    tree = file.tree
    assert isinstance(tree, Table)
    none = tree.entries.get("no_checks")
    cuts = [entry_line(file, tree.keys["no_checks"], last_place(file, none))] if none else []
    head = with_cuts(file.text, cuts).rstrip("\n")
    return replace(carried, head=f"{head}\nprovisions:\n")


def _drafts(
    article: Passage, unsaid: Sequence[Provision], drafting: Drafting, depth: int
) -> Iterator[Chunk]:
    """Drafts for what no check speaks of, set in as the blocks of the file."""
    wanted = {provision.address for provision in walk(unsaid)}
    for block in blocks(article, drafting) if wanted else ():
        if block.at in wanted:
            lines = "".join(f"{line}\n" for line in block.lines)
            yield Chunk(block.at, shifted(lines, depth - 2))


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
    for chunk in come:
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


def _told(at: str, text: str) -> Note:
    """What has been drafted for something new."""
    ids = "、".join(_ID.findall(text))
    if not ids:
        return Note(at, Text(
            "新增：按字面没有可查的内容，请核对",
            "new: nothing to ask by its words; see whether that is so",
        ))  # fmt: skip
    named = ids.replace("、", ", ")
    return Note(
        at, Text(f"新增：起草了 {ids}，待采用", f"new: {named} drafted, to be accepted")
    )
