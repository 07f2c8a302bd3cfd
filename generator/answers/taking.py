"""From a filled form to answers: only what is certain, and a problem for all else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.answers.asked import WHOLE, Asked, stamps_of
from generator.answers.forms import Form, Row, Written, shown
from generator.answers.keeping import kept_in, overlaid
from generator.answers.names import CODES, is_own
from generator.answers.periods import period_of
from generator.answers.problems import Problem, Refused
from generator.answers.records import (
    Answers,
    Given,
    Measure,
    Own,
    People,
    Period,
    Unit,
)
from generator.answers.words import day_of, is_closed, plain
from generator.records.texts import Text

# Letters of the sheets that a unit answers for itself: N what changed, R a first round, Y a
# short list, P its problem page; a tracer (T) is about one case.
OF_CHECKS = ("A", "N", "P", "R", "X", "Y", "Z")


@dataclass(frozen=True, slots=True)
class Taken:
    """Answers with what could not be taken; `reasoned` where the form has room for reasons."""

    answers: Answers
    problems: tuple[Problem, ...]
    reasoned: bool = True


def taken(form: Form, asked: Mapping[str, Asked]) -> Taken:
    """What a form says, held against its regulation; raises Refused where it is of none."""
    facts = form.facts
    one = asked.get(facts.get("regulation", ""))
    if one is None:
        raise foreign(facts.get("regulation", ""), asked)
    letter, _, about = facts.get("sheet", "").partition("-")
    if letter not in OF_CHECKS:
        raise _no_sheet(facts.get("sheet", ""))
    subject = about or WHOLE
    stamps, unknown = _stamps(form, one, subject)
    problems = [*form.problems, *unknown]
    words = {**one.words, **form.labels}
    rows = tuple(_given(row, stamps, words) for row in form.rows if not is_own(row.id))
    unit, told = _unit(form, one, about)
    period, more = _period(form)
    made = Answers(
        regulation=one.regulation,
        edition=facts.get("edition", ""),
        stamp=facts.get("stamp", "") if subject == WHOLE else "",
        unit=unit,
        period=period,
        people=People(_field(form, "filler"), _field(form, "phone")),
        saved=day_of(_field(form, "fill_date")),
        answers={id_: given for id_, given, _ in rows}
        | {id_: Given(stamps[id_]) for id_ in form.missing if not is_own(id_)},
        own=tuple(own for row in form.rows if is_own(row.id) and (own := _own(row, words))),
    )
    for _, _, some in rows:
        problems += some
    kept = kept_in(form, one.regulation)
    problems += kept.problems
    if kept.answers:
        made = overlaid(kept.answers, made, form)
    own_told = (p for row in form.rows if is_own(row.id) for p in _own_told(row, words))
    reasoned = any("finding" in row.cells for row in form.rows)
    return Taken(made, (*told, *more, *problems, *own_told), reasoned)


def _stamps(
    form: Form, one: Asked, subject: str
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The stamp of each row as it was asked; what is on no record has the sheet's own.

    No check ever has that one, so such a row counts for nothing, however often it is read.
    """
    edition, mark = form.facts.get("edition", ""), form.facts.get("stamp", "")
    stamps = stamps_of(one, edition, subject, mark)
    every = (*form.missing, *(row.id for row in form.rows))
    known = dict.fromkeys(every, mark or "unknown") | dict(stamps or {})
    return known, () if stamps is not None else (unknown_edition("stamp", edition, mark),)


def foreign(regulation: str, asked: Mapping[str, Asked]) -> Refused:
    """The refusal of what is about another regulation."""
    there = ", ".join(asked)
    return Refused(
        Problem(
            "regulation",
            "other-regulation",
            Text(
                f"属于另一部法规（{shown(regulation) or '未写明'}），这里汇集的是 {there}",
                f"this is of another regulation ({shown(regulation) or 'not named'}); what is"
                f" collected here is {there}",
            ),
        )
    )


def _no_sheet(sheet: str) -> Refused:
    return Refused(
        Problem(
            "sheet",
            "no-check-sheet",
            Text(
                f"{shown(sheet)} 不是单位自查表，没有可汇集的自查结果；请选自查表",
                f"{shown(sheet)} is no sheet of a unit's checks, so nothing is collected from"
                " it; take the check sheet",
            ),
        )
    )


def unknown_edition(where: str, edition: str, mark: str) -> Problem:
    """What a sheet asked of which neither edition nor stamp is on record."""
    one, stamp = shown(edition), shown(mark)
    return Problem(
        where,
        "unknown-edition",
        Text(
            f"这份表的版本（{one}，内容核对码 {stamp}）没有记录，不知当时怎么问；"
            "结果保留，但不计入汇总",
            f"this sheet's edition ({one}, stamp {stamp}) is not on record, nobody can tell"
            " what it asked; its answers are kept, and not counted",
        ),
    )


# ── who, and when ────────────────────────────────────────────────────────────────────────────


def _field(form: Form, name: str) -> str:
    written = form.fields.get(name)
    return " ".join(written.words.split()) if written else ""


def _unit(form: Form, asked: Asked, about: str) -> tuple[Unit, list[Problem]]:
    """Its types are what is written, and whose sheet it is."""
    name, typed = _field(form, "unit"), form.fields.get("unit_type")
    problems = [] if name else [_no_unit()]
    codes = [about] if about in asked.bearers else []
    if typed and typed.words:
        for word in _split(typed.words):
            code = asked.types.get(plain(word))
            if code:
                codes.append(code)
            else:
                problems.append(_no_type(typed, word))
    return Unit(name[:200], tuple(dict.fromkeys(codes))), problems


