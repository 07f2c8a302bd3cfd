"""What a person said of scans: answers to what was asked, words that stand in pictures."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.answers.names import CODES

FORMAT = "zicha-decisions/1"
Row = tuple[str, int, str]  # file, page in it, row
Spot = tuple[str, int, str, str]  # and the name of a place to write in


@dataclass(frozen=True, slots=True)
class Decisions:
    """Row → answer, "" for none; place to write in → what was typed."""

    answers: Mapping[Row, str] = field(default_factory=dict)
    words: Mapping[Spot, str] = field(default_factory=dict)


def decisions_from(text: str) -> Decisions:
    """Those of a file; raises ValueError, KeyError or TypeError where it is none."""
    said = json.loads(text)
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    rows = (_row(**one) for one in said["rows"])
    return Decisions(
        {place: answer for place, answer in rows if answer in ("", *CODES)},
        dict(_words(**one) for one in said.get("words", ())),
    )


def all_of(some: Iterable[Decisions]) -> Decisions:
    """Of several files, the later one holds."""
    answers: dict[Row, str] = {}
    words: dict[Spot, str] = {}
    for one in some:
        answers |= one.answers
        words |= one.words
    return Decisions(answers, words)


def _row(*, file: str, page: int, check: str, answer: str, **_: object) -> tuple[Row, str]:
    return (str(file), int(page), str(check)), str(answer)


def _words(
    *, file: str, page: int, check: str, field: str, words: str, **_: object
) -> tuple[Spot, str]:
    return (str(file), int(page), str(check), str(field)), str(words)
