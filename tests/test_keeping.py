"""What a command writes into a project changes what it means to change, and nothing else."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, run_zicha

CASES = ROOT / "tests" / "cases"
LIST = "checklists/measures/article-02.yaml"
REVIEWS = "content/measures/translation-review.yaml"
EDITIONS = "content/measures/editions.yaml"
FACTS = "content/measures/regulation.yaml"
SITE = "content/site.yaml"
LAW = "某县办法\n第一条 为了规范，制定本办法。\n第二条 县政府应当公开。\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small invented project."""
    return shutil.copytree(CASES / "base", tmp_path / "project")


def run(root: Path, *words: str) -> str:
    done = run_zicha("--project", str(root), *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def bytes_of(root: Path, path: str) -> bytes:
    return (root / path).read_bytes()


def edit(root: Path, path: str, old: str, new: str) -> bytes:
    """Change a file as an editor would, and give what it holds then."""
    data = bytes_of(root, path)
    assert old.encode() in data
    (root / path).write_bytes(data.replace(old.encode(), new.encode()))
    return bytes_of(root, path)


def written_by_windows(root: Path, path: str) -> bytes:
    """The file with a byte order mark and the line ends of Windows."""
    data = b"\xef\xbb\xbf" + bytes_of(root, path).replace(b"\n", b"\r\n")
    (root / path).write_bytes(data)
    return data


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_a_review_changes_the_stamp_alone(small: Path, windows: bool, quote: str):
    text = bytes_of(small, LIST).decode()
    right = re.search(r"reviewed: (\w{12})", text)[1]
    edit(small, LIST, f"reviewed: {right}", f"reviewed: {quote}{'0' * 12}{quote}  # 2026 李")
    before = written_by_windows(small, LIST) if windows else bytes_of(small, LIST)
    run(small, "review", "a2")
    assert bytes_of(small, LIST) == before.replace(b"0" * 12, right.encode())


@pytest.mark.parametrize("windows", [False, True])
def test_a_reviewed_translation_changes_its_stamps_alone(small: Path, windows: bool):
    shutil.copytree(CASES / "translation-not-reviewed/broken", small, dirs_exist_ok=True)
    (small / REVIEWS).unlink(missing_ok=True)
    run(small, "review", "--translation", "a1", "a2", "a3")
    rows = bytes_of(small, REVIEWS).decode().splitlines()
    assert [row.partition(":")[0] for row in rows] == sorted(r.partition(":")[0] for r in rows)
    first, second, *rest = rows
    old = re.sub('zh: "?\\w{12}"?', 'zh: "000000000000"', second)
    kept = ["# 由张核对", first + "  # 已与原文对照", "", "# 第二条", old, *rest[1:], "# 完"]
    (small / REVIEWS).write_text("\n".join(kept) + "\n", "utf-8")
    if windows:
        written_by_windows(small, REVIEWS)
    before = bytes_of(small, REVIEWS)
    run(small, "review", "--translation", "a1", "a2", "a3")
    now = bytes_of(small, REVIEWS).decode().splitlines()
    lines = before.decode().splitlines()
    assert [line for line in now if line in lines] == [
        line for line in lines if "0" * 12 not in line
    ]
    assert {re.sub('"', "", line) for line in now} - {re.sub('"', "", x) for x in lines} == {
        re.sub('"', "", row) for row in (second, rest[0])
    }
    assert bytes_of(small, REVIEWS).count(b"\r\n") == (len(now) if windows else 0)


@pytest.mark.parametrize("windows", [False, True])
def test_an_import_adds_one_line_to_the_list(small: Path, windows: bool):
    (small / "law.txt").write_text(LAW, "utf-8")
    edit(small, SITE, "regulations: [measures]", "regulations:\n- measures # 办法\n# 完")
    before = written_by_windows(small, SITE) if windows else bytes_of(small, SITE)
    run(small, "import", str(small / "law.txt"), "--id", "county")
    end = b"\r\n" if windows else b"\n"
    after = before.replace("# 办法".encode() + end, "# 办法".encode() + end + b"- county" + end)
    assert bytes_of(small, SITE) == after


def test_mode_and_links_stay(small: Path):
    (small / "kept").mkdir()
    shutil.move(small / SITE, small / "kept/site.yaml")
    (small / SITE).symlink_to("../kept/site.yaml")
    (small / "kept/site.yaml").chmod(0o640)
    (small / "law.txt").write_text(LAW, "utf-8")
    run(small, "import", str(small / "law.txt"), "--id", "county")
    assert (small / SITE).is_symlink()
    assert b"county" in bytes_of(small, "kept/site.yaml")
    assert stat.S_IMODE((small / "kept/site.yaml").stat().st_mode) == 0o640
    assert stat.S_IMODE((small / "content/county/zh.txt").stat().st_mode) & 0o444 == 0o444
    assert not list(small.rglob(".*"))


def test_nothing_is_written_through_a_link_out_of_the_project(small: Path, tmp_path: Path):
    outside = tmp_path / "checklists"
    shutil.move(small / "checklists", outside)
    (small / "checklists").symlink_to(outside)
    (small / "law.txt").write_text(LAW, "utf-8")
    done = run_zicha("--project", str(small), "import", str(small / "law.txt"), "--id", "x")
    assert done.returncode == 1
    assert "[link-out-of-project]" in done.stderr
    assert [p.name for p in outside.iterdir()] == ["measures"]


def test_imports_at_the_same_time_are_all_listed(small: Path):
    (small / "law.txt").write_text(LAW, "utf-8")
    command = [sys.executable, "-m", "generator", "--project", str(small), "import"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([*command, str(small / "law.txt"), "--id", f"r{n}"], env=environment)
        for n in range(4)
    ]
    assert [process.wait(60) for process in running] == [0] * 4
    ids = re.search(r"regulations: \[(.*)\]", (small / SITE).read_text("utf-8"))[1].split(", ")
    assert sorted(ids) == ["measures", "r0", "r1", "r2", "r3"]


def test_an_import_of_the_same_id_at_the_same_time_is_refused_once(small: Path):
    for n in range(2):
        (small / f"law{n}.txt").write_text(LAW + f"第三条 {n}应当改正。\n", "utf-8")
    command = [sys.executable, "-m", "generator", "--project", str(small), "import"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*command, str(small / f"law{n}.txt"), "--id", "same"],
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        for n in range(2)
    ]
    assert sorted(process.wait(60) for process in running) == [0, 1]


