"""Publishing takes nothing away that it did not make; readers see the old site or the new."""

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ROOT, run_zicha
from killing import PAGES, THEIRS, add_theirs, lost_in, put, state_of

from generator.publish.proof.manifest import write_manifest
from generator.publish.replacing import put_right
from generator.publish.workshop import workshop
from generator.records.findings import CannotGoOn, as_text

BASE = ROOT / "tests" / "cases" / "base"
OTHER_APP = '{"name": "OA", "start_url": "/"}'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project, built."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    done = run_zicha("build", "--jobs", "1", cwd=root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return shutil.copytree(built, tmp_path / "project")


def edit(root: Path) -> None:
    """A change after which a build has something to do."""
    file = root / "content" / "site.yaml"
    file.write_text(file.read_text("utf-8").replace("逐条核对", "逐项核对"), "utf-8")


def told(error: pytest.ExceptionInfo[CannotGoOn]) -> list[str]:
    return [as_text(finding, "en") for finding in error.value.findings]


def hidden(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


# ── what is not ours ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "files",
    [
        {"letter.txt": "keep me"},
        {"manifest.json": OTHER_APP, "index.php": "x"},
        {"manifest.json": '{"generator": "zicha 0.1.0"}', "letter.txt": "x"},
        {"manifest.json": '{"generator": "zicha 0.1.0", "files": ["index.html"]}'},
        {"manifest.json": '{"generator": "zicha 0.1.0", "files": {"../index.html": {}}}'},
        {"manifest.json": '{"generator": "zicha 0.1.0", "files": {"share.json": {}}}'},
        {"manifest.json": '{"generator": "other 1", "files": {"index.html": {}}}'},
        {"manifest.json": '{"generator": 1, "files": {"index.html": {}}}'},
        {"manifest.json": "[" * 100_000},
        {"manifest.json/index.html": "a folder"},
        {".hidden": ""},
        {".zicha-short/x": ""},
    ],
)
def test_a_folder_that_is_not_ours_is_refused_and_stays(tmp_path: Path, files):
    out = tmp_path / "site"
    for name, text in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text)
    with pytest.raises(CannotGoOn) as error:
        put(out, "new")
    assert told(error) == [
        (
            "--out site: error: it exists and is not what zicha made before; choose another"
            " [not-a-site]"
        )
    ]
    there = {
        p.relative_to(out).as_posix(): p.read_text() for p in out.rglob("*") if p.is_file()
    }
    assert there == files
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("make", [os.mkfifo, Path.touch, lambda p: p.symlink_to(p)])
def test_what_is_no_folder_is_refused_and_stays(tmp_path: Path, make):
    make(tmp_path / "site")
    before = os.lstat(tmp_path / "site")
    with pytest.raises(CannotGoOn):
        put(tmp_path / "site", "new")
    assert os.lstat(tmp_path / "site") == before


def test_an_empty_folder_takes_a_site(tmp_path: Path):
    (tmp_path / "site").mkdir()
    put(tmp_path / "site", "new")
    assert state_of(tmp_path / "site") == "new"


def test_what_others_put_into_the_site_is_kept_and_told(small: Path):
    add_theirs(small / "site")
    edit(small)
    done = run_zicha("build", "--jobs", "1", cwd=small)
    assert done.returncode == 0
    assert done.stderr.endswith(
        "site: warning: zicha did not make these and kept them as they are: dead,"
        " own/deep/file, own/empty, pipe, robots.txt and 1 more [kept-files]\n"
    )
    assert lost_in(small / "site") == []
    assert "逐项核对" in (small / "site/zh/index.html").read_text("utf-8")
    assert hidden(small) == [".zicha"]
    again = run_zicha("build", cwd=small)
    assert again.stdout.startswith("Nothing changed; ")
    assert lost_in(small / "site") == []


def test_a_file_of_ours_that_somebody_changed_is_made_again(tmp_path: Path):
    out = tmp_path / "site"
    put(out, "old")
    (out / "index.html").write_text("spoilt")
    (out / "zh/b.html").unlink()
    (out / "zh/b.html").symlink_to("/nowhere")
    put(out, "old")
    assert state_of(out) == "old"


@pytest.mark.parametrize("name", ["zh/c", "zh/c/d.html", "zh/c/d.html/more"])
def test_what_others_put_where_the_new_site_has_a_page_is_named_and_stays(
    tmp_path: Path, name: str
):
    out = tmp_path / "site"
    put(out, "old")
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_text("theirs")
    with pytest.raises(CannotGoOn) as error:
        put(out, "new")
    assert told(error) == [
        (
            f"site/{name}:1:1: error: zicha did not make this, and the new site needs its"
            " place; move it elsewhere or rename it [place-taken]"
        )
    ]
    assert (out / name).read_text() == "theirs"
    (out / name).unlink()
    assert hidden(tmp_path) == []


