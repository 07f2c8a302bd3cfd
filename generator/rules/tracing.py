"""Rules on tracers: that what they follow is there."""

import difflib

from generator.records.site import Project
from generator.records.texts import Location, Text
from generator.rules.walks import Faults, checks, place


def unknown_check(project: Project) -> Faults:
    """A tracer names checks that there are."""
    for regulation in project.regulations:
        if any(path.startswith("checklists/") for path in regulation.unread):
            continue  # the check may stand in what could not be read
        known = [check.id for check in checks(regulation)]
        for tracer in regulation.tracers:
            for stage in tracer.stages:
                for n, id_ in enumerate(stage.checks):
                    if id_ not in known:
                        at = place(stage.places, f"checks/{n}", tracer.location)
                        yield at, _unknown(id_, known)


def repeated_tracer(project: Project) -> Faults:
    """A tracer's code is its own."""
    for regulation in project.regulations:
        seen: dict[str, Location] = {}
        for tracer in regulation.tracers:
            if tracer.code in seen:
                line = seen[tracer.code].line
                yield (
                    tracer.location,
                    Text(
                        f"代码 {tracer.code} 在第 {line} 行已用过；请换一个",
                        f"the code {tracer.code} is that of the tracer in line {line};"
                        " take another",
                    ),
                )
            seen.setdefault(tracer.code, tracer.location)


def _unknown(id_: str, known: list[str]) -> Text:
    near = difflib.get_close_matches(id_, known, n=1)
    zh = f"是否应为 {near[0]}？" if near else "请更正，或在检查表中补上"
    en = f"should it be {near[0]}?" if near else "correct it, or add the check"
    return Text(f"没有编号为 {id_} 的检查项；{zh}", f"there is no check {id_}; {en}")
