"""Checks whose words were split, merged or moved: a person says with which piece they go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.edit.amending.carrier import now_at, said_now
from generator.edit.yamltext import YamlText
from generator.project import fields
from generator.project.yamltree import Table
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text
from generator.text.comparing.carrier import Carrier
from generator.text.comparing.following import words_under
from generator.text.nearest import nearest_word

ARCHIVE = "archive"  # what is chosen where no piece keeps a check
TELLING = 4  # characters: a shorter quote stands in many provisions by chance
_ARCHIVE_SAID = (ARCHIVE, "档案")


@dataclass(frozen=True, slots=True)
class Question:
    """Where a check goes that rested on `at`: `among` are addresses now that say its quotes."""

    check: str
    at: str
    ask: str
    quotes: tuple[str, ...]
    among: tuple[str, ...]
    proposed: str


def questions(files: Iterable[YamlText], carrier: Carrier) -> tuple[Question, ...]:
    """What nobody but a person decides, in the order of the files."""
    pieces = _pieces(carrier)
    return tuple(
        question
        for file in files
        if isinstance(file.tree, Table)
        for block in fields.tables(file.tree, "provisions")
        for question in _of_block(block, pieces, carrier)
    )


def _pieces(carrier: Carrier) -> Mapping[str, tuple[str, ...]]:
    """Each provision that was split or went into another one → what its words are now."""
    found: dict[str, tuple[str, ...]] = {}
    changes = (*carrier.comparison.provisions, *carrier.comparison.articles)
    for change in changes:
        if change.old and change.new and change.kind in ("split", "merged"):
            stayed = now_at(carrier, change.old)
            listed = (*found.get(change.old, ()), stayed, change.new)
            found[change.old] = tuple(dict.fromkeys(filter(None, listed)))
    return found


def _of_block(
    block: Table, pieces: Mapping[str, tuple[str, ...]], carrier: Carrier
) -> Iterator[Question]:
    at = fields.word(block, "at")
    for check in fields.tables(block, "checks") if at in carrier.there else ():
        quotes = tuple(quote.value for quote in fields.scalars(check, "quotes"))
        among = _among(carrier, quotes, at, pieces.get(at, ()))
        if among:
            ask = check.entries.get("ask")
            said = fields.word(ask, "zh") if isinstance(ask, Table) else ""
            first = next((n for n in among if _verbatim(carrier, quotes, n)), among[0])
            yield Question(fields.word(check, "id"), at, said, quotes, among, first)


def _among(
    carrier: Carrier, quotes: tuple[str, ...], at: str, pieces: tuple[str, ...]
) -> tuple[str, ...]:
    """Where a check may go: nowhere where nothing is doubtful."""
    stays = now_at(carrier, at)
    said = tuple(now for now in pieces if _says(carrier, quotes, at, now))
    if said:
        return said if said != (stays,) or carrier.there[at].words else ()
    if stays and _says(carrier, quotes, at, stays):
        return ()
    return tuple(now for now in carrier.here if _came_to(carrier, quotes, now))


def _came_to(carrier: Carrier, quotes: tuple[str, ...], now: str) -> bool:
    """Whether a provision says, in words of its own, what it did not say before."""
    words = carrier.here[now].words
    before = carrier.there.get(carrier.came.get(now, ""))
    return all(len(quote) >= TELLING and quote in words for quote in quotes) and not (
        before and all(quote in before.words for quote in quotes)
    )


def _says(carrier: Carrier, quotes: tuple[str, ...], at: str, now: str) -> bool:
    return all(said_now(carrier, quote, at, now) is not None for quote in quotes)


def _verbatim(carrier: Carrier, quotes: tuple[str, ...], now: str) -> bool:
    return all(quote in words_under(carrier.here[now]) for quote in quotes)


def chosen(asked: tuple[Question, ...], said: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Check → address now, or the archive, of all that was decided.

    What is `said` of an address, as it was, is said of all its checks; of a check itself it
    goes before. Raises CannotGoOn where it names nothing that was asked, or no piece of it.
    """
    given = [(who.strip(), where.strip()) for who, where in said]
    ids = {question.check for question in asked}
    places = {question.at for question in asked}
    faults = [_unknown(who, ids | places) for who, _ in given if who not in ids | places]
    if faults:
        raise CannotGoOn(*faults)
    decided: dict[str, str] = {}
    for question in asked:
        wanted = dict(given)
        where = wanted.get(question.check) or wanted.get(question.at)
        if where in _ARCHIVE_SAID:
            decided[question.check] = ARCHIVE
        elif where in question.among:
            decided[question.check] = where
        elif where:
            faults.append(_elsewhere(question, where))
    if faults:
        raise CannotGoOn(*faults)
    return decided


def _unknown(who: str, asked: set[str]) -> Finding:
    near = nearest_word(who, asked)
    zh = f"没有要问的 {who}" + (f"；是否应为 {near}？" if near else "；没有什么要选")
    en = f"nothing is asked of {who}" + (f"; should it be {near}?" if near else "")
    return Finding(typed(who), "unknown-choice", Text(zh, en))


def _elsewhere(question: Question, where: str) -> Finding:
    among = ", ".join((*question.among, ARCHIVE))
    words = Text(
        f"{question.check} 的引文不在 {where}；可选 {among}",
        f"{where} does not say what {question.check} quotes; choose among {among}",
    )
    return Finding(typed(f"{question.check}={where}"), "unknown-choice", words)
