"""`zicha worksheet --translation`: the English text edited in a table, and back."""

import sys
from functools import partial
from pathlib import Path

import click

from generator.commands.user import User
from generator.edit.editing import changed_since
from generator.edit.files import Edit, write
from generator.edit.translation.document import returned_document, translation_document
from generator.edit.translation.planning import Plan, Step, planned
from generator.edit.translation.table import returned, translation_book
from generator.edit.translation.writing import written
from generator.messages import say
from generator.project.disk import read_bytes
from generator.project.received import received
from generator.records.regulation import Regulation
from generator.records.texts import Language
from generator.terminal import show

_SHORT = 60  # characters of a line that are shown


def translation(
    user: User, regulation: Regulation, file: Path, *, back: bool, dry: bool
) -> None:
    """Written out, or read `back` into en.txt; only shown where it is `dry`."""
    if not back:
        made = translation_document if _is_document(file) else translation_book
        file.write_bytes(made(regulation, user.ui))
        click.echo(say("worksheet", user.ui, path=file))
        return
    read = returned_document if _is_document(file) else returned
    came = read(received(file), file.name, regulation.id)
    _carry_out(user, regulation, planned(regulation, came, file.name), file.name, dry=dry)


def _is_document(file: Path) -> bool:
    return file.suffix.lower() == ".docx"


def _carry_out(user: User, regulation: Regulation, plan: Plan, name: str, *, dry: bool) -> None:
    ui, root = user.ui, user.root
    show(plan.notes, ui)
    if plan.faults:
        show(plan.faults, ui)
        click.echo(say("worksheet_refused", ui, n=len(plan.faults)), err=True)
        sys.exit(1)
    path = f"content/{regulation.id}/en.txt"
    before = read_bytes(root, path)[0]
    mark = "\ufeff" if before and before.startswith(b"\xef\xbb\xbf") else ""
    text = None if before is None else before.decode().removeprefix(mark)
    after = (mark + written(regulation, text, plan.steps, name)).encode()
    for step in plan.steps:
        click.echo(_told(step, ui))
    if dry or not plan.steps:
        click.echo(say("worksheet_dry" if plan.steps else "worksheet_same", ui))
        return
    new = {path: after} if before is None else {}
    edits: dict[str, Edit] = {}
    if before is not None:
        edits[path] = partial(changed_since, path=path, before=before, after=after)
    write(root, new, edits)
    click.echo(say("translation_done", ui, n=len(plan.steps), path=path))


def _told(step: Step, ui: Language) -> str:
    """a5.i3  old → new, both short."""
    old, new = (_short(words) for words in (step.before, step.words))
    return f"{step.at}  {old or say('untranslated', ui)} → {new}"


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _SHORT else f"{said[: _SHORT - 1]}…"
