"""All files of a project that a build may read, each seen once: name and SHA-256."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.project import disk
from generator.project.holding import UNREADABLE, Seen
from generator.project.past import ARCHIVE
from generator.project.programs import programs
from generator.project.reach import PACKAGED, inside, outside
from generator.records.findings import CannotGoOn

SETTINGS = "mkdocs.yml"
TEMPLATES = "site_templates"
ABOVE = ("content", "content/pages/zh", "content/pages/en")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What was seen above all regulations, of each regulation, and of the templates.

    `templates` is path → SHA-256 of mkdocs.yml and of all below site_templates; these may be
    those of the program. `programs` is the same of what settings name beyond themselves.
    """

    above: Seen
    regulations: Mapping[str, Seen]
    templates: Mapping[str, str]
    programs: Mapping[str, str]


def inventory(root: Path) -> Inventory:
    """Everything of the project in `root` that decides what its site is.

    Of names that mean nothing here only that they are there; hidden ones are not seen. Raises
    CannotGoOn where a template is a link that leads out of the project.
    """
    ids = sorted({*disk.names(root, "content"), *disk.names(root, "checklists")})
    seen = {id_: _seen(root, folders_of(root, id_)) for id_ in ids}
    regulations = {id_: each for id_, each in seen.items() if each.folders}
    return Inventory(_seen(root, ABOVE), regulations, _templates(root), programs(root))


def folders_of(root: Path, id_: str) -> Iterator[str]:
    """Of a regulation: what it says and asks, and the same of the editions that were."""
    own = (f"content/{id_}", f"checklists/{id_}")
    yield from own
    if disk.folder_exists(root, f"{ARCHIVE}/{id_}"):
        yield f"{ARCHIVE}/{id_}"
        for name in disk.names(root, f"{ARCHIVE}/{id_}"):
            yield from (f"{ARCHIVE}/{id_}/{name}/{folder}" for folder in own)


def front_of(inputs: Inventory) -> Seen:
    """What `read_outline` may see: pages, and which files the regulations have."""
    every = (inputs.above, *inputs.regulations.values())
    return Seen(
        {path: names for seen in every for path, names in seen.folders.items()},
        {path: sha256 for seen in every for path, sha256 in seen.files.items()},
    )


def _is_read(path: str) -> bool:
    """content/site.yaml, pages, checklists; the original of a text may have any name."""
    if path.startswith("checklists/") or path.count("/") == 1:
        return path.endswith(".yaml")
    return path.endswith(".md") or not path.startswith("content/pages/")


def _seen(root: Path, folders: Iterable[str]) -> Seen:
    names = {f: disk.names(root, f) for f in folders if disk.folder_exists(root, f)}
    files: dict[str, str] = {}
    for folder, some in names.items():
        for path in (f"{folder}/{name}" for name in some):
            sha256 = _fingerprint(root, path) if _is_read(path) else None
            if sha256 is not None:
                files[path] = sha256
    return Seen(names, files)


def _fingerprint(root: Path, path: str) -> str | None:
    """None for what is no file."""
    place = f"{root}/{path}"
    try:
        if os.path.islink(place) and not inside(root, path):  # noqa: PTH114 - of 13,000
            return UNREADABLE
        return disk.hash_of(place)
    except OSError:
        return UNREADABLE if disk.exists(root, path) else None


def _templates(root: Path) -> Mapping[str, str]:
    home = disk.templates_home(root)
    found = {path: _fingerprint(home, path) for path in template_files(home)}
    found[SETTINGS] = _fingerprint(root, SETTINGS)
    return {path: sha256 for path, sha256 in found.items() if sha256 is not None}


def template_files(home: Path) -> Iterator[str]:
    """Paths of all files below `home`/site_templates; links to folders are followed."""
    home_place = os.path.realpath(home)
    waiting = [(TEMPLATES, frozenset[str]())]
    while waiting:
        folder, above = waiting.pop()
        real = os.path.realpath(f"{home}/{folder}")
        if real in above:
            continue  # a link to a folder that holds it
        for name in disk.names(home, folder):
            path = f"{folder}/{name}"
            if _leaves(home, path, home_place) and home != PACKAGED:
                raise CannotGoOn(outside(path))
            if disk.folder_exists(home, path):
                waiting.append((path, above | {real}))
            elif disk.exists(home, path):
                yield path


def _leaves(home: Path, path: str, home_place: str) -> bool:
    place = home / path
    return place.is_symlink() and not os.path.realpath(place).startswith(f"{home_place}/")
