"""Hands for the work: processes that share what is already loaded, or this one alone."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver
from typing import TypeVar

T = TypeVar("T")


class _Here(Executor):
    """Work done at once in this process: for one worker, and where a thread must not fork."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def workers(n: int) -> Iterator[Executor]:
    """`n` worker processes, from a server that has loaded what they need.

    A plain fork would copy this process with the locks its threads hold (Typst has threads).
    """
    if n <= 1:
        yield _Here()
        return
    pool = ProcessPoolExecutor(n, mp_context=multiprocessing.get_context(_way()))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def begin_early() -> None:
    """Let the server load what workers need while this process still loads its own."""
    if _way():
        forkserver.ensure_running()


def _way() -> str | None:
    """How processes are started: by a server where the system has one."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return None
    multiprocessing.set_forkserver_preload(["generator.publish.warm"])
    return "forkserver"


def default_workers() -> int:
    """As many as this machine has processors for us."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
