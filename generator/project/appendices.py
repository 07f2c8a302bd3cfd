"""The short files beside a text: glossary, matrix, changes, reviews of the translation."""

from collections.abc import Mapping

from generator.project import fields
from generator.project.yamltree import Listing, Node, Table
from generator.records.editions import Edition, EditionChange, ReleasedCheck
from generator.records.regulation import (
    GlossaryEntry,
    Matrix,
    MatrixForm,
    MatrixGroup,
    TranslationReview,
)


def glossary(node: Node | None) -> tuple[GlossaryEntry, ...]:
    """Terms in the order of glossary.yaml."""
    return tuple(
        GlossaryEntry(
            zh=fields.word(t, "zh"),
            en=fields.word(t, "en"),
            note=fields.text(t, "note"),
            location=t.location,
        )
        for t in _tables(node)
    )


def changes(node: Node | None) -> tuple[EditionChange, ...]:
    """Entries in the order of changes.yaml."""
    return tuple(
        EditionChange(fields.word(t, "date"), fields.needed_text(t, "text"))
        for t in _tables(node)
    )


def reviews(node: Node | None) -> Mapping[str, TranslationReview]:
    """Stamps by address, from translation-review.yaml."""
    if not isinstance(node, Table):
        return {}
    return {
        at: TranslationReview(at, fields.word(t, "zh"), fields.word(t, "en"), node.keys[at])
        for at, t in node.entries.items()
        if isinstance(t, Table)
    }


def editions(node: Node | None) -> tuple[Edition, ...]:
    """Entries in the order of editions.yaml."""
    return tuple(
        Edition(
            date=fields.word(t, "edition"),
            sheets={
                k: fields.word(fields.needed_table(t, "sheets"), k) for k in _keys(t, "sheets")
            },
            checks={
                k: _released(fields.needed_table(t, "checks"), k) for k in _keys(t, "checks")
            },
            location=t.location,
        )
        for t in _tables(node)
    )


def _keys(table: Table, key: str) -> tuple[str, ...]:
    return tuple(fields.needed_table(table, key).entries)


def _released(checks: Table, id_: str) -> ReleasedCheck:
    table = fields.needed_table(checks, id_)
    return ReleasedCheck(
        fields.word(table, "at"), fields.words(table, "bearers"), fields.word(table, "stamp")
    )


def matrix(node: Node | None) -> Matrix | None:
    """The table in matrix.yaml, None where there is none."""
    if not isinstance(node, Table):
        return None
    rows = (row for row in fields.items(node, "cells") if isinstance(row, Listing))
    return Matrix(
        at=fields.word(node, "at"),
        title=fields.needed_text(node, "title"),
        tiers=tuple(map(fields.text_of, fields.items(node, "tiers"))),
        columns=tuple(map(fields.text_of, fields.items(node, "columns"))),
        cells=tuple(tuple(map(fields.text_of, row.items)) for row in rows),
        groups=tuple(map(_group, fields.tables(node, "groups"))),
        location=node.location,
        places=fields.places(node),
    )


def _group(table: Table) -> MatrixGroup:
    return MatrixGroup(
        at=fields.word(table, "at"),
        title=fields.needed_text(table, "title"),
        column=fields.number(table, "column"),
        forms=tuple(map(_form, fields.tables(table, "forms"))),
        places=fields.places(table),
    )


def _form(table: Table) -> MatrixForm:
    tiers = tuple(int(tier) for tier in fields.words(table, "tiers"))
    return MatrixForm(fields.needed_text(table, "words"), tiers, table.location)


def _tables(node: Node | None) -> tuple[Table, ...]:
    items = node.items if isinstance(node, Listing) else ()
    return tuple(item for item in items if isinstance(item, Table))
