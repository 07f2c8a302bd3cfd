"""One book built by MkDocs, each page kept by its inputs: the only door to MkDocs."""

import hashlib
import io
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown.preprocessors import HtmlBlockPreprocessor  # type: ignore[import-untyped]
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.structure import pages
from mkdocs.utils.yaml import yaml_load

from generator.pages.book import Book, Menu
from generator.pages.templates import keep_compiled
from generator.project import handwriting
from generator.publish.again import lost
from generator.publish.assets import keep_assets, kept_assets
from generator.publish.kept.keys import page_keys, versions
from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import ASSETS, Store, Stored, digest, folder_digest
from generator.publish.proof import offline
from generator.publish.rawhtml import parted
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Language, Location, Text

# MkDocs says so of every build that leaves pages as they are.
DIRTY = "A 'dirty' build is being performed"


@dataclass(frozen=True, slots=True)
class BookSettings:
    """What every book is built with: mkdocs.yml, theme, assets; `digest` is their hash.

    `version` is that of the assets alone: one for all, since they load one another.
    """

    file: Path
    theme: Path
    assets: Path
    store: Store
    digest: str
    version: str
    home: Path  # the project: what trusted settings name beyond the kit
    plain: str = ""  # settings to be read in the place of those in the file


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A finished page: the file, what stands in it, and the files its code was moved to."""

    file: Stored
    page: offline.ParsedPage
    inline: tuple[Stored, ...]


@dataclass(frozen=True, slots=True)
class BuiltBook:
    """A finished book: `pages` is path on the site → key in the store."""

    folder: str  # where it belongs on the site: zh/jinan-2016-31
    language: Language
    pages: Mapping[str, str]
    menu: Menu


def book_settings(
    kit: Path, store: Store, home: Path, programs: str, *, plain: str = ""
) -> BookSettings:
    """The common part of all books; its hash covers settings, theme, assets and versions.

    `kit` is a folder that nobody else changes: MkDocs reads it when it likes. `plain` are
    settings to be read in the place of those in it; what else they name lies in `home`, and
    `programs` is the hash of that.
    """
    settings, templates = kit / "mkdocs.yml", kit / "site_templates"
    theme, assets = templates / "theme", templates / "assets"
    read = (settings.read_bytes(), plain, programs)
    whole = digest(*read, folder_digest(theme, assets), versions())
    store.use(ASSETS, whole)
    if kept_assets(store, whole) is None:
        store.drop(ASSETS, whole)  # what is there is not written over
    return BookSettings(
        settings, theme, assets, store, whole, folder_digest(assets)[:8], home, plain
    )


def built(book: Book, extra: Mapping[str, object], settings: BookSettings) -> BuiltBook:
    """The book, of which only those pages are made that the store has not.

    Raises CannotGoOn where MkDocs warns: a broken link, a page that is in no menu.
    """
    frame = [book.folder, book.language, book.title, book.nav, book.pruned]
    frame += [dict(extra), sorted(book.files)]
    keys = page_keys(book.files, frame, settings.digest)
    missing = {p: key for p, key in keys.items() if kept_page(settings.store, key) is None}
    if missing or kept_assets(settings.store, settings.digest) is None:
        _make(book, extra, settings, missing)
    pages = {f"{book.folder}/{_html(path)}": key for path, key in keys.items()}
    return BuiltBook(book.folder, book.language, pages, book.nav)


def built_page(store: Store, key: str) -> BuiltPage:
    """A page that has been built. Raises CannotGoOn where it has been lost since."""
    page = kept_page(store, key)
    if page is None:
        raise lost(f"pages/{key}.json")
    return page


def kept_page(store: Store, key: str) -> BuiltPage | None:
    """The same, None where it is not there with all its files."""
    text = store.record("pages", f"{key}.json")
    if text is None:
        return None
    page = read_record(BuiltPage, text)
    return page if all(map(store.has, (page.file, *page.inline))) else None


def _html(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _make(
    book: Book, extra: Mapping[str, object], settings: BookSettings, missing: Mapping[str, str]
) -> None:
    with settings.store.draft() as draft:
        docs, site = draft / "docs", draft / "site"
        docs.mkdir()
        site.mkdir()
        _lay_out(book, docs, site, missing)
        assets = settings.store.place(ASSETS, settings.digest)
        if there := assets.is_dir():
            (site / "assets").symlink_to(assets.resolve())  # newer than its sources: not copied
        else:
            shutil.copytree(settings.assets, docs / "assets")
        contents = _run(book, extra, settings, (docs, site))
        if faults := in_order(_unfit(book, contents)):
            raise CannotGoOn(*faults)
        if not there:
            _cut_off(site / "assets")
            keep_assets(settings.store, settings.digest, site / "assets")
        for path, key in missing.items():
            _keep(book, _html(path), (site / _html(path)).read_text("utf-8"), key, settings)


def _lay_out(book: Book, docs: Path, site: Path, missing: Mapping[str, str]) -> None:
    """All pages for MkDocs to know, those it need not make older than what is there of them."""
    for path, text in book.files.items():
        (docs / path).write_text(text, "utf-8")
        if path not in missing:
            os.utime(docs / path, (0, 0))
            (site / _html(path)).touch()


def _run(
    book: Book, extra: Mapping[str, object], settings: BookSettings, folders: tuple[Path, Path]
) -> Mapping[str, str]:
    """Let MkDocs make the pages; gives what stands in each, the theme's frame left out."""
    contents: dict[str, str] = {}

    def see(html: str, *, page: pages.Page, **_: object) -> None:
        contents[page.file.src_uri] = html

    docs, site = folders
    with _messages() as said:
        try:
            given = _given(settings)
            config = load_config(
                _source(settings),
                config_file_path=_home(settings),
                site_name=book.title,
                docs_dir=str(docs),
                site_dir=str(site),
                nav=_nav(book.nav),
                strict=False,  # what MkDocs warns of is held against the book here
                theme=_theme(_named(given.get("theme", "material")), book, settings),
                extra=given.get("extra", {}) | dict(extra),
            )
            config.plugins.events["page_content"].append(see)
            _lighten(config, settings.digest)
            mkdocs_build(config, dirty=True)
        except MkDocsException as error:
            raise _failed(book, [*said, str(error)], settings) from error
        if said:
            raise _failed(book, said, settings)
    return contents


