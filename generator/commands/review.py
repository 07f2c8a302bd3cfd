"""`zicha review`: stamps renewed where somebody has looked again."""

from pathlib import Path

import click

from generator.findings import CannotGoOn
from generator.messages import said
from generator.model import Language
from generator.publish.examining import examined
from generator.publish.reviewing import renew_checks, renew_translation
from generator.terminal import refusal


@click.command("review")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--translation", is_flag=True, help="核对的是译文 / the translation was reviewed")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def command(
    user: tuple[Language, Path], addresses: tuple[str, ...], translation: bool, only: str
) -> None:
    """看过改动后更新内容核对码 / Renew content stamps of what was looked at again: a5."""
    ui, root = user
    with refusal(ui):
        project, findings = examined(root, only)
        if project is None:
            raise CannotGoOn(*findings)
        renew = renew_translation if translation else renew_checks
        done = renew(project, root, addresses)
    for each in done:
        words = each.provision.words
        click.echo(f"{each.provision.address}  {each.provision.cite.zh}\n  {words.zh}")
        click.echo("".join(f"  - {ask.zh}\n" for ask in each.asks) or f"  {words.en}\n")
    click.echo(said("renewed", ui, n=len(done)))