def _split(words: str) -> Iterator[str]:
    """街道办事处、管护单位 as two."""
    for mark in ("，", ",", "；", ";", "/", "\n", "＋", "+"):
        words = words.replace(mark, "、")
    return (word for word in words.split("、") if word.strip())


def _no_unit() -> Problem:
    return Problem(
        "unit",
        "no-unit",
        Text(
            "没有填单位名称，不计入汇总；请补填后再交",
            "the unit is not named, so it is not counted; have it filled in",
        ),
    )


def _no_type(typed: Written, word: str) -> Problem:
    return Problem(
        typed.where,
        "unknown-type",
        Text(
            f"单位类别“{shown(word)}”不是这部法规的责任主体，没有采用；应查数按表上的检查项计",
            f"{shown(word)!r} is no duty-bearer of this regulation and was not taken; what is"
            " due are the checks of the sheet",
        ),
    )


def _period(form: Form) -> tuple[Period, list[Problem]]:
    written = form.fields.get("period")
    period = period_of(written.words) if written else Period()
    if not written or not period.words:
        return period, []
    return replace(period, words=period.words[:200]), [
        Problem(
            written.where,
            "unclear-period",
            Text(
                f"自查时段“{shown(written.words)}”不知从哪天到哪天；请写成 2026年1月至6月",
                f"nobody can tell from which day to which {shown(written.words)!r} is; write"
                " 2026-01 to 2026-06",
            ),
        )
    ]


# ── answers ──────────────────────────────────────────────────────────────────────────────────


def _given(
    row: Row, stamps: Mapping[str, str], words: Mapping[str, str]
) -> tuple[str, Given, list[Problem]]:
    answer, problems = _answer(row, words)
    measure, told = _measure(row)
    given = Given(
        stamp=stamps[row.id],
        answer=answer,
        finding=_said(row, "finding"),
        reason=_said(row, "reason"),
        remark=_said(row, "remark"),
        sampled=_said(row, "sampled"),
        off=_said(row, "off"),
        measure=measure,
    )
    return row.id, given, [*problems, *told]


def _answer(row: Row, words: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """The code of what is written; what is no answer is told with its place."""
    written = row.cells.get("answer")
    if not written or not written.words:
        return "", []
    said = written.words
    code = said if said in CODES else words.get(plain(said), "")
    if code:
        return code, []
    return "", [
        Problem(
            written.where,
            "unknown-answer",
            Text(
                f"{row.id} 填的是“{shown(said)}”，看不出是哪个答案，没有采用；"
                "请改为是、部分符合、否、不适用、未查之一",
                f"{row.id} says {shown(said)!r}, which is none of the answers and was not"
                " taken; put yes, partly, no, not applicable or not checked",
            ),
        )
    ]


def _said(row: Row, kind: str) -> str:
    written = row.cells.get(kind)
    return written.words if written else ""


def _measure(row: Row) -> tuple[Measure, list[Problem]]:
    """What is to be mended; a time limit as a day where it is one."""
    problems = []
    limit, closed = row.cells.get("limit"), row.cells.get("closed")
    due = day_of(limit.words) if limit else ""
    if limit and limit.words and not due:
        problems.append(_no_day(row.id, limit))
    if closed and is_closed(closed.words) is None:
        problems.append(_unclear_closed(row.id, closed))
    return Measure(
        cause=_said(row, "cause"),
        measure=_said(row, "measure"),
        leader=_said(row, "leader"),
        person=_said(row, "person"),
        due=due or _said(row, "limit"),
        done=_said(row, "done"),
        closed=_said(row, "closed"),
        proof=_said(row, "proof"),
    ), problems


def _no_day(id_: str, limit: Written) -> Problem:
    return Problem(
        limit.where,
        "unclear-day",
        Text(
            f"{id_} 的整改时限“{shown(limit.words)}”不是日期，"
            "无法判断是否逾期；请写成 2026-06-30",
            f"the time limit {shown(limit.words)!r} of {id_} is no day, so nobody can tell"
            " whether it is overdue; write 2026-06-30",
        ),
    )


def _unclear_closed(id_: str, closed: Written) -> Problem:
    return Problem(
        closed.where,
        "unclear-closed",
        Text(
            f"{id_} 的销号栏填的是“{shown(closed.words)}”，看不出是否已销号，按未销号计",
            f"{shown(closed.words)!r} does not say whether {id_} is closed; it counts as open",
        ),
    )


def _own(row: Row, words: Mapping[str, str]) -> Own | None:
    """A check of the unit's own; None where the row is empty."""
    if not any(written.words for written in row.cells.values()):
        return None
    answer, _ = _answer(row, words)
    measure, _ = _measure(row)
    return Own(
        ask=_said(row, "ask"),
        answer=answer,
        finding=_said(row, "finding"),
        reason=_said(row, "reason"),
        remark=_said(row, "remark"),
        measure=measure,
    )


def _own_told(row: Row, words: Mapping[str, str]) -> list[Problem]:
    return [*_answer(row, words)[1], *_measure(row)[1]]


def wanting(answers: Answers, asked: Asked) -> Iterator[Problem]:
    """Answers that want a reason and have none, told at once; they count all the same."""
    ids = [
        id_
        for id_, given in answers.answers.items()
        if given.answer in asked.reasons and not (given.finding.strip() or given.reason.strip())
    ]
    if ids:
        named = ", ".join(ids)
        yield Problem(
            "answers",
            "no-reason",
            Text(
                f"有 {len(ids)} 项没有写理由（{named}）；请补充",
                f"{len(ids)} answers have no reason ({named}); add them",
            ),
        )
