"""The hashes by which what was made is kept: each of all that decides its bytes."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.project.holding import UNREADABLE, Seen
from generator.project.inventory import SETTINGS, Inventory
from generator.project.shape import SCHEMAS
from generator.publish.kept.store import digest, folder_digest

PROGRAM = Path(__file__).parents[2]
LIBRARIES = (
    "fonttools",
    "jinja2",
    "jsonschema",
    "justmytype-intl-cjk",
    "lxml",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pylopdf-fonts-zh-cn",
    "pymdown-extensions",
    "pyyaml",
    "segno",
    "typst",
    "xlsxwriter",
)


@cache
def versions() -> str:
    """This program by its very source, its schemas, and the libraries it is made with."""
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    schemas = [file.read_bytes() for file in sorted(SCHEMAS.glob("*.json"))]
    return digest(libraries, folder_digest(PROGRAM, suffix=".py"), *schemas)


def site_key(inputs: Inventory, only: str) -> str:
    """The hash of all that decides what the site is made of; "" where settings are missing.

    It is that of what was seen, and a build reads nothing else: see `holding`.
    """
    if SETTINGS not in inputs.templates:
        return ""
    seen = (inputs.above, *inputs.regulations.values())
    templates = repr(sorted(inputs.templates.items()))
    return digest(*map(seen_digest, seen), templates, program_digest(inputs), versions(), only)


def program_digest(inputs: Inventory) -> str:
    """The hash of what settings name and MkDocs runs or reads."""
    return digest(repr(sorted(inputs.programs.items())))


def seen_digest(seen: Seen) -> str:
    """The hash of names and contents."""
    return digest(repr(sorted(seen.folders.items())), repr(sorted(seen.files.items())))


def product_key(id_: str, seen: Seen, said: tuple[str, ...], common: str) -> str:
    """Of what one regulation puts on the site.

    `said` is what else of the project is about it, `common` the hash of what all are made with.
    """
    return digest(id_, digest(seen_digest(seen), *said), common)


def page_keys(files: Mapping[str, str], frame: object, settings: str) -> dict[str, str]:
    """Of each page of a book, path → key: its Markdown, what the theme frames it with."""
    common = digest(json.dumps(frame, ensure_ascii=False, sort_keys=True), settings)
    return {path: digest(path, text, common) for path, text in files.items()}


def sheet_key(sheet: str, kept_with: tuple[str, ...], settings: str) -> str:
    """Of a sheet by all that it says, and of what is kept with it."""
    return digest(sheet, *kept_with, settings)


def sighting_key(id_: str, seen: Seen, names: tuple[str, ...]) -> str:
    """Of what others need to know of a regulation; `names` are the files that say it."""
    files = [seen.files.get(f"content/{id_}/{name}", UNREADABLE) for name in names]
    return digest(id_, *files, versions())
