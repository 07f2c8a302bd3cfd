"""`zicha sheets`: chosen sheets, printed as asked."""

from pathlib import Path
from typing import Any

import click

from generator.check import checked
from generator.commands.user import User
from generator.messages import say
from generator.publish.chosen import wanted, write_sheets
from generator.records.texts import Language
from generator.sheets.forms import keys
from generator.sheets.models import Printing
from generator.terminal import refusal

PRINTED = ("unit", "period", "bind", "duplex", "line", "paper")


@click.command("sheets")
@click.option("--article", default="", metavar="N", help="第几条 / number of the article: 5")
@click.option("--bearer", default="", metavar="CODE", help="责任主体代码 / code of the bearer")
@click.option("--chapter", default="", metavar="N", help="第几章 / number of the chapter: 2")
@click.option(
    "--check", "checks", multiple=True, metavar="ID", help="只选这些检查项 / these checks alone"
)
@click.option(
    "--first",
    is_flag=True,
    help="第一轮自查表；可与 --bearer 合用 / the first round, of a bearer with --bearer",
)
@click.option("--tracer", default="", metavar="CODE", help="追踪表代码 / code of the tracer")
@click.option("--booklet", is_flag=True, help="整册 / the whole booklet")
@click.option("--ledger", is_flag=True, help="整改台账 / the blank ledger")
@click.option("--form", type=click.Choice(keys()), help="哪种表 / which form")
@click.option("--unit", default="", metavar="NAME", help="印好单位名称 / unit printed")
@click.option("--period", default="", metavar="WORDS", help="印好自查时段 / period printed")
@click.option(
    "--bind", type=click.Choice(["left", "top"]), default="left", help="装订边 / edge"
)
@click.option(
    "--duplex", is_flag=True, help="双面打印，背面装订边换到右侧 / both sides printed"
)
@click.option("--line/--no-line", default=True, help="印不印装订线 / binding line or none")
@click.option("--paper", type=click.Choice(["a4", "a3"]), default="a4", help="纸张 / paper")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), default=None)
@click.option(
    "--format", "file_format", type=click.Choice(["pdf", "xlsx", "docx"]), default="pdf"
)
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def command(user: User, /, folder: Path, **choice: Any) -> None:
    """写出所选的自查表，不选就是全部 / Write the chosen sheets, or all of them."""
    ui, root = user.ui, user.root
    form, subject = _chosen(choice, ui)
    printing = Printing(**{k: choice[k] for k in PRINTED})
    with refusal(ui):
        project = checked(root, choice["only"])
        asked = {"form": form, "subject": subject, "language": choice["lang"] or ""}
        made = choice["file_format"]
        jobs = wanted(project, root, printing, choice["checks"], **asked, format=made)
        for path in write_sheets(jobs, root, folder):
            click.echo(path)


def _chosen(choice: dict[str, Any], ui: Language) -> tuple[str, str]:
    """Form and subject; what a sheet is about says its form where none is named."""
    kinds = ("article", "bearer", "chapter", "tracer", "booklet", "ledger")
    given = [kind for kind in kinds if choice[kind]]
    if len(given) + bool(choice["checks"]) > 1:
        raise click.UsageError(say("one", ui))
    kind = given[0] if given else ""
    subject = choice[kind] if kind in kinds[:4] else ""
    if kind == "article":
        subject = f"a{subject.removeprefix('a')}"
    if choice["first"]:
        if kind not in ("", "bearer") or choice["checks"] or choice["form"]:
            raise click.UsageError(say("one", ui))
        kind = "first"
    return choice["form"] or kind, subject
