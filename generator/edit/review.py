"""Stamps renewed where a person has looked again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.edit.editing import Replacement, edit_of, with_replacements
from generator.edit.files import write
from generator.edit.history import words_before
from generator.edit.stamping import StampPair, stamp_in_yaml, with_reviews
from generator.records.checklist import ProvisionChecks
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Provision, Regulation
from generator.records.site import Project
from generator.records.texts import Text
from generator.records.walking import blocks, place, provisions, walk
from generator.text.addresses import article_of, order
from generator.text.stamps import stamp


@dataclass(frozen=True, slots=True)
class Renewed:
    """A provision whose stamp was renewed, with the questions that rest on it.

    `before` and `now` are the words that the old stamp and the new are of; no words before
    where nobody knows them.
    """

    provision: Provision
    asks: tuple[Text, ...]
    before: Text
    now: Text


def renew_checks(
    project: Project, root: Path, addresses: tuple[str, ...]
) -> tuple[Renewed, ...]:
    """Write the present stamp into the checklists; an article stands for all in it.

    Only what has changed is renewed. Raises CannotGoOn for an address no checklist speaks of.
    """
    _must_be_known(project, addresses)
    changed = {r.id: (r, tuple(_changed(r, addresses))) for r in project.regulations}
    done = tuple(
        each
        for regulation, stale in changed.values()
        for each in _renewed(root, regulation, stale)
    )
    files: dict[str, list[Replacement]] = {}
    for regulation, stale in changed.values():
        known = provisions(regulation)
        for block in stale:
            at = place(block.places, "reviewed", block.location)
            new = Replacement(at, block.reviewed, stamp_in_yaml(known[block.at].stamp))
            files.setdefault(at.path, []).append(new)
    write(
        root, {}, {p: edit_of(partial(with_replacements, changes=c)) for p, c in files.items()}
    )
    return done


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
    known = provisions(regulation)
    stamps = {block.at: block.reviewed for block in changed}
    before = words_before(root, regulation.id, "zh", stamps)
    for block in changed:
        provision = known[block.at]
        now = provision.words.zh or "".join(p.words.zh for p in walk((provision,)))
        asks = tuple(check.ask for check in block.checks)
        yield Renewed(provision, asks, Text(before.get(block.at, "")), Text(now))


def renew_translation(
    project: Project, root: Path, addresses: tuple[str, ...]
) -> tuple[Renewed, ...]:
    """Write the present stamps of both languages into translation-review.yaml."""
    _must_be_known(project, addresses)
    translated = tuple(
        regulation for regulation in project.regulations if regulation.translated
    )
    made = {regulation.id: _restamped(regulation, addresses) for regulation in translated}
    done = tuple(
        each
        for regulation in translated
        for each in _retranslated(root, regulation, tuple(made[regulation.id]))
    )
    edits = {
        f"content/{id_}/translation-review.yaml": edit_of(partial(with_reviews, made=stamps))
        for id_, stamps in made.items()
        if stamps
    }
    write(root, {}, edits)
    return done


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
    zh = words_before(root, regulation.id, "zh", {r.at: r.zh for r in kept})
    en = words_before(root, regulation.id, "en", {r.at: r.en for r in kept})
    for address in changed:
        said = Text(zh.get(address, ""), en.get(address))
        yield Renewed(known[address], (), said, known[address].words)


def _meant(address: str, addresses: tuple[str, ...]) -> bool:
    return address in addresses or article_of(address) in addresses


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
