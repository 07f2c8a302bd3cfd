"""What one regulation puts on the site, kept with the hash of what it was made from."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.pages.entries import RegulationEntry, entry
from generator.project.templates import Templates
from generator.publish.again import lost
from generator.publish.kept.records import UNREADABLE, read_record, record_text
from generator.publish.kept.store import Store, Stored
from generator.publish.mkdocs import BuiltBook, built_page
from generator.publish.offering import Offered
from generator.publish.places import in_store, is_stored
from generator.publish.pressing import PressedSheet
from generator.publish.proof.links import (
    PageLink,
    dead_links,
    first_of_each,
    links_of,
    not_offline,
)
from generator.publish.proof.offline import ParsedPage
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.regulation import Regulation
from generator.records.site import Offer, Sheet
from generator.records.texts import Location, Text
from generator.search.index import regulation_rows
from generator.search.proof import Unfound, lost_runs
from generator.sheets.currency import sheet_row

PressedSheets = tuple[PressedSheet, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """What one regulation puts on the site, and what is said of it above all regulations.

    `key` is the hash of what it was made from, "" where its sheets are still to be made again.
    """

    key: str
    entry: RegulationEntry
    files: tuple[Stored, ...]
    sheets: tuple[Sheet, ...]
    offers: tuple[Offer, ...]
    outward: tuple[PageLink, ...]  # one for each place outside its own files
    index_part: Stored  # its part of the search index
    sheet_row: str  # its part of sheet-ids.js
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RegulationParts:
    """A regulation with its books, its sheets and files, its findings, its shared bearers."""

    regulation: Regulation
    books: tuple[BuiltBook, ...]
    printed: tuple[PressedSheets, tuple[Offered, ...]]
    findings: tuple[Finding, ...]
    shared: tuple[str, ...]


def kept_product(store: Store, id_: str) -> Product | None:
    """The product last made of a regulation, from whatever it was then.

    None where there is none whose files are all there, or one that an older program wrote
    otherwise, or whose files lead out of the site.
    """
    try:
        product = read_record(Product, store.record("products", f"{id_}.json") or "")
    except (ValueError, *UNREADABLE):
        return None
    safe = all(map(is_stored, product.files)) and in_store(product.index_part)
    whole = safe and all(store.has(file) for file in (*product.files, product.index_part))
    return product if whole else None


def finished(made: RegulationParts, templates: Templates, store: Store, key: str) -> Product:
    """The regulation's data, its part of the search, and proof of its links; in a worker.

    Raises CannotGoOn where the index loses something, a link is dead or leads outside.
    """
    regulation = made.regulation
    pages = [built_page(store, k) for book in made.books for k in book.pages.values()]
    printed, offers = made.printed
    files = (
        *(page.file for page in pages),
        *{file.path: file for page in pages for file in page.inline}.values(),
        *(each.file for each in printed),
        *_blanks(printed, store),
        *(each.file for each in offers),
    )
    product = Product(
        key,
        entry(regulation, templates.strings, made.shared),
        files,
        tuple(each.sheet for each in printed),
        tuple(each.offer for each in offers),
        _outward(regulation.id, {page.file.path: page.page for page in pages}, files),
        store.put_text("", _index_part(made)),
        sheet_row(regulation),
        made.findings,
    )
    if key:
        store.put_record("products", f"{regulation.id}.json", record_text(product))
    return product


def _blanks(printed: PressedSheets, store: Store) -> Iterator[Stored]:
    """The workbooks that the page to fill in fills, as scripts: a folder loads nothing else."""
    for each in printed:
        if (each.sheet.form, each.sheet.format) != ("booklet", "xlsx"):
            continue
        data = store.data(each.file)
        if data is None:
            raise lost(each.file.path)
        text = base64.b64encode(data).decode()
        yield store.put_text(f"{each.file.path}.js", f'self.zichaWorkbook = "{text}";\n')


def _index_part(made: RegulationParts) -> str:
    """Its part of the search index, proved to hold its text."""
    menus = {book.language: book.menu for book in made.books}
    printed, _ = made.printed
    rows = regulation_rows(made.regulation, menus, [each.sheet for each in printed])
    if lost := lost_runs(made.regulation, rows):
        raise CannotGoOn(*map(_not_found, lost))
    return rows


def _outward(
    id_: str, pages: Mapping[str, ParsedPage], files: Iterable[Stored]
) -> tuple[PageLink, ...]:
    """Links beyond the regulation's own files; those among them are proved here."""
    own = {file.path for file in files}
    folders = (*(f"{top}/{id_}/" for top in ("zh", "en", "sheets")), f"data/{id_}.")
    inner: list[PageLink] = []
    outer: list[PageLink] = []
    for link in links_of(pages):
        (inner if link.place.startswith(folders) else outer).append(link)
    dead = dead_links(inner, own, lambda place: pages[place].ids if place in pages else None)
    if findings := in_order((*dead, *not_offline(pages))):
        raise CannotGoOn(*findings)
    return first_of_each(outer)


def _not_found(lost: Unfound) -> Finding:
    """A run of the text that the search would miss, or find where it does not stand."""
    words = Text(
        f"检索索引找不到 {lost.id} 中的“{lost.run}”或找错了地方；这是程序的错误，请报告",
        f"the search index does not hold '{lost.run}' of {lost.id} as the text does; "
        "this is a fault of the program, please report it",
    )
    return Finding(Location(f"content/{lost.regulation}/zh.txt"), "search-misses", words)
