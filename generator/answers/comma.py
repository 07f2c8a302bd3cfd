"""Answers as rows of a CSV file, every field of them, none of which a program would run."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from generator.answers.asked import Asked
from generator.answers.due import counts, due_in
from generator.answers.gathering import Gathered
from generator.answers.records import Answers, Given, Own, Paper, said_of

BOM = "\ufeff"  # Excel takes a file without it for GBK
_UNIT = (
    *("regulation", "edition", "id", "unit", "types", "from", "to", "period"),
    *("filler", "phone", "reviewer", "leader", "saved", "state", "files"),
)
_MEASURE = (
    *("cause", "measure", "measure_leader", "measure_person", "due", "done", "closed", "proof"),
)
HEADS = (
    *_UNIT,
    *(
        "check",
        "at",
        "article",
        "cite",
        "ask",
        "stamp",
        "counts",
        "answer",
        "finding",
        "reason",
    ),
    *("remark", "sampled", "off", "evidence", *_MEASURE, "review", "review_remark"),
    *("left_out", "more"),
)
# What programs take for a formula, full-width too.
_BEGINS = frozenset("=+-@\t\r\n＝＋－＠")


def head() -> str:
    """The mark of the byte order, and the names of the columns."""
    return BOM + _text([HEADS])


def rows(gathered: Gathered, asked: Asked) -> str:
    """A line for each check that was answered or left out, and for each of the unit's own."""
    answers = gathered.answers
    start = list(map(safe, _of_unit(gathered, asked)))
    return _text([*_checks(start, answers, asked), *_own(start, answers)])


def safe(text: str) -> str:
    """Text that stays text in a spreadsheet."""
    return f"'{text}" if text[:1] in _BEGINS else text


def _safe(texts: list[str]) -> list[str]:
    """The same of a whole line, most of whose texts are empty."""
    return [safe(text) if text else "" for text in texts]


def _text(lines: Iterable[Iterable[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(lines)
    return file.getvalue()


def _of_unit(gathered: Gathered, asked: Asked) -> Iterator[str]:
    answers = gathered.answers
    period, people = answers.period, answers.people
    yield from (answers.regulation, asked.edition, answers.id)
    yield from (answers.unit.name, " ".join(answers.unit.types))
    yield from (period.begin, period.end, period.words)
    yield from (people.filler, people.phone, people.reviewer, people.leader)
    yield from (answers.saved, answers.state, " ".join(gathered.files))


def _checks(start: list[str], answers: Answers, asked: Asked) -> Iterator[list[str]]:
    due = due_in(answers, asked)
    for id_, given in answers.answers.items():
        mine = id_ in due and counts(id_, given, answers, asked)
        yield start + _safe(_given(id_, given, answers, (asked, mine)))
    for id_ in answers.left_out:
        if id_ not in answers.answers:
            yield start + _safe(_given(id_, Given(), answers, (asked, False)))


def _given(id_: str, given: Given, answers: Answers, known: tuple[Asked, bool]) -> list[str]:
    """`known` is what is asked, and whether the answer counts."""
    asked, mine = known
    check = asked.checks.get(id_)
    about = (check.at, check.article, check.cite.zh, check.ask.zh) if check else ("",) * 4
    return [
        id_,
        *about,
        given.stamp,
        "1" if mine and given.answer else "0",
        given.answer,
        given.finding,
        given.reason,
        given.remark,
        given.sampled,
        given.off,
        "\n".join(map(_paper, given.evidence)) if given.evidence else "",
        *said_of(given.measure),
        given.review.mark,
        given.review.remark,
        answers.left_out.get(id_, ""),
        json.dumps(given.more, ensure_ascii=False) if given.more else "",
    ]


def _paper(paper: Paper) -> str:
    return ": ".join(filter(None, (paper.code, paper.note)))


def _own(start: list[str], answers: Answers) -> Iterator[list[str]]:
    for own in answers.own:
        yield start + _safe(_own_fields(own))


def _own_fields(own: Own) -> list[str]:
    more = json.dumps(own.more, ensure_ascii=False) if own.more else ""
    said = ["", "", "", "", own.ask, "", "0", own.answer, own.finding, own.reason, own.remark]
    return [*said, "", "", "", *said_of(own.measure), "", "", "", more]
