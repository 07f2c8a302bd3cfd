"""Forms with what a unit filled in: the records of blank ones with its replies and sums."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from generator.answers.asked import Asked
from generator.answers.due import counts, due_in, standing
from generator.answers.names import ANSWERED, CODES, PROBLEMS, RATED
from generator.answers.periods import said_of
from generator.answers.records import Answers, Given, Own, Paper
from generator.answers.words import is_closed
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.records import (
    ArticleCount,
    CheckSheet,
    Clause,
    Count,
    DivisionCount,
    Evidence,
    EvidenceRow,
    Ledger,
    Problems,
    Report,
    ShownPaper,
    Summary,
    TotalCount,
)
from generator.sheets.replies import NamedPaper, Reply, Sums, Trouble, Vanished

Fillable = CheckSheet | Ledger | Problems | Summary | Evidence | Report


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A unit's answers beside what is asked; `carried` are its own of earlier periods."""

    regulation: Regulation
    asked: Asked
    answers: Answers
    carried: tuple[Answers, ...] = ()


def ids_of(found: FilledIn) -> tuple[str, ...]:
    """The checks of its sheet: those due, and others that it answered or set aside."""
    answers = found.answers
    said = {id_ for id_, given in answers.answers.items() if not _silent(given)}
    wanted = due_in(answers, found.asked) | said | answers.left_out.keys()
    return tuple(id_ for id_ in found.asked.checks if id_ in wanted)


def filled(body: Fillable, found: FilledIn) -> Fillable:
    """The same form with what the unit filled in."""
    match body:
        case CheckSheet():
            return _sheet(body, found)
        case Summary():
            return replace(body, rows=tuple(_counted(body.rows, found)))
        case Report():
            return _report(body, found)
        case Ledger():
            return replace(body, rows=(*_carried(found), *_troubles(found, PROBLEMS)))
        case Problems():
            return replace(body, rows=tuple(_troubles(found, (*PROBLEMS, "na"))))
        case Evidence():
            return replace(body, rows=tuple(_papers(body, found)))
    assert_never(body)


# ── the sheet ────────────────────────────────────────────────────────────────────────────────


def _sheet(body: CheckSheet, found: FilledIn) -> CheckSheet:
    by_article = _by_article(found)
    sums = {at: sums_of(found, ids) for at, ids in by_article.items()}
    return replace(
        body,
        clauses=tuple(_replied(clause, found) for clause in body.clauses),
        own=tuple(_bare_own(own) for own in found.answers.own),
        sums=sums | {"": sums_of(found, ids_of(found))},
        gone=tuple(_gone(found)),
    )


def _replied(clause: Clause, found: FilledIn) -> Clause:
    rows = (replace(row, reply=_reply(row.id, found)) for row in clause.checks)
    return replace(clause, checks=tuple(rows))


def _reply(id_: str, found: FilledIn) -> Reply:
    answers, asked = found.answers, found.asked
    stands = standing(id_, answers, asked)
    said = answers.answers.get(id_, Given())
    aside = None if stands is said or _silent(said) else _bare(said)
    shown = stands if aside is None else said
    papers = tuple(_named(paper, found.regulation) for paper in shown.evidence)
    return Reply(_bare(stands), papers, aside, answers.left_out.get(id_))


def _named(paper: Paper, law: Regulation) -> NamedPaper:
    term = law.vocabulary.evidence.get(paper.code)
    kind = term.text if term else Text(paper.code, paper.code) if paper.code else None
    return NamedPaper(kind, paper.note)


def _silent(given: Given) -> bool:
    """Whether nothing is said, whatever it was asked."""
    return replace(given, stamp="", more={}) == Given()


def _bare(given: Given) -> Given:
    """Without what only its file needs."""
    measure = replace(given.measure, more={})
    return replace(
        given,
        stamp="",
        evidence=(),
        measure=measure,
        review=replace(given.review, more={}),
        more={},
    )


def _bare_own(own: Own) -> Own:
    return replace(own, measure=replace(own.measure, more={}), more={})


def _gone(found: FilledIn) -> Iterator[Vanished]:
    """What was answered and is asked no more, wherever the file keeps it."""
    known = found.asked.checks
    for id_, given in found.answers.answers.items():
        if id_ not in known and not _silent(given):
            yield Vanished(id_, _as_asked(given), _bare(given))
    kept = found.answers.more.get("appendix")
    for id_, said in kept.items() if isinstance(kept, dict) else ():
        if isinstance(said, dict) and id_ not in found.answers.answers:
            yield Vanished(id_, _ask(said.get("asked")), _plainly(said))


def _as_asked(given: Given) -> str:
    return _ask(given.more.get("asked"))


def _ask(asked: object) -> str:
    ask = asked.get("ask") if isinstance(asked, dict) else None
    return ask if isinstance(ask, str) else ""


def _plainly(said: Mapping[str, object]) -> Given:
    """The words of an answer that stands outside of the format."""

    def word(key: str) -> str:
        value = said.get(key)
        return value if isinstance(value, str) else ""

    return Given("", word("answer"), word("finding"), word("reason"), word("remark"))


# ── counts ───────────────────────────────────────────────────────────────────────────────────


