"""Answers of thousands of units summed up: `python -m bench.tallying [UNITS] [FOLDER]`.

Beside it DuckDB counts the answers of the same files, where it is installed.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.answers.asked import Asked, asked_of, due_of
from generator.answers.names import CODES
from generator.answers.records import Answers, Given, Measure, People, Period, Unit
from generator.answers.writing import as_text
from generator.project.loading import load
from generator.sheets.currency import subjects

ROOT = Path(__file__).parent.parent
UNITS, SECONDS, MEBIBYTES = 5_000, 30, 300
WEIGHTS = (60, 8, 7, 10, 15)  # in the order of the scale
PERIOD = Period("2026-01-01", "2026-06-30")


def asked() -> Asked:
    project, _ = load(ROOT)
    assert project is not None
    law = project.regulations[0]
    return asked_of(law, {s.key: s.stamp for s in subjects(law, law.title)})


def unit(law: Asked, n: int) -> Answers:
    """A made-up unit, always the same for a number, that answers every check there is."""
    chance = random.Random(n)
    due = due_of(law, law.bearers)
    given = {}
    for id_ in law.checks:
        if id_ not in due:
            continue
        (answer,) = chance.choices(CODES, WEIGHTS)
        found = "材料不全，正在补齐" if answer in ("partial", "no") else ""
        measure = Measure(measure="限期补齐", due="2026-09-30") if found else Measure()
        given[id_] = Given(law.checks[id_].stamp, answer, found, found, measure=measure)
    return Answers(
        id=f"u{n:05}",
        regulation=law.regulation,
        edition=law.edition,
        stamp=law.stamp,
        unit=Unit(f"第{n}单位", tuple(law.bearers)),
        period=PERIOD,
        people=People(f"填表人{n}"),
        saved="2026-11-30T09:00:00+08:00",
        state="filled",
        answers=given,
    )


def write(folder: Path, units: int) -> int:
    """The files, and how many answers there are in them."""
    law, answers = asked(), 0
    for n in range(units):
        made = unit(law, n)
        answers += len(made.answers)
        (folder / f"{n:05}.answers.json").write_text(as_text(made), "utf-8")
    return answers


def ours(folder: Path, out: Path) -> tuple[float, float]:
    """Seconds of a processor and mebibytes at most."""
    words = [sys.executable, "-m", "generator", "--project", str(ROOT), "tally", str(folder)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*words, "-o", str(out)], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, after.ru_maxrss / 1024


def duckdb(folder: Path) -> float | None:
    """Seconds of a processor that the answers take to be counted alone, None without it."""
    try:
        import duckdb as peer
    except ImportError:
        return None
    query = f"""
        with a as (select unnest(map_values(answers)) as g
                   from read_json('{folder}/*.json', columns={{
                     answers: 'MAP(VARCHAR, STRUCT(answer VARCHAR))'}}))
        select g.answer, count(*) from a group by 1"""
    start = time.process_time()
    peer.sql(query).fetchall()
    return time.process_time() - start


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made) / "in"
        folder.mkdir(exist_ok=True)
        answers = write(folder, units)
        size = sum(f.stat().st_size for f in folder.iterdir()) / 2**20
        print(f"{units} units, {answers} answers, {size:.0f} MiB")
        out = Path(made) / "out"
        spent, most = ours(folder, out)
        print(f"zicha tally: {spent:.1f} s, {most:.0f} MiB")
        found = json.loads((out / "tally.json").read_text("utf-8"))
        assert found["total"]["due"] == answers
        beside = duckdb(folder)
        if beside is not None:
            print(f"DuckDB, counting answers alone: {beside:.1f} s")
        if units == UNITS and (spent > SECONDS or most > MEBIBYTES):
            sys.exit(f"more than {SECONDS} s or {MEBIBYTES} MiB")


if __name__ == "__main__":
    main()
