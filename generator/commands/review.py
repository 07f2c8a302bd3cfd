"""`zicha review`: stamps renewed where somebody has looked again."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import click

from generator.check import examined
from generator.commands.user import User
from generator.edit.review import Renewed, clear, review_checks, review_translation
from generator.edit.review_text import accept, as_received, unlike_source
from generator.messages import say
from generator.records.findings import CannotGoOn
from generator.records.site import Project
from generator.records.texts import Language
from generator.terminal import refusal
from generator.text.comparing.words import Side, changes


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed beside the addresses."""

    translation: bool
    text: bool
    only: str
    dry_run: bool
    yes: bool
    by: str


@click.command("review")
@click.argument("addresses", nargs=-1)
@click.option("--translation", is_flag=True, help="核对的是译文 / the translation was reviewed")
@click.option("--text", is_flag=True, help="正文与原件核对过 / the text was held to its source")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option("--dry-run", is_flag=True, help="只看，不写入 / show it, write nothing")
@click.option("--yes", is_flag=True, help="不再询问 / do not ask")
@click.option("--by", default="", metavar="NAME", help="核对人，写在日期后 / who looked")
@click.pass_obj
def command(user: User, /, addresses: tuple[str, ...], **options: Any) -> None:
    """看过改动后更新内容核对码 / Renew content stamps of what was looked at again: a5."""
    ui, root, asked = user.ui, user.root, _Wanted(**options)
    go_on = partial(_agreed, ui=ui, yes=asked.yes, dry_run=asked.dry_run)
    with refusal(ui):
        project, findings = examined(root, asked.only)
        if project is None:
            raise CannotGoOn(*findings)
        if asked.text:
            _text(user, project, go_on)
            return
        signed = f"{datetime.now(UTC).astimezone().date().isoformat()} {asked.by}"
        look = review_translation if asked.translation else review_checks
        review = look(project, root, addresses, " ".join(signed.split()))
        for each in review.renewed:
            _show(each)
        if any(not each.before.zh for each in review.renewed):
            click.echo(say("unknown_before", ui), err=True)
        n = len(review.renewed)
        if not addresses or not go_on(n):
            click.echo(say("to_review", ui, n=n))
            return
        clear(root, review)
    click.echo(say("renewed", ui, n=n))


def _text(user: User, project: Project, go_on: Callable[[int], bool]) -> None:
    """What of the text its source has otherwise, and the stamp that says so be it."""
    unlike = unlike_source(project)
    for regulation in unlike:
        for stray in regulation.source_file.strays if regulation.source_file else ():
            at = stray.location
            shown = f"[-{stray.source}-]" * bool(stray.source)
            shown += f"{{+{stray.said}+}}" * bool(stray.said)
            click.echo(f"{at.path}:{at.line}:{at.column}  {shown}")
    same = as_received(user.root, project)
    for regulation in same:
        click.echo(say("as_received", user.ui, id=regulation.id))
    n = len(unlike) + len(same)
    if go_on(n):
        accept(user.root, (*unlike, *same))
        click.echo(say("renewed", user.ui, n=n))
    else:
        click.echo(say("to_review", user.ui, n=n))


def _agreed(n: int, *, ui: Language, yes: bool, dry_run: bool) -> bool:
    """Whether to go on: asked on a terminal alone, a script has said so by running it."""
    if dry_run or not n or yes or not sys.stdin.isatty():
        return not dry_run
    return click.confirm(say("renew_these", ui, n=n))


def _show(each: Renewed) -> None:
    click.echo(f"{each.provision.address}  {each.provision.cite.zh}")
    click.echo(f"  {_difference(each.before.zh, each.now.zh)}")
    if each.now.en:
        click.echo(f"  {_difference(each.before.en, each.now.en)}")
    click.echo("".join(f"  - {ask.zh}\n" for ask in each.asks))


def _difference(before: str | None, now: str) -> str:
    """What went and what came, in signs and, on a terminal, in red and green as well."""
    return "".join(_shown(*each) for each in changes(before, now)) if before else now


def _shown(kind: Side, words: str) -> str:
    if kind == "old":
        return click.style(f"[-{words}-]", fg="red")
    return click.style(f"{{+{words}+}}", fg="green") if kind == "new" else words
