"""A preview that follows every edit: pages at once, sheets as soon as they are pressed."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.project.machine import refused
from generator.publish.orders import Built, Order, preview_order
from generator.publish.site import build
from generator.publish.watching import saves
from generator.publish.webserver import Board, PreviewServer
from generator.records.findings import CannotGoOn, Finding
from generator.workers import workers
from generator.workers.pool import Pool, WorkerDied

PATIENCE = 2.0  # seconds for a whole build to tidy up in

Tell = Callable[[Built | tuple[Finding, ...]], None]


@dataclass
class Preview:
    """Rebuilds on demand; while one edit's sheets are pressed, the next edit may come."""

    order: Order
    pool: Executor
    board: Board
    tell: Tell
    press: Pool | None = field(default=None)
    pressing: "Future[Built] | None" = field(default=None)

    def rebuild(self) -> None:
        """Pages now; sheets in a process of their own, replaced when another edit comes."""
        self.stop()
        result = outcome(self._pages, self.order.root)
        self.tell(result)
        if not isinstance(result, Built):
            self._refuse(result)
            return
        now = self.board.state
        if result.changed or now.findings or not now.shown:
            self.board.post((), shown=True)
        if result.waiting:
            self._begin_pressing()

    def look(self) -> None:
        """Tell of sheets that could not be pressed."""
        if self.pressing is None or not self.pressing.done():
            return
        result = outcome(self.pressing.result, self.order.root)
        self.stop()
        if not isinstance(result, Built):
            self.tell(result)
            self._refuse(result)

    def stop(self) -> None:
        """End pressing; a build that is cut off leaves the site as it was."""
        if self.press is not None:
            self.press.shutdown()
            self.press = self.pressing = None

    def _begin_pressing(self) -> None:
        try:
            self.press = Pool(1, PATIENCE)
            self.pressing = self.press.submit(build, self.order)
        except OSError as error:  # no room for one process more
            told = (refused(error, self.order.root),)
            self.stop()
            self.tell(told)
            self._refuse(told)

    def _pages(self) -> Built:
        try:
            return build(preview_order(self.order), pool=self.pool)
        except WorkerDied:  # once more, with another
            return build(preview_order(self.order), pool=self.pool)

    def _refuse(self, findings: tuple[Finding, ...]) -> None:
        self.board.post(findings, shown=has_pages(self.order.out))


def has_pages(site: Path) -> bool:
    """Whether there is a site to be seen, and it may be looked at."""
    return os.path.isfile(site / "index.html")  # noqa: PTH113 - Path.is_file may raise


def outcome(work: Callable[[], Built], root: Path) -> Built | tuple[Finding, ...]:
    """What a build gives, or why there is none."""
    try:
        return work()
    except CannotGoOn as error:
        return error.findings
    except OSError as error:
        return (refused(error, root),)


def serve(order: Order, server: PreviewServer, tell: Tell) -> None:
    """Serve the preview until Ctrl-C. `tell` is given each build or its findings.

    Where the first build fails the server shows why, and goes on when it is mended.
    """
    with _answering(server), workers(order.workers) as pool:
        preview = Preview(order, pool, server.board, tell)
        try:
            for changed in saves(order.root):
                preview.look()
                if changed:
                    preview.rebuild()
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough
        finally:
            preview.stop()


@contextmanager
def _answering(server: PreviewServer) -> Iterator[None]:
    """Requests are answered in this block, by a thread of their own."""
    thread = threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def preview_folder(root: Path, only: str = "") -> Path:
    """Where the preview lies, of one regulation apart: never the site that is handed out."""
    return root / ".zicha" / (f"preview-{only}" if only else "preview")
