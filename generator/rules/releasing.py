"""Rules on editions: that what was printed under a date is still what that date stands for."""

from generator.project.released import released_checks
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import place
from generator.rules.written import Faults

NAMED = 3  # ids named in a message; the others are counted


def changed_since_release(regulation: Regulation) -> Faults:
    """An edition that was released does not change: what changes gets a new date."""
    released = [e for e in regulation.editions if e.date == regulation.edition]
    if not released or regulation.unread:
        return
    now, then = released_checks(regulation), released[0].checks
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
