"""Values of a tree whose shape has been checked, as the records want them."""

from collections.abc import Mapping

from generator.project.yamltree import Listing, Node, Scalar, Table
from generator.records.texts import Location, Places, Text


def word(table: Table, key: str, default: str = "") -> str:
    """The string under `key`."""
    node = table.entries.get(key)
    return node.value if isinstance(node, Scalar) else default


def flag(table: Table, key: str) -> bool:
    """Whether `key` says true; it need not be there."""
    return word(table, key) == "true"


def number(table: Table, key: str) -> int:
    """The whole number under `key`."""
    return int(word(table, key))


def text(table: Table, key: str) -> Text | None:
    """The Text under `key`, None where there is none."""
    node = table.entries.get(key)
    return text_of(node) if isinstance(node, Table) else None


def needed_text(table: Table, key: str) -> Text:
    """The Text under a key that the schema requires."""
    return text_of(needed_table(table, key))


def text_of(node: Node) -> Text:
    """The Text that a `{zh, en}` is."""
    assert isinstance(node, Table)
    return Text(word(node, "zh"), word(node, "en") or None, node.location)


def texts(table: Table) -> Mapping[str, Text]:
    """All Texts of a mapping by key."""
    return {key: text_of(node) for key, node in table.entries.items()}


def needed_table(table: Table, key: str) -> Table:
    """The mapping under a key that the schema requires."""
    node = table.entries[key]
    assert isinstance(node, Table)
    return node


def items(table: Table, key: str) -> tuple[Node, ...]:
    """The items of the list under `key`; none without it."""
    node = table.entries.get(key)
    return node.items if isinstance(node, Listing) else ()


def tables(table: Table, key: str) -> tuple[Table, ...]:
    """The mappings in the list under `key`."""
    return tuple(node for node in items(table, key) if isinstance(node, Table))


def scalars(table: Table, key: str) -> tuple[Scalar, ...]:
    """The strings with their places in the list under `key`."""
    return tuple(node for node in items(table, key) if isinstance(node, Scalar))


def words(table: Table, key: str) -> tuple[str, ...]:
    """The strings in the list under `key`."""
    return tuple(scalar.value for scalar in scalars(table, key))


def places(table: Table, prefix: str = "") -> Places:
    """Where every value under `table` stands: "ask", "ask/en", "evidence/0", …"""
    found: dict[str, Location] = {}
    for key, node in table.entries.items():
        found[prefix + key] = node.location
        if isinstance(node, Table):
            found |= places(node, f"{prefix}{key}/")
        if isinstance(node, Listing):
            found |= {f"{prefix}{key}/{n}": item.location for n, item in enumerate(node.items)}
    return found
