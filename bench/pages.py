"""All pages of both languages against plain MkDocs with Material and static-i18n."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from bench.timing import Cost, Row, copy_of_project, costs_in_turn, run
from generator.pages.book import book, home
from generator.pages.entries import entry
from generator.pages.home import Register
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.workers import default_workers

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
    """Ours from nothing, the peer from nothing, in seconds of processors.

    The peer works in one process, so ours does too; once more with one a processor.
    """
    with tempfile.TemporaryDirectory() as name:
        root = copy_of_project(Path(name) / "project")
        shutil.rmtree(root / "site_templates")  # those of the program, as after `zicha new`
        peer = _same_markdown(root, Path(name) / "peer")
        several = default_workers()
        costs = costs_in_turn(
            7,
            partial(_from_nothing, root, 1),
            lambda: run("mkdocs", "build", cwd=peer),
            partial(_from_nothing, root, several),
        )
    one, theirs, many = costs
    return [
        (f"pages, data and search, {_said(one)}", one.cpu, None),
        (f"the same Markdown: mkdocs, material, static-i18n, {_said(theirs)}",
         theirs.cpu, theirs.cpu / one.cpu),
        (f"ours by {several} processes, {_said(many)}", many.cpu, many.cpu / one.cpu),
    ]  # fmt: skip


def _said(cost: Cost) -> str:
    return f"cpu; {cost.wall:.2f} by the clock"


def _from_nothing(root: Path, jobs: int) -> None:
    shutil.rmtree(root / ".zicha", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    run("bench.without_sheets", str(root), f"{jobs}", cwd=root)


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


if __name__ == "__main__":
    for name, seconds, ratio in rows():
        print(f"{name}: {seconds:.2f}{f'  {ratio:.2f} x' if ratio else ''}")
