"""A small web server for the preview: the last good pages, and what is wrong with a save.

It knows a folder and a state, not who builds the pages. It answers this machine's browser only:
a page on the internet whose name suddenly leads here (DNS rebinding) is refused by its name.
"""

import mimetypes
import os
import re
import shutil
import socket
import socketserver
import sys
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from generator.publish.notice import State, notice_page, with_notice
from generator.records.findings import Finding
from generator.records.texts import Language, Text

EPOCH = re.compile(r"/-/epoch/\d{1,20}", re.ASCII)
POLL = 25.0  # seconds after which a waiting browser is answered in any case
LONGEST = 90.0  # seconds that one connection may take, however slow its other end is
MOST = 300  # connections at once

# Python asks the system, and Windows may answer text/plain.
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}

REFUSED = {
    400: Text("这个地址无法识别", "this address cannot be read"),
    404: Text("没有这个文件", "there is no such file"),
    405: Text("预览只供查看（GET、HEAD）", "the preview can only be read (GET, HEAD)"),
    421: Text(
        "预览不用这个主机名；请用启动时显示的地址，或者用 --host 指定",
        "the preview does not go by this name; use the address that zicha serve shows, or "
        "choose one with --host",
    ),
}


class Board:
    """The present state, for the threads that answer and the one that builds."""

    def __init__(self, *, shown: bool) -> None:
        self._changed = threading.Condition()
        # no number of an earlier run, whose pages are still open, comes again
        self.state = State(time.time_ns() // 1_000_000, (), shown)

    def post(self, findings: tuple[Finding, ...], *, shown: bool) -> None:
        """Put up what is now; browsers that wait for it load their pages again."""
        with self._changed:
            self.state = State(self.state.epoch + 1, findings, shown)
            self._changed.notify_all()

    def other_than(self, epoch: str, seconds: float) -> str:
        """The epoch, as soon as it is not this one, and in any case after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: f"{self.state.epoch}" != epoch, seconds)
            return f"{self.state.epoch}"


class PreviewServer(socketserver.ThreadingTCPServer):
    """Serves `folder` at `address`; raises OSError where it cannot be had."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    allow_reuse_address = os.name != "nt"  # there it would let two programs have one port

    def __init__(
        self, address: tuple[str, int], folder: Path, board: Board, ui: Language
    ) -> None:
        self.folder, self.board, self.ui = folder, board, ui
        self._names = _names_of(address[0])
        self._slots = threading.BoundedSemaphore(MOST)
        self._until: dict[socket.socket, float] = {}
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)

    @property
    def url(self) -> str:
        """Where the preview is."""
        host, port = self.server_address[:2]
        name = f"[{host!s}]" if self.address_family == socket.AF_INET6 else f"{host!s}"
        return f"http://{name}:{port}/"

    def is_called(self, hosts: list[str]) -> bool:
        """Whether the headers `Host` of a request are one name of ours, with any port."""
        found = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(:\d{0,5})?", hosts[0]) if hosts else None
        if found is None or len(hosts) > 1:
            return False
        name = found[1].lower()
        return name in self._names or ("*" in self._names and _is_number(name))

    def process_request(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        """A thread for the connection; too many at once are sent away."""
        if not self._slots.acquire(blocking=False):
            with suppress(OSError):
                request.sendall(b"HTTP/1.0 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n")
            self.shutdown_request(request)
            return
        self._until[request] = time.monotonic() + LONGEST
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # the system gives us no further thread
            self._until.pop(request, None)
            self._slots.release()
            self.shutdown_request(request)

    def process_request_thread(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        """Answer, and make room for the next."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._until.pop(request, None)
            self._slots.release()

    def service_actions(self) -> None:
        """Cut off who takes too long; called twice a second."""
        now = time.monotonic()
        for request, until in list(self._until.items()):
            if now > until:
                with suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address) -> None:  # type: ignore[no-untyped-def]
        """Browsers hang up when they like: only what is a fault of ours is told."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def _names_of(host: str) -> frozenset[str]:
    """The names that a preview at `host` goes by; `*` where it answers on every address."""
    names = {"localhost", "127.0.0.1", "[::1]", host.lower(), f"[{host.lower()}]"}
    if host in ("", "0.0.0.0", "::"):
        names |= {"*", socket.gethostname().lower()}
    return frozenset(names)


def _is_number(name: str) -> bool:
    """An address in numbers cannot be rebound: a browser takes each for a place of its own."""
    return name.startswith("[") or re.fullmatch(r"[\d.]+", name, re.ASCII) is not None


class _Handler(BaseHTTPRequestHandler):
    """One request, one answer, and the connection is closed."""

    server: PreviewServer
    server_version, sys_version = "zicha", ""
    timeout = 15  # seconds without a byte

    def do_GET(self) -> None:
        """Answer with a page, a file, or the number of the present state."""
        parts = parts_of(self.path)
        if not self.server.is_called(self.headers.get_all("Host", [])):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif parts is None:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif EPOCH.fullmatch(self.path):
            epoch = self.path.rpartition("/")[2]
            self._send(self.server.board.other_than(epoch, POLL).encode(), "text/plain")
        else:
            self._send_place(parts)

    do_HEAD = do_GET  # noqa: N815 - http.server looks for this name

    def _send_place(self, parts: tuple[str, ...]) -> None:
        """A file of the site, or why there is none; `parts` of a folder end with ""."""
        state, ui = self.server.board.state, self.server.ui
        place = _place(self.server.folder, parts)
        for _ in range(20):  # while a new site takes the place of the old one
            if place or not state.shown or os.path.isfile(self.server.folder / "index.html"):  # noqa: PTH113
                break
            time.sleep(0.05)
            place = _place(self.server.folder, parts)
        is_page = "." not in parts[-1] or parts[-1].endswith(".html")
        if place is None and is_page:
            html = notice_page(state, ui, lost=state.shown)
            self._send(html.encode(), "text/html", 404 if state.shown else 200)
        elif place is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif place.is_dir():
            self._send_to("".join(f"/{quote(part)}" for part in parts) + "/")
        else:
            self._send_file(place, state)

    def _send_file(self, place: Path, state: State) -> None:
        try:
            file = place.open("rb")
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with file:
            if place.suffix == ".html":
                html = file.read().decode("utf-8", "replace")
                self._send(with_notice(html, state, self.server.ui).encode(), "text/html")
            else:
                kind = TYPES.get(place.suffix) or mimetypes.guess_type(place.name)[0]
                self._send(file, kind or "application/octet-stream")

    def _send(self, what: bytes | BinaryIO, kind: str, code: int = 200) -> None:
        size = len(what) if isinstance(what, bytes) else os.fstat(what.fileno()).st_size
        self.send_response(code)
        is_text = kind.startswith("text/") or kind == "application/json"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        self.send_header("Content-Length", f"{size}")
        self._end()
        if self.command != "HEAD":
            if isinstance(what, bytes):
                self.wfile.write(what)
            else:
                shutil.copyfileobj(what, self.wfile)

    def _send_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self._end()

    def _end(self) -> None:
        self.send_header("Cache-Control", "no-store")  # the next save changes everything
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """A sentence instead of a page; methods that are not known are simply not ours."""
        del message, explain
        code = 405 if code == HTTPStatus.NOT_IMPLEMENTED else int(code)
        words = REFUSED.get(code, REFUSED[400])
        said = words.zh if self.server.ui == "zh" else words.en or words.zh
        data = f"{code} {said}\n".encode()
        self.send_response(code)
        if code == 405:
            self.send_header("Allow", "GET, HEAD")
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", f"{len(data)}")
        self._end()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for what is wrong with the text."""
        del format, args


def parts_of(target: str) -> tuple[str, ...] | None:
    """`/zh/%E6%9D%A1.html?q` → ("zh", "条.html"); None where it is no path within the site.

    A path that ends with a slash has a last part "". `target` is latin-1, as http.server reads.
    """
    raw = re.split("[?#]", target, maxsplit=1)[0].encode("latin-1")
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        return None
    if not path.startswith("/") or re.search(r"[\x00-\x1f\\]", path):
        return None
    *folders, last = path[1:].split("/")
    parts = (*(part for part in folders if part), last)
    return None if {".", ".."} & set(parts) else parts


def _place(folder: Path, parts: tuple[str, ...]) -> Path | None:
    """The file, or the folder whose address lacks its slash; None where neither is there."""
    place = (
        folder.joinpath(*parts) / "index.html" if parts[-1] == "" else folder.joinpath(*parts)
    )
    try:
        inside = place.resolve().is_relative_to(folder.resolve())
        there = place.is_file() or (place / "index.html").is_file()
    except (OSError, RuntimeError):  # a name that no system can have; links in a circle
        return None
    return place if inside and there else None
