"""`zicha release`: the stamps of an edition as it goes out."""

from pathlib import Path

import click

from generator.check import checked
from generator.edit.release import release
from generator.messages import said
from generator.records.texts import Language
from generator.terminal import refusal


@click.command("release")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def command(user: tuple[Language, Path], only: str) -> None:
    """记录这一版各表的内容核对码 / Record the content stamps of this edition."""
    ui, root = user
    with refusal(ui):
        project = checked(root, only)
        for regulation, made in zip(project.regulations, release(project, root), strict=True):
            n = len(made.checks)
            click.echo(said("released", ui, id=regulation.id, edition=made.date, n=n))
