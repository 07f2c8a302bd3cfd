"""Where each value of a YAML text begins and ends, for changes that leave the rest as it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import yaml

from generator.project.hidden import LINE_END, hidden_as_spaces


@dataclass(frozen=True, slots=True)
class Span:
    """A value and its characters from `start` until before `end`; `flow` is [a, b] or {a: b}.

    What is no mapping has no entries, nor keys (each with where it begins), what is no sequence
    no items.
    """

    start: int
    end: int
    column: int  # from 0
    flow: bool = False
    value: str = ""
    items: tuple["Span", ...] = ()
    entries: Mapping[str, "Span"] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)


def word(table: Span | None, key: str) -> str:
    """The string under a key, "" where there is none."""
    span = table.entries.get(key) if table else None
    return span.value if span else ""


def spans(text: str) -> Span | None:
    """Of a text that `yamltree` reads without a fault; None where it is empty."""
    clean, _ = hidden_as_spaces(text, "")
    starts = [0, *accumulate(map(len, _lines(clean)))]
    node = yaml.compose(clean, Loader=yaml.CSafeLoader)
    return _span(node, clean, starts) if node else None


def _lines(text: str) -> Iterator[str]:
    at = 0
    for end in LINE_END.finditer(text):
        yield text[at : end.end()]
        at = end.end()


def _span(node: yaml.Node, text: str, starts: list[int]) -> Span:
    """From libyaml's marks; the mark at the end of a block stands after what follows it."""
    start = starts[node.start_mark.line] + node.start_mark.column
    column = node.start_mark.column
    flow = bool(getattr(node, "flow_style", False))
    marked = starts[min(node.end_mark.line, len(starts) - 1)] + node.end_mark.column
    if isinstance(node, yaml.ScalarNode):
        end = start + len(text[start:marked].rstrip())
        return Span(start, end, column, value=node.value)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_span(item, text, starts) for item in node.value)
        return Span(start, marked if flow else _last(items, start), column, flow, items=items)
    entries = {str(key.value): _span(value, text, starts) for key, value in node.value}
    keys = {
        str(key.value): starts[key.start_mark.line] + key.start_mark.column
        for key, _ in node.value
    }
    last = marked if flow else _last(entries.values(), start)
    return Span(start, last, column, flow, entries=entries, keys=keys)


def _last(spans: Iterable[Span], start: int) -> int:
    return max((span.end for span in spans), default=start)
