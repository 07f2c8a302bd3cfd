"""What LibreOffice makes of the forms: opened, filled in, saved, read back by name."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from city import sheet_jobs
from docx import Document
from docx.document import Document as Opened
from docx.table import _Cell
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from pypdf import PdfReader

from generator.sheets.docx.document import document
from generator.sheets.jobs import Job
from generator.sheets.xlsx.spreadsheet import plan
from generator.sheets.xlsx.workbook import workbook

ROOT = Path(__file__).parent.parent
AS_MADE = (
    *("zh/article-10", "both/bearer-discipline", "en/ledger", "both/summary", "zh/evidence"),
    *("zh/evidence-blank", "both/samples", "en/tracer-facility", "zh/tracer-tree"),
    *("both/rollup", "both/list-street", "zh/tracer-matrix-tree"),
)
TEXTS = (
    *AS_MADE[:3],
    "both/summary",
    "zh/samples",
    "both/tracer-tree",
    "zh/report",
    "en/rollup",
    *("both/list-street", "zh/problems"),
)
FOUND = "已提出问责意见，材料齐全"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
ANSWERS = ("yes", "partial", "no", "na", "unchecked")


def saved(files: dict[str, bytes], folder: Path, ending: str) -> dict[str, bytes]:
    """The files as LibreOffice saves them, all in one run; none that it must repair."""
    assert shutil.which("soffice"), (
        "these tests need LibreOffice: sudo apt-get install libreoffice-calc libreoffice-writer"
    )
    made = {f"{name.replace('/', '_')}.{ending}": data for name, data in files.items()}
    return dict(zip(files, converted(made, folder, ending), strict=True))


def converted(files: dict[str, bytes], folder: Path, ending: str) -> list[bytes]:
    """Files by name as LibreOffice makes them of another kind."""
    (folder / "made").mkdir()
    for name, data in files.items():
        (folder / "made" / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(folder / "saved")]
    command += sorted(str(p) for p in (folder / "made").iterdir())
    subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [(folder / "saved" / name).with_suffix(f".{ending}").read_bytes() for name in files]


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────


def filled(data: bytes, words: dict[str, Any]) -> bytes:
    """The workbook with words in the cells of these names."""
    book, file = opened(data), io.BytesIO()
    for name, value in words.items():
        (cell,) = cells(book, name)
        assert not cell.protection.locked
        cell.value = value
    book.save(file)
    return file.getvalue()


def opened(data: bytes, *, results: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=results)


def cells(found: Workbook, name: str) -> list[Cell]:
    ((sheet, place),) = found.defined_names[name].destinations
    area = found[sheet][place]
    return [c for row in area for c in row] if isinstance(area, tuple) else [area]


def value(found: Workbook, name: str) -> Any:
    (cell,) = cells(found, name)
    return cell.value


def picks(sheet: Any) -> set[tuple[int, int, str]]:
    """Row and column of the cells that have a list to choose from, and which list."""
    return {
        (row, column, rule.formula1)
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }


def labels(job: Job) -> dict[str, str]:
    both = job.language == "both"
    return {
        a.code: f"{a.text.zh} {a.text.en}" if both else getattr(a.text, job.language)
        for a in job.sheet.setting.scale
    }


def checks(job: Job) -> list[str]:
    return [row.id for clause in job.sheet.body.clauses for row in clause.checks]


def answers(job: Job) -> dict[str, str]:
    """Every check answered in turn, with a finding, and a reason where one is needed."""
    said, words = labels(job), {"unit": "某街道办事处", "period": "2026年1月至10月"}
    for n, check in enumerate(checks(job)):
        at, code = check.replace("-", "_"), ANSWERS[n % 5]
        words[f"answer_{at}"] = said[code]
        words[f"finding_{at}"] = f"={n} 情况"  # looks like a formula, and is none
        if code in ("partial", "no", "na"):
            words[f"reason_{at}"] = f"理由 {check}"
    return words


def given(job: Job, codes: tuple[str, ...]) -> dict[str, str]:
    """The checks answered by these codes in turn."""
    said = labels(job)
    pairs = zip(checks(job), codes, strict=True)
    return {f"answer_{check.replace('-', '_')}": said[code] for check, code in pairs}


def long_words(job: Job) -> dict[str, str]:
    """Every check answered 否, with 400 characters in problems and measures."""
    kinds = {"finding": "存在", "measure": "措施"}
    return given(job, ("no",) * len(checks(job))) | {
        f"{kind}_{check.replace('-', '_')}": f"{words}{check}{'长' * 390}"
        for check in checks(job)
        for kind, words in kinds.items()
    }


SUMS = {
    f"{key}_sum_{n}": n + k
    for n in (1, 2, 4, 5)
    for k, key in enumerate((*ANSWERS, "problems", "fixed"))
}

REPORTED = {  # by two entities, of which one has no problem
    **{"entity_rollup_1": "某街道办事处", "due_rollup_1": 51, "yes_rollup_1": 46},
    **{"partial_rollup_1": 3, "no_rollup_1": 2, "problems_rollup_1": 5, "fixed_rollup_1": 4},
    **{"not_fixed_rollup_1": 1, "due_rollup_2": 51, "yes_rollup_2": 51},
    **{"problems_rollup_2": "无", "remark_rollup_2": "补报"},
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Workbooks as made, and the same as LibreOffice saved them; `!` marks those filled in."""
    made = {name: workbook(plan(sheet_jobs()[f"{name}.xlsx"].sheet)) for name in AS_MADE}
    for name in ("zh/article-05", "both/article-10", "zh/bearer-discipline"):
        job = sheet_jobs()[f"{name}.xlsx"]
        made[f"{name}!"] = filled(workbook(plan(job.sheet)), answers(job))
    job = sheet_jobs()["zh/article-10.xlsx"]
    for name, last in (("all yes", "yes"), ("one not checked", "unchecked")):
        codes = ("yes",) * (len(checks(job)) - 1) + (last,)
        made[name] = filled(workbook(plan(job.sheet)), given(job, codes))
    made["long"] = filled(workbook(plan(job.sheet)), long_words(job))
    made["zh/rollup!"] = filled(workbook(plan(sheet_jobs()["zh/rollup.xlsx"].sheet)), REPORTED)
    made["zh/summary!"] = filled(workbook(plan(sheet_jobs()["zh/summary.xlsx"].sheet)), SUMS)
    after = saved(made, tmp_path_factory.mktemp("calc"), "xlsx")
    return {name: (made[name], after[name]) for name in made}


