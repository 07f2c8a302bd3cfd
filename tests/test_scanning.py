"""Sheets that come back on paper: where their boxes are, and what is read of a scan."""

import io
import json
import random
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
import segno
from city import CITY
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from playwright.sync_api import Page
from reissuing import OLD, law_in, reissued

from generator.check import checked
from generator.cli import main
from generator.commands.handedin import asked_by
from generator.project.templates import read_templates
from generator.publish.chosen import wanted
from generator.scanning.deciding import Row, decided
from generator.scanning.leaves import Leaf
from generator.scanning.measuring import Ink
from generator.scanning.reading import read
from generator.sheets.jobs import jobs
from generator.sheets.models import Printing
from generator.sheets.pdf.press import Press, Pressed, pressed
from generator.sheets.places import PlacedForm, PlacedPage, forms_from, forms_text

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT))
from bench import scanning as machine  # noqa: E402 - what fills in and scans

LAYOUTS: Mapping[str, Printing] = {
    "": Printing(),
    "a3": Printing(paper="a3"),
    "top": Printing(bind="top"),
    "duplex": Printing(duplex=True),
    "unmarked": Printing(marks=False),
    "annex": Printing(annex=3),
}


@cache
def press() -> Press:
    return Press(ROOT / "site_templates/sheets")


@cache
def sheet(form: str, language: str, subject: str = "", layout: str = "") -> Pressed:
    choice = {"form": form, "language": language, "subject": subject, "format": "pdf"}
    (job,) = wanted(checked(CITY), CITY, LAYOUTS[layout], **choice)
    return pressed(press(), job)


def drawn(pdf: bytes, page: int) -> np.ndarray:
    """Four pixels a point, 0 black."""
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[page - 1].render(scale=4, grayscale=True).to_numpy()
        return np.squeeze(picture).copy()


FORMS = (
    ("article", "zh", "a5", ""),
    ("article", "both", "a5", "a3"),
    ("article", "zh", "a5", "top"),
    ("article", "zh", "a5", "duplex"),
    ("walk", "en", "a5", ""),
    ("walk", "both", "a5", "duplex"),
    ("large", "en", "a6", ""),
    ("list", "both", "street", "duplex"),
    ("list", "en", "street", ""),
    ("tracer", "zh", "tree", ""),
    ("booklet", "zh", "", "duplex"),
)


@pytest.mark.parametrize(("form", "language", "subject", "layout"), FORMS)
def test_boxes_are_where_a_form_says_they_are(form, language, subject, layout):
    """Each is drawn there, empty within, and no words lie on a mark or close to it."""
    made = sheet(form, language, subject, layout)
    assert any(page.boxes for page in made.places)
    for page in made.places:
        picture = drawn(made.pdf, page.page)
        assert picture.shape == pytest.approx((page.height * 4, page.width * 4), abs=2)
        for box in page.boxes:
            left, top, side = (round(4 * v) for v in (box.x, box.y, box.size))
            assert picture[top - 1 : top + 2, left : left + side].min(axis=0).max() < 128
            assert picture[top : top + side, left - 1 : left + 2].min(axis=1).max() < 128
            assert picture[top + 6 : top + side - 6, left + 6 : left + side - 6].min() == 255
        for area in (area for area in page.areas if area.row):
            left, top = round(4 * area.x) + 14, round(4 * area.y) + 14
            right, low = (
                round(4 * v) - 14 for v in (area.x + area.width, area.y + area.height)
            )
            assert picture[top:low, left:right].min(initial=255) == 255  # nothing is printed
        for mark in page.marks:
            left, top, side = (round(4 * v) for v in (mark.x, mark.y, mark.size))
            assert picture[top + 2 : top + 6, left + 2 : left + side - 2].max() < 30
            around = picture[top - 8 : top + side + 8, left - 8 : left + side + 8].copy()
            around[6:-6, 6:-6] = 255
            assert around.min() == 255
            right, low = page.width - mark.x - mark.size, page.height - mark.y - mark.size
            assert min(mark.x, mark.y, right, low) >= 16.9  # 6 mm from the edge


def test_each_page_has_its_own_marks_where_there_are_boxes():
    made = sheet("article", "zh", "a5")
    numbers = [[mark.n for mark in page.marks] for page in made.places]
    assert numbers == [[4 * n + k for k in range(4)] for n in range(made.pages)]
    assert {page.code for page in made.places} == {"parks/A-a5@2026-11-23#c3e68c343992/zh"}


