"""Tables of contents: the headings that come twice."""

from dataclasses import dataclass, field

from generator.text.lines import Line
from generator.text.structure.labels import RANKS, Label, article_label, heading_label


@dataclass(slots=True)
class Section:
    """A heading or an article with the lines that follow it."""

    label: Label
    line: Line
    lines: list[Line] = field(default_factory=list)


def is_contents_title(text: str) -> bool:
    """目录, 目　　次, or 目录 with all its headings on the same line."""
    plain = "".join(text.split())
    return plain in ("目录", "目次", "【目录】", "目录：") or plain.startswith(
        ("目录第", "目次第")
    )


def without_listed_articles(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without a table of contents that lists articles: 第一条 立法目的."""
    start = next((at for at, line in enumerate(lines) if is_contents_title(line.text)), None)
    if start is None:
        return lines
    seen: set[tuple[str, int, tuple[int, ...]]] = set()
    end = start + 1
    for line in lines[start + 1 :]:
        label = heading_label(line.text, "zh") or article_label(line.text, "zh")
        entry = (label.style, label.n, label.sub) if label else None
        if entry is None or entry in seen or line.text.endswith(tuple("。；：")):
            break
        seen.add(entry)
        end += 1
    listed = any(style == "article" for style, _, _ in seen)
    later = (article_label(line.text, "zh") for line in lines[end:])
    again = any(label and label.n == 1 for label in later)
    return lines[:start] + lines[end:] if listed and again else lines


def without_contents(
    front: list[Line], sections: list[Section]
) -> tuple[list[Line], list[Section]]:
    """Front and sections without tables of contents; lines between these stay in front."""
    first = next(
        (k for k, s in enumerate(sections) if s.label.style == "article"), len(sections)
    )
    titled = any(is_contents_title(line.text) for line in front)
    before = sections[:first]
    start = _start_of_text(before, titled=titled)
    heads = [_squeezed(s.line, *s.lines[:1]) for s in sections[start:]]
    between = [
        line
        for section in before[:start]
        for line in section.lines
        if _squeezed(section.line, line) not in heads  # the second line of a heading
    ]
    front = [line for line in [*front, *between] if not is_contents_title(line.text)]
    return front, sections[start:]


def _squeezed(*lines: Line) -> str:
    return "".join("".join(line.text.split()) for line in lines)


def _start_of_text(before: list[Section], *, titled: bool) -> int:
    """Which of the headings before the first article begins the text itself."""
    keys = [(s.label.style, s.label.n) for s in before]
    if not titled and len(set(keys)) == len(keys):
        return 0
    start = len(before)
    while start and _leads(before[start - 1].label, before[start : start + 1]):
        start -= 1
    begins = before[start].label.n == 1 if start < len(before) else True
    return start if begins or keys[start] in keys[:start] else len(before)


def _leads(label: Label, below: list[Section]) -> bool:
    """第一编 may lead 第一章, but not 第二章 or 附则 another heading."""
    rank = RANKS.get(label.style)
    if rank is None:
        return not below
    return not below or rank < RANKS.get(below[0].label.style, 0)
