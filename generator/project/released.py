"""Checks as the record of an edition has them: where they rest, whose they are, their stamp."""

from collections.abc import Iterator, Mapping

from generator.records.checklist import Check
from generator.records.editions import ReleasedCheck
from generator.records.regulation import Provision, Regulation
from generator.records.walking import blocks, provisions, walk
from generator.text.stamps import stamp


def released_checks(regulation: Regulation) -> Mapping[str, ReleasedCheck]:
    """Id → the check as it would be recorded today, in the order of the files."""
    known = provisions(regulation)
    return {
        check.id: ReleasedCheck(check.at, check.bearers, _stamp(known, check))
        for _, block in blocks(regulation)
        for check in block.checks
        if check.at in known
    }


def read_over(known: Mapping[str, Provision], address: str) -> Iterator[Provision]:
    """All the law that stands over a check on its sheet: above its provision, and under it."""
    parts = address.split(".")
    for n in range(1, len(parts)):
        yield known[".".join(parts[:n])]
    yield from walk((known[address],))


def _stamp(known: Mapping[str, Provision], check: Check) -> str:
    """Of all the law that stands over a check on its sheet, and of its question."""
    law = (p.words.zh for p in read_over(known, check.at))
    return stamp("\n".join((*law, check.id, check.ask.zh, check.ask.en or "")))
