"""A built page made fit for an intranet: shared assets, no inline code, no outside."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import Element
from lxml.html import document_fromstring

# <script>var a = 1</script>, <script id="__config" type="application/json">{}</script>
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
# <style>p { color: red }</style>
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
# href="assets/x.css", src="./assets/x.js"
ASSET = re.compile(r'((?:href|src)=")(?:\./)?(assets/[^"?#]*)')
HASHED = re.compile(r"\.[0-9a-f]{8}\.")  # main.57a0d79d.min.css
# Material's own record of where it keeps what the reader chose: new URL(".",location)
SCOPE = re.compile(r'new URL\("[^"]*",\s*location\)')
# url(https://example.org/x.png), @import "https://example.org/x.css"
CSS_URL = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")
EXTERNAL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)  # https://…, //cdn…

# What a browser fetches without being asked to.
LOADING = {
    "audio": ("src",),
    "body": ("background",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it points at, what can be pointed at, what it would load from outside."""

    ids: frozenset[str]
    links: tuple[tuple[int, str], ...]  # line, address as written
    outside: tuple[tuple[int, str], ...]  # line, address
    inline: tuple[tuple[int, str], ...]  # line, what is still written into the page


def externalised(html: str, up: str, version: str = "") -> tuple[str, Mapping[str, str]]:
    """The page with inline scripts and styles in files, and those files: name → text.

    `up` leads from the page to the site's root: "../../". One file per distinct text. Links to
    assets whose names hold no hash get `?v=version`: they may then be cached for long.
    """
    files: dict[str, str] = {}

    def kept(body: str, ending: str) -> str:
        name = f"{hashlib.sha256(body.encode()).hexdigest()[:16]}.{ending}"
        files[name] = body
        return f"{up}assets/inline/{name}"

    def script(found: re.Match[str]) -> str:
        attributes, body = found.groups()
        if "src=" in attributes or "application/json" in attributes or not body.strip():
            return found[0]
        # One memory for the whole site, so that light or dark holds in every book.
        body = SCOPE.sub(f'new URL("{up}",location)', body)
        return f'<script{attributes} src="{kept(body, "js")}"></script>'

    def asset(found: re.Match[str]) -> str:
        query = f"?v={version}" if version and not HASHED.search(found[2]) else ""
        return f"{found[1]}{up}{found[2]}{query}"

    html = SCRIPT.sub(script, html)
    html = STYLE.sub(lambda m: f'<link rel="stylesheet" href="{kept(m[1], "css")}">', html)
    return ASSET.sub(asset, html), files


def _addresses(attribute: str, value: str) -> Iterator[str]:
    """The addresses in one attribute; srcset holds several."""
    if attribute == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.strip())
    elif value:
        yield value


def read(html: str) -> Page:
    """A page's identifiers and addresses, with the lines they stand in."""
    ids: set[str] = set()
    links: list[tuple[int, str]] = []
    outside: list[tuple[int, str]] = []
    inline: list[tuple[int, str]] = []
    for element in document_fromstring(html).iter(Element):
        given, line, tag = element.attrib, element.sourceline, element.tag
        if name := given.get("id") or (given.get("name") if tag == "a" else None):
            ids.add(name)
        if tag == "a" and "href" in given:
            links.append((line, given["href"]))
        inline += [(line, name) for name in given if name == "style" or name.startswith("on")]
        for address in _loaded(tag, given):
            (outside if EXTERNAL.match(address) else links).append((line, address))
    return Page(frozenset(ids), tuple(links), tuple(outside), tuple(inline))


def _loaded(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    for name in LOADING.get(tag, ()):
        yield from _addresses(name, given.get(name, ""))


def loads_in_css(css: str) -> tuple[tuple[int, str], ...]:
    """Outside addresses a stylesheet would load, with their lines."""
    return tuple((css.count("\n", 0, m.start()) + 1, m[1]) for m in CSS_URL.finditer(css))
