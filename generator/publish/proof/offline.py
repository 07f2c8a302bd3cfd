"""A built page made fit for an intranet: shared assets, no inline code, no outside."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import Element
from lxml.html import document_fromstring

from generator.project.handwriting import address, is_raster, scheme_of

# <script>var a = 1</script>, <script id="__config" type="application/json">{}</script>
SCRIPT = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
# <style>p { color: red }</style>
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
# href="assets/x.css", src="./assets/x.js"
ASSET = re.compile(r'((?:href|src)=")(?:\./)?(assets/[^"?#]*)')
HASHED = re.compile(r"\.[0-9a-f]{8}\.")  # main.57a0d79d.min.css
# Material's own record of where it keeps what the reader chose: new URL(".",location)
SCOPE = re.compile(r'new URL\("[^"]*",\s*location\)')
# "a", 'a', url(a), of a stylesheet
CSS_WORD = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|url\(\s*([^"'\s)][^)]*)""", re.I | re.S
)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t]?|([^\n]))")  # \75 r\l(…) is url(…)
# What Material's scripts load programs or numbers from when they see certain things in a page.
OUTSIDE = re.compile(r"https://(?:unpkg\.com/[\w@./-]*|api\.github\.com|\$\{e\}/api/v4)")
# "https://example.org/x.js" in a script; names of XML (http://www.w3.org/2000/svg) load nothing
JS_ADDRESS = re.compile(r"""["'`]((?:https?:|wss?:)?//(?!www\.w3\.org/)[\w$][^"'`\s]*)["'`]""")
# <script type="application/ld+json">: a block of data, which no browser runs
DATA = re.compile(r'type="application/(?:ld\+)?json"')
CODE = re.compile(r"<(?:style|script(?! [^>]*type=\"application/json\"))", re.IGNORECASE)

# What a browser fetches, or sends something to, without being asked to; on any element.
FETCHING = frozenset(
    (
        *("src", "srcset", "imagesrcset", "href", "xlink:href", "data", "action", "formaction"),
        *("poster", "background", "ping", "manifest", "codebase", "classid", "archive", "code"),
        *("lowsrc", "dynsrc", "attributionsrc", "longdesc", "profile", "icon"),
    )
)
# What a <link> may be to the page without being fetched: an alternate stylesheet is fetched.
NAMING = frozenset(("canonical", "alternate", "feed", "translation"))
LISTS = ("srcset", "imagesrcset", "ping", "archive", "attributionsrc")
# Elements that bring in foreign pages, or change where links lead and what attributes say.
FOREIGN = frozenset(
    (
        *("applet", "base", "embed", "fencedframe", "frame", "frameset", "iframe", "object"),
        *("portal", "animate", "animatemotion", "animatetransform", "set", "foreignobject"),
    )
)
# Most elements have these alone, and need no second look.
QUIET = frozenset(
    (
        *("id", "class", "lang", "title", "role", "hidden", "scope", "colspan", "rowspan"),
        *("data-label", "data-q", "data-check", "data-word", "aria-label", "aria-hidden"),
    )
)
TELLING = FOREIGN | {"script", "style", "meta"}
SCHEMES = ("http", "https", "ftp", "ws", "wss", "file", "blob", "javascript")
CSS_DATA = ("data:image/", "data:font/", "data:application/font", "data:application/x-font")
HARMLESS = ("http", "https", "mailto", "tel")  # where a link may lead when somebody clicks


@dataclass(frozen=True, slots=True)
class ParsedPage:
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
        if "src=" in attributes or DATA.search(attributes) or not body.strip():
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


def code_in(html: str) -> Iterator[tuple[int, str]]:
    """Scripts and styles written into what the templates made: where, and how each begins."""
    for found in CODE.finditer(html):
        yield found.start(), html[found.start() : found.start() + 40].partition("\n")[0]


def without_outside(script: str) -> str:
    """A script of the theme that finds nothing where it would look outside."""
    return OUTSIDE.sub("data:,", script)


@lru_cache(10_000)  # as `_told`
def leads_outside(value: str) -> bool:
    """Whether an address is not on the site, as a browser reads it: `https:x`, a tab within."""
    plain = address(value)
    return plain.startswith("//") or scheme_of(plain) not in ("", "data")


def _addresses(attribute: str, value: str) -> Iterator[str]:
    """The addresses in one attribute; some hold several."""
    if attribute in ("srcset", "imagesrcset"):
        yield from (part.split()[0] for part in re.split(r",\s", value) if part.strip())
    elif attribute in LISTS:
        yield from value.split()
    elif value:
        yield value


