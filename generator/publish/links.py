"""Every link of the finished site leads somewhere: nothing is more useless than a dead one."""

import posixpath
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from generator.findings import Finding
from generator.model import Location, Text
from generator.publish.offline import EXTERNAL, Page


def dead_links(pages: Mapping[str, Page], files: Collection[str]) -> Iterator[Finding]:
    """Links whose page, file or anchor does not exist. All paths are relative to the site."""
    for path, page in pages.items():
        for line, address in page.links:
            if why := _dead(path, address, pages, files):
                yield Finding(
                    Location(path, line),
                    "dead-link",
                    Text(
                        f"链接“{address}”没有去处（{why.zh}），请修改模板或页面",
                        f"the link '{address}' leads nowhere ({why.en}); mend the page",
                    ),
                )


def _dead(
    path: str, address: str, pages: Mapping[str, Page], files: Collection[str]
) -> Text | None:
    if EXTERNAL.match(address) or address.startswith(("mailto:", "data:")):
        return None
    if address.startswith("/"):
        return Text("从根目录算起，放在子目录或 U 盘上就失效", "it starts at the root")
    target, _, anchor = address.partition("#")
    target, anchor = unquote(target).partition("?")[0], unquote(anchor)
    place = (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    )
    if place not in files and place not in pages:
        return Text("没有这个文件", "no such file")
    if anchor and place in pages and anchor not in pages[place].ids:
        return Text("该页没有这个锚点", "no such anchor in that page")
    return None


def not_offline(pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Addresses a browser would load from outside, and code still written into a page."""
    for path, page in pages.items():
        for line, address in page.outside:
            yield outside(path, line, address)
        for line, what in page.inline:
            yield Finding(
                Location(path, line),
                "inline-code",
                Text(
                    f"“{what}” 写在页面里，严格的安全策略会拦住它，请移到样式表或脚本文件",
                    f"'{what}' stands in the page and a strict policy stops it; move it",
                ),
            )


def outside(path: str, line: int, address: str) -> Finding:
    """An address that an intranet cannot reach."""
    return Finding(
        Location(path, line),
        "external-address",
        Text(
            f"浏览器会从外网加载“{address}”，内网打不开；请放进 assets/",
            f"a browser would load '{address}' from outside; put it into assets/",
        ),
    )
