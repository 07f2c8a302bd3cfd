"""The whole way from a project folder to a finished site."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator.findings import CannotGoOn, Finding, in_order
from generator.model import HandPage, Language, Location, Project, Regulation, Sheet, Site, Text
from generator.project.loading import load
from generator.project.templates import Templates, read_templates
from generator.publish.assembly import assemble, must_be_ours
from generator.publish.books import Bindery, BuiltBook, bindery, built
from generator.publish.inputs import inputs
from generator.publish.manifest import read_manifest
from generator.publish.orders import SILENT, Built, Order, Progress
from generator.publish.pressing import PressedSheet, as_they_are, press_all, press_room
from generator.publish.store import Store
from generator.publish.workers import workers
from generator.render.currency import sheet_ids
from generator.render.entrance import entrance
from generator.render.exports import regulation_json, sheets_json
from generator.render.glyphs import missing_glyphs, printed, worded
from generator.render.pages import Book, book, hand_pages, home
from generator.render.press import missing_fonts, own_fonts
from generator.render.proof import Lost, lost_runs
from generator.render.search import search_files
from generator.render.sheets import Job, Printing, jobs
from generator.rules import broken

Above = tuple[Site, tuple[HandPage, ...]]  # what stands above all books

# Entries of strings.yaml that the theme says on every page.
THEME_WORDS = (
    "colophon", "imprint", "to_dark", "to_light", "dark", "light", "colours", "here",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shop:
    """A project with all it is made into a site with."""

    project: Project
    templates: Templates
    store: Store
    binder: Bindery
    pool: Executor
    progress: Progress


def examined(root: Path, only: str = "") -> tuple[Project | None, tuple[Finding, ...]]:
    """The project, None where it cannot be read, and all that is wrong with it."""
    project, findings = load(root, only)
    if project is None:
        return None, findings
    on_paper = (each for regulation in project.regulations for each in printed(regulation))
    return project, in_order(
        (*findings, *broken(project), *missing_glyphs(on_paper), *missing_fonts(project.site))
    )


def checked(
    root: Path, only: str = "", *, strict: bool = False
) -> tuple[Project, tuple[Finding, ...]]:
    """The project and its findings. Raises CannotGoOn on errors; if `strict`, on warnings."""
    project, findings = examined(root, only)
    if project is None or any(strict or f.severity == "error" for f in findings):
        raise CannotGoOn(*findings)
    return project, findings


def build(order: Order, progress: Progress = SILENT, pool: Executor | None = None) -> Built:
    """Build everything and swap it in. Raises CannotGoOn; the old site then stays as it was.

    `pool` are workers that are there already; without them the order's own are called.
    """
    must_be_ours(order.out)
    templates = read_templates(order.root)
    settings = _settings(order.root)
    key = inputs(order.root, templates.folder, order.only)
    if (there := _already(order, key)) and not order.strict:
        return there
    project, findings = checked(order.root, order.only, strict=order.strict)
    if lacking := missing_glyphs(worded(templates.sheet_strings)):
        raise CannotGoOn(*lacking)
    store = Store(order.root / ".zicha" / "cache")
    binder = bindery(settings, templates.folder, store)
    with nullcontext(pool) if pool else workers(order.workers) as hands:
        shop = Shop(project, templates, store, binder, hands, progress)
        sheets, waiting = _sheets(shop, order)
        books = _books(shop, tuple(s.sheet for s in sheets))
    made = tuple(s.sheet for s in sheets)
    pages = sum(len(b.contents) for b in books) + 1
    paper = sum(s.pages for s in made)
    printed = sum(s.format == "pdf" for s in made)
    about: dict[str, str | int] = {"pages": pages, "sheets": printed, "sheet_pages": paper}
    about["inputs"] = "" if waiting else key
    files = assemble(order.out, (books, sheets, _texts(shop, made, books)), about)
    if order.press and not order.only:
        _forget(shop, books, sheets)
    return Built(files, pages, printed, paper, waiting, findings)


def _already(order: Order, key: str) -> Built | None:
    """What the site holds, if it was made from just these inputs and is whole."""
    record = read_manifest(order.out)
    if record is None or record.get("inputs") != key:
        return None
    counts = (record["pages"], record["sheets"], record["sheet_pages"])
    return Built(len(record["files"]) + 1, *counts, changed=False)


def _settings(root: Path) -> Path:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise CannotGoOn(
            Finding(
                Location("mkdocs.yml"),
                "missing-file",
                Text(
                    "缺少 mkdocs.yml（页面的主题和扩展设置），请从别的项目复制一份",
                    "mkdocs.yml, the settings of the pages, is missing; copy one",
                ),
            )
        )
    return path


def _sheets(shop: Shop, order: Order) -> tuple[tuple[PressedSheet, ...], int]:
    """The sheets, and how many of them may not be as the project is now."""
    if not order.press:
        there = as_they_are(order.out)
        return there, max(1, len(there))
    fonts = own_fonts(shop.project.site)
    room = press_room(shop.templates.folder / "sheets", shop.store, own_fonts=bool(fonts))
    strings, printing = shop.templates.sheet_strings, Printing(fonts=fonts)
    wanted: tuple[Job, ...] = tuple(
        j for r in shop.project.regulations for j in jobs(r, strings, printing)
    )
    return press_all(wanted, room, shop.pool, shop.progress), 0


def _books(shop: Shop, sheets: tuple[Sheet, ...]) -> tuple[BuiltBook, ...]:
    """All books of all languages, in order."""
    running = []
    for regulation in shop.project.regulations:
        own = tuple(s for s in sheets if s.path.startswith(f"sheets/{regulation.id}/"))
        for language in _languages(regulation):
            subject = ((shop.project.site, shop.project.pages), regulation, language, own)
            running.append(shop.pool.submit(_bound, subject, shop.templates, shop.binder))
    for language in _site_languages(shop.project):
        subject_home = (shop.project, language)
        running.append(shop.pool.submit(_home, subject_home, shop.templates, shop.binder))
    shop.progress.begin("books", len(running))
    return tuple(_each(running, shop.progress))


def _each(running: list[Future[BuiltBook]], progress: Progress) -> Iterator[BuiltBook]:
    for future in running:
        yield future.result()
        progress.tick()


def _bound(
    subject: tuple[Above, Regulation, Language, tuple[Sheet, ...]],
    templates: Templates,
    binder: Bindery,
) -> BuiltBook:
    """One regulation's book rendered and built; runs in a worker."""
    above, regulation, language, sheets = subject
    made = book(regulation, language, templates, sheets)
    return built(made, _extra(made, above, templates, both=regulation.translated), binder)


