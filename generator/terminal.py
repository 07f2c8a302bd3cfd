"""What the commands show on a terminal: findings, refusals, progress."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar

from generator.messages import say
from generator.publish.orders import Built, Progress
from generator.records.findings import CannotGoOn, Finding, as_text
from generator.records.texts import Language
from generator.rules.summing import readable, summed

MOST = 20  # warnings shown after a build: a new import has one a question
READABLE = 500  # findings that anybody reads; a broken project may have 100,000


def show(
    findings: tuple[Finding, ...],
    ui: Language,
    form: Callable[[Finding, Language], str] = as_text,
    *,
    err: bool = True,
    most: int = READABLE,
    every: bool = False,
) -> None:
    """Findings a line each, errors last, at most `most`, and how many more there are.

    Drafts are summed up by regulation, unless `every` finding is wanted.
    """
    shown = readable(findings, most=most, every=every)
    for finding in shown:
        click.echo(form(finding, ui), err=err)
    if (more := (0 if every else len(summed(findings)) - len(shown))) > 0:
        click.echo(say("rest", ui, n=more), err=err)


def give(text: str) -> None:
    """What programs read: UTF-8 whatever the terminal shows, a name in no encoding escaped."""
    click.echo(text.encode("utf-8", "backslashreplace"))


def show_some(findings: tuple[Finding, ...], ui: Language) -> None:
    """The first findings of a build, and how many more there are."""
    some = summed(findings)
    show(some[:MOST], ui)
    if len(some) > MOST:
        click.echo(say("more", ui, n=len(some) - MOST), err=True)


@contextmanager
def refusal(ui: Language, last: str = "", *, code: int = 1) -> Iterator[None]:
    """What cannot go on is told and ends with exit code 1, or the one given."""
    try:
        yield
    except CannotGoOn as error:
        show(error.findings, ui)
        if last:
            click.echo(last, err=True)
        sys.exit(code)


@contextmanager
def progress(ui: Language) -> Iterator[Progress]:
    """A bar on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        told: set[str] = set()

        def more(stage: str, parts: int) -> None:
            if parts and stage not in told:
                click.echo(say(stage, ui), err=True)
                told.add(stage)

        yield Progress(more, lambda _stage, _part: None)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[part]}", style="dim"),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        yield _on_terminal(bar, ui)


def _on_terminal(bar: Bar, ui: Language) -> Progress:
    """One line a stage, with what was done last behind it."""
    tasks: dict[str, TaskID] = {}

    def more(stage: str, parts: int) -> None:
        if not parts:
            return
        if stage not in tasks:
            tasks[stage] = bar.add_task(say(stage, ui), total=0, part="")
        task = bar.tasks[bar.task_ids.index(tasks[stage])]
        bar.update(tasks[stage], total=(task.total or 0) + parts)

    def done(stage: str, part: str) -> None:
        bar.update(tasks[stage], advance=1, part=part)

    return Progress(more, done)


def numbers(built: Built) -> dict[str, int]:
    """What a message says of a build."""
    return {name: getattr(built, name) for name in ("files", "pages", "sheets", "sheet_pages")}
