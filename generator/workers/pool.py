"""Processes that work for this one, and end when it ends, however it ends.

concurrent.futures has such a pool, with one pipe for all results: a worker that is killed while
it writes there stops the others and this process for good, and Python 3.11.2 (Debian 12) waits
for ever, too, where one is killed while work is sent to it. Here each has a line of its own.
"""

import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Self, TypeVar

from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text
from generator.workers.signals import ended_by_signals

T = TypeVar("T")

PATIENCE = 0.5  # seconds to tidy up in; Typst hears nothing before a sheet is done


class WorkerDied(CannotGoOn):
    """A worker was ended from outside, or none could be started."""


DIED = Finding(
    typed("zicha"),
    "worker-died",
    Text(
        "一个工作进程被系统结束了，多半是内存不够；请关掉别的程序再试，"
        "或者用 zicha build --jobs 1 逐件生成",
        "the system ended a worker process, probably for want of memory; close other programs "
        "and try again, or make one thing at a time: zicha build --jobs 1",
    ),
)


@dataclass(slots=True, eq=False)
class _Hand:
    """A worker, the line to it, and whose work it does."""

    process: BaseProcess
    line: Connection
    future: "Future[Any] | None" = None


class Pool(Executor):
    """Up to `n` workers, called when there is work.

    A worker that dies fails only what it was doing, with WorkerDied; another takes its place.
    At the end, and where the block is left by an exception, what still runs is ended, too.
    """

    def __init__(self, n: int, patience: float = PATIENCE) -> None:
        """`patience`: seconds that a worker has to tidy up in when it is ended."""
        self._most, self._patience = n, patience
        self._tasks: deque[tuple[Future[Any], tuple[object, ...]]] = deque()
        self._hands: list[_Hand] = []
        self._ended = False
        self._woken, self._wake = multiprocessing.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._hand_out, daemon=True)

    def call_all(self) -> None:
        """Have every worker called now, as a copy of this process with all it has loaded.

        Only before the first work. Where this process has another thread, whose locks would be
        copied, or the system makes no such copies, they are called when there is work.
        """
        # a signal that ends this process waits until it knows whom it has called
        if _has_one_thread():
            with _deaf(signal.SIGTERM), suppress(OSError):  # no room for as many
                while len(self._hands) < self._most:
                    self._hands.append(_copied())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        """Have a worker call `fn`; all must be picklable."""
        future: Future[T] = Future()
        self._tasks.append((future, (fn, args, kwargs)))
        if self._thread.ident is None:
            self._thread.start()
        self._wake.send_bytes(b".")
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all workers now: first asked, then forced."""
        del wait, cancel_futures  # there is only one way
        self._ended = True
        if self._thread.ident is not None:
            self._wake.send_bytes(b".")
        hands = list(self._hands)
        for hand in hands:
            hand.process.terminate()
        until = time.monotonic() + self._patience
        for hand in hands:
            hand.process.join(max(0.0, until - time.monotonic()))
            hand.process.kill()
            hand.process.join()

    # The rest runs in the pool's own thread: submit() and shutdown() only append and wake.

    def _hand_out(self) -> None:
        while not self._ended:
            while self._tasks and not self._ended and (hand := self._idle()):
                _give(hand, *self._tasks.popleft())
            for ready in wait([self._woken, *(hand.line for hand in self._hands)]):
                if ready is self._woken:
                    self._woken.recv_bytes()
                else:
                    self._take(next(hand for hand in self._hands if hand.line is ready))
        for future, _ in self._tasks:
            future.cancel()
        for hand in self._hands:
            hand.line.close()  # who has nothing to do hears this, if not the signal
            if hand.future is not None:
                hand.future.set_exception(WorkerDied(DIED))

    def _idle(self) -> _Hand | None:
        """A worker with nothing to do, a new one if need be."""
        for hand in self._hands:
            if hand.future is None:
                return hand
        if len(self._hands) == self._most:
            return None
        try:
            hand = _called()
        except (OSError, EOFError) as error:
            if self._hands:
                self._most = len(self._hands)  # fewer than wished for do as well
            else:
                self._refuse_all(error)
            return None
        self._hands.append(hand)
        if self._ended:  # while it was started
            hand.process.terminate()
        return hand

    def _take(self, hand: _Hand) -> None:
        """What a worker gives back; one that is gone is let go."""
        future = hand.future
        try:
            data = hand.line.recv_bytes()
        except (OSError, EOFError):
            self._hands.remove(hand)
            hand.line.close()
            if future is not None and not self._ended:
                future.set_exception(WorkerDied(DIED))
            return
        hand.future = None
        assert future is not None, "a worker speaks only when asked"
        result, error = pickle.loads(data)
        if isinstance(error, MemoryError):
            future.set_exception(WorkerDied(DIED))
        elif error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _refuse_all(self, why: Exception) -> None:
        """No worker can be started."""
        said = getattr(why, "strerror", None) or type(why).__name__
        words = Text(
            f"启动不了工作进程：{said}；请关掉别的程序再试，或者用 zicha build --jobs 1",
            f"no worker process can be started: {said}; close other programs and try again, "
            "or use zicha build --jobs 1",
        )
        while self._tasks:
            future, _ = self._tasks.popleft()
            if future.set_running_or_notify_cancel():
                future.set_exception(
                    WorkerDied(Finding(typed("zicha"), "worker-not-started", words))
                )


def _has_one_thread() -> bool:
    """Whether a copy of this process would be whole; only Linux says so."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - names alone
    except OSError:
        return False


