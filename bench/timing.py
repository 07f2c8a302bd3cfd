"""Whole processes timed by the clock on the wall or by what they take of processors."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

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


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processors, with those of all processes called, and by the clock."""

    cpu: float
    wall: float


def costs_in_turn(runs: int, *works: Callable[[], None]) -> tuple[Cost, ...]:
    """The median cost of each, one after the other; all their work is done by processes."""
    rounds = [[_cost(work) for work in works] for _ in range(runs)]
    return tuple(
        Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs))
        for costs in zip(*rounds, strict=True)
    )


def _cost(work: Callable[[], None]) -> Cost:
    before, begin = os.times(), time.perf_counter()
    work()
    after, end = os.times(), time.perf_counter()
    user = after.children_user - before.children_user
    return Cost(user + after.children_system - before.children_system, end - begin)


def run(*words: str, cwd: Path) -> None:
    """A Python module as a process; what it prints is shown only where it fails.

    It may keep what it compiles, modules and templates, as every Python does for its next run.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
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
