"""Turns words of people into HTML: escaped, with the runs that are quoted or linked marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from generator.text.tables import is_row

# Every character that Markdown gives a meaning to, and those of HTML.
_SPECIAL = re.compile(r"""[\\`*_{}\[\]()<>#+\-.!|~:=^&"'$@/\n]""")  # 甲*乙 → 甲&#42;乙

_ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z-]{2,})+")  # also: written reply

_HAN = re.compile(
    r"[\u3400-\u9fff]+(?:[、，；：《》“”]+[\u3400-\u9fff]+)*"
)  # 三重一大、一岗双责


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words at `start:end` are quoted by the check `id`."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class TextLink:
    """The words at `start:end` lead to `href`; `kind` is the class of such a link."""

    start: int
    end: int
    href: str
    kind: str = "zc-ref"


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A run of words in which neither link nor quoting checks change."""

    start: int
    end: int
    ids: tuple[str, ...]
    link: TextLink | None


def pieces_of(
    length: int, quoted: Iterable[Quoted], links: Iterable[TextLink]
) -> tuple[MarkedPiece, ...]:
    """The words 0:`length` as pieces that follow on each other without gap or overlap.

    Runs may nest, overlap and reach beyond the words; of links that overlap the first one wins.
    """
    runs = tuple(q for q in quoted if q.start < q.end)
    chosen = _apart(links)
    ends = [(run.start, run.end) for run in runs] + [(link.start, link.end) for link in chosen]
    marks = sorted({0, length, *(min(max(at, 0), length) for pair in ends for at in pair)})
    pieces = (
        MarkedPiece(a, b, _quoting(runs, a, b), _leading(chosen, a, b))
        for a, b in pairwise(marks)
    )
    return _joined(pieces)


def marked(words: str, quoted: Iterable[Quoted] = (), links: Iterable[TextLink] = ()) -> str:
    """The words as HTML, quoted runs in `zc-q`, links in `zc-ref` or of their own kind."""
    html: list[str] = []
    link: TextLink | None = None
    for piece in pieces_of(len(words), quoted, links):
        if piece.link != link:
            html.append("</a>" if link else "")
            link = piece.link
            html.append(f'<a class="{link.kind}" href="{escape(link.href)}">' if link else "")
        html.append(_span(escape(words[piece.start : piece.end]), piece.ids))
    return "".join(html) + ("</a>" if link else "")


def marked_table(
    words: str, quoted: Sequence[Quoted] = (), links: Sequence[TextLink] = ()
) -> str:
    """The words of a table (`| a | b |` a row) as one, its first row the heads of columns."""
    html: list[str] = []
    at, rows = 0, 0
    for line in words.split("\n"):
        if is_row(line):
            html.append("" if rows else '<table class="zc-lawtable">')
            cells = _cells(words, at, line, quoted, links)
            tag = "td" if rows else "th"
            html.append("<tr>" + "".join(f"<{tag}>{c}</{tag}>" for c in cells) + "</tr>")
            rows += 1
        else:
            html.append("</table>" if rows else "")
            html.append(f"<p>{marked(line, *_within(at, at + len(line), quoted, links))}</p>")
            rows = 0
        at += len(line) + 1
    return "".join([*html, "</table>" if rows else ""])


def _cells(
    words: str, at: int, line: str, quoted: Sequence[Quoted], links: Sequence[TextLink]
) -> Iterator[str]:
    """Each cell of the row that begins at `at` of the words."""
    start = at + 1
    for inner in line[1:-1].split("|"):
        begin = start + len(inner) - len(inner.lstrip())
        end = begin + len(inner.strip())
        yield marked(words[begin:end], *_within(begin, end, quoted, links))
        start += len(inner) + 1


def _within(
    start: int, end: int, quoted: Sequence[Quoted], links: Sequence[TextLink]
) -> tuple[list[Quoted], list[TextLink]]:
    """The runs that lie between two places, counted from the first of these."""
    inside = [r for r in quoted if r.start < end and start < r.end]
    own = [one for one in links if start <= one.start and one.end <= end]
    return (
        [
            replace(r, start=max(r.start - start, 0), end=min(r.end, end) - start)
            for r in inside
        ],
        [replace(one, start=one.start - start, end=one.end - start) for one in own],
    )


def literal(words: str) -> str:
    """The words for a line of Markdown: nothing in them is read as Markdown or HTML."""
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", words)


def curled(words: str) -> str:
    """English words with typographic quotation marks: `"a"` → `“a”`, `it's` → `it’s`."""
    words = re.sub(r'(^|[\s(\[{—–“‘/-])"', r"\1“", words)  # (" → (“
    words = re.sub(r"(^|[\s(\[{—–“/-])'", r"\1‘", words)  # (' → (‘
    return words.replace('"', "”").replace("'", "’")


def chinese_marked(html: str) -> str:
    """English HTML with the Chinese words in it marked as such; its tags hold none."""
    return _HAN.sub(r'<span lang="zh-Hans">\g<0></span>', html)


def english_marked(html: str) -> str:
    """Chinese HTML with runs of English words marked as such; its tags hold none."""
    return _ENGLISH.sub(r'<span lang="en">\g<0></span>', html)


def _apart(links: Iterable[TextLink]) -> tuple[TextLink, ...]:
    chosen: list[TextLink] = []
    for link in sorted(links, key=lambda one: (one.start, -one.end)):
        if link.start < link.end and (not chosen or chosen[-1].end <= link.start):
            chosen.append(link)
    return tuple(chosen)


def _quoting(runs: Sequence[Quoted], start: int, end: int) -> tuple[str, ...]:
    ids = (run.id for run in runs if run.start <= start and end <= run.end)
    return tuple(dict.fromkeys(ids))


def _leading(links: Sequence[TextLink], start: int, end: int) -> TextLink | None:
    return next((link for link in links if link.start <= start and end <= link.end), None)


def _joined(pieces: Iterable[MarkedPiece]) -> tuple[MarkedPiece, ...]:
    """Neighbours that differ in nothing are one: two runs of one check may touch."""
    joined: list[MarkedPiece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (last.ids, last.link) == (piece.ids, piece.link):
            joined[-1] = MarkedPiece(last.start, piece.end, piece.ids, piece.link)
        else:
            joined.append(piece)
    return tuple(joined)


def _span(html: str, ids: tuple[str, ...]) -> str:
    return f'<span class="zc-q" data-q="{escape(" ".join(ids))}">{html}</span>' if ids else html
