"""`zicha verify`: whether a copy of a site is as it was built."""

import sys
from pathlib import Path

import click

from generator.commands.user import User
from generator.messages import say
from generator.publish.proof.verify import verified
from generator.terminal import refusal, show


@click.command("verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--fingerprint",
    "expected",
    default="",
    metavar="XXXXX-…",
    help="生成者告知的网站指纹 / fingerprint told by those who built it",
)
@click.pass_obj
def command(user: User, folder: Path, expected: str) -> None:
    """指出网站里改动、缺少和多出的文件 / Name every changed, missing or added file."""
    ui = user.ui
    with refusal(ui, code=2):
        copy = verified(folder, expected)
    show(copy.findings, ui, err=False)
    if copy.findings:
        click.echo(say("not_as_built", ui, n=len(copy.findings)), err=True)
        sys.exit(1)
    click.echo(say("as_built", ui, files=len(copy.files)))
    click.echo(say("fingerprint", ui, fingerprint=copy.fingerprint))
