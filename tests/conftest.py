"""What several tests share: a project, its built site, a browser."""

import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from city import CITY
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent

# How long an example takes says how busy the machine is, not whether the program is right.
settings.register_profile("zicha", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zicha")

# Under this policy of an intranet's server every page works without a complaint.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "frame-ancestors 'none'; form-action 'none'"
)

# An intranet has names without HTTPS: what browsers keep for secure pages is not there, as
# it would be on 127.0.0.1.
HOST = "intranet.test"

# Chromium in a container without a network: no sandbox of its own, no calls home.
CHROMIUM = (
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Who asks for these waits for a browser, or for a site to be built.
LONG = {"browser", "page", "site", "real_site", "warm_project"}
# Modules that run office programs, web servers, whole builds or other processes throughout.
WHOLE = {
    "test_caches", "test_engine", "test_hosting", "test_keeping", "test_live", "test_machine",
    "test_many", "test_office_programs", "test_processes", "test_replacing", "test_shares",
    "test_torture", "test_trust", "test_truth", "test_verifying", "test_wheel",
}  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="accept what is made as golden"
    )
    parser.addoption(
        "--all-views", action="store_true", help="axe-core on every page in all eight views"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long, so that `-m "not browser"` is the quick part."""
    for item in items:
        asked = LONG & set(getattr(item, "fixturenames", ()))
        if asked or item.path.stem in WHOLE:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with a golden file, or accept it with --update-golden."""

    def compare(path: Path, made: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, "utf-8")
        assert made == path.read_text("utf-8")

    return compare


class Strict(SimpleHTTPRequestHandler):
    """Serves under the policy that the site must live with."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        del args


@contextmanager
def strict_server(folder: Path, handler: type[Strict] = Strict) -> Iterator[str]:
    """The address for a browser of a folder served by Python under the policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_port}"
    server.shutdown()
    server.server_close()


def run_zicha(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command as a user gives it, messages in English."""
    command = [sys.executable, "-m", "generator", "--ui", "en", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def zicha():
    return run_zicha


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the invented project, with templates of its own, that a test may spoil."""
    for name in ("content", "checklists"):
        shutil.copytree(CITY / name, tmp_path / name)
    shutil.copytree(ROOT / "site_templates", tmp_path / "site_templates")
    shutil.copy(CITY / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def warm_project(project: Path, site: Path) -> Path:
    """The same with all that was made before in its cache, so that only edits are built."""
    assert site.is_dir()
    unfinished = shutil.ignore_patterns(".*")  # what another test process is writing
    shutil.copytree(CITY / ".zicha/cache", project / ".zicha/cache", ignore=unfinished)
    return project


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented project, built by the command once for all test processes."""
    return built(CITY, tmp_path_factory)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this checkout, for what is asked of the product itself."""
    return built(ROOT, tmp_path_factory)


def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    out = shared / f"built-{project.name}" / "site"
    (project / ".zicha").mkdir(exist_ok=True)
    with (project / ".zicha" / "testing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.is_dir():
            done = run_zicha("--project", str(project), "build", "--out", str(out))
            assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "these tests need Chromium: sudo apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page of a new profile, 1440 wide."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    yield context.new_page()
    context.close()