def _by_article(found: FilledIn) -> Mapping[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for id_ in ids_of(found):
        at = found.asked.checks[id_].article
        made[at] = (*made.get(at, ()), id_)
    return made


def sums_of(found: FilledIn, ids: Collection[str]) -> Sums:
    """How these checks are answered."""
    given = [standing(id_, found.answers, found.asked) for id_ in ids]
    by_code = {code: sum(one.answer == code for one in given) for code in CODES}
    done, rated = (sum(by_code[code] for code in some) for some in (ANSWERED, RATED))
    wanting = [one for one in given if one.answer in PROBLEMS]
    fixed = sum(is_closed(one.measure.closed) is True for one in wanting)
    unsaid = (g for g in given if g.answer in found.asked.reasons and not g.reason.strip())
    return Sums(
        due=len(ids),
        **by_code,
        done=done,
        blank=len(ids) - done - by_code["unchecked"],
        rated=rated,
        problems=len(wanting),
        fixed=fixed,
        fixing=len(wanting) - fixed,
        missing=sum(1 for _ in unsaid),
        percent=f"{by_code['yes'] / rated:.1%}"[:-1] if rated else "",
    )


def _counted(rows: Iterable[Count], found: FilledIn) -> Iterator[Count]:
    """Lines of a summary with their counts: a division has those of the articles above it."""
    by_article = _by_article(found)
    since: list[str] = []
    for row in rows:
        match row:
            case ArticleCount(article):
                ids = by_article.get(article.at, ())
                since += ids
                yield replace(row, sums=sums_of(found, ids))
            case DivisionCount():
                yield replace(row, sums=sums_of(found, since))
                since = []
            case TotalCount():
                yield replace(row, sums=sums_of(found, ids_of(found)))


# ── what is to be mended ─────────────────────────────────────────────────────────────────────


def _troubles(
    found: FilledIn,
    codes: Collection[str],
    since: Text | None = None,
) -> Iterator[Trouble]:
    """What was answered so, in the order of the text; the unit's own last.

    What is carried over from a period, `since`, stays to be mended whatever is asked now.
    """
    answers, asked = found.answers, found.asked
    order = (*asked.checks, *(id_ for id_ in answers.answers if id_ not in asked.checks))
    for id_ in order:
        given = answers.answers.get(id_)
        if given is None or given.answer not in codes or id_ in answers.left_out:
            continue
        if since or counts(id_, given, answers, asked):
            check = asked.checks.get(id_)
            ask = "" if check else _as_asked(given)
            yield _trouble((id_, check.cite if check else None, ask), given, since)
    for own in answers.own:
        if own.answer in codes:
            yield _trouble(("", None, own.ask), own, since)


def _trouble(
    place: tuple[str, Text | None, str], said: Given | Own, since: Text | None
) -> Trouble:
    facts = (said.finding.strip(), said.reason.strip())
    problem = "\n".join(dict.fromkeys(filter(None, facts)))
    measure = replace(said.measure, more={})
    return Trouble(
        *place, said.answer, problem, measure, is_closed(measure.closed) is True, since
    )


def _carried(found: FilledIn) -> Iterator[Trouble]:
    """What earlier periods left open, whatever is asked since."""
    for earlier in found.carried:
        since = said_of(earlier.period)
        every = _troubles(replace(found, answers=earlier), PROBLEMS, since)
        yield from (one for one in every if not one.closed)


def _report(body: Report, found: FilledIn) -> Report:
    """With its counts; what was found, why, and what is done about it, one a line."""
    counted = _counted(body.rows, found)
    every = tuple(_troubles(found, PROBLEMS))
    texts = {
        "report-3": _lines((one, one.problem) for one in every),
        "report-4": _lines((one, one.measure.cause) for one in every),
        "report-5-1": _lines((one, _mended(one)) for one in every if one.closed),
        "report-5-2": _lines((one, _mended(one)) for one in every if not one.closed),
    }
    return replace(
        body,
        rows=tuple(row for row in counted if not isinstance(row, DivisionCount)),
        sums=sums_of(found, ids_of(found)),
        texts=texts,
    )


def _mended(one: Trouble) -> str:
    measure = one.measure
    return "　".join(filter(None, (measure.measure, measure.person, measure.due, measure.done)))


def _lines(some: Iterable[tuple[Trouble, str]]) -> tuple[str, ...]:
    """Numbered, each after the check it is about."""
    said = ((one, words.strip()) for one, words in some)
    every = ((one, words) for one, words in said if words)
    return tuple(
        f"{n}. {one.id or one.ask} {' '.join(words.split())}"
        for n, (one, words) in enumerate(every, 1)
    )


# ── evidence ─────────────────────────────────────────────────────────────────────────────────


def _papers(body: Evidence, found: FilledIn) -> Iterator[EvidenceRow]:
    """The kinds that are asked for with what there is of each, then what is of no such kind."""
    named: dict[str, dict[str, tuple[str, ...]]] = {}  # kind → paper → its checks
    for id_ in ids_of(found):
        for paper in standing(id_, found.answers, found.asked).evidence:
            papers = named.setdefault(paper.code, {})
            papers[paper.note] = (*papers.get(paper.note, ()), id_)
    terms = found.regulation.vocabulary.evidence
    by_name = {terms[code].text: code for code in named if code in terms}
    for row in body.rows:
        papers = named.pop(by_name[row.name]) if row.name in by_name else {}
        yield replace(row, papers=_shown(papers))
    for no, (code, papers) in enumerate(named.items(), len(body.rows) + 1):
        kind = terms[code].text if code in terms else Text(code or "—", code or "—")
        ids = tuple(dict.fromkeys(id_ for some in papers.values() for id_ in some))
        yield EvidenceRow(no, kind, ids, _shown(papers))


def _shown(papers: Mapping[str, tuple[str, ...]]) -> tuple[ShownPaper, ...]:
    return tuple(ShownPaper(note, tuple(dict.fromkeys(ids))) for note, ids in papers.items())
