"""Whether a site is still what its project would give, told without reading either."""

from pathlib import Path

from generator.publish.kept.inputs import inputs
from generator.publish.orders import Built, Order
from generator.publish.proof.manifest import read_manifest


def unchanged(order: Order) -> Built | None:
    """What the site holds, if it was made from just these inputs and is whole.

    A strict order must see the warnings, which the site does not tell: it is always made.
    """
    record = None if order.strict else read_manifest(order.out)
    if record is None or record.get("inputs") != key_of(order.root, order.only):
        return None
    counts = (record["pages"], record["sheets"], record["sheet_pages"])
    return Built(len(record["files"]) + 1, *counts, changed=False)


def key_of(root: Path, only: str) -> str:
    """The hash of all that decides what the site is made of; "" where settings are missing."""
    return inputs(root, only) if (root / "mkdocs.yml").is_file() else ""
