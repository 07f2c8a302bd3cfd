"""自查报告 as a Word document, on the page of GB/T 9704."""

from collections.abc import Iterator, Mapping, Sequence

from generator.answers.names import CODES, name_of
from generator.records.texts import Text
from generator.sheets.columns import REPORT, columns_in, widths_in
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import (
    blank,
    cell,
    filled_in,
    indented,
    paragraph,
    paragraphs,
    row,
    table,
)
from generator.sheets.docx.sections import SHADE, section
from generator.sheets.docx.xml import element
from generator.sheets.models import Setting, Source
from generator.sheets.office import wording
from generator.sheets.office.pieces import answers, head_of, written
from generator.sheets.office.totals import counted
from generator.sheets.office.words import (
    Lines,
    Run,
    RunLine,
    Voice,
    date_line,
    english,
    inline,
    put,
    to_write_on,
    with_blanks,
    word,
)
from generator.sheets.office.words import run as digits
from generator.sheets.records import ArticleCount, Report, TotalCount
from generator.sheets.replies import Sums

PITCH = 580  # twentieths of a point: 22 lines in 225 mm
INDENT = 640  # twentieths of a point: two characters
SIGNED = (108, 48)  # mm: the head of the entity, the seal
TITLE = 20  # characters a line
# The blanks of the sentence of counts, in its order.
SAID = tuple(
    name_of(kind, "whole") for kind in ("done", *CODES, "rate", "problems", "fixed", "fixing")
)
BODY = {  # headings in their order; "" where one writes at length below them
    "report-1": ("report-1-1", "report-1-2"),
    "report-2": ("report-2-1", "report-2-2"),
    "report-3": (),
    "report-4": (),
    "report-5": ("report-5-1", "report-5-2", "report-5-3"),
    "report-6": (),
}


def report_section(voice: Voice, body: Report, setting: Setting) -> FormSection:
    """The whole report, portrait."""
    parts = [*_opening(voice, setting)]
    for first, below in BODY.items():
        parts.append(_heading(voice, first, 0))
        for key in below or (first,):
            if below:
                parts.append(_heading(voice, key, 1))
            parts += _under(voice, key, body, setting)
    parts += _ending(voice)
    return section(voice, setting.regulation, body.ident, "".join(parts), page="official")


def _opening(voice: Voice, setting: Setting) -> Iterator[str]:
    law, given = setting.regulation, setting.printing
    yield paragraphs((*_title(voice, law), ()), align="center", keep=True)
    colon = Run(":" if voice.language == "en" else "：", "fang", False, 16, "zh")
    yield _set((to_write_on(16, 12), colon), indent=False)
    values = {
        "title-zh": f"《{law.title.zh}》",
        "number-zh": law.number.zh,
        "title-en": english(voice, law.title),
        "number-en": english(voice, law.number),
        "unit": given.unit or "{_}{_}{_}",
        "period-zh": given.period or "{_}年{_}月至{_}年{_}月",
        "period-en": given.period or "{_} to {_}",
    }
    yield from _said(put(voice, word(voice, "report-opening", **values), "report-body"))


def _title(voice: Voice, law: Source) -> Lines:
    """The title, its Chinese cut where an editor allows it, never inside a name."""
    around, parts = voice.strings["report-title"], law.title_parts
    before, after = around.zh.split("{title}")
    lines = [before]
    for piece in (*f"《{parts.zh}》".split("|"), after):
        if len(lines[-1] + piece) > TITLE and lines[-1]:
            lines.append("")
        lines[-1] += piece
    en = (around.en or "").replace("{title}", english(voice, parts).replace("|", " "))
    return put(voice, Text("\n".join(lines), en), "report-title")


def _heading(voice: Voice, key: str, level: int) -> str:
    role = "report-second" if level else "report-first"
    return _set(inline(voice, word(voice, key), role), level=level)


def _under(voice: Voice, key: str, body: Report, setting: Setting) -> Iterator[str]:
    """What stands below a heading."""
    if key == "report-2-1":
        counts = word(voice, "report-counts", due=str(body.due))
        values = _values(body.sums) if body.sums else ()
        yield from _said(put(voice, counts, "report-body"), SAID, values)
        yield _hint(voice, "summary-rate")
    elif key == "report-2-2":
        yield _counts(voice, body.rows, answers(setting))
        yield paragraphs(())
    else:
        if key == "report-3":
            yield _hint(voice, "report-problems")
        given = "\n".join(body.texts.get(key, ()))
        yield blank(name_of("text", key), given, role="report-body") + paragraph(())


