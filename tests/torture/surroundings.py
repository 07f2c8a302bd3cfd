"""Machines and folders of every kind: the site is the same wherever it is built."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.torture import trials
from tests.torture.office import LEDES, Office, command, environment, harmed, opened, say


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Words before the command, names set (or taken away, None), a mask, a place."""

    name: str
    before: tuple[str, ...] = ()
    names: dict[str, str | None] = field(default_factory=dict)
    umask: int = 0o022
    place: bytes = b""  # of the project, below the folder; where it is moved to


def _within(limit: str) -> tuple[str, ...]:
    return ("sh", "-c", f'{limit} && exec "$@"', "sh")


_NO_HOME: dict[str, str | None] = dict.fromkeys(("HOME", "TMPDIR", "USER", "XDG_CACHE_HOME"))
SURROUNDINGS = (
    *(
        Surroundings(f"LC_ALL={name}", names={"LC_ALL": name})
        for name in ("C", "POSIX", "C.UTF-8", "zh_CN.UTF-8", "zh_CN.GB18030", "zh_CN.GBK")
    ),
    *(
        Surroundings(f"LC_ALL={name}", names={"LC_ALL": name})
        for name in ("en_US.ISO-8859-1", "tr_TR.UTF-8", "zh_XX.NOSUCH", "", "中文")
    ),
    *(Surroundings(f"TZ={name}", names={"TZ": name}) for name in ("Asia/Kathmandu", "x", "")),
    Surroundings("no home", names=_NO_HOME),
    Surroundings("a home that is not there", names={"HOME": "/nowhere/at/all"}),
    Surroundings("PYTHONHASHSEED=99", names={"PYTHONHASHSEED": "99"}),
    Surroundings("PYTHONOPTIMIZE=2", names={"PYTHONOPTIMIZE": "2"}),
    Surroundings("PYTHONUTF8=0", names={"PYTHONUTF8": "0", "LC_ALL": "C"}),
    Surroundings("PYTHONWARNINGS=error", names={"PYTHONDEVMODE": "1"}),
    *(Surroundings(f"umask {mask:03o}", umask=mask) for mask in (0o000, 0o027, 0o077)),
    *(
        Surroundings(f"clock {when}", ("faketime", "-f", when))
        for when in ("@1985-01-01 00:00:00", "@2039-06-01 00:00:00", "-1000d")
    ),
    *(
        Surroundings(limit, _within(limit))
        for limit in ("ulimit -n 64", "ulimit -v 2000000", "ulimit -s 1024", "ulimit -c 0")
    ),
    Surroundings("niced", ("nice", "-n", "19")),
    *(
        Surroundings(f"in {place!r}", place=place)
        for place in (
            b"a b", "自查 材料".encode(), b"a#?%&=+", b"'\"`$x", b"{{a}}[b]*(c)", b"a\nb",
            "😀".encode(), b"\xff\xfe", b"-x", b"~", b".hidden", b"site", b"a;b|c",
            b"/".join([b"l" * 200] * 9), "ｅ\u0301é".encode(), b"%2e%2e",
        )
    ),
)  # fmt: skip


def surroundings(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A build somewhere else: the site must be the clean one to the byte."""
    office = opened(folder)
    chosen = random.sample(SURROUNDINGS, len(SURROUNDINGS))
    for n in trials(deadline):
        if n > len(chosen):
            return
        case = chosen[n - 1]
        if case.before and not shutil.which(case.before[0]):
            print(f"{case.name}: not done, {case.before[0]} is missing", flush=True)
            continue
        lede = random.choice(LEDES)
        say(office, lede)
        for fault in _built(office, case, lede, fresh=random.random() < 0.5):
            yield f"build of '{lede}', {case.name}: {fault}"


def _built(office: Office, case: Surroundings, lede: str, *, fresh: bool) -> Iterator[str]:
    """What is wrong with the site that is built in these surroundings."""
    home = office.root
    if fresh:
        shutil.rmtree(home / ".zicha", ignore_errors=True)
    place = home
    if case.place:
        place = home.parent / "moved" / os.fsdecode(case.place)
        place.parent.mkdir(parents=True)
        home.rename(place)
    names = {k: v for k, v in (environment() | case.names).items() if v is not None}
    done = subprocess.run(
        [*case.before, *command("--jobs", "1")],
        cwd=place,
        env=names,
        umask=case.umask,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if case.place:
        place.rename(home)
        shutil.rmtree(home.parent / "moved")
    if done.returncode:
        yield f"exit {done.returncode}: {done.stderr.strip()[-200:]}"
    if "Traceback" in done.stderr:
        yield "a traceback"
    yield from harmed(office)
    if (office.site / "manifest.json").read_bytes() != office.clean[lede]:
        yield "the site is not as built elsewhere"
    yield from _unreadable(office.site)


def _unreadable(site: Path) -> Iterator[str]:
    """What a web server could not read, or everybody could write."""
    for path in (site, *site.rglob("*")):
        mode = path.stat().st_mode
        if path.name != "robots.txt" and (not mode & 0o004 or mode & 0o002):
            yield f"{path.relative_to(site)} has the mode {mode & 0o777:03o}"
            return


ATTACKS = (surroundings,)
