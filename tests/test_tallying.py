"""What units answered, summed up: figures that an independent count gives, too."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from answering import (
    DAYS,
    LABELS,
    answered,
    blank_document,
    book_of,
    ids_on,
    law,
    saved,
    ticked,
    unit,
)
from city import CITY
from conftest import run_zicha
from openpyxl import load_workbook
from playwright.sync_api import Page

from generator.answers.records import Answers, Given, Measure, Own, Period
from generator.answers.writing import as_text

TYPES = (("street",), ("district",), ("unit",), ("street", "unit"), ("park_office",))
RATED = ("yes", "partial", "no")


def tally(out: Path, *given: Path, options: tuple[str, ...] = ()) -> tuple[int, dict, str]:
    words = ["--project", str(CITY), "tally", *map(str, given), "-o", str(out)]
    done = run_zicha(*words, "--on", "2026-08-01", *options)
    text = (out / "tally.json").read_text("utf-8") if (out / "tally.json").exists() else "{}"
    return done.returncode, json.loads(text), done.stderr


def put(folder: Path, *units: Answers) -> Path:
    folder.mkdir(exist_ok=True)
    for n, one in enumerate(units):
        (folder / f"{n:03}.json").write_text(as_text(one), "utf-8")
    return folder


def counted(answers: Mapping[str, str], due: set[str]) -> dict[str, object]:
    """Counted in another way than the program does."""
    said = Counter(code for id_, code in answers.items() if id_ in due and code)
    base = sum(said[code] for code in RATED)
    return {
        "due": len(due),
        "checked": base + said["na"],
        **{code: said[code] for code in LABELS},
        "blank": len(due) - sum(said.values()),
        "rate": said["yes"] / base if base else None,
    }


def due(types: tuple[str, ...]) -> set[str]:
    """From the checklists themselves: checks of the types and of those they are within."""
    within = {"district": {"all"}, "street": {"all"}, "unit": {"all"}, "park_office": set()}
    codes = set(types).union(*(within[t] for t in types))
    return {id_ for id_, check in law().checks.items() if check.bearers & codes}


def only(row: Mapping[str, object], like: Mapping[str, object]) -> dict[str, object]:
    return {key: row[key] for key in like}


# ── the whole way ─────────────────────────────────────────────────────────────────────────────


def by_libreoffice(folder: Path, ending: str) -> None:
    """Every file of the folder as LibreOffice saves it, in its place."""
    files = sorted(str(path) for path in folder.glob(f"*.{ending}"))
    out = folder.parent / f"saved-{ending}"
    command = ["soffice", f"-env:UserInstallation=file://{folder.parent}/profile", "--headless"]
    command += ["--convert-to", ending, "--outdir", str(out), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    for path in out.iterdir():
        path.replace(folder / path.name)


def as_book(one: Answers, name: str) -> bytes:
    """The workbook that a hand fills in as the unit answered."""
    given = {i: one.answers[i].answer for i in ids_on(name) if i in one.answers}
    fields = {"unit": one.unit.name, "unit_type": "、".join(TYPE[t] for t in one.unit.types)}
    return saved(book_of(name, answered(given) | fields))


def as_document(one: Answers, name: str) -> bytes:
    signs = {
        f"{one.answers[i].answer}_{i.replace('-', '_')}": "☑"
        for i in ids_on(name)
        if i in one.answers
    }
    kind = "、".join(TYPE[t] for t in one.unit.types)
    period = "2026年上半年"
    return ticked(name, signs, {"unit": one.unit.name, "unit_type": kind, "period": period})


TYPE = {
    "street": "街道办事处",
    "district": "区政府",
    "unit": "管护单位",
    "park_office": "市公园管理中心",
}


def handed_in(folder: Path) -> list[Answers]:
    """Fifty units: as files, workbooks and documents, some of which LibreOffice saved."""
    folder.mkdir()
    units = [unit(n, TYPES[n % 5]) for n in range(50)]
    for n, one in enumerate(units):
        if n % 5 != 3 and n % 10 in (0, 1):
            (folder / f"{n}.xlsx").write_bytes(as_book(one, "zh/booklet"))
        elif n % 10 == 2:
            (folder / f"{n}.docx").write_bytes(as_document(one, "zh/booklet"))
        else:
            (folder / f"{n}.json").write_text(as_text(one), "utf-8")
    by_libreoffice(folder, "xlsx")
    by_libreoffice(folder, "docx")
    for n in (10, 11):  # as a hand leaves them, too
        (folder / f"{n}.xlsx").write_bytes(as_book(units[n], "zh/booklet"))
    (folder / "12.docx").write_bytes(as_document(units[12], "zh/booklet"))
    return units


def test_what_fifty_units_hand_in_is_summed_up_as_an_independent_count_has_it(tmp_path: Path):
    units = handed_in(tmp_path / "in")
    code, found, told = tally(tmp_path / "out", tmp_path / "in")
    assert code == 0, told
    assert len(found["units"]) == len(units)
    rows = {row["unit"]: row for row in found["units"]}
    checks: Counter[tuple[str, str]] = Counter()
    for one in units:
        mine = due(one.unit.types)
        said = {id_: given.answer for id_, given in one.answers.items()}
        expected = counted(said, mine)
        assert only(rows[one.unit.name], expected) == expected
        assert rows[one.unit.name]["types"] == list(one.unit.types)
        checks.update((id_, said[id_]) for id_ in said.keys() & mine)
    for id_, row in found["checks"].items():
        assert {c: row[c] for c in LABELS} == {c: checks[id_, c] for c in LABELS}
    for at, row in found["articles"].items():
        inside = [i for i, check in law().checks.items() if check.article == at]
        assert row["yes"] == sum(checks[i, "yes"] for i in inside)
    assert found["total"]["due"] == sum(row["due"] for row in found["units"])
    assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) for one in found["inputs"])


def test_collected_first_the_figures_are_the_same(tmp_path: Path):
    put(tmp_path / "in", *(unit(n, TYPES[n % 5]) for n in range(6)))
    run_zicha(
        "--project", str(CITY), "collect", str(tmp_path / "in"), "-o", str(tmp_path / "c")
    )
    code, one, _ = tally(tmp_path / "one", tmp_path / "in")
    again, two, _ = tally(tmp_path / "two", tmp_path / "c")
    assert (code, again) == (0, 0)
    for key in ("total", "checks", "articles", "types", "periods"):
        assert one[key] == two[key]


# ── what counts ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "scope",
    [
        {"articles": ["a5", "a7"], "kinds": [], "first": False},
        {"articles": [], "kinds": ["duty"], "first": False},
        {"articles": ["a5"], "kinds": ["duty"], "first": True},
        {"articles": "a5", "first": 1},
        {},
    ],
)
def test_due_is_what_the_unit_narrowed_its_list_to(scope: dict, tmp_path: Path):
    one = replace(unit(3), more={"scope": scope})
    articles, kinds = scope.get("articles"), scope.get("kinds")
    wanted = {
        id_
        for id_ in due(("street",))
        if (
            not isinstance(articles, list)
            or not articles
            or law().checks[id_].article in articles
        )
        and (not kinds or law().checks[id_].kind in kinds)
        and (scope.get("first") is not True or law().checks[id_].first)
    }
    _, found, told = tally(tmp_path / "out", put(tmp_path / "in", one))
    (row,) = found["units"]
    assert only(row, counted({i: a.answer for i, a in one.answers.items()}, wanted)) == counted(
        {i: a.answer for i, a in one.answers.items()}, wanted
    ), told


@pytest.fixture(scope="module")
def two_laws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project with its regulation a second time, under another id."""
    made = tmp_path_factory.mktemp("two") / "city"
    shutil.copytree(CITY, made)
    for part in ("content", "checklists"):
        shutil.copytree(made / part / "parks", made / part / "greens")
    site = made / "content" / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("[parks]", "[parks, greens]"), "utf-8")
    return made


