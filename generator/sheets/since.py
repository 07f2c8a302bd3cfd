"""What a unit inspects again after an edition: only what changed, each beside what it was."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.answers.records import Given
from generator.project.released import read_over
from generator.records.checklist import Check
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Text
from generator.records.walking import provisions
from generator.rules.standing import Since, asked_again, since_each, written_by_id
from generator.sheets.records import CheckSheet
from generator.text.comparing.alike import plain
from generator.text.comparing.carrier import Carrier
from generator.text.comparing.telling import told_in
from generator.text.comparing.words import pieces

_MOST = 5  # changed passages that are told; a question about a whole article rests on many

Strings = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Again:
    """Checks to be inspected again since an edition; `before` are lines beside each."""

    edition: str
    checks: tuple[str, ...]
    before: Mapping[str, tuple[Text, ...]]


def again_since(
    law: Regulation, date: str, strings: Strings, given: Mapping[str, Given] | None = None
) -> Again:
    """What has to be inspected again of a unit that answered that edition.

    `given` are its answers, those that stand under their stamps of now. Raises CannotGoOn where
    there was no such edition.
    """
    since = next((s for s in since_each(law) if s.edition.date == date), None)
    if since is None:
        raise CannotGoOn(_no_such(law, date))
    ids = asked_again(since)
    lines = {id_: tuple(_lines(since, id_, strings, (given or {}).get(id_))) for id_ in ids}
    return Again(date, ids, lines)


def with_before(sheet: CheckSheet, before: Mapping[str, tuple[Text, ...]]) -> CheckSheet:
    """The sheet with what each check was."""
    return replace(
        sheet,
        clauses=tuple(
            replace(
                clause,
                checks=tuple(replace(c, before=before.get(c.id, ())) for c in clause.checks),
            )
            for clause in sheet.clauses
        ),
    )


def _no_such(law: Regulation, date: str) -> Finding:
    there = sorted(e.date for e in law.editions)
    return Finding(
        typed(f"--since {date}"),
        "no-such-edition",
        Text(
            f"{law.id} 没有记录这一版；有：{'、'.join(there) or '无'}",
            f"{law.id} has no such edition on record; there are: {', '.join(there) or 'none'}",
        ),
    )


def _lines(since: Since, id_: str, strings: Strings, given: Given | None) -> Iterator[Text]:
    """The old answer, then what changed since."""
    if given and given.answer:
        yield _answered(since, given, strings)
    now = written_by_id(since.law)[id_]
    then = written_by_id(since.past).get(id_) if since.past else None
    if id_ not in since.edition.checks:
        yield strings["before-new"]
    elif then is None or since.past is None or since.way is None:
        yield strings["before-unknown"]
    else:
        yield from _changed((since.past, then), (since.law, now), since.way, strings)


def _answered(since: Since, given: Given, strings: Strings) -> Text:
    term = since.law.vocabulary.answers.get(given.answer)
    said = term.short if term else Text(given.answer, given.answer)
    found = Text(f"；{given.finding}", f"; {given.finding}") if given.finding else Text("", "")
    return _filled(strings["before-answer"], answer=said, finding=found)


def _changed(
    old: tuple[Regulation, Check], new: tuple[Regulation, Check], way: Carrier, strings: Strings
) -> Iterator[Text]:
    then, now = old[1], new[1]
    told = list(_passages(old, new, way))
    for cite, words in told[:_MOST]:
        yield _filled(strings["before-law"], cite=cite, words=Text(words, words))
    if len(told) > _MOST:
        yield strings["before-more"]
    if way.fold(then.ask.zh) != way.fold(now.ask.zh):
        zh = told_in(pieces(then.ask.zh, now.ask.zh, way.fold))
        en = told_in(pieces(then.ask.en or "", now.ask.en or "", plain))
        yield _filled(strings["before-ask"], words=Text(zh, en))


def _passages(
    old: tuple[Regulation, Check], new: tuple[Regulation, Check], way: Carrier
) -> Iterator[tuple[Text, str]]:
    """What stood over the check and stands there now, as far as it differs."""
    there = {p.address: p for p in read_over(provisions(old[0]), old[1].at)}
    here = {p.address: p for p in read_over(provisions(new[0]), new[1].at)}
    came = dict(here)
    for address, before in there.items():
        fate = way.fates.get(address)
        after = came.pop(fate.new, None) if fate and fate.new else None
        yield from _told(after or before, before.words.zh, after.words.zh if after else "", way)
    for after in came.values():
        yield from _told(after, "", after.words.zh, way)


def _told(at: Provision, old: str, new: str, way: Carrier) -> Iterator[tuple[Text, str]]:
    if way.fold(old) != way.fold(new):
        yield at.cite, told_in(pieces(old, new, way.fold))


def _filled(template: Text, **values: Text) -> Text:
    def put(said: str, one: Callable[[Text], str]) -> str:
        for key, value in values.items():
            said = said.replace(f"{{{key}}}", one(value))
        return said

    return Text(
        put(template.zh, lambda t: t.zh), put(template.en or "", lambda t: t.en or t.zh)
    )