def _ending(voice: Voice) -> Iterator[str]:
    yield _set((), keep=True)
    annexes = word(voice, "report-annexes")
    if voice.language == "both":  # the English, which is below, on one line
        listed = (annexes.en or "").replace(":\n", ": ").replace("\n", "; ")
        annexes = Text(annexes.zh, listed)
    for n, line in enumerate(put(voice, annexes, "report-body")):
        yield _set(line, indent=n == 0, keep=True)
    yield _set((), keep=True)
    yield _signed(voice)


def _signed(voice: Voice) -> str:
    """A line for the head of the entity, and beside it room for the seal with its date."""
    label = wording.named(voice, "leader-head")
    seal = (*wording.named(voice, "seal"), *((),) * 7, date_line(voice))
    line = (*label[:-1], (*label[-1], to_write_on(10, 12)))
    cells = (
        cell(paragraphs(line), SIGNED[0], align="bottom"),
        cell(paragraphs(seal, align="center"), SIGNED[1], align="bottom"),
    )
    return table([row(cells, least=SIGNED[1])], SIGNED, ruled=False)


def _hint(voice: Voice, key: str) -> str:
    """For whoever writes: small and in the editors' face, no words of the report."""
    return indented(wording.named(voice, key, "hint"), 0 if voice.language == "en" else INDENT)


def _values(sums: Sums) -> tuple[str, ...]:
    """What stands in the blanks of the sentence of counts."""
    kinds = ("done", *CODES, "rate", "problems", "fixed", "fixing")
    return tuple(str(sums.percent if k == "rate" else counted(sums, k)) for k in kinds)


def _said(
    lines: Lines, names: tuple[str, ...] = (), values: tuple[str, ...] = ()
) -> Iterator[str]:
    """Paragraphs with a line to write on for each {_}; those of the first are named."""
    for n, line in enumerate(lines):
        yield _set(with_blanks(line, values), names=names if n == 0 else ())


def _set(
    line: RunLine,
    *,
    level: int = -1,
    indent: bool = True,
    keep: bool = False,
    names: tuple[str, ...] = (),
) -> str:
    """A paragraph of the body, two characters in; a heading by its level from 0."""
    chinese = not line or line[0].language == "zh"
    pitch, rule = (PITCH, "exact") if chinese else (300, "auto")
    about = element(
        "pPr",
        element("keepNext") if keep or level >= 0 else "",
        element("spacing", before=0, after=0, line=pitch, lineRule=rule),
        element("ind", firstLineChars=200, firstLine=INDENT) if indent and chinese else "",
        element("jc", val="left" if names or any(one.underlined for one in line) else "both"),
        element("outlineLvl", val=level) if level >= 0 else "",
    )
    return element("p", about, *filled_in(line, names))


def _counts(
    voice: Voice, lines: Sequence[ArticleCount | TotalCount], short: Mapping[str, Text]
) -> str:
    """One line an article, and the total."""
    columns, widths = (
        columns_in(REPORT, "document"),
        widths_in(REPORT, "document", voice.language),
    )
    heads = (
        cell(paragraphs(head_of(voice, column, short, "small"), align="center"), w, shade=SHADE)
        for column, w in zip(columns, widths, strict=True)
    )
    kinds = written(REPORT, ("article", "due"))
    rows = [row(heads, head=True)]
    for n, line in enumerate(lines, 1):
        named = (
            put(voice, line.article.cite, "label")
            if isinstance(line, ArticleCount)
            else wording.named(voice, "total", "head")
        )
        due = paragraph((digits(str(line.due), "label"),), align="center")
        said = {k: str(counted(line.sums, k)) for k in kinds} if line.sums else {}
        blanks = (
            blank(name_of(kind, f"sum-{n}"), said.get(kind, ""), align="center")
            for kind in kinds
        )
        inside = (paragraphs(named), due, *blanks)
        rows.append(row((cell(i, w) for i, w in zip(inside, widths, strict=True)), least=9))
    return table(rows, widths)
