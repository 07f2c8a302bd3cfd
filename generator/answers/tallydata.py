"""A tally as data: tally.json, whose names other programs rely on."""

import json
from collections.abc import Iterable, Mapping

from generator.answers.counts import Counts
from generator.answers.gathering import Input
from generator.answers.records import Period
from generator.answers.tallying import Compared, Row, Tallied
from generator.records.texts import Language

Json = Mapping[str, object]
FORMAT = "zicha-tally/1"


def tally_json(tallied: Tallied, inputs: Iterable[Input], language: Language) -> str:
    """The whole tally; problems are told in the language."""
    asked = tallied.asked
    found = {
        "format": FORMAT,
        "regulation": asked.regulation,
        "edition": asked.edition,
        "stamp": asked.stamp,
        "on": tallied.on,
        "total": _counts(tallied.total),
        "units": [_unit(row) for row in tallied.rows],
        "checks": {
            id_: _counts(counts)
            for id_, counts in zip(asked.checks, tallied.checks, strict=True)
        },
        "articles": {at: _counts(counts) for at, counts in tallied.articles},
        "types": {
            code: {"units": units, **_counts(counts)} for code, units, counts in tallied.types
        },
        "periods": [_compared(tallied, one) for one in tallied.periods],
        "inputs": [input_json(one, language) for one in inputs],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def several_json(
    every: Iterable[tuple[str, Tallied]], inputs: Iterable[Input], language: Language
) -> str:
    """Where each of several regulations is summed up, and what came of all files."""
    found = {
        "format": FORMAT,
        "regulations": [
            {
                "regulation": tallied.asked.regulation,
                "edition": tallied.asked.edition,
                "folder": folder,
                "units": sum(not row.why for row in tallied.rows),
                "total": _counts(tallied.total),
            }
            for folder, tallied in every
        ],
        "inputs": [input_json(one, language) for one in inputs],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def input_json(one: Input, language: Language) -> Json:
    """A file, and what could not be taken from it."""
    return {
        "file": one.file,
        "sha256": one.sha256,
        "status": one.status,
        "problems": [
            {
                "where": problem.where,
                "what": problem.what.zh if language == "zh" else problem.what.en,
                "rule": problem.rule,
            }
            for problem in one.problems
        ],
    }


def _counts(counts: Counts) -> Json:
    return {
        "due": counts.due,
        "checked": counts.checked,
        "yes": counts.yes,
        "partial": counts.partial,
        "no": counts.no,
        "na": counts.na,
        "unchecked": counts.unchecked,
        "blank": counts.blank,
        "rate": counts.rate,
    }


def _unit(row: Row) -> Json:
    return {
        "unit": row.unit,
        "types": list(row.types),
        "period": _period(row.period),
        **_counts(row.counts),
        "left_out": row.left_out,
        "returned": row.returned,
        "open": row.open,
        "overdue": row.overdue,
        "saved": row.saved,
        "state": row.state,
        "files": list(row.files),
        "counted": not row.why,
        "why": row.why,
    }


def _period(period: Period) -> Json:
    words = {"words": period.words} if period.words else {}
    return {"from": period.begin, "to": period.end, **words}


def _compared(tallied: Tallied, one: Compared) -> Json:
    pairs = zip(tallied.asked.checks, one.checks, strict=True)
    return {
        "period": _period(one.period),
        "units": one.units,
        **_counts(one.counts),
        "open": one.open,
        "overdue": one.overdue,
        "checks": {id_: _counts(counts) for id_, counts in pairs if counts.due},
    }
