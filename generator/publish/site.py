"""The whole way from a project folder to a finished site."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from generator.check import refuse
from generator.exports.contract import sheets_json
from generator.exports.feed import Followed, site_feed, site_feed_path
from generator.pages.entrance import LOST, entrance, lost_page
from generator.pages.home import Register
from generator.project.holding import held
from generator.project.inventory import SETTINGS, Inventory, front_of, inventory
from generator.project.loading import Outline, read_outline
from generator.project.programs import must_be_as_seen
from generator.project.publishednames import unfit_among
from generator.project.settings import as_yaml, read_settings
from generator.project.shape import published
from generator.project.templates import read_templates
from generator.project.trust import untrusted
from generator.publish import licences
from generator.publish.again import again, given_up, lost
from generator.publish.assembly import Parts, assemble
from generator.publish.assets import kept_assets
from generator.publish.binding import bind_home
from generator.publish.kept.keys import program_digest, site_key
from generator.publish.kept.store import Store, store_of
from generator.publish.kept.unchanged import unchanged
from generator.publish.kit import kit
from generator.publish.locks import alone, in_use, together
from generator.publish.mkdocs import BuiltBook, book_settings, built_page
from generator.publish.orders import SILENT, Built, Order, Progress
from generator.publish.others import must_not_lose
from generator.publish.pressing import sheet_settings
from generator.publish.product import Product
from generator.publish.production import BuildContext, products
from generator.publish.proof.manifest import ENTRANCE
from generator.publish.replacing import must_be_ours, tidy
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Language, Location, Text
from generator.rules import broken
from generator.search.index import index_files, site_rows
from generator.sheets.currency import sheet_ids
from generator.sheets.pdf.glyphs import missing_glyphs, worded
from generator.sheets.pdf.press import missing_fonts, own_fonts
from generator.workers import workers


def build(order: Order, progress: Progress = SILENT, pool: Executor | None = None) -> Built:
    """Build everything and swap it in. Raises CannotGoOn; the old site then stays as it was.

    `pool` are workers that are there already; without them the order's own are called.
    """
    tidy(order.root, order.out)
    must_be_ours(order.out, ENTRANCE)
    must_not_lose(order.out, order.only)
    store = store_of(order.root)
    with in_use(store.lock) as use:
        if alone(use):
            store.sweep()
        together(use)
        built, forget = again(lambda: _built(order, progress, pool))
        if alone(use):  # what this site was not made of, another build may be about to use
            forget()
    return built


def _built(
    order: Order, progress: Progress, pool: Executor | None
) -> tuple[Built, Callable[[], None]]:
    """The site of one state of the project in its place, and how to forget all others."""
    inputs = inventory(order.root)
    if there := unchanged(order, inputs):
        return there, lambda: None
    with nullcontext(pool) if pool else workers(order.workers) as executor:
        context, told = context_of(order, inputs, executor, progress)
        made, found = products(context, context.outline.ids)
        findings = in_order((*told, *found))
        refuse(findings, strict=order.strict)
        register = Register(
            context.outline.project.site,
            context.outline.project.pages,
            tuple(p.entry for p in made),
            {p.entry.id: p.offers for p in made},
        )
        homes = _homes(context, register)
    must_be_as_seen(order.root, inputs.programs)
    sheets = tuple(sheet for product in made for sheet in product.sheets)
    parts = _parts(context, register, made, homes)
    built = Built(
        files=0,
        pages=sum(file.path.endswith(".html") for file in parts.files) + 1,
        sheets=sum(sheet.format == "pdf" for sheet in sheets),
        sheet_pages=sum(sheet.pages for sheet in sheets),
        waiting=sum(max(1, len(product.sheets)) for product in made if not product.key),
        findings=findings,
    )
    files, kept = assemble(order, parts, _about(context, built))
    built = replace(built, files=files, findings=(*kept, *findings))
    whole = order.press and not order.only
    return built, partial(_forget, context, parts, made) if whole else lambda: None


def _about(context: BuildContext, built: Built) -> dict[str, str | int]:
    """What the manifest says of the site; no inputs where more is wanted than was there."""
    counts = {name: getattr(built, name) for name in ("pages", "sheets", "sheet_pages")}
    wanting = built.waiting or any(missing_fonts(context.outline.project.site))
    return counts | {"inputs": "" if wanting else site_key(context.inputs, context.order.only)}


def context_of(
    order: Order, inputs: Inventory, pool: Executor, progress: Progress
) -> tuple[BuildContext, tuple[Finding, ...]]:
    """What the site is made with, and what is wrong above the regulations.

    Nothing is read but what `inputs` names, and as it was then.
    """
    if SETTINGS not in inputs.templates:
        raise CannotGoOn(NO_SETTINGS)
    store = store_of(order.root)
    own = kit(order.root, inputs.templates, store)
    settings = "" if order.trust else _plain_settings(own)
    templates = read_templates(own)
    with held(front_of(inputs)):
        outline, findings = read_outline(order.root, order.only)
    if outline is None:
        raise CannotGoOn(*findings)
    site = outline.project.site
    room = sheet_settings(templates.folder / "sheets", store, own_fonts=bool(own_fonts(site)))
    binder = book_settings(own, store, order.root, program_digest(inputs), plain=settings)
    context = BuildContext(
        order, inputs, outline, templates, store, binder, room, pool, progress
    )
    # Workers have the fonts read already.
    lacking = pool.submit(missing_glyphs, tuple(worded(templates.sheet_strings))).result()
    named = unfit_among(inputs.templates)
    told = (*named, *broken(outline.project), *missing_fonts(site), *lacking)
    return context, (*findings, *told)


NO_SETTINGS = Finding(
    Location(SETTINGS),
    "missing-file",
    Text(
        "缺少 mkdocs.yml（页面的主题和扩展设置）；请从别的项目复制一份",
        "mkdocs.yml, the settings of the pages, is missing; copy one",
    ),
)


def _plain_settings(root: Path) -> str:
    """What MkDocs is to read in place of mkdocs.yml: settings that run nothing.

    Raises CannotGoOn where something in the project would run that nobody has said to trust.
    """
    if told := untrusted(root):
        raise CannotGoOn(*told)
    settings, told = read_settings(root)
    if settings is None:
        raise CannotGoOn(*told)
    return as_yaml(settings)


def _homes(context: BuildContext, register: Register) -> tuple[BuiltBook, ...]:
    """The pages above all regulations, a book a language."""
    task = (context.templates, context.books)
    languages = _languages(context.outline)
    running = [context.pool.submit(bind_home, register, each, *task) for each in languages]
    return tuple(future.result() for future in running)


def _languages(outline: Outline) -> tuple[Language, ...]:
    return ("zh", "en") if outline.project.translated else ("zh",)


def _parts(
    context: BuildContext,
    register: Register,
    made: tuple[Product, ...],
    homes: tuple[BuiltBook, ...],
) -> Parts:
    above = [built_page(context.store, key) for book in homes for key in book.pages.values()]
    assets = kept_assets(context.store, context.books.digest)
    if assets is None:
        raise lost(f"assets/{context.books.digest}")
    files = [*assets, *(file for product in made for file in product.files)]
    files += [file for page in above for file in (page.file, *page.inline)]
    return Parts(
        context.store,
        tuple({file.path: file for file in files}.values()),
        dict(_texts(context, register, made, homes)),
        {page.file.path: page.page for page in above},
        tuple(link for product in made for link in product.outward),
        linked=not context.order.press,
        waiting=tuple(product.entry.id for product in made if not product.key),
    )


def _texts(
    context: BuildContext,
    register: Register,
    made: tuple[Product, ...],
    homes: tuple[BuiltBook, ...],
) -> Iterator[tuple[str, str]]:
    """Path on the site → text of what is about all regulations."""
    project = context.outline.project
    front = site_rows(project.site, project.pages, {home.language: home.menu for home in homes})
    index = index_files(front, _index_parts(context.store, made), context.templates)
    yield from ((f"assets/{name}", text) for name, text in index.items())
    yield from ((f"hosting/{name}", text) for name, text in context.templates.hosting.items())
    yield "assets/sheet-ids.js", sheet_ids(product.sheet_row for product in made)
    for language in _languages(context.outline):
        followed = (
            Followed(entry.id, entry.title, entry.changes)
            for entry in register.entries
            if language == "zh" or entry.translated
        )
        strings = context.templates.strings
        yield site_feed_path(language), site_feed(register.site, followed, strings, language)
    yield "data/sheets.json", sheets_json([s for product in made for s in product.sheets])
    yield from ((f"schema/{name}", text) for name, text in published().items())
    yield licences.PLACE, licences.licences()
    english = "en" in _languages(context.outline)
    yield "index.html", entrance(register.site, english=english)
    yield LOST, lost_page(register.site, context.templates.strings, english=english)


def _index_parts(store: Store, made: tuple[Product, ...]) -> Mapping[str, str]:
    """Regulation → its part of the search index."""
    kept = {p.entry.id: store.data(p.index_part) for p in made}
    if spoilt := [p.index_part for p in made if kept[p.entry.id] is None]:
        raise given_up(store, spoilt)
    return {id_: data.decode() for id_, data in kept.items() if data is not None}


def _forget(context: BuildContext, parts: Parts, made: tuple[Product, ...]) -> None:
    """Drop from the store what this site was not made of."""
    keep: dict[str, set[str]] = {"pages": set(), "sheets": set(), "texts": set()}
    for file in (*parts.files, *(product.index_part for product in made)):
        if file.kind in keep:
            keep[file.kind] |= {file.name, f"{file.name.partition('.')[0]}.json"}
    for kind, names in keep.items():
        context.store.drop_all_but(kind, names)
    context.store.drop_all_but("products", (f"{product.entry.id}.json" for product in made))
