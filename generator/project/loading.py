"""A project folder as one record, with everything that is wrong in its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.project import disk, fields
from generator.project.hidden import hidden_as_spaces, hidden_names
from generator.project.pages import read_pages
from generator.project.reach import hindrance, reach
from generator.project.reading import read_table
from generator.project.regulations import read_regulation
from generator.project.yamltree import Node, Scalar, Table
from generator.records.findings import Finding, in_order, typed
from generator.records.site import Keeper, Project, SharedBearer, Site
from generator.records.texts import Text

_SITE = "content/site.yaml"
_SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands above the regulations: a project without them, and their ids in order."""

    project: Project
    ids: tuple[str, ...]


def load(root: Path, only: str = "") -> tuple[Project | None, tuple[Finding, ...]]:
    """The project in `root`, or None where it cannot go on, and the findings in order.

    `only` is the id of a single regulation to read; the others are left out. What has faults is
    left out as well: a file of checks, a page, a whole regulation where its text is missing.
    """
    outline, findings = read_outline(root, only)
    if outline is None:
        return None, findings
    read = [read_regulation(root, id_) for id_ in outline.ids]
    regulations = tuple(regulation for regulation, _ in read if regulation)
    told = (finding for _, some in read for finding in some)
    return replace(outline.project, regulations=regulations), in_order((*findings, *told))


def read_outline(root: Path, only: str = "") -> tuple[Outline | None, tuple[Finding, ...]]:
    """What stands above the regulations, or None where there is no telling which they are."""
    table, findings = read_table(root, _SITE, "site")
    if table is None:
        return None, in_order(findings)
    listed = fields.scalars(table, "regulations")
    ids = {scalar.value for scalar in listed}
    if only and only not in ids:
        return None, in_order((*findings, _not_listed(only, ids)))
    wanted = [s for s in listed if only in ("", s.value)]
    there = [s for s in wanted if disk.folder_exists(root, f"content/{s.value}")]
    site = _site(table)
    taken = tuple(f"bearer-{s.code.replace('_', '-')}" for s in site.shared_bearers)
    zh, told_zh = read_pages(root, "zh", taken)
    en, told_en = read_pages(root, "en", taken)
    lost = (_no_folder(s) for s in wanted if s not in there)
    unlisted = _unlisted(root, table, ids)
    unread = tuple(finding.location.path for finding in (*told_zh, *told_en))
    translated = any(disk.exists(root, f"content/{s.value}/en.txt") for s in there)
    strangers = _strangers(site, ids)
    project = Project(site, (), (*zh, *en), unread, translated)
    named = hidden_names(f"content/{name}" for name in disk.names(root, "content"))
    above = (h for h in (hindrance(root, top) for top in ("content", "checklists")) if h)
    hindered = (*above, *reach(root, "content/pages").findings)
    told = (*told_zh, *told_en, *unlisted, *strangers, *named, *hindered, *_settings(root))
    found = in_order((*findings, *lost, *told))
    return Outline(project, tuple(s.value for s in there)), found


def _settings(root: Path) -> tuple[Finding, ...]:
    """Hidden characters in mkdocs.yml, which MkDocs reads, not we."""
    text, _ = disk.read_text(root, _SETTINGS) if disk.exists(root, _SETTINGS) else ("", ())
    return hidden_as_spaces(text or "", _SETTINGS)[1]


def _site(table: Table) -> Site:
    return Site(
        title=fields.needed_text(table, "title"),
        lede=fields.needed_text(table, "lede"),
        location=table.location,
        fonts=_fonts(table),
        shared_bearers=tuple(map(_shared, fields.tables(table, "shared_bearers"))),
        keeper=_keeper(table.entries.get("keeper")),
        address=fields.word(table, "address"),
        scan="scan" not in table.entries or fields.flag(table, "scan"),
        places=fields.places(table),
    )


def _keeper(node: Node | None) -> Keeper | None:
    if not isinstance(node, Table):
        return None
    return Keeper(
        unit=fields.text(node, "unit"),
        phone=fields.word(node, "phone"),
        room=fields.text(node, "room"),
        email=fields.word(node, "email"),
        checked=fields.word(node, "checked"),
        report=fields.text(node, "report"),
    )


def _shared(table: Table) -> SharedBearer:
    parts = fields.needed_table(table, "in")
    return SharedBearer(
        code=fields.word(table, "code"),
        text=fields.needed_text(table, "text"),
        parts={id_: fields.word(parts, id_) for id_ in parts.entries},
        location=table.location,
        places=fields.places(table),
    )


def _fonts(table: Table) -> Mapping[str, str]:
    fonts = table.entries.get("fonts")
    return {k: fields.word(fonts, k) for k in fonts.entries} if isinstance(fonts, Table) else {}


def _no_folder(scalar: Scalar) -> Finding:
    words = Text(
        f"没有文件夹 content/{scalar.value}；请更正编号或建立文件夹",
        f"there is no folder content/{scalar.value}; correct the id or make the folder",
    )
    return Finding(scalar.location, "unknown-regulation", words)


def _not_listed(only: str, ids: Iterable[str]) -> Finding:
    names = ", ".join(sorted(ids))
    words = Text(
        f"没有这部法规；{_SITE} 列出的有：{names or '无'}",
        f"there is no such regulation; {_SITE} lists: {names or 'none'}",
    )
    return Finding(typed(f"--only {only}"), "unknown-regulation", words)


def _strangers(site: Site, listed: set[str]) -> Iterator[Finding]:
    """Bearers shared with regulations that are not on the site, or under a code of another."""
    codes: set[str] = set()
    for shared in site.shared_bearers:
        if shared.code in codes:
            words = Text(
                f"代码 {shared.code} 已用过，页面会互相覆盖；请换一个",
                f"the code {shared.code} names another's page already; choose another",
            )
            yield Finding(shared.places["code"], "repeated-code", words)
        codes.add(shared.code)
        for id_ in shared.parts:
            if id_ not in listed:
                words = Text(
                    f"regulations 里没有 {id_}；请更正编号，或删去这一行",
                    f"{id_} is not among the regulations; correct the id or take it out",
                )
                yield Finding(shared.places[f"in/{id_}"], "unknown-regulation", words)


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
