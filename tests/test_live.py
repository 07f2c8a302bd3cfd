"""`zicha serve` follows the office's edits, and says in the page when one has an error."""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from city import CITY
from conftest import ROOT
from playwright.sync_api import Page, expect
from test_machine import without_privileges

from generator.publish.live import outcome
from generator.publish.orders import Order, preview_order
from generator.publish.site import build
from generator.publish.watching import file_states
from generator.records.findings import CannotGoOn
from generator.records.texts import Location

ARTICLE = "/zh/measures/article-02.html"
BAR = 'class="zicha-bar"'


@dataclass(frozen=True)
class Served:
    """A preview of a small project whose first build failed; `first` is what it then showed."""

    project: Path
    url: str
    process: subprocess.Popen[bytes]
    first: str

    @property
    def file(self) -> Path:
        return self.project / "checklists" / "measures" / "article-02.yaml"

    def told(self) -> str:
        return (self.project / "stderr").read_text("utf-8")

    def read(self, path: str = ARTICLE) -> str:
        return read(self.url + path)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read().decode()


def until(seconds: float, condition: Callable[[], bool]) -> None:
    """Wait until the condition holds; fails after `seconds`."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        try:
            if condition():
                return
        except OSError:
            pass
        time.sleep(0.05)
    pytest.fail(f"not within {seconds} s")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(ROOT / "tests/cases/base", project)
    shutil.copy(ROOT / "mkdocs.yml", project)
    file = project / "checklists" / "measures" / "article-02.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("kind: duty", "kind: <b>duty", 1), "utf-8")
    port = free_port()
    words = ["--ui", "zh", "--project", str(project), "serve", "--port", f"{port}"]
    with (project / "stderr").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=told,
            preexec_fn=without_privileges,  # noqa: PLW1509 - no other thread runs yet
        )
    url = f"http://127.0.0.1:{port}"
    until(60, lambda: "<code>" in read(url + "/"))
    first = read(url + ARTICLE)
    file.write_text(good, "utf-8")
    until(60, lambda: "县区党委" in read(url + ARTICLE))
    yield Served(project, url, process, first)
    process.send_signal(signal.SIGTERM)  # SIGINT is ignored by what a shell starts with &
    process.wait(20)


@pytest.fixture
def mended(served: Served) -> Iterator[str]:
    """The sound text of the checklist, which is put back at the end."""
    good = served.file.read_text("utf-8")
    yield good
    served.file.write_text(good, "utf-8")
    until(30, lambda: BAR not in served.read() and "是否落实主体责任？" in served.read())


def test_where_the_first_build_fails_the_page_says_why_and_goes_on_when_it_is_mended(served):
    assert "<h1>有错误，还不能生成页面</h1>" in served.first
    assert "<code>checklists/measures/article-02.yaml:10:" in served.first
    assert "&lt;b&gt;duty" in served.first
    assert "<b>" not in served.first
    assert "县区党委" in served.read()  # now


def test_an_edit_of_a_checklist_shows(served, mended):
    served.file.write_text(mended.replace("是否落实主体责任？", "改过的问题可见？"), "utf-8")
    until(20, lambda: "改过的问题可见？" in served.read())


def test_a_save_with_errors_leaves_the_page_and_names_the_first(served, mended):
    served.file.write_text(mended.replace("kind: duty", "kinds: duty"), "utf-8")
    until(20, lambda: BAR in served.read())
    page = served.read()
    assert "是否落实主体责任？" in page
    assert "<code>checklists/measures/article-02.yaml:10:9</code>" in page
    assert "<summary>另有 1 个错误</summary>" in page
    errors, count = served.told().splitlines()[-3:-1], served.told().splitlines()[-1]
    assert [line.split(" ")[1] for line in errors] == ["error:", "error:"]
    assert count == "2 个错误，0 个提醒；改好并保存后，预览自动更新"


def test_a_preview_whose_workers_were_killed_goes_on(served, mended):
    for pid in descendants(served.process.pid):
        os.kill(pid, signal.SIGKILL)  # the fork server and the tracker, too
    served.file.write_text(mended.replace("是否落实主体责任？", "没有停下来？"), "utf-8")
    until(30, lambda: "没有停下来？" in served.read())


def descendants(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [child for thread in threads for child in thread.read_text().split()]
    return [one for child in children for one in (int(child), *descendants(int(child)))]


@pytest.mark.parametrize("place", [".zicha/preview", ".zicha"])
def test_a_preview_that_may_not_be_looked_at_for_a_while_goes_on(served, mended, place):
    folder = served.project / place
    mode, said = folder.stat().st_mode, served.told()
    folder.chmod(0)
    served.file.write_text(mended.replace("是否落实", "可曾落实"), "utf-8")
    until(30, lambda: "[no-permission]" in served.told().removeprefix(said))
    folder.chmod(mode)
    served.file.write_text(mended.replace("是否落实", "是不是落实"), "utf-8")
    until(30, lambda: "是不是落实" in served.read())


def test_the_bar_comes_with_a_broken_save_and_goes_when_it_is_mended(
    served, mended, page: Page
):
    page.goto(served.url + ARTICLE)
    expect(page.locator(".zicha-bar")).to_have_count(0)
    served.file.write_text(mended.replace("kind: duty", "kinds: duty"), "utf-8")
    bar = page.locator(".zicha-bar")
    expect(bar).to_be_visible(timeout=30_000)
    expect(bar).to_contain_text("article-02.yaml:10:9")
    page.evaluate("window.scrollTo(0, 300)")
    edges = "e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom]"
    top, bottom = bar.evaluate(edges)
    assert top == 0  # wherever one reads
    assert page.locator(".zc-masthead").evaluate(edges)[0] == pytest.approx(bottom, abs=1)
    bar.locator("summary").click()
    expect(bar.locator("li")).to_contain_text("article-02.yaml:22:9")
    served.file.write_text(mended, "utf-8")
    expect(page.locator(".zicha-bar")).to_have_count(0, timeout=30_000)


def test_a_bar_fits_a_telephone(served, mended, page: Page):
    page.set_viewport_size({"width": 390, "height": 800})
    served.file.write_text(mended.replace("kind: duty", f"{'k' * 90}: duty"), "utf-8")
    page.goto(served.url + ARTICLE)
    expect(page.locator(".zicha-bar")).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_taken_port_is_told(served, zicha):
    port = served.url.rpartition(":")[2]
    told = zicha("--project", str(served.project), "serve", "--port", port)
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == f"Error: port {port} is taken; choose another: --port\n"


def test_a_host_that_is_not_here_is_told(served, zicha):
    told = zicha("--project", str(served.project), "serve", "--host", "192.0.2.1")
    assert told.returncode == 1
    assert told.stderr.startswith("Error: cannot serve at 192.0.2.1:8000: ")


@pytest.mark.parametrize(
    ("error", "place", "rule"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "zicha", "disk-full"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/project/content/site.yaml"),
            "content/site.yaml",
            "no-permission",
        ),
    ],
)
def test_a_file_that_cannot_be_read_or_written_is_a_finding(error, place, rule):
    def work():
        raise error

    (finding,) = outcome(work, Path("/project"))
    assert (finding.location, finding.rule) == (Location(place, 0, 0), rule)


def test_what_editors_keep_beside_a_file_is_no_edit(tmp_path):
    (tmp_path / "content").mkdir()
    before = file_states(tmp_path)
    for name in (".#zh.txt", ".zh.txt.swp", "#zh.txt#", "zh.txt~", "~$zh.docx"):
        (tmp_path / "content" / name).write_text("")
    time_of = {
        path: seen for path, seen in file_states(tmp_path).items() if "/content/" in path
    }
    assert (time_of, set(file_states(tmp_path))) == ({}, set(before))


def test_edits_are_seen_behind_links_and_in_folders_that_come_later(tmp_path):
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    elsewhere.mkdir()
    project.mkdir()
    (project / "checklists").symlink_to(elsewhere)
    (elsewhere / "loop").symlink_to(elsewhere)
    before = file_states(project)
    (elsewhere / "a.yaml").write_text("")
    (project / "content").mkdir()
    new = {
        Path(path).relative_to(project).as_posix()
        for path in set(file_states(project)) - set(before)
    }
    assert new == {"checklists/a.yaml", "content"}


def test_from_nothing_a_preview_is_there_before_the_sheets_that_its_pages_lead_to(
    tmp_path: Path,
):
    root = tmp_path / "p"
    shutil.copytree(ROOT / "tests/cases/base", root)
    shutil.copytree(CITY / "content/pages/zh", root / "content/pages/zh")
    shutil.copy(ROOT / "mkdocs.yml", root)
    link = '<a href="measures/sheets.html#form-booklet">册</a>'
    page = root / "content/pages/zh/about.md"
    head = "---\ntitle: 关于\n---\n\n"
    page.write_text(f"{head}{link}{link.replace('form-booklet', 'none')}\n", "utf-8")
    order = Order(root, root / "site", workers=1)
    assert build(preview_order(order)).waiting
    with pytest.raises(CannotGoOn) as refused:
        build(order)
    assert [(f.rule, f.location.path) for f in refused.value.findings] == [
        ("dead-link", "zh/about.html")
    ]
    page.write_text(f"{head}{link}\n", "utf-8")
    assert build(order).sheets
