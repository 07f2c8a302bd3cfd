"""All checks of a regulation as one table, a row a check: for Excel, WPS and other programs."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from generator.project.released import released_checks
from generator.records.checklist import OPEN, Term
from generator.records.regulation import Regulation
from generator.records.texts import Language, Text
from generator.records.walking import asked_checks, provisions
from generator.sheets.law import lines
from generator.sheets.office.heights import height, points
from generator.sheets.office.words import Face, Lines, Run
from generator.sheets.xlsx.model import Cell, Plan, WorksheetModel
from generator.text.addresses import article_of

# What a spreadsheet would take for a formula at the beginning of a cell, in either width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
# Widths of the columns in a workbook; what is not named is narrow.
_WIDTHS = {
    **dict.fromkeys(
        ("text_zh", "text_en", "quotes", "ask_zh", "ask_en", "look_zh", "look_en"), 44.0
    ),
    **dict.fromkeys(("fix_zh", "fix_en", "evidence_zh", "evidence_en"), 36.0),
    **dict.fromkeys(("bearers_zh", "bearers_en", "sampling_zh", "sampling_en"), 26.0),
    **dict.fromkeys(("cite_zh", "cite_en", "verify_zh", "verify_en"), 18.0),
}
_NARROW = 12.0
_HEAD = 42.0  # points
_LAW = ("text_zh", "text_en", "quotes")  # words of the regulation


@dataclass(frozen=True, slots=True)
class Row:
    """A check with the words of all its codes; lists are joined by semicolons."""

    id: str
    regulation: str
    edition: str
    article: str
    at: str
    cite_zh: str
    cite_en: str
    text_zh: str
    text_en: str
    kind: str
    quotes: str
    ask_zh: str
    ask_en: str
    guidance: str
    first: str
    companions: str
    look_zh: str
    look_en: str
    bearers: str
    bearers_zh: str
    bearers_en: str
    evidence: str
    evidence_zh: str
    evidence_en: str
    verify: str
    verify_zh: str
    verify_en: str
    sampling: str
    sampling_zh: str
    sampling_en: str
    fix_zh: str
    fix_en: str
    stamp: str


COLUMNS = tuple(field.name for field in fields(Row))


def rows(regulation: Regulation) -> Iterator[Row]:
    """A row for each check that is asked, in the order of the text."""
    known, now = provisions(regulation), released_checks(regulation)
    words = regulation.vocabulary
    for check in asked_checks(regulation):
        at = known[check.at]
        text = lines(at, ())
        bearers = _named(words.bearers, check.bearers)
        evidence = _named(words.evidence, check.evidence)
        verify = _named(words.verify, check.verify)
        sampling = _named(words.sampling, (check.sampling,))
        yield Row(
            check.id, regulation.id, regulation.edition, article_of(check.at), check.at,
            at.cite.zh, at.cite.en or "",
            "\n".join(line.zh for line in text), "\n".join(line.en or "" for line in text),
            check.kind, "；".join(quote.words for quote in check.quotes),
            *_both(check.ask), _flag(check.guidance), _flag(check.first),
            "; ".join(check.companions),
            "\n".join(t.zh for t in check.look), "\n".join(t.en or "" for t in check.look),
            "; ".join(check.bearers), *bearers, "; ".join(check.evidence), *evidence,
            "; ".join(check.verify), *verify, check.sampling, *sampling,
            *_both(check.fix), now[check.id].stamp,
        )  # fmt: skip


def _flag(value: bool) -> str:
    return "true" if value else "false"


def checks_csv(regulation: Regulation) -> str:
    """The table for any program: UTF-8 with its mark, so that Excel shows it as it is.

    What begins like a formula has an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, _cells(row)) for row in rows(regulation))
    return "\ufeff" + out.getvalue()


def checks_plan(regulation: Regulation, heads: Mapping[str, Text]) -> Plan:
    """The same as a workbook; `heads` are the words of the columns, `column_<name>`."""
    named = [heads[f"column_{name}"] for name in COLUMNS]
    cells = [Cell(0, n, f"{head.zh}\n{head.en}", "head") for n, head in enumerate(named)]
    heights = {0: _HEAD}
    for r, row in enumerate(rows(regulation), 1):
        said = [_lines(*pair) for pair in zip(COLUMNS, _cells(row), strict=True)]
        cells += (
            Cell(r, n, lines, "more" if COLUMNS[n] in _LAW else "cell")
            for n, lines in enumerate(said)
        )
        wide = (points(_WIDTHS.get(name, _NARROW)) for name in COLUMNS)
        heights[r] = height(zip(said, wide, strict=True))
    page = WorksheetModel(
        name="checks",
        widths=tuple(_WIDTHS.get(name, _NARROW) for name in COLUMNS),
        cells=tuple(cells),
        heights=heights,
        repeat=(0, 0),
        freeze=(1, 1),
        table=True,
    )
    return Plan((page,), {}, regulation.title.zh, regulation.id, regulation.edition, ("", ""))


def _lines(name: str, words: str) -> Lines:
    """The words of a cell in the face and language of its column."""
    face: Face = "serif" if name in _LAW else "sans"
    language: Language = "en" if name.endswith("_en") else "zh"
    return tuple((Run(line, face, False, 10, language),) for line in words.split("\n"))


def harmless(words: str) -> str:
    """The words as a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _cells(row: Row) -> Iterator[str]:
    return (getattr(row, name) for name in COLUMNS)


def _named(terms: Mapping[str, Term], codes: Iterable[str]) -> tuple[str, str]:
    """The words of codes in both languages."""
    found = [_both(terms[code].text) for code in codes if code in terms]
    return "；".join(zh for zh, _ in found), "; ".join(en for _, en in found if en)


def _both(text: Text) -> tuple[str, str]:
    return _said(text.zh), _said(text.en or "")


def _said(words: str) -> str:
    """Nothing for what nobody has written yet."""
    return "" if words == OPEN else words
