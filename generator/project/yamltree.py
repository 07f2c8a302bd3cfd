"""The only door to YAML: text becomes a tree of strings that know their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from generator.project import fullwidth, slips, yamlwords
from generator.project.hidden import LINE_END, end_of, hidden_as_spaces
from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.cleaning import invisible

DEEPEST = 24  # the deepest file of a project has 6 levels; more is a mistake or an attack
MOST_FAULTS = 1000  # of a file that are told; nobody mends more before looking again
MOST = 50_000  # values of a file; a regulation of 300 articles has 20,000 in its editions


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as written: `3.10`, `no` and `2016-08-15` are strings like any other."""

    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple["Node", ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML mapping in the order of the file; `keys` says where each key stands."""

    entries: Mapping[str, "Node"]
    keys: Mapping[str, Location]
    location: Location


Node = Scalar | Listing | Table
ReadTree = tuple[Node | None, tuple[Finding, ...]]


def read(text: str, path: str) -> ReadTree:
    """The tree of one YAML document, or None with the findings that say why there is none."""
    clean, hidden = hidden_as_spaces(text, path)
    builder = _Builder(path, end_of(clean, path), LINE_END.split(clean))
    try:
        for event in _events(clean):
            builder.take(event)
    except yaml.YAMLError as error:
        return None, (*hidden, _syntax(error, clean, path))
    except _StopError as stop:
        return None, (*hidden, *builder.findings, stop.finding)
    if builder.root is None:
        return None, (*hidden, Finding(Location(path), "empty-file", yamlwords.EMPTY))
    return builder.root, (*hidden, *builder.findings)


class _Mark(Protocol):
    """A place in the text, all from 0, whichever library it comes from."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def extents(text: str) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Line and column, from 1, of each value → where it begins and ends in a text that is YAML.

    Quotes around a value belong to it; of one set in lines below its key the last line's end
    does not.
    """
    clean, _ = hidden_as_spaces(text, "")
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for event in _events(clean):
        if isinstance(event, yaml.ScalarEvent):
            mark, end = _begin(event), _end(event).index
            if event.style in ("|", ">"):
                end = mark.index + len(clean[mark.index : end].rstrip())
            found[mark.line + 1, mark.column + 1] = (mark.index, end)
    return found


def _events(text: str) -> Iterator[yaml.Event]:
    return iter(yaml.parse(text, Loader=yaml.CSafeLoader))


class _StopError(Exception):
    """Nothing after this place can be trusted."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    location: Location
    is_table: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Location] = field(default_factory=dict)
    key: Scalar | None = None
    doubled: bool = False

    def closed(self) -> Node:
        if self.is_table:
            return Table(self.entries, self.keys, self.location)
        return Listing(tuple(self.items), self.location)


