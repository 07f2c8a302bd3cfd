"""What is wrong is a value: a place, a rule, and how to mend it in both languages."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.model import Language, Location, Text

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, told once, where it can be mended."""

    location: Location
    rule: str
    message: Text
    severity: Severity = "error"


class CannotGoOn(Exception):
    """Nothing more can be done with what was given; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(as_text(f, "en") for f in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type["CannotGoOn"], tuple[Finding, ...]]:
        """So that it can come back from a worker process."""
        return (CannotGoOn, self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by file, line and column."""
    return tuple(sorted(set(findings), key=lambda f: (f.location, f.rule, f.message.zh)))


def said(finding: Finding, language: Language) -> str:
    """The message in the language of the user."""
    return finding.message.zh if language == "zh" else finding.message.en or finding.message.zh


def as_text(finding: Finding, language: Language) -> str:
    """`article-05.yaml:14:16: error: a5.i1 does not say … [quote-not-in-provision]`."""
    at = finding.location
    place = f"{at.path}:{at.line}:{at.column}"
    return f"{place}: {finding.severity}: {said(finding, language)} [{finding.rule}]"


def as_github(finding: Finding, language: Language) -> str:
    """A workflow command, as GitHub and Gitea read it to annotate a change."""
    at = finding.location
    message = (
        said(finding, language).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    )
    place = f"file={at.path},line={at.line},col={at.column},title={finding.rule}"
    return f"::{finding.severity} {place}::{message}"


def as_json(findings: Iterable[Finding]) -> str:
    """All findings as one JSON array, messages in both languages."""
    rows = [
        {
            "path": f.location.path,
            "line": f.location.line,
            "column": f.location.column,
            "severity": f.severity,
            "rule": f.rule,
            "message": {"zh": f.message.zh, "en": f.message.en},
        }
        for f in findings
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
