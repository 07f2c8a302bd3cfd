"""A share from another machine brings its own files, as they were made, and nothing else."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from city import CITY
from conftest import ROOT, run_zicha

from generator.publish.orders import SILENT, Order
from generator.publish.shares import assemble_shares
from generator.records.findings import CannotGoOn

BASE = ROOT / "tests" / "cases" / "base"
Record = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project and a share that holds all of it, and nothing else in it."""
    root = tmp_path_factory.mktemp("shares") / "p"
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(CITY / "content" / "pages" / "zh", root / "content" / "pages" / "zh")
    done = run_zicha("build", "--shard", "1/1", "--out", "share", cwd=root)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(root / ".zicha")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """The same, for a test to spoil."""
    return Path(shutil.copytree(made, tmp_path / "p"))


def unsealed(file: Path) -> Record:
    """A record as the store keeps it, after the line with its hash."""
    return json.loads(file.read_text("utf-8").partition("\n")[2])


def seal(file: Path, record: Record) -> None:
    """Kept again, as somebody would do it who knows how."""
    data = json.dumps(record).encode()
    file.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)


def signed(share: Path) -> None:
    """As somebody would do it who changes a share and its sums together."""
    record = json.loads((share / "share.json").read_text("utf-8"))
    own = ("share.json", "manifest.json", "SHA256SUMS")
    files = (p for p in share.rglob("*") if p.is_file() and p.name not in own)
    record["sums"] = {
        p.relative_to(share).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in files
    }
    (share / "share.json").write_text(json.dumps(record), "utf-8")


def there(root: Path) -> set[str]:
    """All files but those of the share."""
    files = (p.relative_to(root.parent).as_posix() for p in root.parent.rglob("*"))
    return {name for name in files if not name.startswith("p/share")}


def refused(root: Path) -> list[tuple[str, str]]:
    """Place and rule of each finding; nothing has been written."""
    before = there(root)
    with pytest.raises(CannotGoOn) as stop:
        assemble_shares(Order(root, root / "site", workers=1), [root / "share"], SILENT)
    assert there(root) == before
    return [(f.location.path, f.rule) for f in stop.value.findings]


def product(root: Path) -> Path:
    return root / "share" / "products" / "measures.json"


@pytest.fixture
def edit(root: Path) -> Callable[[Callable[[Record], None]], None]:
    """Change the record of the regulation, and the sums with it."""

    def change(how: Callable[[Record], None]) -> None:
        record = unsealed(product(root))
        how(record)
        seal(product(root), record)
        signed(root / "share")

    return change


PATHS = [
    "../../PWN_share",
    "/tmp/PWN_share",
    "zh/measures/../../../x.html",
    "zh/measures/./x.html",
    "zh\\measures\\..\\..\\x.html",
    "zh/measures/x\0.html",
    "zh/measures/C:x.html",
    "zh/measures/con.html",
    "zh/measures/x.html.",
    "zh/measures/.htaccess",
    "zh/measures//x.html",
    "zh/measures/" + "x" * 300,
    "index.html",
    "manifest.json",
    "zh/guide.html",
    "zh/other/index.html",
    "assets/search.js",
    "assets/inline/x.js",
    "",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_share_writes_its_own_files_alone(root: Path, edit, path: str):
    """Of a text nothing but the record says where it goes; a page has a note of its own."""

    def how(record: Record) -> None:
        text = next(file for file in record["files"] if file["path"].startswith("data/"))
        text["path"] = path

    edit(how)
    assert refused(root) == [("share/products/measures.json", "unsafe-path")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", ".."),
        ("kind", "../../../etc"),
        ("kind", "products"),
        ("name", "../../../../etc/passwd"),
        ("name", "/etc/passwd"),
        ("name", "..\\x"),
        ("name", "x\0"),
        ("sha256", "0" * 64),
        ("size", 1),
    ],
)
@pytest.mark.parametrize("which", ["file", "index_part"])
def test_a_share_reads_its_own_files_alone(root: Path, edit, which, key, value):
    def how(record: Record) -> None:
        (record["files"][0] if which == "file" else record["index_part"])[key] = value

    edit(how)
    assert refused(root) == [("share/products/measures.json", "unsafe-path")]


def test_a_share_speaks_for_its_own_regulation(root: Path, edit):
    def how(record: Record) -> None:
        record["entry"]["id"] = "other"

    edit(how)
    assert refused(root) == [("share/products/measures.json", "unsafe-path")]


def test_files_that_no_product_names_are_told(root: Path):
    for name in ("pages/" + "a" * 24 + ".html", "texts/" + "b" * 64, "products/other.json"):
        (root / "share" / name).write_text("x")
    (root / "share" / "assets").mkdir(exist_ok=True)
    (root / "share" / "assets" / "x.js").write_text("x")
    before = refused(root)
    assert {rule for _, rule in before} == {"added-file"}
    signed(root / "share")
    assert ("share/products/other.json", "unsafe-path") in refused(root)
    (root / "share" / "products" / "other.json").unlink()
    signed(root / "share")
    assert refused(root) == [
        ("share/assets/x.js", "unsafe-path"),
        ("share/pages/" + "a" * 24 + ".html", "unsafe-path"),
        ("share/texts/" + "b" * 64, "unsafe-path"),
    ]


@pytest.mark.parametrize("kind", ["pages", "sheets", "texts", "products"])
def test_a_changed_and_a_missing_file_is_told(root: Path, kind: str):
    one = min((root / "share" / kind).iterdir())
    one.write_bytes(one.read_bytes() + b" ")
    assert (f"share/{kind}/{one.name}", "changed-file") in refused(root)
    one.unlink()
    assert (f"share/{kind}/{one.name}", "missing-file") in refused(root)


def test_links_and_pipes_in_a_share_are_told_and_not_opened(root: Path):
    one = min((root / "share" / "pages").iterdir())
    one.rename(root.parent / "same")
    one.symlink_to(root.parent / "same")
    assert ("share/pages/" + one.name, "link") in refused(root)
    one.unlink()
    os.mkfifo(one)
    assert ("share/pages/" + one.name, "special-file") in refused(root)
    (root / "share" / "share.json").unlink()
    os.mkfifo(root / "share" / "share.json")
    assert refused(root) == [("share/share.json", "not-a-share")]


def test_a_note_that_says_another_thing_than_its_page_is_told(root: Path):
    notes = (root / "share" / "pages").glob("*.json")
    note = min(notes)
    record = unsealed(note)
    record["file"]["path"] = "../../x.html"
    seal(note, record)
    signed(root / "share")
    assert refused(root) == [("share/products/measures.json", "unsafe-path")]


def test_a_cache_that_came_with_the_folder_writes_nothing_outside_either(root: Path):
    assert run_zicha("assemble", "share", cwd=root).returncode == 0
    cached = root / ".zicha" / "cache" / "products" / "measures.json"
    record = unsealed(cached)
    record["files"][0]["path"] = "../../PWN_cache"
    seal(cached, record)
    shutil.rmtree(root / "site")
    done = run_zicha("build", "--jobs", "1", cwd=root)
    assert done.returncode == 0, done.stderr
    assert not list(root.parent.rglob("PWN*"))
    assert run_zicha("verify", "site", cwd=root).returncode == 0
