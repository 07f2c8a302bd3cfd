"""Ways through a project that several rules take."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache

from generator.records.checklist import Check, Checklist, ProvisionChecks
from generator.records.regulation import Provision, Regulation
from generator.records.site import Project
from generator.records.texts import Location, Places, Text

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


def is_repeat(address: str) -> bool:
    """Whether the text gives an item's number twice, which is told where the text is read."""
    return "-" in address.partition(".")[2]


def blocks(regulation: Regulation) -> Iterator[tuple[Checklist, ProvisionChecks]]:
    """Every block of checks with the checklist it stands in, in the order of the files."""
    for checklist in regulation.checklist_files:
        for block in checklist.provisions:
            yield checklist, block


def checks(regulation: Regulation) -> Iterator[Check]:
    """Every check in the order of the files."""
    for _, block in blocks(regulation):
        yield from block.checks
        yield from block.drafts


def texts(project: Project) -> Iterator[Text]:
    """Every Text that a person wrote in a YAML file, the site's first."""
    yield from _texts(project.site)
    for regulation in project.regulations:
        yield from regulation_texts(regulation)


def regulation_texts(regulation: Regulation) -> Iterator[Text]:
    """Every Text in the YAML files of one regulation; its articles stand in .txt files."""
    yield from _texts((regulation.title, regulation.title_parts, regulation.number))
    yield from _texts((regulation.issuers, regulation.status, regulation.source))
    yield from _texts((regulation.promulgation, regulation.checklist_files))
    yield from _texts((regulation.vocabulary, regulation.glossary))
    yield from _texts((regulation.matrix, regulation.changes, regulation.tracers))


def _texts(record: object) -> Iterator[Text]:
    match record:
        case Text():
            if record.location:
                yield record
        case tuple():
            for value in record:
                yield from _texts(value)
        case Mapping():
            for value in record.values():
                yield from _texts(value)
        case _ if is_dataclass(record) and not isinstance(record, type):
            for name in _field_names(type(record)):
                yield from _texts(getattr(record, name))


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.compare)  # places are not compared


def place(places: Places, key: str, otherwise: Location) -> Location:
    """Where the value under `key` stands."""
    return places.get(key, otherwise)