def test_an_office_may_leave_the_marks_out():
    made = sheet("article", "zh", "a5", "unmarked")
    assert [page.marks for page in made.places] == [()] * made.pages
    assert made.places[0].boxes == sheet("article", "zh", "a5").places[0].boxes


def test_every_check_has_a_box_for_each_answer():
    boxes = [box for page in sheet("article", "zh", "a3").places for box in page.boxes]
    rows: dict[str, list[str]] = {}
    for box in boxes:
        rows.setdefault(box.row, []).append(box.answer)
    answers = {tuple(sorted(codes)) for codes in rows.values()}
    assert answers == {("na", "no", "partial", "unchecked", "yes")}
    assert next(iter(rows)) == "A03-01-1"
    assert "own-1" in rows


def test_the_site_gives_out_where_the_boxes_are(site: Path):
    text = (site / "data/parks.forms.json").read_text("utf-8")
    schema = json.loads((ROOT / "schema/forms.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))
    named = {form.file: form.pages for form in forms_from(text)}
    assert named["sheets/parks/zh/article-05.pdf"] == sheet("article", "zh", "a5").places
    assert (site / "schema/forms.schema.json").is_file()


# ── what follows from ink ────────────────────────────────────────────────────────────────────


def ink(share: float, match: float = 0.9, beside: float = 0.0, *, through: bool = False) -> Ink:
    return Ink(share, match, beside, through)


EMPTY = {code: ink(0.0) for code in ("yes", "partial", "no", "na", "unchecked")}
DECIDED = (
    ({"yes": ink(0.2)}, 0.0, ("yes", None, "yes")),
    ({"no": ink(0.9, 0.2)}, 0.01, ("no", None, "no")),  # a filled box hides its own frame
    ({}, 0.0, ("", None, "")),
    ({"yes": ink(0.04)}, 0.0, (None, "between", "yes")),
    ({"yes": ink(0.2), "no": ink(0.2)}, 0.0, (None, "several", "")),
    ({"yes": ink(0.2), "no": ink(0.03)}, 0.0, (None, "several", "")),
    ({"yes": ink(0.9), "no": ink(0.2)}, 0.0, (None, "corrected", "no")),
    ({"yes": ink(0.2), "na": ink(0.0, 0.1)}, 0.0, (None, "match", "yes")),
    ({"yes": ink(0.2, through=True)}, 0.0, (None, "streak", "yes")),
    ({"yes": ink(0.0, beside=0.2)}, 0.0, (None, "beside", "")),
    ({}, 0.02, (None, "written", "")),
)


@pytest.mark.parametrize(("boxes", "words", "expected"), DECIDED)
def test_nothing_doubtful_is_an_answer(boxes, words, expected):
    made = decided(Row({**EMPTY, **boxes}, words, seal=False))
    assert (made.answer, made.ask, made.guess) == expected


def test_what_lies_under_a_seal_is_asked():
    made = decided(Row({**EMPTY, "yes": ink(0.2)}, 0.0, seal=True))
    assert (made.answer, made.ask, made.guess) == (None, "seal", "yes")


# ── scans ────────────────────────────────────────────────────────────────────────────────────


def places(code):
    pages = (*sheet("article", "zh", "a5").places, *sheet("walk", "zh", "a5").places)
    return tuple(page for page in pages if page.code == code.text)


def printed(form: str) -> machine.Sheet:
    made = sheet(form, "zh", "a5")
    return machine.Sheet(made.places, made.pdf)


@pytest.mark.parametrize("kind", ["flatbed", "copier", "fax", "phone"])
@pytest.mark.parametrize("form", ["article", "walk"])
def test_what_is_read_of_a_scan_is_what_was_ticked_or_is_asked(kind, form):
    rng, paper = random.Random(f"{kind} {form}"), printed(form)
    page = paper.pages[0]
    picture, meant = machine.filled(paper, page, rng)
    found = read(Leaf(1, machine.scanned(picture, kind, rng)), places)
    assert (found.status, found.placed) == ("read", page)
    assert [row.row for row in found.rows] == list(meant)
    for row in found.rows:
        if meant[row.row] in machine.ODD:
            assert row.decision.ask
        elif row.decision.ask is None:
            assert row.decision.answer == meant[row.row]
    plain = [row for row in found.rows if meant[row.row] not in machine.ODD]
    assert sum(row.decision.ask is not None for row in plain) <= len(plain) / 20


@pytest.mark.parametrize("across", [False, True])
def test_a_streak_of_the_scanner_is_no_answer(across):
    """It crosses one box of every row of a list, or the boxes of one row."""
    paper = printed("walk")
    page = paper.pages[0]
    picture = paper.drawn(page.page)
    box = page.boxes[0]
    x, y = (round((v + box.size / 2) * machine.S) for v in (box.x, box.y))
    if across:
        picture[y : y + 4] = 90
    else:
        picture[:, x : x + 4] = 90
    found = read(Leaf(1, picture), places)
    touched = [row for row in found.rows if any(i.share > 0.02 for i in row.inks.values())]
    assert touched
    assert [row.decision.answer for row in touched] == [None] * len(touched)


def test_a_red_seal_over_boxes_is_asked_and_seen_through():
    paper = printed("article")
    page, rng = paper.pages[1], random.Random(3)
    picture, meant = machine.filled(paper, page, rng)
    box = page.boxes[8]
    middle = ((box.x + 60) * machine.S, box.y * machine.S)
    sealed = machine.stamped(picture, page, rng, middle)
    assert sealed
    found = read(Leaf(1, picture), places)
    asked = {row.row for row in found.rows if row.decision.ask}
    assert sealed <= asked
    sure = {row.row: row.decision.answer for row in found.rows if not row.decision.ask}
    assert sure == {row: meant[row] for row in sure}


def test_a_page_that_is_none_of_ours_is_named():
    white = np.full((1600, 1200, 3), 255, np.uint8)
    assert read(Leaf(1, white), places).why == "blank"
    letter = white.copy()
    for y in range(100, 1500, 40):
        cv2.putText(letter, "Dear Sir or Madam", (80, y), 0, 1, (0, 0, 0), 2)
    assert (read(Leaf(1, letter), places).status, read(Leaf(1, letter), places).why) == (
        "foreign",
        "foreign",
    )
    cut = sheet_picture()[:, :1500]
    assert read(Leaf(1, cut), places).status != "read"


def sheet_picture() -> np.ndarray:
    paper = printed("article")
    return paper.drawn(1)


# ── the command ──────────────────────────────────────────────────────────────────────────────


def pdf_of(scans: list[np.ndarray]) -> bytes:
    """A PDF as copiers make them, a picture a page."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument.new() as document:
        for scan in scans:
            height, width = (side * 72 / 200 for side in scan.shape[:2])
            picture = pypdfium2.PdfImage.new(document)
            picture.load_jpeg(io.BytesIO(cv2.imencode(".jpg", scan)[1].tobytes()))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page = document.new_page(width, height)
            page.insert_obj(picture)
            page.gen_content()
        document.save(made)
    return made.getvalue()


def test_a_folder_of_scans_becomes_answers_and_questions(project: Path, tmp_path: Path):
    rng, paper = random.Random(5), printed("article")
    given = tmp_path / "given"
    (given / "甲街道").mkdir(parents=True)
    filled = [machine.filled(paper, page, rng) for page in paper.pages]
    pen = machine.Pen(rng, (40, 30, 30), 6)
    for box in paper.pages[0].boxes[:2]:  # two answers in one row
        machine.mark(filled[0][0], pen, box, "cross")
    scans = [machine.scanned(picture, "flatbed", rng) for picture, _ in filled]
    meant = {row: said for _, truth in filled for row, said in truth.items()}
    order = [scans[n] for n in (2, 0, 4, 1)]  # the fourth page is lost
    (given / "甲街道" / "stack.pdf").write_bytes(pdf_of(order))
    cv2.imwritemulti(str(given / "乙街道.tif"), scans)
    (given / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (given / "note.txt").write_text("hello")
    out = tmp_path / "out"
    call = ["--ui", "en", "--project", str(project), "scan", str(given), "-o", str(out)]
    ran = CliRunner().invoke(main, call)
    assert ran.exit_code == 1, ran.output
    said = json.loads((out / "scan.json").read_text("utf-8"))
    status = [(Path(p["file"]).name, p["status"], p["sheet_page"]) for p in said["pages"]]
    assert sorted(status, key=str) == sorted(
        [
            *(("stack.pdf", "read", n) for n in (3, 1, 5, 2)),
            *(("乙街道.tif", "read", n) for n in (1, 2, 3, 4, 5)),
            ("broken.pdf", "refused", None),
            ("note.txt", "refused", None),
        ],
        key=str,
    )
    for row in said["rows"]:
        if row["ask"] is None:
            assert row["answer"] == meant[row["check"]]
    first = json.loads((out / "甲街道.answers.json").read_text("utf-8"))
    assert first["unit"]["name"] == "甲街道"
    told = [p["what"] for u in said["units"] if u["unit"] == "甲街道" for p in u["problems"]]
    assert told == ["of A-a5 page 4 did not come back; scan it, too"]
    sure = {r["check"]: r["answer"] for r in said["rows"] if r["answer"]}
    second = json.loads((out / "乙街道.answers.json").read_text("utf-8"))
    given_answers = {id_: one["answer"] for id_, one in second["answers"].items()}
    assert {id_: a for id_, a in given_answers.items() if a} == sure
    _decide(call, out, said)


def _decide(call: list[str], out: Path, said) -> None:
    """What a person decides is taken in; what the machine thought stays beside it."""
    asked = [row for row in said["rows"] if row["ask"]]
    assert asked
    decisions = [
        {"file": r["file"], "page": r["page"], "check": r["check"], "answer": "partial"}
        for r in asked
    ]
    path = out.parent / "decisions.json"
    path.write_text(json.dumps({"format": "zicha-decisions/1", "rows": decisions}), "utf-8")
    CliRunner().invoke(main, [*call, "--decisions", str(path)])
    again = json.loads((out / "scan.json").read_text("utf-8"))
    now = [(r["answer"], r["decided"]) for r in again["rows"] if r["ask"]]
    assert now == [(None, "partial")] * len(asked)
    second = json.loads((out / "乙街道.answers.json").read_text("utf-8"))
    assert {second["answers"][r["check"]]["answer"] for r in asked} == {"partial"}
    assert 'class="nothing"' in (out / "review.html").read_text("utf-8")


def test_a_file_of_decisions_that_is_none_is_told(project: Path, tmp_path: Path):
    (tmp_path / "scan.png").write_bytes(b"")
    (tmp_path / "decisions.json").write_text("[]")
    call = ["--ui", "en", "--project", str(project), "scan", str(tmp_path / "scan.png")]
    more = ["-o", str(tmp_path / "out"), "--decisions", str(tmp_path / "decisions.json")]
    ran = CliRunner().invoke(main, [*call, *more])
    assert ran.exit_code == 2
    assert "[no-such-data]" in ran.output


# ── editions, and sheets of chosen checks ────────────────────────────────────────────────────


def called(project: Path, *words: object) -> Result:
    call = ["--ui", "en", "--project", str(project), *map(str, words)]
    return CliRunner().invoke(main, call)


def ticked(pdf: bytes, pages: tuple[PlacedPage, ...], given: Path) -> None:
    """The first answer of every check ticked, each page a picture in the folder."""
    given.mkdir(exist_ok=True)
    pen = machine.Pen(random.Random(7), (40, 30, 30), 6)
    for page in pages:
        picture, done = machine.Sheet(pages, pdf).drawn(page.page), set()
        for box in page.boxes:
            if box.row not in done and not box.row.startswith(("own", "agrees")):
                machine.mark(picture, pen, box, "tick")
                done.add(box.row)
        cv2.imwrite(str(given / f"{page.page}.png"), picture)


def scan_of(out: Path) -> tuple[list[tuple[str, str]], Mapping[str, Any]]:
    """What became of the pages, and the answers of the one unit."""
    said = json.loads((out / "scan.json").read_text("utf-8"))
    found = [json.loads(path.read_text("utf-8")) for path in sorted(out.glob("*.answers.json"))]
    assert len(found) < 2
    return [(p["status"], p["rule"]) for p in said["pages"]], found[0] if found else {}


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reissued(tmp_path_factory.mktemp("renewed"))


@pytest.fixture(scope="module")
def of_then(renewed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Pressed]:
    """The list of a sub-district of the edition that was, every row ticked."""
    (past,) = law_in(renewed).past
    strings = read_templates(renewed).sheet_strings
    (job,) = (
        job
        for job in jobs(past, strings)
        if (job.form, job.subject, job.language, job.format) == ("list", "street", "zh", "pdf")
    )
    made, given = pressed(press(), job), tmp_path_factory.mktemp("then")
    ticked(made.pdf, made.places, given / "东街道")
    return given, made


def test_a_sheet_of_an_edition_that_was_is_read_by_what_the_archive_keeps(
    renewed: Path, of_then: tuple[Path, Pressed], tmp_path: Path
):
    """What reads as it did counts, by the rule of `zicha collect`; all else is told."""
    given, made = of_then
    ran = called(renewed, "scan", given, "-o", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    pages, answers = scan_of(tmp_path / "out")
    assert pages == [("read", "")] * len(made.places)
    assert answers["edition"] == OLD
    law = law_in(renewed)
    now = {id_: check.stamp for id_, check in asked_by([law])[law.id].checks.items()}
    rows = {id_: one for id_, one in answers["answers"].items() if one["answer"]}
    assert {one["answer"] for one in rows.values()} == {"yes"}
    lapsed = {id_ for id_, one in rows.items() if one["stamp"] != now.get(id_)}
    changed = {"A05-00-1", "A05-03-1", "A05-03-2", "A05-03-4"}
    assert lapsed - {"A05-03-3"} == changed & rows.keys() != set()
    said = json.loads((tmp_path / "out/scan.json").read_text("utf-8"))
    told = {p["rule"] for p in said["units"][0]["problems"]}
    assert told == {"other-edition"}
    called(renewed, "collect", tmp_path / "out/东街道.answers.json", "-o", tmp_path / "sum")
    taken = json.loads((tmp_path / "sum/collect.json").read_text("utf-8"))
    assert [one["status"] for one in taken["inputs"]] == ["other-edition"]


def test_without_its_archive_a_sheet_of_then_is_read_by_the_places_of_then(
    renewed: Path, of_then: tuple[Path, Pressed], tmp_path: Path
):
    given, made = of_then
    root = tmp_path / "bare"
    shutil.copytree(renewed, root, ignore=shutil.ignore_patterns("archive", ".zicha"))
    called(root, "scan", given, "-o", tmp_path / "none")
    assert scan_of(tmp_path / "none")[0] == [("refused", "unknown-sheet")] * len(made.places)
    form = PlacedForm("sheets/parks/zh/list-street.pdf", "list", "street", made.places)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/parks.forms.json").write_text(forms_text("parks", OLD, [form]), "utf-8")
    ran = called(root, "scan", given, "--forms", tmp_path / "data", "-o", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    pages, answers = scan_of(tmp_path / "out")
    assert pages == [("read", "")] * len(made.places)
    assert answers["edition"] == OLD


CHOSEN = (
    ("checks", ("--check", "A05-01-1", "--check", "A09-01-1"), 2),
    ("bearer-street-district", ("--bearer", "street", "--bearer", "district"), 41),
)


@pytest.mark.parametrize(("name", "choice", "rows"), CHOSEN)
def test_sheets_of_chosen_checks_come_back_by_what_lies_beside_them(
    project: Path, tmp_path: Path, name, choice, rows
):
    out = tmp_path / "printed"
    ran = called(project, "sheets", *choice, "--lang", "zh", "-o", out)
    assert ran.exit_code == 0, ran.output
    pdf = out / f"parks/zh/{name}.pdf"
    text = (out / "parks.forms.json").read_text("utf-8")
    schema = json.loads((ROOT / "schema/forms.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(text))
    (form,) = forms_from(text)
    assert (form.file, pdf.is_file()) == (f"parks/zh/{name}.pdf", True)
    ticked(pdf.read_bytes(), form.pages, tmp_path / "given")
    given = tmp_path / "given"
    called(project, "scan", given, "-o", tmp_path / "without")
    assert {rule for _, rule in scan_of(tmp_path / "without")[0]} == {"unknown-sheet"}
    ran = called(project, "scan", given, "--forms", out, "-o", tmp_path / "with")
    assert ran.exit_code == 0, ran.output
    pages, answers = scan_of(tmp_path / "with")
    assert pages == [("read", "")] * len(form.pages)
    assert [one["answer"] for one in answers["answers"].values()] == ["yes"] * rows


def test_two_sheets_of_chosen_checks_are_never_taken_for_each_other(
    project: Path, tmp_path: Path
):
    """Their codes differ, and the places of both lie beside them."""
    for check in ("A05-01-1", "A05-01-2"):
        called(project, "sheets", "--check", check, "--lang", "zh", "-o", tmp_path / "out")
    forms = forms_from((tmp_path / "out/parks.forms.json").read_text("utf-8"))
    codes = [form.pages[0].code for form in forms]
    assert len(set(codes)) == 2
    assert {code.rpartition("/")[0] for code in codes} == {codes[0].rpartition("/")[0]}


def test_the_sheet_of_a_first_round_needs_nothing_beside_it(project: Path, tmp_path: Path):
    made = sheet("first", "zh")
    ticked(made.pdf, made.places, tmp_path / "given")
    ran = called(project, "scan", tmp_path / "given", "-o", tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    assert {status for status, _ in scan_of(tmp_path / "out")[0]} == {"read"}


def test_a_form_that_is_marked_as_an_annex_has_places_of_its_own():
    plain, annexed = sheet("article", "zh", "a5").places, sheet("article", "zh", "a5", "annex")
    assert annexed.places[0].code == f"{plain[0].code}-a"


# ── the page on which a person decides ───────────────────────────────────────────────────────


@pytest.fixture
def reviewed(project: Path, tmp_path: Path) -> Path:
    """A folder of results: two rows to be decided, a unit and a finding written by hand."""
    paper, rng = printed("article"), random.Random(8)
    page, pen = paper.pages[0], machine.Pen(random.Random(9), (90, 40, 30), 5)
    picture, boxes = paper.drawn(1), page.boxes
    for box in (*boxes[:2], *boxes[5:7]):
        machine.mark(picture, pen, box, "cross")
    for area in page.areas:
        if (area.row, area.name) in (("", "unit"), (boxes[0].row, "finding")):
            low, step = area.y + area.height - 3, area.width / 40
            for n in range(2, 20):
                ends = [((area.x + (n + k) * step) * machine.S, y * machine.S)
                        for k, y in ((0, low), (1, low - 7))]  # fmt: skip
                pen.line(picture, ends)
    given = tmp_path / "given"
    given.mkdir()
    cv2.imwrite(str(given / "one.png"), machine.scanned(picture, "flatbed", rng))
    ran = called(project, "scan", given, "-o", tmp_path / "out")
    assert ran.exit_code == 1, ran.output
    return tmp_path / "out"


def test_a_person_decides_by_keys_and_types_what_is_written(
    reviewed: Path, project: Path, page: Page, tmp_path: Path
):
    """The page works as a file, and what it saves is read by the next run."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.goto((reviewed / "review.html").as_uri())
    assert page.locator("form.row:visible").count() == 2
    shown = "() => [...document.images].every(i => i.complete && i.naturalWidth > 40)"
    page.wait_for_function(shown)
    rows = page.locator("form.row").evaluate_all("rows => rows.map(r => r.dataset.check)")
    page.keyboard.press("3")
    page.keyboard.press("1")
    assert page.locator("[data-left]").inner_text() == "0"
    fields = page.locator("form.words").evaluate_all(
        "forms => forms.map(f => [f.dataset.check, f.dataset.field])"
    )
    assert ["", "unit"] in fields
    assert [rows[0], "finding"] in fields
    page.locator('[data-field="unit"] input').fill("东街道办事处 3")
    page.locator('[data-field="period"] input').fill("2026年上半年")
    page.locator('[data-field="finding"] textarea').fill("台账缺两页")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    with page.expect_download() as saved:
        page.click('[data-action="save"]')
    saved.value.save_as(tmp_path / "decisions.json")
    assert complaints == []
    more = ("--decisions", tmp_path / "decisions.json", "-o", reviewed)
    ran = called(project, "scan", tmp_path / "given", *more)
    assert ran.exit_code == 0, ran.output
    _, answers = scan_of(reviewed)
    assert answers["unit"]["name"] == "东街道办事处 3"
    assert answers["period"] == {"from": "2026-01-01", "to": "2026-06-30"}
    given = {id_: one for id_, one in answers["answers"].items() if one["answer"]}
    assert [one["answer"] for one in given.values()] == ["no", "yes"]
    assert given[rows[0]]["finding"] == "台账缺两页"
    left = (reviewed / "review.html").read_text("utf-8")
    assert 'data-field="unit"' not in left
    assert 'class="nothing"' in left


def test_every_piece_is_a_file_beside_the_report(reviewed: Path):
    said = json.loads((reviewed / "scan.json").read_text("utf-8"))
    names = [one["picture"] for one in said["pictures"]]
    assert sorted(names) == sorted(f"pictures/{p.name}" for p in reviewed.glob("pictures/*"))
    asked = [(one["page"], one["check"]) for one in said["pictures"] if not one["field"]]
    assert asked == [(r["page"], r["check"]) for r in said["rows"] if r["ask"]]


def test_the_head_of_a_form_in_a_booklet_belongs_to_no_row():
    pages = sheet("booklet", "zh", "", "duplex").places
    assert {area.name for page in pages for area in page.areas if area.row} == {"finding"}


# ── what is no sheet, and what is damaged ────────────────────────────────────────────────────


def test_what_cannot_be_read_is_named_and_all_else_is_read(project: Path, tmp_path: Path):
    given = tmp_path / "given"
    given.mkdir()
    good = sheet_picture()
    white = np.full((1600, 1200, 3), 255, np.uint8)
    whole = pdf_of([good, white])
    files = {
        "blank.png": white,
        "form.png": coded("https://example.org/form/7"),
        "law.png": coded("trees-2020-3/A-a5@2026-11-23#9e413a017842/zh", sheet_picture()),
        "sheet.png": good,
    }
    for name, picture in files.items():
        cv2.imwrite(str(given / name), picture)
    (given / "cut.pdf").write_bytes(whole[: len(whole) // 3])
    (given / "empty.pdf").write_bytes(b"")
    (given / "letter.docx").write_bytes(b"PK\x03\x04 no picture")
    (given / "whole.pdf").write_bytes(whole)
    ran = called(project, "scan", given, "-o", tmp_path / "out")
    assert ran.exit_code == 1, ran.output
    said = json.loads((tmp_path / "out/scan.json").read_text("utf-8"))
    found = {(Path(p["file"]).name, p["page"]): (p["status"], p["rule"]) for p in said["pages"]}
    assert found == {
        ("blank.png", 1): ("foreign", "blank"),
        ("form.png", 1): ("foreign", "foreign"),
        ("law.png", 1): ("foreign", "other-regulation"),
        ("sheet.png", 1): ("read", ""),
        ("cut.pdf", 1): ("refused", "damaged"),
        ("empty.pdf", 1): ("refused", "empty-file"),
        ("letter.docx", 1): ("refused", "no-picture"),
        ("whole.pdf", 1): ("read", ""),
        ("whole.pdf", 2): ("foreign", "blank"),
    }
    assert all(p["why"] for p in said["pages"] if p["status"] != "read")


def coded(text: str, picture: np.ndarray | None = None) -> np.ndarray:
    """A page with this code at the head: of ours with its marks, or of somebody else's."""
    code = segno.make(text, error="m", micro=False)
    small = np.array([[255 * (not dark) for dark in row] for row in code.matrix], np.uint8)
    made = np.full((1600, 1200, 3), 255, np.uint8) if picture is None else picture
    side = round(15 * machine.MM)
    large = cv2.resize(small, (side, side), interpolation=cv2.INTER_NEAREST)
    mark = printed("article").pages[0].marks[1]
    right, top = (
        (1000, 200)
        if picture is None
        else (round(mark.x * machine.S - 2 * machine.MM), round(mark.y * machine.S))
    )
    made[max(0, top - 20) : top + side + 20, right - side - 20 : right + 10] = 255
    made[top : top + side, right - side : right] = large[..., None]
    return made


# ── seals in black ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["copier", "fax"])
@pytest.mark.parametrize("seed", range(4))
def test_a_seal_that_came_back_black_is_never_read_wrongly(kind, seed):
    """Copied or sent as black and white, it is as dark as a mark."""
    rng, paper = random.Random(f"{kind} {seed}"), printed("article")
    page = paper.pages[1]
    picture, meant = machine.filled(paper, page, rng)
    box = rng.choice(page.boxes)
    at = tuple((v + rng.uniform(-30, 30)) * machine.S for v in (box.x, box.y))
    machine.stamped(picture, page, rng, at)
    found = read(Leaf(1, machine.scanned(picture, kind, rng)), places)
    sure = {row.row: row.decision.answer for row in found.rows if not row.decision.ask}
    assert sure == {row: meant[row] for row in sure}