def test_several_regulations_are_summed_up_apart(two_laws: Path, tmp_path: Path):
    put(tmp_path / "in", unit(1), unit(2), replace(unit(1), regulation="greens"))
    (tmp_path / "in" / "bad.json").write_text("{", "utf-8")
    out = tmp_path / "out"
    words = ("--project", str(two_laws), "tally", str(tmp_path / "in"), "-o", str(out))
    assert run_zicha(*words).returncode == 1
    found = json.loads((out / "tally.json").read_text("utf-8"))
    assert [(one["folder"], one["units"]) for one in found["regulations"]] == [
        ("parks", 2),
        ("greens", 1),
    ]
    assert len(found["inputs"]) == 4
    for id_, units in (("parks", 2), ("greens", 1)):
        each = json.loads((out / id_ / "tally.json").read_text("utf-8"))
        assert (each["regulation"], len(each["units"])) == (id_, units)
        lines = (out / id_ / "answers.csv").read_text("utf-8-sig").splitlines()[1:]
        assert {line.split(",")[0] for line in lines} == {id_}
        for name in ("index.html", "index.zh.html", "summary.xlsx", "tally.css"):
            assert (out / id_ / name).exists()
        assert f'href="{id_}/index' in (out / "index.html").read_text("utf-8")


def test_one_of_them_alone_lies_at_the_top_and_the_folders_are_gone(
    two_laws: Path, tmp_path: Path
):
    put(tmp_path / "in", unit(1), replace(unit(1), regulation="greens"))
    out = tmp_path / "out"
    words = ("--project", str(two_laws), "tally", str(tmp_path / "in"), "-o", str(out))
    run_zicha(*words)
    (out / "greens" / "note.txt").write_text("ours to keep", "utf-8")
    done = run_zicha(*words, "--only", "parks")
    assert "[other-regulation]" in done.stderr
    found = json.loads((out / "tally.json").read_text("utf-8"))
    assert (found["regulation"], len(found["units"])) == ("parks", 1)
    assert sorted(p.name for p in out.iterdir() if p.is_dir()) == ["greens"]
    assert [p.name for p in (out / "greens").iterdir()] == ["note.txt"]


