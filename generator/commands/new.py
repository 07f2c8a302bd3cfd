"""`zicha new`: a project that builds at once."""

from pathlib import Path

import click

from generator.commands.user import User
from generator.edit import schemas
from generator.edit.files import write_new
from generator.edit.history import begin
from generator.edit.starter import README, starter
from generator.messages import say
from generator.project.filenames import unfit_name
from generator.project.templates import read_starter
from generator.records.findings import CannotGoOn, Finding, typed
from generator.terminal import refusal


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def command(user: User, folder: Path) -> None:
    """建立新项目 / Make a new project, which builds at once."""
    ui = user.ui
    with refusal(ui):
        if not folder.exists() and (unfit := unfit_name(folder.name)):
            raise CannotGoOn(Finding(typed(str(folder)), "bad-name", unfit))
        files = {**starter(read_starter()), **schemas.published()}
        if (folder / README).exists():  # from the forge that made the folder
            del files[README]
        write_new(folder, files)
    begun = begin(folder)
    click.echo(say("new", ui, folder=folder))
    if begun:
        click.echo(say("new_history", ui))
