"""Single sheets into a folder, pressed or taken from the store."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.project.hidden import hidden_words
from generator.project.inventory import inventory
from generator.project.templates import read_templates
from generator.publish.again import again, given_up
from generator.publish.handing import hand_out
from generator.publish.kept.store import store_of
from generator.publish.kit import kit
from generator.publish.pressing import (
    PressedSheet,
    SheetSettings,
    made_unkept,
    sheet_of,
    sheet_settings,
)
from generator.records.findings import CannotGoOn, Finding, typed
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Text
from generator.sheets.clauses import asked_of, checks_of, questions
from generator.sheets.forms import is_whole
from generator.sheets.jobs import Job, jobs
from generator.sheets.models import AS_USUAL, Printing
from generator.sheets.pdf.glyphs import missing_glyphs
from generator.sheets.pdf.press import is_chosen, own_fonts
from generator.sheets.places import (
    FORMS_ENDING,
    NO_FORMS,
    PlacedForm,
    forms_from,
    forms_text,
)
from generator.sheets.scopes import Choice
from generator.text.nearest import nearest_word, should_be

# What chooses a sheet, in the order in which it narrows, and as what it is typed.
OPTIONS = {"form": "--form", "subject": "", "language": "--lang", "format": "--format"}


def wanted(
    project: Project,
    root: Path,
    printing: Printing = AS_USUAL,
    choice_of: Choice | None = None,
    **choice: str,
) -> tuple[Job, ...]:
    """The sheets whose form, subject, language and format are as chosen; "" chooses all.

    With `choice_of` checks those of these alone. Raises CannotGoOn where there is no such
    sheet, check or bearer, or what is to be filled in has no glyph.
    """
    filled = [(words, typed(f"--{k} {words}")) for k, words in _filled(printing) if words]
    hidden = [told for words, at in filled for told in hidden_words(words, at)]
    if lacking := (*hidden, *missing_glyphs(filled)):
        raise CannotGoOn(*lacking)
    strings = read_templates(root).sheet_strings
    printing = replace(
        printing, fonts=own_fonts(project.site), marks=printing.marks and project.site.scan
    )
    more = bool(choice.get("form"))
    every = [
        j
        for r, chosen in _holders(project, choice_of)
        for j in jobs(r, strings, printing, all_forms=more, chosen=chosen)
    ]
    if not choice.get("subject") and is_whole(choice.get("form", "")):
        every = [job for job in every if not job.subject]
    return _chosen(every, {k: choice[k] for k in OPTIONS if choice.get(k)})


def _filled(printing: Printing) -> tuple[tuple[str, str], ...]:
    return ("unit", printing.unit), ("period", printing.period)


def _chosen(every: list[Job], choice: Mapping[str, str]) -> tuple[Job, ...]:
    """Those that are as chosen; the choice that leaves none is told, with what there is."""
    left = tuple(every)
    for key, value in choice.items():
        found = tuple(job for job in left if getattr(job, key) == value)
        if not found:
            there = {getattr(job, key) for job in left} - {""}
            form = choice["form"] if key == "subject" else ""
            raise CannotGoOn(none_such(_option(key, choice), form, there))
        left = found
    return left


def _option(key: str, choice: Mapping[str, str]) -> str:
    """A choice as it is typed: `--article 99`, `--lang en`."""
    value = choice[key]
    if key != "subject":
        return f"{OPTIONS[key]} {value}"
    if re.fullmatch(r"a[0-9-]*", value):
        return f"--article {value[1:]}"
    return f"--{choice['form']} {value}"


def _holders(
    project: Project, choice: Choice | None
) -> Iterator[tuple[Regulation, Choice | None]]:
    """The regulations, each with what it has of the choice; all where nothing is chosen."""
    if choice is None:
        yield from ((regulation, None) for regulation in project.regulations)
        return
    left = {*choice.checks, *choice.bearers, *filter(None, (choice.tracer,))}
    for regulation in project.regulations:
        mine = _had(regulation, choice)
        left -= {*mine.checks, *mine.bearers, mine.tracer}
        if mine != Choice():
            yield regulation, mine
    if left:
        raise CannotGoOn(*(_no_such(project, choice, one) for one in sorted(left)))


def _had(regulation: Regulation, choice: Choice) -> Choice:
    """What a regulation has of a choice; bearers of whom nothing is asked it has not."""
    ids = {check.id for check in checks_of(questions(regulation))}
    asked = _asked_bearers(regulation)
    tracers = {one.code for one in regulation.tracers}
    return Choice(
        tuple(id_ for id_ in choice.checks if id_ in ids),
        tuple(code for code in choice.bearers if code in asked),
        choice.tracer if choice.tracer in tracers else "",
    )


def _asked_bearers(regulation: Regulation) -> tuple[str, ...]:
    every = questions(regulation)
    terms = regulation.vocabulary.bearers.values()
    return tuple(term.code for term in terms if asked_of(every, term).articles)


def _no_such(project: Project, choice: Choice, one: str) -> Finding:
    """What no regulation has: a check, or the subject of a form."""
    if one in choice.checks:
        return _no_check(project, one)
    found = project.regulations
    if one in choice.bearers:
        there = {code for r in found for code in _asked_bearers(r)}
        return none_such(f"--bearer {one}", "bearer", there)
    return none_such(f"--tracer {one}", "tracer", {t.code for r in found for t in r.tracers})


def _no_check(project: Project, id_: str) -> Finding:
    ids = tuple(c.id for r in project.regulations for c in checks_of(questions(r)))
    ask = should_be(nearest_word(id_, ids), Text("请更正编号", "correct the id"))
    return Finding(
        typed(f"--check {id_}"),
        "no-such-check",
        Text(
            f"没有这个检查项；{ask.zh}",
            f"there is no such check; {ask.en}",
        ),
    )


def _settings(root: Path, *, own_fonts: bool) -> SheetSettings:
    store = store_of(root)
    own = again(lambda: kit(root, inventory(root).templates, store))
    return sheet_settings(own / "site_templates" / "sheets", store, own_fonts=own_fonts)


def write_filled(
    chosen: Iterable[Job], root: Path, folder: Path, *, own_fonts: bool
) -> tuple[Path, ...]:
    """The same of sheets that units filled in, of which nothing is kept anywhere else."""
    settings = _settings(root, own_fonts=own_fonts)
    with TemporaryDirectory(prefix="zicha-") as made:
        files: dict[str, Path] = {}
        for n, job in enumerate(chosen):
            place = Path(made) / str(n)
            place.write_bytes(made_unkept(job, settings))
            files[job.path.removeprefix("sheets/")] = place
        return hand_out(files, folder)


def write_sheets(chosen: tuple[Job, ...], root: Path, folder: Path) -> tuple[Path, ...]:
    """Write each sheet below `folder` with the path it has below sheets/ on the site.

    Where the boxes of chosen checks are goes into `folder`, too. Raises CannotGoOn, and writes
    none, where one would go over a file that was filled in.
    """
    fonts = any(job.sheet.setting.printing.fonts for job in chosen)
    settings = _settings(root, own_fonts=fonts)
    made = [(job, again(partial(_pressed, job, settings))) for job in chosen]
    files = {
        job.path.removeprefix("sheets/"): settings.store.place(one.file.kind, one.file.name)
        for job, one in made
    }
    with TemporaryDirectory(prefix="zicha-") as beside:
        for name, text in _forms(made, folder):
            files[name] = Path(beside) / name
            files[name].write_text(text, "utf-8")
        return hand_out(files, folder)


def _pressed(job: Job, settings: SheetSettings) -> PressedSheet:
    """The sheet that was kept whole, else made now."""
    made = sheet_of(job, settings)
    if settings.store.data(made.file) is None:
        raise given_up(settings.store, (made.file,))
    return made


def _forms(made: Iterable[tuple[Job, PressedSheet]], folder: Path) -> Iterator[tuple[str, str]]:
    """ID.forms.json of each regulation: its forms of chosen checks, and what it had before."""
    found: dict[tuple[str, str], list[PlacedForm]] = {}
    for job, one in made:
        if one.places and is_chosen(job.sheet.body):
            setting, path = job.sheet.setting, job.path.removeprefix("sheets/")
            form = PlacedForm(path, job.form, job.subject, one.places)
            found.setdefault((setting.regulation.id, setting.edition), []).append(form)
    for (id_, edition), forms in found.items():
        name = f"{id_}{FORMS_ENDING}"
        codes = {page.code for form in forms for page in form.pages}
        kept = (one for one in _had_before(folder / name) if one.pages[0].code not in codes)
        yield name, forms_text(id_, edition, (*kept, *forms))


def _had_before(path: Path) -> tuple[PlacedForm, ...]:
    try:
        return forms_from(path.read_text("utf-8"))
    except (OSError, *NO_FORMS):
        return ()


def _by_number(subject: str) -> list[str | int]:
    """a2 before a10, a7-1 between a7 and a8."""
    return [int(part) if part.isdigit() else part for part in re.split(r"([0-9]+)", subject)]


def none_such(option: str, form: str, there: Iterable[str]) -> Finding:
    """`form` is the form whose subjects `there` are, "" where they are something else."""
    have = [re.sub("^a(?=[0-9])", "", each) for each in sorted(there, key=_by_number)]
    return Finding(
        typed(option),
        "no-such-sheet",
        Text(
            f"没有这种表格；{f'{form} 现有' if form else '现有'}：{'、'.join(have) or '无'}",
            f"there is no such sheet; {f'{form} has' if form else 'there are'}: "
            f"{', '.join(have) or 'none'}",
        ),
    )