def test_a_folder_of_the_site_that_became_a_link_is_not_followed(tmp_path: Path):
    out, away = tmp_path / "site", tmp_path / "away"
    put(out, "old")
    (out / "zh").rename(away)
    (out / "zh").symlink_to(away)
    with pytest.raises(CannotGoOn, match="place-taken"):
        put(out, "new")
    assert (away / "b.html").read_text() == PAGES["old"]["zh/b.html"]


def test_the_owner_mode_and_time_of_what_is_kept_are_as_they_were(tmp_path: Path):
    out = tmp_path / "site"
    put(out, "old")
    (out / "own").mkdir(mode=0o750)
    (out / "own/key").write_text("x")
    (out / "own/key").chmod(0o600)
    os.utime(out / "own/key", (1, 1))
    before = (out / "own/key").stat()
    (out / "own").chmod(0o550)
    put(out, "new")
    after = (out / "own/key").stat()
    assert (after.st_ino, after.st_mode, after.st_mtime) == (
        before.st_ino,
        before.st_mode,
        before.st_mtime,
    )
    assert stat.S_IMODE((out / "own").stat().st_mode) == 0o550
    assert hidden(tmp_path) == []


# ── where the site is ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("absolute", [True, False])
def test_a_site_behind_a_link_is_renewed_where_it_is(tmp_path: Path, absolute):
    real, link = tmp_path / "srv" / "www", tmp_path / "site"
    put(real, "old")
    link.symlink_to(real if absolute else "srv/www")
    add_theirs(link)
    put(link, "new")
    assert link.is_symlink()
    assert (state_of(real), lost_in(real)) == ("new", [])
    assert [p.name for p in (tmp_path / "srv").iterdir()] == ["www"]


def test_a_link_to_a_folder_that_is_not_there_yet_leads_to_the_site(tmp_path: Path):
    (tmp_path / "site").symlink_to(tmp_path / "srv" / "www")
    put(tmp_path / "site", "new")
    assert (tmp_path / "site").is_symlink()
    assert state_of(tmp_path / "srv" / "www") == "new"


# ── kills ─────────────────────────────────────────────────────────────────────────────────────

KILLING = (sys.executable, str(ROOT / "tests" / "killing.py"))
EVERY = 17  # `make torture` takes all