@pytest.mark.parametrize("name", AS_MADE)
def test_a_workbook_comes_back_as_it_was(name: str, books: dict[str, tuple[bytes, bytes]]):
    before, after = (opened(data) for data in books[name])
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        again = after[sheet.title]
        said = {c.coordinate: c.value for row in sheet for c in row if c.data_type == "s"}
        assert {at: again[at].value for at in said} == said
        counted = {c.coordinate for row in sheet for c in row if c.data_type == "f"}
        assert {c.coordinate for row in again for c in row if c.data_type == "f"} == counted
        free = {c.coordinate for row in sheet for c in row if not c.protection.locked}
        assert {c.coordinate for row in again for c in row if not c.protection.locked} >= free
        assert again.protection.sheet
        assert again.print_title_rows == sheet.print_title_rows
        assert picks(again) == picks(sheet)
    shown = [[s.sheet_state == "visible" for s in b.worksheets] for b in (before, after)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("name", AS_MADE)
def test_every_name_still_stands_for_the_same_cell(
    name: str, books: dict[str, tuple[bytes, bytes]]
):
    before, after = (opened(data) for data in books[name])
    stood = {n: list(d.destinations) for n, d in before.defined_names.items()}
    stand = {n: list(d.destinations) for n, d in after.defined_names.items()}
    assert {n: stand.get(n) for n in stood} == stood


@pytest.mark.parametrize("name", ["zh/article-05", "both/article-10", "zh/bearer-discipline"])
def test_what_was_filled_in_is_found_by_name(name: str, books: dict[str, tuple[bytes, bytes]]):
    job, after = sheet_jobs()[f"{name}.xlsx"], opened(books[f"{name}!"][1])
    assert [c.value for c in cells(after, "checks")][: len(checks(job))] == checks(job)
    words = answers(job)
    assert {n: value(after, n) for n in words} == words
    ident = job.sheet.body.ident
    assert value(after, "zicha_stamp") == ident.stamp
    assert value(after, "zicha_sheet") == ident.id


def test_ledger_and_counts_follow_what_was_filled_in(books: dict[str, tuple[bytes, bytes]]):
    job, after = (
        sheet_jobs()["zh/article-05.xlsx"],
        opened(books["zh/article-05!"][1], results=True),
    )
    wanted = [c for n, c in enumerate(checks(job)) if ANSWERS[n % 5] in ("partial", "no")]
    pages = [after[name] for name in ("整改台账", "整改台账续页")]
    rows = [r for page in pages for r in page.iter_rows(max_col=3, values_only=True)]
    listed = [(n, str(clause)) for n, clause, _ in rows if isinstance(n, int)]
    assert [n for n, _ in listed] == list(range(1, len(wanted) + 1))
    assert [clause.split()[-1] for _, clause in listed] == wanted
    (line,) = (r for r in after["汇总表"].iter_rows(values_only=True) if r[0] == "合计")
    counts = [sum(n % 5 == k for n in range(len(checks(job)))) for k in range(5)]
    assert list(line[3:8]) == counts
    assert line[9] == f"{counts[0] / sum(counts[:3]):.1%} ({counts[0]}/{sum(counts[:3])})"


def test_what_finds_no_room_in_a_row_of_the_ledger_goes_on_in_the_next(
    books: dict[str, tuple[bytes, bytes]],
):
    after = opened(books["long"][1], results=True)
    pages = [after[name] for name in ("整改台账", "整改台账续页")]
    rows = [row for sheet in pages for row in sheet.iter_rows(max_col=10, values_only=True)]
    listed = [row for row in rows if isinstance(row[0], int) or row[0] == "续"]
    for column, kind in ((2, "存在"), (3, "措施")):
        said = "".join(str(row[column] or "") for row in listed)
        for check in checks(sheet_jobs()["zh/article-10.xlsx"]):
            assert (kind, check, said.count(f"{kind}{check}{'长' * 390}")) == (kind, check, 1)
    told = [str(row[0]) for row in pages[0].iter_rows(values_only=True)]
    assert sum("本页写不下" in words and "整改台账续页" in words for words in told) == 1


@pytest.mark.parametrize(("name", "said"), [("all yes", "无"), ("one not checked", None)])
def test_the_ledger_says_that_nothing_was_found_only_where_all_is_checked(
    name: str, said: str | None, books: dict[str, tuple[bytes, bytes]]
):
    after = opened(books[name][1], results=True)
    first = next(after["整改台账"].iter_rows(min_row=7, max_col=3, values_only=True))
    assert (first[2] or None) == said


def test_each_article_of_a_sheet_of_several_is_summed_up(
    books: dict[str, tuple[bytes, bytes]],
):
    after = opened(books["zh/bearer-discipline!"][1], results=True)
    rows = [str(c.value) for c in after.worksheets[0]["A"]]
    assert [row for row in rows if row.startswith(("小计", "合计"))] == [
        "小计　应查 1　已查 1　是 1　部分 0　否 0　不适用 0　未查 0　符合率 100.0% (1/1)",
        "小计　应查 1　已查 1　是 0　部分 1　否 0　不适用 0　未查 0　符合率 0.0% (0/1)",
        "合计　应查 2　已查 2　是 1　部分 1　否 0　不适用 0　未查 0　符合率 50.0% (1/2)",
    ]


def test_a_summary_adds_itself_up(books: dict[str, tuple[bytes, bytes]]):
    book = opened(books["zh/summary!"][1], results=True)
    one = {n: value(book, f"{n}_sum_3") for n in ("done", *ANSWERS, "problems", "fixing")}
    assert one == {
        **{"yes": 3, "partial": 5, "no": 7, "na": 9, "unchecked": 11},
        **{"done": 24, "problems": 13, "fixing": -2},
    }
    assert value(book, "rate_sum_3") == "20.0% (3/15)"
    total = max(int(n[8:]) for n in book.defined_names if n.startswith("yes_sum_"))
    assert value(book, f"yes_sum_{total}") == 12
    assert value(book, "done_sum_6") in (None, "")  # nothing is written there


def test_what_entities_report_is_added_up(books: dict[str, tuple[bytes, bytes]]):
    book = opened(books["zh/rollup!"][1], results=True)
    kinds = ("due", *ANSWERS, "problems", "fixed", "not_fixed")
    total = {kind: value(book, f"{kind}_rollup_total") or None for kind in kinds}
    assert total == {
        **{"due": 102, "yes": 97, "partial": 3, "no": 2, "na": None, "unchecked": None},
        **{"problems": 5, "fixed": 4, "not_fixed": 1},
    }


# ── documents ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """Documents as made, and as LibreOffice saved them; `!` marks the one filled in."""
    made = {name: document(sheet_jobs()[f"{name}.docx"].sheet) for name in TEXTS}
    made["zh/article-10!"] = ticked(made["zh/article-10"])
    after = saved(made, tmp_path_factory.mktemp("writer"), "docx")
    return {name: (made[name], after[name]) for name in made}


def words(found: Opened) -> str:
    parts = [found.element.body, *(s.header._element for s in found.sections)]
    said = (t.text or "" for part in parts for t in part.iter() if t.tag.endswith("}t"))
    whole = re.sub(r"\s", "", "".join(said))
    return re.sub(r"(?<=共)\d+(?=页)", "", whole)  # how many pages there are is counted


def places(found: Opened) -> dict[str, Any]:
    """Name → what holds it: a cell or a line."""
    marks = (e for e in found.element.body.iter() if e.tag.endswith("}bookmarkStart"))
    return {e.get(f"{{{W}}}name"): e.getparent() for e in marks}


def holder(found: Opened, name: str) -> Any:
    """The cell in which a name stands."""
    at = places(found)[name]
    while not at.tag.endswith("}tc"):
        at = at.getparent()
    return at


def count(found: Opened, kind: str) -> int:
    return sum(e.tag.endswith(f"}}{kind}") for e in found.element.body.iter())


def ticked(data: bytes) -> bytes:
    """Its first check answered 是, with words about it."""
    found, file = Document(io.BytesIO(data)), io.BytesIO()
    _Cell(holder(found, "finding_A10_01_1"), found.tables[-1]).paragraphs[0].add_run(FOUND)
    box = places(found)["yes_A10_01_1"].find(f".//{{{W14}}}checkbox")
    box[0].set(f"{{{W14}}}val", "1")
    found.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", TEXTS)
def test_a_document_comes_back_as_it_was(name: str, texts: dict[str, tuple[bytes, bytes]]):
    before, after = (Document(io.BytesIO(data)) for data in texts[name])
    assert words(after) == words(before)
    assert set(places(after)) >= set(places(before))
    assert count(after, "checkbox") == count(before, "checkbox")
    assert len(after.sections) == len(before.sections)
    assert after.sections[0].page_width == before.sections[0].page_width
    assert count(after, "tblHeader") == count(before, "tblHeader")


def test_what_was_written_in_a_document_is_found_by_name(
    texts: dict[str, tuple[bytes, bytes]],
):
    after = Document(io.BytesIO(texts["zh/article-10!"][1]))
    cell = holder(after, "finding_A10_01_1")
    assert "".join(t.text for t in cell.iter(f"{{{W}}}t")) == FOUND
    marks = holder(after, "yes_A10_01_1").iter(f"{{{W14}}}checked")
    assert [e.get(f"{{{W14}}}val") for e in marks] == ["1", "0", "0", "0", "0"]


# ── as printed ────────────────────────────────────────────────────────────────────────────────

ENDED = (  # long, bilingual, with little above the signatures, with rows to write in
    *("zh/article-05", "zh/article-02", "both/article-11", "both/bearer-person"),
    *("en/bearer-unit", "both/bearer-district", "en/ledger", "both/ledger"),
    *("zh/evidence-blank", "en/samples", "both/tracer-facility", "both/rollup"),
    *("zh/list-street", "both/list-street"),
)
BOOKLETS = ("zh/booklet", "both/booklet")
ENDS = {  # words that stand only where the form is signed
    **{
        "sheet": "opinion",
        "list": "opinion",
        "ledger": "ledger-opinion",
        "tracer": "traced-opinion",
    },
    **{"evidence": "compiler", "samples": "drawer", "rollup": "leader-charge"},
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The words of each page, without white space, as LibreOffice prints a file."""
    made = {
        f"{name}.docx": document(sheet_jobs()[f"{name}.docx"].sheet)
        for name in (*ENDED, *BOOKLETS)
    }
    made |= {
        f"{name}.xlsx": workbook(plan(sheet_jobs()[f"{name}.xlsx"].sheet)) for name in ENDED
    }
    found: dict[str, list[str]] = {}
    for ending in ("docx", "xlsx"):
        files = {n.replace("/", "_"): d for n, d in made.items() if n.endswith(ending)}
        pages = converted(files, tmp_path_factory.mktemp(ending), "pdf")
        names = [n for n in made if n.endswith(ending)]
        found |= {n: said(pdf) for n, pdf in zip(names, pages, strict=True)}
    return found


def said(pdf: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(r"[ \t]", "", page.extract_text()) for page in pages]


def word_of(job: Job, key: str) -> str:
    text = job.sheet.setting.strings[key]
    return re.sub(r"\s", "", getattr(text, "en" if job.language == "en" else "zh"))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize("name", ENDED)
def test_no_page_holds_the_signatures_alone(
    name: str, ending: str, printed: dict[str, list[str]]
):
    job = sheet_jobs()[f"{name}.{ending}"]
    signed = word_of(job, ENDS[job.sheet.template])
    pages = [p for p in printed[f"{name}.{ending}"] if signed in re.sub(r"\s", "", p)]
    assert len(pages) == 1
    row = rf"A\d\d-\d|{word_of(job, 'own-row')}|(?m:^\d\d(?=\W))"
    assert re.search(row, pages[0]) or re.search(row, re.sub(r"\s", "", pages[0]))


@pytest.mark.parametrize("name", ENDED)
def test_the_pages_of_a_workbook_end_where_they_are_planned(
    name: str, printed: dict[str, list[str]]
):
    planned = [
        page
        for page in plan(sheet_jobs()[f"{name}.xlsx"].sheet).pages
        if not (page.hidden or page.aside)
    ]
    assert len(printed[f"{name}.xlsx"]) == sum(len(page.breaks) + 1 for page in planned)


@pytest.mark.parametrize("name", ["zh/evidence-blank", "both/ledger", "both/rollup"])
def test_no_line_of_the_notes_of_a_workbook_begins_with_a_mark_that_closes(
    name: str, printed: dict[str, list[str]]
):
    """LibreOffice breaks the lines of cells before any mark."""
    lines = [line for page in printed[f"{name}.xlsx"] for line in page.splitlines()]
    assert [line for line in lines if line.startswith(tuple("。，、；：？！）》”］"))] == []


@pytest.mark.parametrize("name", ENDED)
def test_every_page_says_whose_text_and_which_form_it_is_and_what_it_is_worth(
    name: str, printed: dict[str, list[str]]
):
    for ending in ("docx", "xlsx"):
        sheet = sheet_jobs()[f"{name}.{ending}"].sheet
        language = "en" if name.startswith("en") else "zh"
        law = sheet.setting.regulation
        wanted = [sheet.body.ident.text, getattr(law.number, language)]
        wanted += [getattr(law.status, x) for x in ("zh", "en") if name.startswith((x, "both"))]
        wanted = [re.sub(r"\s", "", words) for words in wanted]
        for page in printed[f"{name}.{ending}"]:
            assert [w for w in wanted if w not in re.sub(r"\s", "", page)] == []


@pytest.mark.parametrize("name", BOOKLETS)
def test_the_contents_of_a_booklet_name_the_pages_on_which_its_forms_begin(
    name: str, printed: dict[str, list[str]]
):
    job, pages = sheet_jobs()[f"{name}.docx"], printed[f"{name}.docx"]
    form, last = job.sheet.body, "zh" if job.language == "zh" else "en"
    begins = [first(pages, sheet.ident.text) for sheet in form.sheets]
    begins += [first(pages, one.ident.text) for one in (form.summary, form.ledger)]
    begins.append(first(pages, word_of(job, "sign-statement")))
    contents = re.sub(r"\s", "", "".join(pages[: begins[0] - 1]))
    named = []
    for n, entry in enumerate(form.entries, 1):
        about = entry.about or job.sheet.setting.strings[f"about-{entry.form}"]
        words = re.sub(r"\s", "", getattr(about, last))
        _, _, after = contents.rpartition(f"{words}{entry.due or ''}")
        number = re.match(r"\d*", after)
        named.append(number[0].removesuffix(str(n + 1)) if number else "")
    assert named == [str(page) for page in begins]


def first(pages: list[str], words: str) -> int:
    """The number of the first page with these words."""
    return next(n for n, p in enumerate(pages, 1) if words in re.sub(r"\s", "", p))
