"""What a first visit weighs: bytes, requests, layout shift, nodes, time to first paint."""

import gzip
import mimetypes
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from bench.timing import ROOT, run

PAGES = {
    "home": "zh/index.html",
    "article with its checks": "zh/jinan-2016-31/article-05.html",
    "the same in English": "en/jinan-2016-31/article-05.html",
    "bearer with the most checks": "zh/jinan-2016-31/bearer-township.html",
    "full text": "zh/jinan-2016-31/full-text.html",
}
BUDGET = 250_000  # bytes over the wire for the first view of an article
PACKED = {".html", ".css", ".js", ".svg", ".json"}

# Read from the browser's own record of what it loaded; headers count with the bodies.
MEASURE = """async () => {
  let shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { shift += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  await new Promise(done => setTimeout(done, 500));
  const loaded = performance.getEntriesByType("resource")
    .concat(performance.getEntriesByType("navigation"));
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [loaded.reduce((sum, e) => sum + e.transferSize, 0), loaded.length, shift,
    document.querySelectorAll("*").length, paint ? paint.startTime : 0];
}"""


class Weight(NamedTuple):
    """One page as a new visitor gets it."""

    name: str
    bytes: int
    requests: int
    shift: float
    nodes: int
    paint: float  # first contentful paint, ms after navigation


class Gzipped(SimpleHTTPRequestHandler):
    """Serves a folder as the server settings of the kit do: text packed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in PACKED
        body = gzip.compress(path.read_bytes(), 6) if packed else path.read_bytes()
        self.send_response(200)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        del args


@contextmanager
def gzipped(folder: Path) -> Iterator[str]:
    """The address of a server on this machine that packs what it sends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Gzipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def weights() -> list[Weight]:
    """The kinds of pages, each by a new visitor; none where there is no Chromium."""
    if not shutil.which("chromium"):
        print("the weight of pages is left out: chromium not installed")
        return []
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        run("generator", "--project", str(ROOT), "build", "--out", str(site), cwd=ROOT)
        with gzipped(site) as address:
            return measured(address)


def measured(address: str) -> list[Weight]:
    """The pages below `address` in a browser that has seen none of them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=options
        )
        made = []
        for name, path in PAGES.items():
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            page.goto(f"{address}/{path}", wait_until="load")
            made.append(Weight(name, *page.evaluate(MEASURE)))
            page.context.close()
        browser.close()
    return made
