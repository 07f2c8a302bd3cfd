"""The rows of a table of checks: a provision, then what is asked about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.pages.book_data import BookData
from generator.records.checklist import Check, ProvisionChecks, Term
from generator.records.regulation import Provision
from generator.records.texts import Text
from generator.records.walking import walk
from generator.sheets.series import in_a_row


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check with its codes looked up; `only` names its bearers where they differ.

    `companions` are the checks whose result it may borrow.
    """

    check: Check
    only: tuple[Term, ...]
    evidence: tuple[Term, ...]
    verify: tuple[Text, ...]
    sampling: Term | None
    companions: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The checks on one provision; `clauses` are the passages that stand over them.

    `opening` says that only the opening words of a list are meant; `anchor` is where the table
    begins with the provision, "" where it comes to it again.
    """

    at: Provision
    opening: bool
    clauses: tuple[Provision, ...]
    block: ProvisionChecks
    bearers: tuple[Term, ...]
    rows: tuple[CheckLine, ...]
    anchor: str = ""


def groups(
    data: BookData, article: str, checks: Iterable[Check] | None = None
) -> tuple[Group, ...]:
    """The article's checks, provision by provision; only those of `checks` where given.

    What judges a list as a whole comes after it, as on the sheets; opening words of which
    nothing else is asked then stand before the list, without a row.
    """
    checklist = data.regulation.checklists.get(article)
    wanted = None if checks is None else {check.id for check in checks}
    found = (
        _group(data, block, wanted) for block in (checklist.provisions if checklist else ())
    )
    made = tuple(_overall_last(group for group in found if group and group.rows))
    kept = (g for n, g in enumerate(made) if g.rows or g.at != made[n + 1].at)
    return tuple(_anchored(kept))


def _anchored(found: Iterable[Group]) -> Iterator[Group]:
    seen: set[str] = set()
    for group in found:
        at = group.at.address
        yield group if at in seen else replace(group, anchor=f"checks-{at}")
        seen.add(at)


def _overall_last(found: Iterable[Group]) -> Iterator[Group]:
    waiting: list[Group] = []
    for group in found:
        while waiting and not group.at.address.startswith(f"{waiting[-1].at.address}."):
            yield waiting.pop()
        overall = tuple(
            r for r in group.rows if group.at.children and r.check.kind == "summary"
        )
        if overall:
            waiting.append(replace(group, rows=overall))
        yield replace(group, rows=tuple(r for r in group.rows if r not in overall))
    yield from reversed(waiting)


def terms(vocabulary: Mapping[str, Term], codes: Iterable[str]) -> tuple[Term, ...]:
    """The entries of these codes, in the order of the codes."""
    return tuple(vocabulary[code] for code in codes if code in vocabulary)


def _group(data: BookData, block: ProvisionChecks, wanted: set[str] | None) -> Group | None:
    at = data.provisions.get(block.at)
    if at is None:
        return None
    checks = tuple(c for c in block.checks if wanted is None or c.id in wanted)
    return Group(
        at,
        opening=bool(at.children and at.words.zh),
        clauses=_clauses(data, at, {check.id for check in checks}),
        block=block,
        bearers=terms(data.regulation.vocabulary.bearers, block.bearers),
        rows=tuple(_row(data, block, check) for check in checks),
    )


def _clauses(data: BookData, at: Provision, ids: set[str]) -> tuple[Provision, ...]:
    """Its own words, or everything under it where it has none; always what the checks quote."""
    passages = tuple(p for p in walk((at,)) if p.words.zh)
    if not at.words.zh:
        return passages
    return tuple(
        p
        for p in passages
        if p is at or any(run.id in ids for run in data.quoted.get(p.address, ()))
    )


def _row(data: BookData, block: ProvisionChecks, check: Check) -> CheckLine:
    words = data.regulation.vocabulary
    differs = (set(check.bearers), check.basis) != (set(block.bearers), block.basis)
    return CheckLine(
        check,
        only=terms(words.bearers, check.bearers) if differs else (),
        evidence=terms(words.evidence, check.evidence),
        verify=tuple(in_a_row(t.text for t in terms(words.verify, check.verify))),
        sampling=words.sampling.get(check.sampling),
        companions=tuple(c for c in data.checks if c.id in check.companions),
    )
