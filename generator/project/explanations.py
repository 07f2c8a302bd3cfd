"""Why each rule is there, and lines that break and that keep it, as packed with the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.project import disk, fields, yamltree
from generator.project.yamltree import Table
from generator.records.texts import Text

HOME = Path(__file__).resolve().parents[1]
FILE = "rules/explanations.yaml"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule in Chinese (in English it is the docstring of its function), and its reason.

    In `broken` and `kept` a line that begins with # names the file in which those below stand.
    """

    rule: str
    why: Text
    broken: str
    kept: str


def read_explanations() -> Mapping[str, Explanation]:
    """All of them, by the name of the rule."""
    text, _ = disk.read_text(HOME, FILE)
    table, findings = yamltree.read(text or "", FILE)
    assert isinstance(table, Table), findings
    return {name: _explanation(fields.needed_table(table, name)) for name in table.entries}


def _explanation(table: Table) -> Explanation:
    return Explanation(
        rule=fields.word(table, "rule"),
        why=fields.needed_text(table, "why"),
        broken=fields.word(table, "broken"),
        kept=fields.word(table, "kept"),
    )
