"""`zicha sheets --since`: what changed since an edition, with a unit's answers of then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.answers.asked import Asked, asked_of, due_of
from generator.answers.collecting import file_stem
from generator.answers.due import is_current
from generator.answers.gathering import Gathering
from generator.answers.records import Answers
from generator.check import checked
from generator.commands.handedin import files_in, opened, tell
from generator.commands.user import User
from generator.messages import say
from generator.project.templates import read_templates
from generator.publish.chosen import write_sheets
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.sheets.currency import subjects
from generator.sheets.jobs import Job, jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import own_fonts
from generator.sheets.scopes import Choice
from generator.sheets.since import again_since

FORM = "since"


@dataclass(frozen=True, slots=True)
class AgainOrder:
    """What is asked for: an edition, whose checks, the answers of then, which files."""

    edition: str
    bearers: tuple[str, ...]
    answers: tuple[Path, ...]
    only: str
    language: str
    format: str


def write_again(user: User, wanted: AgainOrder, printing: Printing, folder: Path) -> None:
    """The sheets into a folder, one a regulation or one a unit. Raises CannotGoOn."""
    project = checked(user.root, wanted.only)
    printing = replace(
        printing, fonts=own_fonts(project.site), marks=printing.marks and project.site.scan
    )
    strings = read_templates(user.root).sheet_strings
    laws = {law.id: law for law in project.regulations}
    found: list[tuple[str, Answers | None]] = []
    if wanted.answers:
        found += _units(user, laws.values(), wanted, folder)
    else:
        named = {id_: law for id_, law in laws.items() if _has(law, wanted)}
        found += ((id_, None) for id_ in named or laws)
    made: list[Job] = []
    for id_, answers in found:
        made += _jobs(laws[id_], answers, wanted, (strings, printing))
    if not made:
        click.echo(say("nothing_again", user.ui, edition=wanted.edition))
        return
    for path in write_sheets(tuple(made), user.root, folder):
        click.echo(path)


def _has(law: Regulation, wanted: AgainOrder) -> bool:
    return any(edition.date == wanted.edition for edition in law.editions)


def _asked(law: Regulation) -> Asked:
    return asked_of(law, {one.key: one.stamp for one in subjects(law, law.title)})


def _units(
    user: User, laws: Iterable[Regulation], wanted: AgainOrder, folder: Path
) -> Iterator[tuple[str, Answers]]:
    """The answers of each unit in the files, as far as these can be read."""
    gathering = Gathering({law.id: _asked(law) for law in laws})
    for found in gathering.gathered(opened(files_in(wanted.answers, folder))):
        yield found.answers.regulation, found.answers
    refused = [one for one in gathering.inputs.values() if one.status == "refused"]
    tell(refused, user.ui, folder)


def _jobs(
    law: Regulation,
    answers: Answers | None,
    wanted: AgainOrder,
    setting: tuple[Mapping[str, Text], Printing],
) -> Iterator[Job]:
    strings, printing = setting
    asked = _asked(law)
    given = answers.answers if answers else {}
    again = again_since(law, wanted.edition, strings, given)
    types = wanted.bearers or (answers.unit.types if answers else ())
    due = due_of(asked, types) if types else frozenset(asked.checks)
    ids = tuple(
        id_
        for id_ in again.checks
        if id_ in due and not (id_ in given and is_current(id_, given[id_], asked))
    )
    if not ids:
        return
    chosen = Choice(ids, since=wanted.edition, before=again.before)
    if answers and not printing.unit:
        printing = replace(printing, unit=answers.unit.name)
    for job in jobs(law, strings, printing, chosen=chosen):
        if (job.form, job.format) != (FORM, wanted.format):
            continue
        if wanted.language in ("", job.language):
            yield replace(job, path=_path(job, answers))


def _path(job: Job, answers: Answers | None) -> str:
    """sheets/parks/zh/since-2026-11-23.pdf; a unit's lies in a folder of its own."""
    if answers is None:
        return job.path
    top, _, rest = job.path.partition("/")
    return f"{top}/{file_stem(answers)}/{rest}"
