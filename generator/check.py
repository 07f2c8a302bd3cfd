"""All that is wrong in a project: its files read, its rules held against it."""

from pathlib import Path

from generator.project.holding import Seen, held
from generator.project.loading import load, read_outline
from generator.project.publishednames import unfit_names
from generator.project.regulations import read_regulation
from generator.project.trust import untrusted
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.records.regulation import Regulation
from generator.records.site import Project, Site
from generator.rules import broken
from generator.sheets.pdf.glyphs import unprintable
from generator.sheets.pdf.press import missing_fonts, own_fonts
from generator.workers import workers

Survey = tuple[Regulation | None, tuple[Finding, ...]]

FEW = 4  # regulations that are read sooner than further processes are there


def examined(root: Path, only: str = "") -> tuple[Project | None, tuple[Finding, ...]]:
    """The project, None where it cannot be read, and all that is wrong with it."""
    project, findings = load(root, only)
    if project is None:
        return None, findings
    own = bool(own_fonts(project.site))
    on_paper = (f for law in project.regulations for f in unprintable(law, own=own))
    return project, in_order(
        (*findings, *broken(project), *on_paper, *missing_fonts(project.site))
    )


def checked(root: Path, only: str = "") -> Project:
    """The project. Raises CannotGoOn where there are errors in it."""
    project, findings = examined(root, only)
    if project is None:
        raise CannotGoOn(*findings)
    refuse(findings)
    return project


def refuse(findings: tuple[Finding, ...], *, strict: bool = False) -> None:
    """Raise CannotGoOn where a finding is an error; if `strict`, where there is any."""
    if any(strict or f.severity == "error" for f in findings):
        raise CannotGoOn(*findings)


def all_findings(
    root: Path, jobs: int, *, trust: bool = False
) -> tuple[bool, tuple[Finding, ...]]:
    """Whether the project can be read, and all that is wrong with it.

    What is a program in it is told, if not said to be trusted: `trust`.

    Many regulations are read by `jobs` processes and not kept: memory stays flat.
    """
    outline, findings = read_outline(root)
    findings = in_order((*findings, *unfit_names(root), *(() if trust else untrusted(root))))
    if outline is None:
        return False, findings
    site = outline.project.site
    with workers(jobs if len(outline.ids) > FEW else 1) as pool:
        running = [pool.submit(faults, root, id_, site) for id_ in outline.ids]
        told = [finding for future in running for finding in future.result()]
    return True, in_order((*findings, *broken(outline.project), *missing_fonts(site), *told))


def faults(root: Path, id_: str, site: Site) -> tuple[Finding, ...]:
    """All that is wrong with a regulation; runs in a worker."""
    return surveyed(root, id_, site)[1]


def surveyed(root: Path, id_: str, site: Site, seen: Seen | None = None) -> Survey:
    """A regulation and all that is wrong with it; runs in a worker.

    With what was `seen` of it just that is read: raises CannotGoOn where it has changed.
    """
    with held(seen):
        regulation, findings = read_regulation(root, id_)
    if regulation is None:
        return None, in_order(findings)
    told = broken(Project(site, (regulation,), ()))
    return regulation, in_order(
        (*findings, *told, *unprintable(regulation, own=bool(own_fonts(site))))
    )
