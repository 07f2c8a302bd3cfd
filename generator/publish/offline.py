"""A built page made fit for an intranet: shared assets, no inline code, no outside."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

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


class _Reader(HTMLParser):
    """Collects identifiers and addresses with the lines they stand in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.links: list[tuple[int, str]] = []
        self.outside: list[tuple[int, str]] = []
        self.inline: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        given = {name: value or "" for name, value in attrs}
        if name := given.get("id") or (given.get("name") if tag == "a" else None):
            self.ids.add(name)
        if tag == "a" and "href" in given:
            self.links.append((line, given["href"]))
        self.inline += [
            (line, name) for name in given if name == "style" or name.startswith("on")
        ]
        self._loads(tag, given, line)

    def _loads(self, tag: str, given: Mapping[str, str], line: int) -> None:
        for name in LOADING.get(tag, ()):
            for address in _addresses(name, given.get(name, "")):
                (self.outside if EXTERNAL.match(address) else self.links).append(
                    (line, address)
                )

    handle_startendtag = handle_starttag


def _addresses(attribute: str, value: str) -> Iterator[str]:
    """The addresses in one attribute; srcset holds several."""
    if attribute == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.strip())
    elif value:
        yield value


def read(html: str) -> Page:
    """A page's identifiers and addresses."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(
        frozenset(reader.ids),
        tuple(reader.links),
        tuple(reader.outside),
        tuple(reader.inline),
    )


def loads_in_css(css: str) -> tuple[tuple[int, str], ...]:
    """Outside addresses a stylesheet would load, with their lines."""
    return tuple((css.count("\n", 0, m.start()) + 1, m[1]) for m in CSS_URL.finditer(css))
