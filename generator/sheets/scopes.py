"""Whose checks a form has: those of a unit, or those that somebody chose."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.records.checklist import Term
from generator.records.texts import Text
from generator.sheets.annexes import evidence, report, samples
from generator.sheets.booklet import sheet
from generator.sheets.clauses import Questions, asked_of, checks_of, chosen
from generator.sheets.identity import identity_of, sheet_id
from generator.sheets.records import Body, Identity
from generator.sheets.since import with_before
from generator.sheets.summary import summary


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for together: checks by their ids, all of some bearers, of a tracer.

    `since` is the edition since which they changed, `before` what is printed beside each.
    """

    checks: tuple[str, ...] = ()
    bearers: tuple[str, ...] = ()
    tracer: str = ""
    since: str = ""
    before: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scope:
    """Checks that go on one form; `name` is theirs in files, `subject` in ids.

    Chosen ones have no subject, and the stamp of the whole, which is always known.
    """

    questions: Questions
    stamp: str
    subject: str
    name: str
    text: Text
    short: Text
    before: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def unit_scope(every: Questions, bearer: Term) -> Scope | None:
    """What is asked of a bearer and of those it is within; None where nothing is."""
    some = asked_of(every, bearer)
    if not some.articles:
        return None
    return Scope(some, some.stamp, bearer.code, bearer.code, bearer.text, bearer.short)


def chosen_scope(every: Questions, choice: Choice, words: Text) -> Scope:
    """What was chosen, each check once; `words` name checks that have no other name."""
    ids, name, text = choice.checks, "checks", words
    known = every.regulation.vocabulary.bearers
    terms = tuple(known[code] for code in choice.bearers if code in known)
    if terms:
        some = asked_of(every, *terms)
        return _of(every, some, "-".join(term.code for term in terms), _joined(terms))
    for one in every.regulation.tracers:
        if one.code == choice.tracer:
            ids = tuple(id_ for stage in one.stages for id_ in stage.checks)
            name, text = f"tracer-{one.code}", one.title
    if choice.since:
        name = f"since-{choice.since}"
    return replace(_of(every, chosen(every, ids), name, text), before=choice.before)


def answered_scope(
    every: Questions, ids: Collection[str], bearers: Sequence[str], words: Text
) -> Scope:
    """What a unit of these kinds answers: its own sheet where that asks the same."""
    known = every.regulation.vocabulary.bearers
    terms = tuple(known[code] for code in bearers if code in known)
    own = unit_scope(every, terms[0]) if len(terms) == 1 else None
    if own and {check.id for check in checks_of(own.questions)} == set(ids):
        return own
    name = "-".join(term.code for term in terms)
    return _of(every, chosen(every, ids), name, _joined(terms) if terms else words)


def body_of(scope: Scope, key: str) -> Body:
    """The form of this name about them."""
    ident = identity_of(scope.questions.regulation, sheet_id(key, scope.subject), scope.stamp)
    return _MAKERS[key](scope, ident)


def _of(every: Questions, some: Questions, name: str, text: Text) -> Scope:
    return Scope(replace(some, drafts=()), every.stamp, "", name, text, text)


def _again(scope: Scope, ident: Identity) -> Body:
    headed = len(scope.questions.regulation.articles) > 1
    names = (scope.text, scope.short)
    return with_before(sheet(scope.questions, ident, names, headed=headed), scope.before)


def _joined(terms: tuple[Term, ...]) -> Text:
    """乡镇（街道）、资金项目单位."""
    en = ", ".join(term.short.en or "" for term in terms)
    every = all(term.short.en for term in terms)
    return Text("、".join(term.short.zh for term in terms), en if every else None)


def _sheet(scope: Scope, ident: Identity) -> Body:
    headed = len(scope.questions.regulation.articles) > 1
    return sheet(scope.questions, ident, (scope.text, scope.short), headed=headed)


_MAKERS: Mapping[str, Callable[[Scope, Identity], Body]] = {
    "bearer": _sheet,
    "checks": _sheet,
    "since": _again,
    "list": _sheet,
    "summary": lambda scope, ident: summary(scope.questions, ident, scope.short),
    "evidence": lambda scope, ident: evidence(scope.questions, ident, scope.short),
    "samples": lambda scope, ident: samples(scope.questions, ident, scope.short),
    "report": lambda scope, ident: report(scope.questions, ident, scope.short),
}