def test_an_import_cut_off_before_it_was_listed_is_finished_on_another_day(small: Path):
    (small / "law.txt").write_text(LAW, "utf-8")
    words = ("import", str(small / "law.txt"), "--id", "county")
    before = bytes_of(small, SITE)
    run(small, *words)
    after = bytes_of(small, SITE)
    day = re.search(r"edition: (\S+)", (small / "content/county/regulation.yaml").read_text())[
        1
    ]
    edit(small, "content/county/regulation.yaml", f"edition: {day}", "edition: 2020-02-02")
    (small / SITE).write_bytes(before)
    shutil.rmtree(small / "checklists/county")
    run(small, *words)
    assert bytes_of(small, SITE) == after
    assert "edition: 2020-02-02" in (small / "content/county/regulation.yaml").read_text(
        "utf-8"
    )


def test_what_somebody_has_written_since_is_never_written_over(small: Path):
    (small / "law.txt").write_text(LAW, "utf-8")
    words = ("--project", str(small), "import", str(small / "law.txt"), "--id", "county")
    before = bytes_of(small, SITE)
    assert run_zicha(*words).returncode == 0
    (small / SITE).write_bytes(before)
    mine = edit(
        small,
        "checklists/county/article-02.yaml",
        "draft: true",
        "accepted: {by: 王, on: 2026-12-01}",
    )
    done = run_zicha(*words)
    assert done.returncode == 1
    assert "checklists/county/article-02.yaml:1:1: error: the file exists" in done.stderr
    assert bytes_of(small, "checklists/county/article-02.yaml") == mine
    assert bytes_of(small, SITE) == before


