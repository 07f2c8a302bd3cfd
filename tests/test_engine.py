"""What builds the pages may be exchanged: MkDocs by ProperDocs or Zensical.

MkDocs is at 1.6 for good and Material for MkDocs ends in 2027. The pages are plain Markdown,
which the others build as they are; what is asked of MkDocs beyond its settings is named here.
"""

import inspect
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.theme import Theme

from generator.pages.book import Book, book
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.publish.mkdocs import as_written, html_apart
from generator.publish.proof.offline import parsed_page
from generator.publish.rawhtml import parted

ROOT = Path(__file__).parent.parent
WORDS = ("brand", "colophon", "imprint", "to_dark", "to_light", "dark", "light", "colours")


def test_mkdocs_still_has_the_private_step_that_looks_for_anchors():
    step = pages._RawHTMLPreprocessor.run
    assert list(inspect.signature(step).parameters) == ["self", "lines"]


def test_python_markdown_still_looks_for_blocks_of_html_in_one_step():
    step = HtmlBlockPreprocessor.run
    assert list(inspect.signature(step).parameters) == ["self", "lines"]


PIECES = (
    "<div>", "</div>", '<p class="a">', "</p>", "<span>", "</span>", "<br>", "<hr>", "<i/>",
    "<div/>", "<DIV>", "<a href='x'>", '<a title="b>c">', "<!-- <div> -->", "<pre>", "</pre>",
    "<script>", "</script>", "<li>", "</li>", "&nbsp;", "&amp", "& ", "a < b", "`<p>`",
    "words", "# Head", "- one", "    four", "   ", "\n", "\n\n", "\n \n", " ", "> said",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_blocks_of_html_are_told_apart_as_python_markdown_does(text: str):
    one, other = Markdown(), Markdown()
    lines = f"{text}\n\n".split("\n")
    parts = parted("\n".join(lines), one.is_block_level)
    if parts is not None:
        seen = HtmlBlockPreprocessor(other)
        assert html_apart(HtmlBlockPreprocessor(one), lines) == as_written(seen, lines)
        assert one.htmlStash.rawHtmlBlocks == other.htmlStash.rawHtmlBlocks


def test_mkdocs_still_takes_the_theme_s_environment_from_one_place():
    assert list(inspect.signature(Theme.get_env).parameters) == ["self"]
    assert isinstance(Theme("mkdocs").static_templates, set)
    assert (
        "filter_func" in inspect.signature(Theme("mkdocs").get_env().list_templates).parameters
    )


def test_mkdocs_still_builds_only_pages_that_changed_when_told_to():
    assert "dirty" in inspect.signature(mkdocs_build).parameters


def test_mkdocs_still_lets_the_proof_of_anchors_be_switched_off():
    (settings,) = (value for key, value in MkDocsConfig._schema if key == "validation")
    links = dict(settings.config_class._schema)["links"]
    assert "anchors" in dict(links.config_class._schema)


@dataclass(frozen=True)
class Bound:
    """A book of the real site, laid out as any builder takes it."""

    folder: Path
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Bound:
    project, _ = load(ROOT)
    assert project
    templates = read_templates(ROOT)
    made = book(project.regulations[0], "zh", templates, ())
    folder = tmp_path_factory.mktemp("engine")
    for name, text in made.files.items():
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(text, "utf-8")
    (folder / "settings.yml").write_text(settings(made), "utf-8")
    return Bound(folder, tuple(name.replace(".md", ".html") for name in sorted(made.files)))


def test_the_pages_of_a_book_need_no_slower_look(bound: Bound):
    wanting = [
        page.name
        for page in sorted((bound.folder / "docs").iterdir())
        if parted(page.read_text("utf-8"), Markdown().is_block_level) is None
    ]
    # Templates for the script, and the mark where the keeper stands, are no plain blocks.
    assert wanting == ["assess.md", "index.md"]


def settings(made: Book) -> str:
    given = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    given |= {"site_name": made.title, "docs_dir": "docs", "nav": menu(made.nav)}
    given["theme"] |= {"custom_dir": str(ROOT / "site_templates/theme")}
    given["extra"] = {word: word for word in WORDS} | {
        "home": "../index.html", "alternate_root": "../en/", "scope": "../", "pages": [],
        "here": "",
    }  # fmt: skip
    given |= {"extra_css": [], "extra_javascript": []}
    return yaml.safe_dump(given, allow_unicode=True)


def menu(nav):
    return nav if isinstance(nav, str) else [{title: menu(below)} for title, below in nav]


def built(bound: Bound, engine: str) -> dict[str, str]:
    """Every page of the book as this builder makes it; it must have nothing to complain of."""
    whole = yaml.safe_load((bound.folder / "settings.yml").read_text("utf-8"))
    config = bound.folder / f"{engine}.yml"
    config.write_text(yaml.safe_dump(whole | {"site_dir": engine}, allow_unicode=True), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", engine, "build", "--strict", "--config-file", config.name],
        cwd=bound.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {name: (bound.folder / engine / name).read_text("utf-8") for name in bound.pages}


@pytest.fixture(scope="module")
def by_mkdocs(bound: Bound) -> dict[str, str]:
    return built(bound, "mkdocs")


def test_properdocs_builds_the_same_pages(bound, by_mkdocs):
    assert built(bound, "properdocs") == by_mkdocs


def test_zensical_builds_pages_with_the_same_anchors(bound, by_mkdocs):
    ours = {name: law(parsed_page(html).ids) for name, html in by_mkdocs.items()}
    theirs = {
        name: law(parsed_page(html).ids) for name, html in built(bound, "zensical").items()
    }
    assert theirs == ours


def law(ids: frozenset[str]) -> set[str]:
    """What the pages name themselves; the frames of the themes have names of their own."""
    return {name for name in ids if not name.startswith("__")}
