"""`zicha import`: a regulation made from a file as received."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from generator.commands.user import User
from generator.edit import schemas
from generator.edit.editing import edit_of
from generator.edit.files import write
from generator.edit.listing import first_day, with_regulation
from generator.edit.stubs import Received, stubs
from generator.messages import say
from generator.project.disk import read_text
from generator.project.filenames import unfit_id
from generator.project.received import received
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Location, Text
from generator.terminal import refusal, show
from generator.text.importing import import_text
from generator.text.limits import articles_beyond
from generator.text.structure.parser import parse


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--id", "id_", required=True, metavar="ID", help="文件夹名 / name of its folders")
@click.pass_obj
def command(user: User, file: Path, id_: str) -> None:
    """从收到的文件建立一部法规 / Make a regulation from a file as received."""
    ui, root = user.ui, user.root
    with refusal(ui):
        _must_be_a_name(id_)
        site, told = read_text(root, "content/site.yaml")
        if site is None:
            raise CannotGoOn(*told, _no_project())
        data = received(file)
        imported, findings = import_text(data, file.name)
        document, parsed = parse(imported.text, "zh.txt")
        if not document.articles:
            raise CannotGoOn(*findings)
        if too_many := articles_beyond(document, file.name):
            raise CannotGoOn(*too_many)
        came = Received(data, file.name, first_day(root, id_) or _today())
        listed = with_regulation(site, id_)
        edits = {"content/site.yaml": edit_of(partial(_listing, name=id_))}
        write(root, stubs(id_, imported, document, came), edits)
        schemas.renew(root, begin=True)
    show(findings, ui)
    broken = any(finding.severity == "error" for finding in (*findings, *parsed))
    key = "unlisted" if listed is None else "imported_broken" if broken else "imported"
    click.echo(say(key, ui, id=id_, articles=len(document.articles)))


def _listing(text: str, name: str) -> str:
    """With the regulation in the list, where it can be put there."""
    return with_regulation(text, name) or text


def _today() -> str:
    return datetime.now(UTC).astimezone().date().isoformat()


def _no_project() -> Finding:
    return Finding(
        Location("content/site.yaml"),
        "no-project",
        Text(
            "这里不是 zicha 项目；先用 zicha new 文件夹名 建立一个，进入该文件夹再导入",
            "this is no project; make one with zicha new FOLDER, go into it and import there",
        ),
    )


def _must_be_a_name(id_: str) -> None:
    """It becomes part of addresses, and the name of folders."""
    if unfit := unfit_id(id_):
        raise CannotGoOn(Finding(typed(f"--id {id_}"), "bad-id", unfit))
