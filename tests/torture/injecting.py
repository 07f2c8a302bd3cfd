"""What programs would obey, in every text that people give: shown as it stands, and no more."""

import contextlib
import html
import json
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import BinaryIO
from urllib.parse import urlencode

import lxml.etree
import lxml.html
import openpyxl
import yaml
from playwright.sync_api import sync_playwright

from tests.torture.office import ROOT, environment

CITY = ROOT / "tests" / "projects" / "city"
_ROUNDS = 25  # of check, each of which takes out what it names
# {n} is the number of the field, by which its text is found again.
PAYLOADS = (
    "Zq{n}q<img src=x onerror=alert({n})>",
    "Zq{n}q'\"><svg/onload=alert({n})>",
    "Zq{n}q</script><script>alert({n})</script>",
    "Zq{n}q${7*7}{{7*7}}{% raw %}",
    "Zq{n}q](javascript:alert({n}))",
    "Zq{n}q`x`**y**_z_~~w~~",
    "Zq{n}q&amp;&lt;b&gt;&#x202e;",
    "Zq{n}q\\input{x}#read(\"/etc/passwd\")$x$@y",
    "Zq{n}q]]><!--<?php x ?>",
    "Zq{n}q%s%(x)s{0}{x!r}",
)  # fmt: skip
FORMULAS = ("=1+{n}", "+cmd|'/C calc'!A{n}", "@SUM(A1)", "-1+{n}")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_CUT = ("download", "id")  # names of files and places hold no strokes and stops
_MARK = re.compile(r"Zq\d+q")


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a file: the bytes from `begin` to `end` of `line`, and what it becomes."""

    file: Path
    line: int
    begin: int
    end: int
    said: str


def injections(random: Random, folder: Path, deadline: float) -> Iterator[str]:
    """A payload in every field that takes one; then what the site makes of them (one trial)."""
    del deadline
    clean, root = folder / "clean", folder / "project"
    for place in (clean, root):
        shutil.copytree(CITY, place, symlinks=True)
    fields = _accepted(root, list(_fields(root, random)))
    print(f"injections: {len(fields)} fields", flush=True)
    for place in (clean, root):
        if said := _failed(place):
            yield f"the build of {place.name} fails: {said[-300:]}"
            return
    said = {f"Zq{n}q": field.said for n, field in enumerate(fields)}
    seen: Counter[str] = Counter()
    yield from _pages(clean / "site", root / "site", said, seen)
    yield from _data(root / "site", said, seen)
    yield from _workbooks(clean / "site", root / "site", said, seen)
    yield from _papers(root / "site", said, seen)
    yield from _browsed(root / "site")
    if len(seen) < len(said) * 0.85:
        unseen = sorted(set(said) - set(seen))[:10]
        yield f"only {len(seen)} of {len(said)} fields are seen anywhere: {unseen}"


def _fields(root: Path, random: Random) -> Iterator[Field]:
    """Each value of each YAML file of the project, and each line of its texts."""
    for file in sorted(root.glob("c*/**/*.yaml")):
        for node in _scalars(yaml.compose(file.read_text("utf-8"))):
            begin, end = node.start_mark, node.end_mark
            if begin.line == end.line and node.value:
                said = _loaded(random, node.value)
                yield Field(file, begin.line, begin.column, end.column, said)


def _loaded(random: Random, value: str) -> str:
    payload = random.choice(PAYLOADS)
    return (
        random.choice(FORMULAS) + value + payload if random.random() < 0.2 else value + payload
    )


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode():
            for each in node.value:
                yield from _scalars(each)
        case yaml.MappingNode():
            for _, value in node.value:
                yield from _scalars(value)


def _accepted(root: Path, fields: list[Field]) -> list[Field]:
    """The fields whose payload `zicha check` lets pass, written; the others are as before."""
    for turn in range(_ROUNDS):
        numbered = [_numbered(field, n) for n, field in enumerate(fields)]
        _write(root, numbered)
        wrong = _refused(root)
        if not wrong:
            return numbered
        places = {(root / file, line) for file, line in wrong}
        kept = [f for f in fields if (f.file, f.line + 1) not in places]
        if len(kept) == len(fields):  # told elsewhere than it stands: half of that file
            files = {file for file, _ in places}
            kept = [f for n, f in enumerate(fields) if f.file not in files or (n + turn) % 2]
        fields = kept
    raise AssertionError(f"check is not content after {_ROUNDS} rounds: {sorted(wrong)[:5]}")


def _numbered(field: Field, n: int) -> Field:
    return Field(
        field.file, field.line, field.begin, field.end, field.said.replace("{n}", str(n))
    )


def _write(root: Path, fields: list[Field]) -> None:
    for file in sorted(root.glob("c*/**/*.yaml")):
        original = CITY / file.relative_to(root)
        lines = original.read_text("utf-8").splitlines(keepends=True)
        for field in sorted(fields, key=lambda f: -f.begin):
            if field.file == file:
                line = lines[field.line]
                word = json.dumps(field.said, ensure_ascii=False)
                lines[field.line] = line[: field.begin] + word + line[field.end :]
        file.write_text("".join(lines), "utf-8")


def _refused(root: Path) -> set[tuple[str, int]]:
    """File and line of each error."""
    done = _zicha(root, "check", "--format", "json", "--all", "--errors")
    findings = json.loads(done.stdout or "[]")
    return {(f["path"], f["line"] or 0) for f in findings if f["severity"] == "error"}


def _failed(root: Path) -> str:
    done = _zicha(root, "build")
    return (done.stderr or done.stdout) if done.returncode else ""


def _zicha(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--project", str(root), "--ui", "en", *words]
    return subprocess.run(
        command, env=environment(), capture_output=True, text=True, check=False
    )


# ── what became of them ───────────────────────────

_Said = dict[str, str]


def _mangled(
    text: str, said: _Said, seen: Counter[str], most: int | None = None
) -> Iterator[str]:
    """The marks in a text after which the payload (`most` of it) does not stand as given."""
    for match in _MARK.finditer(text):
        mark = match[0]
        whole = said.get(mark, mark + "?")
        tail = _squeezed(whole[whole.index(mark) :])[:most]
        there = _squeezed(text[match.start() : match.start() + 3 * len(tail) + 20])
        if there.startswith(tail):
            seen[mark] += 1
        elif not there.endswith(("...", "…")):  # a description is cut
            yield f"{mark}: {there[:60]!r} for {tail!r}"


def _squeezed(text: str) -> str:
    """Without blanks, widths and the forms of quotes: as far as setting may change a text."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return re.sub(r"[\s\u00ad\u200b\u2060]", "", plain)


