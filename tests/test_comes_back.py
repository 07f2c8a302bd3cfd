"""The whole way of a self-inspection: screen, file, paper, workbook, office program, sums."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from answering import LABELS, cell, unit
from city import CITY
from conftest import run_zicha, strict_server
from openpyxl import load_workbook
from playwright.sync_api import Page
from pypdf import PdfReader
from test_assess import answer, choose, exported, field, saved
from test_tallying import TYPES, counted, due, only, put

from generator.answers.names import CODES, name_of

ON_SCREEN = {"A02-01-1": "no", "A03-01-1": "yes", "A05-01-2": "partial"}
UNIT = "甲街道办事处"


@pytest.fixture(scope="module")
def zicha_of_city():
    return lambda *words: run_zicha("--project", str(CITY), *words)


def on_screen(page: Page, address: str, folder: Path) -> Path:
    """What a unit fills in on the page, as its file."""
    page.goto(f"{address}/zh/parks/assess.html")
    choose(page, UNIT)
    answer(page, "A02-01-1", "no")
    field(page, "A02-01-1", "finding").fill("没有明确到人")
    field(page, "A02-01-1", "due").fill("2026-08-31")
    answer(page, "A03-01-1", "yes")
    field(page, "A03-01-1", "evidence").check()
    answer(page, "A05-01-2", "partial")
    saved(page)
    return exported(page, folder / "a.answers.json")


def by_hand(book: bytes, answers: dict[str, str], folder: Path) -> Path:
    """The workbook filled in further, as LibreOffice saves it."""
    opened = load_workbook(io.BytesIO(book))
    for id_, code in answers.items():
        cell(opened, name_of("answer", id_)).value = LABELS[code]
        cell(opened, name_of("finding", id_)).value = f"{id_}：补填"
    (folder / "made").mkdir()
    opened.save(folder / "made" / "a.xlsx")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    command += [str(folder / "saved"), str(folder / "made" / "a.xlsx")]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return folder / "saved" / "a.xlsx"


def test_what_is_filled_in_on_screen_and_in_an_office_program_is_what_is_summed_up(
    page: Page, site: Path, tmp_path: Path, zicha_of_city
):
    with strict_server(site) as address:
        file = on_screen(page, address, tmp_path)
    forms = tmp_path / "forms"
    for kind in ("pdf", "xlsx"):
        words = ("--form", "bearer", "--lang", "zh", "--format", kind, "-o", str(forms))
        done = zicha_of_city("sheets", "--answers", str(file), *words)
        assert done.returncode == 0, done.stderr
    (paper,), (book,) = (list(forms.rglob(f"sheet.{kind}")) for kind in ("pdf", "xlsx"))
    said = "".join("".join(p.extract_text() for p in PdfReader(paper).pages).split())
    assert all(words in said for words in (UNIT, "没有明确到人", "2026年1月至6月"))

    asked = sorted(due(("street",)))
    later = {id_: CODES[n % 5] for n, id_ in enumerate(asked) if id_ not in ON_SCREEN}
    units = [unit(n, TYPES[n % 5]) for n in range(1, 50)]
    folder = put(tmp_path / "in", *units)
    by_hand(book.read_bytes(), later, tmp_path).replace(folder / "a.xlsx")
    done = zicha_of_city("tally", str(folder), "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "out" / "tally.json").read_text("utf-8"))

    answers = {one.unit.name: {i: g.answer for i, g in one.answers.items()} for one in units}
    answers[UNIT] = ON_SCREEN | later
    types = {one.unit.name: one.unit.types for one in units} | {UNIT: ("street",)}
    assert {row["unit"] for row in found["units"]} == answers.keys()
    for row in found["units"]:
        wanted = counted(answers[row["unit"]], due(types[row["unit"]]))
        assert only(row, wanted) == wanted
    assert found["total"]["yes"] == sum(row["yes"] for row in found["units"])


def test_the_workbook_brings_back_all_that_the_page_knew(
    page: Page, site: Path, tmp_path: Path, zicha_of_city
):
    with strict_server(site) as address:
        file = on_screen(page, address, tmp_path)
    words = ("--form", "bearer", "--lang", "zh", "--format", "xlsx", "-o", str(tmp_path / "f"))
    zicha_of_city("sheets", "--answers", str(file), *words)
    (book,) = (tmp_path / "f").rglob("*.xlsx")
    zicha_of_city("collect", str(book), "-o", str(tmp_path / "out"))
    (back,) = (tmp_path / "out").glob("*.answers.json")
    assert back.read_bytes() == file.read_bytes()
