"""The stamp by which a person says that a text is as received, or differs on purpose."""

from pathlib import Path

from generator.edit.editing import edit_of, inserted
from generator.edit.files import Edit, write
from generator.edit.review import remember
from generator.edit.stamping import stamp_in_yaml
from generator.edit.yamltext import instead, with_cuts, yaml_text
from generator.project import disk
from generator.project.yamltree import Scalar, Table
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.text.importing import import_text
from generator.text.stamps import stamp
from generator.text.structure.parser import parse


def unlike_source(project: Project) -> tuple[Regulation, ...]:
    """Those whose text is not what was held against its source, or never was."""
    return tuple(r for r in project.regulations if r.source_file and r.source_file.strays)


def as_received(root: Path, project: Project) -> tuple[Regulation, ...]:
    """Those whose text has every word of a plain source and none besides, not yet on record."""
    return tuple(r for r in project.regulations if _agrees(root, r))


def _agrees(root: Path, regulation: Regulation) -> bool:
    source = regulation.source_file
    if source is None or source.found != source.stated or source.strays:
        return False
    if not source.path.endswith(".txt") or source.read == _mark(root, regulation.id):
        return False
    data, _ = disk.read_bytes(root, source.path)
    original = import_text(data or b"", source.path)[0].text
    return bool(parse(original, source.path)[0].articles)


def accept(root: Path, regulations: tuple[Regulation, ...]) -> None:
    """Record that the present text is meant to be as it is, and the words of all stamps."""
    edits: dict[str, Edit] = {}
    for regulation in regulations:
        mark = stamp_in_yaml(_mark(root, regulation.id))
        edits |= remember(regulation)
        edits[f"content/{regulation.id}/regulation.yaml"] = edit_of(_Stamped(mark))
    write(root, {}, edits)


def _mark(root: Path, id_: str) -> str:
    text, _ = disk.read_text(root, f"content/{id_}/zh.txt")
    return stamp(text or "")


class _Stamped:
    """The edit that puts a stamp under source/text of a regulation.yaml."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def __call__(self, text: str) -> str:
        file = yaml_text(text, "regulation.yaml")
        source = file.tree.entries.get("source") if isinstance(file.tree, Table) else None
        if not isinstance(source, Table):
            return text
        there = source.entries.get("text")
        if isinstance(there, Scalar):
            return with_cuts(text, [instead(file, there.location, self.mark.strip('"'))])
        sum_ = source.keys["sha256"]
        start = file.starts[sum_.line - 1] + sum_.column - 1
        if text[file.starts[sum_.line - 1] : start].strip():  # between braces
            return f"{text[:start]}text: {self.mark}, {text[start:]}"
        row = " " * (sum_.column - 1) + f"text: {self.mark}"
        return inserted(text, sum_.line + 1, [row])
