"""A copy of a site is what was built, whoever carried it; what is no file is not opened."""

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import ROOT

from generator.publish.dating import date_after
from generator.publish.fingerprint import fingerprint_of, read_aloud
from generator.publish.proof.manifest import write_manifest

NAMES = ("index.html", "zh/index.html", "zh/说明.html", "sheets/a.pdf")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A site of four files that a test may spoil."""
    folder = tmp_path / "copy"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"<p>{name}</p>", "utf-8")
    write_manifest(folder, {"pages": 3})
    return folder


def told(done) -> list[tuple[str, str]]:
    """Path and rule of each finding."""
    lines = done.stdout.splitlines()
    return [(line.split(":1:1: error: ")[0], line.rpartition("[")[2][:-1]) for line in lines]


def link(place: Path, target: Path) -> None:
    place.unlink()
    place.symlink_to(target)


def pipe(place: Path, target: Path) -> None:
    del target
    place.unlink()
    os.mkfifo(place)


def plug(place: Path, target: Path) -> None:
    """A socket; its name is short, as sockets want it."""
    place.unlink()
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(target / "s"))
    (target / "s").rename(place)


def zeros(place: Path, target: Path) -> None:
    del target
    place.unlink()
    place.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("put", "rule"),
    [(link, "link"), (zeros, "link"), (pipe, "special-file"), (plug, "special-file")],
)
@pytest.mark.parametrize("name", ["zh/说明.html", "manifest.json"])
def test_what_only_looks_like_the_file_is_told_and_not_opened(
    copy, tmp_path, zicha, put, rule, name
):
    same = tmp_path / "same"
    same.write_bytes((copy / name).read_bytes())
    put(copy / name, same if put is link else tmp_path)
    done = zicha("verify", str(copy))
    if name == "manifest.json":
        assert (done.returncode, done.stderr.count("[no-manifest]")) == (2, 1)
    else:
        assert (done.returncode, told(done)) == (1, [(name, rule)])
    packed = zicha("pack", "--site", str(copy), "--out", str(tmp_path / "x.zip"))
    assert packed.returncode == 1
    assert f"[{'no-manifest' if name == 'manifest.json' else rule}]" in packed.stderr
    assert not (tmp_path / "x.zip").exists()


def test_a_folder_replaced_by_a_link_to_the_same_is_told(copy, tmp_path, zicha):
    (copy / "zh").rename(tmp_path / "zh")
    (copy / "zh").symlink_to(tmp_path / "zh")
    assert told(zicha("verify", str(copy))) == [
        ("zh", "added-file"),
        ("zh/index.html", "missing-file"),
        ("zh/说明.html", "missing-file"),
    ]


def test_the_folder_of_the_site_itself_may_be_a_link(copy, tmp_path, zicha):
    (tmp_path / "live").symlink_to(copy)
    assert zicha("verify", str(tmp_path / "live")).returncode == 0


def test_a_file_larger_than_memory_is_read_piece_by_piece(copy):
    size = 3 << 30
    with (copy / "sheets" / "a.pdf").open("wb") as file:
        file.truncate(size)  # takes no room on the disk
    code = (
        "import resource, sys; from pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from generator.publish.proof.verify import verified\n"
        "print([f.rule for f in verified(Path(sys.argv[1])).findings])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(copy)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("['changed-file']\n", "")


def test_names_that_a_terminal_must_not_print_are_shown_by_their_codes(copy, zicha):
    (copy / "a\nb\x1b[2J\u202e.html").write_text("x")
    os.close(os.open(os.fsencode(copy) + b"/\xff.html", os.O_CREAT))
    assert told(zicha("verify", str(copy))) == [
        ("\\udcff.html", "added-file"),
        ("a\\nb\\x1b[2J\\u202e.html", "added-file"),
    ]


def test_names_that_are_one_on_windows_are_told(copy, zicha):
    (copy / "ZH").mkdir()
    (copy / "ZH" / "Index.html").write_text("<p>other</p>")
    for name in ("manifest.json", "SHA256SUMS"):
        (copy / name).unlink()
    write_manifest(copy, {"pages": 3})
    assert told(zicha("verify", str(copy))) == [("zh", "clashing-names")]


@pytest.mark.parametrize(
    "text",
    ["{}", '{"files": []}', '{"files": {"index.html": {}}}', '{"files": {"index.html": 5}}',
     '{"files": {"index.html": {"sha256": 5}}}', '{"files": null}', "5", "", "\xff",
     "[" * 99_999,
     '{"files": {"index.html": {"sha256": ' + "9" * 5000 + "}}}"],
)  # fmt: skip
def test_a_list_of_another_kind_is_damaged(copy, zicha, text):
    (copy / "manifest.json").write_bytes(text.encode("latin-1"))
    done = zicha("verify", str(copy))
    assert (done.returncode, done.stdout) == (2, "")
    assert "the list of files is damaged" in done.stderr


def test_a_list_that_names_files_elsewhere_opens_none_of_them(copy, zicha):
    record = json.loads((copy / "manifest.json").read_text("utf-8"))
    record["files"] |= {
        "../../../etc/passwd": {"sha256": "0" * 64},
        "/etc/passwd": {"sha256": ""},
    }
    (copy / "manifest.json").write_text(json.dumps(record))
    assert told(zicha("verify", str(copy))) == [
        ("../../../etc/passwd", "missing-file"),
        ("/etc/passwd", "missing-file"),
    ]


# ── the fingerprint, which is read over the phone ─────────────────────────────────────────────


def test_the_fingerprint_is_four_groups_that_cannot_be_misheard_and_is_the_same_everywhere(
    copy,
):
    digest = hashlib.sha256((copy / "manifest.json").read_bytes()).digest()
    shown = fingerprint_of((copy / "manifest.json").read_bytes())
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", shown)
    value = 0
    for sign in shown.replace("-", ""):
        value = value * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(sign)
    assert value == int.from_bytes(digest, "big") >> 156


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("01AB2-CD3EF-GH4JK-MN5PQ", "01AB2CD3EFGH4JKMN5PQ"),
        ("oiab2 cd3ef gh4jk mn5pq", "01AB2CD3EFGH4JKMN5PQ"),
        ("Ｏ１ＡＢ２－ＣＤ３ＥＦ－ＧＨ４ＪＫ－ＭＮ５ＰＱ", "01AB2CD3EFGH4JKMN5PQ"),
        ("01AB2-CD3EF-GH4JK", ""),
        ("01AB2-CD3EF-GH4JK-MN5PU", ""),
        ("", ""),
    ],
)
def test_a_fingerprint_is_understood_as_people_write_it(typed, meant):
    assert read_aloud(typed) == meant


def test_whoever_changes_file_and_lists_together_does_not_pass(copy, zicha):
    shown = fingerprint_of((copy / "manifest.json").read_bytes())
    right = zicha("verify", str(copy), "--fingerprint", shown.lower().replace("-", " "))
    said = f"5 files, all as they were built\nFingerprint: {shown}\n"
    assert (right.returncode, right.stdout, right.stderr) == (0, said, "")

    (copy / "zh" / "index.html").write_text("<p>another law</p>", "utf-8")
    for name in ("manifest.json", "SHA256SUMS"):
        (copy / name).unlink()
    write_manifest(copy, {"pages": 3})
    assert zicha("verify", str(copy)).returncode == 0
    done = zicha("verify", str(copy), "--fingerprint", shown)
    now = fingerprint_of((copy / "manifest.json").read_bytes())
    why = (
        f"the fingerprint of this copy is {now}, not {shown}: it is another site, or list and"
        " files were changed together; ask those who built it for a new copy"
    )
    wanted = f"manifest.json:1:1: error: {why} [other-fingerprint]\n"
    assert (done.returncode, done.stdout) == (1, wanted)


def test_a_fingerprint_that_is_none_is_refused_before_anything_is_compared(copy, zicha):
    done = zicha("verify", str(copy), "--fingerprint", "01AB2-CD3EF")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--fingerprint 01AB2-CD3EF: error: a fingerprint has 20")


def test_pack_prints_the_fingerprint_of_what_it_packs(copy, tmp_path, zicha):
    shown = fingerprint_of((copy / "manifest.json").read_bytes())
    out = tmp_path / "x.zip"
    done = zicha("pack", "--site", str(copy), "--out", str(out))
    assert done.stdout == f"Wrote {out}: 6 files\nFingerprint: {shown}\n"
    with ZipFile(out) as archive:
        assert fingerprint_of(archive.read("zicha/manifest.json")) == shown


def test_the_zip_does_not_go_into_the_site(copy, zicha):
    done = zicha("pack", "--site", str(copy), "--out", str(copy / "zh" / "x.zip"))
    assert done.returncode == 1
    assert "[unwritable-file]" in done.stderr
    assert zicha("verify", str(copy)).returncode == 0


# ── dates, by which servers and browsers tell a new page from an old one ──────────────────────


def entries(path: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with ZipFile(path) as archive:
        return [(e.filename, e.date_time, e.extra) for e in archive.infolist()]


def test_a_zip_is_dated_as_the_site_was_built(copy, tmp_path, zicha):
    when = 1_600_000_001  # 2020-09-13 12:26:41 UTC; a ZIP itself counts by two seconds
    os.utime(copy / "manifest.json", (when, when))
    zicha("pack", "--site", str(copy), "--out", str(tmp_path / "x.zip"))
    extra = b"UT\5\0\1" + when.to_bytes(4, "little")
    assert entries(tmp_path / "x.zip") == [
        (f"zicha/{name}", (2020, 9, 13, 12, 26, 40), extra)
        for name in sorted(("manifest.json", "SHA256SUMS", *NAMES))
    ]
    subprocess.run(["unzip", "-q", "x.zip"], cwd=tmp_path, check=True)
    assert {(tmp_path / "zicha" / name).stat().st_mtime for name in NAMES} == {when}


@pytest.mark.parametrize(("when", "year"), [(0, 1980), (2_000_000_000_000, 2107)])
def test_a_clock_that_is_wrong_does_not_keep_the_site_from_being_packed(
    copy, tmp_path, zicha, when, year
):
    if when:
        done = pack_at(copy, tmp_path / "x.zip", str(when))
        assert done.returncode == 0, done.stderr
    else:
        os.utime(copy / "manifest.json", (when, when))
        zicha("pack", "--site", str(copy), "--out", str(tmp_path / "x.zip"))
    assert {date[0] for _, date, _ in entries(tmp_path / "x.zip")} == {year}


def pack_at(site: Path, out: Path, epoch: str) -> subprocess.CompletedProcess[str]:
    """Packed as a reproducible build asks for it, https://reproducible-builds.org/specs/."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "pack",
        "--site",
        str(site),
        "--out",
        str(out),
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": epoch}
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_two_machines_give_the_same_zip_where_they_agree_on_its_date(copy, tmp_path):
    for n, when in enumerate((1_600_000_000, 1_700_000_000)):
        os.utime(copy / "manifest.json", (when, when))
        pack_at(copy, tmp_path / f"{n}.zip", "1500000000")
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()


def test_a_new_site_is_dated_later_than_the_one_it_replaces_whatever_the_clock_says(tmp_path):
    old, draft = tmp_path / "site", tmp_path / ".site.1"
    for folder in (old, draft):
        (folder / "zh").mkdir(parents=True)
        (folder / "zh" / "index.html").write_text("x")
        (folder / "manifest.json").write_text("{}")
    ahead = int(time.time()) + 1000
    os.utime(old / "manifest.json", (ahead, ahead))
    date_after(draft, old)
    dates = {(draft / name).stat().st_mtime for name in ("manifest.json", "zh/index.html")}
    assert dates == {ahead + 2}
