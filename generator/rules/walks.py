"""Ways through a project that several rules take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from generator.model import (
    Check,
    Checklist,
    Location,
    Places,
    Provision,
    ProvisionChecks,
    Regulation,
    Text,
)

Fault = tuple[Location, Text]  # where, and what in both languages
Faults = Iterator[Fault]


def provisions(regulation: Regulation) -> Mapping[str, Provision]:
    """Every provision by its address, in the order of the text."""
    return {p.address: p for p in under(regulation.articles)}


def under(some: Sequence[Provision]) -> Iterator[Provision]:
    """The provisions and all under them in the order of the text."""
    for provision in some:
        yield provision
        yield from under(provision.children)


def blocks(regulation: Regulation) -> Iterator[tuple[Checklist, ProvisionChecks]]:
    """Every block of checks with the checklist it stands in, in the order of the files."""
    for checklist in regulation.checklist_files:
        for block in checklist.provisions:
            yield checklist, block


def checks(regulation: Regulation) -> Iterator[Check]:
    """Every check in the order of the files."""
    for _, block in blocks(regulation):
        yield from block.checks


def texts(record: object) -> Iterator[Text]:
    """Every Text in a record that a person wrote at a place of its own."""
    if isinstance(record, Text):
        if record.location:
            yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from texts(getattr(record, field.name))
    elif isinstance(record, Mapping):
        for value in record.values():
            yield from texts(value)
    elif isinstance(record, tuple):
        for value in record:
            yield from texts(value)


def place(places: Places, key: str, otherwise: Location) -> Location:
    """Where the value under `key` stands."""
    return places.get(key, otherwise)
