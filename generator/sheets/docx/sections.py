"""What every form has as a Word document: who it is, fields, signatures, notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.answers.names import name_of
from generator.records.texts import Text
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import (
    blank,
    bookmarked,
    cell,
    kept_together,
    paragraph,
    paragraphs,
    row,
    table,
    tick,
    ticks,
)
from generator.sheets.identity import qr_picture
from generator.sheets.models import Answer, Source
from generator.sheets.office import wording
from generator.sheets.office.blocks import Block, Fields, Notes, Signatures, Signers
from generator.sheets.office.spans import column_at
from generator.sheets.office.words import (
    Lines,
    Run,
    Voice,
    date_line,
    inline,
    plain,
    put,
    run,
    to_write_on,
    word,
)
from generator.sheets.records import Identity

SHADE = "F2F2F2"  # of heads
WRITE = 18.0  # mm: two lines of handwriting
SEAL, SIGN = 45.0, 14.0  # mm
STRONG = 12  # eighths of a point: a rule as about a table
LAST = {"zh": 3, "en": 2, "both": 1}  # rows of a table on one page with what ends it
NUMBER = Run("— {x} —", "serif", False, 14, "en")
FIELDS = (38, 62, 28, 48, 26, 52)  # mm: three labels and their lines
UPRIGHT = (30, 58, 26, 53)  # mm: two on a page that is upright


def section(
    voice: Voice,
    law: Source,
    ident: Identity,
    body: str,
    *,
    page: Literal["landscape", "portrait", "official"] = "landscape",
    running: Lines = (),
) -> FormSection:
    """A form with who it is above each page and what the text is worth below.

    `running` stands above its pages but the first, where the form has its title. An official
    page has its number as GB/T 9704 wants it, and how many there are above.
    """
    number, title = law.number, law.title
    headline = Text(
        f"{number.zh}　《{title.zh}》", f"{title.en}, {number.en}" if title.en else None
    )
    once = Voice("en" if voice.language == "en" else "zh", voice.strings)
    said = word(once, "ident-line", id=ident.id, version=ident.version)
    line = (*inline(once, ident.number, "small"), run("　", "small"))
    line += inline(once, said, "small")
    if page == "official":
        line += (run("　", "small"), *inline(once, word(once, "pages-in-all"), "small"))
    stamp = (*inline(once, word(once, "ident-stamp"), "small"), run(f" {ident.text}", "small"))
    who: Lines = (line, stamp)
    return FormSection(
        body=body,
        left=put(voice, headline, "small"),
        right=who,
        picture=qr_picture(ident.text),
        described=plain(voice, word(voice, "qr-alt", text=ident.text)),
        foot=put(voice, law.status, "small"),
        page=(NUMBER,) if page == "official" else inline(voice, word(voice, "page"), "small"),
        portrait=page != "landscape",
        official=page == "official",
        running=running,
    )


def running_head(voice: Voice, named: Lines, unit: str) -> Lines:
    """What a form is called and whose it is, so that a loose page finds its way home."""
    label = inline(voice, word(voice, "unit-plain"), "small")
    whose = run(f" {unit}", "small") if unit else to_write_on(8.5, 20)
    return (*named, (*label, run(" ", "small"), whose))


def form_title(lines: Lines, label: str = "", *, fresh: bool = False) -> str:
    """The title of a form, on a `fresh` page; its label is what the contents find it by."""
    first, *rest = lines
    mark = bookmarked(name_of("page", label)) if label else ""
    return paragraph(first, align="center", keep=True, fresh=fresh, more=mark) + (
        paragraphs(tuple(rest), align="center", keep=True) if rest else ""
    )


def empty_line() -> str:
    """An empty line, so that two tables do not become one; on the page of the second."""
    return paragraph((run(" ", "small"),), keep=True)


def fields(block: Fields, widths: Sequence[float] = FIELDS) -> str:
    """Who fills the form in, for when; each place has the name it has in a workbook.

    `widths` are those of labels and places in turn, as many of them as stand beside each other.
    """
    rows = []
    every = [field for line in block.lines for field in line]
    beside = len(widths) // 2
    flowed = [every[n : n + beside] for n in range(0, len(every), beside)]
    for line in block.lines if beside == len(FIELDS) // 2 else flowed:
        cells = []
        for n, field in enumerate(line):
            label = paragraphs(field.label, align="right")
            place = blank(field.name, field.given)
            cells += [cell(label, widths[2 * n]), cell(place, widths[2 * n + 1])]
        rows.append(row(cells, least=9))
    return table(rows, widths)


def boxes(voice: Voice, scale: Sequence[Answer], name: str, given: str = "") -> str:
    """A box an answer, the `given` one ticked.

    In Chinese the base of the rate, 是 部分 否, has a column of its own.
    """
    every = {
        a.code: tick(
            name_of(a.code, name), inline(voice, a.short, "label"), ticked=a.code == given
        )
        for a in scale
    }
    lines = [("yes", "na"), ("partial", "unchecked"), ("no",)]
    if voice.language != "zh" or len(every) < len(lines):
        lines = [(code,) for code in every]
    return "".join(ticks((every[code] for code in line), 13) for line in lines)


def ended(
    voice: Voice,
    rows: Sequence[str],
    blocks: Sequence[Block],
    widths: Sequence[float],
    last_rows: int = 0,
) -> list[str]:
    """The rows of a table and below them what ends the form, on the page of the last ones.

    In rows of the same table: LibreOffice keeps no table with what stands after it. `last_rows`
    are so many, where there is room for other than on a landscape page.
    """
    ends = [row for block in blocks for row in _ending(voice, block, widths)]
    *first, last = (*rows, *ends)
    alone = len(rows) - (last_rows or LAST[voice.language])  # rows before these may be
    return [
        *first[:alone],
        *map(kept_together, first[alone:]),
        last if ends else kept_together(last),
    ]


def _ending(voice: Voice, block: Block, widths: Sequence[float]) -> Iterator[str]:
    match block:
        case Signatures():
            yield from signatures(voice, block, widths)
        case Signers(people):
            spans = _shared(widths, len(people))
            signed = (paragraphs(wording.named(voice, key)) for key in people)
            yield row(
                (_spread(s, o, align="top") for s, o in zip(signed, spans, strict=True)),
                least=SIGN,
            )
        case Notes(keys):
            sides = zip(_halves(voice, keys), _shared(widths, 2), strict=True)
            yield row(_spread(side, over, align="top") for side, over in sides)
        case Fields(lines):
            for line in lines:
                spans = _shared(widths, len(line))
                inside = (paragraphs(f.label) + blank(f.name, f.given) for f in line)
                yield row(map(_spread, inside, spans), least=WRITE)


@dataclass(frozen=True, slots=True)
class _Span:
    """So many columns, and their width in mm."""

    columns: int
    width: float


def _shared(widths: Sequence[float], parts: int) -> tuple[_Span, ...]:
    """The columns in so many parts as alike as they can be."""
    bounds = [column_at(widths, n / parts) for n in range(parts + 1)]
    return tuple(_Span(b - a, sum(widths[a:b])) for a, b in pairwise(bounds))


def _spread(inside: str, over: _Span, **look: str | int) -> str:
    spans = {"span": over.columns} if over.columns > 1 else {}
    return cell(inside, over.width, **spans, **look)


def signatures(voice: Voice, block: Signatures, widths: Sequence[float]) -> Iterator[str]:
    """Opinion, two signatures a row with their dates, and room for the seal beside them."""
    first = max(n for n in range(len(widths)) if sum(widths[n:]) >= SEAL)
    left, right = widths[:first], widths[first:]
    stated = paragraphs(wording.named(voice, block.opinion)) + blank("opinion")
    seal = (*wording.named(voice, "seal"), (), (), date_line(voice))
    beside = _Span(len(right), sum(right))
    opinion = _spread(stated, _Span(len(left), sum(left)), top=STRONG, align="top")
    sealed = paragraphs(seal, align="center")
    pairs = tuple(zip(block.people[::2], block.people[1::2], strict=True))
    least = SEAL - SIGN * len(pairs)
    yield row([opinion, _spread(sealed, beside, merge="restart", top=STRONG)], least=least)
    for pair in pairs:
        signed = (paragraphs((*wording.named(voice, key), date_line(voice))) for key in pair)
        cells = map(_spread, signed, _shared(left, 2))
        yield row([*cells, _spread(paragraph(()), beside, merge="continue")], least=SIGN)


def notes(voice: Voice, keys: Sequence[str]) -> Iterator[str]:
    """填表说明, numbered."""
    yield _notes(voice)
    yield from _numbered(voice, keys, 1)


def beside(voice: Voice, keys: Sequence[str]) -> str:
    """The same in two columns."""
    width = 127
    cells = [cell(side, width, align="top") for side in _halves(voice, keys)]
    return table([row(cells)], (width, width), ruled=False)


def _halves(voice: Voice, keys: Sequence[str]) -> tuple[str, str]:
    """With their name above the first."""
    half = (len(keys) + 1) // 2
    left = "".join((_notes(voice), *_numbered(voice, keys[:half], 1)))
    return left, "".join(_numbered(voice, keys[half:], half + 1))


def _notes(voice: Voice) -> str:
    return paragraphs((inline(voice, word(voice, "notes"), "head"),), keep=True)


def _numbered(voice: Voice, keys: Sequence[str], begin: int) -> Iterator[str]:
    for n, key in enumerate(keys, begin):
        first, *rest = put(voice, word(voice, key), "hint")
        words = ((run(f"{n}. ", "hint"), *first), *rest)
        yield paragraphs(words, keep=True)
