"""Rules on editions: that what was printed under a date is still what that date stands for."""

from collections.abc import Iterator, Mapping

from generator.records.checklist import Check
from generator.records.editions import ReleasedCheck
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.records.walking import blocks, place, provisions, walk
from generator.rules.written import Faults
from generator.text.stamps import stamp

NAMED = 3  # ids named in a message; the others are counted


def changed_since_release(regulation: Regulation) -> Faults:
    """An edition that was released does not change: what changes gets a new date."""
    released = [e for e in regulation.editions if e.date == regulation.edition]
    if not released or regulation.unread:
        return
    now, then = present_checks(regulation), released[0].checks
    differ = [i for i in sorted(now.keys() | then.keys()) if now.get(i) != then.get(i)]
    if differ:
        where = place(regulation.places, "edition", regulation.location)
        yield where, _changed(regulation.edition, differ)


def _changed(edition: str, ids: list[str]) -> Text:
    few, more = ", ".join(ids[:NAMED]), "…" if len(ids) > NAMED else ""
    return Text(
        f"{edition} 版发布后改动了 {len(ids)} 个检查项（{few}{more}）；"
        "请改为新的日期，再运行 zicha release",
        f"{len(ids)} checks differ from edition {edition} as released ({few}{more}); "
        "give the edition a new date, then run zicha release",
    )


def present_checks(regulation: Regulation) -> Mapping[str, ReleasedCheck]:
    """Id → the check as it would be recorded today, in the order of the files."""
    known = provisions(regulation)
    return {
        check.id: ReleasedCheck(check.at, check.bearers, _stamp(known, check))
        for _, block in blocks(regulation)
        for check in block.checks
        if check.at in known
    }


def _stamp(known: Mapping[str, Provision], check: Check) -> str:
    """Of all the law that stands over a check on its sheet, and of its question."""
    law = (p.words.zh for p in _over(known, check.at))
    return stamp("\n".join((*law, check.id, check.ask.zh, check.ask.en or "")))


def _over(known: Mapping[str, Provision], address: str) -> Iterator[Provision]:
    parts = address.split(".")
    for n in range(1, len(parts)):
        yield known[".".join(parts[:n])]
    yield from walk((known[address],))
