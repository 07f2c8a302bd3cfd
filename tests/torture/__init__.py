"""Attacks on the program, by chance but with a seed: `python -m tests.torture`.

An attack is `attack(random, folder, deadline) -> Iterator[str]`. It makes trials in `folder`,
an empty folder of its own, until `time.monotonic()` is past `deadline` (a trial that has begun
may end), takes all chance from `random`, and yields one line for each fault: what was done,
with all that is needed to do it again, and what was wrong. Its name is what `--only` takes.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

Attack = Callable[[Random, Path, float], Iterator[str]]


def trials(deadline: float) -> Iterator[int]:
    """The numbers of trials, one at least, that may begin."""
    n = 1
    yield n
    while time.monotonic() < deadline:
        n += 1
        yield n
