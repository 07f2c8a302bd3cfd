"""Whatever cuts a command off, what people keep is as it was before or as it was to become."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, run_zicha

CASES = ROOT / "tests" / "cases"
TEXT = "某县办法\n第一条 为了规范，制定本办法。\n第二条 县政府应当公开。\n"
State = Mapping[str, bytes | None]


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


def swap(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_bytes().decode()
    assert old in text
    put(root, path, text.replace(old, new))


def before_import(root: Path) -> None:
    put(root, "law.txt", TEXT)


def before_new(root: Path) -> None:
    shutil.rmtree(root)
    root.mkdir()


def before_review(root: Path) -> None:
    """Provisions of two files read otherwise than when they were reviewed."""
    for number in (2, 3):
        path = f"checklists/measures/article-0{number}.yaml"
        text = (root / path).read_text("utf-8")
        stamps = [line.split()[1] for line in text.splitlines() if "reviewed:" in line]
        for stamp in stamps:
            text = text.replace(stamp, "0" * 12)
        put(root, path, text)


def before_translation(root: Path) -> None:
    shutil.copytree(CASES / "translation-not-reviewed/broken", root, dirs_exist_ok=True)


def before_release(root: Path) -> None:
    """An edition before is recorded already."""
    assert run_zicha("--project", str(root), "release").returncode == 0
    path = "content/measures/regulation.yaml"
    swap(root, path, "edition: 2026-11-23", "edition: 2026-12-01")


COMMANDS: tuple[tuple[Callable[[Path], None], str], ...] = (
    (before_import, "import law.txt --id county"),
    (before_new, "new project"),
    (before_review, "review a1 a2 a3"),
    (before_translation, "review --translation a1 a2 a3"),
    (before_release, "release"),
)
NAMES = [command.split()[0] + "-" * ("--tr" in command) for _, command in COMMANDS]


def cutting(*words: str | Path) -> None:
    command = [sys.executable, "-W", "ignore", str(ROOT / "tests/cutting.py"), *map(str, words)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(command, env=environment, check=True, timeout=300)


def state(root: Path) -> State:
    """Every file and folder, hidden ones too."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes() if p.is_file() else None
        for p in root.rglob("*")
    }


def seen(whole: State) -> State:
    """What readers see of it: no drafts."""
    return {p: data for p, data in whole.items() if ".zicha-draft-" not in p}


@pytest.fixture(params=COMMANDS, ids=NAMES, scope="module")
def changed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, State, State]:
    """A project, a command, what there is before it and after it."""
    prepare, command = request.param
    template = tmp_path_factory.mktemp("changed") / "template"
    shutil.copytree(CASES / "base", template)
    prepare(template)
    done = shutil.copytree(template, template.parent / "done")
    ran = run_zicha(*command.split(), cwd=done)
    assert ran.returncode == 0, ran.stderr
    assert state(done) != state(template)
    return template, command, state(template), state(done)


def cut_off(template: Path, command: str, how: str) -> list[Path]:
    folder = template.parent / how
    folder.mkdir()
    cutting(how, template, folder, *command.split())
    places = sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name))
    assert len(places) > 3
    return places[:-1]  # in the last there was nothing more to cut off


def told(place: Path) -> tuple[str, str]:
    return Path(f"{place}.code").read_text("utf-8"), Path(f"{place}.said").read_text("utf-8")


def known(whole: State) -> State:
    """Without what is made again when it is wanted: what editors complete from, git."""
    again = ("schema", ".git")
    return {path: data for path, data in whole.items() if path.partition("/")[0] not in again
            and path.split("/")[1:2] != [".git"]}  # fmt: skip


def assert_old(now: State, before: State, after: State) -> None:
    """No more and no less than before; of several files changed some may be changed already."""
    assert known(now).keys() == known(before).keys()
    assert all(data in (before[path], after[path]) for path, data in known(now).items())


def test_a_command_that_is_killed_leaves_the_old_or_the_new(changed):
    template, command, before, after = changed
    places = cut_off(template, command, "kill")
    for place in places:
        now = known(seen(state(place)))
        for path, data in now.items():
            assert data in (before.get(path, data), after[path]), f"{path} in {place.name}"
        assert before.keys() <= now.keys()
    finished = {place for place in places if known(seen(state(place))) == known(after)}
    cutting("again", template.parent / "kill", *command.split())
    for place in places:
        code, said = told(place)
        assert code == "0" or (place in finished and "[file-exists]" in said), said
        assert known(state(place)) == known(after)


def test_a_command_for_which_the_disk_is_full_leaves_the_old_and_says_so(changed):
    template, command, before, after = changed
    for place in cut_off(template, command, "ENOSPC"):
        code, said = told(place)
        now = state(place)
        if code == "0":  # it could do without, perhaps could not take a draft away
            assert known(seen(now)) == known(after)
            continue
        *shown, last = said.splitlines()  # a review shows what changed before it writes
        assert (code, bool(shown)) == ("2", command.startswith("review")), said
        assert " error: the disk is full" in last
        assert_old(now, before, after)


def test_ctrl_c_leaves_the_old_and_one_line(changed):
    template, command, before, after = changed
    for place in cut_off(template, command, "interrupt"):
        code, said = told(place)
        *shown, last = said.splitlines()
        assert (code, last) == ("130", "已中断 / interrupted")
        assert not shown or command.startswith("review")
        now = state(place)
        if known(now) != known(after):
            assert_old(now, before, after)
