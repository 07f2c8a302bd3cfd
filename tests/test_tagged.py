"""The sheets of the site as archives and screen readers take them: PDF/A-2a and PDF/UA-1.

Typst checks both as it writes; outloud, which knows nothing of Typst, checks what a machine can
of PDF/UA-1. PDF/A is checked here by what the file claims and holds: veraPDF is in no registry.
"""

import re
from functools import cache
from pathlib import Path

import outloud
import pytest
from pypdf import PdfReader
from tagged import columns, spoken, tree, walk

SEEN = (
    "zh/article-05",
    "en/article-05",
    "both/walk-05",
    "both/ledger",
    "both/summary",
    "zh/large-06",
    "en/large-06",
    "zh/evidence",
    "both/samples",
    "zh/bearer-discipline",
    "both/report",
    "en/tracer-tree",
)


@cache
def reader(path: Path) -> PdfReader:
    return PdfReader(path)


@pytest.fixture(params=SEEN)
def pdf(request: pytest.FixtureRequest, site: Path) -> PdfReader:
    return reader(site / f"sheets/parks/{request.param}.pdf")


def test_a_sheet_claims_both_standards_and_is_dated_by_its_edition(pdf: PdfReader):
    about = pdf.root_object["/Metadata"].get_data()
    claims = (b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b"<pdfaid:conformance>A<")
    assert [claim for claim in claims if claim not in about] == []
    edition = re.search(r"@(\d{4})-(\d\d)-(\d\d)#", pdf.metadata["/Keywords"])
    assert edition is not None
    assert pdf.metadata["/CreationDate"].startswith(f"D:{''.join(edition.groups())}")
    assert pdf.root_object["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_run_is_spoken_in_its_own_language(pdf: PdfReader):
    said = spoken(pdf)
    assert said
    chinese = [s for s in said if re.search(r"[\u4e00-\u9fff]", s[1])]
    assert {lang for lang, _ in chinese} <= {"zh-CN"}
    english = [s for s in said if re.search(r"[A-Za-z]{2}", s[1]) and s not in chinese]
    assert {lang for lang, _ in english} <= {"en"}


def test_every_table_has_heads_and_as_many_columns_in_each_row(pdf: PdfReader):
    tables = [node for node in walk(tree(pdf)) if node.kind == "Table"]
    assert tables
    for table in tables:
        heads = [node for node in walk(table) if node.kind == "TH"]
        assert {head.attributes.get("/Scope") for head in heads} <= {"/Column", "/Row", "/Both"}
        assert len(columns(table)) == 1


def test_the_bookmarks_are_the_headings(pdf: PdfReader):
    kinds = [node.kind for node in walk(tree(pdf)) if re.fullmatch(r"H\d", node.kind)]
    marks = [mark for mark in pdf.outline if not isinstance(mark, list)]
    assert len(marks) == kinds.count("H1") == 1


def test_every_picture_says_what_it_shows(pdf: PdfReader):
    figures = [node for node in walk(tree(pdf)) if node.kind in {"Figure", "Formula"}]
    assert [node for node in figures if not node.attributes.get("/Alt")] == []


# It takes a row for short where cells that reach down from the row above stand at its end;
# the columns are counted above instead.
MISTAKEN = {"TBL-004"}


@pytest.mark.parametrize("name", [*SEEN, "zh/booklet"])
def test_an_independent_checker_finds_no_error(name: str, site: Path):
    path = site / f"sheets/parks/{name}.pdf"
    found = outloud.check(str(path), skip=MISTAKEN, layers={"conformance"})
    assert found.error is None
    told = [(f.rule, f.page, f.message) for f in found.findings if f.severity == "error"]
    assert told == []
