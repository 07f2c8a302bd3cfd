"""`zicha serve`: the site while one edits it."""

import errno

import click

from generator.commands.ending import ending
from generator.commands.user import User
from generator.edit import schemas
from generator.edit.drafts import sweep_drafts
from generator.messages import TRUST, say
from generator.publish.live import has_pages, preview_folder, serve
from generator.publish.orders import Built, Order
from generator.publish.webserver import Board, PreviewServer
from generator.records.findings import Finding
from generator.records.texts import Language
from generator.terminal import numbers, show_some
from generator.workers import default_workers


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(user: User, *, host: str, port: int, only: str, trust: bool) -> None:
    """边改边看 / Preview the site while editing."""
    ui, root = user.ui, user.root
    order = Order(root, preview_folder(root, only), default_workers(), only, trust=trust)
    sweep_drafts(root)
    with ending(ui):
        server = _server(order, (host, port), ui)
        click.echo(say("serving", ui, url=server.url))
        serve(order, server, lambda result: _tell(result, order, ui))


def _server(order: Order, address: tuple[str, int], ui: Language) -> PreviewServer:
    board = Board(shown=has_pages(order.out))
    try:
        return PreviewServer(address, order.out, board, ui)
    except (OSError, UnicodeError) as error:
        host, port = address
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = getattr(error, "strerror", None) or f"{error}"
        key = "port" if taken else "address"
        raise click.ClickException(say(key, ui, host=host, port=port, why=why)) from error


def _tell(result: Built | tuple[Finding, ...], order: Order, ui: Language) -> None:
    """A line a build; of one that fails its errors, and how many warnings there are."""
    schemas.renew(order.root)
    findings = result.findings if isinstance(result, Built) else result
    errors = tuple(f for f in findings if f.severity == "error")
    warnings = len(findings) - len(errors)
    show_some(errors, ui)
    if not isinstance(result, Built):
        click.echo(say("not_shown", ui, errors=len(errors), warnings=warnings), err=True)
        return
    click.echo(say("built", ui, path=order.out, **numbers(result)))
    if warnings:
        click.echo(say("warned", ui, n=warnings))
    if result.waiting:
        click.echo(say("waiting", ui, n=result.waiting))
