"""The rule by which an answer of an earlier edition still stands.

An answer was given to a question about words of the law. It stands as long as a unit that read
both again would read the same: the words over the check on its sheet and the Chinese question
are what they were, or only printed in another manner, or cite by its new number what they cited
by its old one. Numbers of provisions, whose checks they are, the translation, and all that the
editors put beside a question never ask again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.project.released import read_over, released_checks
from generator.records.checklist import Check
from generator.records.editions import Edition
from generator.records.regulation import Provision, Regulation
from generator.records.walking import blocks, provisions
from generator.text.comparing.carrier import Carrier, carrier, cited_now


@dataclass(frozen=True, slots=True)
class Since:
    """An edition held against the present one, which is `law`.

    `until` is the date of the edition after it, "" of the last. `past` and `way` are None where
    its text is not kept; `standing` are the ids of the checks whose answers still stand.
    """

    law: Regulation
    edition: Edition
    until: str
    past: Regulation | None
    way: Carrier | None
    standing: frozenset[str]


@dataclass(frozen=True, slots=True)
class CheckChanges:
    """Ids of checks by which an edition differs from the one before it.

    `again`: an answer to the earlier one does not stand.
    """

    again: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def check_changes(old: Regulation, new: Regulation) -> CheckChanges:
    """What is asked otherwise in `new`, what is asked in one of them alone."""
    then, now = released_checks(old), released_checks(new)
    stamps = _standing(replace(new, past=(old,)), {old.edition: _way(old, new)})
    return CheckChanges(
        tuple(i for i in now if i in then and then[i].stamp not in stamps[i]),
        tuple(i for i in now if i not in then),
        tuple(i for i in then if i not in now),
    )


def since_each(law: Regulation) -> tuple[Since, ...]:
    """Every edition on record held against the present one, newest first."""
    dates = sorted({law.edition, *(e.date for e in law.editions)})
    after = dict(zip(dates, (*dates[1:], ""), strict=True))
    kept = {past.edition: past for past in law.past}
    ways = {date: _way(past, law) for date, past in kept.items()}
    stamps = _standing(law, ways)
    return tuple(
        Since(
            law,
            edition,
            after[edition.date],
            kept.get(edition.date),
            ways.get(edition.date),
            frozenset(i for i, c in edition.checks.items() if c.stamp in stamps.get(i, ())),
        )
        for edition in sorted(law.editions, key=lambda e: e.date, reverse=True)
    )


def standing_stamps(law: Regulation) -> Mapping[str, frozenset[str]]:
    """Id → the stamps under which an answer to the check stands; its present one is one."""
    return _standing(law, {past.edition: _way(past, law) for past in law.past})


def _standing(law: Regulation, ways: Mapping[str, Carrier]) -> Mapping[str, frozenset[str]]:
    now = released_checks(law)
    found = {id_: {check.stamp} for id_, check in now.items()}
    new = _Asking(provisions(law), written_by_id(law))
    for past in law.past:
        was = released_checks(past)
        old, way = _Asking(provisions(past), written_by_id(past)), ways[past.edition]
        for id_ in now.keys() & was.keys():
            if was[id_].stamp not in found[id_] and _reads_alike(id_, old, new, way):
                found[id_].add(was[id_].stamp)
    return {id_: frozenset(stamps) for id_, stamps in found.items()}


@dataclass(frozen=True, slots=True)
class _Asking:
    """The provisions of an edition by address, its checks by id."""

    known: Mapping[str, Provision]
    checks: Mapping[str, Check]


def _way(past: Regulation, law: Regulation) -> Carrier:
    return carrier(past.documents["zh"], law.documents["zh"])


def asked_again(since: Since) -> tuple[str, ...]:
    """Ids of the checks of today whose answers of that edition do not stand, new ones too."""
    return tuple(id_ for id_ in released_checks(since.law) if id_ not in since.standing)


def written_by_id(law: Regulation) -> Mapping[str, Check]:
    """Every check that is asked, by its id."""
    return {check.id: check for _, block in blocks(law) for check in block.checks}


def _reads_alike(id_: str, old: _Asking, new: _Asking, way: Carrier) -> bool:
    then = "".join(way.fold(words) for words in _cited(id_, old, way))
    return then == "".join(way.fold(words) for words in _said(id_, new))


def _said(id_: str, asking: _Asking) -> Iterator[str]:
    """All the law that stands over a check on its sheet, and its question."""
    check = asking.checks[id_]
    yield from (p.words.zh for p in read_over(asking.known, check.at))
    yield check.ask.zh


def _cited(id_: str, asking: _Asking, way: Carrier) -> Iterator[str]:
    """The same of an edition that was, citing by the numbers of today."""
    check = asking.checks[id_]
    for p in read_over(asking.known, check.at):
        yield cited_now(way, p.words.zh, p.address, "zh")
    yield cited_now(way, check.ask.zh, check.at, "zh")
