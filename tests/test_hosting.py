"""What the administrator gets: server settings that work, sums, a check of the copy, a ZIP."""

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import POLICY

from generator.publish.proof.manifest import file_names, write_manifest

ARTICLE = "zh/parks/article-05.html"
SHEET = "sheets/parks/zh/article-05.pdf"
LONG, ASKED = "public, max-age=31536000, immutable", "no-cache"
NGINX = """pid {tmp}/pid; error_log stderr; {user} events {{}}
http {{ access_log off; {temp} {conf} }}"""
TEMP = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server that has the site below `path`."""

    port: int
    path: str

    def get(self, path: str, **headers: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers=names)
        answer: HTTPResponse = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


def found(program: str) -> str | None:
    """Where a program is; Debian keeps nginx out of the way of those who are not root."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def below(settings: str, line: str) -> str:
    """The settings for a path: what their comment says is put in the place of a line."""
    told = re.findall(r"^\s*# {5}( *\S.*)$", settings, re.MULTILINE)
    assert told
    return settings.replace(line, "\n".join(told))


def nginx(site: Path, port: int, path: str, tmp: Path) -> tuple[str, ...]:
    settings = (site / "hosting" / "nginx.conf").read_text("utf-8")
    if path != "/":
        root = "        root /srv/zicha;            # (2)\n"
        assert root in settings
        settings = below(settings.replace(root, ""), "location / {                    # (1)")
    assert "listen 80;" in settings
    settings = settings.replace("listen 80;", f"listen 127.0.0.1:{port};")
    settings = settings.replace("/srv/zicha", str(site))
    temp = " ".join(f"{name}_temp_path {tmp}/{name};" for name in TEMP)
    user = "user root;" if os.geteuid() == 0 else ""
    conf = f"include /etc/nginx/mime.types; {settings}"
    whole = NGINX.format(tmp=tmp, user=user, temp=temp, conf=conf)
    (tmp / "nginx.conf").write_text(whole, "utf-8")
    return (
        found("nginx") or "nginx",
        "-p",
        str(tmp),
        "-e",
        "stderr",
        "-c",
        str(tmp / "nginx.conf"),
    )


def caddy(site: Path, port: int, path: str, tmp: Path) -> tuple[str, ...]:
    settings = (site / "hosting" / "Caddyfile").read_text("utf-8")
    if path != "/":
        settings = below(settings, "handle {")
    assert ":80 {" in settings
    settings = settings.replace(":80 {", f"http://127.0.0.1:{port} {{")
    settings = settings.replace("/srv/zicha", str(site))
    (tmp / "Caddyfile").write_text(settings, "utf-8")
    return ("caddy", "run", "--adapter", "caddyfile", "--config", str(tmp / "Caddyfile"))


