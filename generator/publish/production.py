"""Every regulation of a project made into its product, where it is not there already."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import TypeVar

from generator.check import Survey, surveyed
from generator.exports.files import languages_of
from generator.pages.downloads import saved_as
from generator.pages.neighbours import Neighbours
from generator.project.inventory import Inventory
from generator.project.loading import Outline
from generator.project.templates import Templates
from generator.publish.binding import SiteHead, Subject, bind
from generator.publish.kept.keys import product_key, versions
from generator.publish.kept.records import record_text
from generator.publish.kept.store import Store, digest
from generator.publish.mkdocs import BookSettings, BuiltBook
from generator.publish.offering import Offered, offered, places_of, printed_texts
from generator.publish.orders import Order, Progress
from generator.publish.pressing import PressedSheet, SheetSettings, press_all
from generator.publish.product import (
    PressedSheets,
    Product,
    RegulationParts,
    finished,
    kept_product,
)
from generator.publish.sightings import neighbours
from generator.publish.unitsets import unit_sets
from generator.records.findings import Finding
from generator.records.regulation import Regulation
from generator.records.site import Sheet, Site
from generator.records.texts import Location
from generator.records.walking import provisions
from generator.sheets.jobs import jobs
from generator.sheets.lawtext import FORM, PAST, text_jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import own_fonts

T = TypeVar("T")

# So many regulations are read, printed and bound before the next: memory stays flat.
BATCH = 16


@dataclass(frozen=True, slots=True)
class BuildContext:
    """A project with all it is made into a site with."""

    order: Order
    inputs: Inventory
    outline: Outline
    templates: Templates
    store: Store
    books: BookSettings
    sheets: SheetSettings
    pool: Executor
    progress: Progress


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known of a regulation before it is read."""

    key: str  # the hash of what its product is made from
    before: Product | None  # the product last made of it
    neighbours: Neighbours  # the regulations that its text may point at


def products(
    context: BuildContext, ids: Sequence[str]
) -> tuple[tuple[Product, ...], tuple[Finding, ...]]:
    """These regulations made, and what is wrong in them; only what changed is made.

    Once something is wrong the rest is read only, so that all findings are told.
    """
    known = _known(context, ids)
    done = {id_: k.before for id_, k in known.items() if k.before and k.before.key == k.key}
    findings = [finding for product in done.values() for finding in product.findings]
    waiting = [id_ for id_ in ids if id_ not in done]
    context.progress.more("regulations", len(waiting))
    for some in _batches(waiting, BATCH):
        surveys = _surveys(context, some)
        findings += (finding for _, told in surveys.values() for finding in told)
        if not any(f.severity == "error" or context.order.strict for f in findings):
            done |= _made(context, surveys, known)
    return tuple(done[id_] for id_ in ids if id_ in done), tuple(findings)


def _known(context: BuildContext, ids: Sequence[str]) -> Mapping[str, Earlier]:
    """Keys cover a regulation's two folders and all that its files are made with."""
    seen = {id_: context.inputs.regulations[id_] for id_ in context.outline.ids}
    cited = neighbours(context.order.root, seen, context.store, context.pool)
    project = context.outline.project
    site = replace(project.site, location=Location(""), places={}, shared_bearers=())
    names = [(p.language, p.name, p.title) for p in project.pages]
    made = context.templates
    words = [*made.pages.items(), *made.strings.items(), *made.sheet_strings.items()]
    around = repr((asdict(site), own_fonts(project.site), names, words))
    common = digest(around, context.books.digest, context.sheets.digest, versions())

    def key(id_: str) -> str:
        said = (record_text(cited[id_]), *shared_codes(project.site, id_))
        return product_key(id_, seen[id_], said, common)

    return {id_: Earlier(key(id_), kept_product(context.store, id_), cited[id_]) for id_ in ids}


def shared_codes(site: Site, id_: str) -> tuple[str, ...]:
    """Codes of a regulation's bearers that the site puts together with those of others."""
    return tuple(dict.fromkeys(s.parts[id_] for s in site.shared_bearers if id_ in s.parts))


