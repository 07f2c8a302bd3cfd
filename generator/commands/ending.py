"""How long work ends before its time: by a signal, or for want of a worker."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from generator.records.texts import Language
from generator.terminal import show
from generator.workers.pool import WorkerDied
from generator.workers.signals import ended_by_signals


@contextmanager
def ending(ui: Language, last: str = "") -> Iterator[None]:
    """SIGTERM and SIGHUP leave the block through every `finally`, exit code 143 or 129.

    A worker that died is told as a finding, with `last` below it, exit code 2.
    """
    with ended_by_signals():
        try:
            yield
        except WorkerDied as error:
            show(error.findings, ui)
            if last:
                click.echo(last, err=True)
            sys.exit(2)
