"""`zicha serve`: the site while one edits it."""

import errno
from pathlib import Path

import click

from generator.messages import said
from generator.publish.live import preview_folder, serve
from generator.publish.orders import Built, Order
from generator.records.findings import Finding
from generator.records.texts import Language
from generator.terminal import numbers, refusal, show
from generator.workers import default_workers


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.pass_obj
def command(user: tuple[Language, Path], host: str, port: int, only: str) -> None:
    """边改边看 / Preview the site while editing."""
    ui, root = user
    order = Order(root, preview_folder(root), default_workers(), only)

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
            if error.filename is not None:  # a file, which has nothing to do with the address
                raise
            raise click.ClickException(_no_address(error, host, port, ui)) from error


def _no_address(error: OSError, host: str, port: int, ui: Language) -> str:
    if error.errno == errno.EADDRINUSE:
        return said("port", ui, port=port)
    return said("address", ui, host=host, port=port, why=error.strerror or error)
