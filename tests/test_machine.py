"""What a machine does to a command: one sentence, with the place and the mend."""

import ctypes
import errno
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from generator.messages import home_language
from generator.project.machine import refused
from generator.records.findings import as_text

BASE = ROOT / "tests" / "cases" / "base"
LAW = "某县办法\n第一条 为了规范，制定本办法。\n第二条 县政府应当公开。\n"
PR_CAPBSET_DROP = 24


def without_privileges() -> None:
    """What root may do beyond permissions is lost with the next program."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in range(41):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def run(
    root: Path,
    *words: str,
    before: Callable[[], None] = without_privileges,
    program: tuple[str, ...] = ("-m", "generator"),
    **variables: str,
) -> subprocess.CompletedProcess[bytes]:
    """The command in the project, in English where no variable says otherwise."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, *program, *words],
        cwd=root,
        env=kept | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"} | variables,
        capture_output=True,
        preexec_fn=before,
        check=False,
        timeout=120,
    )


def line_of(done: subprocess.CompletedProcess[bytes], code: int = 2) -> str:
    """The one line that it said of what is wrong."""
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert said.count("\n") == 1, said
    return said.removesuffix("\n")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small invented project, with settings and a text to import."""
    root = shutil.copytree(BASE, tmp_path / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "law.txt").write_text(LAW, "utf-8")
    return root


# What is refused


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ENOSPC", "disk-full"),
        ("EDQUOT", "disk-full"),
        ("EFBIG", "disk-full"),
        ("EROFS", "read-only-disk"),
        ("EACCES", "no-permission"),
        ("EPERM", "no-permission"),
        ("ENAMETOOLONG", "path-too-long"),
        ("ENOENT", "missing-file"),
        ("ENOTDIR", "missing-file"),
        ("EISDIR", "not-a-file"),
        ("EEXIST", "file-exists"),
        ("ENOTEMPTY", "file-exists"),
        ("ELOOP", "circular-link"),
        ("EIO", "disk-fails"),
        ("ESTALE", "disk-fails"),
        ("EMFILE", "too-many-files"),
        ("ENFILE", "too-many-files"),
        ("ENOMEM", "out-of-memory"),
        ("EAGAIN", "out-of-memory"),
        ("EBUSY", "file-in-use"),
        ("EXDEV", "file-in-use"),
        ("EINVAL", "bad-file-name"),
        ("EILSEQ", "bad-file-name"),
        ("EDOM", "system-refuses"),
    ],
)
def test_every_refusal_is_a_sentence_about_a_path_in_the_project(name: str, rule: str):
    number = getattr(errno, name)
    root = Path("/home/li/project")
    inside = refused(OSError(number, os.strerror(number), "/home/li/project/content/x"), root)
    assert as_text(inside, "en").startswith("content/x: error: ")
    assert inside.rule == rule
    assert inside.message.zh
    assert "; " in (inside.message.en or "") or rule == "not-a-file"
    moved = OSError(number, "", "/tmp/a", None, "/srv/b")
    assert refused(moved, root).location.path == "/srv/b"
    assert refused(OSError(number, ""), root).location.path == "zicha"


def test_of_a_folder_that_was_not_copied_the_first_failure_is_told():
    failed = shutil.Error([("a", "/p/b", "[Errno 28] No space left on device: '/p/b'")])
    assert refused(failed, Path("/p")).rule == "disk-full"
    assert refused(failed, Path("/p")).location.path == "b"


def test_what_root_has_left_in_the_cache_has_a_mend_of_its_own():
    error = PermissionError(errno.EACCES, "Permission denied", "/p/.zicha/cache/texts")
    assert as_text(refused(error, Path("/p")), "en") == (
        ".zicha/cache/texts: error: what zicha keeps belongs to somebody else (it may have run"
        " with sudo); delete the folder .zicha, all in it is made again [no-permission]"
    )


# Permissions

DENIED = (
    "permission is denied; see to the permissions and the owner of it and of the folders above"
)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("content", 0o000),
        ("content", 0o444),
        ("content/site.yaml", 0o000),
        ("content/measures", 0o000),
        ("content/measures", 0o111),
        ("content/measures/zh.txt", 0o000),
        ("checklists", 0o000),
        ("checklists/measures", 0o000),
        ("checklists/measures/article-02.yaml", 0o200),
        ("content/pages", 0o000),
        ("content/pages/zh", 0o311),
    ],
)
def test_what_may_not_be_read_is_found_where_it_is(small: Path, path: str, mode: int):
    (small / "content/pages/zh").mkdir(parents=True)
    (small / path).chmod(mode)
    done = run(small, "check", "--format", "json")
    (small / path).chmod(0o755)
    assert (done.returncode in (1, 2), done.stderr) == (True, b"")
    found = json.loads(done.stdout)
    denied = [f["path"] for f in found if f["message"]["en"] == DENIED]
    expected = "content/site.yaml" if path == "content" else path
    assert expected in denied


@pytest.mark.parametrize(
    ("words", "path", "told"),
    [
        ("build --jobs 1", ".", "."),
        ("build --jobs 1", ".zicha", ".zicha"),
        ("sheets --article 2 -o out", ".zicha", ".zicha"),
        ("sheets --article 2 -o out/x", "out", "out/x"),
        ("import law.txt --id x", "content", "content"),
        ("import law.txt --id x", "checklists", "checklists"),
        ("new x", ".", ""),
        ("review a1 a2 a3", "checklists/measures", "checklists/measures"),
        ("review a1 a2 a3", "checklists/measures/article-02.yaml", "checklists/measures"),
        ("release", "content/measures", "content/measures"),
        ("pack --site site --out out/x.zip", "out", "out"),
    ],
)
def test_what_may_not_be_written_is_told_with_its_path(
    small: Path, words: str, path: str, told: str
):
    changed = small / "checklists/measures/article-02.yaml"
    if words.startswith("review"):
        changed.write_text(
            changed.read_text("utf-8").replace("677bee6a6b2c", "0" * 12), "utf-8"
        )
    if words.startswith("pack"):
        (small / "site").mkdir()
        (small / "site/manifest.json").write_text('{"files": {}}', "utf-8")
    if not (small / path).exists():
        (small / path).mkdir()
    before = kept(small)
    (small / path).chmod(0o555 if (small / path).is_dir() else 0o444)
    done = run(small, *words.split())
    (small / path).chmod(0o755)
    last = done.stderr.decode().splitlines()[-1]
    assert done.returncode == 2, last
    assert "Traceback" not in done.stderr.decode()
    assert last.endswith("[no-permission]")
    assert told in last.partition(": error: ")[0]
    assert kept(small) == before


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form of the small project as a workbook and on paper."""
    out = tmp_path_factory.mktemp("handed")
    root = shutil.copytree(BASE, out / "project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for code in ("xlsx", "pdf"):
        words = ["--article", "2", "--format", code, "--unit", "某局", "--period", "2026年"]
        assert run(root, "sheets", *words, "-o", str(out / "made")).returncode == 0
    return out / "made"


@pytest.mark.parametrize(
    "words",
    [
        "collect {handed} -o out/x",
        "tally {handed} -o out/x",
        "scan {handed} -o out/x",
        "worksheet measures -o out/x.xlsx",
    ],
)
def test_a_folder_that_may_not_be_written_is_told_of_by_what_reads_forms(
    small: Path, handed: Path, words: str
):
    (small / "out").mkdir()
    (small / "out").chmod(0o555)
    done = run(small, *words.format(handed=handed).split())
    (small / "out").chmod(0o755)
    told = f"error: {DENIED} [no-permission]"
    assert (done.returncode, told in done.stderr.decode()) == (2, True)
    assert list((small / "out").iterdir()) == []


@pytest.mark.parametrize("command", ["collect", "tally", "scan"])
def test_what_cannot_be_opened_is_named_and_the_rest_is_read(
    small: Path, handed: Path, command: str
):
    folder = shutil.copytree(handed, small / "handed")
    (folder / "gone.xlsx").symlink_to("/nowhere/at/all")
    (folder / "shut.xlsx").write_bytes(b"PK")
    (folder / "shut.xlsx").chmod(0)
    done = run(small, command, "handed", "-o", "out")
    said = done.stderr.decode() + (small / "out" / f"{command}.json").read_text("utf-8")
    told = [name in said for name in ("gone.xlsx", "shut.xlsx", "Traceback")]
    assert (done.returncode, told) == (1, [True, True, False])
    read = "summed up 1 units" if command == "tally" else "1 units' answers are in out"
    assert read in said


def kept(root: Path) -> dict[str, bytes]:
    """All that people keep."""
    files = (p for p in root.rglob("*") if p.is_file() and ".zicha" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


def test_a_port_that_is_taken_is_told_as_such(small: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run(small, "serve", "--port", port)
    assert f"port {port} is taken; choose another" in done.stderr.decode()


# Room


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


@pytest.mark.parametrize("words", ["import long.txt --id x", "sheets --article 2 -o out"])
def test_a_file_that_finds_no_room_is_told_and_leaves_nothing(small: Path, words: str):
    items = "".join(
        f"第{'一二三四五六七八九'[n]}条 县政府应当公开。{'甲' * 900}\n" for n in range(9)
    )
    (small / "long.txt").write_text(f"某县办法\n{items}", "utf-8")
    before = sorted(small.rglob("*"))
    line = line_of(run(small, *words.split(), before=small_files))
    assert "the file is larger than the system allows" in line
    assert [p for p in sorted(small.rglob("*")) if ".zicha" not in str(p)] == before


@pytest.mark.parametrize("words", ["check", "check --format json", "parse law.txt", "--help"])
def test_an_output_that_takes_no_more_is_told(small: Path, words: str):
    command = [sys.executable, "-m", "generator", *words.split()]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command,
            cwd=small,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert "[disk-full]" in line_of(done)  # type: ignore[arg-type]


def test_a_reader_that_has_seen_enough_is_no_fault(small: Path):
    (small / "law.txt").write_text(LAW + "第三条 县政府应当公开。" * 50_000, "utf-8")
    command = [sys.executable, "-m", "generator", "parse", "law.txt"]
    running = subprocess.Popen(
        command,
        cwd=small,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout
    assert running.stderr
    assert running.stdout.read(1) == b"{"
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) in (0, 1)


def few_files() -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))


def test_a_process_that_may_open_few_files_says_so(small: Path):
    done = run(small, "check", before=few_files)
    assert "Traceback" not in done.stderr.decode()
    assert done.returncode in (0, 2)


# Out of the ordinary, at a moment of our choice

AT = """
import os, signal, sys
from generator.__main__ import main
kind, event, at = sys.argv[1], sys.argv[2], sys.argv[3]
seen = 0
def hook(name, args):
    global seen
    if name != event or (event == "open" and not str(args[0]).endswith(at)):
        return
    seen += 1
    if event == "open" or seen == int(at):
        if kind == "memory":
            raise MemoryError
        os.kill(os.getpid(), signal.SIGINT)
sys.argv = ["zicha", *sys.argv[4:]]
sys.addaudithook(hook)
main()
"""


def at(root: Path, kind: str, event: str, moment: str, *words: str) -> tuple[int, str]:
    done = run(root, *words, program=("-c", AT, kind, event, moment))
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("moment", ["1", "10", "200"])
@pytest.mark.parametrize("words", ["check", "build --jobs 1"])
def test_ctrl_c_is_one_line_while_the_program_is_still_loading(
    small: Path, moment: str, words: str
):
    code, said = at(small, "interrupt", "import", moment, *words.split())
    assert (code, said.strip()) == (130, "已中断 / interrupted")


@pytest.mark.parametrize("words", ["check", "import law.txt --id x", "release", "review a1"])
def test_ctrl_c_is_one_line_while_files_are_read(small: Path, words: str):
    file = "law.txt" if words.startswith("import") else "measures/zh.txt"
    assert at(small, "interrupt", "open", file, *words.split()) == (
        130,
        "已中断 / interrupted\n",
    )


def test_memory_that_does_not_suffice_is_told(small: Path):
    assert at(small, "memory", "open", "measures/zh.txt", "check") == (
        2,
        (
            "zicha: error: there is not enough memory; close other programs, or use fewer"
            " processes (zicha build --jobs 1), and try again [out-of-memory]\n"
        ),
    )


# Languages and what a terminal can show

NONE = {"zh": "没有发现问题\n", "en": "No findings\n"}


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_XX.NOSUCH"}, "zh"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LANGUAGE": "en:zh", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANGUAGE": "zh", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "POSIX"}, "en"),
        ({"LANG": "tr_TR.UTF-8"}, "en"),
        ({"LANG": "xx"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_variables(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert home_language() == language


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_XX.NOSUCH"}, "zh"),
        ({"LANG": "xx"}, "en"),
    ],
)
def test_a_locale_that_is_not_installed_ends_nothing(
    small: Path, variables: dict[str, str], language: str
):
    done = run(small, "check", PYTHONUTF8="1", **variables)
    assert (done.stdout.decode(), done.stderr) == (NONE[language], b"")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "gbk"])
@pytest.mark.parametrize(
    "words", ["check", "--help", "parse law.txt", "parse x\udcff", "import x --id \udcff"]
)
def test_no_terminal_makes_a_command_fail(small: Path, encoding: str, words: str):
    (small / "checklists/measures/article-09.yaml").write_text("甲", "utf-8")
    done = run(small, "--ui", "zh", *words.split(), PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert done.stdout or done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
@pytest.mark.parametrize("words", ["parse law.txt", "check --format json"])
def test_what_programs_read_is_utf_8_whatever_the_terminal(
    small: Path, encoding: str, words: str
):
    (small / os.fsdecode(b"content/measures/\xff\xfe.bin")).write_text("?")
    done = run(small, *words.split(), PYTHONIOENCODING=encoding)
    assert done.stderr == b""
    told = json.loads(done.stdout.decode("utf-8"))
    if isinstance(told, dict):
        assert told["title"] == "某县办法"
    else:
        assert {f["path"] for f in told} == {"content/measures/\udcff\udcfe.bin"}
