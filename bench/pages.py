"""All pages of both languages against plain MkDocs with Material and static-i18n."""

import shutil
import tempfile
from pathlib import Path

from bench.timing import Row, copy_of_project, in_turn, run
from generator.pages.book import book, home
from generator.pages.entries import entry
from generator.pages.home import Register
from generator.project.loading import load
from generator.project.templates import read_templates

SETTINGS = """
site_name: bench
theme: {name: material, font: false}
use_directory_urls: false
markdown_extensions: [attr_list, tables, toc]
plugins:
  - search: {lang: [en, zh]}
  - i18n:
      docs_structure: folder
      languages:
        - {locale: zh, name: 中文, default: true, build: true}
        - {locale: en, name: English, build: true}
"""


def rows() -> list[Row]:
    """Ours from nothing, the peer from nothing."""
    with tempfile.TemporaryDirectory() as name:
        root = copy_of_project(Path(name) / "project")
        peer = _same_markdown(root, Path(name) / "peer")

        def from_nothing() -> None:
            shutil.rmtree(root / ".zicha", ignore_errors=True)
            shutil.rmtree(root / "site", ignore_errors=True)
            run("bench.without_sheets", str(root), cwd=root)

        ours, theirs = in_turn(5, from_nothing, lambda: run("mkdocs", "build", cwd=peer))
    return [
        ("pages, data and manifest, both languages", ours, None),
        (
            "the same Markdown: mkdocs build, material, static-i18n, search",
            theirs,
            theirs / ours,
        ),
    ]


def _same_markdown(root: Path, peer: Path) -> Path:
    project, _ = load(root)
    assert project is not None
    templates = read_templates(root)
    for language in ("zh", "en"):
        entries = tuple(entry(r, templates.strings) for r in project.regulations)
        books = [home(Register(project.site, project.pages, entries), language, templates)]
        books += [book(r, language, templates, ()) for r in project.regulations]
        for each in books:
            folder = peer / "docs" / each.folder
            folder.mkdir(parents=True, exist_ok=True)
            for path, text in each.files.items():
                (folder / path).write_text(text, "utf-8")
    (peer / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return peer
