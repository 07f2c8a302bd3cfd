"""What may lie in a project and is no file of it: links that lead out, pipes, locks of editors.

Each is told with its mend, or passed over; nothing is waited for, nothing outside is read.
"""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, run_zicha

from generator.check import examined
from generator.project.disk import LARGEST, names, read_text, sha256
from generator.project.loading import load
from generator.project.reach import reach
from generator.records.findings import as_text

BASE = ROOT / "tests" / "cases" / "base"
LIST = "checklists/measures/article-02.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small invented project."""
    return shutil.copytree(BASE, tmp_path / "project")


def told(root: Path) -> list[str]:
    return [as_text(finding, "en") for finding in load(root)[1]]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket has at most 108 characters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def lock_of_emacs(path: Path) -> None:
    path.symlink_to("someone@host.4711:1700000000")


def text(path: Path) -> None:
    path.write_text("?", "utf-8")


def folder(path: Path) -> None:
    path.mkdir()
    (path / "x.txt").write_text("?", "utf-8")


PLACES = (
    "content/measures",
    "checklists/measures",
    "content/pages/zh",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("name", "made"),
    [
        (".#article-02.yaml", lock_of_emacs),
        ("~$source.docx", text),
        ("~WRL0003.tmp", text),
        ("#article-02.yaml#", text),
        ("article-02.yaml~", text),
        (".article-02.yaml.swp", text),
        (".~lock.source.docx#", text),
        (".DS_Store", text),
        ("Thumbs.db", text),
        ("desktop.ini", text),
        (".git", folder),
    ],
)
def test_what_editors_and_systems_leave_behind_is_not_seen(
    small: Path, place: str, name: str, made: Callable[[Path], None]
):
    (small / place).mkdir(parents=True, exist_ok=True)
    made(small / place / name)
    assert told(small) == []
    assert names(small, place) == names(BASE, place)
    assert reach(small, place).files == reach(BASE, place).files


@pytest.mark.parametrize("made", [pipe, listening])
@pytest.mark.parametrize(
    "path",
    [
        "content/measures/zh.txt",
        "content/measures/en.txt",
        "content/measures/more.pdf",
        "content/measures/glossary.yaml",
        LIST,
        "content/pages/zh/guide.md",
    ],
)
def test_a_pipe_or_a_socket_is_told_and_never_waited_for(
    small: Path, path: str, made: Callable[[Path], None]
):
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    (small / path).unlink(missing_ok=True)
    made(small / path)
    assert told(small) == [
        (
            f"{path}:1:1: error: this is a pipe, a socket or a device, no file, and is not"
            " read; delete it [not-a-file]"
        )
    ]


def test_a_pipe_in_place_of_the_file_as_received_is_told(small: Path):
    (small / "content/measures/source.txt").unlink()
    os.mkfifo(small / "content/measures/source.txt")
    assert sha256(small, "content/measures/source.txt") == ""
    assert any("[not-a-file]" in line for line in told(small))


@pytest.mark.parametrize(
    "path",
    [
        "content/measures/zh.txt",
        "content/measures/en.txt",
        "content/measures",
        "content/pages",
        "content/pages/zh",
        "content/pages/zh/about.md",
        "checklists/measures/vocabulary.yaml",
        "checklists",
        LIST,
    ],
)
def test_a_link_out_of_the_project_is_told_and_not_followed(
    small: Path, tmp_path: Path, path: str
):
    outside = tmp_path / "outside"
    (small / path).parent.mkdir(parents=True, exist_ok=True)
    if (small / path).exists():
        (small / path).rename(outside)
    else:
        outside.write_text("---\ntitle: 密\n---\n密\n", "utf-8")
    (small / path).symlink_to(outside)
    message = (
        "this link leads out of the project and is not followed; copy the file here in its"
        " place [link-out-of-project]"
    )
    lines = [line for line in told(small) if "[link-out-of-project]" in line]
    assert lines[0] == f"{path}:1:1: error: {message}"
    assert reach(small, path).files == ()
    project, _ = load(small)
    assert project is None or project.pages == ()


