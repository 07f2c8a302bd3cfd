"""What people wrote in the YAML files of a project, word by word."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache

from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Location, Text

Fault = tuple[Location, Text]  # where, and what in both languages
Faults = Iterator[Fault]


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
