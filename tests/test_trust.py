"""A project folder from elsewhere runs nothing before somebody has said to trust it."""

import re
import shutil
from pathlib import Path

import pytest
from city import CITY
from conftest import ROOT, run_zicha

from generator.pages.templates import fill
from generator.project.templates import Templates, read_strings
from generator.project.trust import untrusted
from generator.records.findings import CannotGoOn, as_text
from generator.records.texts import Text

BASE = ROOT / "tests" / "cases" / "base"
SETTINGS = (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small project with the settings and pages that `zicha new` gives one."""
    root = tmp_path / "p"
    shutil.copytree(BASE, root)
    shutil.copytree(CITY / "content" / "pages" / "zh", root / "content" / "pages" / "zh")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    return root


def told(root: Path) -> list[str]:
    return [as_text(finding, "en") for finding in untrusted(root)]


def test_the_settings_of_a_new_project_are_trusted(small: Path):
    assert told(small) == []


@pytest.mark.parametrize(
    "more",
    [
        "site_url: https://example.org/",
        "repo_url: https://github.com/x/y",
        "hooks: [x.py]",
        "INHERIT: ../other.yml",
        "theme: {name: material, custom_dir: mine}",
        "theme: {name: material, custom_dir: ../../elsewhere}",
        "theme: {name: mine}",
        "theme: readthedocs",
        "theme: {name: material, font: {text: Roboto}}",
        "theme: {name: material, logo: 'https://example.org/x.png'}",
        "theme: {name: material, static_templates: [x.html]}",
        'theme: {name: material, palette: [{scheme: "x\\" onload=\\"y()"}]}',
        "plugins: [macros]",
        "plugins: [search: {lang: zh}]",
        "plugins: {macros: {}}",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: [os]",
        "markdown_extensions: [pymdownx.superfences: {custom_fences: [{name: mermaid}]}]",
        "markdown_extensions: {my.module: {}}",
        "markdown_extensions: [toc: {permalink: '<script>x</script>'}]",
        "markdown_extensions: [[toc]]",
        "extra_css: ['https://example.org/x.css']",
        "extra_javascript: ['//example.org/x.js']",
        "extra_javascript: [../x.js]",
        "extra_javascript: [assets/../x.js]",
        "extra_javascript: [{path: assets/x.js, type: module}]",
        "extra_templates: [x.html]",
        "extra: {analytics: {provider: google, property: G-1}}",
        "extra: {version: {provider: mike}}",
        "copyright: <script>x</script>",
        "site_author: '{{ config }}'",
        "remote_branch: x",
        "watch: [/]",
        "mdx_configs: {toc: {}}",
        "x: 1",
    ],
)
def test_a_setting_that_might_run_or_load_something_is_told_at_its_place(
    small: Path, more: str
):
    key = more.partition(":")[0]
    kept = re.sub(rf"^{key}:.*\n(?:[ -].*\n|\n(?=[ -]))*", "", SETTINGS, flags=re.MULTILINE)
    (small / "mkdocs.yml").write_text(f"{more}\n{kept}", "utf-8")
    found = untrusted(small)
    assert [(f.location.line, f.rule, f.severity) for f in found] == [
        (1, "not-trusted", "error")
    ]
    assert "--trust" in found[0].message.zh
    assert "--trust" in (found[0].message.en or "")


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "!!python/name:os.system ''",
        "!!python/module:os ''",
        "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch pwned']",
        "!ENV [HOME, x]",
        "!relative $config_dir",
    ],
)
def test_a_tag_is_told_at_its_place_and_nothing_has_run(small: Path, value: str):
    text = SETTINGS.replace("site_name: zicha", f"site_name: {value}")
    (small / "mkdocs.yml").write_text(text, "utf-8")
    for command in ("check", "build"):
        done = run_zicha(command, cwd=small)
        assert done.returncode == 1
        assert re.search(
            r"mkdocs\.yml:4:12: error: .*--trust \[not-trusted\]", done.stdout + done.stderr
        )
    assert {p.name for p in small.iterdir()} - {".zicha"} == {
        "content",
        "checklists",
        "mkdocs.yml",
    }


def test_aliases_doubled_keys_and_what_is_no_yaml_are_told(small: Path):
    for text in (
        "a: &x [1]\nb: *x\n",
        SETTINGS + "theme: {name: material}\n",
        "site_name: [",
        "[a]",
        "x",
        "",
        SETTINGS + "---\nhooks: [x.py]\n",
        "%TAG !y! tag:yaml.org,2002:python/\n---\nsite_name: !y!name:os.system ''\n",
    ):
        (small / "mkdocs.yml").write_text(text, "utf-8")
        assert told(small), text


HOOK = "from pathlib import Path\nPath('hook-was-here').touch()\n"


def test_a_hook_runs_only_after_somebody_said_to_trust_the_project(small: Path):
    (small / "mkdocs.yml").write_text(SETTINGS + "hooks: [x.py]\n", "utf-8")
    (small / "x.py").write_text(HOOK)
    done = run_zicha("build", "--jobs", "1", cwd=small)
    assert (done.returncode, done.stdout) == (1, "")
    line = SETTINGS.count("\n") + 1
    assert done.stderr == (
        f"mkdocs.yml:{line}:1: error: 'hooks' is not among the settings that zicha knows and"
        " might run a program or load something from outside; take it out, or read the whole"
        " project and, if you trust it, say --trust [not-trusted]\n"
        "The site as it was is untouched\n"
    )
    assert not (small / "hook-was-here").exists()
    assert run_zicha("check", cwd=small).returncode == 1
    assert "not-trusted" not in run_zicha("check", "--trust", cwd=small).stdout
    done = run_zicha("build", "--jobs", "1", "--trust", cwd=small)
    assert done.returncode == 0, done.stderr
    assert (small / "hook-was-here").exists()


MARK = "from words import WORD\ndef on_page_content(html, **_): return html + WORD\n"


def test_what_a_trusted_project_runs_decides_what_is_made_anew(small: Path):
    (small / "base.yml").write_text(SETTINGS + "hooks:\n  - 'our hooks/mark.py'\n", "utf-8")
    (small / "mkdocs.yml").write_text("INHERIT: base.yml\n" + SETTINGS, "utf-8")
    (small / "our hooks").mkdir()
    (small / "our hooks/mark.py").write_text(
        f"import sys; sys.path.insert(0, 'our hooks')\n{MARK}"
    )

    def page() -> str:
        done = run_zicha("build", "--jobs", "1", "--trust", cwd=small)
        assert done.returncode == 0, done.stderr
        return (small / "site/zh/measures/article-02.html").read_text("utf-8")

    for said in ("first", "second"):
        (small / "our hooks/words.py").write_text(f"WORD = '{said} hook'\n")
        assert f"{said} hook" in page()
    (small / "our hooks/mark.py").write_text(MARK.replace("html + WORD", "html"))
    assert "hook" not in page()


@pytest.mark.parametrize("text", ["5", "- a", "a: [", "INHERIT: no.yml", "theme: 5", "\\xff"])
def test_trusted_settings_that_are_none_are_a_finding(small: Path, text: str):
    data = text.encode().decode("unicode_escape").encode("latin-1")
    (small / "mkdocs.yml").write_bytes(data)
    done = run_zicha("build", "--jobs", "1", "--trust", cwd=small)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert "mkdocs.yml" in done.stderr or "[book-does-not-build]" in done.stderr


# ── templates ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def dressed(small: Path) -> Path:
    """The same with templates of its own, which are those of the program."""
    shutil.copytree(ROOT / "site_templates", small / "site_templates")
    return small


@pytest.mark.parametrize(
    "path",
    [
        "theme/main.html",
        "theme/partials/own.html",
        "assets/reading.js",
        "assets/own.js",
        "assets/own.svg",
        "assets/own.html",
        "assets/own",
        "hosting/nginx.conf",
        "hosting/own.sh",
    ],
)
def test_a_program_among_the_templates_that_is_not_ours_is_told(dressed: Path, path: str):
    assert told(dressed) == []
    with (dressed / "site_templates" / path).open("a") as file:
        file.write("\n")
    (found,) = untrusted(dressed)
    assert (found.location.path, found.rule) == (f"site_templates/{path}", "not-trusted")


@pytest.mark.parametrize("path", ["strings.yaml", "assets/law.css", "pages/article.md.j2"])
def test_words_colours_and_page_templates_may_be_ones_own(dressed: Path, path: str):
    with (dressed / "site_templates" / path).open("a") as file:
        file.write("\n")
    assert told(dressed) == []


def test_a_link_in_the_place_of_a_program_is_told(dressed: Path):
    for name in ("main.html", "partials"):
        place = dressed / "site_templates" / "theme" / name
        place.rename(dressed / name)
        place.symlink_to(dressed / name)
    assert [f.location.path for f in untrusted(dressed)] == [
        "site_templates/theme/main.html",
        "site_templates/theme/partials",
    ]


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ w.__globals__ }}",
        "{{ paper.func.__globals__ }}",
        "{{ lipsum.__globals__['os'].popen('touch pwned').read() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(w) }}",
        "{{ ('{0.__globals__}' | safe).format(w) }}",
        "{{ vol.templates.folder.joinpath('x').write_text('y') }}",
        "{{ vol.templates.folder.parent }}",
    ],
)
def test_a_page_template_of_a_project_sees_nothing_of_the_machine(tmp_path: Path, attack: str):
    strings = read_strings(ROOT, "site_templates/strings.yaml")
    folder = tmp_path / "x"
    templates = Templates({"x.md.j2": attack}, strings, strings, {}, folder, own=True)

    class BookData:
        pass

    vol = BookData()
    vol.templates = templates  # type: ignore[attr-defined]
    with pytest.raises(CannotGoOn) as stop:
        fill(templates, "x.md.j2", "zh", {"vol": vol, "title": Text("题", None)})
    assert [f.rule for f in stop.value.findings] == ["template-broken"]
