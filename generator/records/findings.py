"""What is wrong is a value: a place, a rule, and how to mend it in both languages."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from generator.records.texts import Language, Location, Text

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


def typed(words: str) -> Location:
    """What was typed as a place: an option with its value, an argument."""
    return Location(words, 0, 0)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, by file, line and column."""

    def place(finding: Finding) -> tuple[str, int, int, str, str]:
        at = finding.location
        return at.path, at.line, at.column, finding.rule, finding.message.zh

    return tuple(sorted(set(findings), key=place))


def message_in(finding: Finding, language: Language) -> str:
    """The message in the language of the user."""
    return finding.message.zh if language == "zh" else finding.message.en or finding.message.zh


def as_text(finding: Finding, language: Language) -> str:
    """`article-05.yaml:14:16: error: a5.i1 does not say … [quote-not-in-provision]`.

    Of what was typed: `--article 99: error: there is no such sheet … [no-such-sheet]`.
    """
    at = finding.location
    place = f"{at.path}:{at.line}:{at.column}" if at.line else at.path
    return seen(
        f"{place}: {finding.severity}: {message_in(finding, language)} [{finding.rule}]"
    )


def seen(text: str) -> str:
    """The text with what nobody sees, or what would steer a terminal, spelt out: \\u202e."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\u3000" else _spelt(c) for c in text)


def _spelt(character: str) -> str:
    return "\\u007f" if character == "\x7f" else json.dumps(character)[1:-1]


def as_github(finding: Finding, language: Language) -> str:
    """A workflow command, as GitHub and Gitea read it to annotate a change."""
    at = finding.location
    message = (
        message_in(finding, language)
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
    )
    if not at.line:
        return seen(f"::{finding.severity} title={finding.rule}::{at.path}: {message}")
    place = f"file={at.path},line={at.line},col={at.column},title={finding.rule}"
    return seen(f"::{finding.severity} {place}::{message}")


def as_json(findings: Iterable[Finding]) -> str:
    """All findings as one JSON array, messages in both languages.

    Each has path, line and column, or `typed` where the command itself is at fault.
    """
    rows = [
        {
            **_place(f.location),
            "severity": f.severity,
            "rule": f.rule,
            "message": {"zh": f.message.zh, "en": f.message.en},
        }
        for f in findings
    ]
    return seen(json.dumps(rows, ensure_ascii=False, indent=2))


def _place(at: Location) -> dict[str, object]:
    return asdict(at) if at.line else {"typed": at.path}
