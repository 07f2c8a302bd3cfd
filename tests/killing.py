"""A folder put in its place by a process that ends itself at its n-th step on the disk.

`python killing.py OUT SOURCE STEP [system]`: put what is in SOURCE where OUT is, and die by SIGKILL at
STEP, counted from 1; 0 never. With another `system` than this one the folder is not exchanged in
one step. Prints nothing; exits 0 where it came to its end.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from generator.publish.proof.manifest import write_manifest
from generator.publish.replacing import replaced

STEPS = ("open", "os.", "shutil.", "ctypes.dlsym")


def put(out: Path, source: Path) -> None:
    """Put the files of `source` where `out` is, as a site."""

    def make(draft: Path) -> None:
        shutil.copytree(source, draft, dirs_exist_ok=True)
        write_manifest(draft, {"inputs": source.name})

    replaced(out, "index.html", make)


def dying(step: int) -> None:
    """End this process at its `step`-th step from now."""
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        if event.startswith(STEPS):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def main(out: str, source: str, step: str = "0", system: str = sys.platform) -> None:
    sys.platform = system
    dying(int(step))
    put(Path(out), Path(source))


if __name__ == "__main__":
    main(*sys.argv[1:])
