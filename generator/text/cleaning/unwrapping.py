"""Lines that a printout broke at its right edge, joined to paragraphs again."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from generator.records.findings import Finding
from generator.records.texts import Text
from generator.text.lines import Line, place
from generator.text.structure.labels import heading_label, list_label
from generator.text.structure.numbering import Numbering

_ENDS = tuple('。；：！？”』」）)】]》;:?!"')
_STARTS_NO_LINE = tuple("。，；：、！？”’』」）】》,;:")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the text is set: its width, and whether it indents paragraphs."""

    columns: float
    characters: float
    indented: bool

    def full(self, line: Line) -> bool:
        """Whether the line reaches the right edge, but for a mark that may not begin a line."""
        return _columns(line) >= self.columns - 5 or _characters(line) >= self.characters - 2

    def near(self, line: Line) -> bool:
        """Whether the line ends at the right edge, neither before nor behind it."""
        return (
            abs(_columns(line) - self.columns) <= 5
            or abs(_characters(line) - self.characters) <= 2
        )


def unwrap(lines: tuple[Line, ...], path: str) -> tuple[tuple[Line, ...], tuple[Finding, ...]]:
    """Paragraphs in one line each; findings name breaks that may or may not end a paragraph."""
    layout = _layout(lines)
    joined: list[list[Line]] = []
    findings: list[Finding] = []
    numbering = Numbering("zh")
    for line in lines:
        if joined and _goes_on(joined[-1], line, layout, numbering):
            joined[-1].append(line)
            continue
        if joined and layout and _unclear(joined[-1][-1], line, layout, numbering):
            findings.append(_unclear_break(line, path))
        numbering.see(line.text)
        joined.append([line])
    return tuple(_join(parts) for parts in joined), tuple(findings)


def _columns(line: Line) -> int:
    return line.column - 1 + sum(1 if c.isascii() else 2 for c in line.text)


def _characters(line: Line) -> int:
    return line.column - 1 + len(line.text)


def _layout(lines: tuple[Line, ...]) -> _Layout | None:
    """The layout of a text with hard line breaks; None where every line is a paragraph."""
    long = [line for line in lines if len(line.text) >= 15 and line.text[0] != "|"]
    broken = [line for line in long if not line.text.endswith(_ENDS) and len(line.text) < 120]
    if len(long) < 8 or len(broken) < len(long) * 0.3:
        return None
    edge = _edge(broken)
    ends = [edge.near(line) for line in broken]
    beyond = sum(_columns(line) > edge.columns + 5 for line in long)
    if sum(ends) < len(ends) * 0.4 or beyond > len(long) * 0.4:  # tables, quotations
        return None
    pairs = list(pairwise(lines))
    starts = [b for a, b in pairs if a.text.endswith("。")]
    goes_on = [b for a, b in pairs if len(a.text) >= 15 and not a.text.endswith(_ENDS)]
    indented = _indented(starts) > 0.5 and _indented(goes_on) < 0.4
    return replace(edge, indented=indented)


def _edge(broken: list[Line]) -> _Layout:
    """Where most lines end that end without a mark; rows of tables end anywhere."""
    ends = Counter(_columns(line) for line in broken)
    often = max(ends, key=lambda at: (sum(ends[n] for n in range(at - 2, at + 3)), at))
    near = [line for line in broken if abs(_columns(line) - often) <= 5]
    columns = median(_columns(line) for line in near)
    return _Layout(columns, median(_characters(line) for line in near), indented=False)


def _indented(lines: list[Line]) -> float:
    return sum(line.column > 1 for line in lines) / max(len(lines), 1)


def _goes_on(
    before: list[Line], line: Line, layout: _Layout | None, numbering: Numbering
) -> bool:
    last = before[-1]
    if line.text.startswith(_STARTS_NO_LINE):
        return last.text[0] != "|"
    if "|" in (line.text[0], last.text[0]):
        return False
    listed = last.text.endswith("：") and line.text.endswith("，")
    if (
        listed or last.text.endswith("，")
    ) and numbering.article_seen:  # 总理，/ 副总理若干人，
        return not _labelled(line, numbering, sure=True)
    if layout is None or not layout.full(last):
        return False
    if last.text.endswith("第") or (layout.indented and line.column > 1):
        return last.text.endswith("第")
    if last.text.endswith(_ENDS):
        return layout.indented and not _labelled(line, numbering, sure=True)
    if heading_label(before[0].text, "zh") and len(before) == 1:
        return False
    return not _labelled(line, numbering, sure=False)


def _labelled(line: Line, numbering: Numbering, *, sure: bool) -> bool:
    """Whether a label begins the line; after half a sentence, only the very next number."""
    if numbering.article(line.text, exact=not sure) or heading_label(line.text, "zh"):
        return True
    label = list_label(line.text, "zh")
    return label is not None and (sure or numbering.follows(label))


def _unclear(last: Line, line: Line, layout: _Layout, numbering: Numbering) -> bool:
    """A sentence that ends just at the edge, in a text that does not indent its paragraphs."""
    ended = last.text.endswith(("。", "；")) and layout.full(last)
    return ended and not layout.indented and not _labelled(line, numbering, sure=True)


def _unclear_break(line: Line, path: str) -> Finding:
    begins = line.text[:12]
    return Finding(
        place(line, path),
        "unclear-paragraph",
        Text(
            f"“{begins}……”的上一行恰好在版心边缘结束，无法判断此处是否另起一款；"
            "如不另起，请在 zh.txt 中与上一行合并",
            f"the line above '{begins}…' ends just at the edge of the page, so this may or may"
            " not be a new paragraph; if it is none, join the two lines in zh.txt",
        ),
        "warning",
    )


def _join(parts: list[Line]) -> Line:
    if len(parts) == 1:
        return parts[0]
    text = parts[0].text
    for part in parts[1:]:
        between = (
            " " if text[-1].isascii() and part.text[0].isascii() and text[-1].isalpha() else ""
        )
        text += between + part.text
    return replace(parts[0], text=text)
