"""What a person has to look at again, and the stamps that say who has, and when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.edit.editing import Replacement, edit_of, with_replacements
from generator.edit.files import Edit, write
from generator.edit.history import words_before
from generator.edit.remembering import remembering
from generator.edit.stamping import StampPair, stamp_in_yaml, with_reviews
from generator.project.merging import stamped
from generator.project.remembered import REVIEWED
from generator.records.checklist import ProvisionChecks
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Provision, Regulation
from generator.records.site import Project
from generator.records.texts import Language, Text
from generator.records.walking import blocks, by_address, place, provisions
from generator.rules import rule_name
from generator.rules.quoting import quote_not_in_provision, result_not_in_provision
from generator.text.addresses import article_of, order
from generator.text.stamps import stamp

_DATED = re.compile(r"\s+# \d{4}-\d{2}-\d{2}[^\n]*$")  # the last review: # 2026-12-01 LW


@dataclass(frozen=True, slots=True)
class Renewed:
    """A provision whose stamp is renewed, with the questions that rest on it.

    `before` and `now` are the words that the old stamp and the new are of; no words before
    where nobody knows them.
    """

    provision: Provision
    asks: tuple[Text, ...]
    before: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Review:
    """What was looked at, and the changes to files by which it is cleared."""

    renewed: tuple[Renewed, ...]
    edits: Mapping[str, Edit] = field(default_factory=dict)
    broken: tuple[Finding, ...] = ()  # quotes of these provisions that stand in them no more


def clear(root: Path, review: Review) -> None:
    """Write the stamps.

    Raises CannotGoOn where a quote is broken: who clears a provision says that its checks fit.
    """
    if review.broken:
        raise CannotGoOn(*review.broken)
    write(root, {}, review.edits)


def review_checks(
    project: Project, root: Path, addresses: tuple[str, ...], signed: str
) -> Review:
    """The checks whose provision changed; an article stands for all in it, none for every one.

    `signed` is the day and who looked. Raises CannotGoOn for an address that nobody knows.
    """
    _must_be_known(project, addresses)
    renewed: list[Renewed] = []
    edits: dict[str, Edit] = {}
    broken: list[Finding] = []
    for regulation in project.regulations:
        changed = tuple(_changed(regulation, addresses))
        broken += _broken(regulation, changed)
        renewed += _renewed(root, regulation, changed)
        if changed:  # the words first: a stamp without them could not be shown again
            now = {block.at: provisions(regulation)[block.at].stamp for block in changed}
            edits |= remember(regulation, checks=now)
            edits |= _stamps(regulation, changed, signed)
    return Review(tuple(renewed), edits, tuple(broken))


def _stamps(
    regulation: Regulation, changed: tuple[ProvisionChecks, ...], signed: str
) -> Mapping[str, Edit]:
    known = provisions(regulation)
    files: dict[str, list[Replacement]] = {}
    for block in changed:
        at = place(block.places, "reviewed", block.location)
        new = Replacement(at, block.reviewed, stamp_in_yaml(known[block.at].stamp))
        files.setdefault(at.path, []).append(new)
    return {
        path: edit_of(partial(_restamped_file, changes=changes, signed=signed))
        for path, changes in files.items()
    }


def _restamped_file(text: str, changes: list[Replacement], signed: str) -> str:
    lines = with_replacements(text, changes).split("\n")
    for change in changes:
        line = lines[change.at.line - 1]
        bare = _DATED.sub("", line)
        if bare.rstrip("\r\"' ").endswith(change.new.strip('"')):  # nothing else in the line
            end = "\r" if line.endswith("\r") else ""
            lines[change.at.line - 1] = f"{bare.rstrip()} # {signed}{end}"
    return "\n".join(lines)


def _changed(regulation: Regulation, addresses: tuple[str, ...]) -> Iterator[ProvisionChecks]:
    """Blocks of checks whose provision reads otherwise than when it was reviewed."""
    known = provisions(regulation)
    for _, block in blocks(regulation):
        there = known.get(block.at) if _meant(block.at, addresses) else None
        if there and block.reviewed != there.stamp:
            yield block


def _renewed(
    root: Path, regulation: Regulation, changed: tuple[ProvisionChecks, ...]
) -> Iterator[Renewed]:
    known, texts = provisions(regulation), by_address(regulation.documents["zh"].articles)
    before = _before(root, regulation, "zh", {block.at: block.reviewed for block in changed})
    for block in changed:
        now = Text(stamped(texts[block.at]))
        asks = tuple(check.ask for check in block.checks)
        yield Renewed(known[block.at], asks, Text(before.get(block.at, "")), now)


def _before(
    root: Path, regulation: Regulation, language: Language, stamps: Mapping[str, str]
) -> Mapping[str, str]:
    """Address → its words when they had the stamp given for it: as kept, or as git has them."""
    kept = regulation.reviewed
    found = {at: kept[mark] for at, mark in stamps.items() if mark in kept}
    rest = {at: mark for at, mark in stamps.items() if at not in found}
    return {**words_before(root, regulation.id, language, rest), **found}


def _broken(regulation: Regulation, changed: tuple[ProvisionChecks, ...]) -> Iterator[Finding]:
    """What these blocks quote and their provisions no longer say."""
    theirs = {
        quote.location for block in changed for check in block.checks for quote in check.quotes
    } | {place(block.places, "result/zh", block.location) for block in changed}
    rules = (quote_not_in_provision, result_not_in_provision)
    for rule in rules if changed else ():
        for location, words in rule(regulation):
            if location in theirs:
                yield Finding(location, rule_name(rule), words)


def review_translation(
    project: Project, root: Path, addresses: tuple[str, ...], signed: str
) -> Review:
    """Provisions whose translation nobody has held against the present Chinese."""
    del signed  # stamps of both languages stand in one line; git knows who wrote it
    _must_be_known(project, addresses)
    renewed: list[Renewed] = []
    edits: dict[str, Edit] = {}
    for regulation in project.regulations:
        made = _restamped(regulation, addresses) if regulation.translated else {}
        renewed += _retranslated(root, regulation, tuple(made))
        if made:
            path = f"content/{regulation.id}/translation-review.yaml"
            edits |= remember(regulation, translation=made)
            edits[path] = edit_of(partial(with_reviews, made=made))
    return Review(tuple(renewed), edits)


def _restamped(regulation: Regulation, addresses: tuple[str, ...]) -> Mapping[str, StampPair]:
    """Stamps by address, in the order of addresses, where they are not those of the review."""
    before = {at: (r.zh, r.en) for at, r in regulation.translation_reviews.items()}
    now = {
        address: (stamp(provision.words.zh), stamp(provision.words.en))
        for address, provision in provisions(regulation).items()
        if provision.words.zh and provision.words.en and _meant(address, addresses)
    }
    return {a: now[a] for a in sorted(now, key=order) if now[a] != before.get(a)}


def _retranslated(
    root: Path, regulation: Regulation, changed: tuple[str, ...]
) -> Iterator[Renewed]:
    known, reviews = provisions(regulation), regulation.translation_reviews
    kept = [reviews[a] for a in changed if a in reviews]
    zh = _before(root, regulation, "zh", {r.at: r.zh for r in kept})
    en = _before(root, regulation, "en", {r.at: r.en for r in kept})
    for address in changed:
        said = Text(zh.get(address, ""), en.get(address))
        yield Renewed(known[address], (), said, known[address].words)


_NO_STAMPS: Mapping[str, str] = {}
_NO_PAIRS: Mapping[str, StampPair] = {}


def remember(
    regulation: Regulation, checks: Mapping[str, str] = _NO_STAMPS,
    translation: Mapping[str, StampPair] = _NO_PAIRS,
) -> Mapping[str, Edit]:  # fmt: skip
    """reviewed.txt with the words of every stamp that stands in a file after this review."""
    text = remembering_of(regulation, regulation.reviewed, checks, translation).encode()
    return {f"content/{regulation.id}/{REVIEWED}": lambda _: text}


def remembering_of(
    regulation: Regulation,
    before: Mapping[str, str],
    checks: Mapping[str, str] = _NO_STAMPS,
    translation: Mapping[str, StampPair] = _NO_PAIRS,
) -> str:
    """The words of each stamp that its files name, those of a review just made as well."""
    named = {block.at: block.reviewed for _, block in blocks(regulation)} | {**checks}
    pairs = {at: (r.zh, r.en) for at, r in regulation.translation_reviews.items()}
    pairs |= translation
    wanted = (*named.values(), *(mark for pair in pairs.values() for mark in pair))
    return remembering(before, _present(regulation), wanted)


def _present(regulation: Regulation) -> Iterable[str]:
    """What is said now, in both languages."""
    for document in regulation.documents.values():
        for passage in by_address(document.articles).values():
            yield from (passage.words, stamped(passage))


def _meant(address: str, addresses: tuple[str, ...]) -> bool:
    return not addresses or address in addresses or article_of(address) in addresses


def _must_be_known(project: Project, addresses: tuple[str, ...]) -> None:
    known = {a for regulation in project.regulations for a in provisions(regulation)}
    unknown = [a for a in addresses if a not in known]
    if unknown:
        raise CannotGoOn(*map(_unknown, unknown))


def _unknown(address: str) -> Finding:
    words = Text(
        "没有这个地址；地址写作 a5（第五条）、a5.i3（第五条第（三）项）",
        "there is no such address; write a5 for Article 5, a5.i3 for its item (3)",
    )
    return Finding(typed(address), "unknown-address", words)
