"""Builds that are killed, that meet, that are saved into, whose disk is full or not theirs."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.torture import trials
from tests.torture.office import (
    LEDES,
    ROOT,
    Office,
    build,
    command,
    environment,
    harmed,
    left_running,
    mended,
    opened,
    say,
)

SIGNALS = ("SIGKILL", "SIGKILL", "SIGTERM", "SIGINT", "SIGHUP")
LONGEST = 60  # seconds a build may take on a busy machine
# Root without its powers is held by permissions like anybody else.
POWERLESS = ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()


def steps(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A site replaced by a process that dies at each of its steps on the disk."""
    for _ in trials(deadline):
        system = random.choice((sys.platform, "other"))
        words = ["1", "1", system]
        if deadline - time.monotonic() < LONGEST:  # too short for all
            every = random.randrange(20, 40)
            words = [str(random.randrange(1, every)), str(every), system]
        www = folder / "www"
        www.mkdir()
        killing = [sys.executable, str(ROOT / "tests" / "killing.py"), str(folder), *words]
        done = subprocess.run(
            killing, env=environment(), capture_output=True, text=True, check=False
        )
        for fault in (done.stdout + done.stderr).splitlines():
            yield f"killing.py FOLDER {' '.join(words)}: {fault}"
        shutil.rmtree(www)


def kills(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A build killed at a moment by chance; then the next one."""
    office = opened(folder)
    for _ in trials(deadline):
        lede, name = random.choice(LEDES), random.choice(SIGNALS)
        fresh, jobs = random.random() < 0.4, random.choice("12")
        after = random.uniform(0, office.seconds * 1.3)
        what = f"{name} after {after:.2f} s of a build of '{lede}', jobs {jobs}"
        say(office, lede)
        if fresh:
            what += ", cache removed"
            shutil.rmtree(office.root / ".zicha", ignore_errors=True)
        process = _started(office, "--jobs", jobs)
        time.sleep(after)
        process.send_signal(signal.Signals[name])
        process.wait(LONGEST)
        for fault in (*harmed(office), *left_running(office), *mended(office, lede)):
            yield f"{what}: {fault}"


def meetings(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """Two or three builds into one site at once; then one more."""
    office = opened(folder)
    for _ in trials(deadline):
        lede, others = random.choice(LEDES), random.choice((1, 1, 2))
        pauses = [random.uniform(0, 1.5) for _ in range(others)]
        what = f"builds of '{lede}' beginning {pauses} s after one another"
        say(office, lede)
        if random.random() < 0.5:
            what += ", cache removed"
            shutil.rmtree(office.root / ".zicha", ignore_errors=True)
        processes = [_started(office, "--jobs", "1")]
        for pause in pauses:
            time.sleep(pause)
            processes.append(_started(office, "--jobs", "1"))
        for process in processes:
            if process.wait(LONGEST * len(processes)):
                yield f"{what}: one of them fails"
        for fault in (*harmed(office), *mended(office, lede)):
            yield f"{what}: {fault}"


def saves(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A file saved during a build, and perhaps put back as it was; then one more build."""
    office = opened(folder)
    for _ in trials(deadline):
        first, second = random.sample(LEDES, 2)
        last = random.choice((first, second))
        pauses = [random.uniform(0, office.seconds / 2), random.uniform(0, office.seconds / 2)]
        say(office, first)
        process = _started(office, "--jobs", random.choice("12"))
        for pause, lede in zip(pauses, (second, last), strict=True):
            time.sleep(pause)
            say(office, lede)
        process.wait(LONGEST)
        what = f"'{first}', then '{second}', '{last}' saved {pauses} s into a build"
        for fault in mended(office, last):
            yield f"{what}: {fault}"


def full_disk(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A disk that has room for less than a new site; then one that has more."""
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", disk], check=False).returncode:
        print("full_disk: not done, for it must mount a disk: run it as root", flush=True)
        return
    try:
        office = opened(disk)
        for _ in trials(deadline):
            lede = random.choice(LEDES)
            used = shutil.disk_usage(disk).used
            size = used + random.randrange(0, 3_000_000)
            say(office, lede)
            if random.random() < 0.5:
                shutil.rmtree(office.root / ".zicha", ignore_errors=True)
            _resize(disk, size)
            done = build(office)
            found = [*harmed(office)]
            if done.returncode and (left := [p.name for p in office.root.glob(".site*")]):
                found.append(f"it leaves {', '.join(left)}")
            if "Traceback" in done.stderr:
                found.append("a traceback")
            _resize(disk, 1 << 30)
            for fault in (*found, *mended(office, lede)):
                yield f"build of '{lede}' with {size - used} bytes left: {fault}"
    finally:
        subprocess.run(["umount", disk], check=True)


def permissions(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """Something that may not be read or written; then all as it was."""
    if POWERLESS and not shutil.which(POWERLESS[0]):
        print("permissions: not done, for root needs setpriv to be like others", flush=True)
        return
    office = opened(folder)
    for _ in trials(deadline):
        lede = random.choice(LEDES)
        say(office, lede)
        some = (".", "site", ".zicha", ".zicha/cache", "site/zh", "site/robots.txt")
        inside = [p for top in ("content", "checklists", "site") for p in _all(office, top)]
        path = office.root / random.choice((*some, *random.sample(inside, 6)))
        mode, before = random.choice((0o000, 0o444, 0o555)), path.stat().st_mode
        path.chmod(mode)
        done = build(office, *POWERLESS)
        path.chmod(before)
        name = path.relative_to(office.root)
        found = [*harmed(office)]
        if "Traceback" in done.stderr:
            found.append(f"a traceback: {done.stderr.strip().splitlines()[-1]}")
        for fault in (*found, *mended(office, lede)):
            yield f"build of '{lede}' with {name} {mode:03o}: {fault}"


def _all(office: Office, top: str) -> list[str]:
    folder = office.root / top
    return sorted(p.relative_to(office.root).as_posix() for p in folder.rglob("*"))


def _started(office: Office, *more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(*more),
        cwd=office.root,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _resize(disk: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)


ATTACKS = (steps, kills, meetings, saves, full_disk, permissions)
