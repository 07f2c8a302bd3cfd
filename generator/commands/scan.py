"""`zicha scan`: sheets that were ticked on paper, from scans and photographs."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.check import checked
from generator.commands.handedin import files_in
from generator.commands.user import User
from generator.edit.results import Results
from generator.messages import say
from generator.publish.placing import Placing
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Text
from generator.scanning.decisions import all_of, decisions_from
from generator.sheets.places import FORMS_ENDING, NO_FORMS, forms_from
from generator.terminal import refusal

REPORT = "scan.json"
NEEDED = ("cv2", "numpy", "zxingcpp", "pypdfium2")  # the extra `scan`

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is typed beside the scans."""

    only: str
    forms: tuple[Path, ...]
    decisions: tuple[Path, ...]


@click.command("scan")
@click.argument(
    "given", metavar="FILE|DIR…", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("-o", "--out", "folder", required=True, type=click.Path(path_type=Path))
@click.option("--only", default="", metavar="ID", help="只要这一部法规 / this regulation alone")
@click.option(
    "--forms", multiple=True, metavar="FILE|DIR", type=click.Path(path_type=Path),
    help="方框位置：旧版网站的 data/，或所选检查项的表旁边的 *.forms.json"
    " / places of boxes: data/ of an earlier site, or what lies beside sheets of chosen checks",
)  # fmt: skip
@click.option(
    "--decisions", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="复核页保存的文件 / what the review page saved",
)  # fmt: skip
@click.pass_obj
def command(user: User, /, given: tuple[Path, ...], folder: Path, **options: Any) -> None:
    """读回打勾的自查表：扫描件、照片 / Read ticked sheets back from scans and photographs."""
    ui, wanted = user.ui, _Wanted(**options)
    with refusal(ui, code=2):
        _needs()
        paths = files_in(given, folder)
        placing = Placing(checked(user.root, wanted.only), user.root)
        for path in _forms_in(wanted.forms):
            placing.take(_read(path, forms_from))
        decisions = all_of(_read(path, decisions_from) for path in wanted.decisions)
        with Results(folder, REPORT) as results:
            from generator.commands import papers  # noqa: PLC0415 - needs the extra

            counts = papers.read_back(user, (given, paths), placing, (results, decisions))
    click.echo(say("scanned", ui, folder=folder, **counts), err=True)
    sys.exit(bool(counts["refused"] or counts["asked"]))


def _needs() -> None:
    """Raises CannotGoOn where what reads pictures is not installed."""
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        names = ", ".join(lacking)
        words = Text(
            f"没有安装读扫描件所需的组件（{names}）；请运行 pip install 'zicha[scan]'",
            f"what reads scans is not installed ({names}); run pip install 'zicha[scan]'",
        )
        raise CannotGoOn(Finding(typed("scan"), "not-installed", words))


def _forms_in(given: tuple[Path, ...]) -> Iterator[Path]:
    """The files that are named, and those of forms in the folders."""
    for path in given:
        found = tuple(sorted(path.glob(f"*{FORMS_ENDING}"))) if path.is_dir() else ()
        yield from found or (path,)


def _read(path: Path, taken: Callable[[str], R]) -> R:
    """A file of forms or decisions; CannotGoOn where it is none."""
    try:
        return taken(path.read_text("utf-8"))
    except (OSError, *NO_FORMS):
        words = Text(
            "读不出来，或不是这种文件；请核对",
            "this cannot be read, or is no such file; see to it",
        )
        raise CannotGoOn(Finding(typed(str(path)), "no-such-data", words)) from None
