"""Tracers: the file that follows one household or one project across the articles."""

from generator.project import fields
from generator.project.yamltree import Listing, Node, Table
from generator.records.checklist import Stage, Tracer


def tracers(node: Node | None) -> tuple[Tracer, ...]:
    """In the order of tracers.yaml; none where there is no such file."""
    items = node.items if isinstance(node, Listing) else ()
    return tuple(_tracer(table) for table in items if isinstance(table, Table))


def _tracer(table: Table) -> Tracer:
    return Tracer(
        code=fields.word(table, "code"),
        title=fields.needed_text(table, "title"),
        subject=fields.needed_text(table, "subject"),
        stages=tuple(_stage(stage) for stage in fields.tables(table, "stages")),
        location=table.location,
    )


def _stage(table: Table) -> Stage:
    return Stage(
        fields.needed_text(table, "title"),
        fields.words(table, "checks"),
        fields.places(table),
    )
