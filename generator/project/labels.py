"""Codes of a vocabulary told to those who wrote a code's name in its place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.project import disk, yamltree
from generator.project.vocabularies import read_vocabulary
from generator.project.yamltree import Listing, Node, Scalar, Table
from generator.records.checklist import Term, Vocabulary
from generator.records.findings import Finding
from generator.records.texts import Text
from generator.text.nearest import nearest_word

KINDS = ("bearers", "evidence", "verify", "sampling")
MOST = 12  # codes that a message lists
_BETWEEN = re.compile(r"[、，,;；\s]+")  # "查阅资料、个别访谈"
_IDEOGRAPH = re.compile("[㐀-鿿]")


def with_codes(
    root: Path, path: str, vocabulary: str, findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Findings on a file of checks; where a name stands for a code they say which."""
    if all(finding.rule != "wrong-value" for finding in findings):
        return findings
    known, _ = read_vocabulary(root, vocabulary)
    text, _ = disk.read_text(root, path)
    tree, _ = yamltree.read(text or "", path)
    if known is None or tree is None:
        return findings
    named = {s.location: words for kind, s in _uses(tree) if (words := _words(kind, s, known))}
    return tuple(
        replace(f, message=named[f.location])
        if f.rule == "wrong-value" and f.location in named
        else f
        for f in findings
    )


def _uses(node: Node, kind: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every value that should be a code of some kind."""
    match node:
        case Scalar() if kind:
            yield kind, node
        case Listing(items):
            for item in items:
                yield from _uses(item, kind)
        case Table(entries):
            for key, value in entries.items():
                inner = "bearers" if (kind, key) == ("bearers", "codes") else ""
                yield from _uses(value, key if key in KINDS else inner)


def _words(kind: str, scalar: Scalar, vocabulary: Vocabulary) -> Text | None:
    """None for what is no name in Chinese."""
    if not _IDEOGRAPH.search(scalar.value):
        return None
    terms: Mapping[str, Term] = getattr(vocabulary, kind)
    labels = {name: code for code, t in terms.items() for name in (t.short.zh, t.text.zh)}
    value = scalar.value
    parts = [value] if value in labels else [p for p in _BETWEEN.split(value) if p]
    if parts and all(part in labels for part in parts):
        codes = ", ".join(labels[part] for part in parts)
        return Text(
            f"“{value}”是名称；这里写它在 vocabulary.yaml 中的代码：{codes}",
            f"'{value}' is a name; write its code in vocabulary.yaml: {codes}",
        )
    near = nearest_word(value, labels)
    if near:
        return Text(
            f"“{value}”不是代码；是否应为 {labels[near]}（{near}）？",
            f"'{value}' is no code; should it be {labels[near]} ({near})?",
        )
    names = "、".join(f"{c}（{t.short.zh}）" for c, t in [*terms.items()][:MOST])
    return Text(
        f"“{value}”不是代码；可写：{names}{'……' if len(terms) > MOST else ''}；"
        "新的代码先写进 vocabulary.yaml",
        f"'{value}' is no code; it can be: {', '.join([*terms][:MOST])}"
        f"{' …' if len(terms) > MOST else ''}; put a new one into vocabulary.yaml first",
    )
