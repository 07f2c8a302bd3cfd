"""`zicha pack`: the built site as a ZIP."""

import os

import click

from generator.commands.user import User
from generator.messages import say
from generator.publish.pack import pack
from generator.terminal import refusal


@click.command("pack")
@click.option("--site", default="site", show_default=True, help="网站目录 / folder of the site")
@click.option("--out", default="zicha.zip", show_default=True, help="输出文件 / output file")
@click.pass_obj
def command(user: User, site: str, out: str) -> None:
    """把生成好的网站打成 U 盘用的 ZIP / Pack the built site as a ZIP for a USB stick."""
    ui, root = user.ui, user.root
    with refusal(ui):
        made = pack(root / site, root / out, os.environ)
    click.echo(say("packed", ui, path=root / out, files=made.files))
    click.echo(say("fingerprint", ui, fingerprint=made.fingerprint))
