"""A small project at work: what it is built into, how builds of it are run and compared."""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "cases" / "base"
LEDE = "逐条核对。"  # as content/site.yaml has it
LEDES = (LEDE, "逐项核对。")
THEIRS = "robots.txt"
LINGERING = 5  # seconds that a process may take to see that its build is gone


@dataclass(frozen=True, slots=True)
class Office:
    """A project in a folder; `clean` is lede → the manifest of its site built from nothing."""

    root: Path
    clean: dict[str, bytes]
    seconds: float  # that such a build takes

    @property
    def site(self) -> Path:
        """Where its site is published."""
        return self.root / "site"


def opened(folder: Path) -> Office:
    """A project in `folder/project`, built, with a file of somebody else's in its site."""
    office = Office(folder / "project", {}, 0)
    shutil.copytree(BASE, office.root)
    shutil.copy(ROOT / "mkdocs.yml", office.root)
    begun = time.monotonic()
    for lede in LEDES:
        say(office, lede)
        for name in (".zicha", "site"):
            shutil.rmtree(office.root / name, ignore_errors=True)
        done = build(office)
        assert not done.returncode, done.stderr
        office.clean[lede] = (office.site / "manifest.json").read_bytes()
    (office.site / THEIRS).write_text(THEIRS)
    return replace(office, seconds=(time.monotonic() - begun) / len(LEDES))


def say(office: Office, lede: str) -> None:
    """An edit: the sentence on the first page."""
    file = office.root / "content" / "site.yaml"
    lines = (BASE / "content" / "site.yaml").read_text("utf-8").replace(LEDE, lede)
    file.write_text(lines, "utf-8")


def command(*more: str) -> list[str]:
    """A build as a user runs it."""
    return [sys.executable, "-m", "generator", "--ui", "en", "build", *more]


def environment() -> dict[str, str]:
    """With this program, whatever is installed."""
    return os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}


def build(office: Office, *before: str) -> subprocess.CompletedProcess[str]:
    """A build that nobody disturbs; `before` are words before the command."""
    return subprocess.run(
        [*before, *command("--jobs", "1")],
        cwd=office.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def harmed(office: Office) -> Iterator[str]:
    """What is wrong with the site as it is, whichever of the clean ones it is."""
    if not office.site.is_dir():
        yield "there is no site"
    elif _whole(office.site) not in office.clean.values():
        yield "the site is none of the clean ones"
    if not (office.site / THEIRS).is_file():
        yield f"{THEIRS} is gone from the site"


def mended(office: Office, lede: str) -> Iterator[str]:
    """What is wrong after one more build, which nobody disturbs."""
    done = build(office)
    if done.returncode:
        yield f"the next build fails: {done.stderr.strip()[-300:]}"
    if _whole(office.site) != office.clean[lede]:
        yield "after the next build the site is not as built from nothing"
    if not (office.site / THEIRS).is_file():
        yield f"after the next build {THEIRS} is gone"
    left = [p.name for p in office.root.glob(".site*")]
    left += [str(p.relative_to(office.root)) for p in office.root.glob(".zicha/cache/tmp*")]
    if left:
        yield f"the next build leaves {', '.join(sorted(left))}"


def left_running(office: Office) -> Iterator[str]:
    """The processes that still work in the project some seconds after its build has ended."""
    until = time.monotonic() + LINGERING
    while (left := list(_working_in(office.root))) and time.monotonic() < until:
        time.sleep(0.1)
    if left:
        yield f"{len(left)} processes are left: {left}"


def _working_in(root: Path) -> Iterator[str]:
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):  # it has ended, or is another user's
            if link.readlink() == root and not _dead(link.parent):
                yield link.parent.name


def _dead(process: Path) -> bool:
    """Whether it has ended and only waits to be asked how."""
    return (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z"


def _whole(site: Path) -> bytes:
    """The manifest of a site that is as it says, b"" of any other."""
    try:
        manifest = (site / "manifest.json").read_bytes()
        files = json.loads(manifest)["files"]
        sums = {n: hashlib.sha256((site / n).read_bytes()).hexdigest() for n in files}
    except (OSError, ValueError):
        return b""
    there = {p.relative_to(site).as_posix() for p in site.rglob("*") if not p.is_dir()}
    alike = sums == {name: facts["sha256"] for name, facts in files.items()}
    return manifest if alike and there - {THEIRS, "manifest.json"} == set(files) else b""