def _batches(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def _surveys(context: BuildContext, ids: Iterable[str]) -> Mapping[str, Survey]:
    root, site = context.order.root, context.outline.project.site
    seen = context.inputs.regulations
    running = {id_: context.pool.submit(surveyed, root, id_, site, seen[id_]) for id_ in ids}
    return {id_: future.result() for id_, future in running.items()}


def _made(
    context: BuildContext, surveys: Mapping[str, Survey], known: Mapping[str, Earlier]
) -> Mapping[str, Product]:
    """Sheets, then books, then all that is known from both."""
    ready = {id_: regulation for id_, (regulation, _) in surveys.items() if regulation}
    if context.order.press:
        pressed = _pressed(context, ready)
        texts = {
            id_: (*printed_texts(some), *places_of(ready[id_], some, context.store))
            for id_, some in pressed.items()
        }
        sheets = {
            id_: tuple(each for each in some if each.sheet.form not in (FORM, PAST))
            for id_, some in pressed.items()
        }
    else:
        sheets = {id_: _as_they_are(known[id_].before) for id_ in ready}
        texts = {id_: _texts_as_they_are(known[id_].before) for id_ in ready}
    offers = _offered(context, ready, texts)
    books = _bound(context, ready, (sheets, offers), known)
    running = {}
    for id_, regulation in ready.items():
        key = known[id_].key if context.order.press else ""
        shared = shared_codes(context.outline.project.site, id_)
        printed = (sheets[id_], offers[id_])
        made = RegulationParts(regulation, books[id_], printed, surveys[id_][1], shared)
        running[id_] = context.pool.submit(
            finished, made, context.templates, context.store, key
        )
    done = {}
    for id_, future in running.items():
        done[id_] = future.result()
        context.progress.done("regulations", id_)
    return done


def _pressed(
    context: BuildContext, ready: Mapping[str, Regulation]
) -> Mapping[str, PressedSheets]:
    """The sheets of each regulation, and its text as it is printed."""
    site = context.outline.project.site
    fonts = own_fonts(site)
    strings, printing = context.templates.sheet_strings, Printing(fonts=fonts, marks=site.scan)
    wanted = {
        id_: (*jobs(law, strings, printing), *text_jobs(law, strings, printing))
        for id_, law in ready.items()
    }
    every = tuple(job for some in wanted.values() for job in some)
    made = {
        s.sheet.path: s
        for s in press_all(every, context.sheets, context.pool, context.progress)
    }
    found = {id_: tuple(made[job.path] for job in some) for id_, some in wanted.items()}
    return {
        id_: (*some, *unit_sets(some, context.store, _named(ready[id_], context.templates)))
        for id_, some in found.items()
    }


def _named(regulation: Regulation, templates: Templates) -> Callable[[Sheet], str]:
    """What a sheet is called when it is saved."""
    known = provisions(regulation)
    return lambda sheet: saved_as(regulation, sheet, templates.strings, known)


def _as_they_are(before: Product | None) -> PressedSheets:
    """The sheets last made, for a preview that must not wait for new ones."""
    if before is None:
        return ()
    files = {file.path: file for file in before.files}
    return tuple(PressedSheet(sheet, files[sheet.path]) for sheet in before.sheets)


def _texts_as_they_are(before: Product | None) -> tuple[Offered, ...]:
    """The printed texts last made, likewise."""
    if before is None:
        return ()
    files = {file.path: file for file in before.files}
    return tuple(
        Offered(o, files[o.path])
        for o in before.offers
        if o.kind in ("text", "edition", "forms")
    )


def _offered(
    context: BuildContext,
    ready: Mapping[str, Regulation],
    texts: Mapping[str, tuple[Offered, ...]],
) -> Mapping[str, tuple[Offered, ...]]:
    """What each regulation offers for use elsewhere, its printed texts first."""
    site, words = context.outline.project.site, context.templates.strings
    running = {}
    for id_, regulation in ready.items():
        received = (context.order.root, context.inputs.regulations[id_])
        running[id_] = context.pool.submit(
            offered, regulation, site, words, context.store, received
        )
    return {id_: (*texts[id_], *future.result()) for id_, future in running.items()}


def _bound(
    context: BuildContext,
    ready: Mapping[str, Regulation],
    listed: tuple[Mapping[str, PressedSheets], Mapping[str, tuple[Offered, ...]]],
    known: Mapping[str, Earlier],
) -> Mapping[str, tuple[BuiltBook, ...]]:
    """The books of each regulation, in which its sheets and files are listed."""
    printed, offers = listed
    above = SiteHead(context.outline.project.site, context.outline.project.pages)
    running = []
    for id_, regulation in ready.items():
        sheets = tuple(each.sheet for each in printed[id_])
        some = tuple(each.offer for each in offers[id_])
        for language in languages_of(regulation):
            subject = Subject(regulation, language, sheets, some, known[id_].neighbours)
            future = context.pool.submit(bind, subject, above, context.templates, context.books)
            running.append((id_, future))
    context.progress.more("books", len(running))
    done: dict[str, tuple[BuiltBook, ...]] = {}
    for id_, future in running:
        done[id_] = (*done.get(id_, ()), future.result())
        context.progress.done("books", id_)
    return done
