"""How fast two texts are compared: `python -m bench.comparing [OLD NEW]`.

The lower bound is one difflib comparison of the same texts by their lines.
"""

import sys
from difflib import SequenceMatcher
from pathlib import Path

from bench.timing import ROOT, Row, best
from generator.text.comparing.documents import compare
from generator.text.reading import read

VERSIONS = ROOT / "tests" / "data" / "versions"


def rows(old: Path | None = None, new: Path | None = None, runs: int = 3) -> list[Row]:
    """Two versions, by default the longest of the tests; and two texts of which none is one."""
    files = sorted(VERSIONS.glob("*.txt"), key=lambda file: file.stat().st_size)
    newest = new or files[-1]
    oldest = old or next(f for f in files if f.name[:3] == newest.name[:3] and f != newest)
    stranger = next(f for f in files[::-1] if f.name[:3] != newest.name[:3])
    return [*_pair(oldest, newest, runs), *_pair(stranger, newest, runs)[1:]]


def _pair(old: Path, new: Path, runs: int) -> list[Row]:
    texts = [file.read_text("utf-8").splitlines() for file in (old, new)]
    before, after = (read(file.read_bytes(), file.name)[0] for file in (old, new))
    lines = best(runs, lambda: SequenceMatcher(None, *texts, autojunk=False).get_opcodes())
    ours = best(runs, lambda: compare(before, after))
    names = f"{old.stem} and {new.stem}"
    return [
        (f"difflib on the lines of {names}", lines, None),
        (
            f"compare {len(before.articles)} and {len(after.articles)} articles",
            ours,
            ours / lines,
        ),
    ]


if __name__ == "__main__":
    for name, seconds, _ in rows(*map(Path, sys.argv[1:3])):
        print(f"{name}: {seconds:.3f} s")