def test_drafts_of_a_command_that_was_killed_are_swept_and_those_at_work_are_not(small: Path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = [
        small / f"content/.zicha-draft-{gone.pid}-0",
        small / f"checklists/measures/.zicha-draft-{gone.pid}-1",
    ]
    left[0].mkdir()
    (left[0] / "zh.txt").write_text("半")
    left[1].write_text("半")
    at_work = small / f"content/.zicha-draft-{os.getpid()}-0"
    at_work.write_text("还在写")
    mine = small / "content/.zicha-draft-notes"
    mine.write_text("不是草稿")
    (small / "law.txt").write_text(LAW, "utf-8")
    run(small, "import", str(small / "law.txt"), "--id", "county")
    assert [path.exists() for path in (*left, at_work, mine)] == [False, False, True, True]


def release(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_zicha("--project", str(root), "release", *words)


def test_an_edition_recorded_is_not_written_over(small: Path):
    """Sheets printed then must still be known."""
    run(small, "release")
    edit(small, EDITIONS, "# 由", "# 李记录于一月；由")
    before = written_by_windows(small, EDITIONS)
    edit(small, LIST, "ask: {zh: ", "ask: {zh: 现在")
    done = release(small)
    assert done.returncode == 1
    assert done.stderr == (
        f"{FACTS}:5:10: error: edition 2026-11-23 is recorded already, and something else is in"
        " it now (sheets: 4, checks: 2); give the edition a new date here, then run zicha"
        " release; zicha release --again puts the present state in place of the record"
        " [edition-recorded]\n"
    )
    assert bytes_of(small, EDITIONS) == before


def test_an_edition_recorded_just_so_is_left_as_it_is(small: Path):
    run(small, "release")
    edit(small, EDITIONS, "# 由", "# 李记录于一月；由")
    before = written_by_windows(small, EDITIONS)
    when = (small / EDITIONS).stat().st_mtime_ns
    assert run(small, "release").startswith(
        "Edition 2026-11-23 of measures is recorded already, just so ("
    )
    assert bytes_of(small, EDITIONS) == before
    assert (small / EDITIONS).stat().st_mtime_ns == when


def test_an_edition_is_replaced_where_that_is_asked_for_and_said(small: Path):
    run(small, "release")
    first = bytes_of(small, EDITIONS)
    edit(small, LIST, "ask: {zh: ", "ask: {zh: 现在")
    done = release(small, "--again")
    assert done.returncode == 0
    assert "It replaced a record of the same date: " in done.stdout
    assert "A02-" in done.stdout
    assert bytes_of(small, EDITIONS) != first
    assert release(small).stdout.startswith(
        "Edition 2026-11-23 of measures is recorded already"
    )


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("date", ["2026-12-01", "2026-05-05", "2020-01-01"])
def test_a_new_edition_leaves_those_recorded_byte_for_byte(
    small: Path, date: str, windows: bool
):
    run(small, "release")
    edit(small, FACTS, "edition: 2026-11-23", "edition: 2026-03-03")
    run(small, "release")
    edit(small, EDITIONS, "- edition: 2026-03-03", "# 三月\n- edition: 2026-03-03  # 已印发")
    before = written_by_windows(small, EDITIONS) if windows else bytes_of(small, EDITIONS)
    edit(small, FACTS, "edition: 2026-03-03", f"edition: {date}")
    run(small, "release")
    now = bytes_of(small, EDITIONS)
    end = b"\r\n" if windows else b"\n"
    start = now.index(f"- edition: {date}".encode())
    size = len(now) - len(before)
    assert now[:start] + now[start + size :] == before
    assert now[start : start + size].endswith(end)
    assert run_zicha("--project", str(small), "check").returncode == 0
    dates = re.findall(rb"- edition: (\S+)", now)
    assert dates == sorted(dates, reverse=True)


def test_of_several_regulations_none_is_recorded_where_one_is_refused(small: Path):
    for folder in ("content", "checklists"):
        shutil.copytree(small / folder / "measures", small / folder / "other")
    edit(small, SITE, "[measures]", "[other, measures]")
    run(small, "release", "--only", "measures")
    edit(small, LIST, "ask: {zh: ", "ask: {zh: 现在")
    assert release(small).returncode == 1
    assert not (small / "content/other/editions.yaml").exists()
