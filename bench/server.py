"""The built site under load: Debian's nginx with the settings of the kit, asked by wrk."""

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.timing import ROOT, run

SECONDS = 4  # for each kind of request
LOAD = ("-t2", "-c32", f"-d{SECONDS}s", "--timeout", "5s")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"  # where Debian keeps nginx
Rate = tuple[str, float, int, float]  # name, requests a second, errors, 99th percentile in ms

NGINX = """pid {tmp}/pid; error_log stderr; {user} worker_processes auto; daemon off;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {tmp}/body; include /etc/nginx/mime.types;
{kit} }}
"""
# Asks for one path after the other; writes requests, microseconds, errors, 99th percentile.
ASK = """
local paths, n = {}, 0
for path in io.lines("PATHS") do paths[#paths + 1] = path end
wrk.headers["Accept-Encoding"] = "gzip"
request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end
done = function(all, latency)
  local e = all.errors
  local wrong = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("\\n= %d %d %d %d\\n", all.requests, all.duration, wrong,
    latency:percentile(99)))
end
"""


def rates() -> list[Rate]:
    """Requests a second and errors by kind of request; none where nginx or wrk is missing."""
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name, path=PATH)]:
        print(f"the server is left out: {' and '.join(missing)} not installed")
        return []
    with tempfile.TemporaryDirectory() as name:
        tmp = Path(name)
        run("generator", "--project", str(ROOT), "build", "--out", str(tmp / "site"), cwd=ROOT)
        with _nginx(tmp / "site", tmp) as address:
            kinds = _kinds(tmp / "site")
            return [_asked(kind, paths, address, tmp) for kind, paths in kinds.items()]


def _kinds(site: Path) -> dict[str, list[str]]:
    """What is asked for, in turn."""

    def all_of(pattern: str) -> list[str]:
        return [f"/{p.relative_to(site).as_posix()}" for p in sorted(site.glob(pattern))]

    article = next(p for p in all_of("zh/*/article-05.html"))
    html = (site / article[1:]).read_text("utf-8")
    loaded = re.findall(r'(?:href|src)="(?:\.\./)+(assets/[^"]+)"', html)
    return {
        "every page": all_of("**/*.html"),
        "first view of an article: the page and all it loads": [
            article,
            *(f"/{path}" for path in loaded),
        ],
        "every sheet": all_of("sheets/**/*.pdf"),
    }


@contextmanager
def _nginx(site: Path, tmp: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kit = (site / "hosting" / "nginx.conf").read_text("utf-8")
    kit = kit.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "/srv/zicha", str(site)
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (tmp / "nginx.conf").write_text(NGINX.format(tmp=tmp, user=user, kit=kit), "utf-8")
    program = shutil.which("nginx", path=PATH) or "nginx"
    process = subprocess.Popen([program, "-e", "stderr", "-c", str(tmp / "nginx.conf")])
    try:
        _wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if process.poll() is None and one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("nginx does not start")


def _asked(kind: str, paths: list[str], address: str, tmp: Path) -> Rate:
    (tmp / "paths").write_text("".join(f"{path}\n" for path in paths), "utf-8")
    (tmp / "ask.lua").write_text(ASK.replace("PATHS", str(tmp / "paths")), "utf-8")
    command = ["wrk", *LOAD, "-s", str(tmp / "ask.lua"), address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^= (\d+) (\d+) (\d+) (\d+)$", said, re.MULTILINE)
    assert found, said
    requests, microseconds, errors, slow = map(int, found.groups())
    return kind, requests * 1e6 / microseconds, errors, slow / 1000
