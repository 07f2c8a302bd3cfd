"""Hands for the work: processes that share what is already loaded, or this one alone."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TypeVar

from generator.workers.pool import Pool, fork_server

T = TypeVar("T")


class _Here(Executor):
    """Work done at once in this process: for one worker, and where a thread must not fork."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def workers(n: int) -> Iterator[Executor]:
    """`n` worker processes, from a server that has loaded what they need; none is left.

    A plain fork would copy this process with the locks its threads hold (Typst has threads).
    """
    if n <= 1:
        yield _Here()
        return
    with Pool(n) as pool:
        yield pool


def begin_early() -> None:
    """Let the server load what workers need while this process still loads its own."""
    fork_server()


def default_workers() -> int:
    """As many as this machine has processors for us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