def _copied() -> _Hand:
    """A new worker, made by copying this process."""
    context = multiprocessing.get_context("fork")
    return _started(lambda line: context.Process(target=_work, args=(line,)))


def _called() -> _Hand:
    """A new worker, from the server or from nothing."""
    if _fork_server():
        server = multiprocessing.get_context("forkserver")
        return _started(lambda line: server.Process(target=_work, args=(line,)))
    nothing = multiprocessing.get_context("spawn")
    return _started(lambda line: nothing.Process(target=_work, args=(line,)))


def _started(process_with: Callable[[Connection], BaseProcess]) -> _Hand:
    ours, theirs = multiprocessing.Pipe()
    process = process_with(theirs)
    try:
        process.start()
    except (OSError, EOFError):
        ours.close()
        raise
    finally:
        theirs.close()
    return _Hand(process, ours)


def _give(hand: _Hand, future: "Future[Any]", task: tuple[object, ...]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    hand.future = future
    try:
        hand.line.send(task)
    except OSError:
        pass  # it is gone, and its line says so when it is listened to
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        hand.future = None
        future.set_exception(error)


def _fork_server() -> bool:
    """Start the process that workers are forked from, unless it runs; False: none is here."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return False
    forkserver.set_forkserver_preload(["generator.publish.warm"])
    resource_tracker.ensure_running()  # first, since it unblocks SIGINT when it has started
    with _deaf():
        forkserver.ensure_running()
    return True


@contextmanager
def _deaf(*more: signal.Signals) -> Iterator[None]:
    """What begins in this block never hears Ctrl-C nor that a terminal closes.

    Both reach every process of the foreground. Only the first one heeds them, and ends the
    others.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGHUP, *more))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection) -> None:
    """The life of a worker: one task after the other until the line is shut."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    with ended_by_signals(), _without_a_word():
        if hasattr(signal, "pthread_sigmask"):  # whoever called it was deaf to this, too
            signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGTERM,))
        while True:
            line.send_bytes(_outcome(line.recv_bytes()))


@contextmanager
def _without_a_word() -> Iterator[None]:
    """A line that was shut at the other end is the end of the work, no fault."""
    try:
        yield
    except (EOFError, OSError):
        return


def _end_with_parent(above: int) -> None:
    """Wait for the death of the process that called this one; then tidy up and die.

    Its sentinel is held open by workers that were copied later, so that its number is looked
    at, too: `above` is that of the process this one was forked from.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None, "a worker has been called by somebody"
    while not wait([parent.sentinel], PATIENCE) and os.getppid() == above:
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(2 * PATIENCE)
    os._exit(1)


def _outcome(task: bytes) -> bytes:
    """The result of a task, or what it raised, as they are sent back."""
    try:
        fn, args, kwargs = pickle.loads(task)
        return bytes(ForkingPickler.dumps((fn(*args, **kwargs), None)))
    except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        return _portable(error)


def _portable(error: Exception) -> bytes:
    """An exception as bytes; one that cannot be sent is replaced by its words."""
    try:
        data = pickle.dumps((None, error))
        pickle.loads(data)
    except Exception:  # noqa: BLE001 - any class may refuse to be pickled, in its own way
        return pickle.dumps((None, RuntimeError("".join(traceback.format_exception(error)))))
    return data
