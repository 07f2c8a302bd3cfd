"""Whether a site is still what its project would give, told without reading it whole."""

from generator.project.inventory import Inventory
from generator.publish.kept.keys import site_key
from generator.publish.looks import as_remembered
from generator.publish.orders import Built, Order
from generator.publish.proof.manifest import own_record


def unchanged(order: Order, inputs: Inventory) -> Built | None:
    """What the site holds, if it was made from just these inputs and is as it was made.

    A strict order must see the warnings, which the site does not tell: it is always made.
    """
    record = None if order.strict else own_record(order.out)
    if record is None or record.get("inputs") != site_key(inputs, order.only):
        return None
    if not as_remembered(order.root, order.out, record["files"]):
        return None
    counts = (record["pages"], record["sheets"], record["sheet_pages"])
    return Built(len(record["files"]) + 1, *counts, changed=False)
