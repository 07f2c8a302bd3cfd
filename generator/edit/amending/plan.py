"""What taking over a new text would do to a project: every file, and what is told of it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.edit.amending.besides import (
    cited_file,
    glossary_now,
    matrix_now,
    reviews_now,
    tracers_now,
    vocabulary_now,
)
from generator.edit.amending.carrier import Note
from generator.edit.amending.checklists import Carried, carried
from generator.edit.amending.choosing import Question, chosen, questions
from generator.edit.amending.drafting import drafted
from generator.edit.amending.english import english_now
from generator.edit.amending.facts import Source, facts_now, to_look_at
from generator.edit.amending.joining import joined
from generator.edit.amending.telling import changes_now
from generator.edit.archive import files_of, place_for
from generator.edit.drafting import Drafting, codes_of, known_bearers
from generator.edit.remembering import remembering
from generator.edit.stubs import Received
from generator.edit.yamltext import YamlText, yaml_text
from generator.project import disk
from generator.project.checklists import TRACERS, VOCABULARY
from generator.project.merging import stamped
from generator.project.past import ARCHIVE
from generator.project.remembered import REVIEWED
from generator.records.changes import Comparison
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Document, Language, Location, Text
from generator.records.walking import provisions, walk, written_checks
from generator.text.comparing.carrier import Carrier, carrier
from generator.text.deriving.points import derive
from generator.text.importing import Imported
from generator.text.references.finder import references
from generator.text.references.pointing import Known
from generator.text.references.recited import recited

_DIGITS = re.compile(r"article-(\d+)")
_STAMP = re.compile(r"\b[0-9a-f]{12}\b")
_LOST = Text(
    "译文与新条文的款项对不上，移入档案；请对照新条文重译",
    "its English does not fit the pieces of the new text: to the archive, to be redone",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an amendment does: `files` are contents by path, None where a file goes away.

    `kept` are the files as they were, by their paths in the archive; nothing is to be done
    where there are none. `before` and `after` are the texts. Nothing may be done while a person
    has not said of each check that is `asked` about where it goes; `chosen` is what was said.
    """

    before: Document
    after: Document
    comparison: Comparison
    notes: tuple[Note, ...]
    files: Mapping[str, bytes | None]
    expected: Mapping[str, bytes]
    kept: Mapping[str, bytes]
    archive: str
    asked: tuple[Question, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def open(self) -> tuple[Question, ...]:
        """What is still to be decided."""
        return tuple(q for q in self.asked if q.check not in self.chosen)


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that came for a regulation of the project: the file, and what was read of it."""

    received: Received
    imported: Imported
    document: Document
    said: tuple[tuple[str, str], ...] = ()  # by a person: a check or an address, where it goes


def planned(root: Path, project: Project, regulation: Regulation, new: NewText) -> Plan:
    """What has to be done. Raises CannotGoOn where it cannot be done."""
    way = carrier(regulation.documents["zh"], new.document)
    before = files_of(root, regulation.id)
    archive = place_for(root, regulation.id, regulation.edition, before)
    if before[f"content/{regulation.id}/zh.txt"] == new.imported.text.encode():
        return Plan(way.old, way.new, way.comparison, (), {}, {}, {}, archive)
    _must_be_the_same_work(way, new.received)
    kept = {f"{archive}/{path}": data for path, data in before.items()}
    asked = questions(_checklists(root, regulation).values(), way)
    decided = chosen(asked, new.said)
    goes = {question.check: question.proposed for question in asked} | {**decided}
    after, notes = _after(root, regulation, way, new, goes)
    gone = {p for p in before if p.startswith("checklists/") and p not in after}
    gone |= {path for path, data in after.items() if data is None}
    old_source = regulation.source_file.path if regulation.source_file else ""
    gone |= {old_source} & before.keys() - after.keys()
    for path, (data, text) in _others(root, project, regulation, way):
        before[path] = data
        after[path] = text.encode()
    files = {p: d for p, d in after.items() if d is not None and before.get(p) != d}
    facts = f"content/{regulation.id}/regulation.yaml"
    told = (
        *notes,
        *to_look_at(facts, regulation, new.imported),
        *_cited_elsewhere(project, regulation, way),
    )
    all_files = {**files, **dict.fromkeys(sorted(gone & before.keys()))}
    return Plan(
        way.old, way.new, way.comparison, told, all_files, before, kept, archive, asked, decided
    )


def _checklists(root: Path, regulation: Regulation) -> Mapping[str, YamlText]:
    named = sorted({c.location.path for c in regulation.checklist_files})
    return {path: yaml_text(disk.read_text(root, path)[0] or "", path) for path in named}


def _after(
    root: Path, regulation: Regulation, way: Carrier, new: NewText, goes: Mapping[str, str]
) -> tuple[dict[str, bytes | None], list[Note]]:
    """The files of the regulation as they will be, None where one goes away."""
    home = f"content/{regulation.id}"
    before = files_of(root, regulation.id)
    texts = {p: _text(d) for p, d in before.items() if p.endswith((".yaml", ".txt"))}
    files = _checklists(root, regulation)
    old = joined({p: carried(f, way, goes) for p, f in files.items()}, way.articles)
    made, notes = _made(regulation, texts, way, old, _taken(root, regulation))
    facts, source = f"{home}/regulation.yaml", _source(new.received)
    edition = new.received.day if _is_out(regulation) else ""
    made[facts] = facts_now(yaml_text(texts[facts], facts), new.imported, source, edition)
    told = f"{home}/changes.yaml"
    day = edition or regulation.edition
    made[told] = changes_now(texts.get(told, ""), way, day, translated=regulation.translated)
    reviewed = _reviewed(regulation, made, new.document)
    after = {path: None if text is None else text.encode() for path, text in made.items()}
    after[f"{home}/zh.txt"] = new.imported.text.encode()
    after[f"{home}/{REVIEWED}"] = reviewed.encode()
    after[f"{home}/{source.name}"] = new.received.data
    return after, notes


def _is_out(regulation: Regulation) -> bool:
    """Whether its edition has been given out already."""
    return any(edition.date == regulation.edition for edition in regulation.editions)


def _reviewed(
    regulation: Regulation, made: Mapping[str, str | None], document: Document
) -> str:
    """The words of every stamp that still stands somewhere, old ones and new."""
    texts = (*regulation.documents.values(), document)
    words = [w for text in texts for p in walk(text.articles) for w in (p.words, stamped(p))]
    files = (text or "" for path, text in made.items() if path.endswith(".yaml"))
    wanted = _STAMP.findall("\n".join(files))
    return remembering(regulation.reviewed, words, wanted)


def _source(received: Received) -> Source:
    kind = received.name.rpartition(".")[2].lower() if "." in received.name else ""
    name = f"source.{kind if kind.isalnum() and kind.isascii() else 'txt'}"
    return Source(name, hashlib.sha256(received.data).hexdigest())


def _text(data: bytes) -> str:
    return data.decode("utf-8").removeprefix("\ufeff")


def _taken(root: Path, regulation: Regulation) -> frozenset[str]:
    """Every id that a check has or ever had: none is given twice."""
    ids = {check.id for check in written_checks(regulation)}
    ids |= {id_ for edition in regulation.editions for id_ in edition.checks}
    ids |= {id_ for checklist in regulation.checklist_files for id_ in checklist.dropped}
    home = f"{ARCHIVE}/{regulation.id}"
    for name in disk.names(root, home):
        folder = f"{home}/{name}/checklists/{regulation.id}"
        for file in disk.names(root, folder):
            text, _ = disk.read_text(root, f"{folder}/{file}")
            words = (line.strip().removeprefix("- ") for line in (text or "").splitlines())
            ids |= {w[3:].strip(" '\"") for w in words if w.startswith("id:")}
    return frozenset(ids)


def _made(
    regulation: Regulation,
    texts: Mapping[str, str],
    way: Carrier,
    old: Mapping[str, Carried],
    taken: frozenset[str],
) -> tuple[dict[str, str | None], list[Note]]:
    """Path → text of the checks and of the files beside them, None where one goes away."""
    done = drafted(regulation.id, old, way, _drafting(regulation, way.new, old, taken))
    beside, told = _beside(regulation, texts, way, done.gone)
    notes = [note for each in old.values() for note in each.notes]
    return {**done.files, **beside}, [*notes, *done.notes, *told]


def _beside(
    regulation: Regulation, texts: Mapping[str, str], way: Carrier, gone: frozenset[str]
) -> tuple[dict[str, str | None], list[Note]]:
    """The short files and the translation; `gone` are checks that are no more."""
    home, checks = f"content/{regulation.id}", f"checklists/{regulation.id}"
    made: dict[str, str | None] = {}
    notes: list[Note] = []

    def there(path: str) -> YamlText | None:
        return yaml_text(texts[path], path) if path in texts else None

    vocabulary, tracers = f"{checks}/{VOCABULARY}", f"{checks}/{TRACERS}"
    if file := there(vocabulary):
        made[vocabulary] = vocabulary_now(file, way)
    if file := there(tracers):
        made[tracers], told = tracers_now(file, gone)
        notes += told
    if file := there(f"{home}/glossary.yaml"):
        made[file.path] = glossary_now(file, way)
    if file := there(f"{home}/translation-review.yaml"):
        made[file.path] = reviews_now(file, regulation.documents.get("en"), way)
    if file := there(f"{home}/matrix.yaml"):
        made[file.path], note = matrix_now(file, regulation, way)
        notes += [note] if note else []
    if english := regulation.documents.get("en"):
        made[f"{home}/en.txt"], lost = english_now(english, way)
        notes += [Note(address, _LOST) for address in lost]
    return made, notes


def _drafting(
    regulation: Regulation, new: Document, paths: Iterable[str], taken: frozenset[str]
) -> Drafting:
    """What the drafts of new provisions are written from, in the words of the project."""
    return Drafting(
        derive(new),
        known_bearers(regulation.vocabulary),
        max((len(m[1]) for path in paths if (m := _DIGITS.search(path))), default=2),
        codes_of(regulation.vocabulary),
        taken,
    )


def _others(
    root: Path, project: Project, regulation: Regulation, way: Carrier
) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """Checks of other regulations that cite this one: path → as it is, as it will be."""
    for other in project.regulations:
        if other.id == regulation.id:
            continue
        known = Known(provisions(other))
        first = next(iter(provisions(other)), "a1")

        def put(words: str, language: Language, known: Known = known, at: str = first) -> str:
            title = regulation.title.zh
            return recited(words, at, known, way.went, language=language, title=title)

        for path in sorted({c.location.path for c in other.checklist_files}):
            data, _ = disk.read_bytes(root, path)
            if data and (text := _text(data)):
                new = cited_file(yaml_text(text, path), put)
                if new != text:
                    yield path, (data, new)


def _cited_elsewhere(project: Project, regulation: Regulation, way: Carrier) -> Iterator[Note]:
    """Where the law of others cites what has another number now, or is no more."""
    for other in project.regulations:
        known = Known(provisions(other))
        for address, provision in (
            provisions(other).items() if other.id != regulation.id else ()
        ):
            for found in references(provision.words.zh, address, known, "zh"):
                moved = [t for t in found.targets if way.went.get(t, t) != t]
                if found.title == regulation.title.zh and moved:
                    said = provision.words.zh[found.start : found.end]
                    yield Note(f"{other.id} {address}", Text(
                        f"正文引用“{said}”，按旧条号；法规原文不改，请知悉",
                        f"its text cites '{said}' by the old number; law is not reworded",
                    ))  # fmt: skip


def _must_be_the_same_work(way: Carrier, received: Received) -> None:
    if not way.articles:
        raise CannotGoOn(Finding(
            Location(received.name),
            "another-text",
            Text("没有一条与现有文本相同或相近，像是另一部法规；收录新法规用 zicha import",
                 "no article is like any of the present text, so this seems another regulation;"
                 " zicha import takes in a new one"),
        ))  # fmt: skip
