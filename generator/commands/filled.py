"""`zicha sheets --answers`: the forms of units with what they filled in."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.answers.asked import Asked
from generator.answers.collecting import file_stem
from generator.answers.gathering import Gathering
from generator.answers.joining import key_of
from generator.answers.problems import is_error
from generator.answers.reading import read
from generator.answers.records import Answers, Period
from generator.answers.writing import as_text
from generator.check import checked
from generator.commands.handedin import asked_by, files_in, opened, tell
from generator.commands.user import User
from generator.project.templates import read_templates
from generator.publish.chosen import none_such, write_filled
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.findings import as_text as finding_text
from generator.records.site import Project
from generator.records.texts import Text
from generator.sheets.answered import FORMS, Wanted, answered_jobs
from generator.sheets.filling import FilledIn
from generator.sheets.forms import form_of
from generator.sheets.jobs import Job
from generator.sheets.models import Printing
from generator.sheets.pdf.glyphs import unprinted
from generator.sheets.pdf.press import own_fonts
from generator.sheets.records import SheetFormat, SheetLanguage


@dataclass(frozen=True, slots=True)
class Ordered:
    """What was asked for: the files, those of earlier periods, which forms, how printed."""

    files: tuple[Path, ...]
    earlier: tuple[Path, ...]
    only: str
    form: str
    language: SheetLanguage
    format: SheetFormat
    printing: Printing


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all units are made with."""

    user: User
    ordered: Ordered
    project: Project
    asked: Mapping[str, Asked]
    strings: Mapping[str, Text]


def write_answered(user: User, ordered: Ordered, folder: Path) -> None:
    """A folder a unit and period; ends with 1 where something that came was not taken."""
    project = checked(user.root, ordered.only)
    if ordered.form and ordered.form not in FORMS:
        raise CannotGoOn(none_such(f"--form {ordered.form}", "", FORMS))
    strings = read_templates(user.root).sheet_strings
    desk = _Desk(user, ordered, project, asked_by(project.regulations), strings)
    carried, wrong_before = _gathered(desk, ordered.earlier, folder)
    units, wrong = _gathered(desk, ordered.files, folder)
    every = units or _next_period(carried)
    if not every:
        raise CannotGoOn(_no_answers())
    jobs = tuple(_jobs(desk, every, carried))
    if not jobs:
        there = form_of(ordered.form or "ledger").formats
        raise CannotGoOn(none_such(f"--format {ordered.format}", ordered.form, there))
    own = bool(own_fonts(project.site))
    for path in write_filled(jobs, user.root, folder, own_fonts=own):
        click.echo(path)
    sys.exit(wrong or wrong_before)


def _gathered(
    desk: _Desk, paths: tuple[Path, ...], folder: Path
) -> tuple[tuple[Answers, ...], bool]:
    """The answers in files of any kind, and whether something in them was not taken."""
    gathering = Gathering(desk.asked)
    files = files_in(paths, folder)
    found = tuple(one.answers for one in gathering.gathered(opened(files)))
    inputs = tuple(gathering.inputs[n] for n in sorted(gathering.inputs))
    tell(inputs, desk.user.ui, folder)
    return found, any(is_error(p) for one in inputs for p in one.problems)


def _next_period(carried: tuple[Answers, ...]) -> tuple[Answers, ...]:
    """Units that have answered nothing yet: what they left open is all there is of them."""
    every = {key_of(one)[:2]: one for one in carried}
    return tuple(
        replace(
            one,
            id="",
            period=Period(),
            saved="",
            state="",
            answers={},
            own=(),
            left_out={},
            more={},
        )
        for one in every.values()
    )


def _jobs(
    desk: _Desk, units: tuple[Answers, ...], carried: tuple[Answers, ...]
) -> Iterator[Job]:
    laws = {law.id: law for law in desk.project.regulations}
    taken: set[str] = set()
    for answers in units:
        law = laws[answers.regulation]
        if desk.ordered.language != "zh" and not law.translated:
            raise CannotGoOn(none_such(f"--lang {desk.ordered.language}", "", ("zh",)))
        printed = _printable(desk, answers)
        mine = tuple(
            _printable(desk, one) for one in carried if key_of(one)[:2] == key_of(answers)[:2]
        )
        found = FilledIn(law, desk.asked[law.id], printed, mine)
        folder = _free(file_stem(answers), taken)
        wanted = Wanted(desk.ordered.form, desk.ordered.language, desk.ordered.format, folder)
        yield from answered_jobs(found, desk.strings, desk.ordered.printing, wanted)


def _free(stem: str, taken: set[str]) -> str:
    n, name = 1, stem
    while name.casefold() in taken:
        n += 1
        name = f"{stem}-{n}"
    taken.add(name.casefold())
    return name


def _printable(desk: _Desk, answers: Answers) -> Answers:
    """As paper can have it; what no face has is told. Fonts of the machine may have more."""
    if desk.ordered.format != "pdf" or own_fonts(desk.project.site):
        return answers
    text, lacking = unprinted(as_text(answers))
    if not lacking:
        return answers
    click.echo(finding_text(_no_glyph(answers, lacking), desk.user.ui), err=True)
    return read(text.encode())[0]


def _no_answers() -> Finding:
    words = Text(
        "这里没有能采用的自查结果；请选单位交来的文件，或网页导出的 .answers.json",
        "there are no answers to be taken here; choose what units handed in, or what the page"
        " exported (.answers.json)",
    )
    return Finding(typed("--answers"), "no-answers", words)


def _no_glyph(answers: Answers, lacking: tuple[str, ...]) -> Finding:
    named = " ".join(lacking[:20])
    words = Text(
        f"所用字体没有这些字符：{named}；表上印成编号，自查结果文件不变",
        f"the fonts have no {named}; the forms print their numbers, the answers keep them",
    )
    place = typed(answers.unit.name or file_stem(answers))
    return Finding(place, "no-glyph", words, "warning")
