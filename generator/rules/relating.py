"""Rules on what a check says about others, and on what to hold against what."""

import graphlib
from collections.abc import Mapping, Set

from generator.records.checklist import Check
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import place, written_checks
from generator.rules.written import Faults
from generator.text.nearest import Patience, nearest_word, should_be


def unknown_companion(regulation: Regulation) -> Faults:
    """A check is made together with checks of the same regulation that there are."""
    if any(path.startswith("checklists/") for path in regulation.unread):
        return  # the check may stand in what could not be read
    known = {check.id: check for check in written_checks(regulation)}
    patience = Patience()
    for check in known.values():
        for n, id_ in enumerate(check.companions):
            if id_ not in known:
                otherwise = Text("请更正，或删除", "correct it, or take it out")
                ask = should_be(nearest_word(id_, known, patience), otherwise)
                yield (
                    place(check.places, f"with/{n}", check.location),
                    Text(
                        f"with 中的 {id_} 不是本文件的检查项；{ask.zh}",
                        f"with names {id_}, which is no check of this regulation; {ask.en}",
                    ),
                )


def circular_companion(regulation: Regulation) -> Faults:
    """No check borrows its result from itself, nor from one that borrows from it."""
    checks = {check.id: check for check in written_checks(regulation)}
    while circle := _circle(checks):
        first = next(id_ for id_ in checks if id_ in circle)
        at = place(checks[first].places, "with", checks[first].location)
        yield (
            at,
            Text(
                f"{first} 的 with 绕了一圈又回到 {first}，谁也不先核查；请删除其中一个编号",
                f"with leads from {first} back to {first}, so that none is made first;"
                " take one of the ids out",
            ),
        )
        checks = {id_: check for id_, check in checks.items() if id_ not in circle}


def repeated_look(regulation: Regulation) -> Faults:
    """No line on what to hold against what stands twice in a check."""
    for check in written_checks(regulation):
        seen: set[str] = set()
        for line in check.look:
            if line.zh in seen:
                yield (
                    line.location or check.location,
                    Text(
                        f"{check.id} 的核对要点里这一行已有；请删除一行",
                        f"{check.id} says this line of look already; take one of them out",
                    ),
                )
            seen.add(line.zh)


def _circle(checks: Mapping[str, Check]) -> Set[str]:
    """Ids of checks that borrow from each other in a ring, if any do."""
    sorter = graphlib.TopologicalSorter({id_: c.companions for id_, c in checks.items()})
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        return frozenset(error.args[1])
    return frozenset()
