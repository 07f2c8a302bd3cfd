"""After an update a browser shows the new text of the law, however it was brought."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from city import CITY
from conftest import ROOT, run_zicha
from playwright.sync_api import Page
from test_hosting import caddy, free_port, nginx, running

from generator.publish.dating import date_after
from generator.publish.orders import Order
from generator.publish.proof.manifest import write_manifest
from generator.publish.site import build

Command = tuple[str, ...]


def python(site: Path, port: int, path: str, tmp: Path) -> Command:
    """A server that knows files by their date alone and says nothing of caches."""
    del path, tmp
    where = ("--bind", "127.0.0.1", "--directory", str(site), str(port))
    return (sys.executable, "-m", "http.server", *where)


def version(folder: Path, word: str, before: Path | None = None) -> Path:
    """A site of one page; two words of one length make two versions of one size."""
    (folder / "zh").mkdir(parents=True)
    page = f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><p>{word}本办法</p>'
    (folder / "zh" / "full-text.html").write_text(page, "utf-8")
    shutil.copytree(ROOT / "site_templates" / "hosting", folder / "hosting")
    write_manifest(folder, {"pages": 1})
    if before:
        date_after(folder, before)
    return folder


def unzipped_over(new: Path, live: Path) -> None:
    """As an administrator does it who has a ZIP and a folder that is served."""
    archive = new.with_suffix(".zip")
    done = run_zicha("pack", "--site", str(new), "--out", str(archive))
    assert done.returncode == 0, done.stderr
    subprocess.run(["unzip", "-qo", str(archive), "-d", str(live.parent)], check=True)


def copied_over(new: Path, live: Path) -> None:
    """`cp -a`, as rsync -a does it: dates are kept."""
    live.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", f"{new}/.", f"{live}/"], check=True)


def exchanged(new: Path, live: Path) -> None:
    """As hosting/README says: unpacked beside, then the names are exchanged."""
    if live.exists():
        live.rename(live.with_name("old"))
    copied_over(new, live)


@pytest.mark.parametrize("server", [nginx, caddy, python])
@pytest.mark.parametrize("bring", [unzipped_over, copied_over, exchanged])
def test_a_browser_that_has_been_there_shows_the_new_text(
    tmp_path: Path, page: Page, server: Callable[..., Command], bring: Callable[..., None]
):
    live, port = tmp_path / "zicha", free_port()
    first = version(tmp_path / "1", "制定")
    second = version(tmp_path / "2", "拟定", before=first)
    name = "zh/full-text.html"
    assert (first / name).stat().st_size == (second / name).stat().st_size
    bring(first, live)
    with running(server(live, port, "/", tmp_path), port, tmp_path):
        shown = []
        for new in (None, second):
            if new:
                bring(new, live)
            page.goto("about:blank")
            page.goto(f"http://127.0.0.1:{port}/{name}")
            shown.append(page.inner_text("p"))
    assert shown == ["制定本办法", "拟定本办法"]


def test_a_site_built_anew_is_dated_later_whatever_the_clock_says(tmp_path: Path):
    root = tmp_path / "p"
    shutil.copytree(ROOT / "tests" / "cases" / "base", root)
    shutil.copytree(CITY / "content" / "pages" / "zh", root / "content" / "pages" / "zh")
    shutil.copy(ROOT / "mkdocs.yml", root)
    order = Order(root, root / "site", workers=1)
    build(order)
    ahead = int(time.time()) + 1000  # the clock was wrong, and is right again
    os.utime(root / "site" / "manifest.json", (ahead, ahead))
    with (root / "content" / "pages" / "zh" / "about.md").open("a") as file:
        file.write("\n.\n")
    assert build(order).changed
    dates = {p.stat().st_mtime for p in (root / "site").rglob("*") if p.is_file()}
    assert dates == {ahead + 2}
