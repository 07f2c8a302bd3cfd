"""A city: 30 and 300 regulations from nothing, again, after an edit; plain MkDocs beside."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import city
from bench.timing import ROOT, Row, run
from generator.pages.book import book
from generator.project.loading import load
from generator.project.templates import read_templates

PLAIN = """
site_name: bench
theme: {name: material, font: false}
use_directory_urls: false
markdown_extensions: [attr_list, tables, toc]
plugins:
  - search: {lang: zh}
"""


def rows(texts: Path | None = None) -> list[Row]:
    """Seconds of each; the ratio is that of 300 to 30, of a page of plain MkDocs to ours."""
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name) / "30", Path(name) / "300"
        city.project(small, city.texts(texts, 30))
        articles = city.project(large, city.texts(texts, 300))
        few, _ = _build(small)
        many, memory = _build(large)
        again, _ = _build(large)
        edited = sorted((large / "checklists").iterdir())[0] / "vocabulary.yaml"
        edited.write_text(edited.read_text("utf-8") + "# edited\n", "utf-8")
        edit, _ = _build(large)
        plain = _plain(small, Path(name) / "plain")
    return [
        ("30 regulations, pages and data", few, None),
        (f"300 regulations, {articles} articles, {memory:.0f} MB of memory", many, many / few),
        ("300 again, nothing changed", again, again / many),
        ("300, one file edited", edit, edit / many),
        ("the same 30 as one site of plain MkDocs, Material, search", plain, plain / few),
    ]


def _build(root: Path) -> tuple[float, float]:
    """Seconds of `zicha build`, and the most memory of all its processes at once, in MB."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    building = subprocess.Popen(
        [sys.executable, "-m", "generator", "build"],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    most = 0.0
    while building.poll() is None:
        most = max(most, sum(_memory(building.pid)))
        time.sleep(0.1 if most else 0.01)
    seconds = time.perf_counter() - begin
    if building.returncode:
        raise SystemExit(f"zicha build ended with {building.returncode} in {root}")
    return seconds, most


def _memory(session: int) -> Iterator[float]:
    """Proportional memory in MB of each process of a session."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(place.name)) != session:
                continue
            lines = (place / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it has ended
        yield sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def _plain(root: Path, peer: Path) -> float:
    """Seconds of plain MkDocs for the same Markdown as one site."""
    project, _ = load(root)
    assert project is not None
    templates = read_templates(root)
    for regulation in project.regulations:
        made = book(regulation, "zh", templates, ())
        folder = peer / "docs" / regulation.id
        folder.mkdir(parents=True)
        for path, text in made.files.items():
            (folder / path).write_text(text, "utf-8")
    (peer / "docs" / "index.md").write_text("# bench\n", "utf-8")
    (peer / "mkdocs.yml").write_text(PLAIN, "utf-8")
    begin = time.perf_counter()
    run("mkdocs", "build", cwd=peer)
    seconds = time.perf_counter() - begin
    shutil.rmtree(peer)
    return seconds


if __name__ == "__main__":
    for title, seconds, ratio in rows(Path(sys.argv[1]) if sys.argv[1:] else None):
        print(f"{title:75} {seconds:7.2f}  {'' if ratio is None else f'{ratio:.2f} x'}")
