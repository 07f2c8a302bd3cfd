"""`zicha check`: what is wrong in text, translation and checklists."""

import sys
from pathlib import Path

import click

from generator.check import all_findings, examined
from generator.commands.ending import ending
from generator.commands.user import User
from generator.edit import schemas
from generator.messages import TRUST, say
from generator.project.explanations import read_explanations
from generator.records.findings import Finding, as_github, as_json, typed
from generator.records.texts import Language, Text
from generator.rules import every_rule, rule_name
from generator.rules.explaining import explained
from generator.terminal import give, show
from generator.text.nearest import nearest_word
from generator.workers import default_workers

MOST_IN_JSON = 10_000


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--only", default="", metavar="ID", help="只看这一部 / this regulation alone")
@click.option("--errors", is_flag=True, help="只列错误 / errors alone")
@click.option("--strict", is_flag=True, help="提醒也算错误 / warnings count as errors")
@click.option("--all", "every", is_flag=True, help="全部列出 / list every one of them")
@click.option("--explain", metavar="RULE", help="解释一条规则 / why a rule is there, examples")
@click.option("--trust", is_flag=True, help=TRUST)
@click.pass_obj
def command(
    user: User,
    /,
    *,
    files: tuple[Path, ...],
    form: str,
    only: str,
    explain: str | None,
    **flags: bool,
) -> None:
    """检查正文、译文和检查项 / Check text, translation and checklists."""
    ui, root = user.ui, user.root
    if explain:
        click.echo(_explained(explain, ui), nl=False)
        return
    strict, every, trust = (flags[name] for name in ("strict", "every", "trust"))
    schemas.renew(root)
    with ending(ui):
        readable, findings = _found(root, only, trust=trust)
    findings = tuple(f for f in findings if _is_asked(f, user, only, files))
    if flags["errors"]:
        findings = tuple(f for f in findings if f.severity == "error")
    if form == "text":
        _show(findings, ui, every=every or bool(files))
    else:
        told = findings if every else _bounded(findings)
        give(as_json(told) if form == "json" else "\n".join(as_github(f, ui) for f in told))
    if not readable:
        sys.exit(2)
    sys.exit(any(strict or f.severity == "error" for f in findings))


def _show(findings: tuple[Finding, ...], ui: Language, *, every: bool) -> None:
    """Each in a line, at last how many there are."""
    show(findings, ui, err=False, every=every)
    errors = sum(f.severity == "error" for f in findings)
    counts = say("count", ui, errors=errors, warnings=len(findings) - errors)
    click.echo(counts if findings else say("none", ui))


def _found(root: Path, only: str, *, trust: bool) -> tuple[bool, tuple[Finding, ...]]:
    """Whether the project can be read, and what is wrong in it or in one regulation."""
    if not only:
        return all_findings(root, default_workers(), trust=trust)
    project, findings = examined(root, only)
    return project is not None, findings


def _is_asked(finding: Finding, user: User, only: str, files: tuple[Path, ...]) -> bool:
    """Whether a finding is in what was named; one that has no place in a file always is."""
    path = finding.location.path
    if only and not path.startswith((f"content/{only}/", f"checklists/{only}/")):
        return finding.severity == "error"
    return not files or (user.root / path).resolve() in {file.resolve() for file in files}


def _explained(name: str, ui: Language) -> str:
    """The rule of this name as `explained` tells it."""
    rules = {rule_name(rule): rule for rule in every_rule()}
    if name not in rules:
        near = nearest_word(name, rules)
        raise click.BadParameter(say("no_rule", ui, name=name, near=near or "docs/rules.md"))
    return explained(rules[name], read_explanations()[name], ui)


def _bounded(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The first of them and, in place of the others, how many there are."""
    more = len(findings) - MOST_IN_JSON
    if more <= 0:
        return findings
    words = Text(say("rest", "zh", n=more), say("rest", "en", n=more))
    last = Finding(typed("zicha check"), "more-findings", words, "warning")
    return (*findings[:MOST_IN_JSON], last)
