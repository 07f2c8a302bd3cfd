"""The whole way from a project folder to a finished site."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from generator.check import refuse
from generator.pages.entrance import entrance
from generator.pages.exports import sheets_json
from generator.pages.home import Register
from generator.project.loading import Front, read_front
from generator.project.templates import read_templates
from generator.publish.assembly import Parts, assemble
from generator.publish.binding import bind_home
from generator.publish.kept.store import store_of
from generator.publish.kept.unchanged import key_of, unchanged
from generator.publish.mkdocs import BuiltBook, bindery, built_page
from generator.publish.orders import SILENT, Built, Order, Progress
from generator.publish.pressing import press_room
from generator.publish.product import Product
from generator.publish.production import Shop, products
from generator.publish.proof.manifest import NAME
from generator.publish.replacing import must_be_ours
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Language, Location, Text
from generator.rules import broken
from generator.search.index import front_shelf, index_files
from generator.sheets.currency import sheet_ids
from generator.sheets.pdf.glyphs import missing_glyphs, worded
from generator.sheets.pdf.press import missing_fonts, own_fonts
from generator.workers import workers


def build(order: Order, progress: Progress = SILENT, pool: Executor | None = None) -> Built:
    """Build everything and swap it in. Raises CannotGoOn; the old site then stays as it was.

    `pool` are workers that are there already; without them the order's own are called.
    """
    must_be_ours(order.out, NAME)
    if there := unchanged(order):
        return there
    key = key_of(order.root, order.only)
    with nullcontext(pool) if pool else workers(order.workers) as hands:
        shop, told = shop_of(order, hands, progress)
        made, found = products(shop, shop.front.ids)
        findings = in_order((*told, *found))
        refuse(findings, strict=order.strict)
        register = Register(
            shop.front.project.site, shop.front.project.pages, tuple(p.entry for p in made)
        )
        homes = _homes(shop, register)
    sheets = tuple(sheet for product in made for sheet in product.sheets)
    waiting = sum(max(1, len(product.sheets)) for product in made if not product.key)
    parts = _parts(shop, register, made, homes)
    built = Built(
        files=0,
        pages=sum(file.path.endswith(".html") for file in parts.files) + 1,
        sheets=sum(sheet.format == "pdf" for sheet in sheets),
        sheet_pages=sum(sheet.pages for sheet in sheets),
        waiting=waiting,
        findings=findings,
    )
    about = {name: getattr(built, name) for name in ("pages", "sheets", "sheet_pages")}
    files = assemble(order.out, parts, about | {"inputs": "" if waiting else key})
    if order.press and not order.only:
        _forget(shop, parts, made)
    return replace(built, files=files)


def shop_of(
    order: Order, pool: Executor, progress: Progress
) -> tuple[Shop, tuple[Finding, ...]]:
    """What the site is made with, and what is wrong above the regulations."""
    settings, templates = _settings(order.root), read_templates(order.root)
    front, findings = read_front(order.root, order.only)
    if front is None:
        raise CannotGoOn(*findings)
    store = store_of(order.root)
    site = front.project.site
    room = press_room(templates.folder / "sheets", store, own_fonts=bool(own_fonts(site)))
    binder = bindery(settings, templates.folder, store)
    shop = Shop(order, front, templates, store, binder, room, pool, progress)
    lacking = missing_glyphs(worded(templates.sheet_strings))
    return shop, (*findings, *broken(front.project), *missing_fonts(site), *lacking)


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


def _homes(shop: Shop, register: Register) -> tuple[BuiltBook, ...]:
    """The pages above all regulations, a book a language."""
    task = (shop.templates, shop.binder)
    languages = _languages(shop.front)
    running = [shop.pool.submit(bind_home, register, each, *task) for each in languages]
    return tuple(future.result() for future in running)


def _languages(front: Front) -> tuple[Language, ...]:
    return ("zh", "en") if front.project.translated else ("zh",)


def _parts(
    shop: Shop, register: Register, made: tuple[Product, ...], homes: tuple[BuiltBook, ...]
) -> Parts:
    above = [built_page(shop.store, key) for book in homes for key in book.pages.values()]
    files = [file for product in made for file in product.files]
    files += [file for page in above for file in (page.file, *page.inline)]
    return Parts(
        shop.store,
        shop.store.place("assets", shop.binder.digest),
        tuple({file.path: file for file in files}.values()),
        dict(_texts(shop, register, made)),
        {page.file.path: page.page for page in above},
        tuple(link for product in made for link in product.outward),
        linked=not shop.order.press,
    )


def _texts(
    shop: Shop, register: Register, made: tuple[Product, ...]
) -> Iterator[tuple[str, str]]:
    """Path on the site → text of what is about all regulations."""
    store, project = shop.store, shop.front.project
    shelves = {p.entry.id: store.place("texts", p.shelf.name).read_text("utf-8") for p in made}
    index = index_files(front_shelf(project.site, project.pages), shelves)
    yield from ((f"assets/{name}", text) for name, text in index.items())
    yield from ((f"hosting/{name}", text) for name, text in shop.templates.hosting.items())
    yield "assets/sheet-ids.js", sheet_ids(product.sheet_row for product in made)
    yield "data/sheets.json", sheets_json([s for product in made for s in product.sheets])
    yield "index.html", entrance(register.site, english="en" in _languages(shop.front))


def _forget(shop: Shop, parts: Parts, made: tuple[Product, ...]) -> None:
    """Drop from the store what this site was not made of."""
    keep: dict[str, set[str]] = {"pages": set(), "sheets": set(), "texts": set()}
    for file in (*parts.files, *(product.shelf for product in made)):
        stem = file.name.partition(".")[0]
        keep[file.kind] |= {file.name, f"{stem}.json"}
    for kind, names in keep.items():
        shop.store.drop_all_but(kind, names)
    shop.store.drop_all_but("assets", (shop.binder.digest,))
    shop.store.drop_all_but("products", (f"{product.entry.id}.json" for product in made))
