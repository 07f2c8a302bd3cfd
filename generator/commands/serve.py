"""`zicha serve`: the site while one edits it."""

from pathlib import Path

import click

from generator.messages import TRUST, said
from generator.publish.live import preview_folder, serve
from generator.publish.orders import Built, Order
from generator.records.findings import Finding
from generator.records.texts import Language
from generator.terminal import numbers, refusal, show
from generator.workers import default_workers


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(user: tuple[Language, Path], host: str, port: int, only: str, trust: bool) -> None:
    """边改边看 / Preview the site while editing."""
    ui, root = user
    order = Order(root, preview_folder(root, only), default_workers(), only, trust=trust)

    def tell(result: Built | tuple[Finding, ...]) -> None:
        if isinstance(result, Built):
            click.echo(said("built", ui, path=order.out, **numbers(result)))
            if result.waiting:
                click.echo(said("waiting", ui, n=result.waiting))
        else:
            show(result, ui)

    click.echo(said("serving", ui, url=f"http://{host}:{port}/"))
    with refusal(ui):
        try:
            serve(order, (host, port), tell)
        except OSError as error:
            raise click.ClickException(said("port", ui, port=port)) from error
