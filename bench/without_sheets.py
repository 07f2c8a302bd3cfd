"""Pages, data and manifest of the project in DIR: python -m bench.without_sheets DIR."""

import sys
from pathlib import Path

from generator.publish.orders import Order
from generator.workers import begin_early, default_workers

if __name__ == "__main__":
    begin_early()
    from generator.publish.site import build

    root = Path(sys.argv[1])
    build(Order(root, root / "site", default_workers(), press=False))
