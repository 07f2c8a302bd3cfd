"""`zicha review`: stamps renewed where somebody has looked again."""

import click

from generator.check import examined
from generator.commands.user import User
from generator.edit.review import renew_checks, renew_translation
from generator.messages import say
from generator.records.findings import CannotGoOn
from generator.terminal import refusal
from generator.text.comparing.words import Side, changes


@click.command("review")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--translation", is_flag=True, help="核对的是译文 / the translation was reviewed")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def command(user: User, addresses: tuple[str, ...], translation: bool, only: str) -> None:
    """看过改动后更新内容核对码 / Renew content stamps of what was looked at again: a5."""
    ui, root = user.ui, user.root
    with refusal(ui):
        project, findings = examined(root, only)
        if project is None:
            raise CannotGoOn(*findings)
        renew = renew_translation if translation else renew_checks
        done = renew(project, root, addresses)
    for each in done:
        click.echo(f"{each.provision.address}  {each.provision.cite.zh}")
        click.echo(f"  {_difference(each.before.zh, each.now.zh)}")
        if each.now.en:
            click.echo(f"  {_difference(each.before.en, each.now.en)}")
        click.echo("".join(f"  - {ask.zh}\n" for ask in each.asks))
    if any(not each.before.zh for each in done):
        click.echo(say("unknown_before", ui), err=True)
    click.echo(say("renewed", ui, n=len(done)))


def _difference(before: str | None, now: str) -> str:
    """What went and what came, in signs and, on a terminal, in red and green as well."""
    return "".join(_shown(*each) for each in changes(before, now)) if before else now


def _shown(kind: Side, words: str) -> str:
    if kind == "old":
        return click.style(f"[-{words}-]", fg="red")
    return click.style(f"{{+{words}+}}", fg="green") if kind == "new" else words
