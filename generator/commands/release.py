"""`zicha release`: the stamps of an edition as it goes out."""

import click

from generator.check import checked
from generator.commands.user import User
from generator.edit.release import Recorded, differing, is_kept, release
from generator.messages import say
from generator.records.texts import Language
from generator.terminal import refusal


@click.command("release")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option(
    "--again",
    is_flag=True,
    help="代替同一日期原来的记录 / replace what is recorded under the same date",
)
@click.pass_obj
def command(user: User, only: str, again: bool) -> None:
    """记录这一版各表的内容核对码 / Record the content stamps of this edition."""
    ui, root = user.ui, user.root
    with refusal(ui):
        project = checked(root, only)
        made = release(project, root, again=again)
    for regulation, recorded in zip(project.regulations, made, strict=True):
        _tell(regulation.id, recorded, ui)


def _tell(id_: str, recorded: Recorded, ui: Language) -> None:
    edition = recorded.edition
    told = {"id": id_, "edition": edition.date, "n": len(edition.checks)}
    if is_kept(recorded):
        key = "laid" if recorded.folder else "recorded"
        click.echo(say(key, ui, **told, folder=recorded.folder))
        return
    click.echo(say("released", ui, **told))
    if recorded.before:
        sheets, checks = differing(recorded)
        many = {"sheets": len(sheets), "checks": len(checks)}
        click.echo(say("replaced", ui, **many, names=", ".join(checks) or "–"))
