"""Rules on tracers: that what they follow is there."""

from generator.records.regulation import Regulation
from generator.records.texts import Location, Text
from generator.records.walking import place, written_checks
from generator.rules.written import Faults
from generator.text.nearest import nearest_word, should_be


def unknown_check(regulation: Regulation) -> Faults:
    """A tracer names checks that there are."""
    if any(path.startswith("checklists/") for path in regulation.unread):
        return  # the check may stand in what could not be read
    known = [check.id for check in written_checks(regulation)]
    for tracer in regulation.tracers:
        for stage in tracer.stages:
            for n, id_ in enumerate(stage.checks):
                if id_ not in known:
                    at = place(stage.places, f"checks/{n}", tracer.location)
                    yield at, _unknown(id_, known)


def repeated_tracer(regulation: Regulation) -> Faults:
    """A tracer's code is its own."""
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
    otherwise = Text("请更正，或在检查表中补上", "correct it, or add the check")
    ask = should_be(nearest_word(id_, known), otherwise)
    return Text(f"没有编号为 {id_} 的检查项；{ask.zh}", f"there is no check {id_}; {ask.en}")
