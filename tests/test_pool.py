"""Workers that die, in whatever they are doing, stop nobody else."""

import json
import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from generator.workers.pool import DIED, Pool, WorkerDied

BIG = 20_000_000  # bytes: more than any pipe holds, so that work and results are sent in parts


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2) as pool:
        yield pool


def kill_workers() -> None:
    for worker in active_children():
        os.kill(worker.pid or 0, signal.SIGKILL)


def test_results_come_back_whole(pool):
    futures = [pool.submit(pow, 2, n) for n in range(100)]
    assert [future.result() for future in futures] == [2**n for n in range(100)]
    assert pool.submit(bytes, BIG).result() == bytes(BIG)


def test_what_a_task_raises_is_raised_here_with_its_place_there(pool):
    with pytest.raises(ValueError, match="invalid literal") as caught:
        pool.submit(int, "x").result()
    assert caught.value.__notes__[0].startswith("In a worker process:\nTraceback")
    with pytest.raises(json.JSONDecodeError):
        pool.submit(json.loads, "{").result()


def test_what_cannot_be_sent_is_the_fault_of_who_asks(pool):
    with pytest.raises((AttributeError, TypeError)):
        pool.submit(lambda: 1).result()
    assert pool.submit(pow, 2, 3).result() == 8


def test_a_worker_that_dies_fails_only_what_it_was_doing(pool):
    asleep = pool.submit(time.sleep, 0.5)
    with pytest.raises(WorkerDied) as caught:
        pool.submit(os._exit, 1).result()
    assert caught.value.findings == (DIED,)
    assert asleep.result() is None
    assert pool.submit(pow, 2, 3).result() == 8


def test_a_worker_that_dies_idle_is_replaced_without_a_word(pool):
    assert pool.submit(pow, 2, 3).result() == 8
    kill_workers()
    time.sleep(0.3)
    assert pool.submit(pow, 2, 3).result() == 8


@pytest.mark.parametrize("after", [0.0, 0.004, 0.012, 0.03])
def test_workers_killed_while_they_send_or_are_sent_to_block_nobody(pool, after):
    sent = [pool.submit(bytes, BIG), pool.submit(len, bytes(BIG))] * 2
    time.sleep(after)
    kill_workers()
    for future in sent:
        future.exception(timeout=20)  # at once, or at the latest when another has done it
    assert pool.submit(pow, 2, 3).result(20) == 8


def test_at_the_end_nobody_is_left_and_nobody_waited_for():
    others = set(active_children())
    with Pool(2) as pool:
        pool.submit(time.sleep, 60)
        assert pool.submit(pow, 2, 3).result() == 8
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert set(active_children()) - others == set()
