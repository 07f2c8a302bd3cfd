"""The inside of one article: caption, paragraphs, items, subitems."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.records.findings import Finding
from generator.records.texts import Kind, Language, Passage
from generator.text.lines import Line, place, rest_of
from generator.text.structure.labels import Label, list_label
from generator.text.structure.sequence import gap, missing, repeated_item
from generator.text.tables import in_tables

# 【立法目的】, [目的和依据], （适用范围）
_CAPTION = re.compile(
    r"\s*(【[^【】]{1,40}】|\[[^\[\]]{1,40}\]|［[^［］]{1,40}］|〔[^〔〕]{1,40}〕)\s*"
)
_ROUND_CAPTION = re.compile(r"\s*(（[^（）。；，]{1,40}）|\([^().;,]{1,40}\))\s*")


def caption_of(text: str, start: int, *, round_brackets: bool = False) -> tuple[str, int]:
    """The caption at `start`, with its brackets, and where the words begin behind it."""
    match = _CAPTION.match(text, start)
    if match is None and round_brackets:
        match = _ROUND_CAPTION.match(text, start)
        if match and list_label(match[1], "zh"):
            match = None
    return (match[1], match.end()) if match else ("", start)


@dataclass(slots=True)
class _Piece:
    """A paragraph or a labelled piece while it grows."""

    line: Line
    label: Label | None = None
    more: list[str] = field(default_factory=list)
    table: bool = False
    children: list["_Piece"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """What stands in an article: its own words, or its paragraphs."""

    words: str
    children: tuple[Passage, ...]
    findings: tuple[Finding, ...]


def body(lines: tuple[Line, ...], address: str, path: str, language: Language) -> ArticleBody:
    """The lines of an article behind its label, in order, made into a tree."""
    paragraphs, findings = _Grower(path, language).grow(lines)
    if len(paragraphs) == 1:
        only = paragraphs[0]
        return ArticleBody(_words(only), tuple(_listed(only, address, "item", path)), findings)
    children = tuple(
        _passage(piece, f"{address}.p{n}", "paragraph", path)
        for n, piece in enumerate(paragraphs, 1)
    )
    return ArticleBody("", children, findings)


def _words(piece: _Piece) -> str:
    own = piece.line.text if piece.label is None else rest_of(piece.line, piece.label.end).text
    return "\n".join([own, *piece.more] if own else piece.more)


def _passage(piece: _Piece, address: str, kind: Kind, path: str) -> Passage:
    below: Kind = "item" if kind == "paragraph" else "subitem"
    return Passage(
        address,
        kind,
        piece.label.printed if piece.label else "",
        _words(piece),
        place(piece.line, path),
        tuple(_listed(piece, address, below, path)),
    )


def _listed(piece: _Piece, address: str, kind: Kind, path: str) -> Iterator[Passage]:
    """What is listed under a piece; a number that comes again gets an address of its own."""
    taken: dict[int, int] = {}
    tables = 0
    letter = "i" if kind == "item" else "s"
    for child in piece.children:
        if child.table:
            tables += 1
            yield _passage(child, f"{address}.t{tables}", "table", path)
            continue
        n = child.label.n if child.label else 0
        taken[n] = taken.get(n, 0) + 1
        again = f"-{taken[n]}" if taken[n] > 1 else ""
        yield _passage(child, f"{address}.{letter}{n}{again}", kind, path)


class _Grower:
    """Lines become paragraphs, and labelled lines find their list among the open ones."""

    def __init__(self, path: str, language: Language) -> None:
        self.path, self.language = path, language
        self.paragraphs: list[_Piece] = []
        self.open: list[_Piece] = []  # the last piece of every open list, outermost first
        self.findings: list[Finding] = []

    def grow(self, lines: tuple[Line, ...]) -> tuple[list[_Piece], tuple[Finding, ...]]:
        labels = _with_quantities(
            lines, [list_label(line.text, self.language) for line in lines]
        )
        tabular = in_tables(lines)
        for at, (line, label, following) in enumerate(
            zip(lines, labels, _labels_ahead(labels), strict=True)
        ):
            if tabular[at]:
                self._add_table(line, following, again=at > 0 and tabular[at - 1])
            elif label and self._belongs(label):
                self._add_listed(line, label)
            elif self._is_words_of_label() or self._goes_on(following):
                self.open[-1].more.append(line.text)
            else:
                self.paragraphs.append(_Piece(line))
                self.open.clear()
        return self.paragraphs or [_Piece(Line("", 1, 1))], tuple(self.findings)

    def _belongs(self, label: Label) -> bool:
        """Whether a label counts; 12、 without 11、 before it is how a sentence begins."""
        sure = label.style in ("（一）", "（1）", "①", "(1)")
        return sure or label.n == 1 or self._continues(label)

    def _continues(self, label: Label) -> bool:
        return any(
            p.label and p.label.style == label.style and p.label.n < label.n for p in self.open
        )

    def _goes_on(self, following: Mapping[str, int]) -> bool:
        """Whether an unlabelled line belongs to the open item: its list runs on behind it."""
        return any(p.label and p.label.n + 1 == following.get(p.label.style) for p in self.open)

    def _is_words_of_label(self) -> bool:
        """Whether a label stood alone on the line before."""
        last = self.open[-1] if self.open else None
        return bool(
            last and last.label and last.label.end == len(last.line.text) and not last.more
        )

    def _add_table(self, line: Line, following: Mapping[str, int], *, again: bool) -> None:
        """A table belongs to the item whose list goes on behind it, else to the paragraph."""
        if not self.paragraphs:
            self.paragraphs.append(_Piece(Line("", line.number, line.column)))
        parent = self.paragraphs[-1]
        if self.open and self._goes_on(following):
            parent = self.open[-1]
        if again and parent.children and parent.children[-1].table:
            parent.children[-1].more.append(line.text)
        else:
            parent.children.append(_Piece(line, table=True))

    def _add_listed(self, line: Line, label: Label) -> None:
        depth = next(
            (d for d, p in enumerate(self.open) if p.label and p.label.style == label.style),
            len(self.open),
        )
        before = self.open[depth].label if depth < len(self.open) else None
        self._check(line, label, before)
        del self.open[depth:]
        if not self.paragraphs:
            self.paragraphs.append(_Piece(Line("", line.number, line.column)))
        parent = self.open[-1] if self.open else self.paragraphs[-1]
        piece = _Piece(line, label)
        parent.children.append(piece)
        self.open.append(piece)

    def _check(self, line: Line, label: Label, before: Label | None) -> None:
        expected = before.n + 1 if before else 1
        if label.n < expected:
            self.findings.append(repeated_item(line, label, expected, self.path))
        elif label.n > expected:
            named = missing(expected, label.n, "项", "number")
            self.findings.append(gap(line, label, named, self.path))


def _labels_ahead(labels: list[Label | None]) -> list[Mapping[str, int]]:
    """For every line the next number of each style of lists behind it."""
    ahead: list[Mapping[str, int]] = []
    following: Mapping[str, int] = {}
    for label in reversed(labels):
        ahead.append(following)
        if label:
            following = {**following, label.style: label.n}
    return ahead[::-1]


# 1.300总吨 is a label before a quantity, where such numbers run on from 1
_QUANTITY = re.compile(r"([0-9]{1,2})[.．](?=[0-9])")


def _with_quantities(lines: tuple[Line, ...], labels: list[Label | None]) -> list[Label | None]:
    """The labels, those before a quantity too."""
    perhaps = [label or _quantity(line.text) for line, label in zip(lines, labels, strict=True)]
    last = 0
    found = list(labels)
    for at, (label, following) in enumerate(zip(perhaps, _labels_ahead(perhaps), strict=True)):
        if label and label.style == "1.":
            begins = label.n == 1 and following.get("1.") == 2
            runs_on = last > 0 and label.n == last + 1
            found[at] = label if labels[at] or begins or runs_on else None
            last = label.n if found[at] else last
    return found


def _quantity(text: str) -> Label | None:
    match = _QUANTITY.match(text)
    return Label("1.", int(match[1]), (), match[0], match.end()) if match else None
