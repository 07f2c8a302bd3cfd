"""One YAML file of a project: from disk to a tree of the right shape."""

from functools import lru_cache
from pathlib import Path

from generator.project import disk, shape, yamltree
from generator.project.yamltree import ReadTree, Table
from generator.records.findings import Finding

# With these a file can still be used: what is too much is left out.
_HARMLESS = {"unknown-key", "hidden-character", "alias", "tag"}


def read_tree(root: Path, path: str, kind: str) -> ReadTree:
    """The tree in `root/path`, or None where it cannot be used; `kind` names its schema."""
    text, findings = disk.read_text(root, path)
    return (None, findings) if text is None else tree_of(text, path, kind)


def read_table(root: Path, path: str, kind: str) -> tuple[Table | None, tuple[Finding, ...]]:
    """The same for a file that is a mapping."""
    tree, findings = read_tree(root, path, kind)
    return (tree if isinstance(tree, Table) else None), findings


@lru_cache(maxsize=128)  # while previewing, all files of a regulation but one stay as they were
def tree_of(text: str, path: str, kind: str) -> ReadTree:
    """The tree that `text` is, or None where it cannot be used."""
    tree, findings = yamltree.read(text, path)
    if tree is None:
        return None, findings
    findings += shape.check(tree, kind)
    usable = all(f.rule in _HARMLESS or f.severity == "warning" for f in findings)
    return (tree if usable else None), findings
