"""Arguments in, exit code out."""

import json
import locale
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from generator import __version__
from generator.findings import CannotGoOn, Finding, as_github, as_json, as_text
from generator.messages import home_language, said
from generator.model import Language, Location, Text
from generator.project.disk import read_text
from generator.project.listing import with_regulation
from generator.project.templates import read_starter
from generator.publish.live import preview_folder, serve
from generator.publish.orders import Built, Order, Progress
from generator.publish.packing import pack
from generator.publish.releasing import release
from generator.publish.reviewing import renew_checks, renew_translation
from generator.publish.single import wanted, write_sheets
from generator.publish.site import build, checked, examined
from generator.publish.starting import rewrite, write_new
from generator.publish.verifying import changes
from generator.publish.workers import default_workers
from generator.render.sheets import FORMS, Printing
from generator.render.starter import starter
from generator.render.stubs import Received, stubs
from generator.text.files import LARGEST
from generator.text.importing import import_text
from generator.text.outline import outline
from generator.text.reading import read
from generator.text.structure import parse

MOST = 20  # warnings shown after a build: a new import has one a question


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="zicha")
@click.option(
    "--ui", type=click.Choice(get_args(Language)), help="界面语言 / language of messages"
)
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="项目目录 / project folder",
)
@click.pass_context
def main(context: click.Context, ui: Language | None, project: Path) -> None:
    """把法规变成可检索的双语网站和可打印的自查表。

    Turns a regulation into a searchable bilingual site and printable self-inspection sheets.
    """
    locale.setlocale(locale.LC_ALL, "")
    context.obj = (ui or home_language(), project.resolve())


@main.command("build")
@click.option("--out", default="site", show_default=True, help="输出目录 / output folder")
@click.option(
    "--jobs", type=click.IntRange(1), default=None, help="并行进程数 / parallel processes"
)
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.option("--strict", is_flag=True, help="有提醒也不生成 / refuse on warnings too")
@click.pass_obj
def build_command(
    user: tuple[Language, Path], out: str, jobs: int | None, only: str, strict: bool
) -> None:
    """生成整个网站和全部表格 / Build the whole site and all sheets."""
    ui, root = user
    order = Order(root, root / out, jobs or default_workers(), only, strict)
    with _refusal(ui, said("kept", ui)), _progress(ui) as progress:
        built = build(order, progress)
    _show(built.findings[:MOST], ui)
    if len(built.findings) > MOST:
        click.echo(said("more", ui, n=len(built.findings) - MOST), err=True)
    key = "built" if built.changed else "same"
    click.echo(said(key, ui, path=order.out, **_numbers(built)))


@main.command("pack")
@click.option("--site", default="site", show_default=True, help="网站目录 / folder of the site")
@click.option("--out", default="zicha.zip", show_default=True, help="输出文件 / output file")
@click.pass_obj
def pack_command(user: tuple[Language, Path], site: str, out: str) -> None:
    """把生成好的网站打成 U 盘用的 ZIP / Pack the built site as a ZIP for a USB stick."""
    ui, root = user
    with _refusal(ui):
        try:
            files = pack(root / site, root / out)
        except OSError as error:
            raise CannotGoOn(_unwritable(out, error)) from error
    click.echo(said("packed", ui, path=root / out, files=files))


@main.command("verify")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def verify_command(user: tuple[Language, Path], folder: Path) -> None:
    """指出网站里改动、缺少和多出的文件 / Name every changed, missing or added file."""
    ui = user[0]
    with _refusal(ui, code=2):
        findings, files = changes(folder)
    _show(findings, ui, err=False)
    if findings:
        click.echo(said("not_as_built", ui, n=len(findings)), err=True)
        sys.exit(1)
    click.echo(said("as_built", ui, files=files))


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--only", default="", metavar="ID", help="只生成这一部法规 / this regulation alone"
)
@click.pass_obj
def serve_command(user: tuple[Language, Path], host: str, port: int, only: str) -> None:
    """边改边看 / Preview the site while editing."""
    ui, root = user
    order = Order(root, preview_folder(root), default_workers(), only)

    def tell(result: Built | tuple[Finding, ...]) -> None:
        if isinstance(result, Built):
            click.echo(said("built", ui, path=order.out, **_numbers(result)))
            if result.waiting:
                click.echo(said("waiting", ui, n=result.waiting))
        else:
            _show(result, ui)

    click.echo(said("serving", ui, url=f"http://{host}:{port}/"))
    with _refusal(ui):
        try:
            serve(order, (host, port), tell)
        except OSError as error:
            raise click.ClickException(said("port", ui, port=port)) from error


