"""Single sheets into a folder, pressed or taken from the store."""

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from generator.findings import CannotGoOn, Finding
from generator.model import Location, Project, Regulation, Text
from generator.project.templates import read_templates
from generator.publish.pressing import kept, press_one, press_room
from generator.publish.store import store_of
from generator.render.booklet import asked
from generator.render.glyphs import missing_glyphs
from generator.render.press import own_fonts
from generator.render.sheets import AS_USUAL, Job, Printing, jobs


def wanted(
    project: Project,
    root: Path,
    printing: Printing = AS_USUAL,
    checks: Sequence[str] = (),
    **choice: str,
) -> tuple[Job, ...]:
    """The sheets whose form, subject, language and format are as chosen; "" chooses all.

    With `checks` one sheet of these. Raises CannotGoOn where there is no such sheet or check,
    or what is to be filled in has no glyph.
    """
    filled = ((words, Location("zicha sheets")) for words in (printing.unit, printing.period))
    if lacking := missing_glyphs(filled):
        raise CannotGoOn(*lacking)
    strings = read_templates(root).sheet_strings
    printing = replace(printing, fonts=own_fonts(project.site))
    more = bool(choice.get("form"))
    every = [
        j
        for r, chosen in _holders(project, checks)
        for j in jobs(r, strings, printing, all_forms=more, chosen=chosen)
    ]
    found = tuple(j for j in every if all(getattr(j, k) == v for k, v in choice.items() if v))
    if not found:
        form, made = choice.get("form"), choice.get("format", "pdf")
        subjects = sorted({j.subject for j in every if (j.form, j.format) == (form, made)})
        raise CannotGoOn(_none(choice, subjects))
    return found


def _holders(
    project: Project, checks: Sequence[str]
) -> Iterator[tuple[Regulation, frozenset[str]]]:
    """The regulations, each with those of the checks that it has; all where none are chosen."""
    left = set(checks)
    for regulation in project.regulations:
        mine = {c.id for a in asked(regulation) for c in a.checks} & set(checks)
        left -= mine
        if mine or not checks:
            yield regulation, frozenset(mine)
    if left:
        raise CannotGoOn(*(_no_check(project, id_) for id_ in sorted(left)))


def _no_check(project: Project, id_: str) -> Finding:
    ids = tuple(c.id for r in project.regulations for a in asked(r) for c in a.checks)
    close = "".join(get_close_matches(id_, ids, 1))
    return Finding(
        Location("checklists"),
        "no-such-check",
        Text(
            f"没有编号为“{id_}”的检查项{f'；最相近的是 {close}' if close else ''}",
            f"there is no check '{id_}'{f' — nearest: {close}' if close else ''}",
        ),
    )


def write_sheets(chosen: tuple[Job, ...], root: Path, folder: Path) -> tuple[Path, ...]:
    """Write each sheet below `folder` with the path it has below sheets/ on the site."""
    store = store_of(root)
    fonts = any(json.loads(job.data)["fonts"] for job in chosen)
    room = press_room(read_templates(root).folder / "sheets", store, own_fonts=fonts)
    written = []
    for job in chosen:
        if kept(job, room) is None:
            press_one(job, room)
        made = kept(job, room)
        assert made is not None, f"{job.path} was pressed but is not in the store"
        target = folder / job.path.removeprefix("sheets/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(store.place(made.file.kind, made.file.name), target)
        written.append(target)
    return tuple(written)


def _by_number(subject: str) -> tuple[str, int, str]:
    """a2 before a10."""
    letters = subject.rstrip("0123456789")
    return letters, int(subject[len(letters) :] or 0), subject


def _none(choice: dict[str, str], subjects: list[str]) -> Finding:
    asked = " ".join(v for v in choice.values() if v and v != "pdf")
    have = ", ".join(sorted(filter(None, subjects), key=_by_number))
    return Finding(
        Location("checklists"),
        "no-such-sheet",
        Text(
            f"没有这种表格：{asked}；现有：{have}",
            f"there is no such sheet: {asked}; there are: {have}",
        ),
    )