def killed(folder: Path, before: str = "", system: str = sys.platform) -> str:
    """What is wrong after kills; `before` prepares `www/site` in a mount namespace."""
    words = [*KILLING, str(folder), "1", str(EVERY), system]
    if before:
        (folder / "www/site").mkdir(parents=True)
        script = f'{before} && exec "$@"'
        words = ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", *words]
    else:
        (folder / "www").mkdir()
    done = subprocess.run(
        words,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_killed_at_any_step_a_site_is_the_old_or_the_new_and_the_next_build_mends_the_rest(
    tmp_path: Path,
):
    assert killed(tmp_path) == ""


def test_where_folders_cannot_be_exchanged_the_next_build_mends_what_a_kill_left(
    tmp_path: Path,
):
    assert killed(tmp_path, system="other") == ""


@pytest.mark.parametrize(
    "mount", ["mount -t tmpfs none www/site", "mount --bind www/site www/site"]
)
def test_a_mount_point_is_renewed_in_place_and_after_a_kill_as_well(tmp_path: Path, mount):
    assert killed(tmp_path, mount) == ""


def test_a_site_without_its_name_is_put_back_before_anything_is_built(small: Path):
    scratch = small / ".site.zicha-abcd1234"
    scratch.mkdir()
    (scratch / "lock").touch()
    (small / "site").rename(scratch / "old")
    (small / "content/site.yaml").write_text("title: {", "utf-8")
    assert run_zicha("build", cwd=small).returncode == 1
    assert (small / "site/index.html").is_file()
    assert hidden(small) == [".zicha"]


def test_what_is_in_use_or_not_ours_is_not_swept(tmp_path: Path):
    for name in (".site.backup", ".site.zicha-mine", ".site.zicha-abcd1234", ".zicha-abcd1234"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "letter.txt").touch()
    (tmp_path / ".site.zicha-abcd1234/lock").touch()
    (tmp_path / ".site.zicha-abcd9999").symlink_to(tmp_path)
    with workshop(tmp_path, "site") as scratch:
        (scratch / "new").mkdir()
        put_right(tmp_path / "site")
        assert (scratch / "new").is_dir()
    assert len(hidden(tmp_path)) == 5
    assert len(list(tmp_path.glob(".*/letter.txt"))) == 4


def test_what_was_half_made_in_the_cache_is_swept_by_the_next_build(small: Path):
    cache = small / ".zicha" / "cache"
    (cache / ".draft-abcd1234" / "docs").mkdir(parents=True)
    (cache / "pages" / ".x.html.1").touch()
    edit(small)
    assert run_zicha("build", "--jobs", "1", cwd=small).returncode == 0
    assert not (cache / ".draft-abcd1234").exists()
    assert not (cache / "pages" / ".x.html.1").exists()


def test_a_full_disk_leaves_the_old_site_and_no_litter(small: Path):
    add_theirs(small / "site")
    before = (small / "site/SHA256SUMS").read_bytes()
    edit(small)
    words = [sys.executable, "-m", "generator", "build", "--jobs", "1"]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 40 && exec "$@"', "sh", *words],  # no file of over 40 blocks
        cwd=small,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0
    assert (small / "site/SHA256SUMS").read_bytes() == before
    assert lost_in(small / "site") == []
    assert hidden(small) == [".zicha"]


# ── one regulation ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def two(small: Path) -> Path:
    """The project with a second regulation, its site as if built with both."""
    for top in ("content", "checklists"):
        shutil.copytree(small / top / "measures", small / top / "rules")
    file = small / "content/site.yaml"
    file.write_text(file.read_text("utf-8").replace("[measures]", "[measures, rules]"), "utf-8")
    (small / "site/zh/rules").mkdir()
    (small / "site/zh/rules/index.html").touch()
    write_manifest(small / "site", {"inputs": ""})
    return small


def test_a_build_of_one_regulation_goes_into_a_folder_of_its_own(two: Path):
    before = (two / "site/manifest.json").read_bytes()
    done = run_zicha("build", "--only", "measures", "--jobs", "1", cwd=two)
    assert done.returncode == 0, done.stderr
    assert (two / "site/manifest.json").read_bytes() == before
    assert [p.name for p in (two / "site-measures/zh").iterdir() if p.is_dir()] == ["measures"]


def test_a_build_of_one_regulation_never_takes_others_away(two: Path):
    before = (two / "site/manifest.json").read_bytes()
    done = run_zicha("build", "--only", "measures", "--out", "site", cwd=two)
    assert (done.returncode, done.stderr) == (
        1,
        (
            "--only measures: error: the site there also holds rules, which --only would"
            " take away; choose another --out, or leave --only out: what has not changed"
            " is not made again anyway [other-regulations]\nThe site as it was is untouched\n"
        ),
    )
    assert (two / "site/manifest.json").read_bytes() == before


# ── who may read it ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_whatever_the_umask_a_server_can_read_all_and_nobody_else_write(
    small: Path, umask: int
):
    shutil.rmtree(small / ".zicha")
    words = [sys.executable, "-m", "generator"]
    for more in (("build", "--jobs", "1", "--out", "new"), ("pack", "--site", "new")):
        subprocess.run(
            [*words, *more],
            cwd=small,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            umask=umask,
            check=True,
            capture_output=True,
        )
    modes = {p: oct(p.stat().st_mode & 0o7777) for p in (small / "new").rglob("*")}
    assert {p: m for p, m in modes.items() if m != ("0o755" if p.is_dir() else "0o644")} == {}
    assert oct((small / "new").stat().st_mode & 0o7777) == "0o755"
    assert oct((small / "zicha.zip").stat().st_mode & 0o7777) == "0o644"


# ── shares, ZIPs, sheets ──────────────────────────────────────────────────────────────────────


def test_a_share_goes_over_a_share_and_over_nothing_else(small: Path):
    shard = ("build", "--shard", "1/1", "--jobs", "1", "--out")
    assert run_zicha(*shard, "share", cwd=small).returncode == 0
    (small / "share/note.txt").write_text("keep me")
    again = run_zicha(*shard, "share", cwd=small)
    assert again.returncode == 0
    assert "kept them as they are: note.txt [kept-files]" in again.stderr
    assert (small / "share/note.txt").read_text() == "keep me"
    assert "[not-a-site]" in run_zicha(*shard, "site", cwd=small).stderr
    assert "[not-a-site]" in run_zicha("build", "--out", "share", cwd=small).stderr
    (small / "old").mkdir()
    (small / "old/share.json").write_text("{}")
    assert "[not-a-site]" in run_zicha(*shard, "old", cwd=small).stderr