def test_a_unit_twice_stands_twice_and_counts_once_the_newest_is_preferred(tmp_path: Path):
    old = unit(1)
    given = dict(old.answers)
    first = next(iter(given))
    given[first] = replace(given[first], answer="na")
    new = replace(old, id="x", saved="2026-07-31T09:00:00+08:00", answers=given)
    put(tmp_path / "in", new, old, unit(2))
    code, found, _ = tally(tmp_path / "a", tmp_path / "in")
    assert code == 0
    assert [(r["unit"], r["counted"], r["why"]) for r in found["units"]] == [
        ("第1单位", False, "twice"),
        ("第1单位", False, "twice"),
        ("第2单位", True, ""),
    ]
    assert found["total"]["due"] == found["units"][2]["due"]
    _, found, _ = tally(tmp_path / "b", tmp_path / "in", options=("--prefer", "newest"))
    assert [(r["saved"], r["why"]) for r in found["units"]][:2] == [
        (new.saved, ""),
        (old.saved, "older"),
    ]
    assert found["total"]["due"] == 2 * found["units"][2]["due"]


def test_periods_are_compared(tmp_path: Path):
    before = replace(unit(1), period=Period("2025-07-01", "2025-12-31"))
    put(tmp_path / "in", before, unit(1), unit(2))
    _, found, _ = tally(tmp_path / "out", tmp_path / "in")
    assert [(p["period"]["from"], p["units"]) for p in found["periods"]] == [
        ("2025-07-01", 1),
        ("2026-01-01", 2),
    ]
    assert "有变化的检查项" in (tmp_path / "out" / "index.zh.html").read_text("utf-8")


def test_answers_to_what_is_asked_otherwise_now_do_not_count(tmp_path: Path):
    one = unit(1)
    old = {id_: replace(given, stamp="0" * 12) for id_, given in one.answers.items()}
    put(tmp_path / "in", replace(one, edition="2020-01-01", answers=old))
    code, found, told = tally(tmp_path / "out", tmp_path / "in")
    (row,) = found["units"]
    assert (code, row["checked"], row["unchecked"], row["rate"]) == (0, 0, 0, None)
    assert row["blank"] == row["due"] > 0
    assert "check-changed" in told


def test_left_out_unnamed_and_own(tmp_path: Path):
    one = unit(1)
    first, second, *_ = one.answers
    given = {i: g for i, g in one.answers.items() if i != second}
    own = Own("自加", "no", "有问题", measure=Measure(due="2026-07-01"))
    left = replace(one, answers=given, left_out={first: "没有", second: "没有"}, own=(own,))
    nobody = replace(unit(2), unit=replace(unit(2).unit, name=""))
    put(tmp_path / "in", left, nobody)
    code, found, _ = tally(tmp_path / "out", tmp_path / "in")
    rows = {row["unit"]: row for row in found["units"]}
    said = {i: g.answer for i, g in given.items() if i != first}
    expected = counted(said, due(("street",)))
    assert only(rows["第1单位"], expected) == expected
    assert rows["第1单位"]["left_out"] == 2
    assert (rows[""]["counted"], rows[""]["why"]) == (False, "no-unit")
    assert code == 1


def test_what_is_overdue_is_what_is_open_past_its_day(tmp_path: Path):
    ids = [i for i in law().checks if i in due(("street",))][:4]
    marks = {
        "2026-07-31": "",
        "2026-08-01": "",
        "2026-07-30": "已销号",
        "尽快": "",
    }
    given = {
        id_: Given(
            law().checks[id_].stamp, "no", "问题", measure=Measure(due=day, closed=closed)
        )
        for id_, (day, closed) in zip(ids, marks.items(), strict=True)
    }
    put(tmp_path / "in", replace(unit(1), answers=given))
    _, found, _ = tally(tmp_path / "out", tmp_path / "in")
    (row,) = found["units"]
    assert (row["no"], row["open"], row["overdue"]) == (4, 3, 1)


