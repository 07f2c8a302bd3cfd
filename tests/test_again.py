"""The sheet of what is inspected again since an edition, each check beside what it was."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from reissuing import OLD, law_in, reissued
from test_editions import asked, old_answers

from generator.answers.collecting import came
from generator.text.comparing.telling import told_in
from generator.text.comparing.words import pieces


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reissued(tmp_path_factory.mktemp("again"))


def sheets(zicha, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return zicha("--ui", "zh", "--project", str(root), "sheets", "--since", *words)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("甲乙", "甲丙", "甲［删：乙］［增：丙］"),
        (
            "公园管护机制不健全，人员配备不到位，管护制度不完善的；",
            "公园管护机制不健全，人员配备不到位的；",
            "…健全，人员配备不到位［删：，管护制度不完善］的；",
        ),
        ("", "新的一项", "［增：新的一项］"),
        ("旧的一项", "", "［删：旧的一项］"),
    ],
)
def test_a_change_is_told_in_signs_with_some_words_around_it(old, new, told):
    assert told_in(pieces(old, new)) == told


def test_only_what_changed_is_on_it_with_what_changed(zicha, office: Path, tmp_path: Path):
    done = sheets(zicha, office, OLD, "--lang", "zh", "-o", str(tmp_path))
    path, places = done.stdout.splitlines()
    assert path.endswith(f"/parks/zh/since-{OLD}.pdf"), done.stderr
    assert places.endswith("/parks.forms.json")  # where its boxes are
    pages = PdfReader(path).pages
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert "parks/N@" in words
    assert [i for i in ("A05-00-1", "A05-03-1", "A05-03-4") if i not in words] == []
    assert "A05-04-1" not in words
    assert "专职" in words
    assert "原答" not in words


def test_the_answers_of_then_stand_beside_it_and_it_comes_back(
    zicha, office: Path, tmp_path: Path
):
    law = law_in(office)
    file = tmp_path / "old.answers.json"
    file.write_text(json.dumps(old_answers(law)), "utf-8")
    words = ("--answers", str(file), "--lang", "zh", "--format", "xlsx", "-o")
    done = sheets(zicha, office, OLD, *words, str(tmp_path / "out"))
    (path,) = done.stdout.splitlines()
    assert "东街道办事处" in path, done.stderr
    book = load_workbook(path)
    said = "\n".join(str(c.value) for row in book.worksheets[0].iter_rows() for c in row)
    assert said.count("原答：是") == 4
    ((sheet, place),) = book.defined_names["answer_A05_03_1"].destinations
    book[sheet][place.split(":")[0]].value = "是"
    data = io.BytesIO()
    book.save(data)
    back = came(data.getvalue(), {law.id: asked(law)})
    assert back.answers
    assert back.answers.answers["A05-03-1"].answer == "yes"


def test_an_edition_that_never_was_is_told_with_those_that_were(zicha, office, tmp_path):
    done = sheets(zicha, office, "2026-01-01", "-o", str(tmp_path))
    assert (
        f"parks 没有记录这一版；有：2026-08-01、{OLD}、{law_in(office).edition}" in done.stderr
    )


def test_where_nothing_changed_nothing_is_printed(zicha, office: Path, tmp_path: Path):
    done = sheets(zicha, office, law_in(office).edition, "-o", str(tmp_path))
    assert "没有需要重新检查的检查项" in done.stdout