@contextmanager
def running(command: tuple[str, ...], port: int, tmp: Path) -> Iterator[None]:
    home = os.environ | {"HOME": str(tmp), "XDG_CONFIG_HOME": str(tmp)}
    off = ("-g", "daemon off;") if command[0].endswith("nginx") else ()
    with (tmp / "log").open("wb") as log:
        process = subprocess.Popen([*command, *off], env=home, stdout=log, stderr=log)
    try:
        for _ in range(100):
            assert process.poll() is None, (tmp / "log").read_text()
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(
    scope="module",
    params=[(nginx, "/"), (nginx, "/zicha/"), (caddy, "/"), (caddy, "/zicha/")],
    ids=["nginx", "nginx below a path", "caddy", "caddy below a path"],
)
def server(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The site behind a real server with the settings that lie in it."""
    settings, path = request.param
    assert found(settings.__name__), f"install {settings.__name__}; sh tests/browser.sh does"
    tmp, port = tmp_path_factory.mktemp(settings.__name__), free_port()
    with running(settings(site, port, path, tmp), port, tmp):
        yield Server(port, path)


# ── a server with the settings of the kit ─────────────────────────────────────────────────────


def test_nginx_finds_nothing_wrong_with_its_settings(site, tmp_path):
    assert found("nginx"), "install nginx-light; sh tests/browser.sh does"
    for path in ("/", "/zicha/"):
        command = [*nginx(site, free_port(), path, tmp_path), "-t", "-q"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_page_comes_packed_in_utf_8_under_the_policy_and_is_asked_for_again(server, site):
    answer = server.get(server.path + ARTICLE, Accept_Encoding="gzip")
    assert answer.status == 200
    assert gzip.decompress(answer.body) == (site / ARTICLE).read_bytes()
    wanted = {
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
        "vary": "Accept-Encoding",
        "content-security-policy": POLICY,
        "cache-control": ASKED,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
    }
    got = {name: answer.headers.get(name, "") for name in wanted}
    assert got | {"content-type": got["content-type"].lower()} == wanted
    tag = answer.headers["etag"]
    again = server.get(server.path + ARTICLE, Accept_Encoding="gzip", If_None_Match=tag)
    assert (again.status, again.body) == (304, b"")


def test_what_a_page_loads_is_kept_for_long(server, site):
    html = (site / ARTICLE).read_text("utf-8")
    loaded = re.findall(r'(?:href|src)="\.\./\.\./(assets/[^"]+)"', html)
    assert len(loaded) > 10
    kept = {path: server.get(server.path + path).headers["cache-control"] for path in loaded}
    assert kept == dict.fromkeys(loaded, LONG)


@pytest.mark.parametrize(
    "path", ["", "index.html", "assets/search-index.js", "assets/law.css", "manifest.json"]
)
def test_what_may_change_at_its_address_is_asked_for_again(server, path):
    answer = server.get(server.path + path)
    assert (answer.status, answer.headers["cache-control"]) == (200, ASKED)


def test_chinese_in_scripts_and_text_is_read_as_utf_8(server, site):
    for path in ("assets/search-index.js", "hosting/README.zh.txt"):
        answer = server.get(server.path + path)
        assert answer.headers["content-type"].lower().endswith("; charset=utf-8")
        assert answer.body == (site / path).read_bytes()


def test_a_sheet_opens_in_the_viewer_of_an_old_browser_too(server, site):
    answer = server.get(server.path + SHEET, Accept_Encoding="gzip")
    assert answer.body == (site / SHEET).read_bytes()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["nothing.html", "zh/nothing/", "assets/x.css?v=0123abcd"])
def test_what_is_not_there_is_not_found_and_not_kept(server, path):
    answer = server.get(server.path + path)
    assert answer.status == 404
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers.get("cache-control") in (None, "no-store")


@pytest.mark.parametrize(
    "path", ["gone.html", "zh/parks/article-99.html", "sheets/old/a/b.pdf"]
)
def test_a_lost_page_shows_the_way_at_any_depth(server, path):
    answer = server.get(server.path + path)
    assert answer.status == 404
    assert "没有这个页面".encode() in answer.body
    folder = (server.path + path).rpartition("/")[0]
    script = server.get(f"{folder}/assets/lost.js")
    assert script.status == 200
    assert b"findRoot" in script.body


@pytest.mark.parametrize("path", ["assets/", "sheets/", "hosting/", ".git/"])
def test_no_folder_is_listed(server, path):
    answer = server.get(server.path + path)
    assert answer.status in (400, 403, 404)
    assert b"href" not in answer.body.lower()


def test_a_folder_without_its_stroke_leads_to_the_folder(server):
    if server.path != "/":
        answer = server.get(server.path.rstrip("/"))
        assert answer.status in (301, 302)
        assert answer.headers["location"] == server.path


def test_the_server_does_not_say_which_it_is(server):
    assert not re.search(r"\d", server.get(server.path).headers.get("server", ""))


def test_the_policy_is_the_same_in_both_settings(site):
    for name in ("nginx.conf", "Caddyfile"):
        assert f'"{POLICY}"' in (site / "hosting" / name).read_text("utf-8")


def test_the_readme_says_what_debian_asks_for_in_both_languages(site):
    for name in ("README.en.txt", "README.zh.txt"):
        words = (site / "hosting" / name).read_text("utf-8")
        for told in (
            "/etc/nginx/sites-enabled/default",
            "--fingerprint",
            "Cache-Control: no-cache",
        ):
            assert told in words


# ── the copy is what was built ────────────────────────────────────────────────────────────────


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A site of four files that a test may spoil."""
    folder = tmp_path / "copy"
    for name in ("index.html", "zh/index.html", "zh/说明.html", "sheets/a.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<p>{name}</p>", "utf-8")
    write_manifest(folder, {"pages": 3})
    return folder


def test_a_site_as_built_is_said_to_be_one(site, zicha):
    files = len(json.loads((site / "manifest.json").read_text("utf-8"))["files"])
    done = zicha("verify", str(site))
    said = f"{files} files, all as they were built\nFingerprint: "
    assert (done.returncode, done.stdout.startswith(said), done.stderr) == (0, True, "")


def test_sha256sum_reads_the_sums_of_every_file(site):
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=site, check=False).returncode == 0
    listed = {line[66:] for line in (site / "SHA256SUMS").read_text("utf-8").splitlines()}
    there = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert there - listed == {"SHA256SUMS", "manifest.json"}


