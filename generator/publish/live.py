"""A preview that follows every edit: pages at once, sheets as soon as they are pressed."""

import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.publish.orders import Built, Order, preview_order
from generator.publish.site import build
from generator.records.findings import CannotGoOn, Finding
from generator.workers import workers

WATCHED = ("content", "checklists", "site_templates", "mkdocs.yml")


@dataclass
class Preview:
    """Rebuilds on demand; while one edit's sheets are pressed, the next edit may come."""

    order: Order
    pool: Executor
    tell: Callable[[Built | tuple[Finding, ...]], None]
    pressing: subprocess.Popen[bytes] | None = field(default=None)

    def rebuild(self) -> None:
        """Pages now; sheets in a process of their own, replaced when another edit comes."""
        self.stop()
        try:
            built = build(preview_order(self.order), pool=self.pool)
        except CannotGoOn as error:
            self.tell(error.findings)
            return
        self.tell(built)
        if built.waiting:
            self.pressing = subprocess.Popen(self._command(), stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """End pressing; a build that is cut off leaves the site as it was."""
        if self.pressing is not None:
            self.pressing.terminate()
            self.pressing.wait()
            self.pressing = None

    def _command(self) -> list[str]:
        place = ["--project", str(self.order.root)]
        only = ["--only", self.order.only] if self.order.only else []
        out = ["--out", str(self.order.out), "--jobs", str(self.order.workers)]
        return [sys.executable, "-m", "generator", *place, "build", *out, *only]


def serve(order: Order, address: tuple[str, int], tell: Callable[..., None]) -> None:
    """Serve the preview until Ctrl-C or SIGTERM. `tell` is given each build or its findings.

    Raises CannotGoOn where there is nothing to show, OSError where the port is taken.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with workers(order.workers) as pool:
        preview = Preview(order, pool, tell)
        try:
            preview.rebuild()
            if not (order.out / "index.html").is_file():
                build(preview_order(order), pool=pool)  # says why there is nothing to show
            _watch(preview, address)
        except KeyboardInterrupt:
            pass
        finally:
            preview.stop()


def _watch(preview: Preview, address: tuple[str, int]) -> None:
    out, root = preview.order.out, preview.order.root
    server = LiveReloadServer(preview.rebuild, *address, root=str(out), polling_interval=0.3)
    for name in WATCHED:
        if (path := root / name).exists():
            server.watch(str(path))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    finally:
        server.shutdown()


def preview_folder(root: Path) -> Path:
    """Where the preview lies: never the site that is handed out."""
    return root / ".zicha" / "preview"
