"""Files from the store, and a few more, put together beside the old site and swapped in."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.publish.kept.store import Store, Stored
from generator.publish.mkdocs import built_page
from generator.publish.proof.links import Link, dead_links, links_of, not_offline, outside
from generator.publish.proof.manifest import NAME, Facts, write_manifest
from generator.publish.proof.offline import Page, loads_in_css, read
from generator.publish.replacing import replacing
from generator.records.findings import CannotGoOn, Finding, in_order


@dataclass(frozen=True, slots=True)
class Parts:
    """All a site is put together from.

    `files` lie in the store, `texts` is path on the site → text, `pages` are those whose links
    nobody has followed yet, `links` the others' links whose ends lie elsewhere.
    """

    store: Store
    assets: Path  # the folder of the theme's and our assets
    files: tuple[Stored, ...]
    texts: Mapping[str, str]
    pages: Mapping[str, Page]
    links: tuple[Link, ...]
    linked: bool = False  # files are linked, not copied: for a preview that nobody hands out


def assemble(out: Path, parts: Parts, about: Mapping[str, str | int]) -> int:
    """Replace the site at `out` and give its number of files; `about` goes into the manifest.

    Raises CannotGoOn, and leaves the old site as it was, where a link is dead or a page would
    load something from outside.
    """
    stored = {file.path: file for file in parts.files}
    with replacing(out, NAME) as draft:
        shutil.copytree(parts.assets, draft / "assets")
        for name, text in parts.texts.items():
            _write(draft / name, text)
        _lay_out(draft, stored.values(), parts)
        there = {p.relative_to(draft).as_posix() for p in (draft / "assets").rglob("*")}
        files = there | parts.texts.keys() | stored.keys()
        if findings := in_order(_proved(draft, parts, files, stored)):
            raise CannotGoOn(*findings)
        known: dict[str, Facts] = {
            p: {"sha256": f.sha256, "size": f.size} for p, f in stored.items()
        }
        return write_manifest(draft, about, known)


def _lay_out(draft: Path, files: Iterable[Stored], parts: Parts) -> None:
    put = os.link if parts.linked else shutil.copyfile
    made: set[Path] = set()
    for file in files:
        target = draft / file.path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        put(parts.store.place(file.kind, file.name), target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _proved(
    draft: Path, parts: Parts, files: set[str], stored: Mapping[str, Stored]
) -> Iterator[Finding]:
    entrances = {name: read(t) for name, t in parts.texts.items() if name.endswith(".html")}
    pages = {**parts.pages, **entrances}

    def ids(place: str) -> frozenset[str] | None:
        if place in pages:
            return pages[place].ids
        file = stored.get(place)
        if file is None or file.kind != "pages":
            return None
        return built_page(parts.store, file.name.removesuffix(".html")).page.ids

    yield from dead_links((*links_of(pages), *parts.links), files, ids)
    yield from not_offline(pages)
    for path in sorted(draft.glob("assets/**/*.css")):
        name = path.relative_to(draft).as_posix()
        for line, address in loads_in_css(path.read_text("utf-8")):
            yield outside(name, line, address)
