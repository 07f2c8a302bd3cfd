"""The columns and the notes of every form, once for paper, documents and workbooks.

A column that stands here stands in all of them; what a form does not print in it is a place to
write, named by its key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from generator.answers.names import CODES
from generator.sheets.records import SheetLanguage

Medium = Literal["paper", "document", "book"]


@dataclass(frozen=True, slots=True)
class Widths:
    """How wide a column is in each language."""

    zh: float
    en: float
    both: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its head and its widths, None where it has none of these.

    The head is a word of the forms, "" where the answer of this key heads it; `over` heads it
    together with its neighbours. On `paper` and in a `document` widths are in mm, 254 across
    A4; in a `book`, the workbook of checks, they are its units, some 130 across.
    """

    key: str
    head: str
    paper: Widths | None = None
    document: Widths | None = None
    book: Widths | None = None
    over: str = ""


@dataclass(frozen=True, slots=True)
class FormTable:
    """The table of a form, and the words of the notes below it."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


def _w(zh: float, en: float | None = None, both: float | None = None) -> Widths:
    """Widths in the three languages, the Chinese ones where no other is said."""
    return Widths(zh, zh if en is None else en, zh if both is None else both)


def _answers(paper: tuple[Widths, ...], document: tuple[float, ...]) -> tuple[Column, ...]:
    """A column for each answer."""
    widths = zip(CODES, paper, document, strict=True)
    return tuple(Column(code, "", p, _w(d)) for code, p, d in widths)


def _ours(key: str, paper: Widths, document: Widths) -> Column:
    """A column of what the text does not ask; in a workbook it stands below each question."""
    return Column(key, f"col-{key}", paper, document, over="col-editorial")


def _sample(key: str, document: Widths, book: Widths) -> Column:
    """A column of how many were drawn; on paper the blanks stand below the finding."""
    return Column(key, f"col-{key}", document=document, book=book, over="col-sample-count")


SHEET = FormTable(
    (
        # English names its methods at length; in both languages, rows being taller, there is
        # less width for handwriting. In a workbook findings and reasons have room for 400
        # characters on a page: a row grows with what is typed, up to the 409 points that Excel
        # knows; remarks, which hold numbers of papers, for 150.
        Column("n", "no", _w(9, 8, 9), _w(10), _w(4.2)),
        Column("clause", "col-clause", _w(21, 20, 22), _w(22, both=23)),
        Column("clause", "col-check-no", book=_w(10.5)),
        Column("ask", "col-ask", _w(70, 71, 51), _w(60, 57, 51)),
        Column("ask", "col-ask-book", book=_w(37.6, 33.5, 33.5)),
        _ours("verify", _w(28, 31, 33), _w(23, both=30)),
        _ours("evidence", _w(45, 46, 62), _w(40, 39, 42)),
        Column("answer", "col-result", _w(32, 28, 33), _w(32, both=33)),
        Column("answer", "col-answer", book=_w(8.5, 11.5, 11.5)),
        Column("finding", "col-finding", _w(38, 38, 29), _w(33, both=26), _w(22.2)),
        _sample("sampled", _w(11, 13, 13), _w(4.5, 5.5, 5.5)),
        _sample("off", _w(10, 9, 10), _w(4.5)),
        Column("reason", "office-reason", book=_w(22.2)),
        Column("remark", "col-remark", _w(11, 12, 15), _w(13, 16, 16)),
        Column("remark", "office-remark", book=_w(13.0)),
    ),
    ("note-face", "note-yes", "note-reason", "note-no", "note-true", "note-data"),
)
LIST = FormTable(  # shares of what a portrait page is across, 167 mm in a document
    (
        Column("check", "col-list-check", _w(17.5, 19, 17), _w(19), _w(24)),
        Column("ask", "col-ask-hint", _w(83, 103, 93.5), _w(61), _w(73)),
        Column("answer", "col-answer", book=_w(25)),
        Column("yes", "", _w(7, 6.5, 7), _w(8, 8, 8.5)),
        Column("partial", "", _w(8, 6.5, 10.5), _w(10.5, 12, 12.5)),
        Column("no", "", _w(7, 6.5, 6.5), _w(8)),
        Column("na", "", _w(10.5, 6.5, 10), _w(12.5, 11.5, 12)),
        Column("unchecked", "", _w(8, 9, 12.5), _w(10.5, 13.5, 15)),
        Column("sampled", "col-sampled-off", _w(12, 11, 10)),
        Column("sampled", "col-sampled", document=_w(10.5, 11.5, 11.5), book=_w(11, 12)),
        Column("off", "col-off", document=_w(10.5, 9, 9), book=_w(11, 10)),
        Column("remark", "col-note", _w(14, 13.5, 10), _w(16.5, 13.5, 11.5), _w(23)),
    ),
    ("note-yes", "list-problems", "list-marks", "list-sampled"),
)
LARGE = FormTable(
    (
        Column("n", "col-no-large", _w(27)),
        Column("ask", "col-ask-large", _w(116, 137, 132)),
        Column("answer", "col-result", _w(52, 44, 53)),
        Column("finding", "col-finding", _w(59, 46, 42)),
    ),
    ("note-face", "note-yes", "note-reason", "note-no", "note-true", "note-data-large"),
)
LEDGER = FormTable(
    (
        Column("n", "no", _w(10), _w(10), _w(4.5)),
        Column("clause", "col-clause-check", _w(22), _w(22), _w(13.0)),
        Column("problem", "col-problem", _w(48, 47, 47), _w(48), _w(27.0)),
        Column("measure", "col-measure", _w(48, 47, 47), _w(48), _w(22.5)),
        Column("leader", "col-leader", _w(20), _w(20), _w(10.0)),
        Column("person", "col-person", _w(20), _w(20), _w(10.0)),
        Column("limit", "col-limit", _w(22), _w(22), _w(11.0)),
        Column("done", "col-done", _w(26), _w(23), _w(10.3)),
        Column("proof", "col-proof", _w(28, 26, 26), _w(27), _w(12.2)),
        Column("closed", "col-closed", _w(10, 14, 14), _w(14), _w(6.5)),
    ),
    (
        *("ledger-zero", "ledger-from", "ledger-measure"),
        *("note-true", "ledger-close", "note-data-short"),
    ),
)
PROBLEMS = FormTable(
    (
        Column("n", "no", _w(10), _w(10)),
        Column("check", "col-check-no", _w(24), _w(24)),
        Column("answer", "col-answer", _w(22, 22, 33), _w(22, both=33)),
        Column("finding", "col-problem-facts", _w(66, both=60), _w(66, both=60)),
        Column("cause", "col-cause", _w(36, both=34), _w(36, both=34)),
        Column("measure", "col-measure-short", _w(52, both=49), _w(52, both=49)),
        Column("person", "col-person", _w(22), _w(22)),
        Column("limit", "col-limit", _w(22), _w(22)),
    ),
    ("problems-which", "problems-na", "note-true", "problems-ledger"),
)
SUMMARY = FormTable(
    (
        Column("article", "col-article", _w(71, both=64), _w(71), _w(31.0)),
        Column("due", "sum-due", _w(19, both=17), _w(19), _w(7.5)),
        Column("done", "sum-done", _w(16, both=17), _w(16), _w(7.5)),
        Column("yes", "", _w(15, both=14), _w(15), _w(6.5)),
        Column("partial", "", _w(16, both=15), _w(16), _w(6.5)),
        Column("no", "", _w(15, both=14), _w(15), _w(6.5)),
        Column("na", "", _w(17), _w(17), _w(7.5)),
        Column("unchecked", "", _w(16, both=20), _w(16), _w(8.0)),
        Column("blank", "office-blank", book=_w(6.5)),
        Column("rate", "sum-rate", _w(18), _w(18), _w(13.0)),
        Column("problems", "sum-problems", _w(17, both=19), _w(17), _w(8.5)),
        Column("fixed", "sum-fixed", _w(17, both=19), _w(17), _w(7.5)),
        Column("fixing", "sum-fixing", _w(17, both=20), _w(17), _w(7.5)),
    ),
    ("summary-rate", "summary-due-printed", "cross-note"),
)
ROLLUP = FormTable(
    (
        Column("n", "no", _w(10), _w(10)),
        Column("entity", "col-reporting", _w(64), _w(62)),
        Column("due", "sum-due", _w(17), _w(17)),
        *_answers((_w(15), _w(15), _w(15), _w(17), _w(15)), (15, 15, 15, 17, 17)),
        Column("problems", "sum-problems", _w(18), _w(18)),
        Column("fixed", "sum-fixed", _w(19), _w(19)),
        Column("not_fixed", "sum-not-fixed", _w(19), _w(19)),
        Column("remark", "col-remark", _w(30), _w(30)),
    ),
    ("rollup-rows", "rollup-zero", "rollup-sums", "rollup-rate"),
)
EVIDENCE = FormTable(
    (
        Column("n", "no", _w(10), _w(10)),
        Column("kind", "col-evidence-kind", _w(54), _w(54)),
        Column("name", "col-evidence-name", _w(60), _w(60)),
        Column("number", "col-evidence-date", _w(36), _w(36)),
        Column("pages", "col-pages", _w(14), _w(14)),
        Column("checks", "col-checks", _w(50), _w(50)),
        Column("kept", "col-place", _w(30), _w(30)),
    ),
    ("evidence-rows", "evidence-numbers", "note-true", "evidence-data"),
)
SAMPLES = FormTable(
    (
        Column("n", "no", _w(10), _w(10)),
        Column("check", "col-check-no", _w(28), _w(28)),
        Column("whole", "col-total", _w(30), _w(26)),
        Column("sample", "col-sample", _w(52), _w(56)),
        Column("drawn", "col-drawn-how", _w(30), _w(30)),
        Column("by", "col-drawn-by", _w(22), _w(22)),
        Column("date", "col-drawn-on", _w(26), _w(26)),
        Column("result", "col-sample-result", _w(38), _w(40)),
        Column("remark", "col-remark", _w(18), _w(16)),
    ),
    ("sample-every", "sample-before", "sample-replace", "sample-data"),
)
REPORT = FormTable(  # mm of the 156 across a portrait page
    (
        Column("article", "col-article", _w(42), _w(31)),
        Column("due", "sum-due", _w(16), _w(18)),
        Column("done", "sum-done", _w(14), _w(17)),
        *_answers((_w(12), _w(14), _w(12), _w(16), _w(14)), (12, 15, 12, 15, 18)),
        Column("problems", "sum-problems", _w(16), _w(18)),
    ),
)
TRACER = FormTable(
    (
        Column("n", "no", _w(9), _w(10)),
        Column("clause", "col-clause-check", _w(30), _w(30)),
        Column("ask", "col-ask", _w(70, both=64), _w(65)),
        Column("evidence", "col-traced-proof", _w(58, both=62), _w(58)),
        Column("answer", "col-result", _w(32, both=33), _w(37)),
        Column("finding", "col-traced-seen", _w(55, both=56), _w(54)),
    ),
    ("traced-stages", "traced-one", "traced-ledger", "traced-data"),
)
CASES = 10  # households or projects beside each other
MATRIX = FormTable(
    (
        Column("check", "col-list-check", _w(20, 21, 21), _w(22)),
        Column("ask", "col-ask-hint", _w(84, 103, 103), _w(82)),
        *(Column(f"case-{n}", "col-case", _w(15, 13, 13), _w(15)) for n in range(1, CASES + 1)),
    ),
    ("matrix-marks", "traced-ledger", "traced-data", "matrix-more"),
)
CONTENTS = FormTable(
    (
        Column("n", "no", _w(14), _w(14)),
        Column("form", "col-form", _w(60), _w(64)),
        Column("about", "col-about", _w(142), _w(132)),
        Column("due", "sum-due", _w(20), _w(24)),
        Column("page", "col-page", _w(18), _w(20)),
    ),
    (
        *("guide-1", "guide-2", "guide-face", "guide-yes", "guide-reason", "note-no"),
        *("guide-true", "guide-own", "guide-weights", "guide-data", "guide-order"),
    ),
)
SAMPLING = FormTable(  # twice beside each other on paper
    (
        Column("short", "col-short", _w(30), _w(60)),
        Column("full", "col-full", _w(97), _w(194)),
    ),
)

TABLES: Mapping[str, FormTable] = {
    "sheet": SHEET,
    "list": LIST,
    "large": LARGE,
    "ledger": LEDGER,
    "problems": PROBLEMS,
    "summary": SUMMARY,
    "rollup": ROLLUP,
    "evidence": EVIDENCE,
    "samples": SAMPLES,
    "report": REPORT,
    "tracer": TRACER,
    "matrix": MATRIX,
    "contents": CONTENTS,
    "sampling": SAMPLING,
}


def columns_in(table: FormTable, medium: Medium) -> tuple[Column, ...]:
    """The columns that a table has there, from left to right."""
    return tuple(column for column in table.columns if _widths(column, medium))


def widths_in(table: FormTable, medium: Medium, language: SheetLanguage) -> tuple[float, ...]:
    """Their widths."""
    found = (_widths(column, medium) for column in table.columns)
    return tuple({"zh": w.zh, "en": w.en, "both": w.both}[language] for w in found if w)


def keys_in(table: FormTable, medium: Medium) -> tuple[str, ...]:
    """Their keys."""
    return tuple(column.key for column in columns_in(table, medium))


def _widths(column: Column, medium: Medium) -> Widths | None:
    return {"paper": column.paper, "document": column.document, "book": column.book}[medium]
