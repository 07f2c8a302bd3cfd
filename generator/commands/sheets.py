"""`zicha sheets`: chosen sheets, printed as asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.check import checked
from generator.commands.again import AgainOrder, write_again
from generator.commands.filled import Ordered, write_answered
from generator.commands.user import User
from generator.messages import say
from generator.publish.chosen import wanted, write_sheets
from generator.records.texts import Language
from generator.sheets.forms import keys
from generator.sheets.models import Printing
from generator.sheets.records import SheetFormat, SheetLanguage
from generator.sheets.scopes import Choice
from generator.terminal import refusal

PRINTED = (
    *("unit", "period", "rows", "number_from", "annex"),
    *("bind", "duplex", "line", "paper", "fillable"),
)
SUBJECTS = ("article", "chapter", "tracer", "booklet", "ledger")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed; "" or nothing where it is not."""

    bearers: tuple[str, ...]
    checks: tuple[str, ...]
    first: bool
    form: str | None
    since: str
    answers: tuple[Path, ...]
    carry: tuple[Path, ...]
    only: str
    lang: SheetLanguage | None
    file_format: SheetFormat
    about: Mapping[str, str]  # one of SUBJECTS → which


@click.command("sheets")
@click.option("--article", default="", metavar="N", help="第几条 / number of the article: 5")
@click.option(
    "--bearer", "bearers", multiple=True, metavar="CODE", help="责任主体代码，可多次 / bearers"
)
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
    "--rows", type=click.IntRange(0, 500), default=0, help="空白表的行数 / rows of a blank form"
)
@click.option(
    "--number-from", type=click.IntRange(1, 9999), default=1, help="续页起始序号 / first number"
)
@click.option(
    "--annex", type=click.IntRange(0, 99), default=0, help="标明附件几 / mark it Annex N"
)
@click.option(
    "--bind", type=click.Choice(["left", "top"]), default="left", help="装订边 / edge"
)
@click.option(
    "--duplex", is_flag=True, help="双面打印，背面装订边换到右侧 / both sides printed"
)
@click.option("--line/--no-line", default=True, help="印不印装订线 / binding line or none")
@click.option("--paper", type=click.Choice(["a4", "a3"]), default="a4", help="纸张 / paper")
@click.option(
    "--fillable",
    is_flag=True,
    help="一览表、问题记录页可在屏幕上填写 / fields to fill in on screen: list, problems",
)
@click.option(
    "--since",
    default="",
    metavar="DATE",
    help="只要这一版以后有变动的检查项 / only what changed since that edition",
)
@click.option(
    "--answers",
    multiple=True,
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="填好的自查结果，每个单位一个文件夹；与 --since 合用时印在旁边"
    " / filled in with these, a folder a unit; with --since, printed beside",
)
@click.option(
    "--carry",
    multiple=True,
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="上期自查结果：未销号的问题列在台账前面 / of the period before: what is still open",
)
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), default=None)
@click.option(
    "--format", "file_format", type=click.Choice(["pdf", "xlsx", "docx"]), default="pdf"
)
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def command(user: User, /, folder: Path, **options: Any) -> None:
    """写出所选的自查表，不选就是全部 / Write the chosen sheets, or all of them."""
    ui, root = user.ui, user.root
    printing = Printing(**{key: options.pop(key) for key in PRINTED})
    about = {key: f"{value}" for key in SUBJECTS if (value := options.pop(key))}
    asked = _Wanted(**options, about=about)
    if asked.since:
        with refusal(ui):
            write_again(user, _again(asked, ui), printing, folder)
        return
    if asked.answers or asked.carry:
        _answered(user, asked, printing, folder)
        return
    form, subject, together = _chosen(asked, ui)
    with refusal(ui):
        project = checked(root, asked.only)
        choice = {"form": form, "subject": subject, "language": asked.lang or ""}
        jobs = wanted(project, root, printing, together, **choice, format=asked.file_format)
        for path in write_sheets(jobs, root, folder):
            click.echo(path)


def _again(asked: _Wanted, ui: Language) -> AgainOrder:
    """What changed since an edition is asked for alone, or of some bearers."""
    if asked.about or asked.checks or asked.first or asked.form or asked.carry:
        raise click.UsageError(say("one", ui))
    return AgainOrder(
        asked.since,
        asked.bearers,
        asked.answers,
        asked.only,
        asked.lang or "",
        asked.file_format,
    )


def _answered(user: User, asked: _Wanted, printing: Printing, folder: Path) -> None:
    """Whose checks are on the forms is said by the answers, in the language of the user."""
    if asked.about or asked.bearers or asked.checks or asked.first:
        raise click.UsageError(say("answers_alone", user.ui))
    ordered = Ordered(
        files=asked.answers,
        earlier=asked.carry,
        only=asked.only,
        form=asked.form or ("" if asked.answers else "ledger"),
        language=asked.lang or user.ui,
        format=asked.file_format,
        printing=printing,
    )
    with refusal(user.ui):
        write_answered(user, ordered, folder)


def _chosen(asked: _Wanted, ui: Language) -> tuple[str, str, Choice | None]:
    """Form, subject, and what is asked for together on one form.

    What a sheet is about says its form where none is named.
    """
    checks, bearers, form = asked.checks, asked.bearers, asked.form
    if len(asked.about) + bool(checks) + bool(bearers) > 1:
        raise click.UsageError(say("one", ui))
    if asked.first:
        if asked.about or form or checks or len(bearers) > 1:
            raise click.UsageError(say("one", ui))
        return "first", bearers[0] if bearers else "", None
    alone = form in {None, "tracer", "tracer_matrix"}
    traced = "" if alone else asked.about.get("tracer", "")
    if checks or traced or len(set(bearers)) > 1:
        named = "checks" if form is None or form == "bearer" else form
        return named, "", Choice(checks, tuple(dict.fromkeys(bearers)), traced)
    if bearers:
        return form or "bearer", bearers[0], None
    kind = next(iter(asked.about), "")
    subject = asked.about[kind] if kind in SUBJECTS[:3] else ""
    if kind == "article":
        subject = f"a{subject.removeprefix('a')}"
    return form or kind, subject, None
