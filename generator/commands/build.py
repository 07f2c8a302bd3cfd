"""`zicha build`: the whole site and all sheets, or one machine's share of them."""

import click

from generator.commands.ending import ending
from generator.commands.user import User
from generator.edit import schemas
from generator.edit.drafts import sweep_drafts
from generator.messages import TRUST, say
from generator.project.inventory import inventory
from generator.publish.fingerprint import fingerprint
from generator.publish.kept.unchanged import unchanged
from generator.publish.orders import Built, Order
from generator.publish.replacing import tidy
from generator.records.texts import Language
from generator.terminal import numbers, progress, refusal, show_some
from generator.workers import default_workers, workers


class Shard(click.ParamType[tuple[int, int]]):
    """`2/4`: the second of four shares."""

    name = "I/N"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """The two numbers."""
        first, _, total = value.partition("/")
        if first.isdecimal() and total.isdecimal() and 1 <= int(first) <= int(total):
            return int(first), int(total)
        return self.fail(
            "请写成 2/4（四份里的第二份）/ write it as 2/4, the second of four", param, ctx
        )


@click.command("build")
@click.option(
    "--out",
    default=None,
    metavar="DIR",
    help="输出目录 / output folder  [site; --only: site-ID]",
)
@click.option(
    "--jobs", type=click.IntRange(1), default=None, help="并行进程数 / parallel processes"
)
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.option("--strict", is_flag=True, help="有提醒也不生成 / refuse on warnings too")
@click.option(
    "--shard",
    type=Shard(),
    default=None,
    help="只做大网站的一份 / one share of a big site: 2/4",
)
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(
    user: User,
    /,
    *,
    out: str | None,
    jobs: int | None,
    only: str,
    shard: tuple[int, int] | None,
    **flags: bool,
) -> None:
    """生成整个网站和全部表格 / Build the whole site and all sheets."""
    ui, root = user.ui, user.root
    out = out or (f"site-{only}" if only else "site")
    order = Order(root, root / out, jobs or default_workers(), only, **flags)
    if shard:
        _share(order, shard, ui)
        return
    schemas.renew(root)
    tidy(root, order.out)
    sweep_drafts(root)
    with refusal(ui, say("kept", ui)):
        built = unchanged(order, inventory(root)) or _built(order, ui)
    key = "built" if built.changed else "same"
    click.echo(say(key, ui, path=order.out, **numbers(built)))
    click.echo(say("fingerprint", ui, fingerprint=fingerprint(order.out)))


def _built(order: Order, ui: Language) -> Built:
    kept = say("kept", ui)
    with refusal(ui, kept), ending(ui, kept):
        # read only now: an unchanged site need not wait for MkDocs and Typst
        from generator.publish.warm import build  # noqa: PLC0415

        # before the bar, which has a thread
        with workers(order.workers, at_once=True) as pool, progress(ui) as bar:
            built = build(order, bar, pool)
    show_some(built.findings, ui)
    return built


def _share(order: Order, shard: tuple[int, int], ui: Language) -> None:
    from generator.publish.shares import build_share  # noqa: PLC0415 - as above

    with refusal(ui), ending(ui), progress(ui) as bar:
        made = build_share(order, shard, bar)
    show_some(made.findings, ui)
    click.echo(say("share", ui, path=order.out, n=len(made.ids), files=len(made.sums) + 1))
