"""The invented regulation amended, its old edition kept in the archive, the new one out."""

import shutil
from pathlib import Path

from city import CITY
from test_amending import amend, amended_text

from generator.edit.release import release
from generator.edit.review import clear, review_checks, review_translation
from generator.project.loading import load
from generator.records.regulation import Regulation
from generator.records.site import Project

OLD, NEW = "2026-11-23", "2026-12-02"


def copied(folder: Path) -> Path:
    """A project of its own."""
    for name in ("content", "checklists"):
        shutil.copytree(CITY / name, folder / name)
    shutil.copy(CITY / "mkdocs.yml", folder)
    return folder


def project_in(root: Path) -> Project:
    project, _ = load(root)
    assert project
    return project


def law_in(root: Path) -> Regulation:
    (law,) = project_in(root).regulations
    return law


def changed(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def released(root: Path) -> Path:
    release(project_in(root), root)
    return root


def renewed(root: Path) -> Path:
    """The edition of a new date."""
    changed(root, "content/parks/regulation.yaml", f"edition: {OLD}", f"edition: {NEW}")
    return root


def reissued(folder: Path) -> Path:
    """Amended, looked at by a person, released."""
    root = released(copied(folder))
    amend(root, amended_text())
    for look in (review_checks, review_translation):
        project = project_in(root)
        clear(root, look(project, root, ("a6.i4",), "2026-12-02"))
    return released(root)
