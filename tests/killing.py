"""A site replaced by a process that is killed at its first step on the disk, at its second …

`python tests/killing.py FOLDER FIRST EVERY [SYSTEM]` tells each fault on a line: a site that is
neither the old one nor the new, a file of somebody else's that is gone, litter after the next
build. Of the steps it takes the FIRST and every EVERY-th after it. Where SYSTEM is another than
this one, folders are not exchanged in one step. FOLDER/www/site may be a mount point.
"""

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.publish.proof.manifest import write_manifest
from generator.publish.replacing import replaced

STEPS = (
    "open",
    "os.",
    "shutil.",
    "ctypes.dlsym",
)  # audit events: what a process does to a disk
PAGES = {
    "old": {"index.html": "1", "zh/a/x.html": "1", "zh/b.html": "1", "x": "1", "y/z": "1"},
    "new": {"index.html": "2", "zh/a/x.html": "22", "zh/c/d.html": "2", "x/y": "2", "y": "2"},
}
THEIRS = ("robots.txt", "zh/note.txt", "own/deep/file", "own/empty", "dead", "pipe")


def put(out: Path, which: str) -> None:
    """Replace the site at `out`."""

    def make(draft: Path) -> None:
        for name, text in PAGES[which].items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_text(text)
        write_manifest(draft, {"inputs": which})

    replaced(out, "index.html", make)


def add_theirs(out: Path) -> None:
    """Put into the site what somebody else might."""
    for name in THEIRS[:3]:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(name)
    (out / "own/empty").mkdir(exist_ok=True)
    if not (out / "dead").is_symlink():
        (out / "dead").symlink_to("/nowhere")
        os.mkfifo(out / "pipe")


def faults(www: Path, steps: Iterable[int], *, in_steps: bool) -> Iterator[str]:
    """What is wrong after a kill at each; `in_steps`: the site may be half new, or away."""
    out = www / "site"
    for step in steps:
        forked(out, "old")
        add_theirs(out)
        came_to_its_end = forked(out, "new", step)
        state = state_of(out)
        if not in_steps and state not in ("old", "new"):
            yield f"killed at step {step}: the site is neither the old one nor the new"
        if out.exists() and (lost := lost_in(out)):
            yield f"killed at step {step}: {', '.join(lost)} gone"
        if not forked(out, "new"):
            yield f"after a kill at step {step} the next build fails"
        if state_of(out) != "new" or lost_in(out):
            yield f"after a kill at step {step} the next build is not the new site"
        if litter := sorted({p.name for p in (*www.iterdir(), *out.glob(".*"))} - {"site"}):
            yield f"after a kill at step {step} the next build leaves {', '.join(litter)}"
        if came_to_its_end:
            return
    yield "never came to its end"


def state_of(out: Path) -> str:
    """Which of the sites lies there: old, new or broken."""
    for which, pages in PAGES.items():
        if all((out / n).is_file() and (out / n).read_text() == t for n, t in pages.items()):
            there = {p.relative_to(out).as_posix() for p in out.rglob("*") if not p.is_dir()}
            if there - set(THEIRS) == {*pages, "manifest.json", "SHA256SUMS"}:
                return which
    return "broken"


def lost_in(out: Path) -> list[str]:
    """Those of the others' files that are not as they were."""
    kept = {name: (out / name).read_text() for name in THEIRS[:3] if (out / name).is_file()}
    lost = [name for name in THEIRS[:3] if kept.get(name) != name]
    lost += [] if (out / "own/empty").is_dir() else ["own/empty"]
    lost += [] if (out / "dead").is_symlink() else ["dead"]
    return lost + ([] if (out / "pipe").is_fifo() else ["pipe"])


def forked(out: Path, which: str, step: int = 0) -> bool:
    """Put a site there in another process, killed at a step; whether it came to its end."""
    process = os.fork()
    if not process:
        if step:
            dying(step)
        code = 1
        try:
            put(out, which)
            code = 0
        finally:  # never on into the loop of the process that waits
            sys.excepthook(*sys.exc_info()) if code else None
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


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


def main(folder: str, first: str, every: str, system: str = sys.platform) -> None:
    www = Path(folder) / "www"
    in_steps = system != sys.platform or (www / "site").exists()
    sys.platform = system
    steps = range(int(first), 5000, int(every))
    for fault in faults(www, steps, in_steps=in_steps):
        print(fault)


if __name__ == "__main__":
    main(*sys.argv[1:])
