"""Whole processes timed by the clock on the wall, the best of a few runs."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
Row = tuple[str, float, float | None]  # name, seconds, how many times the time of ours


def best(
    runs: int, work: Callable[[], None], before: Callable[[], None] = lambda: None
) -> float:
    """The shortest of some runs, in seconds; `before` is not counted."""
    times = []
    for _ in range(runs):
        before()
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def in_turn(runs: int, *works: Callable[[], None]) -> tuple[float, ...]:
    """The shortest run of each, one after the other: what slows the machine slows all."""
    rounds = [[best(1, work) for work in works] for _ in range(runs)]
    return tuple(min(times) for times in zip(*rounds, strict=True))


def run(*words: str, cwd: Path) -> None:
    """A Python module as a process; what it prints is shown only where it fails."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


def copy_of_project(folder: Path) -> Path:
    """The project as a clean checkout has it."""
    for name in ("content", "checklists", "site_templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder
