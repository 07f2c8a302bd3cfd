"""What a regulation asks, now and in its editions: what answers are held against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.answers.names import CODES
from generator.answers.words import plain, words_of
from generator.project.released import released_checks
from generator.records.checklist import Term
from generator.records.editions import Edition
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import asked_checks, provisions
from generator.rules.standing import standing_stamps
from generator.text.addresses import article_of

WHOLE = "whole"  # what a sheet is about that is about everything


@dataclass(frozen=True, slots=True)
class AskedCheck:
    """A check as it is asked now; `stamp` covers its provision and its question.

    `standing` are the stamps of this and earlier editions under which an answer stands.
    """

    id: str
    at: str
    article: str
    cite: Text
    ask: Text
    bearers: frozenset[str]
    stamp: str
    standing: frozenset[str] = frozenset()
    kind: str = ""
    first: bool = False  # asked in the first round


@dataclass(frozen=True, slots=True)
class Asked:
    """A regulation's checks in the order of the text, its lists, what it printed before.

    `sheets` maps what a sheet is about to its stamp now, as in an edition; `lists` a bearer to
    the ids of its checks; `words` what is written for an answer to its code.
    """

    regulation: str
    title: Text
    edition: str
    checks: Mapping[str, AskedCheck]
    articles: Mapping[str, Text]
    bearers: Mapping[str, Text]
    lists: Mapping[str, frozenset[str]]
    sheets: Mapping[str, str]
    editions: tuple[Edition, ...]
    words: Mapping[str, str]
    reasons: frozenset[str]  # answers that want a reason
    types: Mapping[str, str] = field(default_factory=dict)  # words for a bearer → its code

    @property
    def stamp(self) -> str:
        """Of all that is asked."""
        return self.sheets.get(WHOLE, "")


def asked_of(regulation: Regulation, sheets: Mapping[str, str]) -> Asked:
    """`sheets` are the stamps of the sheets as they are printed now."""
    terms, scale = regulation.vocabulary.bearers, regulation.vocabulary.answers
    checks = dict(_checks(regulation))
    return Asked(
        regulation=regulation.id,
        title=regulation.title,
        edition=regulation.edition,
        checks=checks,
        articles={a.address: a.cite for a in regulation.articles},
        bearers={code: term.short for code, term in terms.items()},
        lists={code: _list(checks.values(), term) for code, term in terms.items()},
        sheets=sheets,
        editions=regulation.editions,
        words=words_of({c: (scale[c].text, scale[c].short) for c in CODES if c in scale}),
        reasons=frozenset(code for code, term in scale.items() if term.needs_reason),
        types=_types(terms.values()),
    )


def _checks(regulation: Regulation) -> Iterable[tuple[str, AskedCheck]]:
    stamps, known = released_checks(regulation), provisions(regulation)
    standing = standing_stamps(regulation)
    for check in asked_checks(regulation):
        if check.id in stamps:
            yield (
                check.id,
                AskedCheck(
                    check.id,
                    check.at,
                    article_of(check.at),
                    known[check.at].cite,
                    check.ask,
                    frozenset(check.bearers),
                    stamps[check.id].stamp,
                    standing[check.id],
                    check.kind,
                    check.first,
                ),
            )


def _list(checks: Iterable[AskedCheck], bearer: Term) -> frozenset[str]:
    own = {bearer.code, *bearer.within}
    return frozenset(check.id for check in checks if not own.isdisjoint(check.bearers))


def _types(terms: Iterable[Term]) -> Mapping[str, str]:
    """Words for a bearer → its code; those that two share name none."""
    found: dict[str, set[str]] = {}
    for term in terms:
        texts = (term.text.zh, term.text.en, term.short.zh, term.short.en, term.code)
        for word in filter(None, texts):
            found.setdefault(plain(word), set()).add(term.code)
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


def due_of(asked: Asked, types: Iterable[str]) -> frozenset[str]:
    """The ids on the list of a unit of these types: the checks of them all, each once."""
    return frozenset().union(*(asked.lists.get(code, frozenset()) for code in types))


def edition_of(asked: Asked, date: str) -> Edition | None:
    """What was recorded under a date."""
    return next((one for one in asked.editions if one.date == date), None)


def stamp_now(asked: Asked, id_: str, mark: str) -> str:
    """The present stamp of a check where an answer under `mark` stands; else `mark`."""
    check = asked.checks.get(id_)
    return check.stamp if check and mark in check.standing else mark


def ids_ever(asked: Asked) -> frozenset[str]:
    """Every id that is asked or was."""
    return frozenset(asked.checks).union(*(one.checks for one in asked.editions))


def stamps_of(asked: Asked, edition: str, about: str, mark: str) -> Mapping[str, str] | None:
    """Id → stamp of the checks of a sheet of an edition; None where none such is known.

    Where an answer of then stands it is the stamp of now. `about` is what the sheet is about,
    `mark` the stamp that is printed on it; "" is taken for the present state where the edition
    is the present one.
    """
    if edition == asked.edition and mark in ("", asked.sheets.get(about)):
        return {id_: check.stamp for id_, check in asked.checks.items()}
    then = edition_of(asked, edition)
    if then and mark in ("", then.sheets.get(about)):
        return {i: stamp_now(asked, i, check.stamp) for i, check in then.checks.items()}
    return None
