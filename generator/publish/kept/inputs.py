"""The hash of all that decides a site's bytes: by it a build knows that nothing has changed."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.project.holding import Seen
from generator.project.inventory import SETTINGS, Inventory
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


def key_of(inputs: Inventory, only: str) -> str:
    """The hash of all that decides what the site is made of; "" where settings are missing.

    It is that of what was seen, and a build reads nothing else: see `holding`.
    """
    if SETTINGS not in inputs.templates:
        return ""
    seen = (inputs.above, *inputs.regulations.values())
    return digest(
        *map(seen_digest, seen), repr(sorted(inputs.templates.items())), versions(), only
    )


def seen_digest(seen: Seen) -> str:
    """The hash of names and contents."""
    return digest(repr(sorted(seen.folders.items())), repr(sorted(seen.files.items())))
