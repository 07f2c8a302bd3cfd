"""Sheets made once and kept: an unchanged sheet is not made again."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

from generator.publish.kept.inputs import versions
from generator.publish.kept.store import Store, Stored, digest, folder_digest
from generator.publish.orders import Progress
from generator.records.site import Sheet
from generator.sheets.docx.document import document
from generator.sheets.jobs import Job
from generator.sheets.pdf.press import Press, pressed
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook


@dataclass(frozen=True, slots=True)
class PressRoom:
    """What every sheet is made with; `digest` is the hash of templates, fonts and versions."""

    templates: Path
    store: Store
    digest: str
    own_fonts: bool = False  # the machine's fonts may be used


@dataclass(frozen=True, slots=True)
class PressedSheet:
    """A sheet and the file that holds it."""

    sheet: Sheet
    file: Stored


def press_room(templates: Path, store: Store, *, own_fonts: bool = False) -> PressRoom:
    """The common part of all sheets."""
    return PressRoom(templates, store, digest(folder_digest(templates), versions()), own_fonts)


def key_of(job: Job, room: PressRoom) -> str:
    """The hash of all that decides a sheet's bytes."""
    return digest(
        json.dumps(asdict(job), ensure_ascii=False, sort_keys=True, default=str), room.digest
    )


def kept(job: Job, room: PressRoom) -> PressedSheet | None:
    """The sheet as made before, if nothing it depends on has changed."""
    key = key_of(job, room)
    note = room.store.place("sheets", f"{key}.json")
    if not note.is_file():
        return None
    record = json.loads(note.read_text("utf-8"))
    name = f"{key}.{job.format}"
    sheet = Sheet(
        job.path,
        job.form,
        job.subject,
        job.language,
        record["pages"],
        record["size"],
        job.format,
    )
    file = Stored(job.path, "sheets", name, record["sha256"], record["size"])
    return PressedSheet(sheet, file)


_press: dict[tuple[Path, bool], Press] = {}  # one compiler a process: fonts are read once


def press_one(job: Job, room: PressRoom) -> str:
    """Make one sheet and keep it; runs in a worker. Gives its path on the site."""
    data, pages = _made(job, room)
    key = key_of(job, room)
    room.store.put_file("sheets", f"{key}.{job.format}", data)
    sha256 = hashlib.sha256(data).hexdigest()
    note = json.dumps({"pages": pages, "size": len(data), "sha256": sha256})
    room.store.put_file("sheets", f"{key}.json", note.encode())
    return job.path


def _made(job: Job, room: PressRoom) -> tuple[bytes, int]:
    """The file and its pages, 0 where the office program decides them."""
    if job.format == "xlsx":
        return workbook(plan(job)), 0
    if job.format == "docx":
        return document(job), 0
    with_ = (room.templates, room.own_fonts)
    press = _press.get(with_) or _press.setdefault(
        with_, Press(room.templates, own_fonts=room.own_fonts)
    )
    made = pressed(press, job)
    return made.pdf, made.pages


def press_all(
    jobs: Iterable[Job], room: PressRoom, workers: Executor, progress: Progress
) -> tuple[PressedSheet, ...]:
    """Every sheet, in the order of the jobs; the largest are begun first."""
    wanted = tuple(jobs)
    missing = [job for job in wanted if kept(job, room) is None]
    missing.sort(key=lambda job: -len(job.data))
    progress.more("sheets", len(missing))
    running = [workers.submit(press_one, job, room) for job in missing]
    for future in as_completed(running):
        progress.done("sheets", future.result())
    return tuple(_found(wanted, room))


def _found(jobs: Iterable[Job], room: PressRoom) -> Iterator[PressedSheet]:
    for job in jobs:
        sheet = kept(job, room)
        assert sheet is not None, f"{job.path} was pressed but is not in the store"
        yield sheet
