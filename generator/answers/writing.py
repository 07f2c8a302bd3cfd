"""An Answers file as its one canonical text: known fields in their order, others behind."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from generator.answers.records import (
    FORMAT,
    Answers,
    Given,
    Measure,
    More,
    Own,
    Paper,
    People,
    Period,
    Review,
    Unit,
)

Json = Mapping[str, object]


def as_text(answers: Answers) -> str:
    """The file in UTF-8, as JSON.stringify(answers, null, 1) writes it, and a line end."""
    return json.dumps(as_json(answers), ensure_ascii=False, indent=1) + "\n"


def digest_of(answers: Answers) -> str:
    """SHA-256 of what is said, whichever way it was written."""
    return hashlib.sha256(json.dumps(as_json(answers)).encode()).hexdigest()


def as_json(answers: Answers) -> Json:
    """The same as plain values."""
    return {
        "format": FORMAT,
        "id": answers.id,
        "regulation": answers.regulation,
        "edition": answers.edition,
        "stamp": answers.stamp,
        "unit": _unit(answers.unit),
        "period": _period(answers.period),
        "people": _people(answers.people),
        "saved": answers.saved,
        "state": answers.state,
        "answers": {id_: as_given(given) for id_, given in answers.answers.items()},
        "own": [_own(own) for own in answers.own],
        "left_out": dict(answers.left_out),
        **answers.more,
    }


def _unit(unit: Unit) -> Json:
    return {"name": unit.name, "types": list(unit.types), **unit.more}


def _period(period: Period) -> Json:
    said = {"from": period.begin, "to": period.end}
    return {**said, **_said(words=period.words), **period.more}


def _people(people: People) -> Json:
    return {
        "filler": people.filler,
        "phone": people.phone,
        "reviewer": people.reviewer,
        "leader": people.leader,
        **people.more,
    }


def as_given(given: Given) -> Json:
    """An answer as plain values."""
    return {
        "stamp": given.stamp,
        "answer": given.answer,
        "finding": given.finding,
        "reason": given.reason,
        **_said(remark=given.remark),
        "sampled": given.sampled,
        "off": given.off,
        "evidence": [_paper(paper) for paper in given.evidence],
        "measure": _measure(given.measure),
        "review": _review(given.review),
        **given.more,
    }


def _paper(paper: Paper) -> Json:
    return {"code": paper.code, "note": paper.note, **paper.more}


def _measure(measure: Measure) -> Json:
    return {
        "cause": measure.cause,
        "measure": measure.measure,
        "leader": measure.leader,
        "person": measure.person,
        "due": measure.due,
        **_said(done=measure.done),
        "closed": measure.closed,
        "proof": measure.proof,
        **measure.more,
    }


def _review(review: Review) -> Json:
    return {"mark": review.mark, "remark": review.remark, **review.more}


def _own(own: Own) -> Json:
    mended = {"measure": _measure(own.measure)} if own.measure != Measure() else {}
    return {
        "ask": own.ask,
        "answer": own.answer,
        "finding": own.finding,
        **_said(reason=own.reason, remark=own.remark),
        **mended,
        **own.more,
    }


def _said(**words: str) -> More:
    """Fields that stand in a file only where they say something."""
    return dict(_nonempty(words))


def _nonempty(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((key, text) for key, text in words.items() if text)
