"""How a copy is printed: its unit and period, the edge that is bound, the paper, the faces."""

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from city import CITY, MM, city, press, printed, sheet_jobs
from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

from generator.project.loading import load
from generator.publish.chosen import wanted
from generator.records.findings import CannotGoOn, as_text
from generator.records.site import Project
from generator.sheets.models import Printing
from generator.sheets.pdf.press import families, missing_fonts, own_fonts, pressed
from generator.sheets.records import Identity
from generator.sheets.scopes import Choice


def pages(name: str, printing: Printing, *, own: bool = False) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(printed(name, printing, own=own))).pages)


def heights(page: PageObject) -> list[float]:
    """Where each run of text stands above the foot of the paper, in mm."""
    foot = float(page.mediabox.bottom)
    found: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip() and text.strip() not in "装订线":
            found.append((cm[5] + cm[3] * tm[5] - foot) / MM)

    page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("name", ["zh/ledger", "both/report", "zh/large-06", "en/walk-06"])
def test_unit_and_period_stand_in_their_fields(name: str):
    unit, period = "某街道办事处", "2026年1月至10月"
    made = pages(name, Printing(unit=unit, period=period))
    text = re.sub("[\n\u2060]", "", "".join(p.extract_text() for p in made))
    assert unit in text
    assert (period in text) == (name != "en/walk-06")


def test_a_sheet_bound_at_its_long_edge_leaves_28_mm_there_on_both_sides():
    first, second, *_ = pages("zh/article-05", Printing(bind="top"))
    assert "第 1 页" in first.extract_text()
    assert "第 2 页" in second.extract_text()
    assert [round(float(n)) for n in first.mediabox] == [0, 0, 842, 595]
    assert [round(float(n)) for n in second.mediabox] == [0, -62, 842, 533]
    assert 210 - max(heights(first)) > 28
    assert min(heights(second)) > 28
    assert min(heights(first)) < 15  # the other edge is free
    assert 210 - max(heights(second)) < 15


def test_a_portrait_sheet_stays_bound_at_its_left():
    boxes = [p.mediabox for p in pages("zh/report", Printing(bind="top"))]
    assert {tuple(round(float(n)) for n in box) for box in boxes} == {(0, 0, 595, 842)}


def test_a_sheet_on_a3_is_wider_and_has_fewer_pages():
    large = pages("both/article-06", Printing(paper="a3"))
    assert [round(float(n) / MM) for n in large[0].mediabox] == [0, 0, 420, 297]
    assert len(large) < len(pages("both/article-06", Printing())) / 1.5


@pytest.mark.parametrize(("line", "there"), [(True, True), (False, False)])
def test_the_binding_line_is_a_choice(line: bool, there: bool):
    page, *_ = pages("zh/ledger", Printing(line=line))
    assert ("装\n订\n线" in page.extract_text()) is there


def test_a_chapter_is_one_sheet_on_request():
    text = "".join(p.extract_text() for p in pages("zh/chapter-01", Printing()))
    assert "第一章 总则" in text
    assert "A02-01-1" in text
    assert "A03-01-2" in text
    assert "A05-01-1" not in text


def test_large_print_is_bilingual_on_request():
    asked = {"form": "large", "subject": "a9", "language": "both"}
    (job,) = wanted(city(), CITY, Printing(), **asked, format="pdf")
    made = PdfReader(io.BytesIO(pressed(press(), job).pdf)).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in made))
    assert "是否按要求完成？" in text
    assert "hasitbeencarriedoutasrequired?建议检查项Suggestedcheck" in text


def test_a_chapter_of_one_article_is_called_by_its_own_name():
    (page, *_) = pages("zh/chapter-04", Printing())
    assert "第四章 附则" in page.extract_text()


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_chosen_checks_stand_on_one_sheet_in_the_order_of_the_text(language: str):
    ids = ("A08-03-1", "A05-02-1", "A05-01-1")
    asked = {"form": "checks", "language": language, "format": "pdf"}
    (job,) = wanted(city(), CITY, Printing(), Choice(ids), **asked)
    made = PdfReader(io.BytesIO(pressed(press(), job).pdf)).pages
    text = [page.extract_text() for page in made]
    found = re.findall(r"A\d\d-\d\d-\d", "".join(text))
    assert found == sorted(ids)
    assert re.search(r"A\d\d-\d\d-\d", text[0])
    assert "parks/X@" in text[0]