def _pages(clean: Path, site: Path, said: _Said, seen: Counter[str]) -> Iterator[str]:
    """Elements and attributes that only the payloads can have brought; text not as given."""
    known = {form for file in clean.rglob("*.html") for form in _forms(_tree(file))}
    for file in sorted(site.rglob("*.html")):
        tree, name = _tree(file), file.relative_to(site)
        for form in set(_forms(tree)) - known:
            yield f"{name}: {form} is on no clean page"
        for text in _shown(tree):
            for fault in _mangled(text, said, seen):
                yield f"{name}: {fault}"


def _shown(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """The words of a page in one, and each value that is shown or heard."""
    for e in tree.iter():
        if isinstance(e.tag, str):
            yield from (value for name, value in e.attrib.items() if name not in _CUT)
    lxml.etree.strip_elements(tree, "script", "style", with_tail=False)
    yield tree.text_content()


def _tree(file: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(file.read_text("utf-8"))


def _forms(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Each element with each of its attributes, and the scheme of each address."""
    for e in tree.iter():
        if isinstance(e.tag, str):
            yield f"<{e.tag}>"
            for name, value in e.attrib.items():
                yield f"<{e.tag} {name}>"
                if name in ("href", "src", "action", "formaction", "data") and ":" in value:
                    yield f"<{e.tag} {name}={value.partition(':')[0].strip()[:20]}:>"


def _data(site: Path, said: _Said, seen: Counter[str]) -> Iterator[str]:
    for file in sorted(site.rglob("*.json")):
        for text in _texts(json.loads(file.read_text("utf-8"))):
            faults = [*_mangled(text, said, seen)]
            if faults and "&lt;" in text:  # it may be a piece of a page
                faults = [*_mangled(_plain(text), said, seen)]
            for fault in faults:
                yield f"{file.relative_to(site)}: {fault}"


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for key, each in value.items():
                yield from _texts(key)
                yield from _texts(each)


def _plain(markup: str, between: str = "") -> str:
    return html.unescape(re.sub(r"<[^<>]*>", between, markup))


def _workbooks(clean: Path, site: Path, said: _Said, seen: Counter[str]) -> Iterator[str]:
    """Formulas that are not the program's own, and links to other files."""
    own = {_shape(v) for file in clean.rglob("*.xlsx") for _, v in _formulas(file)}
    for file in sorted(site.rglob("*.xlsx")):
        name = file.relative_to(site)
        for where, formula in _formulas(file):
            if _shape(formula) not in own:
                yield f"{name} {where}: the formula {formula[:60]}"
        with zipfile.ZipFile(file) as archive:
            if any("externalLink" in part for part in archive.namelist()):
                yield f"{name}: a link to another file"
            strings = archive.read("xl/sharedStrings.xml").decode()
        for fault in _mangled(_plain(strings, "\n"), said, seen):
            yield f"{name}: {fault}"


def _formulas(file: Path) -> Iterator[tuple[str, str]]:
    for sheet in openpyxl.load_workbook(file):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield f"{sheet.title}!{cell.coordinate}", str(cell.value)


def _shape(formula: str) -> str:
    """A formula without numbers, names of sheets and texts."""
    plain = re.sub(r"'(?:[^']|\'\')*'!", "'", formula)
    return re.sub(r"\d+", "0", re.sub(r'"(?:[^"]|"")*"', '"', plain))


def _papers(site: Path, said: _Said, seen: Counter[str]) -> Iterator[str]:
    read: dict[str, Callable[[Path], str]] = {".docx": _docx, ".pdf": _pdf}
    for file in sorted(p for p in site.rglob("*") if p.suffix in read):
        # A narrow cell breaks a word, and its lines stand among those of its neighbours.
        most = 10 if file.suffix == ".pdf" else None
        for fault in _mangled(read[file.suffix](file), said, seen, most):
            yield f"{file.relative_to(site)}: {fault}"


def _docx(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
    return "".join(map(_plain, parts))


def _pdf(file: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


# ── in a browser ──────────────────────────────────


def _browsed(site: Path) -> Iterator[str]:
    """What runs or is fetched when each page is opened, and when payloads are searched for."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as player:
        Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_address[1]}/"
        chromium = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_page()
        faults: list[str] = []
        page.on("dialog", lambda d: (faults.append(f"a dialog: {d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: faults.append(f"an error: {str(e)[:200]}"))
        page.on("request", lambda r: r.url.startswith((home, "data:")) or faults.append(r.url))
        for name in sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html")):
            page.goto(home + name)
        for query in (
            "Zq1",
            "onerror",
            "<img src=x onerror=alert(1)>",
            "](javascript:alert(1))",
        ):
            page.goto(f"{home}zh/search.html?{urlencode({'q': query})}")
            page.wait_for_timeout(500)
        chromium.close()
        server.shutdown()
    yield from (f"in the browser, {fault}" for fault in dict.fromkeys(faults))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        """A page that is left before it has come is nobody's fault."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)


ATTACKS = (injections,)
