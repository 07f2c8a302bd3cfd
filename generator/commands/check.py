"""`zicha check`: what is wrong in text, translation and checklists."""

import sys
from pathlib import Path

import click

from generator.check import all_findings
from generator.commands.ending import ending
from generator.edit import schemas
from generator.messages import TRUST, said
from generator.records.findings import as_github, as_json, as_text
from generator.records.texts import Language
from generator.terminal import show
from generator.workers import default_workers


@click.command("check")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--strict", is_flag=True, help="提醒也算错误 / warnings count as errors")
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(user: tuple[Language, Path], form: str, strict: bool, trust: bool) -> None:
    """检查正文、译文和检查项 / Check text, translation and checklists."""
    ui, root = user
    schemas.renew(root)
    with ending(ui):
        readable, findings = all_findings(root, default_workers(), trust=trust)
    if form == "json":
        click.echo(as_json(findings))
    else:
        show(findings, ui, as_github if form == "github" else as_text, err=False)
    if form == "text":
        errors = sum(f.severity == "error" for f in findings)
        counts = said("count", ui, errors=errors, warnings=len(findings) - errors)
        click.echo(counts if findings else said("none", ui))
    if not readable:
        sys.exit(2)
    sys.exit(any(strict or f.severity == "error" for f in findings))
