"""The vocabulary: codes that checks use, with their words."""

from collections.abc import Mapping
from pathlib import Path

from generator.project import fields
from generator.project.reading import read_table
from generator.project.yamltree import Table
from generator.records.checklist import Term, Vocabulary
from generator.records.findings import Finding
from generator.records.texts import Text


def read_vocabulary(root: Path, path: str) -> tuple[Vocabulary | None, tuple[Finding, ...]]:
    """The terms of a vocabulary.yaml, None where it has faults."""
    table, findings = read_table(root, path, "vocabulary")
    if table is None:
        return None, findings
    vocabulary = Vocabulary(
        bearers=_terms(table, "bearers"),
        evidence=_terms(table, "evidence"),
        verify=_terms(table, "verify"),
        sampling=_terms(table, "sampling"),
        answers=_terms(table, "answers"),
    )
    return vocabulary, findings


def _terms(table: Table, key: str) -> Mapping[str, Term]:
    entries = fields.needed_table(table, key).entries
    return {code: _term(code, t) for code, t in entries.items() if isinstance(t, Table)}


def _term(code: str, table: Table) -> Term:
    text = fields.text_of(table)
    short = fields.text(table, "short") or Text(text.zh, text.en)
    return Term(
        code=code,
        text=text,
        short=short,
        location=table.location,
        named_in=fields.word(table, "named_in"),
        within=fields.words(table, "within"),
        aliases=fields.words(table, "aliases"),
        needs_reason=fields.flag(table, "needs_reason"),
        drawn=fields.text(table, "drawn"),
        places=fields.places(table),
    )