def test_a_zip_goes_over_a_zip_of_ours_and_over_nothing_else(small: Path):
    (small / "folder").mkdir()
    (small / "letter.zip").write_text("keep me")
    with ZipFile(small / "other.zip", "w") as archive:
        archive.writestr("zicha/manifest.json", OTHER_APP)
    (small / "new.zip").touch()
    before = sorted(p.read_bytes() for p in small.glob("*.zip"))
    for name in ("folder", "letter.zip", "other.zip"):
        done = run_zicha("pack", "--out", name, cwd=small)
        assert (done.returncode, done.stderr) == (
            1,
            (
                f"--out {name}: error: it exists and is not a ZIP that zicha packed before;"
                " choose another name [not-a-packed-site]\n"
            ),
        )
    assert (small / "folder").is_dir()
    assert sorted(p.read_bytes() for p in small.glob("*.zip")) == before
    for _ in range(2):
        assert run_zicha("pack", "--out", "new.zip", cwd=small).returncode == 0
    assert hidden(small) == [".zicha"]


def test_sheets_never_go_over_one_that_was_filled_in(small: Path):
    words = ("sheets", "--article", "2", "--lang", "zh", "--format", "xlsx", "-o", "out")
    (made,) = (small / line for line in run_zicha(*words, cwd=small).stdout.splitlines())
    empty = made.read_bytes()
    assert run_zicha(*words, cwd=small).returncode == 0
    made.write_bytes(b"filled in")
    done = run_zicha(*words, cwd=small)
    assert done.returncode == 1
    assert done.stderr == (
        "out/measures/zh/article-02.xlsx:1:1: error: this file was changed since it was written"
        " (filled in, perhaps) or is not from zicha, and stays; move it away or choose another"
        " -o [changed-file]\n"
    )
    assert made.read_bytes() == b"filled in"
    made.unlink()
    assert run_zicha(*words, cwd=small).returncode == 0
    assert made.read_bytes() == empty


# ── licences ──────────────────────────────────────────────────────────────────────────────────


def test_the_site_carries_the_licences_of_what_others_made(built: Path):
    text = (built / "site/licences.txt").read_text("utf-8")
    assert "Copyright (c) 2016-2025 Martin Donath" in text
    assert "Permission is hereby granted, free of charge" in text
    assert text.count("SIL OPEN FONT LICENSE Version 1.1") >= 2
    names = json.loads((built / "site/manifest.json").read_text("utf-8"))["files"]
    assert "licences.txt" in names
    assert set(names).isdisjoint(THEIRS)


KILLED = """
import os, sys
from pathlib import Path
from generator.publish.workshop import NEW, workshop
with workshop(Path(sys.argv[1]), sys.argv[2]) as shop:
    (shop / NEW).mkdir()
    (shop / NEW / "index.html").write_text("half")
    sys.stdin.read()
    os.kill(os.getpid(), 9)
"""


def test_whatever_a_kill_has_left_anywhere_in_a_project_the_next_command_takes_away(
    tmp_path: Path,
):
    root = shutil.copytree(ROOT / "tests/cases/base", tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "sheets").mkdir()
    (root / ".zicha").mkdir()
    places = ((".zicha", "preview"), (".zicha", "preview-measures"), (".", "site-measures"))
    for place, name in (*places, ("sheets", "")):
        words = [sys.executable, "-c", KILLED, str(root / place), name]
        subprocess.run(words, stdin=subprocess.DEVNULL, cwd=ROOT, check=False)
    words = [sys.executable, "-c", KILLED, str(root / ".zicha"), "preview"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, cwd=ROOT) as at_work:
        until_there(root, ".*zicha-*/new/index.html", 5)
        (root / "content/.zicha-draft-4194304-0").write_text("half", "utf-8")  # nobody's number
        assert run_zicha("build", "--jobs", "1", cwd=root).returncode == 0
        sheets = run_zicha("sheets", "--article", "2", "-o", "sheets", cwd=root)
        left = [p.relative_to(root).parts for p in root.rglob(".*zicha-*") if p.is_dir()]
        assert (sheets.returncode, [place[0] for place in left]) == (0, [".zicha"]), left
        assert not (root / "content/.zicha-draft-4194304-0").exists()
        at_work.kill()
    assert run_zicha("build", cwd=root).stdout.startswith("Nothing changed")
    assert not list(root.rglob(".*zicha-*/new"))


def until_there(root: Path, pattern: str, count: int) -> None:
    end = time.monotonic() + 30
    while len(list(root.rglob(pattern))) < count and time.monotonic() < end:
        time.sleep(0.05)
