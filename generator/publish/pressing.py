"""Sheets made once and kept: an unchanged sheet is not made again."""

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.publish.again import lost
from generator.publish.kept.keys import sheet_key, versions
from generator.publish.kept.store import Store, Stored, digest, folder_digest
from generator.publish.orders import Progress
from generator.records.site import Sheet
from generator.sheets.docx.document import document
from generator.sheets.jobs import Job, rows_in
from generator.sheets.pdf.canonical import canonical
from generator.sheets.pdf.press import Press, pressed
from generator.sheets.places import PlacedPage, pages_from
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """What every sheet is made with; `digest` is the hash of templates, fonts and versions."""

    templates: Path
    store: Store
    digest: str
    own_fonts: bool = False  # the machine's fonts may be used


@dataclass(frozen=True, slots=True)
class PressedSheet:
    """A sheet and the file that holds it; `places` are its pages with boxes to tick."""

    sheet: Sheet
    file: Stored
    places: tuple[PlacedPage, ...] = ()


def sheet_settings(templates: Path, store: Store, *, own_fonts: bool = False) -> SheetSettings:
    """The common part of all sheets."""
    return SheetSettings(
        templates, store, digest(folder_digest(templates), versions()), own_fonts
    )


def _key(job: Job, settings: SheetSettings) -> str:
    about = (job.path, job.form, job.subject)
    return sheet_key(canonical(job.sheet), about, settings.digest)


def kept_sheet(job: Job, key: str, settings: SheetSettings) -> PressedSheet | None:
    """The sheet as made before under its key."""
    note = settings.store.record("sheets", f"{key}.json")
    if note is None:
        return None
    record = json.loads(note)
    sheet = Sheet(
        job.path,
        job.form,
        job.subject,
        job.language,
        record["pages"],
        record["size"],
        job.format,
    )
    file = Stored(job.path, "sheets", f"{key}.{job.format}", record["sha256"], record["size"])
    places = tuple(pages_from(record["places"]))
    return PressedSheet(sheet, file, places) if settings.store.has(file) else None


def sheet_of(job: Job, settings: SheetSettings) -> PressedSheet:
    """The sheet as kept, or made now."""
    key = _key(job, settings)
    if kept_sheet(job, key, settings) is None:
        press_one(job, key, settings)
    return _found(job, key, settings)


_press: dict[tuple[Path, bool], Press] = {}  # one compiler a process: fonts are read once


def press_one(job: Job, key: str, settings: SheetSettings) -> str:
    """Make one sheet and keep it; runs in a worker. Gives its path on the site."""
    data, pages, places = _made(job, settings)
    settings.store.put_file("sheets", f"{key}.{job.format}", data)
    sha256 = hashlib.sha256(data).hexdigest()
    placed = [asdict(page) for page in places]
    note = json.dumps({"pages": pages, "size": len(data), "sha256": sha256, "places": placed})
    settings.store.put_record("sheets", f"{key}.json", note)
    return job.path


def _made(job: Job, settings: SheetSettings) -> tuple[bytes, int, tuple[PlacedPage, ...]]:
    """The file, its pages (0 where the office program decides them), those with boxes."""
    if job.format == "xlsx":
        return workbook(plan(job.sheet)), 0, ()
    if job.format == "docx":
        return document(job.sheet), 0, ()
    made_with = (settings.templates, settings.own_fonts)
    press = _press.get(made_with) or _press.setdefault(
        made_with, Press(settings.templates, own_fonts=settings.own_fonts)
    )
    made = pressed(press, job)
    return made.pdf, made.pages, made.places


def made_unkept(job: Job, settings: SheetSettings) -> bytes:
    """A file that is not kept: the words of people stand in it."""
    return _made(job, settings)[0]


def press_all(
    jobs: Iterable[Job], settings: SheetSettings, workers: Executor, progress: Progress
) -> tuple[PressedSheet, ...]:
    """Every sheet, in the order of the jobs; the largest are begun first."""
    keys = [(job, _key(job, settings)) for job in jobs]
    missing = [(job, key) for job, key in keys if kept_sheet(job, key, settings) is None]
    missing.sort(key=lambda one: rows_in(one[0].sheet.body), reverse=True)
    progress.more("sheets", len(missing))
    running = [workers.submit(press_one, job, key, settings) for job, key in missing]
    for future in as_completed(running):
        progress.done("sheets", future.result())
    return tuple(_found(job, key, settings) for job, key in keys)


def _found(job: Job, key: str, settings: SheetSettings) -> PressedSheet:
    sheet = kept_sheet(job, key, settings)
    if sheet is None:
        raise lost(f"sheets/{job.path}")
    return sheet
