"""`zicha derive`: proposed checks of any regulation text."""

import json
from pathlib import Path

import click

from generator.commands.user import User
from generator.messages import say
from generator.project.disk import read_text
from generator.project.received import received
from generator.records.drafting import Derived, Point
from generator.records.findings import CannotGoOn
from generator.records.texts import Document
from generator.terminal import give, refusal
from generator.text.addresses import cite
from generator.text.deriving.points import derive
from generator.text.reading import read


@click.command("derive")
@click.argument("file")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text")
@click.pass_obj
def command(user: User, file: str, form: str) -> None:
    """从正文起草检查项，供人取舍 / Draft checks from a text, for a person to judge."""
    with refusal(user.ui):
        document = _document(user.root, file)
    derived = derive(document)
    if form == "json":
        give(json.dumps(as_json(document, derived), ensure_ascii=False, indent=1))
        return
    for point in derived.points:
        click.echo(f"{point.at}  {cite(point.at, user.ui)}  {point.kind}  {point.bearer}")
        click.echo(f"    “{point.quote}”\n    {point.ask}")
    for address, why in derived.set_aside.items():
        click.echo(f"{address}  {cite(address, user.ui)}  –  {why}")
    counts = {"n": len(derived.points), "aside": len(derived.set_aside)}
    click.echo(say("derived", user.ui, **counts), err=True)


def as_json(document: Document, derived: Derived) -> dict[str, object]:
    """`{"points": […], "articles": {"a5": {"no_checks": …, "why": …}}}`."""
    return {
        "points": [_point(point) for point in derived.points],
        "articles": {
            article.address: {
                "no_checks": article.address in derived.set_aside,
                "why": derived.set_aside.get(article.address, ""),
            }
            for article in document.articles
        },
    }


def _point(point: Point) -> dict[str, str]:
    return {
        "at": point.at,
        "quote": point.quote,
        "kind": point.kind,
        "bearer": point.bearer,
        "ask": point.ask,
    }


def _document(root: Path, name: str) -> Document:
    """A file's text, or the text of the regulation of that id in the project."""
    if not Path(name).exists():
        text, _ = read_text(root, f"content/{name}/zh.txt")
        if text is not None:
            return read(text.encode(), f"content/{name}/zh.txt")[0]
    document, findings = read(received(Path(name)), name)
    if not document.articles:
        raise CannotGoOn(*findings)
    return document
