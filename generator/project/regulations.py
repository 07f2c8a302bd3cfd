"""One regulation: its folder in content/ and its folder in checklists/ as one record."""

from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from generator.project import appendices, disk, fields, merging
from generator.project.checklists import (
    TRACERS,
    VOCABULARY,
    checklist_paths,
    read_checklist,
)
from generator.project.hidden import hidden_as_spaces, hidden_names
from generator.project.past import past_editions
from generator.project.reach import hindrance, reach
from generator.project.reading import read_table, read_tree
from generator.project.remembered import REVIEWED, remembered
from generator.project.tracers import tracers
from generator.project.vocabularies import read_vocabulary
from generator.project.yamltree import Node, Table
from generator.records.checklist import Checklist, Vocabulary
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Provision, Regulation, SourceFile, Stray
from generator.records.texts import Document, Language, Location, Text
from generator.text.comparing.received import strays
from generator.text.files.reader import LARGEST
from generator.text.importing import import_text
from generator.text.limits import articles_beyond, beyond
from generator.text.stamps import stamp
from generator.text.structure.parser import parse

_APPENDICES = ("glossary", "matrix", "changes", "translation-review", "editions")
_OURS = ("regulation.yaml", "zh.txt", "en.txt", REVIEWED)
MOST_STRAYS = 200  # words that are told; more is another text


@dataclass(slots=True)
class _Folder:
    """A regulation's files, what was found in them, and which could not be used."""

    root: Path
    name: str
    above: str = ""  # archive/ID/2026-11-23/ of an edition that is kept
    findings: list[Finding] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def content(self) -> str:
        return f"{self.above}content/{self.name}"

    @property
    def checks(self) -> str:
        return f"{self.above}checklists/{self.name}"

    def keep(self, path: str, *, read: bool, findings: tuple[Finding, ...]) -> None:
        self.findings += findings
        if not read:
            self.unread.append(path)


def read_regulation(root: Path, name: str) -> tuple[Regulation | None, tuple[Finding, ...]]:
    """The regulation in `content/<name>`; None where its text or its facts cannot be read."""
    if hindered := hindrance(root, f"content/{name}"):
        return None, (hindered,)
    folder = _Folder(root, name)
    for finding in reach(root, f"content/{name}", f"checklists/{name}").findings:
        folder.keep(finding.location.path, read=False, findings=(finding,))
    facts, findings = read_table(root, f"content/{name}/regulation.yaml", "regulation")
    folder.findings += findings
    zh = _document(folder, "zh")
    regulation = _regulation(folder, facts, zh) if facts and zh else None
    folder.findings += _not_read(folder, facts)
    if regulation and facts:
        source = _source_file(folder, fields.needed_table(facts, "source"))
        was = past_editions(root, regulation, _kept)
        regulation = replace(regulation, source_file=source, past=was)
    return regulation, tuple(folder.findings)


def _kept(root: Path, name: str, above: str) -> Regulation | None:
    """The regulation as it lies in the archive; what is wrong there is nobody's to mend."""
    folder = _Folder(root, name, above)
    facts, _ = read_table(root, f"{folder.content}/regulation.yaml", "regulation")
    zh = _document(folder, "zh")
    return _regulation(folder, facts, zh) if facts and zh else None


def read_title_and_text(root: Path, name: str) -> tuple[Text, Document, bool] | None:
    """Title, Chinese text, whether there is a translation; None where they cannot be read."""
    facts, _ = read_table(root, f"content/{name}/regulation.yaml", "regulation")
    zh = _document(_Folder(root, name), "zh")
    if facts is None or zh is None:
        return None
    return (
        fields.needed_text(facts, "title"),
        zh,
        disk.exists(root, f"content/{name}/en.txt"),
    )


def _regulation(folder: _Folder, facts: Table, zh: Document) -> Regulation:
    en = _document(folder, "en")
    articles = merging.merged_provisions(zh, en)
    checklists = _checklists(folder)
    number = fields.needed_table(facts, "number")
    title = fields.needed_text(facts, "title")
    return Regulation(
        id=folder.name,
        title=title,
        title_parts=fields.text(facts, "title_parts") or title,
        number=fields.text_of(number),
        number_printed=fields.word(number, "printed"),
        issuers=tuple(map(fields.text_of, fields.items(facts, "issuers"))),
        issued=fields.word(facts, "issued"),
        edition=fields.word(facts, "edition"),
        status=fields.needed_text(facts, "status"),
        source=fields.needed_text(fields.needed_table(facts, "source"), "publisher"),
        promulgation=fields.text(facts, "promulgation"),
        divisions=merging.divisions(zh, en, articles),
        articles=articles,
        translated=en is not None,
        checklists=_by_article(checklists, articles),
        vocabulary=_vocabulary(folder),
        glossary=appendices.glossary(_beside(folder, "glossary")),
        matrix=appendices.matrix(_beside(folder, "matrix")),
        changes=appendices.changes(_beside(folder, "changes")),
        translation_reviews=appendices.reviews(_beside(folder, "translation-review")),
        location=facts.location,
        documents={"zh": zh, "en": en} if en else {"zh": zh},
        checklist_files=checklists,
        unread=tuple(folder.unread),
        places=fields.places(facts),
        tracers=tracers(_appendix(folder, f"{folder.checks}/{TRACERS}", "tracers")),
        editions=appendices.editions(_beside(folder, "editions")),
        reviewed=remembered(folder.root, folder.content),
    )


