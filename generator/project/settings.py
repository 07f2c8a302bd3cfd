"""mkdocs.yml without what makes it a program: settings that are known, and nothing else."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.project import disk, yamltree
from generator.project.yamltree import Listing, Node, Scalar, Table
from generator.records.findings import Finding, in_order
from generator.records.texts import Location, Text

NAME = "mkdocs.yml"

# Extensions of Markdown that change text and nothing else: they read no file and load no code.
EXTENSIONS = frozenset(
    (
        *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "nl2br"),
        *("sane_lists", "smarty", "tables", "toc"),
        *(f"pymdownx.{each}" for each in ("betterem", "caret", "details", "keys", "mark")),
        "pymdownx.tilde",
    )
)
_FILE = re.compile(r"assets/[\w-][\w.-]*(?:/[\w-][\w.-]*)*")  # assets/own/x.css
_PLAIN = re.compile(r"[\w ./:(),-]*")  # (prefers-color-scheme: light), material/weather-night

SettingRule = Callable[[Node], Iterator[Location]]


def read_settings(root: Path) -> tuple[Mapping[str, Any] | None, tuple[Finding, ...]]:
    """The settings as MkDocs takes them, None where they cannot be used as they are.

    They are made from the tree that was looked at: MkDocs need not read the file again, and
    might read it otherwise.
    """
    text, findings = disk.read_text(root, NAME)
    if text is None:
        return None, findings
    tree, findings = yamltree.read(text, NAME)
    findings = tuple(_hinted(f) for f in findings if f.severity == "error")
    if isinstance(tree, Table):
        findings += tuple(
            Finding(where, "not-trusted", _words(_line(text, where)))
            for where in _strange(tree, _SETTINGS)
        )
    elif tree is not None:
        findings += (Finding(tree.location, "not-trusted", _words(_line(text, tree.location))),)
    if findings or not isinstance(tree, Table):
        return None, in_order(findings)
    return {key: _value(node) for key, node in tree.entries.items()}, ()


def as_yaml(settings: Mapping[str, Any]) -> str:
    """The settings as a file again; JSON is YAML."""
    return json.dumps(settings, sort_keys=True)


def _strange(table: Table, rules: Mapping[str, SettingRule]) -> Iterator[Location]:
    """Where a key is not known, or its value is not what it may be."""
    for key, node in table.entries.items():
        rule = rules.get(key)
        if rule is None:
            yield table.keys[key]
        else:
            yield from rule(node)


def _any(node: Node) -> Iterator[Location]:
    """Whatever it is, nobody runs it."""
    del node
    yield from ()


def _only(*values: str) -> SettingRule:
    def rule(node: Node) -> Iterator[Location]:
        if not isinstance(node, Scalar) or node.value not in values:
            yield node.location

    return rule


def _words_of(pattern: re.Pattern[str]) -> SettingRule:
    """Every word in it is of this form, however deep it stands."""

    def rule(node: Node) -> Iterator[Location]:
        match node:
            case Scalar(value, location):
                if not pattern.fullmatch(value):
                    yield location
            case Listing(items):
                for item in items:
                    yield from rule(item)
            case Table(entries, keys):
                yield from (keys[key] for key in entries if not _PLAIN.fullmatch(key))
                for below in entries.values():
                    yield from rule(below)

    return rule


def _files(node: Node) -> Iterator[Location]:
    """A list of files in assets/."""
    for item in node.items if isinstance(node, Listing) else (node,):
        if not isinstance(item, Scalar) or not _FILE.fullmatch(item.value):
            yield item.location


def _no_plugins(node: Node) -> Iterator[Location]:
    if not isinstance(node, Listing):
        yield node.location
        return
    yield from (item.location for item in node.items)


def _extensions(node: Node) -> Iterator[Location]:
    """`toc`, or `toc: {permalink: false}`, in a list or in a mapping."""
    for item in node.items if isinstance(node, Listing) else (node,):
        if isinstance(item, Table):
            yield from (item.keys[key] for key in item.entries if key not in EXTENSIONS)
            for options in item.entries.values():
                yield from _words_of(_PLAIN)(options)
        elif isinstance(item, Listing) or item.value not in EXTENSIONS:
            yield item.location


def _table(rules: Mapping[str, SettingRule]) -> SettingRule:
    def rule(node: Node) -> Iterator[Location]:
        if isinstance(node, Table):
            yield from _strange(node, rules)
        else:
            yield node.location

    return rule


_THEME: Mapping[str, SettingRule] = {
    "name": _only("material"),
    "custom_dir": _only("site_templates/theme"),
    "language": _words_of(_PLAIN),
    "direction": _words_of(_PLAIN),
    "font": _only("false"),
    "icon": _words_of(_PLAIN),
    "features": _words_of(_PLAIN),
    "palette": _words_of(_PLAIN),
}
_SETTINGS: Mapping[str, SettingRule] = {
    "site_name": _any,  # these three differ from book to book and are set by zicha
    "docs_dir": _any,
    "site_dir": _any,
    "site_url": _only(""),
    "site_author": _words_of(_PLAIN),
    "site_description": _words_of(_PLAIN),
    "use_directory_urls": _only("false"),
    "theme": _table(_THEME),
    "plugins": _no_plugins,
    "markdown_extensions": _extensions,
    "extra_css": _files,
    "extra_javascript": _files,
    "strict": _only("true", "false"),
    "validation": _words_of(_PLAIN),
    "extra": _table({"generator": _only("true", "false")}),
}


def _value(node: Node) -> Any:
    match node:
        case Scalar(value):
            return {"true": True, "false": False}.get(value, value)
        case Listing(items):
            return [_value(item) for item in items]
        case Table(entries):
            return {key: _value(value) for key, value in entries.items()}


def _hinted(finding: Finding) -> Finding:
    """A tag can be a call of any program."""
    if finding.rule != "tag":
        return finding
    words = Text(
        f"{finding.message.zh}。标签能运行程序，{WAY_OUT.zh}",
        f"{finding.message.en}; a tag can run a program, {WAY_OUT.en}",
    )
    return Finding(finding.location, "not-trusted", words)


def _line(text: str, where: Location) -> str:
    """The first word at a place, to be named."""
    lines = text.splitlines()
    rest = lines[where.line - 1][where.column - 1 :] if where.line <= len(lines) else ""
    return re.split(r"[\s:,{}\[\]]", rest.lstrip("-[{\"' "), maxsplit=1)[0][:60] or rest[:60]


def _words(what: str) -> Text:
    return Text(
        f"“{what}”不在 zicha 认得的设置之中，可能运行程序或从外网加载；请删去，{WAY_OUT.zh}",
        f"'{what}' is not among the settings that zicha knows and might run a program or load"
        f" something from outside; take it out, {WAY_OUT.en}",
    )


WAY_OUT = Text(
    "或者通读整个项目、确认可信后用 --trust",
    "or read the whole project and, if you trust it, say --trust",
)
