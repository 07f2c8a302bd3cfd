"""A pasted regulation → clean text, and what the page says about it."""

import re
from dataclasses import dataclass, replace

from generator.records.checklist import OPEN
from generator.records.findings import CannotGoOn, Finding, in_order
from generator.text.cleaning.cleaner import cleaned
from generator.text.facts import facts_of
from generator.text.files.reader import text_of_file
from generator.text.structure.parser import parse_lines
from generator.text.structure.unnumbered import headings_read
from generator.text.writing import write

_SOURCE = re.compile(r"(?:信息来源|来\s?源|稿源)\s?[:：]\s?([^\s）)]+)")
_ENCLOSED = re.compile(r"附件|（此件")
# a news lead: …印发了《…》,并发出通知…
_LEAD = re.compile(
    r"(?:印发|发布|公布|颁布|转发)了?《|全文如下|现印发给你们|现将《|请(?:认真|结合实际)?.{0,12}贯彻执行"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A clean text and what was found about it; "?" where nothing was, dates in ISO 8601."""

    text: str
    title: str
    number: str
    number_printed: str
    issued: str
    issuers: tuple[str, ...]
    promulgation: str
    source: str


def import_text(data: bytes, path: str) -> tuple[Imported, tuple[Finding, ...]]:
    """All that can be read out of a pasted Chinese regulation; findings are about the file.

    Raises CannotGoOn where the file holds no text.
    """
    raw, told = text_of_file(data, path)
    if not raw and told:
        raise CannotGoOn(*told)
    lines, washed = cleaned(raw.replace("\r\n", "\n"), path)
    document, parsed = parse_lines(lines, path)
    leads = tuple(p for p in document.preamble if _LEAD.search(p))
    kept = tuple(p for p in document.preamble if p not in leads)
    words = write(replace(document, preamble=kept, notes=(), cover=()), "zh")
    facts = facts_of(raw, document)
    letter = (line for line in document.cover if not _ENCLOSED.match(line))
    imported = Imported(
        words, document.title or OPEN, facts.number, facts.number_printed, facts.issued,
        facts.issuers, "\n".join((*letter, *document.notes, *leads)) or OPEN, _source(raw),
    )  # fmt: skip
    return imported, in_order((*told, *washed, *parsed, *headings_read(document)))


def _source(raw: str) -> str:
    match = _SOURCE.search(raw)
    return match[1] if match else OPEN