class _Builder:
    """Takes events one by one, not recursively: no nesting can overflow the stack."""

    def __init__(self, path: str, end: Location, lines: list[str]) -> None:
        self.path = path
        self.end = end
        self.lines = lines
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self.open: list[_Open] = []
        self.values = 0

    def take(self, event: yaml.Event) -> None:
        self.values += 1
        if self.values > MOST:
            raise _StopError(self._finding(event, "file-too-large", yamlwords.too_many(MOST)))
        if len(self.findings) > MOST_FAULTS:
            raise _StopError(self._finding(event, "more-findings", yamlwords.MORE))
        match event:
            case yaml.ScalarEvent():
                self._plain(event)
                self._slips(event)
                self._add(self._scalar(event))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._plain(event)
                self._enter(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._add(self.open.pop().closed())
            case yaml.AliasEvent():
                raise _StopError(self._finding(event, "alias", yamlwords.ALIAS))
            case yaml.DocumentStartEvent() if self.root is not None:
                raise _StopError(
                    self._finding(event, "second-document", yamlwords.SECOND_DOCUMENT)
                )

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        if self._awaits_key():
            raise _StopError(self._finding(event, "yaml-syntax", yamlwords.KEY_IS_NO_WORD))
        if len(self.open) >= DEEPEST:
            raise _StopError(self._finding(event, "too-deep", yamlwords.too_deep(DEEPEST)))
        self.open.append(_Open(self._at(event), isinstance(event, yaml.MappingStartEvent)))

    def _add(self, node: Node) -> None:
        if not self.open:
            if node != Scalar("", node.location):
                self.root = node
            return
        parent = self.open[-1]
        if not parent.is_table:
            parent.items.append(node)
        elif parent.key is not None:
            self._entry(parent, parent.key, node)
        elif isinstance(node, Scalar):
            parent.key = node

    def _entry(self, parent: _Open, key: Scalar, node: Node) -> None:
        parent.key = None
        first = parent.keys.get(key.value)
        if first is None:
            parent.keys[key.value] = key.location
            parent.entries[key.value] = node
            return
        if not parent.doubled:  # more of them most often come from one lost "- "
            words = yamlwords.double_key(key.value, first.line)
            self.findings.append(Finding(key.location, "double-key", words))
        parent.doubled = True
        if parent.entries[key.value] == Scalar("", parent.entries[key.value].location):
            parent.entries[key.value] = node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        value: str = event.value
        if event.style == '"' and invisible.hidden_in(value):
            self.findings.append(self._finding(event, "hidden-character", yamlwords.ESCAPED))
            value = invisible.without_hidden(value)
        return Scalar(value, self._at(event))

    def _slips(self, event: yaml.ScalarEvent) -> None:
        """What is read, but hardly as it was meant: only quotes of YAML's own say it is."""
        mark = _end(event)
        if event.style or mark.line >= len(self.lines):
            return
        if lost := slips.cut_off(event.value, self.lines[mark.line][mark.column :]):
            place = Location(self.path, mark.line + 1, mark.column + 1)
            self.findings.append(
                Finding(place, "cut-by-comment", slips.mend_of_cut(lost), "warning")
            )
        if slips.is_wrapped(event.value):
            place = self._at(event)
            self.findings.append(Finding(place, "wide-quotes", slips.WRAPPED, "warning"))

    def _plain(self, event: yaml.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            self.findings.append(self._finding(event, "alias", yamlwords.ANCHOR))
        elif tag not in (None, "!"):
            self.findings.append(self._finding(event, "tag", yamlwords.tag(tag)))

    def _awaits_key(self) -> bool:
        return bool(self.open) and self.open[-1].is_table and self.open[-1].key is None

    def _at(self, event: yaml.Event) -> Location:
        mark = _begin(event)
        # what is left empty at the end is said to stand in the line after it
        return min(Location(self.path, mark.line + 1, mark.column + 1), self.end)

    def _finding(self, event: yaml.Event, rule: str, words: Text) -> Finding:
        return Finding(self._at(event), rule, words)


def _begin(event: yaml.Event) -> _Mark:
    assert event.start_mark, "libyaml marks every event"
    return event.start_mark


def _end(event: yaml.Event) -> _Mark:
    assert event.end_mark, "libyaml marks every event"
    return event.end_mark


def _syntax(error: yaml.YAMLError, text: str, path: str) -> Finding:
    problem = getattr(error, "problem", None) or "cannot be read"
    mark: _Mark | None = getattr(error, "problem_mark", None)
    if problem == "could not find expected ':'":  # told at the line after; the key is the place
        mark = getattr(error, "context_mark", None) or mark
    lines = LINE_END.split(text)
    line = min(getattr(mark, "line", 0), len(lines) - 1)
    column = min(getattr(mark, "column", 0), len(lines[line]))
    begun = getattr(getattr(error, "context_mark", None), "line", line)  # of an open bracket
    if opened := _unclosed(error, text, lines):
        return Finding(Location(path, *opened), "yaml-syntax", slips.unclosed(line + 1))
    for near in dict.fromkeys((line, max(line - 1, 0), min(begun, line))):
        if wide := fullwidth.meant(lines[near]):
            column, sign = wide
            place = Location(path, near + 1, column + 1)
            return Finding(place, "yaml-syntax", fullwidth.mend_of_sign(sign))
        if slip := slips.in_line(lines[near], in_brackets="flow" in f"{error}"):
            return Finding(Location(path, near + 1, slip[0] + 1), "yaml-syntax", slip[1])
    words = yamlwords.problem(problem, lines[line][column:])
    return Finding(Location(path, line + 1, column + 1), "yaml-syntax", words)


def _unclosed(error: yaml.YAMLError, text: str, lines: list[str]) -> tuple[int, int] | None:
    """Line and column from 1 of a quote that was never closed and so made the fault."""
    last: yaml.ScalarToken | None = None
    fault: _Mark | None = getattr(error, "problem_mark", None)
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if fault and token.start_mark.index >= fault.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token
    except yaml.YAMLError:
        pass  # the fault itself: what stands before it was seen
    if last and slips.swallows_keys(lines[last.start_mark.line + 1 : last.end_mark.line + 1]):
        return last.start_mark.line + 1, last.start_mark.column + 1
    opened: _Mark | None = getattr(error, "context_mark", None)
    if opened and getattr(error, "context", None) == "while scanning a quoted scalar":
        return min(opened.line + 1, len(lines)), opened.column + 1
    return None
