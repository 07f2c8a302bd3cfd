"""How long a plan for an amended text takes: `python -m bench.amending`.

The 54 articles of the Audit Law become the 60 of 2021; beside it git's own word diff of the
two files, which finds no provisions and carries nothing.
"""

import subprocess
import tempfile
from pathlib import Path

from bench.timing import ROOT, Row, in_turn, run

VERSIONS = ROOT / "tests" / "data" / "versions"
OLD, NEW = VERSIONS / "审计法_2006-02-28.txt", VERSIONS / "审计法_2021-10-23.txt"


def rows(runs: int = 3) -> list[Row]:
    """Both as whole processes, in turn."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "office"
        run("generator", "new", str(root), cwd=ROOT)
        here = ("generator", "--project", str(root))
        run(*here, "import", str(OLD), "--id", "audit", cwd=ROOT)
        plan = (*here, "amend", "audit", str(NEW), "--dry-run")
        ours, git = in_turn(runs, lambda: run(*plan, cwd=ROOT), _git)
    return [
        ("git diff --word-diff of the Audit Law, 2006 and 2021", git, None),
        ("zicha amend --dry-run of its 60 articles", ours, ours / git),
    ]


def _git() -> None:
    words = ["git", "diff", "--no-index", "--word-diff=porcelain", "--word-diff-regex=."]
    done = subprocess.run([*words, str(OLD), str(NEW)], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr  # 1: they differ


if __name__ == "__main__":
    for title, seconds, ratio in rows():
        print(f"{title}: {seconds:.2f} s" + (f", {ratio:.1f} x" if ratio else ""))
