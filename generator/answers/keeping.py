"""A form that was printed with answers and came back: what it kept, under what it says now.

A place that still says what was printed in it keeps what its file said; only what was written
since is taken. What a form has no place for (evidence, reviews, earlier answers) stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.answers.forms import Form, Row
from generator.answers.names import is_own, number_of_own
from generator.answers.periods import period_of, said_of
from generator.answers.problems import Problem, Refused
from generator.answers.reading import read
from generator.answers.records import Answers, Given, Measure, Own, People, Review, Unit
from generator.answers.words import is_closed
from generator.answers.writing import as_given
from generator.records.texts import Text

_OPEN = ("filled", "returned", "accepted")  # states that no longer hold once something changes


@dataclass(frozen=True, slots=True)
class Kept:
    """What a form kept: the answers that were printed on it, or why these cannot be read."""

    answers: Answers | None
    problems: tuple[Problem, ...] = ()


def kept_in(form: Form, regulation: str) -> Kept:
    """The Answers file that a form was printed with; none where it was printed blank."""
    if not form.kept:
        return Kept(None)
    try:
        answers, _ = read(form.kept.encode())
    except Refused:
        return Kept(None, (_unreadable(),))
    if answers.regulation != regulation:
        return Kept(None, (_unreadable(),))
    return Kept(answers)


def overlaid(base: Answers, now: Answers, form: Form) -> Answers:
    """What was kept, with what the form says now; `now` is the form as read without it."""
    rows = {row.id: row for row in form.rows}
    given = {id_: _given(base, id_, one, rows.get(id_)) for id_, one in now.answers.items()}
    answered = {i for i, one in now.answers.items() if one.answer and i in base.left_out}
    made = replace(
        base,
        unit=_unit(base, now),
        period=base.period if _same_period(base, now) else now.period,
        people=_people(base, now),
        saved=base.saved if now.saved == base.saved[:10] else now.saved or base.saved,
        answers={**base.answers, **{i: one for i, one in given.items() if one is not None}},
        own=_own(base, now, rows),
        left_out={i: why for i, why in base.left_out.items() if i not in answered},
    )
    if made == base:
        return base
    whose = (base.unit.name, base.period) == (made.unit.name, made.period)
    state = "filling" if made.state in _OPEN else made.state
    return replace(made, id=base.id if whose else "", state=state)


# ── head ─────────────────────────────────────────────────────────────────────────────────────


def _line(words: str) -> str:
    return " ".join(words.split())


def _unit(base: Answers, now: Answers) -> Unit:
    """Types are a set to whoever reads them off a form."""
    name, types = base.unit.name, base.unit.types
    if _line(name) != now.unit.name:
        name = now.unit.name
    if set(types) != set(now.unit.types):
        types = now.unit.types
    return replace(base.unit, name=name, types=types)


def _same_period(base: Answers, now: Answers) -> bool:
    """Whether the form says the period that was printed on it."""
    printed = period_of(said_of(base.period).zh)
    return (now.period.begin, now.period.end, now.period.words) in (
        (base.period.begin, base.period.end, base.period.words),
        (printed.begin, printed.end, printed.words),
    )


def _people(base: Answers, now: Answers) -> People:
    """Those that a form names, where they are others."""
    there, said = base.people, now.people
    filler = there.filler if _line(there.filler) == said.filler else said.filler
    phone = there.phone if _line(there.phone) == said.phone else said.phone
    return replace(there, filler=filler, phone=phone)


# ── checks ───────────────────────────────────────────────────────────────────────────────────


def _given(base: Answers, id_: str, now: Given, row: Row | None) -> Given | None:
    """A check as it was kept, with what was written since; None where nothing is said of it."""
    before = base.answers.get(id_)
    stood = _printed(base, id_, now.stamp)
    if row is None or _with(stood, now, row) == stood:
        return before
    if before is None or before is not stood:
        # To what is asked now: what was answered before stays beside it.
        return replace(now, more=_earlier(before))
    return _with(before, now, row)


def _printed(base: Answers, id_: str, stamp: str) -> Given:
    """What stood in the places of a check: nothing of one left out or asked otherwise then."""
    before = base.answers.get(id_, Given())
    return before if id_ not in base.left_out and stamp in ("", before.stamp) else Given()


def _earlier(before: Given | None) -> Mapping[str, object]:
    if before is None or before == Given(before.stamp):
        return {}
    more = {key: value for key, value in before.more.items() if key != "earlier"}
    return {"earlier": as_given(replace(before, more=more))}


def _with(before: Given, now: Given, row: Row) -> Given:
    """The places that a form has for a check, where they say something else."""
    made = replace(
        before,
        answer=now.answer if "answer" in row.cells else before.answer,
        finding=_word(row, "finding", before.finding, now.finding),
        reason=_word(row, "reason", before.reason, now.reason),
        remark=_word(row, "remark", before.remark, now.remark),
        sampled=_word(row, "sampled", before.sampled, now.sampled),
        off=_word(row, "off", before.off, now.off),
        measure=_measure(before.measure, now.measure, row),
    )
    if made != before and before.review.mark == "accepted":
        return replace(made, review=Review(more=before.review.more))
    return made


def _word(row: Row, kind: str, before: str, now: str) -> str:
    if kind not in row.cells or _plain(before) == _plain(now):
        return before
    return now


def _plain(words: str) -> str:
    """Without what programs change in a text when they save it."""
    return "\n".join(line.rstrip() for line in words.strip().splitlines())


def _measure(before: Measure, now: Measure, row: Row) -> Measure:
    def word(kind: str, there: str, said: str) -> str:
        return _word(row, kind, there, said)

    same = is_closed(before.closed) and is_closed(now.closed)  # said in other words
    return replace(
        before,
        measure=word("measure", before.measure, now.measure),
        leader=word("leader", before.leader, now.leader),
        person=word("person", before.person, now.person),
        due=word("limit", before.due, now.due),
        done=word("done", before.done, now.done),
        closed=before.closed if same else word("closed", before.closed, now.closed),
        proof=word("proof", before.proof, now.proof),
    )


# ── the unit's own ───────────────────────────────────────────────────────────────────────────


def _own(base: Answers, now: Answers, rows: Mapping[str, Row]) -> tuple[Own, ...]:
    """Row by row: the n-th of the form is the n-th that was kept; what was cleared is gone."""
    ids = [id_ for id_ in rows if is_own(id_)]
    if not ids:
        return base.own
    said = iter(now.own)
    made: list[Own] = []
    for n, id_ in enumerate(sorted(ids, key=number_of_own)):
        row = rows[id_]
        if not any(written.words for written in row.cells.values()):
            continue
        one = next(said)
        made.append(_own_with(base.own[n], one, row) if n < len(base.own) else one)
    return tuple(made)


def _own_with(before: Own, now: Own, row: Row) -> Own:
    return replace(
        before,
        ask=_word(row, "ask", before.ask, now.ask),
        answer=now.answer if "answer" in row.cells else before.answer,
        finding=_word(row, "finding", before.finding, now.finding),
        reason=_word(row, "reason", before.reason, now.reason),
        remark=_word(row, "remark", before.remark, now.remark),
        measure=_measure(before.measure, now.measure, row),
    )


def _unreadable() -> Problem:
    words = Text(
        "表里随附的自查结果读不出来，只采用了表上能看到的内容；材料目录、审核意见等请对照原来的"
        "自查结果文件",
        "the answers that go with this form cannot be read, so only what it shows was taken;"
        " see the Answers file it was printed from for evidence and reviews",
    )
    return Problem("kept", "kept-unreadable", words)