def _document(folder: _Folder, language: Language) -> Document | None:
    """The text in one language; only the Chinese one must be there."""
    path = f"{folder.content}/{language}.txt"
    if language == "en" and not disk.exists(folder.root, path):
        return None
    text, findings = disk.read_text(folder.root, path)
    if text is not None and (findings := beyond(text, path)):
        text = None
    folder.keep(path, read=text is not None, findings=findings)
    if text is None:
        return None
    clean, hidden = hidden_as_spaces(text, path)
    document, told = parse(clean, path, language)
    if too_many := articles_beyond(document, path):
        folder.keep(path, read=False, findings=too_many)
        return None
    folder.findings += (*hidden, *(f for f in told if language == "zh" or _is_own(f)))
    return document


def _is_own(finding: Finding) -> bool:
    """A number left out of the translation is told where it is held against the Chinese."""
    return finding.rule != "gap-in-numbers"


def _checklists(folder: _Folder) -> tuple[Checklist, ...]:
    found = []
    for path in checklist_paths(folder.root, folder.checks):
        checklist, findings = read_checklist(folder.root, path)
        folder.keep(path, read=checklist is not None, findings=findings)
        if checklist:
            found.append(checklist)
    return tuple(found)


def _by_article(
    checklists: tuple[Checklist, ...], articles: tuple[Provision, ...]
) -> dict[str, Checklist]:
    """In the order of the text; of two files for one article the first counts."""
    first = {c.article: c for c in reversed(checklists)}
    known = [a.address for a in articles if a.address in first]
    return {a: first[a] for a in [*known, *sorted(first.keys() - set(known))]}


def _vocabulary(folder: _Folder) -> Vocabulary:
    path = f"{folder.checks}/{VOCABULARY}"
    if not disk.names(folder.root, folder.checks):
        return Vocabulary()
    vocabulary, findings = read_vocabulary(folder.root, path)
    # what hangs from a wrong key is lost: its codes must not be told again where they are used
    faults = any(finding.severity == "error" for finding in findings)
    folder.keep(path, read=vocabulary is not None and not faults, findings=findings)
    return vocabulary or Vocabulary()


def _beside(folder: _Folder, kind: str) -> Node | None:
    """One of the short files beside the text."""
    return _appendix(folder, f"{folder.content}/{kind}.yaml", kind)


def _appendix(folder: _Folder, path: str, kind: str) -> Node | None:
    """A file that need not be there."""
    if not disk.exists(folder.root, path):
        return None
    tree, findings = read_tree(folder.root, path, kind)
    folder.keep(path, read=tree is not None, findings=findings)
    return tree


def _not_read(folder: _Folder, facts: Table | None) -> tuple[Finding, ...]:
    """Files in the regulation's two folders whose names mean nothing here, `article-05.yml`."""
    source = fields.word(fields.needed_table(facts, "source"), "file") if facts else ""
    known = {*_OURS, source, *(f"{a}.yaml" for a in _APPENDICES)}
    content, checklists = folder.content, folder.checks
    strange = [n for n in disk.names(folder.root, content) if facts and n not in known]
    others = [n for n in disk.names(folder.root, checklists) if not n.endswith(".yaml")]
    paths = [f"{content}/{n}" for n in strange] + [f"{checklists}/{n}" for n in others]
    strange_files = (
        Finding(Location(path), "file-not-read", _NOT_READ, "warning")
        for path in paths
        if path not in folder.unread
    )
    return (
        *strange_files,
        *hidden_names(
            f"{f}/{n}" for f in (content, checklists) for n in disk.names(folder.root, f)
        ),
    )


_NOT_READ = Text(
    "这个文件不会被读取；请改为正确的文件名（如 article-05.yaml），或移到别处",
    "this file is not read; give it the right name, like article-05.yaml, or take it away",
)


def _source_file(folder: _Folder, table: Table) -> SourceFile:
    """The file as received, held against zh.txt where nobody has said that they agree."""
    name, home = fields.word(table, "file"), folder.content
    path, there = f"{home}/{name}", disk.names(folder.root, home)
    source = SourceFile(
        path=path,
        stated=fields.word(table, "sha256"),
        found=disk.sha256(folder.root, path) if name in there else "",
        location=table.entries["sha256"].location,
        read=fields.word(table, "text"),
    )
    return replace(source, strays=_strays(folder, source)) if source.found else source


def _strays(folder: _Folder, source: SourceFile) -> tuple[Stray, ...]:
    """Where zh.txt says something else than the file; of files that take long only if asked."""
    path = f"{folder.content}/zh.txt"
    text, _ = disk.read_text(folder.root, path)
    quick = source.path.endswith(".txt")
    if text is None or source.read == stamp(text) or not (source.read or quick):
        return ()
    data, _ = disk.read_bytes(folder.root, source.path, LARGEST)
    try:
        original = import_text(data or b"", source.path)[0].text
    except CannotGoOn:
        return ()
    if not parse(original, path)[0].articles:
        return ()  # an image, a note: nothing to hold it against
    found = islice(strays(original, text), MOST_STRAYS)
    return tuple(Stray(s.said, s.source, Location(path, s.line, s.column)) for s in found)
