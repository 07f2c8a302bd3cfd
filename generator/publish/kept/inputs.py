"""The hash of all that decides a site's bytes: by it a build knows that nothing has changed."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.project.disk import templates_home
from generator.publish.kept.store import digest, folder_digest

PROGRAM = Path(__file__).parents[2]
LIBRARIES = (
    "jinja2",
    "justmytype-intl-cjk",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pylopdf-fonts-zh-cn",
    "segno",
    "typst",
    "xlsxwriter",
)


@cache
def versions() -> str:
    """This program by its very source, and the libraries that make pages and sheets."""
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return digest(libraries, folder_digest(PROGRAM, suffix=".py"))


def inputs(root: Path, only: str) -> str:
    """The project's files, the templates, the versions of all that works on them."""
    folders = (root / "content", root / "checklists", templates_home(root) / "site_templates")
    settings = (root / "mkdocs.yml").read_bytes()
    return digest(folder_digest(*folders), settings, versions(), only)
