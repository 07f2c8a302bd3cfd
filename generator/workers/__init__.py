"""Hands for the work: processes that share what is already loaded, or this one alone."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TypeVar

from generator.workers.pool import Pool

T = TypeVar("T")


class _Here(Executor):
    """Work done at once in this process: for one worker, and where a thread must not fork."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def workers(n: int, *, at_once: bool = False) -> Iterator[Executor]:
    """`n` worker processes, called when there is work, and none is left in the end.

    They come from a server that has loaded what they need, since a copy of this process would
    have the locks its threads hold (Typst has threads). `at_once`: called now, as copies of
    this process where it has no thread yet; what it has loaded they need not load again.
    """
    if n <= 1:
        yield _Here()
        return
    with Pool(n) as pool:
        if at_once:
            pool.call_all()
        yield pool


def default_workers() -> int:
    """As many as this machine has processors for us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
