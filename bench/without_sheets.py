"""Pages, data and search of the project in DIR by N processes: bench.without_sheets DIR N."""

import sys
from pathlib import Path

from generator.publish.orders import Order
from generator.publish.warm import build
from generator.workers import workers

if __name__ == "__main__":
    root = Path(sys.argv[1])
    with workers(int(sys.argv[2]), at_once=True) as pool:
        build(Order(root, root / "site", press=False), pool=pool)
