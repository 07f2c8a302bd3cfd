"""`zicha verify`: whether a copy of a site is as it was built."""

import sys
from pathlib import Path

import click

from generator.messages import said
from generator.publish.proof.verify import changes
from generator.records.texts import Language
from generator.terminal import refusal, show


@click.command("verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(user: tuple[Language, Path], folder: Path) -> None:
    """指出网站里改动、缺少和多出的文件 / Name every changed, missing or added file."""
    ui = user[0]
    with refusal(ui, code=2):
        findings, files = changes(folder)
    show(findings, ui, err=False)
    if findings:
        click.echo(said("not_as_built", ui, n=len(findings)), err=True)
        sys.exit(1)
    click.echo(said("as_built", ui, files=files))
