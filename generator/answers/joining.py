"""Several sheets of one unit and period put together into its one Answers file."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from generator.answers.forms import shown
from generator.answers.problems import Problem
from generator.answers.records import Answers, Given, Measure, Paper, People, Unit
from generator.answers.writing import digest_of
from generator.records.texts import Text

_Some = Sequence[tuple[str, Given]]  # what files say of one check


@dataclass(frozen=True, slots=True)
class Source:
    """The answers of one file."""

    file: str
    answers: Answers


def key_of(answers: Answers) -> tuple[str, str, str, str]:
    """Whose and for when: what belongs together has the same."""
    period = answers.period
    name = "".join(unicodedata.normalize("NFKC", answers.unit.name).split()).casefold()
    words = "".join(unicodedata.normalize("NFKC", period.words).split())
    return answers.regulation, name, period.begin or words, period.end


def id_of(answers: Answers) -> str:
    """An id that the same answers always get."""
    return digest_of(replace(answers, id=""))[:16]


def put_together(
    sources: Sequence[Source], now: Mapping[str, str]
) -> tuple[Answers, tuple[Problem, ...]]:
    """One of all; where two say different things of a check, neither holds and that is told.

    `now` maps ids to the stamps of the checks as they are asked now: what answers that comes
    before what answers an earlier question.
    """
    first = sources[0].answers
    if len(sources) == 1:
        return first, ()
    every: dict[str, list[tuple[str, Given]]] = {}
    for source in sources:
        for id_, one in source.answers.answers.items():
            every.setdefault(id_, []).append((source.file, one))
    problems: list[Problem] = []
    given: dict[str, Given] = {}
    for id_, some in every.items():
        given[id_], told = _one(id_, _newest(some, now.get(id_, "")))
        problems += told
    types = dict.fromkeys(t for s in sources for t in s.answers.unit.types)
    joined = replace(
        first,
        id="",
        unit=Unit(first.unit.name, tuple(types), first.unit.more),
        people=_people(s.answers.people for s in sources),
        saved=max(s.answers.saved for s in sources),
        answers=given,
        own=tuple(own for s in sources for own in s.answers.own),
        left_out={k: v for s in sources for k, v in s.answers.left_out.items()},
    )
    return joined, tuple(problems)


def _people(every: Iterable[People]) -> People:
    """Each who is named, those of several sheets beside each other."""
    some = list(every)

    def named(key: str) -> str:
        return "、".join(dict.fromkeys(filter(None, (getattr(p, key) for p in some))))

    return People(named("filler"), named("phone"), named("reviewer"), named("leader"))


def _newest(some: _Some, now: str) -> _Some:
    """Those that answer what is asked now, where there are any; else all."""
    current = [one for one in some if now and one[1].stamp == now and one[1].answer]
    return current or some


def _one(id_: str, some: _Some) -> tuple[Given, list[Problem]]:
    """What sheets say of a check: the same, or what one says where the others are silent."""
    first = some[0][1]
    if len(some) == 1:
        return first, []
    problems: list[Problem] = []
    words: dict[str, str] = {}
    for key in ("answer", "finding", "reason", "remark", "sampled", "off"):
        words[key] = _said(id_, key, [(f, getattr(g, key)) for f, g in some], problems)
    stamps = [(f, g.stamp) for f, g in some if g.answer] or [(some[0][0], first.stamp)]
    stamp = _said(id_, "stamp", stamps, problems)
    if not stamp and len({mark for _, mark in stamps}) > 1:
        words["answer"] = ""
    said = {
        field.name: _said(
            id_, field.name, [(f, getattr(g.measure, field.name)) for f, g in some], problems
        )
        for field in fields(Measure)
        if field.name != "more"
    }
    made = Given(
        stamp or first.stamp,
        **words,
        evidence=_papers(paper for _, g in some for paper in g.evidence),
        measure=Measure(**said, more=first.measure.more),
        review=first.review,
        more=first.more,
    )
    return made, problems


def _said(id_: str, key: str, some: Sequence[tuple[str, str]], problems: list[Problem]) -> str:
    """What all say who say something; where they differ nothing, or all of several texts."""
    said: dict[str, str] = {}
    for file, words in some:
        if words:
            said.setdefault(words, file)
    if len(said) < 2:
        return next(iter(said), "")
    (x, a), (y, b), *_ = said.items()
    problems.append(_differs(f"{a} / {b}", id_, key, (x, y)))
    return "" if key in _KINDS else "\n".join(said)


def _papers(every: Iterable[Paper]) -> tuple[Paper, ...]:
    """Each paper once."""
    found: list[Paper] = []
    for paper in every:
        if paper not in found:
            found.append(paper)
    return tuple(found)


_KINDS = {
    "answer": Text("结果", "answer"),
    "stamp": Text("所问的内容", "question"),
    "due": Text("整改时限", "time limit"),
    "closed": Text("销号", "closing"),
}
_WORDS = Text("文字", "words")


def _differs(where: str, id_: str, key: str, pair: tuple[str, str]) -> Problem:
    x, y = pair
    kind = _KINDS.get(key, _WORDS)
    said = "" if key == "stamp" else f"（{shown(x)} / {shown(y)}）"
    kept = key not in _KINDS
    return Problem(
        where,
        "contradiction",
        Text(
            f"{id_} 的{kind.zh}在两份表里不一样{said}，"
            f"{'两段都保留' if kept else '没有采用'}；请单位确认",
            f"the {kind.en} of {id_} differ between two sheets ({shown(x)} / {shown(y)});"
            f" {'both are kept' if kept else 'neither was taken'}; ask the unit",
        ),
    )
