"""The wheel alone, far from any checkout, does what the checkout does."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

BASE = ROOT / "tests/cases/base"


def run(*words: object, cwd: Path) -> str:
    """What a command says; it knows nothing of this checkout."""
    mine = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=mine | {"NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    made = ("wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation")
    run(sys.executable, "-m", "pip", *made, "--wheel-dir", folder, ROOT, cwd=folder)
    (found,) = folder.iterdir()
    return found


@pytest.fixture(scope="module")
def zicha(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a fresh environment, which sees the libraries of this one."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = ("--quiet", "install", "--no-index", "--no-deps", "--no-compile", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, cwd=home)
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "zicha"


def test_one_name_lies_at_the_top_of_site_packages(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"generator", f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}


def test_the_wheel_holds_what_the_checkout_holds_and_nothing_of_its_project(
    wheel: Path,
) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        *(name for name in _below("schema", "generator/schema") if "/checklists/" not in name),
        *_below("site_templates", "generator/site_templates"),
        *_below("content/pages", "generator/starter/content/pages"),
        "generator/starter/mkdocs.yml",
    }
    assert ours <= packed
    rest = {name for name in packed - ours if ".dist-info/" not in name}
    assert rest <= _below("generator", "generator")


def _below(folder: str, name: str) -> set[str]:
    files = (p for p in (ROOT / folder).rglob("*") if p.is_file())
    return {f"{name}/{p.relative_to(ROOT / folder).as_posix()}" for p in files}


def test_a_regulation_becomes_a_site_in_any_folder(zicha: Path, tmp_path: Path) -> None:
    run(zicha, "new", "my-site", cwd=tmp_path)
    root = tmp_path / "my-site"
    run(zicha, "import", BASE / "content/measures/zh.txt", "--id", "measures", cwd=root)
    shutil.copytree(BASE / "checklists", root / "checklists", dirs_exist_ok=True)
    said = run(zicha, "--ui", "en", "build", "--jobs", "1", cwd=root)
    assert said.startswith(f"Built {root}/site: ")
    page = root / "site/zh/measures/article-02.html"
    assert "未签订责任书" in page.read_text("utf-8")
    sheet = root / "site/sheets/measures/zh/article-02.pdf"
    assert sheet.read_bytes().startswith(b"%PDF")
    schema = (root / "schema/checklists/measures.schema.json").read_text("utf-8")
    assert "查阅资料 / Documents" in schema
