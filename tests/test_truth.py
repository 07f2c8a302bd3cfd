"""What is told to be right is right: whatever was saved meanwhile, whatever was spoilt."""

import hashlib
import os
import shutil
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, run_zicha

from generator.project.holding import held
from generator.project.inventory import front_of, inventory
from generator.project.loading import read_outline
from generator.publish.kept import keys
from generator.publish.orders import SILENT, Order, Progress
from generator.publish.shares import assemble_shares, build_share
from generator.publish.site import build
from generator.records.findings import CannotGoOn

CASE = ROOT / "tests" / "cases" / "base"
SITE = """title: {zh: 自查, en: Self-inspection}
lede: {zh: 逐条核对。, en: Article by article.}
regulations: [measures, rules]
"""
ABOUT = "---\ntitle: 关于\n---\n\n本站说明。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two regulations, a page, settings and templates of one's own, and their site."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(CASE, root, dirs_exist_ok=True)
    shutil.copytree(ROOT / "site_templates", root / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for top in ("content", "checklists"):
        shutil.copytree(root / top / "measures", root / top / "rules")
    for name in ("regulation.yaml", "zh.txt"):
        replaced(root / "content/rules" / name, "某市自查办法", "某市自查细则")
    cited = "依照《某市自查细则》第二条规范自查"
    replaced(root / "content/measures/zh.txt", "规范自查", cited)
    (root / "content/site.yaml").write_text(SITE, "utf-8")
    (root / "content/pages/zh").mkdir(parents=True)
    (root / "content/pages/zh/about.md").write_text(ABOUT, "utf-8")
    built_in(root)
    for id_ in ("measures", "rules"):  # all that is made is kept, and must be looked at again
        with (root / "checklists" / id_ / "article-03.yaml").open(
            "a", encoding="utf-8"
        ) as file:
            file.write("# edited\n")
    return root


@pytest.fixture(scope="module")
def right(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build from nothing makes of the project: every file with its hash."""
    ignored = shutil.ignore_patterns("site", ".zicha")
    root = tmp_path_factory.mktemp("clean") / "project"
    shutil.copytree(built, root, ignore=ignored)
    built_in(root)
    return sums(root)


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it with its site and all that is kept between builds."""
    return Path(shutil.copytree(built, tmp_path / "project"))


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def built_in(root: Path, progress: Progress = SILENT) -> bool:
    """Whether the build changed the site."""
    return build(Order(root, root / "site", workers=1), progress).changed


def sums(root: Path) -> str:
    """Every file of the site with the hash that it has."""
    site = root / "site"
    files = sorted(p for p in site.rglob("*") if p.is_file())
    hashes = (hashlib.sha256(p.read_bytes()).hexdigest() for p in files)
    return "".join(f"{h}  {p.relative_to(site)}\n" for h, p in zip(hashes, files, strict=True))


# ── saved while a site is built ───────────────────────────────────────────────────────────────

# What somebody saves while a site is built: file, words in it, words in their place.
EDITS = (
    ("content/measures/zh.txt", "规范自查", "规范检查"),
    ("content/rules/zh.txt", "某市自查细则", "某市自查规则"),
    ("content/measures/regulation.yaml", "As issued.", "As it was issued."),
    ("content/measures/source.txt", "", "再来一行\n"),
    ("checklists/measures/article-02.yaml", "是否签订", "有没有签订"),
    ("checklists/measures/vocabulary.yaml", "会议记录", "会议纪要"),
    ("site_templates/pages/article.md.j2", "---\n", "---\nhide: [toc]\n"),
    ("site_templates/strings.yaml", "zh: 自查,", "zh: 检查,"),
    (
        "site_templates/theme/main.html",
        "{% block site_meta %}",
        "{% block site_meta %}<!-- -->",
    ),
    ("site_templates/assets/law.css", "{", "{color:red;"),
    ("site_templates/sheets/parts.typ", "22mm", "23mm"),
    ("mkdocs.yml", "generator: false", "generator: true"),
)


def saving(root: Path, path: str, old: str, new: str, *, undo_at: str = "") -> Progress:
    """Saves a file as soon as regulations are worked on, and takes that back at a stage."""
    file = root / path
    before = file.read_bytes()
    left = ["regulations", undo_at]

    def more(stage: str, _parts: int) -> None:
        if left and stage == left[0]:
            left.pop(0)
            replaced(file, old, new) if len(left) == 1 else file.write_bytes(before)

    return Progress(more, lambda _stage, _part: None)


MOMENTS = [
    (edit, undo_at)
    for edit in EDITS
    for undo_at in (["never"] if edit[0].startswith(("site_t", "mk")) else ["sheets", "never"])
]


@pytest.mark.parametrize(("edit", "undo_at"), MOMENTS, ids=lambda each: str(each[0]))
def test_what_was_saved_during_a_build_and_taken_back_is_nowhere_afterwards(
    project: Path, right: str, edit: tuple[str, str, str], undo_at: str
):
    path, old, new = edit
    before = (project / path).read_bytes()
    if undo_at == "never" and not path.startswith(("content", "checklists")):
        shutil.rmtree(project / ".zicha")  # MkDocs and Typst have everything to read
    with suppress(CannotGoOn):  # the text as saved has faults of its own
        built_in(project, saving(project, path, old, new, undo_at=undo_at))
    (project / path).write_bytes(before)
    built_in(project)
    assert sums(project) == right


def test_a_build_during_which_a_file_is_saved_shows_it_as_it_was_saved(project: Path):
    built_in(project, saving(project, *EDITS[0]))
    assert "规范检查" in (project / "site/zh/measures/article-01.html").read_text("utf-8")
    assert not built_in(project)


def test_a_file_that_is_never_at_rest_is_named(project: Path):
    times = iter(range(100))
    file = project / "content/measures/zh.txt"

    def more(stage: str, _parts: int) -> None:
        if stage == "regulations":
            file.write_text(f"某市自查办法\n\n第一条 为了{next(times)}。\n", "utf-8")

    before = sums(project)
    with pytest.raises(CannotGoOn) as stop:
        built_in(project, Progress(more, lambda _stage, _part: None))
    assert str(stop.value) == (
        "content/measures/zh.txt:1:1: error: this file keeps changing while the site is built; "
        "build again when it has been saved and synchronised [changed-while-building]"
    )
    assert sums(project) == before


@pytest.mark.parametrize("path", ["content/site.yaml", "content/pages/zh/about.md"])
def test_pages_and_settings_above_the_regulations_are_read_as_they_were_seen(
    project: Path, path: str
):
    seen = front_of(inventory(project))
    with held(seen):
        assert read_outline(project)[0] is not None
    with (project / path).open("a", encoding="utf-8") as file:
        file.write("\n# more\n")
    with held(seen), pytest.raises(CannotGoOn, match=f"^{path}:.*changed-while-building"):
        read_outline(project)


def test_a_page_that_came_after_the_others_were_seen_waits_for_the_next_build(project: Path):
    seen = front_of(inventory(project))
    (project / "content/pages/zh/new.md").write_text(ABOUT, "utf-8")
    with held(seen):
        outline, _ = read_outline(project)
    assert outline is not None
    assert [page.name for page in outline.project.pages] == ["about"]
    assert built_in(project)
    assert (project / "site/zh/new.html").is_file()


# ── links, and what is no text ────────────────────────────────────────────────────────────────


def test_an_edit_behind_a_link_within_the_project_is_seen(project: Path):
    for top in ("content", "checklists"):
        (project / "drafts" / top).mkdir(parents=True)
        (project / top / "rules").rename(project / "drafts" / top / "rules")
        (project / top / "rules").symlink_to(project / "drafts" / top / "rules")
    built_in(project)
    replaced(project / "drafts/content/rules/zh.txt", "规范自查", "规范检查")
    assert built_in(project)
    assert "规范检查" in (project / "site/zh/rules/article-01.html").read_text("utf-8")


def test_a_link_among_the_templates_that_leads_out_of_the_project_is_refused(
    project: Path, tmp_path: Path
):
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (project / "site_templates/assets/note.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(CannotGoOn) as stop:
        built_in(project)
    assert str(stop.value) == (
        "site_templates/assets/note.txt:1:1: error: this link leads out of the project and is "
        "not followed; copy the file here in its place [link-out-of-project]"
    )


def test_a_link_among_the_templates_to_a_folder_that_holds_it_is_not_followed(project: Path):
    seen = inventory(project)
    (project / "site_templates/theme/partials/again").symlink_to("..")
    assert inventory(project) == seen


def test_only_the_names_of_what_is_not_read_count(project: Path):
    folder = project / "content/measures"
    seen = inventory(project)
    (folder / ".zh.txt.swp").write_text("hidden", "utf-8")
    (folder / ".#zh.txt").symlink_to("office@host.4711")  # the lock of an editor
    (project / "checklists/measures/.article-02.yaml.swp").write_text("hidden", "utf-8")
    assert inventory(project) == seen
    os.mkfifo(folder / "pipe")  # whoever opened it to read would wait for ever
    os.mkfifo(project / "checklists/measures/article-04.yaml")
    (folder / "gone.pdf").symlink_to("nowhere.pdf")
    (project / "content/film.mp4").write_bytes(b"not read")
    now = inventory(project)
    assert front_of(now).files == front_of(seen).files
    assert set(now.regulations["measures"].folders["content/measures"]) >= {"pipe", "gone.pdf"}


def test_a_file_of_any_size_is_hashed_without_holding_it(project: Path):
    large = project / "content/measures/film.mp4"
    with large.open("wb") as file:
        file.truncate(300_000_000)
    tracemalloc.start()
    inventory(project)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


# ── what was spoilt in the cache ──────────────────────────────────────────────────────────────

KINDS = {  # what lies in the cache → the files of this kind
    "a product": "products/*",
    "a page": "pages/*.html",
    "what is known of a page": "pages/*.json",
    "a sheet": "sheets/*.pdf",
    "a workbook": "sheets/*.xlsx",
    "what is known of a sheet": "sheets/*.json",
    "data and parts of the index": "texts/*",
    "what others cite": "sightings/*",
    "assets": "assets/*/*.*",
    "the theme's assets": "assets/*/*/*",
    "the list of assets": "assets/*/.list.json",
    "settings": "templates/*/mkdocs.yml",
    "templates": "templates/*/site_templates/*/*.*",
    "how the site looked": "looks/*",
}


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    "spoil", [emptied, cut, flipped, Path.unlink], ids=lambda f: f.__name__
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_spoilt_in_the_cache_is_made_again_in_the_same_build(
    project: Path, right: str, kind: str, spoil: Callable[[Path], None]
):
    built_in(project)
    files = sorted((project / ".zicha/cache").glob(KINDS[kind]))
    assert files
    for file in files:
        spoil(file)
    shutil.rmtree(project / "site")
    assert built_in(project)
    assert sums(project) == right
    assert not built_in(project)


def test_a_folder_of_the_cache_that_is_gone_is_made_again(project: Path, right: str):
    built_in(project)
    for kind in sorted((project / ".zicha/cache").iterdir()):
        shutil.rmtree(kind)
        shutil.rmtree(project / "site")
        built_in(project)
        assert sums(project) == right


def test_a_share_that_was_spoilt_on_the_way_is_refused_and_nothing_of_it_taken(
    project: Path, tmp_path: Path
):
    share = tmp_path / "share"
    build_share(Order(project, share, workers=1), (1, 1), SILENT)
    shutil.rmtree(project / ".zicha")
    shutil.rmtree(project / "site")
    for n, file in enumerate(sorted(p for p in share.glob("*/*") if p.is_file())):
        (emptied, cut, flipped, Path.unlink)[n % 4](file)
    with pytest.raises(CannotGoOn) as stop:
        assemble_shares(Order(project, project / "site", workers=1), (share,), SILENT)
    assert {f.rule for f in stop.value.findings} == {"changed-file", "missing-file"}
    assert not (project / "site").exists()


def test_a_sheet_spoilt_in_the_cache_is_pressed_again_when_it_is_asked_for(
    project: Path, tmp_path: Path
):
    words = ("sheets", "--article", "2", "--lang", "zh", "-o")
    assert run_zicha(*words, str(tmp_path / "a"), cwd=project).returncode == 0
    for file in (project / ".zicha/cache/sheets").iterdir():
        flipped(file)
    assert run_zicha(*words, str(tmp_path / "b"), cwd=project).returncode == 0
    files = [sorted(p for p in (tmp_path / x).rglob("*.pdf")) for x in "ab"]
    assert files[0]
    assert [p.read_bytes() for p in files[0]] == [p.read_bytes() for p in files[1]]


# ── what was spoilt on the site ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("later", [False, True], ids=["at once", "days later"])
@pytest.mark.parametrize(
    "spoil", [emptied, cut, flipped, Path.unlink], ids=lambda f: f.__name__
)
def test_a_file_that_was_changed_on_the_site_is_mended(
    project: Path,
    right: str,
    spoil: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
    *,
    later: bool,
):
    built_in(project)
    file = project / "site/zh/measures/article-02.html"
    if later:
        days = time.time_ns() + 10**15
        monkeypatch.setattr(time, "time_ns", lambda: days)
        assert not built_in(project)
    before = file.stat()
    spoil(file)
    if file.exists():
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert built_in(project)
    assert sums(project) == right


def test_a_site_whose_manifest_was_changed_to_fit_is_made_again(project: Path, right: str):
    built_in(project)
    site = project / "site"
    file, manifest = site / "zh/index.html", site / "manifest.json"
    old = hashlib.sha256(file.read_bytes()).hexdigest()
    flipped(file)
    replaced(manifest, old, hashlib.sha256(file.read_bytes()).hexdigest())
    assert built_in(project)
    assert sums(project) == right


def test_a_project_moved_or_copied_with_its_site_has_nothing_to_build(
    project: Path, tmp_path: Path
):
    built_in(project)
    assert not built_in(Path(shutil.move(project, tmp_path / "moved")))
    assert not built_in(Path(shutil.copytree(tmp_path / "moved", tmp_path / "copied")))


def test_a_schema_that_was_changed_makes_all_anew(tmp_path: Path, monkeypatch):
    """Whoever works on the program changes what counts as wrong, and what is kept says it."""
    schemas = shutil.copytree(keys.SCHEMAS, tmp_path / "schema")
    monkeypatch.setattr(keys, "SCHEMAS", schemas)
    keys.versions.cache_clear()
    before = keys.versions()
    replaced(schemas / "site.schema.json", "regulations", "statutes")
    keys.versions.cache_clear()
    assert keys.versions() != before
    keys.versions.cache_clear()