def _theme(given: Mapping[str, Any], book: Book, settings: BookSettings) -> dict[str, Any]:
    """The theme of a book; a short menu stands whole on each page, and opens in place."""
    features = given.get("features", [])
    kept = [f for f in features if book.pruned or f != "navigation.prune"]
    own = {"custom_dir": str(settings.theme), "language": book.language, "features": kept}
    return {**given, **own}


def _source(settings: BookSettings) -> io.BytesIO:
    """The settings as a file at their home: what they begin with is looked for beside it."""
    source = io.BytesIO(settings.plain.encode() or settings.file.read_bytes())
    source.name = _home(settings)
    return source


def _home(settings: BookSettings) -> str:
    return str(settings.home / settings.file.name)


def _given(settings: BookSettings) -> dict[str, Any]:
    """What is set, with what it begins with. Raises MkDocsException where that is nothing."""
    try:
        given: Any = yaml_load(_source(settings))
    except (TypeError, ValueError) as error:  # a number for settings; not UTF-8
        raise ConfigurationError(f"{settings.file.name}: {error}") from error
    if not isinstance(given, dict):
        raise ConfigurationError(f"{settings.file.name}: no settings in it")
    return given


def _named(theme: Any) -> dict[str, Any]:
    return theme if isinstance(theme, dict) else {"name": theme}


def _unfit(book: Book, contents: Mapping[str, str]) -> Iterator[Finding]:
    """What in the pages, before the theme frames them, would run, or is not for a page.

    So the scripts of the finished page, which move into files, are those of the theme alone.
    """
    for name, html in contents.items():
        source = dict(book.hand).get(name, "")
        told = handwriting.faults(html) if source else offline.code_in(html)
        for at, shown in told:
            line = html.count("\n", 0, at) + 1
            place = (
                Location(source) if source else Location(f"{book.folder}/{_html(name)}", line)
            )
            yield Finding(place, "not-in-a-page", handwriting.mend_of_html(shown))


def _cut_off(assets: Path) -> None:
    """Material's scripts without the addresses outside from which they would load programs."""
    for path in assets.glob("javascripts/*.js"):
        path.write_text(offline.without_outside(path.read_text("utf-8")), "utf-8")


_environments: dict[str, Any] = {}  # one a process: the theme is compiled once


def _lighten(config: MkDocsConfig, whole: str) -> None:
    """Spare each book what is the same for all: compiling the theme, listing its 12,000 files.

    Blocks of HTML, most of a page, are told apart faster than Python-Markdown does it.
    404.html and sitemap.xml are for servers on the internet and are not made at all. Anchors
    are not collected: `links` proves those of the finished pages.
    """
    pages._RawHTMLPreprocessor.run = _as_it_is  # type: ignore[method-assign]
    HtmlBlockPreprocessor.run = html_apart
    config.validation.links.anchors = logging.NOTSET
    config.theme.static_templates.clear()
    environment = _environments.get(whole)
    if environment is None:
        environment = config.theme.get_env()
        keep_compiled(environment, "theme")
        names = environment.list_templates(filter_func=_is_static)
        environment.list_templates = lambda **_: names  # type: ignore[method-assign]
        _environments[whole] = environment
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]


# Of the theme: maps for debuggers, and what only Material's own search would load.
NOT_COPIED = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


def _as_it_is(self: pages._RawHTMLPreprocessor, lines: list[str]) -> list[str]:
    del self
    return lines


as_written = HtmlBlockPreprocessor.run


def html_apart(self: HtmlBlockPreprocessor, lines: list[str]) -> list[str]:
    """The page with a mark for each block of HTML, as Python-Markdown leaves it."""
    parts = parted("\n".join(lines), self.md.is_block_level)
    if parts is None:
        seen: list[str] = as_written(self, lines)
        return seen
    store = self.md.htmlStash.store
    shown = (f"\n{store(part.text)}\n\n" if part.raw else part.text for part in parts)
    return "".join(shown).split("\n")


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


def _failed(book: Book, said: list[str], settings: BookSettings) -> CannotGoOn:
    what = " ".join(" ".join(said).split()).replace(f"{settings.file.parent}/", "")
    return CannotGoOn(
        Finding(
            Location(book.folder),
            "book-does-not-build",
            Text(
                f"这本书的页面生成失败；请按 MkDocs 的提示修改模板或页面：{what}",
                f"the pages of this book do not build; mend what MkDocs names: {what}",
            ),
        )
    )


def _keep(book: Book, name: str, html: str, key: str, settings: BookSettings) -> None:
    """A page made fit for the intranet, and a record of what stands in it."""
    up = "../" * (book.folder.count("/") + 1)
    html, files = offline.externalised(html, up, settings.version)
    data = html.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    file = Stored(f"{book.folder}/{name}", "pages", f"{key}.html", sha256, len(data))
    inline = tuple(
        settings.store.put_text(f"assets/inline/{each}", text) for each, text in files.items()
    )
    settings.store.put_file("pages", f"{key}.html", data)
    record = record_text(BuiltPage(file, offline.parsed_page(html), inline))
    settings.store.put_record("pages", f"{key}.json", record)
