"""What is at hand while the rows of a workbook are gone through."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.edit.worksheet.naming import Names
from generator.edit.worksheet.newterms import NewTerm
from generator.edit.worksheet.rows import Row, Values
from generator.edit.worksheet.taking import Came, Taken
from generator.records.findings import Finding
from generator.records.regulation import Provision
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class Step:
    """One change: of a check, of a new one (`id` ""), or of why a provision has none.

    `values` are those of the row as it will be, `changed` the columns that differ.
    """

    at: str
    id: str
    what: str  # "edit", "accept", "drop", "add", "why"
    values: Values
    changed: tuple[str, ...] = ()
    before: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done; nothing is where there are `faults`. `notes` are only told."""

    steps: tuple[Step, ...]
    terms: tuple[NewTerm, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    names: Names  # of all codes, new ones too


@dataclass(slots=True)
class Desk:
    """What is at hand while rows are gone through, and what is found."""

    name: str
    taken: Taken
    names: Names
    provisions: Mapping[str, Provision]
    now: Mapping[str, Row]
    steps: list[Step] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def fault(self, came: Came, rule: str, zh: str, en: str) -> None:
        """Something that has to be mended in a row."""
        self.faults.append(Finding(Location(self.name, came.line), rule, Text(zh, en)))

    def note(self, line: int, rule: str, zh: str, en: str) -> None:
        """Something a person should know."""
        where = Location(self.name, line)
        self.notes.append(Finding(where, rule, Text(zh, en), "warning"))
