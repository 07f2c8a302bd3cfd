"""The whole way from a project folder to a finished site."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.findings import CannotGoOn, Finding, in_order
from generator.model import Language, Location, Project, Regulation, Sheet, Text
from generator.project.loading import load
from generator.project.templates import Templates, read_templates
from generator.publish.assembly import assemble
from generator.publish.books import Bindery, BuiltBook, bindery, built
from generator.publish.pressing import (
    PressedSheet,
    PressRoom,
    leftover,
    press_all,
    press_room,
)
from generator.publish.store import Store
from generator.render.entrance import entrance
from generator.render.exports import regulation_json, sheets_json
from generator.render.pages import Book, book, home
from generator.render.sheets import Job
from generator.render.sheets import jobs as sheet_jobs
from generator.rules import broken

T = TypeVar("T")
Tick = Callable[[str, int], None]  # stage, steps of it that are now known or done


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, and where."""

    root: Path
    out: Path
    workers: int = 2
    only: str = ""
    strict: bool = False
    press: bool = True  # False: take sheets as they are, for a preview that must not wait


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made; `waiting` sheets are those a preview showed from before."""

    files: int
    pages: int
    sheets: int
    sheet_pages: int
    waiting: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Told how much there is to do and when a part is done."""

    begin: Callable[[str, int], None]
    tick: Callable[[], None]


SILENT = Progress(lambda _stage, _total: None, lambda: None)


def checked(
    root: Path, only: str = "", *, strict: bool = False
) -> tuple[Project, tuple[Finding, ...]]:
    """The project and its findings. Raises CannotGoOn on errors; if `strict`, on warnings."""
    project, findings = load(root, only)
    if project is not None:
        findings = in_order((*findings, *broken(project)))
    if project is None or any(strict or f.severity == "error" for f in findings):
        raise CannotGoOn(*findings)
    return project, findings


def build(order: Order, progress: Progress = SILENT) -> Built:
    """Build everything and swap it in. Raises CannotGoOn; the old site then stays as it was."""
    project, findings = checked(order.root, order.only, strict=order.strict)
    templates = read_templates(order.root)
    store = Store(order.root / ".zicha" / "cache")
    room = press_room(templates.folder / "sheets", store)
    binder = bindery(_settings(order.root), templates.folder, store)
    jobs = tuple(
        job for reg in project.regulations for job in sheet_jobs(reg, templates.sheet_strings)
    )
    with _workers(order.workers) as pool:
        sheets = _sheets(jobs, room, order, (pool, progress))
        books = _books(project, templates, binder, (pool, progress), sheets)
    made = tuple(s.sheet for s in sheets)
    files = assemble(order.out, books, sheets, _texts(project, made))
    if order.press and not order.only:
        _forget(store, books, sheets, binder)
    return Built(
        files,
        sum(len(b.contents) for b in books) + 1,
        len(made),
        sum(s.pages for s in made),
        len(jobs) - sum(s.fresh for s in sheets),
        findings,
    )


def _settings(root: Path) -> Path:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise CannotGoOn(
            Finding(
                Location("mkdocs.yml"),
                "missing-file",
                Text(
                    "缺少 mkdocs.yml（页面的主题和扩展设置）",
                    "mkdocs.yml, the settings of the pages, is missing",
                ),
            )
        )
    return path


class _Here(Executor):
    """Work done at once in this process: for one worker, and where a thread must not fork."""

    def submit(self, fn: Callable[..., T], /, *args: object, **kwargs: object) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@contextmanager
def _workers(n: int) -> Iterator[Executor]:
    if n <= 1:
        yield _Here()
        return
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else None)
    pool = ProcessPoolExecutor(n, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _sheets(
    jobs: tuple[Job, ...], room: PressRoom, order: Order, hands: tuple[Executor, Progress]
) -> tuple[PressedSheet, ...]:
    if not order.press:
        return leftover(jobs, room, order.out)
    pool, progress = hands
    progress.begin("sheets", len(jobs))
    return press_all(jobs, room, pool, progress.tick)


def _books(
    project: Project,
    templates: Templates,
    binder: Bindery,
    hands: tuple[Executor, Progress],
    sheets: tuple[PressedSheet, ...],
) -> tuple[BuiltBook, ...]:
    """All books of all languages, in order."""
    pool, progress = hands
    made = tuple(s.sheet for s in sheets)
    running = []
    for regulation in project.regulations:
        for language in _languages(regulation):
            own = tuple(s for s in made if s.path.startswith(f"sheets/{regulation.id}/"))
            running.append(
                pool.submit(_bound, (project, regulation, language), templates, own, binder)
            )
    for language in _site_languages(project):
        running.append(pool.submit(_bound, (project, None, language), templates, made, binder))
    progress.begin("books", len(running))
    done = []
    for future in running:
        done.append(future.result())
        progress.tick()
    return tuple(done)


def _bound(
    subject: tuple[Project, Regulation | None, Language],
    templates: Templates,
    sheets: tuple[Sheet, ...],
    binder: Bindery,
) -> BuiltBook:
    """One book rendered and built; runs in a worker."""
    project, regulation, language = subject
    if regulation is None:
        made = home(project, language, templates)
        both = "en" in _site_languages(project)
    else:
        made = book(project, regulation, language, templates, sheets)
        both = "en" in _languages(regulation)
    return built(made, _extra(made, project, templates, both=both), binder)


def _extra(made: Book, project: Project, templates: Templates, *, both: bool) -> dict[str, str]:
    """What the theme's templates need to know about this book."""
    other: Language = "en" if made.language == "zh" else "zh"
    up = "../" * (made.folder.count("/") + 1)
    below = made.folder.partition("/")[2]

    def said(text: Text) -> str:
        return text.zh if made.language == "zh" else text.en or text.zh

    return {
        "home": up + made.language + "/index.html" if below else "index.html",
        "alternate_root": f"{up}{other}/{below}{'/' if below else ''}" if both else "",
        "brand": said(project.site.title),
        "colophon": said(templates.strings["colophon"]),
        "imprint": said(templates.strings["imprint"]),
    }


def _languages(regulation: Regulation) -> tuple[Language, ...]:
    return ("zh", "en") if regulation.translated else ("zh",)


def _site_languages(project: Project) -> tuple[Language, ...]:
    return ("zh", "en") if any(r.translated for r in project.regulations) else ("zh",)


def _texts(project: Project, sheets: tuple[Sheet, ...]) -> dict[str, str]:
    texts = {f"data/{r.id}.json": regulation_json(r) for r in project.regulations}
    texts["data/sheets.json"] = sheets_json(sheets)
    texts["index.html"] = entrance(project.site, english="en" in _site_languages(project))
    return texts


def _forget(
    store: Store,
    books: tuple[BuiltBook, ...],
    sheets: tuple[PressedSheet, ...],
    binder: Bindery,
) -> None:
    store.drop_all_but("books", (b.key for b in books))
    store.drop_all_but("assets", (binder.digest,))
    stems = [s.file.stem for s in sheets]
    store.drop_all_but("sheets", (f"{stem}.{end}" for stem in stems for end in ("pdf", "json")))


def default_workers() -> int:
    """As many as this machine has processors for us."""
    return (
        len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1
    )


def preview_order(order: Order) -> Order:
    """The same order, answered at once: in this process, with the sheets as they are."""
    return replace(order, press=False, workers=1)
