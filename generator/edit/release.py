"""What an edition prints, recorded beside the text, so that later ones can say what changed."""

from collections.abc import Iterator
from pathlib import Path

from generator.edit.review import quoted
from generator.records.editions import Edition
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.rules.releasing import present_checks
from generator.sheets.currency import subjects

HEAD = (
    "# yaml-language-server: $schema=../../schema/editions.schema.json",
    "# 由 zicha release 写入 / written by zicha release",
)


def release(project: Project, root: Path) -> tuple[Edition, ...]:
    """Write the present edition of each regulation to its editions.yaml; gives them.

    An edition of the same date is written anew.
    """
    made = []
    for regulation in project.regulations:
        now = _present(regulation)
        kept = [e for e in regulation.editions if e.date != now.date]
        every = sorted((now, *kept), key=lambda e: e.date, reverse=True)
        lines = [*HEAD, *(line for each in every for line in _lines(each))]
        path = root / "content" / regulation.id / "editions.yaml"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        made.append(now)
    return tuple(made)


def _present(regulation: Regulation) -> Edition:
    sheets = {s.key: s.stamp for s in subjects(regulation, regulation.title)}
    return Edition(regulation.edition, sheets, present_checks(regulation), regulation.location)


def _lines(edition: Edition) -> Iterator[str]:
    yield f"- edition: {edition.date}"
    yield "  sheets:" if edition.sheets else "  sheets: {}"
    yield from (f"    {key}: {quoted(mark)}" for key, mark in edition.sheets.items())
    yield "  checks:" if edition.checks else "  checks: {}"
    for id_, check in edition.checks.items():
        bearers = ", ".join(check.bearers)
        row = f"{{at: {check.at}, bearers: [{bearers}], stamp: {quoted(check.stamp)}}}"
        yield f"    {id_}: {row}"
