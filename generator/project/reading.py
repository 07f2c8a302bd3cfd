"""One YAML file of a project: from disk to a tree of the right shape."""

from pathlib import Path

from generator.findings import Finding
from generator.project import disk, shape, yamltree
from generator.project.yamltree import Table

# With these a file can still be used: what is too much is left out.
_HARMLESS = {"unknown-key", "double-key", "hidden-character", "alias", "tag"}


def read_table(root: Path, path: str, kind: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """The mapping in `root/path`, or None where it cannot be used; `kind` names its schema."""
    text, findings = disk.read_text(root, path)
    if text is None:
        return None, findings
    return table_of(text, path, kind)


def table_of(text: str, path: str, kind: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """The mapping that `text` is, or None where it cannot be used."""
    tree, findings = yamltree.read(text, path)
    if tree is None:
        return None, findings
    findings += shape.check(tree, kind)
    usable = all(finding.rule in _HARMLESS for finding in findings)
    return (tree if usable and isinstance(tree, Table) else None), findings
