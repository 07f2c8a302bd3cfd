"""A YAML file changed value by value and row by row: all else stays, byte for byte."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.edit.editing import line_end, line_starts
from generator.project import yamltree
from generator.project.yamltree import Listing, Node, Scalar, Table
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands between two places of a text gives way to `new`."""

    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file that is YAML: its text, its tree, where each value begins and ends."""

    path: str
    text: str
    tree: Node | None
    extents: Mapping[tuple[int, int], tuple[int, int]]
    starts: tuple[int, ...]


def yaml_text(text: str, path: str) -> YamlText:
    """The text read. Raises CannotGoOn where it is no YAML."""
    tree, findings = yamltree.read(text, path)
    if tree is None:
        raise CannotGoOn(*findings)
    return YamlText(path, text, tree, yamltree.extents(text), tuple(line_starts(text)))


def place_of(file: YamlText, at: Location) -> int:
    """Where a line and column lie in the text."""
    return file.starts[at.line - 1] + at.column - 1


def instead(file: YamlText, at: Location, new: str) -> Cut:
    """The value at a place gives way to another, in quotes as it was."""
    start, end = file.extents[at.line, at.column]
    return Cut(start, end, _written(new, file.text[start:end]))


def _written(new: str, old: str) -> str:
    if old.startswith("'"):
        return "'" + new.replace("'", "''") + "'"
    bare = not old.startswith(('"', "|", ">")) and _is_bare(new)
    return new if bare else json.dumps(new, ensure_ascii=False)


def _is_bare(new: str) -> bool:
    """Whether a value needs no quotes, be it alone in its line or between brackets."""
    for text in (f"a: {new}\n", f"a: [{new}]\n", f"{{a: {new}}}\n"):
        tree, _ = yamltree.read(text, "")
        node = tree.entries.get("a") if isinstance(tree, Table) else None
        if isinstance(node, Listing):
            node = node.items[0] if len(node.items) == 1 else None
        if not isinstance(node, Scalar) or node.value != new:
            return False
    return True


def with_cuts(text: str, cuts: Iterable[Cut], start: int = 0, end: int | None = None) -> str:
    """The text from `start` to `end` with all cuts in it made."""
    stop = len(text) if end is None else end
    made, at = [], start
    for cut in sorted(cuts, key=lambda c: (c.start, c.end)):
        if at <= cut.start and cut.end <= stop:
            made += [text[at : cut.start], cut.new]
            at = cut.end
    return "".join((*made, text[at:stop]))


def rows(file: YamlText, listing: Listing) -> tuple[tuple[int, int], ...]:
    """Where each item of a list begins and ends: whole lines, those of comments above it too.

    Raises CannotGoOn where the items do not stand each in lines of their own.
    """
    heads = [file.starts[item.location.line - 1] for item in listing.items]
    for item, head in zip(listing.items, heads, strict=True):
        if file.text[head : place_of(file, item.location)].strip() != "-":
            raise CannotGoOn(_not_in_rows(item.location))
    begin = [_with_comments(file, item.location.line - 1) for item in listing.items]
    ends = [*begin[1:], _end(file, listing)]
    return tuple(zip(begin, ends, strict=True))


def _line(file: YamlText, n: int) -> str:
    """The line of that number from 0, "" behind the last."""
    if n >= len(file.starts):
        return ""
    after = file.starts[n + 1] if n + 1 < len(file.starts) else len(file.text)
    return file.text[file.starts[n] : after]


def _with_comments(file: YamlText, line: int) -> int:
    while line and _line(file, line - 1).lstrip().startswith("#"):
        line -= 1
    return file.starts[line]


def _end(file: YamlText, listing: Listing) -> int:
    """Where the first line begins that is no part of the list."""
    last = listing.items[-1].location
    depth = indent(_line(file, last.line - 1))
    for n in range(last.line, len(file.starts)):
        line = _line(file, n)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if indent(line) < depth or (
            indent(line) == depth and not line.lstrip().startswith("-")
        ):
            return file.starts[n]
    return len(file.text)


def indent(line: str) -> int:
    """How many spaces stand before what the line says."""
    return len(line) - len(line.lstrip(" "))


def shifted(text: str, by: int) -> str:
    """The lines moved to the right, or by less than nothing to the left."""
    if not by:
        return text
    lines = text.splitlines(keepends=True)
    return "".join(" " * by + x if by > 0 and x.strip() else x[min(-by, indent(x)) :] if by < 0
                   else x for x in lines)  # fmt: skip


def without_items(file: YamlText, listing: Listing, gone: Iterable[int]) -> tuple[Cut, ...]:
    """A list without the items numbered: in lines of its own or between brackets."""
    out = set(gone)
    first = place_of(file, listing.location)
    if file.text[first : first + 1] == "[":
        kept = [n for n in range(len(listing.items)) if n not in out]
        spans = [file.extents[i.location.line, i.location.column] for i in listing.items]
        words = ", ".join(file.text[spans[n][0] : spans[n][1]] for n in kept)
        return (Cut(spans[0][0], spans[-1][1], words),)
    spans = list(rows(file, listing))
    return tuple(Cut(*spans[n]) for n in sorted(out))


def entry_line(file: YamlText, key: Location, value_ends: int) -> Cut:
    """A key with its value taken out of a mapping in lines: from its line to the next one's."""
    start = file.starts[key.line - 1]
    end = file.text.find("\n", value_ends)
    return Cut(start, len(file.text) if end < 0 else end + 1)


def last_place(file: YamlText, node: Node) -> int:
    """Where the last value under a node ends."""
    if isinstance(node, Scalar):
        return file.extents[node.location.line, node.location.column][1]
    under = node.items if isinstance(node, Listing) else tuple(node.entries.values())
    return max((last_place(file, n) for n in under), default=place_of(file, node.location))


def ending_of(file: YamlText) -> str:
    """How the lines of the file end."""
    return line_end(file.text)


def _not_in_rows(at: Location) -> Finding:
    return Finding(
        at,
        "not-in-rows",
        Text(
            "这里的列表写在方括号里，无法逐项移动；请改为每项另起一行（以“- ”开头）",
            "this list stands in brackets, so its items cannot be moved; give each item lines"
            " of its own that begin with '- '",
        ),
    )
