"""`zicha diff`: what changed between two texts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from generator.commands.comparison import page
from generator.commands.user import User
from generator.messages import say
from generator.project.disk import read_text
from generator.project.received import received
from generator.records.changes import Change, ChangeKind, Comparison
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.texts import Document, Language, Text
from generator.terminal import give, refusal
from generator.text.addresses import cite
from generator.text.comparing.documents import compare
from generator.text.comparing.table import Line, Row, table
from generator.text.comparing.words import Piece
from generator.text.reading import read

if TYPE_CHECKING:
    from generator.publish.compared import PrintedForm

_FORMS = ("text", "json", "html", "pdf", "docx")


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--format", "form", type=click.Choice(_FORMS), default="text", show_default=True)
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="写入文件 / to a file"
)
@click.pass_obj
def command(user: User, /, *, old: str, new: str, form: str, out: Path | None) -> None:
    """比较两个文本（文件或编号）/ What changed between two texts, files or ids."""
    if form in ("pdf", "docx") and out is None:
        raise click.UsageError(say("comparison_out", user.ui))
    with refusal(user.ui):
        before, after = _document(user, old), _document(user, new)
        names = (Path(old).name, Path(new).name)
        names = names if names[0] != names[1] else (old, new)
        made = _made(form, (before, after, compare(before, after)), names, user.ui)
        if out:
            out.write_bytes(made)
            click.echo(say("comparison_written", user.ui, path=out))
            return
    if form == "text":
        click.echo(made.decode())
    else:
        give(made.decode())


Compared = tuple[Document, Document, Comparison]


def _made(form: str, texts: Compared, names: tuple[str, str], ui: Language) -> bytes:
    """The comparison in a form, as it is written into a file."""
    before, after, comparison = texts
    if form == "json":
        return json.dumps(as_json(comparison), ensure_ascii=False, indent=1).encode()
    if form == "text":
        return told_of(before, after, comparison, ui).encode()
    rows = table(before, after, comparison)
    if form == "html":
        return page(rows, names, _counts(comparison, ui), ui).encode()
    # read only now: Typst takes long to load
    from generator.publish.compared import comparison_file  # noqa: PLC0415

    counts = Text(_counts(comparison, "zh"), _counts(comparison, "en"))
    kind: PrintedForm = "pdf" if form == "pdf" else "docx"
    title, day = after.title or before.title, datetime.now(UTC).astimezone().date()
    told = (counts, day.isoformat())
    return comparison_file(kind, rows, names=(title, *names), told=told, ui=ui)


def told_of(before: Document, after: Document, comparison: Comparison, ui: Language) -> str:
    """A paragraph for each article that changed or each run of new numbers, and the counts."""
    rows = (_shown(row, ui) for row in table(before, after, comparison))
    return "\n".join((*rows, _counts(comparison, ui)))


def as_json(comparison: Comparison) -> dict[str, list[dict[str, object]]]:
    """`{"articles": […], "provisions": […]}`, rows of old, new, change, by, likeness."""
    return {
        "articles": [_as_row(change) for change in comparison.articles],
        "provisions": [_as_row(change) for change in comparison.provisions],
    }


def _as_row(change: Change) -> dict[str, object]:
    return {
        "old": change.old,
        "new": change.new,
        "change": change.kind,
        "by": change.by,
        "likeness": round(change.likeness, 3),
    }


def _document(user: User, name: str) -> Document:
    """A file's text, or the text of the regulation of that id in the project."""
    if not Path(name).exists():
        text, _ = read_text(user.root, f"content/{name}/zh.txt")
        if text is not None:
            return read(text.encode(), f"content/{name}/zh.txt")[0]
    document, findings = read(received(Path(name)), name)
    if not document.articles:
        raise CannotGoOn(*findings, *([] if findings else [_no_articles(name)]))
    return document


def _no_articles(name: str) -> Finding:
    words = Text(
        "没有找到“第一条”这样的条文，无法逐条比较",
        "there is no article such as 第一条 in it, so nothing can be compared",
    )
    return Finding(typed(name), "no-articles", words)


def _shown(row: Row, ui: Language) -> str:
    """The article's number and what became of it, then each piece that is not as it was."""
    there = " … ".join(cite(a, ui) for a in row.old)
    here = " … ".join(cite(a, ui) for a in row.new)
    number = click.style(there if there == here else f"{there} → {here}".strip(" →"), bold=True)
    remark = row.remark.zh if ui == "zh" else row.remark.en or row.remark.zh
    lines = [f"    {_line(line)}" for line in row.lines if line.kind != "unchanged"]
    return "\n".join((f"{number}  {remark}", *lines))


def _line(line: Line) -> str:
    label = line.new_label if line.new_label == line.old_label or not line.old_label else ""
    return label + "".join(_signed(piece) for piece in line.pieces)


def _signed(piece: Piece) -> str:
    """What went and what came, in signs and, on a terminal, in red and green as well."""
    if not piece.changed:
        return piece.new
    old = click.style(f"[-{piece.old}-]", fg="red") if piece.old else ""
    new = click.style(f"{{+{piece.new}+}}", fg="green") if piece.new else ""
    return old + new


def _counts(comparison: Comparison, ui: Language) -> str:
    kinds = [change.kind for change in comparison.articles]
    return say("differences", ui, **{kind: kinds.count(kind) for kind in get_args(ChangeKind)})
