"""Which checks a unit is to answer, and which of its answers count."""

from dataclasses import dataclass

from generator.answers.asked import Asked, AskedCheck, due_of
from generator.answers.records import Answers, Given

_SILENT = Given()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a unit narrowed its list to; empty is all."""

    articles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    first: bool = False

    def __call__(self, check: AskedCheck) -> bool:
        """Whether a check is within it."""
        return (
            (not self.articles or check.article in self.articles)
            and (not self.kinds or check.kind in self.kinds)
            and (check.first or not self.first)
        )


def narrowed(answers: Answers) -> Narrowed:
    """The `scope` of its file, as far as it can be understood."""
    scope = answers.more.get("scope")
    if not isinstance(scope, dict):
        return Narrowed()
    articles, kinds = (_words(scope.get(key)) for key in ("articles", "kinds"))
    return Narrowed(articles, kinds, scope.get("first") is True)


def _words(found: object) -> frozenset[str]:
    return (
        frozenset(w for w in found if isinstance(w, str))
        if isinstance(found, list)
        else frozenset()
    )


def due_in(answers: Answers, asked: Asked) -> frozenset[str]:
    """The checks of the unit's types that it chose, or those it answers where it has none."""
    within = narrowed(answers)
    due = due_of(asked, answers.unit.types) or asked.checks.keys() & answers.answers.keys()
    return frozenset(id_ for id_ in due if within(asked.checks[id_]))


def is_current(id_: str, given: Given, asked: Asked) -> bool:
    """Whether an answer is to the check as it is asked now."""
    check = asked.checks.get(id_)
    return check is not None and given.stamp == check.stamp


def counts(id_: str, given: Given, answers: Answers, asked: Asked) -> bool:
    """Whether an answer counts: to what is asked now, and not of what was left out."""
    return id_ not in answers.left_out and is_current(id_, given, asked)


def standing(id_: str, answers: Answers, asked: Asked) -> Given:
    """What stands in the places of a check on a form: what counts, else nothing."""
    given = answers.answers.get(id_, _SILENT)
    return given if counts(id_, given, answers, asked) else _SILENT
