"""What a machine does to a command, told at its edge: one sentence, exit code 2."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

import click

from generator.messages import home_language
from generator.project.machine import out_of_memory, refused
from generator.records.findings import Finding, as_text
from generator.records.texts import Language

CANNOT_GO_ON = 2


@contextmanager
def machine_told(context: click.Context | None = None) -> Iterator[None]:
    """A full disk, a missing permission, memory used up: told as a finding.

    A reader that closes its end (`zicha check | head`) is none; click ends that quietly.
    """
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        language, root = _user(context)
        _tell(refused(error, root), language)
    except MemoryError:
        _tell(out_of_memory(), _user(context)[0])


def _user(context: click.Context | None) -> tuple[Language, Path | None]:
    """Language and project, as far as the command line has been read."""
    user = context.obj if context else None
    return (user.ui, user.root) if user else (home_language(), None)


def _tell(finding: Finding, language: Language) -> None:
    _let_go_of_a_full_output()
    click.echo(as_text(finding, language), err=True)
    sys.exit(CANNOT_GO_ON)


def _let_go_of_a_full_output() -> None:
    """What standard output could not take would be tried again, in vain, at the end."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def never_unprintable() -> None:
    """A terminal that lacks a character, or a name in no encoding, shows its number instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
