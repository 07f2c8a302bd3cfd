"""One book built by MkDocs, cached by the hash of its inputs: the only door to MkDocs."""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.findings import CannotGoOn, Finding
from generator.model import Location, Text
from generator.publish import offline
from generator.publish.inputs import versions
from generator.publish.store import Store, digest, folder_digest
from generator.render.pages import Book, Menu

# What MkDocs writes beside the pages and nobody on an intranet asks for.
NOT_WANTED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "objects.inv")


@dataclass(frozen=True, slots=True)
class Bindery:
    """What every book is built with: mkdocs.yml, theme, assets; `digest` is their hash.

    `version` is that of the assets alone: one for all, since they load one another.
    """

    settings: Path
    theme: Path
    assets: Path
    store: Store
    digest: str
    version: str


@dataclass(frozen=True, slots=True)
class BuiltBook:
    """A finished book in the store: `pages` is its folder, `assets` that of the theme."""

    folder: str  # where it belongs on the site: zh/jinan-2016-31
    key: str
    pages: Path
    assets: Path
    inline: Mapping[str, str]
    contents: Mapping[str, offline.Page]  # without the html
    menu: Menu


def bindery(settings: Path, templates: Path, store: Store) -> Bindery:
    """The common part of all books; its hash covers settings, theme, assets and versions."""
    theme, assets = templates / "theme", templates / "assets"
    whole = digest(settings.read_bytes(), folder_digest(theme, assets), versions())
    return Bindery(settings, theme, assets, store, whole, folder_digest(assets)[:8])


def built(book: Book, extra: Mapping[str, object], with_: Bindery) -> BuiltBook:
    """The book from the store, or made now.

    Raises CannotGoOn where MkDocs warns: a broken link, a page that is in no menu.
    """
    inputs = json.dumps([asdict(book), dict(extra)], ensure_ascii=False, sort_keys=True)
    key = digest(inputs, with_.digest)
    place = with_.store.place("books", key)
    if not place.is_dir():
        _make(book, extra, with_, key)
    record = json.loads((place / "book.json").read_text("utf-8"))
    contents = {
        name: offline.Page(
            "",
            frozenset(page["ids"]),
            *(
                tuple((line, what) for line, what in page[k])
                for k in ("links", "outside", "inline")
            ),
        )
        for name, page in record["pages"].items()
    }
    assets = with_.store.place("assets", with_.digest)
    pages = place / "pages"
    return BuiltBook(book.folder, key, pages, assets, record["inline"], contents, book.nav)


def _make(book: Book, extra: Mapping[str, object], with_: Bindery, key: str) -> None:
    with_.store.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=with_.store.root) as name:
        work = Path(name)
        docs, site = work / "docs", work / "made" / "pages"
        docs.mkdir()
        for path, text in book.files.items():
            (docs / path).write_text(text, "utf-8")
        shutil.copytree(with_.assets, docs / "assets")
        _run(book, extra, with_, (docs, site))
        with_.store.put_folder("assets", with_.digest, site / "assets")
        for unwanted in NOT_WANTED:
            (site / unwanted).unlink(missing_ok=True)
        _record(book, site, with_.version)
        with_.store.put_folder("books", key, work / "made")


def _run(
    book: Book, extra: Mapping[str, object], with_: Bindery, folders: tuple[Path, Path]
) -> None:
    settings = yaml_load(with_.settings.read_text("utf-8"))
    docs, site = folders
    with _messages() as said:
        try:
            config = load_config(
                str(with_.settings),
                site_name=book.title,
                docs_dir=str(docs),
                site_dir=str(site),
                nav=_nav(book.nav),
                theme=settings["theme"]
                | {"custom_dir": str(with_.theme), "language": book.language},
                extra=settings.get("extra", {}) | dict(extra),
            )
            mkdocs_build(config)
        except MkDocsException as error:
            raise _failed(book, [*said, str(error)]) from error
        if said:
            raise _failed(book, said)


def _nav(nav: Any) -> Any:
    """MkDocs wants lists and one-entry mappings; a book has tuples of pairs."""
    if isinstance(nav, str):
        return nav
    return [{title: _nav(below)} for title, below in nav]


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Warnings and errors of MkDocs while it works: it logs them, and `-q` would hide them."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.getLogger("mkdocs")
    log.addHandler(handler)
    log.propagate = False
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's banner about MkDocs 2
    try:
        yield said
    finally:
        log.removeHandler(handler)


def _failed(book: Book, said: list[str]) -> CannotGoOn:
    what = " ".join(" ".join(said).split())
    return CannotGoOn(
        Finding(
            Location(book.folder),
            "book-does-not-build",
            Text(
                f"这本书的页面生成失败，请按 MkDocs 的提示修改模板或页面：{what}",
                f"the pages of this book do not build; mend what MkDocs names: {what}",
            ),
        )
    )


def _record(book: Book, site: Path, version: str) -> None:
    """Pages made fit for the intranet, and a record of what stands in them."""
    up = "../" * (book.folder.count("/") + 1)
    inline: dict[str, str] = {}
    pages: dict[str, Any] = {}
    for path in sorted(site.rglob("*.html")):
        html, files = offline.externalised(path.read_text("utf-8"), up, version)
        inline |= files
        path.write_text(html, "utf-8")
        page = offline.read(html)
        pages[path.relative_to(site).as_posix()] = {
            "ids": sorted(page.ids),
            "links": page.links,
            "outside": page.outside,
            "inline": page.inline,
        }
    record = {"pages": pages, "inline": inline}
    (site.parent / "book.json").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
