"""Files from the store, and a few more, put together beside the old site and swapped in."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.again import given_up
from generator.publish.dating import date_after
from generator.publish.kept.store import Store, Stored
from generator.publish.looks import looks_of, remember
from generator.publish.mkdocs import kept_page
from generator.publish.orders import Order
from generator.publish.places import is_safe, printed_of
from generator.publish.proof.links import (
    PageLink,
    dead_links,
    links_of,
    not_offline,
    unreachable,
)
from generator.publish.proof.manifest import ENTRANCE, NAME, SUMS, FileFacts, write_manifest
from generator.publish.proof.offline import (
    ParsedPage,
    loads_in_css,
    loads_in_script,
    parsed_page,
)
from generator.publish.proof.verify import clashes
from generator.publish.replacing import replaced
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class Parts:
    """All a site is put together from.

    `files` lie in the store, `texts` is path on the site → text, `pages` are those whose links
    nobody has followed yet, `links` the others' links whose ends lie elsewhere, `waiting` the
    regulations whose sheets are still to be made.
    """

    store: Store
    files: tuple[Stored, ...]
    texts: Mapping[str, str]
    pages: Mapping[str, ParsedPage]
    links: tuple[PageLink, ...]
    linked: bool = False  # files are linked, not copied: for a preview that nobody hands out
    waiting: tuple[str, ...] = ()


def assemble(
    order: Order, parts: Parts, about: Mapping[str, str | int]
) -> tuple[int, tuple[Finding, ...]]:
    """Replace the ordered site: its number of files, and what was kept that is not of it.

    `about` goes into the manifest.

    Raises CannotGoOn, and leaves the old site as it was, where a link is dead or a page would
    load something from outside.
    """
    files, kept = replaced(
        order.out,
        ENTRANCE,
        lambda draft: _filled(draft, order.out, parts, about),
        lasting=not parts.linked,
    )
    manifest = (order.out / NAME).read_bytes()
    remember(order.root, order.out, manifest, looks_of(order.out, {*files, SUMS}))
    return len(files) + 2, kept


def _filled(
    draft: Path, out: Path, parts: Parts, about: Mapping[str, str | int]
) -> frozenset[str]:
    """Lay the site out as `draft`; gives the paths of all but the manifest and its sums."""
    stored = {file.path: file for file in parts.files if file.path not in parts.texts}
    if alike := in_order(clashes(parts.texts.keys() | stored.keys())):
        raise CannotGoOn(*alike)
    for name, text in parts.texts.items():
        _write(draft / name, text)
    _lay_out(draft, stored.values(), parts)
    files = parts.texts.keys() | stored.keys()
    if findings := in_order(_proved(draft, parts, files, stored)):
        raise CannotGoOn(*findings)
    known: dict[str, FileFacts] = {
        p: {"sha256": f.sha256, "size": f.size} for p, f in stored.items()
    }
    write_manifest(draft, about, known)
    if not parts.linked:  # the store's own files have the dates that the store gave them
        date_after(draft, out)
    return frozenset(files)


def _lay_out(draft: Path, files: Iterable[Stored], parts: Parts) -> None:
    """Each file as it was kept; those that no longer are go, to be made again."""
    spoilt = []
    made: set[Path] = set()
    for file in files:
        if not is_safe(file.path):
            raise CannotGoOn(Finding(Location(".zicha/cache"), "unsafe-path", _UNSAFE))
        data = parts.store.data(file)
        if data is None:
            spoilt.append(file)
            continue
        target = draft / file.path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        if parts.linked:
            os.link(parts.store.place(file.kind, file.name), target)
        else:
            target.write_bytes(data)
    if spoilt:
        raise given_up(parts.store, spoilt)


_UNSAFE = Text(
    "缓存里有文件要写到网站以外；请删除 .zicha 后重新生成",
    "a file of the cache would lie outside the site; delete .zicha and build again",
)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _proved(
    draft: Path, parts: Parts, files: set[str], stored: Mapping[str, Stored]
) -> Iterator[Finding]:
    entrances = {
        name: parsed_page(t) for name, t in parts.texts.items() if name.endswith(".html")
    }
    pages = {**parts.pages, **entrances}

    def ids(place: str) -> frozenset[str] | None:
        if place in pages:
            return pages[place].ids
        file = stored.get(place)
        if file is None or file.kind != "pages":
            return None
        page = kept_page(parts.store, file.name.removesuffix(".html"))
        return page.page.ids if page else parsed_page((draft / place).read_text("utf-8")).ids

    waiting = tuple(start for id_ in parts.waiting for start in printed_of(id_))
    links = (*links_of(pages), *parts.links)
    known = (link for link in links if not link.place.startswith(waiting))
    yield from dead_links(known, files, ids)
    yield from not_offline(pages)
    for path in sorted(draft.glob("assets/**/*.css")):
        name = path.relative_to(draft).as_posix()
        for line, address in loads_in_css(path.read_text("utf-8")):
            yield unreachable(name, line, address)
    for path in sorted(draft.glob("assets/**/*.js")):
        name = path.relative_to(draft).as_posix()
        for line, address in loads_in_script(path.read_text("utf-8")):
            yield unreachable(name, line, address)
