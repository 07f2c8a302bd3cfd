"""`zicha amend`: a new text in place of the present one, with all that rests on it."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.commands.diff import told_of
from generator.commands.user import User
from generator.edit import schemas
from generator.edit.amending.choices import choices_book, mark_of, said_in
from generator.edit.amending.choosing import ARCHIVE, Question
from generator.edit.amending.plan import NewText, Plan, planned
from generator.edit.amending.taking import take_over
from generator.edit.stubs import Received
from generator.messages import say
from generator.project.loading import load
from generator.project.received import received
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Language, Text
from generator.terminal import refusal, show
from generator.text.addresses import cite
from generator.text.importing import import_text
from generator.text.structure.parser import parse


@click.command("amend")
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只列出要做什么 / say what would be done")
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="CHECK=ADDRESS",
    help="检查项归到哪一条 / where a check goes, or archive",
)
@click.option("-o", "out", type=click.Path(dir_okay=False, path_type=Path),
              help="把要选的写成 .xlsx / write what is to be chosen")  # fmt: skip
@click.option("--from", "source", type=click.Path(dir_okay=False, path_type=Path),
              help="读回选好的 .xlsx / read back what was chosen")  # fmt: skip
@click.pass_obj
def command(
    user: User,
    /,
    id_: str,
    file: Path,
    *,
    choices: tuple[str, ...],
    out: Path | None,
    source: Path | None,
    **flags: bool,
) -> None:
    """用修订后的文本代替现有文本 / Take over an amended text; checks and translation follow."""
    ui, root = user.ui, user.root
    with refusal(ui):
        project = _project(root)
        regulation = next((r for r in project.regulations if r.id == id_), None)
        if regulation is None:
            raise CannotGoOn(_unknown(id_))
        new, findings = _new_text(file)
        said = _said(regulation, new, choices, source)
        plan = planned(root, project, regulation, replace(new, said=said))
        show(findings, ui)
        if not plan.kept:
            click.echo(say("same_text", ui, id=id_))
            return
        if out:
            out.write_bytes(choices_book(regulation, plan, ui))
            click.echo(say("choices", ui, n=len(plan.asked), path=out))
            return
        told = _told(plan, ui)
        click.echo(told)
        if flags["dry_run"]:
            click.echo(say("only_planned", ui))
            return
        if plan.open:
            click.echo(say("choices_open", ui, n=len(plan.open), id=id_, file=file), err=True)
            sys.exit(1)
        take_over(root, plan, click.unstyle(told) + "\n")
        schemas.renew(root)
    click.echo(say("amended", ui, id=id_, archive=plan.archive))


def _new_text(file: Path) -> tuple[NewText, tuple[Finding, ...]]:
    data = received(file)
    imported, findings = import_text(data, file.name)
    document, _ = parse(imported.text, "zh.txt")
    if not document.articles:
        raise CannotGoOn(*findings)
    day = datetime.now(UTC).astimezone().date().isoformat()
    return NewText(Received(data, file.name, day), imported, document), findings


def _said(
    regulation: Regulation, new: NewText, choices: tuple[str, ...], source: Path | None
) -> tuple[tuple[str, str], ...]:
    """What a person chose: in a workbook, and after it in the command."""
    typed_in = [choice.partition("=") for choice in choices]
    here = tuple((who, where) for who, _, where in typed_in)
    if source is None:
        return here
    mark = mark_of(regulation.documents["zh"], new.document)
    return (*said_in(received(source), source.name, regulation.id, mark), *here)


def _project(root: Path) -> Project:
    """The project, if all of its files can be read: what is not read cannot be carried over."""
    project, findings = load(root)
    if project is None or any(r.unread for r in project.regulations):
        raise CannotGoOn(*(f for f in findings if f.severity == "error"))
    return project


def _told(plan: Plan, ui: Language) -> str:
    lines = [told_of(plan.before, plan.after, plan.comparison, ui)]
    lines += [f"{_where(n.at, ui)}  {n.words.zh if ui == 'zh' else n.words.en}"
              for n in plan.notes]  # fmt: skip
    lines += [_asked(question, plan, ui) for question in plan.asked]
    written = [p for p, data in plan.files.items() if data is not None]
    gone = [p for p, data in plan.files.items() if data is None]
    lines.append(say("planned", ui, n=len(written), gone=len(gone), archive=plan.archive))
    return "\n".join(lines)


def _asked(question: Question, plan: Plan, ui: Language) -> str:
    """A05-01-1  a5 → a6, or what it may be where nobody has said."""
    where = plan.chosen.get(question.check)
    if where:
        return f"{question.check}  {question.at} → {where}"
    among = ", ".join((*question.among, ARCHIVE))
    values = {"check": question.check, "at": question.at, "among": among}
    return say("choose", ui, **values, proposed=question.proposed, ask=question.ask)


def _where(at: str, ui: Language) -> str:
    """An address is cited, too; a path stands alone."""
    return f"{at}  {cite(at, ui)}" if at[:1] == "a" and at[1:2].isdigit() else at


def _unknown(id_: str) -> Finding:
    words = Text(
        "项目里没有这个编号的法规；编号是 content/ 下的文件夹名",
        "the project has no such regulation; an ID is the name of a folder in content/",
    )
    return Finding(typed(id_), "unknown-regulation", words)
