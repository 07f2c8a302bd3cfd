"""Every link of the finished site leads somewhere: nothing is more useless than a dead one."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from generator.publish.proof.offline import ParsedPage, leads_outside
from generator.records.findings import Finding
from generator.records.texts import Location, Text

ROOT = "/"


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address as written in a page, and where it leads: paths are relative to the site."""

    page: str
    line: int
    address: str
    place: str  # ROOT where the address begins at a server's root
    anchor: str


def links_of(pages: Mapping[str, ParsedPage]) -> Iterator[PageLink]:
    """All links of some pages but those that leave the site."""
    for path, page in pages.items():
        folder = posixpath.dirname(path)
        for line, address in page.links:
            if not leads_outside(address) and not address.startswith("data:"):
                place, anchor = _target(folder, address)
                yield PageLink(path, line, address, place or path, anchor)


@cache  # a menu has the same addresses on every page
def _target(folder: str, address: str) -> tuple[str, str]:
    if address.startswith("/"):
        return ROOT, ""
    target, _, anchor = address.partition("#")
    target, anchor = unquote(target).partition("?")[0], unquote(anchor)
    return (posixpath.normpath(posixpath.join(folder, target)) if target else ""), anchor


def first_of_each(links: Iterable[PageLink]) -> tuple[PageLink, ...]:
    """One link for each target, in the order of the pages."""
    found: dict[tuple[str, str], PageLink] = {}
    for link in links:
        found.setdefault((link.place, link.anchor), link)
    return tuple(found.values())


def dead_links(
    links: Iterable[PageLink],
    files: Collection[str],
    ids: Callable[[str], Collection[str] | None],
) -> Iterator[Finding]:
    """Links whose page, file or anchor does not exist.

    `ids` gives the anchors of the page at a path, None for what is no page.
    """
    for link in links:
        if why := _dead(link, files, ids):
            yield Finding(
                Location(link.page, link.line),
                "dead-link",
                Text(
                    f"链接“{link.address}”没有去处（{why.zh}）；请修改模板或页面",
                    f"the link '{link.address}' leads nowhere ({why.en}); mend the page",
                ),
            )


def _dead(
    link: PageLink, files: Collection[str], ids: Callable[[str], Collection[str] | None]
) -> Text | None:
    if link.place == ROOT:
        return Text("从根目录算起，放在子目录或 U 盘上就失效", "it starts at the root")
    if link.place not in files:
        return Text("没有这个文件", "no such file")
    if link.anchor:
        there = ids(link.place)
        if there is not None and link.anchor not in there:
            return Text("该页没有这个锚点", "no such anchor in that page")
    return None


def not_offline(pages: Mapping[str, ParsedPage]) -> Iterator[Finding]:
    """Addresses a browser would load from outside, and code still written into a page."""
    for path, page in pages.items():
        for line, address in page.outside:
            yield unreachable(path, line, address)
        for line, what in page.inline:
            yield Finding(
                Location(path, line),
                "inline-code",
                Text(
                    f"“{what}” 写在页面里，严格的安全策略会拦住它；请移到样式表或脚本文件",
                    f"'{what}' stands in the page and a strict policy stops it; move it",
                ),
            )


def unreachable(path: str, line: int, address: str) -> Finding:
    """An address that an intranet cannot reach."""
    return Finding(
        Location(path, line),
        "external-address",
        Text(
            f"浏览器会从外网加载“{address}”，内网打不开；请放进 assets/",
            f"a browser would load '{address}' from outside; put it into assets/",
        ),
    )
