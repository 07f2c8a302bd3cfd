"""Entries and items of a YAML text set, added and taken out; all else stays as it was."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.edit.editing import line_end
from generator.project.hidden import LINE_END
from generator.project.yamlspans import Span

# What needs no quotes, in a line of its own or in brackets: 是否建立台账？
_PLAIN = re.compile(r"[㐀-鿿（《A-Za-z][㐀-鿿（）《》“”、，。；：？！…·\w ./()+-]*(?<! )")
_WORDS = re.compile("(?:true|false|null|yes|no|on|off|y|n)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Patch:
    """The characters from `start` until before `end` give way to `new`."""

    start: int
    end: int
    new: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """The text with all of them made; they may not overlap."""
    order = sorted(enumerate(patches), key=lambda p: (p[1].start, p[1].end, p[0]))
    pieces, at = [], 0
    for _, patch in order:
        assert patch.start >= at, "two changes of one place"
        pieces += [text[at : patch.start], patch.new]
        at = patch.end
    return "".join((*pieces, text[at:]))


def scalar(words: str) -> str:
    """A string as YAML has it: bare where every reader sees a string, else as in JSON."""
    bare = _PLAIN.fullmatch(words) and not _WORDS.fullmatch(words) and "  " not in words
    return words if bare else json.dumps(words, ensure_ascii=False)


def in_brackets(values: Sequence[str]) -> str:
    """`[a, b]`."""
    return f"[{', '.join(map(scalar, values))}]"


def bilingual(zh: str, en: str) -> str:
    """`{zh: …, en: …}`, without `en` where there is none."""
    return f"{{zh: {scalar(zh)}{f', en: {scalar(en)}' if en else ''}}}"


def with_value(text: str, span: Span, words: str) -> Patch:
    """A string in place of another, in double quotes where that one was."""
    quoted = text[span.start : span.start + 1] == '"'
    new = json.dumps(words, ensure_ascii=False) if quoted else scalar(words)
    return Patch(span.start, span.end, new)


def with_list(text: str, span: Span, values: Sequence[str]) -> Patch:
    """A list of strings in place of another, of the same style."""
    if span.flow or not span.items:
        return Patch(span.start, span.end, in_brackets(values))
    between = f"{line_end(text)}{' ' * span.column}"
    return Patch(span.start, span.end, between.join(f"- {scalar(v)}" for v in values))


def with_entry(text: str, table: Span, key: str, value: str) -> Patch:
    """A key more in a mapping, after all others; `value` is YAML of one line."""
    last = max(span.end for span in table.entries.values())
    if table.flow:
        return Patch(last, last, f", {key}: {value}")
    first = min(table.keys.values())
    after = end_of_line(text, last)
    return Patch(after, after, f"{line_end(text)}{' ' * column(text, first)}{key}: {value}")


def without_entry(text: str, table: Span, key: str) -> Patch:
    """A key less in a mapping that has others."""
    n = [*table.entries].index(key)
    at, span = table.keys[key], table.entries[key]
    if n == 0:
        return Patch(at, [*table.keys.values()][1], "")
    if table.flow:
        before = [*table.entries.values()][n - 1].end
        return Patch(before, span.end, "")
    start = start_of_line(text, at)
    return Patch(start, after_line(text, span.end), "")


def without_item(text: str, sequence: Span, n: int) -> Patch:
    """An item less in a list in lines of its own, with the blank lines above it."""
    item = sequence.items[n]
    start = start_of_line(text, item.start)
    before = text[:start]
    blank = re.search(r"(?:[ \t]*(?:\r\n|\r|\n))*\Z", before)
    if n and blank:
        start = max(after_line(text, sequence.items[n - 1].end), blank.start())
    return Patch(start, after_line(text, item.end), "")


def with_items(text: str, sequence: Span, items: Sequence[Sequence[str]], n: int) -> Patch:
    """Items more in a list in lines of its own, before its item `n`; each is its lines."""
    end = line_end(text)
    indent = " " * sequence.column
    apart = end if _is_apart(text, sequence) else ""
    made = [
        end.join(f"{indent}{'- ' if not k else '  '}{line}" for k, line in enumerate(lines))
        for lines in items
    ]
    if n < len(sequence.items):
        at = start_of_line(text, sequence.items[n].start)
        return Patch(at, at, "".join(f"{one}{end}{apart}" for one in made))
    at = end_of_line(text, sequence.items[-1].end)
    return Patch(at, at, "".join(f"{end}{apart}{one}" for one in made))


def _is_apart(text: str, sequence: Span) -> bool:
    """Whether blank lines stand between the items."""
    if len(sequence.items) < 2:
        return False
    first, second = sequence.items[0].end, start_of_line(text, sequence.items[1].start)
    return bool(re.search(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)", text[first:second]))


def column(text: str, at: int) -> int:
    """How many characters stand before it in its line."""
    return at - start_of_line(text, at)


def start_of_line(text: str, at: int) -> int:
    """Where the line of this character begins."""
    ends = [m.end() for m in LINE_END.finditer(text, 0, at)]
    return ends[-1] if ends else 0


def end_of_line(text: str, at: int) -> int:
    """Where the line of this character ends, comments behind it included."""
    found = LINE_END.search(text, at)
    return found.start() if found else len(text)


def after_line(text: str, at: int) -> int:
    """Where the next line begins."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)