def test_a_bad_file_is_named_and_the_rest_is_done(tmp_path: Path):
    put(tmp_path / "in", unit(1))
    (tmp_path / "in" / "bad.json").write_text("{", "utf-8")
    code, found, told = tally(tmp_path / "out", tmp_path / "in")
    assert (code, len(found["units"])) == (1, 1)
    assert [(Path(i["file"]).name, i["status"]) for i in found["inputs"]] == [
        ("000.json", "read"),
        ("bad.json", "refused"),
    ]
    assert "bad.json" in told


def test_nothing_to_sum_up_and_no_such_folder(tmp_path: Path):
    (tmp_path / "in").mkdir()
    code, found, _ = tally(tmp_path / "out", tmp_path / "in")
    assert (code, found["units"], found["total"]["rate"]) == (0, [], None)
    code, _, told = tally(tmp_path / "no", tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in told


# ── what is written ───────────────────────────────────────────────────────────────────────────

HOSTILE = '=HYPERLINK("http://x")<script>alert(1)</script>'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tally of units with all kinds of answers, one of them hostile."""
    folder = tmp_path_factory.mktemp("tally")
    first = unit(1)
    id_ = next(i for i, g in first.answers.items() if g.answer in ("no", "partial"))
    bad = {**first.answers, id_: replace(first.answers[id_], finding=HOSTILE, reason="+1")}
    hostile = replace(first, unit=replace(first.unit, name="=第1单位<b>"), answers=bad)
    more = (unit(n, TYPES[n % 5]) for n in range(2, 9))
    before = replace(unit(2, TYPES[2]), period=Period("2025-01-01", "2025-06-30"))
    put(folder / "in", hostile, *more, before)
    code, _, told = tally(folder / "out", folder / "in", options=("--lang", "zh"))
    assert code == 0, told
    return folder / "out"


def test_the_csv_has_every_field_and_nothing_that_a_program_runs(made: Path):
    data = (made / "answers.csv").read_bytes()
    assert data.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    (row,) = (r for r in rows if r["finding"].endswith(HOSTILE))
    assert (row["finding"], row["reason"], row["unit"]) == (
        f"'{HOSTILE}",
        "'+1",
        "'=第1单位<b>",
    )
    assert (row["from"], row["counts"], row["measure"]) == (DAYS.begin, "1", "补齐")
    assert not [v for r in rows for v in r.values() if v.startswith(("=", "+", "-", "@"))]
    found = json.loads((made / "tally.json").read_text("utf-8"))
    counts = sum(r["counts"] == "1" for r in rows)
    assert counts == sum(u["checked"] + u["unchecked"] for u in found["units"])


def test_the_workbook_has_the_tables_as_words_and_numbers_and_native_charts(made: Path):
    book = load_workbook(made / "summary.xlsx")
    assert book.sheetnames == [
        *("概况", "按条", "按类别", "按单位", "按检查项", "各时段比较", "有变化的检查项"),
        *("问题", "逾期未整改", "没能采用的内容", "收到的文件"),
    ]
    cells = [c for sheet in book for row in sheet for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n"}
    found = json.loads((made / "tally.json").read_text("utf-8"))
    units = list(book["按单位"].iter_rows(values_only=True))
    assert [row[3] for row in units[1:]] == [row["due"] for row in found["units"]]
    with zipfile.ZipFile(made / "summary.xlsx") as archive:
        charts = [n for n in archive.namelist() if n.startswith("xl/charts/chart")]
    assert len(charts) == 3


def test_no_word_of_a_tally_is_a_tier_or_a_form_of_accountability(made: Path):
    for name in ("index.html", "tally.json"):
        text = (made / name).read_text("utf-8")
        assert not re.search("风险等级|建议给予|一票否决|情节严重|红黄绿", text)


@pytest.mark.parametrize("name", ["index.html", "index.en.html"])
def test_the_page_works_from_a_folder_and_filters(name: str, made: Path, page: Page):
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto((made / name).as_uri())
    rows = page.locator(".t-units tbody tr")
    assert rows.count() == 9
    assert page.locator("script", has_text="alert").count() == 0
    page.fill("input[name=words]", "第1单位")
    assert rows.locator("visible=true").count() == 1
    page.fill("input[name=words]", "")
    page.select_option("select[name=period]", index=1)
    assert rows.locator("visible=true").count() == 1
    assert page.locator(".t-articles .bar title").first.text_content()
    assert told == []


def test_the_page_is_accessible(made: Path, page: Page):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    page.goto((made / "index.html").as_uri())
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["target"]) for v in found] == []


def test_the_same_answers_give_the_same_files(made: Path, tmp_path: Path):
    put(tmp_path / "in", unit(1), unit(2))
    for name in ("a", "b"):
        assert tally(tmp_path / name, tmp_path / "in")[0] == 0
    for name in ("tally.json", "answers.csv", "index.html", "summary.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert blank_document("zh/article-05")
    assert made
