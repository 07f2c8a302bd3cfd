"""Search over a city's regulations: the index made, opened and asked, beside MiniSearch.

`python -m bench.search [FOLDER]` takes the texts of a folder instead of made-up ones.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import city
from bench.timing import ROOT
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.search.index import search_files

REGULATIONS = 300
PEER = "minisearch@7"
ENGINE = ROOT / "site_templates" / "assets" / "search.js"
Row = tuple[str, float, float, float]  # name, ms to be ready, median and 95th percentile in ms


def rows(folder: Path | None = None) -> list[Row]:
    """Ours and the peer, each in its own process of node; none where node is missing."""
    if not shutil.which("node"):
        print("search is left out: node not installed")
        return []
    with tempfile.TemporaryDirectory() as name:
        tmp = Path(name)
        articles = city.project(tmp / "city", city.texts(folder, REGULATIONS))
        project, _ = load(tmp / "city")
        assert project is not None
        begin = time.perf_counter()
        files = search_files(project, read_templates(ROOT))
        seconds = time.perf_counter() - begin
        (tmp / "index").mkdir()
        for file, text in files.items():
            (tmp / "index" / file).write_text(text, "utf-8")
        size = sum(len(text.encode()) for text in files.values()) / 1e6
        print(f"search: {articles} articles, index of {size:.1f} MB made in {seconds:.2f} s")
        made = [_asked("ours", str(ENGINE), tmp)]
        if peer := _peer(tmp):
            made.append(_asked("MiniSearch, pairs of characters", peer, tmp))
        return made


def _peer(tmp: Path) -> str:
    """The path of the peer's module, fetched for this run; empty where that fails."""
    npm = shutil.which("npm")
    command = [str(npm), "install", "--silent", "--prefix", str(tmp / "peer"), PEER]
    if npm is None or subprocess.run(command, capture_output=True, check=False).returncode:
        print("the peer of the search is left out: npm does not get it")
        return ""
    return str(tmp / "peer" / "node_modules" / "minisearch" / "dist" / "cjs" / "index.cjs")


def _asked(name: str, module: str, tmp: Path) -> Row:
    command = ["node", str(Path(__file__).with_suffix(".cjs")), module, str(tmp / "index")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    ready, median, slow = json.loads(done.stdout)
    return name, ready, median, slow


def show(made: list[Row]) -> None:
    """A table; the ratios are of the 95th percentile."""
    width = max((len(name) for name, *_ in made), default=0)
    for name, ready, median, slow in made:
        ratio = "" if name == made[0][0] else f"  {slow / made[0][3]:.1f} x"
        print(f"{name:{width}}  ready {ready:6.0f} ms", end="")
        print(f"  median {median:5.1f} ms  95 % within {slow:6.1f} ms{ratio}")


if __name__ == "__main__":
    show(rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