def test_every_changed_missing_and_added_file_is_named(copy, zicha):
    (copy / "zh" / "说明.html").write_text("<p>zh/説明.html</p>", "utf-8")  # as long as before
    (copy / "sheets" / "a.pdf").unlink()
    (copy / "zh" / "我的.html").write_text("x")
    (copy / "elsewhere").symlink_to("/")
    done = zicha("verify", str(copy))
    assert done.stdout == (
        "elsewhere:1:1: error: this file is no part of the site;"
        " delete it or move it elsewhere [added-file]\n"
        "sheets/a.pdf:1:1: error: this file of the site is missing;"
        " copy it again from the original [missing-file]\n"
        "zh/我的.html:1:1: error: this file is no part of the site;"
        " delete it or move it elsewhere [added-file]\n"
        "zh/说明.html:1:1: error: this file is not as it was built;"
        " copy it again from the original [changed-file]\n"
    )
    assert (done.returncode, done.stderr) == (1, "4 files are not as they were built\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, "there is no list to compare with; name the folder of a site"),
        ("{}", "the list of files is damaged"),
        ('{"files": {"a": 1}}', "the list of files is damaged"),
        ("[" * 100_000, "the list of files is damaged"),
    ],
)
def test_a_folder_without_a_list_of_files_is_refused(tmp_path, zicha, text, why):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    done = zicha("verify", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"manifest.json:1:1: error: {why}")
    assert done.stderr.endswith("[no-manifest]\n")


# ── a USB stick ───────────────────────────────────────────────────────────────────────────────


def test_the_zip_holds_the_site_in_one_folder_with_the_same_bytes_each_time(
    copy, tmp_path, zicha
):
    for name in ("one.zip", "two.zip"):
        done = zicha("pack", "--site", str(copy), "--out", str(tmp_path / name))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"Wrote {tmp_path / name}: 6 files\n")
        os.utime(copy / "index.html", (0, 0))  # when a file was written is nobody's business
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as archive:
        archive.extractall(tmp_path / "stick")
    assert [p.name for p in (tmp_path / "stick").iterdir()] == ["zicha"]
    unpacked = tmp_path / "stick" / "zicha"
    names = file_names(copy)
    assert file_names(unpacked) == names
    assert [(unpacked / n).read_bytes() for n in names] == [
        (copy / n).read_bytes() for n in names
    ]


def test_what_is_not_as_it_was_built_is_not_packed(copy, tmp_path, zicha):
    (copy / "index.html").unlink()
    done = zicha("pack", "--site", str(copy), "--out", str(tmp_path / "x.zip"))
    assert done.returncode == 1
    assert done.stderr.startswith("index.html:1:1: error: this file of the site is missing")
    assert not (tmp_path / "x.zip").exists()


def test_a_place_that_cannot_be_written_is_a_finding(copy, tmp_path, zicha):
    out = tmp_path / "nowhere" / "x.zip"
    done = zicha("pack", "--site", str(copy), "--out", str(out))
    assert done.returncode == 2
    assert done.stderr == (
        f"{out.parent}: error: there is no such file or folder, or it was taken away"
        " meanwhile; see that it is there and run this again [missing-file]\n"
    )