def test_links_that_stay_in_the_project_are_followed(small: Path):
    (small / "kept").mkdir()
    shutil.move(small / "checklists/measures", small / "kept/lists")
    shutil.move(small / "content/measures/zh.txt", small / "kept/text.txt")
    (small / "checklists/measures").symlink_to("../kept/lists")
    (small / "content/measures/zh.txt").symlink_to(small / "kept/text.txt")
    assert told(small) == []
    assert reach(small, "checklists").files == reach(BASE, "checklists").files


def test_the_project_itself_may_be_a_link(small: Path, tmp_path: Path):
    (tmp_path / "link").symlink_to(small)
    assert told(tmp_path / "link") == []
    assert reach(tmp_path / "link", "content").files == reach(BASE, "content").files


def test_a_name_that_only_begins_like_the_project_is_outside(small: Path, tmp_path: Path):
    shutil.copytree(BASE, tmp_path / "project-2")
    (small / LIST).unlink()
    (small / LIST).symlink_to(tmp_path / "project-2" / LIST)
    assert [line.rpartition(" ")[2] for line in told(small)] == ["[link-out-of-project]"]


@pytest.mark.parametrize("to", ["../../nowhere.yaml", "article-02.yaml"])
def test_a_link_to_nothing_or_to_itself_is_told_at_its_place(small: Path, to: str):
    (small / LIST).unlink()
    (small / LIST).symlink_to(to)
    (line,) = told(small)
    assert line.startswith(f"{LIST}:1:1: error: ")
    assert line.endswith(("[dangling-link]", "[circular-link]"))


@pytest.mark.parametrize("place", ["content/measures", "checklists/measures", "content/pages"])
def test_a_folder_linked_into_itself_ends(small: Path, place: str):
    (small / place / "deep").mkdir(parents=True)
    (small / place / "deep/again").symlink_to(small / place)
    lines = [line for line in told(small) if "[file-not-read]" not in line]
    assert lines == [
        (
            f"{place}/deep/again:1:1: error: this link leads back to a folder that it lies in;"
            " delete it [circular-link]"
        )
    ]


@pytest.mark.parametrize("path", ["content/measures/zh.txt", LIST, "content/site.yaml"])
def test_a_file_that_is_too_large_to_be_a_text_is_told_and_not_read(small: Path, path: str):
    with (small / path).open("ab") as file:
        file.truncate(LARGEST + 1)
    _, findings = read_text(small, path)
    assert [as_text(f, "en") for f in findings] == [
        (
            f"{path}:1:1: error: this file has more than 4 MB, which no text of a project has;"
            " see whether it is the right one [file-too-large]"
        )
    ]


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("content/" + "x" * 300 + "/zh.txt", "path-too-long"),
        ("content/a\0b", "missing-file"),
        ("content/\ud800", "missing-file"),
        ("content", "not-a-file"),
        ("content/site.yaml/x", "missing-file"),
    ],
)
def test_no_path_makes_reading_fail(small: Path, path: str, rule: str):
    text_, findings = read_text(small, path)
    assert (text_, [f.rule for f in findings]) == (None, [rule])
    assert (sha256(small, path), names(small, path + "/y")) == ("", ())
    reach(small, path)


@pytest.mark.parametrize("name", ["manifest.json", "index.html"])
def test_a_pipe_in_a_site_is_told_and_never_waited_for(tmp_path: Path, name: str):
    record = '{"files": {"index.html": {"sha256": "00", "size": 1}}}'
    (tmp_path / "manifest.json").write_text(record, "utf-8")
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    done = run_zicha("verify", str(tmp_path))
    assert done.returncode == (2 if name == "manifest.json" else 1)
    assert f"{name}:1:1: error: " in done.stdout + done.stderr


def test_every_file_that_is_read_is_within_reach(small: Path):
    """What decides what is made, a hash of all files, sees just what is read."""
    every = sorted(p.relative_to(small).as_posix() for p in small.rglob("*") if p.is_file())
    assert sorted(reach(small, "content", "checklists").files) == every
    assert examined(small)[1] == ()