@main.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--strict", is_flag=True, help="提醒也算错误 / warnings count as errors")
@click.pass_obj
def check_command(user: tuple[Language, Path], form: str, strict: bool) -> None:
    """检查正文、译文和检查项 / Check text, translation and checklists."""
    ui, root = user
    project, findings = examined(root)
    if form == "json":
        click.echo(as_json(findings))
    else:
        _show(findings, ui, as_github if form == "github" else as_text, err=False)
    if form == "text":
        errors = sum(f.severity == "error" for f in findings)
        counts = said("count", ui, errors=errors, warnings=len(findings) - errors)
        click.echo(counts if findings else said("none", ui))
    if project is None:
        sys.exit(2)
    sys.exit(any(strict or f.severity == "error" for f in findings))


@main.command("parse")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def parse_command(user: tuple[Language, Path], file: Path) -> None:
    """把任何法规正文的结构输出为 JSON / Print the structure of any regulation text as JSON."""
    with _refusal(user[0]):
        document, findings = read(_read(file), file.name)
    click.echo(json.dumps(outline(document, findings), ensure_ascii=False, indent=1))
    sys.exit(any(f.severity == "error" for f in findings) or not document.articles)


@main.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--id", "id_", required=True, metavar="ID", help="文件夹名 / name of its folders")
@click.pass_obj
def import_command(user: tuple[Language, Path], file: Path, id_: str) -> None:
    """从收到的文件建立一部法规 / Make a regulation from a file as received."""
    ui, root = user
    with _refusal(ui):
        _must_be_a_name(id_)
        site, told = read_text(root, "content/site.yaml")
        if site is None:
            raise CannotGoOn(*told, _no_project())
        data = _read(file)
        imported, findings = import_text(data, file.name)
        document, _ = parse(imported.text, "zh.txt")
        if not document.articles:
            raise CannotGoOn(*findings)
        today = datetime.now(UTC).astimezone().date().isoformat()
        write_new(root, stubs(id_, imported, document, Received(data, file.name, today)))
        listed = with_regulation(site, id_)
        if listed is not None:
            rewrite(root, "content/site.yaml", listed)
    _show(findings, ui)
    key = "unlisted" if listed is None else "imported"
    click.echo(said(key, ui, id=id_, articles=len(document.articles)))


