"""The files that units handed in, found and read one after the other."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from generator.answers.asked import Asked, asked_of
from generator.answers.gathering import Handed, Input
from generator.answers.problems import Problem, is_error
from generator.check import checked
from generator.messages import say
from generator.project.machine import out_of
from generator.records.findings import CannotGoOn, Finding, Severity, as_text, typed
from generator.records.regulation import Regulation
from generator.records.texts import Language, Text
from generator.sheets.currency import subjects

OURS = ("collect.json", "tally.json")  # what these commands write beside answers
MOST = 100  # problems that are shown
LARGEST = 64 << 20  # bytes that are read of a file


def files_in(given: Iterable[Path], out: Path) -> tuple[Path, ...]:
    """The files named, and those in folders, by name; nothing that lies in `out` itself."""
    found: dict[Path, None] = {}
    for path in given:
        if path.is_dir():
            found |= dict.fromkeys(_below(path, out.resolve()))
        elif path.is_file():
            found[path] = None
        else:
            raise CannotGoOn(_no_file(path))
    return tuple(found)


def _below(folder: Path, out: Path) -> Iterator[Path]:
    """No hidden files, no locks of office programs (~$), no pipes."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if not n.startswith("."))
        if folder.resolve() != out:
            folders[:] = [n for n in folders if (Path(where) / n).resolve() != out]
        for name in sorted(names):
            path = Path(where) / name
            if name.startswith((".", "~$")) or name in OURS:
                continue
            if path.is_file() or not path.exists():  # a link that leads nowhere is told of
                yield path


def opened(paths: Iterable[Path]) -> Iterator[Handed]:
    """Each file in its turn, so that only one is held."""
    for path in paths:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            told = out_of(error, str(path))
            yield Handed(str(path), b"", "", Problem("", told.rule, told.message))
        else:
            yield Handed(str(path), data, hashlib.sha256(data).hexdigest())


def _no_file(path: Path) -> Finding:
    words = Text(
        "没有这个文件或文件夹；请核对名称", "there is no such file or folder; see to its name"
    )
    return Finding(typed(str(path)), "missing-file", words)


def asked_in(root: Path, only: str) -> Mapping[str, Asked]:
    """What the regulations of the project ask, by id, or this one alone."""
    return asked_by(checked(root, only).regulations)


def asked_by(regulations: Iterable[Regulation]) -> Mapping[str, Asked]:
    """The same of regulations that are at hand."""
    return {
        one.id: asked_of(one, {s.key: s.stamp for s in subjects(one, one.title)})
        for one in regulations
    }


def tell(inputs: Iterable[Input], ui: Language, report: Path) -> None:
    """A line for each problem, the first of them; the report has all."""
    found = [(one, problem) for one in inputs for problem in one.problems]
    found.sort(key=lambda pair: not is_error(pair[1]))
    for one, problem in found[:MOST]:
        severity: Severity = "error" if is_error(problem) else "warning"
        place = f"{one.file}: {problem.where}" if problem.where else one.file
        finding = Finding(typed(place), problem.rule, problem.what, severity)
        click.echo(as_text(finding, ui), err=True)
    if len(found) > MOST:
        click.echo(say("rest_in", ui, n=len(found) - MOST, report=report), err=True)
