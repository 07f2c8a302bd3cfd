"""Stamps renewed where a person has looked again."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.edit.history import words_before
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Provision, Regulation
from generator.records.site import Project
from generator.records.texts import Location, Text
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
    return tuple(
        each
        for regulation in project.regulations
        for each in _reviewed(regulation, root, addresses)
    )


def _reviewed(
    regulation: Regulation, root: Path, addresses: tuple[str, ...]
) -> Iterator[Renewed]:
    known = provisions(regulation)
    changed = [
        block
        for _, block in blocks(regulation)
        if block.at in known
        and _meant(block.at, addresses)
        and block.reviewed != known[block.at].stamp
    ]
    stamps = {block.at: block.reviewed for block in changed}
    before = words_before(root, regulation.id, "zh", stamps)
    for block in changed:
        provision = known[block.at]
        at = place(block.places, "reviewed", block.location)
        _write(root, at, block.reviewed, provision.stamp)
        now = provision.words.zh or "".join(p.words.zh for p in walk((provision,)))
        asks = tuple(check.ask for check in block.checks)
        yield Renewed(provision, asks, Text(before.get(block.at, "")), Text(now))


def renew_translation(
    project: Project, root: Path, addresses: tuple[str, ...]
) -> tuple[Renewed, ...]:
    """Write the present stamps of both languages into translation-review.yaml."""
    _must_be_known(project, addresses)
    return tuple(
        each
        for regulation in project.regulations
        if regulation.translated
        for each in _translated(regulation, root, addresses)
    )


def _translated(
    regulation: Regulation, root: Path, addresses: tuple[str, ...]
) -> Iterator[Renewed]:
    known = provisions(regulation)
    reviews = {at: (r.zh, r.en) for at, r in regulation.translation_reviews.items()}
    before = dict(reviews)
    for address, provision in known.items():
        words = provision.words
        if words.zh and words.en and _meant(address, addresses):
            reviews[address] = (stamp(words.zh), stamp(words.en))
    if reviews != before:
        _rewrite(root / "content" / regulation.id / "translation-review.yaml", reviews)
    changed = sorted((a for a in reviews if reviews[a] != before.get(a)), key=order)
    kept = [a for a in changed if a in before]
    zh = words_before(root, regulation.id, "zh", {a: before[a][0] for a in kept})
    en = words_before(root, regulation.id, "en", {a: before[a][1] for a in kept})
    for address in changed:
        said = Text(zh.get(address, ""), en.get(address))
        yield Renewed(known[address], (), said, known[address].words)


def _rewrite(path: Path, reviews: Mapping[str, tuple[str, str]]) -> None:
    old = path.read_text("utf-8").splitlines() if path.is_file() else []
    head = [line for line in old if line.startswith("#")]
    rows = [
        f"{at}: {{zh: {quoted(zh)}, en: {quoted(en)}}}" for at, (zh, en) in _sorted(reviews)
    ]
    path.write_text("\n".join([*head, *rows]) + "\n", "utf-8")


def _sorted(reviews: Mapping[str, tuple[str, str]]) -> list[tuple[str, tuple[str, str]]]:
    return sorted(reviews.items(), key=lambda row: order(row[0]))


def quoted(stamp_: str) -> str:
    """Quoted where other readers of YAML would see a number in it: 1234567890e1."""
    return f'"{stamp_}"' if re.fullmatch(r"[0-9]+(e[0-9]+)?", stamp_) else stamp_


def _write(root: Path, at: Location, old: str, new: str) -> None:
    path = root / at.path
    lines = path.read_text("utf-8").split("\n")
    line = lines[at.line - 1]
    head, tail = line[: at.column - 1], line[at.column - 1 :]
    lines[at.line - 1] = head + tail.replace(old, new, 1)
    path.write_text("\n".join(lines), "utf-8")


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