@main.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def new_command(user: tuple[Language, Path], folder: Path) -> None:
    """建立新项目 / Make a new project, which builds at once."""
    ui = user[0]
    with _refusal(ui):
        write_new(folder, starter(read_starter()))
    click.echo(said("new", ui, folder=folder))


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
    """It becomes part of addresses: small letters, digits, hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_):
        raise CannotGoOn(
            Finding(
                Location(f"content/{id_}"),
                "bad-id",
                Text(
                    f"“{id_}”不能作文件夹名，请只用小写字母、数字和连字符",
                    f"'{id_}' cannot name a folder; use small letters, digits and hyphens only,"
                    " as in jinan-2016-31",
                ),
            )
        )


@main.command("review")
@click.argument("addresses", nargs=-1, required=True)
@click.option("--translation", is_flag=True, help="核对的是译文 / the translation was reviewed")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def review_command(
    user: tuple[Language, Path], addresses: tuple[str, ...], translation: bool, only: str
) -> None:
    """看过改动后更新印记 / Renew the stamps of what you have looked at again: a5, a5.i3."""
    ui, root = user
    with _refusal(ui):
        project, findings = examined(root, only)
        if project is None:
            raise CannotGoOn(*findings)
        renew = renew_translation if translation else renew_checks
        done = renew(project, root, addresses)
    for each in done:
        words = each.provision.words
        click.echo(f"{each.provision.address}  {each.provision.cite.zh}\n  {words.zh}")
        click.echo("".join(f"  - {ask.zh}\n" for ask in each.asks) or f"  {words.en}\n")
    click.echo(said("renewed", ui, n=len(done)))


@main.command("release")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.pass_obj
def release_command(user: tuple[Language, Path], only: str) -> None:
    """记录这一版各表的核对码 / Record the stamps of this edition, as it is given out."""
    ui, root = user
    with _refusal(ui):
        project, _ = checked(root, only)
        for regulation, made in zip(project.regulations, release(project, root), strict=True):
            n = len(made.checks)
            click.echo(said("released", ui, id=regulation.id, edition=made.date, n=n))


@main.command("sheets")
@click.option("--article", default="", metavar="N", help="第几条 / number of the article: 5")
@click.option("--bearer", default="", metavar="CODE", help="责任主体代码 / code of the bearer")
@click.option("--chapter", default="", metavar="N", help="第几章 / number of the chapter: 2")
@click.option("--check", "checks", multiple=True, metavar="ID", help="只选检查项 / these alone")
@click.option("--tracer", default="", metavar="CODE", help="追踪表代码 / code of the tracer")
@click.option("--booklet", is_flag=True, help="整册 / the whole booklet")
@click.option("--ledger", is_flag=True, help="整改台账 / the blank ledger")
@click.option("--form", type=click.Choice(FORMS), help="哪种表 / which form")
@click.option("--unit", default="", metavar="NAME", help="印好单位名称 / unit printed")
@click.option("--period", default="", metavar="WORDS", help="印好自查时段 / period printed")
@click.option(
    "--bind", type=click.Choice(["left", "top"]), default="left", help="装订边 / edge"
)
@click.option("--line/--no-line", default=True, help="印不印装订线 / binding line or none")
@click.option("--paper", type=click.Choice(["a4", "a3"]), default="a4", help="纸张 / paper")
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option("--lang", type=click.Choice(["zh", "en", "both"]), default=None)
@click.option("--format", "made", type=click.Choice(["pdf", "xlsx", "docx"]), default="pdf")
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def sheets_command(user: tuple[Language, Path], /, folder: Path, **choice: Any) -> None:
    """写出所选的自查表，不选就是全部 / Write the chosen sheets, or all of them."""
    ui, root = user
    form, subject = _chosen(choice, ui)
    printing = Printing(**{k: choice[k] for k in ("unit", "period", "bind", "line", "paper")})
    with _refusal(ui):
        project, _ = checked(root, choice["only"])
        asked = {"form": form, "subject": subject, "language": choice["lang"] or ""}
        made, checks = choice["made"], choice["checks"]
        jobs = wanted(project, root, printing, checks, **asked, format=made)
        for path in write_sheets(jobs, root, folder):
            click.echo(path)


def _chosen(choice: dict[str, Any], ui: Language) -> tuple[str, str]:
    """Form and subject; what a sheet is about says its form where none is named."""
    kinds = ("article", "bearer", "chapter", "tracer", "booklet", "ledger")
    given = [kind for kind in kinds if choice[kind]]
    if len(given) + bool(choice["checks"]) > 1:
        raise click.UsageError(said("one", ui))
    kind = given[0] if given else ""
    subject = choice[kind] if kind in kinds[:4] else ""
    if kind == "article":
        subject = f"a{subject.removeprefix('a')}"
    return choice["form"] or kind, subject


def _read(file: Path) -> bytes:
    """The file's bytes; of one that is too large to be a regulation only enough to tell."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise CannotGoOn(
            Finding(
                Location(file.name),
                "unreadable-file",
                Text(
                    f"读不到这个文件：{error.strerror}",
                    f"cannot read this file: {error.strerror}",
                ),
            )
        ) from error


def _unwritable(name: str, error: OSError) -> Finding:
    return Finding(
        Location(name),
        "unwritable-file",
        Text(f"写不了这个文件：{error.strerror}", f"cannot write this file: {error.strerror}"),
    )


def _numbers(built: Built) -> dict[str, int]:
    return {name: getattr(built, name) for name in ("files", "pages", "sheets", "sheet_pages")}


def _show(
    findings: tuple[Finding, ...],
    ui: Language,
    form: Callable[[Finding, Language], str] = as_text,
    *,
    err: bool = True,
) -> None:
    for finding in findings:
        click.echo(form(finding, ui), err=err)


@contextmanager
def _refusal(ui: Language, last: str = "", *, code: int = 1) -> Iterator[None]:
    """What cannot go on is told and ends with exit code 1, or the one given."""
    try:
        yield
    except CannotGoOn as error:
        _show(error.findings, ui)
        if last:
            click.echo(last, err=True)
        sys.exit(code)


@contextmanager
def _progress(ui: Language) -> Iterator[Progress]:
    """A bar on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress(
            lambda stage, total: click.echo(f"{said(stage, ui)} ({total})", err=True),
            lambda: None,
        )
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        tasks: list = []  # type: ignore[type-arg]
        begin = lambda stage, total: tasks.append(bar.add_task(said(stage, ui), total=total))  # noqa: E731
        yield Progress(begin, lambda: bar.advance(tasks[-1]))
