"""新旧条文对照表 as a Word document: three columns, what changed marked in black and white."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from generator.records.texts import Text
from generator.sheets.docx.package import FormSection
from generator.sheets.docx.paragraphs import cell, paragraph, paragraphs, row, table
from generator.sheets.docx.sections import SHADE, STRONG
from generator.sheets.models import Setting
from generator.sheets.office.words import ROLES, Run, Voice, inline, put, word
from generator.sheets.records import Compared, ComparedRow, MarkedWords

WIDTHS = (104.0, 104.0, 46.0)  # mm


def comparison_section(voice: Voice, body: Compared, setting: Setting) -> FormSection:
    """The table on landscape pages, its heads on each."""
    law, size = setting.regulation, ROLES["section"].zh
    named = f"{body.old} → {body.new}"
    parts = [
        paragraph((Run(law.title.zh, "serif", True, size, "zh"),), align="center", keep=True),
        paragraphs(put(voice, word(voice, "compared"), "title"), align="center", keep=True),
        paragraph((Run(named, "sans", False, 10, "zh"),), align="center", keep=True),
        paragraph(()),
        table([_head(voice), *chain.from_iterable(_rows(voice, body.rows))], WIDTHS),
        paragraph(()),
        paragraphs(put(voice, body.counts, "hint")),
        paragraphs(put(voice, word(voice, "compared-note"), "hint")),
    ]
    return FormSection(
        body="".join(parts),
        left=((Run(law.title.zh, "serif", False, 8.5, "zh"),),),
        right=(inline(voice, word(voice, "compared"), "small"),),
        picture=b"",
        described="",
        foot=put(voice, Text(named, named), "small"),
        page=inline(voice, word(voice, "page"), "small"),
    )


def _head(voice: Voice) -> str:
    keys = ("compared-old", "compared-new", "compared-remark")
    return row(
        (
            cell(paragraphs(put(voice, word(voice, key), "head"), align="center"), width,
                 shade=SHADE)
            for key, width in zip(keys, WIDTHS, strict=True)
        ),
        head=True,
    )  # fmt: skip


def _rows(voice: Voice, rows: Iterable[ComparedRow]) -> Iterator[Iterator[str]]:
    return (_article(voice, one) for one in rows)


def _article(voice: Voice, one: ComparedRow) -> Iterator[str]:
    """A row a line of the law; the numbers and the remark stand in the first."""
    lines = [(line.old, line.new) for line in one.lines] or [((), ())]
    for n, (old, new) in enumerate(lines):
        numbers = (one.old, one.new) if n == 0 else ("", "")
        remark = put(voice, one.remark, "hint") if n == 0 else ()
        inside = (_cited(numbers[0], old), _cited(numbers[1], new), paragraphs(remark))
        look = {"top": STRONG} if n == 0 else {}
        yield row(cell(i, w, align="top", **look) for i, w in zip(inside, WIDTHS, strict=True))


def _cited(number: str, words: Sequence[MarkedWords]) -> str:
    cited = (Run(number, "sans", True, ROLES["cite"].zh, "zh"),) if number else ()
    law = tuple(_run(each) for each in words)
    return "".join(paragraph(line) for line in (cited, law) if line) or paragraph(())


def _run(each: MarkedWords) -> Run:
    came, went = each.mark == "came", each.mark == "went"
    return Run(each.words, "serif", came, ROLES["law"].zh, "zh", underlined=came, struck=went)
