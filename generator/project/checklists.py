"""Checklists: the YAML files with the checks of one article each."""

from pathlib import Path
from typing import cast

from generator.project import disk, fields
from generator.project.labels import with_codes
from generator.project.reading import read_table, tree_of
from generator.project.yamltree import Table
from generator.records.checklist import (
    OPEN,
    Accepted,
    Basis,
    Check,
    CheckKind,
    Checklist,
    ProvisionChecks,
    Quote,
)
from generator.records.findings import Finding

VOCABULARY = "vocabulary.yaml"
TRACERS = "tracers.yaml"


def checklist_paths(root: Path, folder: str) -> tuple[str, ...]:
    """Every YAML file of checks by article in a regulation's folder of checklists."""
    others = {VOCABULARY, TRACERS}
    names = [n for n in disk.names(root, folder) if n.endswith(".yaml") and n not in others]
    return tuple(f"{folder}/{name}" for name in names)


def read_checklist(root: Path, path: str) -> tuple[Checklist | None, tuple[Finding, ...]]:
    """One file of checks, None where it has faults."""
    table, findings = read_table(root, path, "checklist")
    if table is None:
        vocabulary = f"{path.rpartition('/')[0]}/{VOCABULARY}"
        return None, with_codes(root, path, vocabulary, findings)
    return checklist_of(table), findings


def checklist_in(text: str, path: str) -> tuple[Checklist | None, tuple[Finding, ...]]:
    """The same of a text that is not on disk yet."""
    tree, findings = tree_of(text, path, "checklist")
    return (checklist_of(tree) if isinstance(tree, Table) else None), findings


def checklist_of(table: Table) -> Checklist:
    """The record of a file whose shape has been checked."""
    blocks = fields.tables(table, "provisions")
    return Checklist(
        article=fields.word(table, "article"),
        heading=fields.text(table, "heading"),
        no_checks=fields.text(table, "no_checks"),
        provisions=tuple(_provision(t) for t in blocks if "checks" in t.entries),
        location=table.location,
        unchecked={
            fields.word(t, "at"): fields.needed_text(t, "no_checks")
            for t in blocks
            if "no_checks" in t.entries
        },
        dropped=fields.words(table, "dropped"),
        places=fields.places(table),
    )


def _provision(table: Table) -> ProvisionChecks:
    at = fields.word(table, "at")
    bearers = fields.needed_table(table, "bearers")
    codes = fields.words(bearers, "codes")
    basis = cast("Basis", fields.word(bearers, "basis"))
    every = tuple(_check(t, at, codes, basis) for t in fields.tables(table, "checks"))
    return ProvisionChecks(
        at=at,
        reviewed=fields.word(table, "reviewed"),
        basis=basis,
        bearers=codes,
        result=fields.text(table, "result"),
        checks=tuple(check for check in every if not is_draft(check)),
        location=table.location,
        drafts=tuple(check for check in every if is_draft(check)),
        places=fields.places(table),
    )


def is_draft(check: Check) -> bool:
    """Whether nobody has written its question, or accepted the one proposed."""
    return (check.draft and check.accepted is None) or check.ask.zh == OPEN


def _check(table: Table, at: str, bearers: tuple[str, ...], basis: Basis) -> Check:
    return Check(
        id=fields.word(table, "id"),
        at=at,
        kind=cast("CheckKind", fields.word(table, "kind")),
        quotes=tuple(Quote(q.value, q.location) for q in fields.scalars(table, "quotes")),
        ask=fields.needed_text(table, "ask"),
        bearers=fields.words(table, "bearers") or bearers,
        basis=cast("Basis", fields.word(table, "basis", basis)),
        evidence=fields.words(table, "evidence"),
        verify=fields.words(table, "verify"),
        sampling=fields.word(table, "sampling"),
        fix=fields.needed_text(table, "fix"),
        guidance=fields.flag(table, "guidance"),
        location=table.location,
        look=tuple(map(fields.text_of, fields.items(table, "look"))),
        companions=fields.words(table, "with"),
        first=fields.flag(table, "first"),
        draft=fields.flag(table, "draft"),
        accepted=_accepted(table),
        places=fields.places(table),
    )


def _accepted(table: Table) -> Accepted | None:
    if "accepted" not in table.entries:
        return None
    accepted = fields.needed_table(table, "accepted")
    return Accepted(fields.word(accepted, "by"), fields.word(accepted, "on"))
