"""One book built by MkDocs, each page kept by its inputs: the only door to MkDocs."""

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure import pages
from mkdocs.utils.yaml import yaml_load

from generator.pages.book import Book, Menu
from generator.publish.kept.inputs import versions
from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import Store, Stored, digest, folder_digest
from generator.publish.proof import offline
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Language, Location, Text

# MkDocs says so of every build that leaves pages as they are.
DIRTY = "A 'dirty' build is being performed"


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
class BuiltPage:
    """A finished page: the file, what stands in it, and the files its code was moved to."""

    file: Stored
    page: offline.Page
    inline: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class BuiltBook:
    """A finished book: `pages` is path on the site → key in the store."""

    folder: str  # where it belongs on the site: zh/jinan-2016-31
    language: Language
    pages: Mapping[str, str]
    menu: Menu


def bindery(settings: Path, templates: Path, store: Store) -> Bindery:
    """The common part of all books; its hash covers settings, theme, assets and versions."""
    theme, assets = templates / "theme", templates / "assets"
    whole = digest(settings.read_bytes(), folder_digest(theme, assets), versions())
    return Bindery(settings, theme, assets, store, whole, folder_digest(assets)[:8])


def built(book: Book, extra: Mapping[str, object], with_: Bindery) -> BuiltBook:
    """The book, of which only those pages are made that the store has not.

    Raises CannotGoOn where MkDocs warns: a broken link, a page that is in no menu.
    """
    frame = [book.folder, book.language, book.title, book.nav, dict(extra), sorted(book.files)]
    common = digest(json.dumps(frame, ensure_ascii=False, sort_keys=True), with_.digest)
    keys = {path: digest(path, text, common) for path, text in book.files.items()}
    known = {
        p for p, key in keys.items() if with_.store.place("pages", f"{key}.json").is_file()
    }
    if len(known) < len(keys):
        _make(book, extra, with_, {p: k for p, k in keys.items() if p not in known})
    pages = {f"{book.folder}/{_html(path)}": key for path, key in keys.items()}
    return BuiltBook(book.folder, book.language, pages, book.nav)


def built_page(store: Store, key: str) -> BuiltPage:
    """A page that has been built."""
    return read_record(BuiltPage, store.place("pages", f"{key}.json").read_text("utf-8"))


def _html(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _make(
    book: Book, extra: Mapping[str, object], with_: Bindery, missing: Mapping[str, str]
) -> None:
    with_.store.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=with_.store.root) as name:
        docs, site = Path(name) / "docs", Path(name) / "site"
        docs.mkdir()
        site.mkdir()
        _lay_out(book, docs, site, missing)
        assets = with_.store.place("assets", with_.digest)
        if assets.is_dir():
            (site / "assets").symlink_to(assets.resolve())  # newer than its sources: not copied
        else:
            shutil.copytree(with_.assets, docs / "assets")
        _run(book, extra, with_, (docs, site))
        if not assets.is_dir():
            with_.store.put_folder("assets", with_.digest, site / "assets")
        for path, key in missing.items():
            _keep(book, _html(path), (site / _html(path)).read_text("utf-8"), key, with_)


def _lay_out(book: Book, docs: Path, site: Path, missing: Mapping[str, str]) -> None:
    """All pages for MkDocs to know, those it need not make older than what is there of them."""
    for path, text in book.files.items():
        (docs / path).write_text(text, "utf-8")
        if path not in missing:
            os.utime(docs / path, (0, 0))
            (site / _html(path)).touch()


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
                strict=False,  # what MkDocs warns of is held against the book here
                theme=settings["theme"]
                | {"custom_dir": str(with_.theme), "language": book.language},
                extra=settings.get("extra", {}) | dict(extra),
            )
            _lighten(config, with_.digest)
            mkdocs_build(config, dirty=True)
        except MkDocsException as error:
            raise _failed(book, [*said, str(error)]) from error
        if said:
            raise _failed(book, said)


_environments: dict[str, Any] = {}  # one a process: the theme is compiled once


def _lighten(config: MkDocsConfig, digest_: str) -> None:
    """Spare each book what is the same for all: compiling the theme, listing its 12,000 files.

    404.html and sitemap.xml are for servers on the internet and are not made at all. Anchors
    are not collected: `links` proves those of the finished pages.
    """
    pages._RawHTMLPreprocessor.run = _as_it_is  # type: ignore[method-assign]
    config.validation.links.anchors = logging.NOTSET
    config.theme.static_templates.clear()
    environment = _environments.get(digest_)
    if environment is None:
        environment = config.theme.get_env()
        names = environment.list_templates(filter_func=_is_static)
        environment.list_templates = lambda **_: names  # type: ignore[method-assign]
        _environments[digest_] = environment
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]


# Of the theme: maps for debuggers, and what only Material's own search would load.
NOT_COPIED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def _as_it_is(self: pages._RawHTMLPreprocessor, lines: list[str]) -> list[str]:
    del self
    return lines


def _is_static(name: str) -> bool:
    """Whether MkDocs copies this file of the theme, templates and icons left out."""
    if not name.startswith("assets/") or name.endswith((".html", ".map")):
        return False
    return not name.startswith(NOT_COPIED)


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
    handler.addFilter(lambda record: not record.getMessage().startswith(DIRTY))
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


def _keep(book: Book, name: str, html: str, key: str, with_: Bindery) -> None:
    """A page made fit for the intranet, and a record of what stands in it."""
    up = "../" * (book.folder.count("/") + 1)
    html, files = offline.externalised(html, up, with_.version)
    data = html.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    file = Stored(f"{book.folder}/{name}", "pages", f"{key}.html", sha256, len(data))
    inline = tuple(
        with_.store.put_text(f"assets/inline/{each}", text) for each, text in files.items()
    )
    with_.store.put_file("pages", f"{key}.html", data)
    record = record_text(BuiltPage(file, offline.read(html), inline))
    with_.store.put_file("pages", f"{key}.json", record.encode())
