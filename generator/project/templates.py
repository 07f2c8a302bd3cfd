"""The templates of the site: pages, the words of the interface, what its host needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.project import disk, reading
from generator.project.fields import texts
from generator.project.reach import PACKAGED, reach
from generator.records.findings import CannotGoOn
from generator.records.texts import Text


@dataclass(frozen=True, slots=True)
class Templates:
    """Sources of pages by file name, words of pages and sheets by key, where they lie.

    `hosting` is for whoever puts the site on a server: file name → text.
    """

    pages: Mapping[str, str]
    strings: Mapping[str, Text]
    sheet_strings: Mapping[str, Text]
    hosting: Mapping[str, str]
    folder: Path
    own: bool = False  # the project's, not the program's


def read_templates(root: Path) -> Templates:
    """The project's own site_templates, else those that come with the program.

    Raises CannotGoOn where a template cannot be read.
    """
    home = disk.templates_home(root)
    if hindered := reach(home, "site_templates").findings:
        raise CannotGoOn(*hindered)
    names = disk.names(home, "site_templates/pages")
    pages = {n: _source(home, f"site_templates/pages/{n}") for n in names if n.endswith(".j2")}
    kit = "site_templates/hosting"
    return Templates(
        pages,
        read_strings(home, "site_templates/strings.yaml"),
        read_strings(home, "site_templates/sheets/strings.yaml"),
        {name: _source(home, f"{kit}/{name}") for name in disk.names(home, kit)},
        home / "site_templates",
        own=home != PACKAGED,
    )


def read_starter() -> Mapping[str, bytes]:
    """mkdocs.yml and the hand-written pages that a new project begins with, by path in it."""
    packed = PACKAGED / "starter"  # in a wheel; a checkout is itself such a project
    home = packed if packed.is_dir() else PACKAGED
    pages = sorted((home / "content" / "pages").glob("*/*.md"))
    files = [home / "mkdocs.yml", *pages]
    return {file.relative_to(home).as_posix(): file.read_bytes() for file in files}


def read_strings(home: Path, path: str) -> Mapping[str, Text]:
    """The words in a strings.yaml by key; CannotGoOn where it cannot be read."""
    table, findings = reading.read_table(home, path, "strings")
    if table is None or any(f.severity == "error" for f in findings):
        raise CannotGoOn(*findings)
    return texts(table)


def _source(home: Path, path: str) -> str:
    source, findings = disk.read_text(home, path)
    if source is None:
        raise CannotGoOn(*findings)
    return source
