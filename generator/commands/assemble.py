"""`zicha assemble`: shares made by several machines joined into the site."""

from pathlib import Path

import click

from generator.commands.ending import ending
from generator.commands.user import User
from generator.messages import TRUST, say
from generator.publish.fingerprint import fingerprint
from generator.publish.orders import Order
from generator.publish.shares import assemble_shares
from generator.terminal import numbers, progress, refusal, show_some
from generator.workers import default_workers


@click.command("assemble")
@click.argument(
    "shares",
    nargs=-1,
    required=True,
    metavar="SHARE…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("--out", default="site", show_default=True, help="输出目录 / output folder")
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(user: User, shares: tuple[Path, ...], out: str, trust: bool) -> None:
    """把 build --shard 做的各份合成网站 / Join what build --shard has made into the site."""
    ui, root = user.ui, user.root
    order = Order(root, root / out, default_workers(), trust=trust)
    kept = say("kept", ui)
    with refusal(ui, kept), ending(ui, kept), progress(ui) as bar:
        built = assemble_shares(order, shares, bar)
    show_some(built.findings, ui)
    click.echo(say("built", ui, path=order.out, **numbers(built)))
    click.echo(say("fingerprint", ui, fingerprint=fingerprint(order.out)))
