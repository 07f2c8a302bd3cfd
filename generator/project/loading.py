"""A project folder as one record, with everything that is wrong in its files."""

from collections.abc import Mapping
from pathlib import Path

from generator.findings import Finding, in_order
from generator.model import Project, Regulation, Site, Text
from generator.project import disk, fields
from generator.project.pages import read_pages
from generator.project.reading import read_table
from generator.project.regulations import read_regulation
from generator.project.yamltree import Scalar, Table

_SITE = "content/site.yaml"


def load(root: Path, only: str = "") -> tuple[Project | None, tuple[Finding, ...]]:
    """The project in `root`, or None where it cannot go on, and the findings in order.

    `only` is the id of a single regulation to read; the others are left out. What has faults is
    left out as well: a file of checks, a page, a whole regulation where its text is missing.
    """
    table, findings = read_table(root, _SITE, "site")
    if table is None:
        return None, in_order(findings)
    listed = fields.scalars(table, "regulations")
    if only and only not in {scalar.value for scalar in listed}:
        return None, in_order((*findings, _not_listed(table, only)))
    wanted = [s for s in listed if s.value == only] if only else list(listed)
    regulations, told = _regulations(root, wanted)
    zh, told_zh = read_pages(root, "zh")
    en, told_en = read_pages(root, "en")
    site = Site(
        title=fields.needed_text(table, "title"),
        lede=fields.needed_text(table, "lede"),
        base_address=fields.word(table, "base_address"),
        location=table.location,
        fonts=_fonts(table),
        places=fields.places(table),
    )
    unlisted = _unlisted(root, table, {scalar.value for scalar in listed})
    found = in_order((*findings, *told, *told_zh, *told_en, *unlisted))
    unread = tuple(finding.location.path for finding in (*told_zh, *told_en))
    return Project(site, regulations, (*zh, *en), unread), found


def _fonts(table: Table) -> Mapping[str, str]:
    fonts = table.entries.get("fonts")
    return {k: fields.word(fonts, k) for k in fonts.entries} if isinstance(fonts, Table) else {}


def _regulations(
    root: Path, wanted: list[Scalar]
) -> tuple[tuple[Regulation, ...], tuple[Finding, ...]]:
    regulations: list[Regulation] = []
    findings: list[Finding] = []
    for scalar in wanted:
        if not (root / "content" / scalar.value).is_dir():
            findings.append(_no_folder(scalar))
            continue
        regulation, told = read_regulation(root, scalar.value)
        regulations += [regulation] if regulation else []
        findings += told
    return tuple(regulations), tuple(findings)


def _no_folder(scalar: Scalar) -> Finding:
    words = Text(
        f"没有文件夹 content/{scalar.value}；请更正编号或建立文件夹",
        f"there is no folder content/{scalar.value}; correct the id or make the folder",
    )
    return Finding(scalar.location, "unknown-regulation", words)


def _not_listed(table: Table, only: str) -> Finding:
    words = Text(
        f"这里没有列出 {only}；请更正命令中的编号，或在此补上",
        f"{only} is not listed here; correct the id in the command, or add it here",
    )
    return Finding(table.entries["regulations"].location, "unknown-regulation", words)


def _unlisted(root: Path, table: Table, listed: set[str]) -> tuple[Finding, ...]:
    """Folders with a regulation that site.yaml does not name."""
    return tuple(
        Finding(
            table.entries["regulations"].location,
            "unlisted-regulation",
            Text(
                f"content/{name} 里有法规，但这里没有列出，不会出现在网站上；请补上",
                f"content/{name} holds a regulation that is not listed here, "
                "so it is not on the site; add it",
            ),
            "warning",
        )
        for name in disk.names(root, "content")
        if name not in listed and disk.exists(root, f"content/{name}/regulation.yaml")
    )
