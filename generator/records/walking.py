"""The ways through a regulation: everything in it, in the order of the text or of the files."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from generator.records.checklist import Check, Checklist, ProvisionChecks
from generator.records.regulation import Division, Provision, Regulation
from generator.records.texts import Location, Passage, Places

Unit = TypeVar("Unit", Passage, Provision)


def walk(units: Iterable[Unit]) -> Iterator[Unit]:
    """The passages or provisions and all under them, as they stand in the text."""
    for unit in units:
        yield unit
        yield from walk(unit.children)


def by_address(units: Iterable[Unit]) -> Mapping[str, Unit]:
    """The same by address, in the order of the text; the first of two that share one."""
    found: dict[str, Unit] = {}
    for unit in walk(units):
        found.setdefault(unit.address, unit)
    return found


def walk_divisions(divisions: Iterable[Division]) -> Iterator[Division]:
    """All divisions, outer before inner, as they stand in the text."""
    for division in divisions:
        yield division
        yield from walk_divisions(division.divisions)


def provisions(regulation: Regulation) -> Mapping[str, Provision]:
    """Every provision of a regulation by its address, in the order of the text."""
    return by_address(regulation.articles)


def blocks(regulation: Regulation) -> Iterator[tuple[Checklist, ProvisionChecks]]:
    """Every block of checks with the checklist it stands in, in the order of the files."""
    for checklist in regulation.checklist_files:
        for block in checklist.provisions:
            yield checklist, block


def written_checks(regulation: Regulation) -> Iterator[Check]:
    """Every check that stands in a file, drafts too, in the order of the files."""
    for _, block in blocks(regulation):
        yield from block.checks
        yield from block.drafts


def drafts(regulation: Regulation) -> Iterator[Check]:
    """Every check that nobody has written or accepted yet, in the order of the files."""
    for _, block in blocks(regulation):
        yield from block.drafts


def asked_checks(regulation: Regulation) -> Iterator[Check]:
    """Every check that is asked, in the order of the articles: drafts are not."""
    for article in regulation.articles:
        checklist = regulation.checklists.get(article.address)
        for block in checklist.provisions if checklist else ():
            yield from block.checks


def place(places: Places, key: str, otherwise: Location) -> Location:
    """Where the value under `key` stands."""
    return places.get(key, otherwise)
