"""How soon an edit shows: one checklist changed, the preview built again."""

import tempfile
from pathlib import Path

from bench.timing import Row, best, copy_of_project
from generator.publish.orders import Order, preview_order
from generator.publish.site import build
from generator.workers import default_workers, workers


def rows() -> list[Row]:
    """A warm preview, as `zicha serve` holds it, after one edit."""
    with tempfile.TemporaryDirectory() as name, workers(default_workers()) as pool:
        root = copy_of_project(Path(name) / "project")
        order = preview_order(Order(root, root / "site"))

        def work() -> None:
            build(order, pool=pool)

        whole = best(1, work)
        file = root / "checklists" / "jinan-2016-31" / "article-05.yaml"
        edits = iter(range(100))

        def edit() -> None:
            text = file.read_text("utf-8")
            file.write_text(text.replace("是否", f"是否第{next(edits)}次", 1), "utf-8")

        after = best(3, work, edit)
    return [
        ("preview from nothing", whole, None),
        ("preview after one edit of a checklist", after, after / whole),
    ]
