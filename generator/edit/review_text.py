"""The stamp by which a person says that a text is as received, or differs on purpose."""

from pathlib import Path

from generator.edit.editing import edit_of, inserted
from generator.edit.files import write
from generator.edit.stamping import stamp_in_yaml
from generator.edit.yamltext import instead, with_cuts, yaml_text
from generator.project import disk
from generator.project.yamltree import Scalar, Table
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.text.stamps import stamp


def unlike_source(project: Project) -> tuple[Regulation, ...]:
    """Those whose text is not what was held against its source, or never was."""
    return tuple(r for r in project.regulations if r.source_file and r.source_file.strays)


def accept(root: Path, regulations: tuple[Regulation, ...]) -> None:
    """Record that the present text is meant to be as it is."""
    edits = {
        f"content/{r.id}/regulation.yaml": edit_of(_Stamped(_present(root, r.id)))
        for r in regulations
    }
    write(root, {}, edits)


def _present(root: Path, id_: str) -> str:
    text, _ = disk.read_text(root, f"content/{id_}/zh.txt")
    return stamp_in_yaml(stamp(text or ""))


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
