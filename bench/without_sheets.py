"""Pages, data and manifest of the project in DIR: python -m bench.without_sheets DIR."""

import sys
from pathlib import Path

from generator.publish.orders import Order
from generator.publish.warm import build
from generator.workers import default_workers, workers

if __name__ == "__main__":
    root = Path(sys.argv[1])
    with workers(default_workers(), at_once=True) as pool:
        build(Order(root, root / "site", press=False), pool=pool)
