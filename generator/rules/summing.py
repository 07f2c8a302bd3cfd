"""Findings as people read them: drafts summed up, errors last."""

import re
from collections import Counter

from generator.records.findings import Finding, typed
from generator.records.texts import Text

FEW = 3  # drafts of a regulation that are told one by one
_DRAFTS = "still-to-write"
_CHECKLIST = re.compile(r"checklists/([^/]+)/")


def readable(
    findings: tuple[Finding, ...], *, most: int, every: bool = False
) -> tuple[Finding, ...]:
    """Warnings, then errors, `most` of them, as few errors left out as can be."""
    shown = findings if every else summed(findings)
    errors = tuple(f for f in shown if f.severity == "error")
    warnings = tuple(f for f in shown if f.severity != "error")
    if every:
        return (*warnings, *errors)
    return (*warnings[: max(most - len(errors), 0)], *errors[:most])


def summed(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The drafts of a regulation as one finding with their number, after all others."""
    drafts = Counter(id_ for f in findings if (id_ := _draft_of(f)))
    many = {id_: n for id_, n in drafts.items() if n > FEW}
    rest = tuple(f for f in findings if _draft_of(f) not in many)
    return (*rest, *(_sum(id_, n) for id_, n in many.items()))


def _draft_of(finding: Finding) -> str:
    """The regulation of a draft, "" of anything else."""
    found = _CHECKLIST.match(finding.location.path) if finding.rule == _DRAFTS else None
    return found[1] if found else ""


def _sum(id_: str, n: int) -> Finding:
    words = Text(
        f"{n} 处还要人写好或采用；zicha worksheet {id_} -o {id_}.xlsx 在 Excel 里办，"
        "zicha check --all 逐个列出",
        f"{n} places are still to be written or accepted; zicha worksheet {id_} -o {id_}.xlsx"
        " for Excel, zicha check --all lists them",
    )
    return Finding(typed(f"checklists/{id_}"), _DRAFTS, words, "warning")
