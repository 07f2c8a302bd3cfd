"""`zicha serve` follows the office's edits."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode()


def until(seconds: float, condition) -> None:
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


@pytest.fixture
def served(warm_project: Path) -> Iterator[tuple[Path, str]]:
    project = warm_project
    port = free_port()
    command = [sys.executable, "-m", "generator", "--project", str(project), "serve"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(
        [*command, "--port", str(port)], env=environment, stdout=subprocess.DEVNULL
    )
    root = f"http://127.0.0.1:{port}"
    until(60, lambda: "url=zh/index.html" in read(root + "/index.html"))
    yield project, root
    server.send_signal(signal.SIGTERM)  # SIGINT is ignored by what a shell starts with &
    server.wait(20)


def test_an_edit_of_a_checklist_shows_in_the_browser(served):
    project, root = served
    address = root + "/zh/jinan-2016-31/article-05.html"
    assert "livereload(" in read(address)  # an open page reloads by itself
    file = project / "checklists" / "jinan-2016-31" / "article-05.yaml"
    text = file.read_text("utf-8")
    first = re.search(r"zh: (.+？)", text)[1]
    file.write_text(text.replace(first, "改过的问题是否当即可见？", 1), "utf-8")
    until(20, lambda: "改过的问题是否当即可见？" in read(address))


def test_an_edit_that_breaks_a_file_leaves_the_preview(served):
    project, root = served
    address = root + "/zh/jinan-2016-31/article-05.html"
    before = read(address)
    file = project / "checklists" / "jinan-2016-31" / "article-05.yaml"
    good = file.read_text("utf-8")
    file.write_text("article: [", "utf-8")
    time.sleep(3)
    assert squeezed(read(address)) == squeezed(before)
    heading = re.search(r"heading:\n  zh: (.+)", good)[1]
    file.write_text(good.replace(heading, "又好了", 1), "utf-8")
    until(20, lambda: "又好了" in read(address))


def squeezed(html: str) -> str:
    """Without the numbers that live reload writes into each answer."""
    return re.sub(r"livereload\([^)]*\)", "", html)
