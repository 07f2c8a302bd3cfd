"""`zicha assemble`: shares made by several machines joined into the site."""

from pathlib import Path

import click

from generator.messages import said
from generator.publish.orders import Order
from generator.publish.shares import assemble_shares
from generator.records.texts import Language
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
@click.pass_obj
def command(user: tuple[Language, Path], shares: tuple[Path, ...], out: str) -> None:
    """把 build --shard 做的各份合成网站 / Join what build --shard has made into the site."""
    ui, root = user
    order = Order(root, root / out, default_workers())
    with refusal(ui, said("kept", ui)), progress(ui) as bar:
        built = assemble_shares(order, shares, bar)
    show_some(built.findings, ui)
    click.echo(said("built", ui, path=order.out, **numbers(built)))