def test_a_check_that_is_not_there_is_told_with_the_nearest(zicha: Any, tmp_path: Path):
    done = zicha(
        "--project",
        str(CITY),
        "sheets",
        "--check",
        "A05-01-11",
        "--check",
        "A05-02-1",
        "-o",
        str(tmp_path),
    )
    assert done.returncode == 1
    assert done.stderr == (
        "--check A05-01-11: error: there is no such check; should it be A05-01-1? "
        "[no-such-check]\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_glyph_is_told_before_anything_is_printed():
    with pytest.raises(CannotGoOn, match=r"--unit 𠮷祥街道: error: the fonts .* no '𠮷'"):
        wanted(city(), CITY, Printing(unit="𠮷祥街道"), form="ledger")


# ── faces of the machine ──────────────────────────────────────────────────────────────────────


def with_fonts(folder: Path, **fonts: str) -> Project:
    site = folder / "content/site.yaml"
    lines = "".join(f"  {role}: {name}\n" for role, name in fonts.items())
    site.write_text(site.read_text("utf-8") + f"fonts:\n{lines}", "utf-8")
    found, findings = load(folder)
    assert found is not None
    assert findings == ()
    return found


def test_a_face_that_is_not_installed_is_told_and_a_free_one_used(project: Path):
    site = with_fonts(project, law="FangSong_GB2313", hei="Noto Sans CJK SC").site
    (told,) = [as_text(f, "en") for f in missing_fonts(site)]
    assert told.partition(": ")[2] == (
        "warning: the font 'FangSong_GB2313' is not installed here, so a free one is used; "
        "install it, or write the name of one that is [font-not-installed]"
    )
    assert told.startswith("content/site.yaml:")
    assert own_fonts(site) == {"hei": "Noto Sans CJK SC"}


def test_a_face_of_the_machine_is_used_where_it_is_named(project: Path):
    assert "Noto Serif CJK SC" in families()  # tests/browser.sh asks for it
    fonts = own_fonts(with_fonts(project, law="Noto Serif CJK SC").site)
    page, *_ = pages("zh/article-06", Printing(fonts=fonts), own=True)
    faces = {str(f.get_object()["/BaseFont"]) for f in page["/Resources"]["/Font"].values()}
    assert [f for f in faces if "NotoSerifCJK" in f.replace("-", "")] != []
    assert [f for f in faces if "NotoSansSC" in f.replace("-", "")] != []


# ── pages of the site, printed by the browser ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "signed", "last"),
    [
        ("zh/parks/article-05", "单位主要负责人（签字）", "A05-00-1"),
        ("zh/parks/bearer-discipline", "单位主要负责人（签字）", "A10-01-3"),
        ("en/parks/article-10", "Head of entity (signature)", "A10-01-3"),
    ],
)
def test_a_page_printed_by_the_browser_is_a_form(
    name: str, signed: str, last: str, page: Page, site: Path
):
    page.goto((site / f"{name}.html").as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {tuple(round(float(n)) for n in p.mediabox) for p in printed} == {(0, 0, 842, 595)}
    text = [folded(p.extract_text()) for p in printed]
    head = "检查内容与依据" if name.startswith("zh") else "Checkanditsbasis"
    assert [head in t for t in text] == [True] * len(text)  # the head of the table, on each
    assert folded(signed) in text[-1]
    assert ("小计应查27已查" if "05" in name else "应查" if "zh" in name else "Due") in text[-1]
    assert last in text[-1]  # never signatures alone


IDENTIFIED = [
    ("zh/parks/article-05", "W-a5", "第五条自查表　网页打印件　单位："),
    ("en/parks/article-09", "W-a9", "Article 9 · printed from the web page Entity:"),
    ("zh/parks/bearer-discipline", "W-discipline", "网页打印件　单位："),
]


@pytest.mark.parametrize(("name", "sheet", "words"), IDENTIFIED)
def test_every_page_printed_by_the_browser_says_which_sheet_it_is(
    name: str, sheet: str, words: str, page: Page, site: Path
):
    page.goto((site / f"{name}.html").as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    text = [folded(p.extract_text()) for p in printed]
    zh, ident = name.startswith("zh"), identity_on_paper(sheet.replace("W-", "A-"))
    number = "第{}页共{}页" if zh else "Page{}of{}"
    each = (
        folded(ident.text.replace("/A-", "/W-")),
        folded(words),
        f"表号{sheet}版本{ident.version}" if zh else f"Sheet{sheet}Version",
        f"内容核对码{ident.stamp}" if zh else f"Contentstamp{ident.stamp}",
        "某园字〔2018〕9号" if zh else "MouYuanZi[2018]No.9",
    )
    for n, one in enumerate(text, 1):
        assert [w for w in (*each, number.format(n, len(text))) if w not in one] == []


def identity_on_paper(sheet: str) -> Identity:
    """What the PDF of a sheet says of itself."""
    made = sheet_jobs().values()
    return next(ident for job in made if (ident := job.sheet.body.ident).id == sheet)


def test_no_printed_page_holds_the_head_of_the_table_alone(page: Page, site: Path):
    page.goto((site / "en/parks/article-09.html").as_uri())
    first, *_ = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "ofthecircumstanceslistedinArticles5to7" in folded(first.extract_text())


def test_a_printed_page_has_room_to_write_beside_each_check(page: Page, site: Path):
    page.goto((site / "zh/parks/article-05.html").as_uri())
    page.emulate_media(media="print")
    sizes = page.eval_on_selector_all(
        "td.zc-c-ans", "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) * 25.4 / 96 > 18
    shown = page.eval_on_selector_all(
        ".zc-form, .zc-sign", "all => all.map(e => e.innerText.replace(/\\s+/g, ''))"
    )
    assert shown == [
        "《某市公园管护责任自查办法（试行）》第五条自查表单位名称（盖章）单位类别填表人自查时段年月日至年月日填表日期年月日联系电话",
        "填表人（签字）年月日审核人（签字）年月日分管负责人（签字）年月日单位主要负责人（签字）年月日单位（盖章）",
    ]


def folded(text: str) -> str:
    """Without spaces; Chromium writes radicals for characters that look like them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("⻚", "页")
