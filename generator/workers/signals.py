"""Signals that end long work through every `finally`, as Ctrl-C does."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# What `kill`, systemd and CI send, and what a terminal sends when it closes (not on Windows).
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """In this block SIGTERM and SIGHUP raise SystemExit(128 + their number), once.

    Once, so that a second signal does not cut short what the first one's `finally` tidies up.
    What is ignored from outside stays so: `nohup` lets work go on when the terminal closes.
    """
    told: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        if not told:
            told.append(number)
            sys.exit(128 + number)

    before = {number: signal.getsignal(number) for number in ENDING}
    heard = [number for number, now in before.items() if now is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in heard:
            signal.signal(number, before[number] or signal.SIG_DFL)
