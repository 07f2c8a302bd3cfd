"""Books, sheets and data put together beside the old site and swapped in at once."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.findings import CannotGoOn, Finding, in_order
from generator.model import Location, Text
from generator.publish.books import BuiltBook
from generator.publish.links import dead_links, not_offline, outside
from generator.publish.manifest import NAME, write_manifest
from generator.publish.offline import Page, loads_in_css, read
from generator.publish.pressing import PressedSheet

# Books, sheets, and further files: path on the site → text.
Parts = tuple[tuple[BuiltBook, ...], tuple[PressedSheet, ...], Mapping[str, str]]


def assemble(out: Path, parts: Parts, about: Mapping[str, str | int]) -> int:
    """Replace the site at `out` and give its number of files; `about` goes into the manifest.

    Raises CannotGoOn, and leaves the old site as it was, where a link is dead or a page would
    load something from outside.
    """
    must_be_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    books, _, texts = parts
    with _draft(out) as draft:
        _lay_out(draft, parts)
        files = {p.relative_to(draft).as_posix() for p in draft.rglob("*") if p.is_file()}
        findings = in_order(_proved(draft, books, texts, files))
        if findings:
            raise CannotGoOn(*findings)
        write_manifest(draft, about)
        _swap(draft, out)
    return len(files) + 2  # SHA256SUMS and the manifest


def must_be_ours(out: Path) -> None:
    """Never take away a folder that is something else than a site."""
    if out.exists() and not (
        out.is_dir() and ((out / NAME).is_file() or not any(out.iterdir()))
    ):
        raise CannotGoOn(
            Finding(
                Location(out.name),
                "not-a-site",
                Text(
                    f"“{out.name}” 已存在且不是以前生成的网站，不会覆盖；请换一个目录",
                    f"'{out.name}' exists and is not a site made before; choose another folder",
                ),
            )
        )


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """A folder beside the site, gone in the end whatever happens."""
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    draft.chmod(0o755)  # mkdtemp keeps others out; a web server must get in
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _lay_out(draft: Path, parts: Parts) -> None:
    books, sheets, texts = parts
    for assets in sorted({book.assets for book in books}):
        shutil.copytree(assets, draft / "assets", dirs_exist_ok=True)
    for book in books:
        shutil.copytree(book.pages, draft / book.folder, dirs_exist_ok=True)
        for name, text in book.inline.items():
            _write(draft / "assets" / "inline" / name, text)
    for sheet in sheets:
        target = draft / sheet.sheet.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sheet.file, target)
    for name, text in texts.items():
        _write(draft / name, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _proved(
    draft: Path, books: tuple[BuiltBook, ...], texts: Mapping[str, str], files: set[str]
) -> Iterator[Finding]:
    pages: dict[str, Page] = {
        name: read(t) for name, t in texts.items() if name.endswith(".html")
    }
    for book in books:
        pages |= {f"{book.folder}/{name}": page for name, page in book.contents.items()}
    yield from dead_links(pages, files)
    yield from not_offline(pages)
    for path in sorted(draft.glob("assets/**/*.css")):
        name = path.relative_to(draft).as_posix()
        for line, address in loads_in_css(path.read_text("utf-8")):
            yield outside(name, line, address)


def _swap(draft: Path, out: Path) -> None:
    """Two renames: readers see the old site or the new; if one fails, the old is back."""
    old = out.with_name(f".{out.name}.old.{os.getpid()}")
    if out.exists():
        out.rename(old)
    try:
        draft.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
