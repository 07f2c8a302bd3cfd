"""However `zicha` ends, none of its processes is left, and no half-made folder."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from conftest import ROOT

MARK = "ZICHA_TEST_RUN"  # every process started by a command inherits it
SOON = 8.0  # seconds; on a machine that does nothing else it takes less than one


@dataclass(frozen=True)
class Running:
    """A command that runs, and all the processes that came of it."""

    command: subprocess.Popen[str]
    mark: str
    project: Path

    def processes(self) -> dict[int, str]:
        """Process → what it was called with, of all that live."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() not in (folder / "environ").read_bytes():
                    continue
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            found[int(folder.name)] = line
        return found

    def others(self) -> list[int]:
        return [pid for pid in self.processes() if pid != self.command.pid]

    def workers(self) -> list[int]:
        """Copies of the command or of the fork server: they show its words as theirs."""
        every = self.processes()
        return [pid for pid, line in every.items() if every.get(parent(pid)) == line]

    def end(self) -> str:
        """Wait for the end of the command, and give what it said."""
        _, told = self.command.communicate(timeout=60)
        return told


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def soon(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.01)


def small_project(folder: Path) -> Path:
    shutil.copytree(ROOT / "tests/cases/base", folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def begun(project: Path, *words: str) -> Running:
    """A command on the project, in a process group of its own."""
    mark = f"{uuid4()}"
    command = subprocess.Popen(
        [sys.executable, "-m", "generator", "--ui", "en", "--project", str(project), *words],
        env=os.environ | {"PYTHONPATH": str(ROOT), MARK: mark, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    return Running(command, mark, project)


def swept(running: Running) -> None:
    """End what a failed test has left."""
    for pid in running.processes():
        os.kill(pid, signal.SIGKILL)
    running.command.communicate()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a command on a small project of its own."""
    project = small_project(tmp_path / "project")
    started: list[Running] = []

    def begin(*words: str) -> Running:
        started.append(begun(project, *words))
        return started[-1]

    yield begin
    for running in started:
        swept(running)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Running:
    """A build started by nohup whose terminal was closed while it worked."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does for what it starts
    try:
        run = begun(small_project(tmp_path_factory.mktemp("nohup") / "project"), "build")
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    soon(lambda: MOMENTS["working"](run), "working")
    os.killpg(run.command.pid, signal.SIGHUP)
    run.command.communicate()
    return run


def left_over(project: Path) -> list[str]:
    """Drafts of folders, beside the site and in the store."""
    store = project / ".zicha" / "cache"
    return [p.name for p in (*project.glob(".site.*"), *store.glob("tmp*"))]


MOMENTS = {
    "starting": lambda run: run.workers() != [],
    "working": lambda run: (
        run.workers() != [] and (run.project / ".zicha/cache/pages").is_dir()
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(("number", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_to_the_build_alone_ends_all_its_processes(start, number, code, moment):
    run = start("build", "--jobs", "2")
    soon(lambda: MOMENTS[moment](run), moment)
    run.command.send_signal(signal.Signals[number])
    told = run.end()
    assert (run.command.returncode, "Traceback" in told) == (code, False), told
    soon(lambda: run.others() == [], f"{run.processes()} end", SOON)
    assert left_over(run.project) == []
    assert not (run.project / "site").exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_that_is_killed_takes_all_its_processes_along(start, moment):
    run = start("build", "--jobs", "2")
    soon(lambda: MOMENTS[moment](run), moment)
    run.command.kill()
    assert "Traceback" not in run.end()
    soon(lambda: run.others() == [], f"{run.processes()} end", SOON)
    assert [p for p in left_over(run.project) if p.startswith("tmp")] == []


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_to_the_whole_group_is_no_traceback(start, number, moment):
    run = start("build", "--jobs", "2")
    soon(lambda: MOMENTS[moment](run), moment)
    os.killpg(run.command.pid, signal.Signals[number])
    told = run.end()
    assert "Traceback" not in told
    assert "worker" not in told
    soon(lambda: run.others() == [], f"{run.processes()} end", SOON)
    assert left_over(run.project) == []


def test_nohup_lets_a_build_go_on_when_the_terminal_closes(built):
    assert built.command.returncode == 0
    assert (built.project / "site" / "index.html").is_file()
    soon(lambda: built.others() == [], f"{built.processes()} end", SOON)


def test_workers_that_are_killed_are_a_finding_and_the_old_site_stays(start):
    run = start("build", "--jobs", "2")
    site = run.project / "site"
    site.mkdir()
    (site / "manifest.json").write_text('{"generator": "zicha 0", "files": {"index.html": {}}}')
    soon(lambda: MOMENTS["working"](run), "working")
    while run.command.poll() is None:  # as where memory is short all the time
        for pid in run.workers():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)
    told = run.end()
    assert run.command.returncode == 2, told
    assert "zicha: error: the system ended a worker process" in told
    assert "--jobs 1" in told
    assert "Traceback" not in told
    assert told.endswith("The site as it was is untouched\n")
    assert [p.name for p in site.iterdir()] == ["manifest.json"]
    assert left_over(run.project) == []
    soon(lambda: run.others() == [], f"{run.processes()} end", SOON)


def test_a_build_of_what_is_there_already_calls_no_worker(built):
    again = begun(built.project, "build")
    seen: list[str] = []
    while again.command.poll() is None:
        seen += again.processes().values()
        time.sleep(0.01)
    again.command.communicate()
    assert again.command.returncode == 0
    assert [line for line in seen if "multiprocessing" in line] == []


@pytest.fixture
def previewed(built: Running, tmp_path: Path) -> Iterator[Running]:
    """A preview with workers that wait for the next edit."""
    shutil.copytree(built.project, tmp_path / "project")
    run = begun(tmp_path / "project", "serve", "--port", "0")
    index = tmp_path / "project" / ".zicha" / "preview" / "index.html"
    soon(lambda: index.is_file() and run.workers() != [], "a preview")
    yield run
    swept(run)


@pytest.mark.parametrize(
    ("number", "code"), [("SIGINT", 0), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGKILL", -9)]
)
def test_a_preview_ends_with_all_its_processes(previewed, number, code):
    previewed.command.send_signal(signal.Signals[number])
    told = previewed.end()
    assert (previewed.command.returncode, told) == (code, "")
    soon(lambda: previewed.others() == [], f"{previewed.processes()} end", SOON)
    assert list((previewed.project / ".zicha").glob(".preview.*")) == []


@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_a_preview_that_presses_sheets_ends_with_all_its_processes(start, number):
    run = start("serve", "--port", "0")
    soon(lambda: any(grown(run)), "pressing")
    run.command.send_signal(signal.Signals[number])
    assert "Traceback" not in run.end()
    soon(lambda: run.others() == [], f"{run.processes()} end", SOON)
    assert list((run.project / ".zicha").glob(".preview.*")) == []


def grown(run: Running) -> list[int]:
    """Workers of the build that presses sheets: it has a fork server of its own."""
    servers = {pid for pid, line in run.processes().items() if "forkserver" in line}
    return [pid for pid in run.workers() if parent(parent(parent(pid))) in servers]
