"""One build of pages, data and manifest in a process of its own: python -m bench.without_sheets DIR."""

import sys
from dataclasses import replace
from pathlib import Path

from generator.publish.site import Order, build, default_workers

if __name__ == "__main__":
    root = Path(sys.argv[1])
    build(replace(Order(root, root / "site"), press=False, workers=default_workers()))
