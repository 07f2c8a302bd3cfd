"""`zicha worksheet`: checks edited in a workbook, and back."""

import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from generator.commands.translating import translation
from generator.commands.user import User
from generator.edit.editing import changed_since
from generator.edit.files import Edit, write
from generator.edit.worksheet.book import worksheet_book
from generator.edit.worksheet.desk import Plan
from generator.edit.worksheet.planning import described, planned
from generator.edit.worksheet.proving import proven
from generator.edit.worksheet.taking import taken
from generator.edit.worksheet.writing import written
from generator.messages import say
from generator.project.checklists import VOCABULARY, checklist_paths
from generator.project.disk import read_bytes
from generator.project.received import received
from generator.project.regulations import read_regulation
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Regulation
from generator.records.texts import Language, Text
from generator.terminal import refusal, show

STEPS = ("accept", "edit", "add", "why", "drop")


@click.command("worksheet")
@click.argument("id_", metavar="ID")
@click.option(
    "-o", "out", type=click.Path(dir_okay=False, path_type=Path), help="写出 / write .xlsx"
)
@click.option(
    "--from", "source", type=click.Path(dir_okay=False, path_type=Path), help="读回 / read back"
)
@click.option(
    "--translation",
    is_flag=True,
    help="译文表 / the translation, .xlsx or .docx",
)
@click.option("--dry-run", is_flag=True, help="只看会改什么 / only show what would change")
@click.pass_obj
def command(
    user: User, /, id_: str, out: Path | None, source: Path | None, **flags: bool
) -> None:
    """在 Excel 里编检查项或译文，再读回 / Edit checks or the translation in a workbook."""
    if (out is None) == (source is None):
        raise click.UsageError(say("worksheet_way", user.ui))
    with refusal(user.ui):
        regulation, findings = read_regulation(user.root, id_)
        errors = tuple(f for f in findings if f.severity == "error")
        if regulation is None or errors:
            raise CannotGoOn(*(errors or (_unknown(id_),)))
        file = out or source
        if file and flags["translation"]:
            translation(user, regulation, file, back=out is None, dry=flags["dry_run"])
        elif out:
            out.write_bytes(worksheet_book(regulation, user.ui))
            click.echo(say("worksheet", user.ui, path=out))
        elif source:
            plan = planned(regulation, taken(received(source), source.name), source.name)
            _carry_out(user, regulation, plan, dry_run=flags["dry_run"])


def _carry_out(user: User, regulation: Regulation, plan: Plan, *, dry_run: bool) -> None:
    ui, root = user.ui, user.root
    show(plan.notes, ui)
    if plan.faults:
        show(plan.faults, ui)
        click.echo(say("worksheet_refused", ui, n=len(plan.faults)), err=True)
        sys.exit(1)
    texts = _texts(root, regulation.id)
    after, ids = written(regulation, plan, {path: t.decode() for path, t in texts.items()})
    proven(regulation, plan, after, ids)
    _tell(plan, ids, ui)
    if dry_run or not after:
        click.echo(say("worksheet_dry" if after else "worksheet_same", ui))
        return
    new = {path: text.encode() for path, text in after.items() if path not in texts}
    edits: dict[str, Edit] = {
        path: partial(changed_since, path=path, before=texts[path], after=text.encode())
        for path, text in after.items()
        if path in texts
    }
    done = write(root, new, edits)
    click.echo(say("worksheet_done", ui, files=len(done), **_counts(plan)))


def _texts(root: Path, id_: str) -> Mapping[str, bytes]:
    paths = (*checklist_paths(root, f"checklists/{id_}"), f"checklists/{id_}/{VOCABULARY}")
    return {path: data for path in paths if (data := read_bytes(root, path)[0]) is not None}


def _tell(plan: Plan, ids: Mapping[int, str], ui: Language) -> None:
    """The plan: a line a check, below it what changes."""
    for new in plan.terms:
        click.echo(say("worksheet_term", ui, code=new.code, name=new.term.text.zh))
    for n, step in enumerate(plan.steps):
        what = say(f"worksheet_{step.what}", ui)
        click.echo(f"{step.id or ids.get(n, step.at)}  {what}  {step.values.get('ask', '')}")
        for line in described(step, plan.names) if step.what != "add" else ():
            click.echo(f"    {line.zh if ui == 'zh' else line.en}")


def _counts(plan: Plan) -> dict[str, int]:
    return {what: sum(step.what == what for step in plan.steps) for what in STEPS}


def _unknown(id_: str) -> Finding:
    words = Text(f"没有法规 {id_}", f"there is no regulation {id_}")
    return Finding(typed(id_), "unknown-regulation", words)