def parsed_page(html: str) -> ParsedPage:
    """A page's identifiers and addresses, with the lines they stand in."""
    ids: set[str] = set()
    links: list[tuple[int, str]] = []
    outside: list[tuple[int, str]] = []
    inline: list[tuple[int, str]] = []
    for element in document_fromstring(html).iter(Element):
        tag = element.tag
        if name := element.get("id") or (element.get("name") if tag == "a" else None):
            ids.add(name)
        if QUIET.issuperset(element.keys()) and tag not in TELLING:
            continue
        line, written = element.sourceline, bool((element.text or "").strip())
        told = _told(tag, tuple(element.items()), written=written)
        inline += ((line, what) for what in told.code)
        outside += ((line, where) for where in told.fetched)
        links += ((line, where) for where in told.links)
    return ParsedPage(frozenset(ids), tuple(links), tuple(outside), tuple(inline))


@dataclass(frozen=True, slots=True)
class _Told:
    """What one element says: what runs, what it fetches from outside, where else it leads."""

    code: tuple[str, ...]
    fetched: tuple[str, ...]
    links: tuple[str, ...]


@lru_cache(10_000)  # most stand in the menu, the same on every page
def _told(tag: str, attributes: tuple[tuple[str, str], ...], *, written: bool) -> _Told:
    """`written`: whether there is text in the element."""
    given = dict(attributes)
    followed = [
        (where, not clicked and leads_outside(where))
        for where, clicked in _followed(tag, given)
    ]
    return _Told(
        tuple(_code(tag, given, written=written)),
        tuple(where for where, fetched in followed if fetched),
        tuple(where for where, fetched in followed if not fetched),
    )


def _followed(tag: str, given: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Addresses of an element, and whether they only lead somewhere when clicked."""
    for name in FETCHING.intersection(given):
        leads = name == "href" and (tag in ("a", "area") or _only_names(tag, given))
        yield from ((each, leads) for each in _addresses(name, given[name]))
    if tag == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
        _, _, target = given.get("content", "").partition("=")
        yield target.strip().strip("\"'"), False


def _only_names(tag: str, given: Mapping[str, str]) -> bool:
    """A <link> that says where a page, its other language or a feed lies."""
    relations = set(given.get("rel", "").lower().split())
    return tag == "link" and bool(relations) and relations <= NAMING


def _code(tag: str, given: Mapping[str, str], *, written: bool) -> Iterator[str]:
    """What runs or styles from within the page, or brings a foreign page into it."""
    if tag in FOREIGN:
        yield f"<{tag}>"
    data = given.get("type", "").lower() in ("application/json", "application/ld+json")
    if tag == "style" or (tag == "script" and "src" not in given and written and not data):
        yield f"<{tag}>"
    for name, value in given.items():
        if name in ("style", "srcdoc") or name.startswith("on"):
            yield name
        elif name in FETCHING or name in ("to", "from", "values"):
            scheme = scheme_of(value)
            clicked = name in ("href", "xlink:href") and scheme in HARMLESS
            if scheme == "data" and is_raster(value):
                continue
            if scheme and not clicked and scheme not in ("http", "https"):
                yield f"{name}={value[:40]}"


def loads_in_css(css: str) -> tuple[tuple[int, str], ...]:
    """Outside addresses a stylesheet would load, with their lines."""
    plain = CSS_COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), css)
    plain = CSS_ESCAPE.sub(_unescaped, plain)
    found = (
        (m.start(), (m[1] or "")[1:-1] or (m[2] or "").strip())
        for m in CSS_WORD.finditer(plain)
    )
    return tuple(
        (plain.count("\n", 0, at) + 1, value) for at, value in found if _is_address(value)
    )


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1], 16) if found[1] else ord(found[2])
    sign = chr(number) if 0x20 < number < 0x110000 else " "
    return " " if sign in "\"'" else sign


def _is_address(value: str) -> bool:
    """Not words like "（" or ": ", which a stylesheet puts before something."""
    plain = address(value)
    if plain.startswith("data:"):
        return not plain.startswith(CSS_DATA)
    return (plain.startswith("//") and len(plain) > 2) or scheme_of(plain) in SCHEMES


def loads_in_script(script: str) -> tuple[tuple[int, str], ...]:
    """Outside addresses written into a script, with their lines."""
    return tuple(
        (script.count("\n", 0, m.start()) + 1, m[1]) for m in JS_ADDRESS.finditer(script)
    )