def _home(
    subject: tuple[Project, Language], templates: Templates, binder: Bindery
) -> BuiltBook:
    """The pages above all regulations; runs in a worker."""
    project, language = subject
    made = home(project, language, templates)
    both = "en" in _site_languages(project)
    above = (project.site, project.pages)
    return built(made, _extra(made, above, templates, both=both), binder)


def _extra(made: Book, above: Above, templates: Templates, *, both: bool) -> dict[str, object]:
    """What the theme's templates need to know about this book."""
    site, pages = above
    other: Language = "en" if made.language == "zh" else "zh"
    up = "../" * (made.folder.count("/") + 1)
    below = made.folder.partition("/")[2]

    def said(text: Text) -> str:
        return text.zh if made.language == "zh" else text.en or text.zh

    return {
        "home": f"{up}{made.language}/index.html" if below else "index.html",
        "alternate_root": f"{up}{other}/{below}{'/' if below else ''}" if both else "",
        "brand": said(site.title),
        "scope": up,  # one choice of light or dark for all books
        "pages": [
            {"title": p.title, "href": f"{'../' if below else ''}{p.name}.html"}
            for p in hand_pages(pages, made.language)
        ],
        **{k: said(templates.strings[k]) for k in THEME_WORDS},
    }


def _languages(regulation: Regulation) -> tuple[Language, ...]:
    return ("zh", "en") if regulation.translated else ("zh",)


def _site_languages(project: Project) -> tuple[Language, ...]:
    return ("zh", "en") if any(r.translated for r in project.regulations) else ("zh",)


def _texts(
    shop: Shop, sheets: tuple[Sheet, ...], books: tuple[BuiltBook, ...]
) -> dict[str, str]:
    project = shop.project
    index = search_files(project, {b.folder: b.menu for b in books})
    if lost := lost_runs(project, index):
        raise CannotGoOn(*map(_not_found, lost))
    texts = {f"data/{r.id}.json": regulation_json(r) for r in project.regulations}
    texts |= {f"assets/{name}": text for name, text in index.items()}
    texts |= {f"hosting/{name}": text for name, text in shop.templates.hosting.items()}
    texts["assets/sheet-ids.js"] = sheet_ids(project)
    texts["data/sheets.json"] = sheets_json(sheets)
    texts["index.html"] = entrance(project.site, english="en" in _site_languages(project))
    return texts


def _not_found(lost: Lost) -> Finding:
    """A run of the text that the search would miss, or find where it does not stand."""
    words = Text(
        f"检索索引找不到 {lost.id} 中的“{lost.run}”或找错了地方；这是程序的错误，请报告",
        f"the search index does not hold '{lost.run}' of {lost.id} as the text does; "
        "this is a fault of the program, please report it",
    )
    return Finding(Location(f"content/{lost.regulation}/zh.txt"), "search-misses", words)


def _forget(shop: Shop, books: tuple[BuiltBook, ...], sheets: tuple[PressedSheet, ...]) -> None:
    shop.store.drop_all_but("books", (b.key for b in books))
    shop.store.drop_all_but("assets", (shop.binder.digest,))
    names = (name for s in sheets for name in (s.file.name, f"{s.file.stem}.json"))
    shop.store.drop_all_but("sheets", names)
