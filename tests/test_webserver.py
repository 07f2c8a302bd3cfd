"""The preview's web server answers this machine's browser, quickly, and nobody else."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.publish import webserver
from generator.publish.webserver import Board, PreviewServer
from generator.records.findings import Finding
from generator.records.texts import Location, Text

BROKEN = Finding(
    Location("checklists/m/article-02.yaml", 4, 9), "wrong-value", Text("<写错了>", "<wrong>")
)
WORSE = Finding(
    Location("content/site.yaml", 1, 2), "wrong-value", Text("也错了", "wrong, too")
)
MILD = Finding(Location("content/site.yaml", 9, 9), "a-thing", Text("注意", "mind"), "warning")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "zh" / "文件").mkdir(parents=True)
    (site / "index.html").write_text("<html><body class=a><p>hello</p></body></html>")
    (site / "zh" / "index.html").write_text("<body>zh</body>")
    (site / "zh" / "文件" / "一 二.js").write_text("1")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[PreviewServer]:
    server = PreviewServer(("127.0.0.1", 0), folder, Board(shown=True), "en")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def asked(
    server: PreviewServer, path: str, method: str = "GET", host: str | None = "localhost:1"
) -> tuple[int, str]:
    """Status and text of an answer."""
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    connection.putrequest(method, path, skip_host=True)
    if host is not None:
        connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def raw(server: PreviewServer, data: bytes) -> bytes:
    """The first line of what is answered to these bytes."""
    with socket.create_connection(server.server_address[:2], timeout=20) as line:
        line.sendall(data)
        return line.makefile("rb").readline().strip()


@pytest.mark.parametrize(
    ("path", "code", "text"),
    [
        ("/", 200, "hello"),
        ("/index.html?q=%E6%9D%A1#a", 200, "hello"),
        ("/zh/", 200, "zh"),
        ("//zh//index.html", 200, "zh"),
        ("/zh/%E6%96%87%E4%BB%B6/%E4%B8%80%20%E4%BA%8C.js", 200, "1"),
        ("/zh/nothing.html", 404, "There is no such page"),
        ("/nothing.css", 404, "404 there is no such file"),
        ("/out.txt", 404, "404"),
        ("/" + "a" * 5000, 404, "no such page"),
        ("/" + "%E6%9D%A1" * 300 + ".pdf", 404, "404"),
        ("/-/epoch/" + "9" * 5000, 404, ""),
        ("/-/epoch/x", 404, ""),
        ("/%00", 400, "400 this address cannot be read"),
        ("/%ff.html", 400, "400"),
        ("/..%2f..%2fsecret.txt", 400, "400"),
        ("/%2e%2e/secret.txt", 400, "400"),
        ("/..%5csecret.txt", 400, "400"),
        ("http://evil.example/", 400, "400"),
        ("/" + "a" * 70000, 414, "414"),
    ],
)
def test_every_address_is_answered(server, capfd, path, code, text):
    status, said = asked(server, path)
    assert (status, text in said) == (code, True), said[:200]
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_its_slash_leads_to_it_and_never_away(server):
    assert b"302" in raw(server, b"GET /zh HTTP/1.0\r\nHost: localhost\r\n\r\n")
    with socket.create_connection(server.server_address[:2], timeout=20) as line:
        line.sendall(b"GET //zh HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert b"\r\nLocation: /zh/\r\n" in line.makefile("rb").read()


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9999999999999.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
    ],
)
def test_what_is_no_request_is_refused_without_a_traceback(server, capfd, data):
    assert raw(server, data)[:10] in (b"HTTP/1.0 4", b"400 this a"), raw(server, data)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("localhost", 200),
        ("LocalHost:8000", 200),
        ("127.0.0.1:9", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("evil.example:8000", 421),
        ("localhost.evil.example", 421),
        ("localhost:80@evil.example", 421),
        ("10.0.0.1", 421),
        ("", 421),
        (None, 421),
    ],
)
def test_only_its_own_names_are_answered(server, host, code):
    """A page elsewhere whose name is made to lead here must not read drafts."""
    assert asked(server, "/", host=host)[0] == code
    assert asked(server, "/-/epoch/1", host=host)[0] == code


def test_a_preview_for_the_whole_network_answers_to_numbers_and_still_to_no_foreign_name(
    folder,
):
    server = PreviewServer(("0.0.0.0", 0), folder, Board(shown=True), "zh")
    hosts = ("10.0.0.1:8000", "[fe80::1]", socket.gethostname(), "evil.example")
    assert [server.is_called([host]) for host in hosts] == [True, True, True, False]
    server.server_close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_it_can_only_be_read(server, method):
    assert asked(server, "/", method) == (405, "405 the preview can only be read (GET, HEAD)\n")


def test_head_is_the_head_of_get(server):
    assert asked(server, "/", "HEAD") == (200, "")
    assert asked(server, "/nothing.html", "HEAD") == (404, "")


def test_two_hundred_at_once_are_answered_beside_open_pages(server):
    epoch = server.board.state.epoch
    with ThreadPoolExecutor(240) as crowd:
        waiting = [crowd.submit(asked, server, f"/-/epoch/{epoch}") for _ in range(40)]
        answers = list(crowd.map(lambda _: asked(server, "/zh/")[0], range(200)))
        server.board.post((), shown=True)
        told = {future.result() for future in waiting}
    assert answers == [200] * 200
    assert told == {(200, f"{epoch + 1}")}


def test_a_browser_that_waits_is_answered_after_a_while_in_any_case(server, monkeypatch):
    monkeypatch.setattr(webserver, "POLL", 0.1)
    epoch = f"{server.board.state.epoch}"
    assert asked(server, f"/-/epoch/{epoch}") == (200, epoch)


def test_who_sends_a_byte_now_and_then_is_cut_off(folder, monkeypatch):
    monkeypatch.setattr(webserver, "LONGEST", 0.3)
    server = PreviewServer(("127.0.0.1", 0), folder, Board(shown=True), "en")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    with socket.create_connection(server.server_address[:2], timeout=20) as line:
        line.sendall(b"GET / HT")
        assert line.recv(100) == b""
    server.shutdown()
    server.server_close()


def test_who_comes_when_all_places_are_taken_is_told_to_come_again(folder, monkeypatch):
    monkeypatch.setattr(webserver, "MOST", 1)
    server = PreviewServer(("127.0.0.1", 0), folder, Board(shown=True), "en")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    with socket.create_connection(server.server_address[:2], timeout=20) as first:
        first.sendall(b"GET / HT")
        assert raw(server, b"") == b"HTTP/1.0 503 Service Unavailable"
        first.sendall(b"TP/1.0\r\nHost: localhost\r\n\r\n")
        assert first.makefile("rb").readline() == b"HTTP/1.0 200 OK\r\n"
    server.shutdown()
    server.server_close()


def test_a_failed_save_is_told_above_the_old_page_in_words_that_are_only_words(server):
    server.board.post((MILD, BROKEN, WORSE), shown=True)
    _, html = asked(server, "/")
    assert html.index('class="zicha-bar"') < html.index("hello")
    assert "<code>checklists/m/article-02.yaml:4:9</code> <span>&lt;wrong&gt;</span>" in html
    assert "<summary>1 more error</summary>" in html
    assert "1 warning<" in html
    assert "mind" not in html  # what is only to be minded is counted
    server.board.post((), shown=True)
    assert 'class="zicha-bar"' not in asked(server, "/")[1]


def test_while_there_are_no_pages_every_address_says_why(folder):
    empty = folder / "nothing"
    server = PreviewServer(("127.0.0.1", 0), empty, Board(shown=False), "zh")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    code, html = asked(server, "/zh/a.html")
    assert (code, "正在生成页面" in html) == (200, True)
    server.board.post((BROKEN,), shown=False)
    code, html = asked(server, "/")
    assert (code, "<span>&lt;写错了&gt;</span>" in html) == (200, True)
    assert asked(server, "/a.css")[0] == 404
    server.shutdown()
    server.server_close()


def test_while_a_new_site_takes_the_place_of_the_old_one_nobody_is_sent_away(server, folder):
    away = folder.with_name("away")
    folder.rename(away)
    with ThreadPoolExecutor(1) as one:
        answer = one.submit(asked, server, "/zh/")
        threading.Timer(0.2, away.rename, [folder]).start()
        assert answer.result()[0] == 200
