"""Printed sheets: what stands on them, how it is set, and that any regulation can be set."""

import io
import random
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from city import ID, parks, press, printed, sheet_jobs
from PIL import Image, ImageFilter
from pypdf import PageObject, PdfReader

from generator.project.templates import read_templates
from generator.records.checklist import (
    Check,
    Checklist,
    ProvisionChecks,
    Quote,
    Term,
    Vocabulary,
)
from generator.records.findings import CannotGoOn, as_text
from generator.records.regulation import Provision, Regulation
from generator.records.texts import Location, Text
from generator.records.walking import asked_checks
from generator.sheets.clauses import questions
from generator.sheets.jobs import Job, jobs
from generator.sheets.law import marked_parts, marks
from generator.sheets.models import Printing
from generator.sheets.pdf.glyphs import missing_glyphs, unprintable
from generator.sheets.pdf.press import Press, pressed
from generator.sheets.records import Clause
from generator.sheets.runs import runs
from generator.text.addresses import cite, label, page_name
from generator.text.structure.parser import parse

ROOT = Path(__file__).parent.parent
AT = Location("content/x/zh.txt")
# One of each form, and each language of the one that people print most.
SEEN = (
    "zh/article-05",
    "en/article-05",
    "both/article-05",
    "zh/bearer-street",
    "both/bearer-discipline",
    "zh/booklet",
    "both/ledger",
    "en/summary",
    "both/walk-05",
    "zh/large-05",
    "en/large-11",
    "zh/evidence",
    "both/samples",
    "zh/rollup",
    "zh/report",
    "en/report",
    "both/tracer-facility",
)


def all_jobs(regulation: Regulation) -> dict[str, Job]:
    made = jobs(regulation, read_templates(ROOT).sheet_strings)
    return {job.path: job for job in made}


@cache
def pdf(name: str) -> bytes:
    return pressed(press(), sheet_jobs()[f"{name}.pdf"]).pdf


@cache
def reader(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(name)))


def plain(text: str) -> str:
    """Without white space, and without the word joiner that ties a mark to its word."""
    return re.sub(r"[\s\u2060\u200b]", "", text)


@cache
def pages(name: str) -> tuple[str, ...]:
    return tuple(plain(page.extract_text()) for page in reader(name).pages)


def checks_of(regulation: Regulation, article: str) -> tuple[Check, ...]:
    """In the order of the sheet: the question about the whole article last."""
    found = [c for p in regulation.checklists[article].provisions for c in p.checks]
    return tuple(sorted(found, key=lambda c: c.kind == "summary"))


# ── what there is ─────────────────────────────────────────────────────────────────────────────


OF_A_UNIT = ("list", "bearer", "summary", "evidence", "samples", "report")


def test_every_article_and_bearer_with_checks_has_its_sheets_in_each_language():
    regulation = parks()
    asked = [a for a, c in regulation.checklists.items() if any(p.checks for p in c.provisions)]
    numbers = [page_name(at, digits=2).removeprefix("article-") for at in asked]
    names = [
        *(f"{form}-{n}" for form in ("article", "walk") for n in numbers),
        *(f"{f}-{code}" for f in OF_A_UNIT for code in regulation.vocabulary.bearers),
        *(
            "booklet",
            "first",
            "ledger",
            "problems",
            "summary",
            "evidence",
            "evidence-blank",
            "samples",
        ),
        *("report", "rollup", "tracer-facility", "tracer-tree"),
        *("tracer-matrix-facility", "tracer-matrix-tree"),
    ]
    wanted = {f"{lang}/{n}.pdf" for lang in ("zh", "en", "both") for n in names}
    wanted |= {f"{lang}/large-{n}.pdf" for lang in ("zh", "en") for n in numbers}
    assert {path for path in sheet_jobs() if path.endswith(".pdf")} == wanted


def test_page_counts(golden: Callable[[Path, str], None]):
    made = "".join(f"{name} {len(reader(name).pages)}\n" for name in SEEN)
    golden(ROOT / "tests/golden/sheet-pages.txt", made)


def test_the_words_of_two_pages(golden: Callable[[Path, str], None]):
    made = "\n".join(
        page.extract_text()
        for name in ("zh/bearer-person", "en/ledger")
        for page in reader(name).pages
    )
    made = made.replace("\u2060", "").replace(parks().edition, "<edition>")
    made = re.sub(r"\b[0-9a-f]{12}\b", "<stamp>", made)
    golden(ROOT / "tests/golden/sheet-words.txt", made + "\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sheet_asks_every_check_of_its_article_in_order(language: str):
    text = "".join(pages(f"{language}/article-05"))
    at = 0
    for check in checks_of(parks(), "a5"):
        asked = check.ask.zh if language == "zh" else check.ask.en
        at = text.index(check.id, at)
        at = text.index(plain(asked or ""), at)


def test_a_bearers_sheet_has_its_own_checks_and_those_for_everybody_and_no_other():
    regulation = parks()
    mine = {"discipline", *regulation.vocabulary.bearers["discipline"].within}
    every = [c for a in regulation.checklists for c in checks_of(regulation, a)]
    text = "".join(pages("both/bearer-discipline"))
    found = {c.id for c in every if c.id in text}
    assert found == {c.id for c in every if mine & set(c.bearers)}


def test_the_booklet_has_every_check_and_its_contents_name_the_right_pages():
    text = pages("zh/booklet")
    for article in parks().checklists:
        for check in checks_of(parks(), article):
            assert any(check.id in page for page in text)
    listed = next(page for page in text if "页码" in page)
    assert f"8签字背书页自查结论，签字，盖章{len(text)}" in listed


@pytest.mark.parametrize(
    ("language", "listed", "sampled"),
    [("zh", "签字背书页", "抽样建议"), ("en", "Sign-off", "Samplingsuggested")],
)
def test_contents_and_samples_of_a_booklet_share_a_page(
    language: str, listed: str, sampled: str
):
    _, notes, contents, *_ = pages(f"{language}/booklet")
    assert contents.index(listed) < contents.index(sampled)
    assert sampled not in notes


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_walk_around_list_is_one_page_an_article(language: str, site: Path):
    lists = sorted(site.glob(f"sheets/*/{language}/walk-*.pdf"))
    assert len(lists) == 10
    assert [p.name for p in lists if len(PdfReader(p).pages) > 1] == []


@pytest.mark.parametrize(
    ("name", "notes"),
    [("zh/walk-05", "情况记录"), ("en/walk-05", "Notes"), ("both/walk-05", "Notes")],
)
def test_a_walk_around_list_has_three_lines_for_notes(name: str, notes: str):
    """The first has its name on it; two more, 9 mm each, stand between it and the foot."""
    places: dict[str, float] = {}

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        for word in (notes, "文本状态", "Text as issued"):
            if word in text:
                places[word] = cm[5] + cm[3] * tm[5]

    reader(name).pages[-1].extract_text(visitor_text=visit)
    first, foot = places.pop(notes), max(places.values())
    assert (first - foot) / 72 * 25.4 > 2 * 9 + 3
    assert len(reader(name).pages) == (2 if "both" in name else 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_round_is_a_sheet_of_its_checks_alone(language: str):
    text = "".join(pages(f"{language}/first"))
    first = [c.id for c in asked_checks(parks()) if c.first]
    assert re.findall(r"A\d{2}-\d{2}-\d", text) == first
    assert {"zh": "第一轮", "en": "Firstround"}[language] in text


def test_a_bearer_has_a_first_round_of_its_own_where_it_is_asked_anything_in_it():
    made = jobs(parks(), read_templates(ROOT).sheet_strings, all_forms=True)
    bodies = {j.subject: j.sheet.body for j in made if (j.form, j.language) == ("first", "zh")}
    asked = {
        code: [c.id for clause in body.clauses for c in clause.checks]
        for code, body in bodies.items()
    }
    assert asked == {
        "": ["A05-01-1", "A05-01-2"],
        "district": ["A05-01-1"],
        "street": ["A05-01-2"],
    }
    stamps = {j.subject: j.sheet.body.ident.stamp for j in made if j.form == "bearer"}
    assert {c: bodies[c].ident.stamp for c in bodies if c} == {
        c: stamps[c] for c in bodies if c
    }


def test_a_sheet_says_what_to_hold_against_what_and_leaves_blanks_for_the_sample():
    text = "".join(pages("zh/article-05"))
    assert "核对要点：分工文件、会议纪要与落实记录对照。" in text
    assert "可与A05-01-1、A05-01-2一并核查，引用其结果。" in text
    assert "抽查次，不符次" in text
    english = "".join(pages("en/article-05"))
    assert "Compare:Seewhethertheresponsibilityreacheseachleadingmember." in english
    assert "recordsdrawn,notconforming" in english


def test_only_a_check_of_which_a_sample_is_drawn_has_blanks_for_it():
    text = "".join(pages("zh/bearer-person"))
    assert "抽查" not in text.replace("抽查方法", "")


def test_a_walk_around_list_marks_what_goes_beyond_the_text_and_says_so():
    (text,) = pages("zh/walk-09")
    assert "※建议检查项，非原文要求" in text
    assert "※被责令作出书面检查" in text
    assert text.count("※") == 2


def test_the_index_of_evidence_names_each_kind_once_with_the_checks_that_ask_for_it():
    regulation, text = parks(), "".join(pages("zh/evidence"))
    asked: dict[str, list[str]] = {}
    for article in regulation.checklists:
        for check in checks_of(regulation, article):
            for code in check.evidence:
                asked.setdefault(code, []).append(check.id)
    at = 0
    for code, ids in asked.items():
        name = regulation.vocabulary.evidence[code].text.zh
        at = text.index(plain(name) + "".join(ids), at)


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_blank_index_of_evidence_is_not_called_blank_on_the_paper(language: str):
    first, *_ = pages(f"{language}/evidence-blank")
    assert re.findall(r"空白|(?<!D-)blank", first) == []


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_sample_log_is_two_pages_the_last_with_rows_suggestions_and_signatures(language: str):
    first, last = pages(f"{language}/samples")
    suggested, signed = "抽样建议", "见证人（签字）"
    if language == "en":
        suggested, signed = "Samplingsuggested", "Witnessedby(signature)"
    assert suggested not in first
    assert last.index(suggested) < last.index(signed)


def test_a_tracer_asks_the_checks_of_its_stages_in_order():
    (one, _), text = parks().tracers, "".join(pages("both/tracer-facility"))
    ids = {c.id: c for at in parks().checklists for c in checks_of(parks(), at)}
    at = 0
    for n, stage in enumerate(one.stages):
        at = text.index(f"{'一二三四'[n]}、{stage.title.zh}", at)
        for id_ in stage.checks:
            at = text.index(id_, at)
            at = text.index(plain(ids[id_].ask.zh), at)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("zh/tracer-facility", "与上一环节的对象、时间、金额一致"),
        ("en/tracer-tree", "Consistentwiththepreviousstage(subject,time,amount)"),
    ],
)
def test_a_tracer_asks_once_a_stage_whether_it_agrees_with_the_one_before(
    name: str, asked: str
):
    stages = sheet_jobs()[f"{name}.pdf"].sheet.body.stages
    assert sum(page.count(asked) for page in pages(name)) == len(stages) - 1


def test_the_last_page_of_a_tracer_is_full():
    """Its notes end within a line of handwriting above the margin at the foot, 18 mm."""
    heights = sorted(
        y / 72 * 25.4 for _, y in starts_of(reader("zh/tracer-facility").pages[-1])
    )
    notes = [y for y in heights if y > 18]
    assert notes[0] < 18 + 9


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_tracer_of_several_asks_what_one_does_with_a_column_for_each_of_ten(language: str):
    name, check = f"{language}/tracer-matrix-facility", re.compile(r"A\d\d-\d\d-\d+")
    one = check.findall("".join(pages(f"{language}/tracer-facility")))
    assert check.findall("".join(pages(name))) == one
    assert ["12345678910" in page for page in pages(name)] == [True, True]
    more = PdfReader(io.BytesIO(printed(name, Printing(number_from=11)))).pages[0]
    assert "11121314151617181920" in plain(more.extract_text())


def test_a_regulation_without_tracers_has_no_tracer_sheets():
    assert [path for path in all_jobs(tree()) if "tracer" in path] == []


def test_the_report_is_set_on_the_page_of_official_documents():
    text = "".join(pages("zh/report"))
    at = 0
    wanted = (
        "关于对照《某市公园管护责任自查办法（试行）》开展自查的报告 "
        "一、自查工作开展情况 （一）组织领导 "
        "二、自查结果 （二）各条情况 第五条27 合计51 三、存在的主要问题 四、原因分析 "
        "五、整改措施 "
        "六、下一步工作打算 附件：1.自查表 单位（盖章）"
    )
    for words in wanted.split():
        at = text.index(words, at)
    (page, *_) = reader("zh/report").pages
    left = min(x for x, _ in starts_of(page) if x > 60)
    assert round(left / 72 * 25.4) == 28  # the binding margin, mm
    assert {16.0, 22.0, 14.0} <= sizes_of(page)  # 3号, 2号, 4号


# ── what stands on each page ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", SEEN)
def test_every_page_says_who_the_sheet_is_and_what_the_text_is_worth(name: str):
    language, regulation = name.partition("/")[0], parks()
    for number, page in enumerate(pages(name), 1):
        if language != "en":
            assert plain(regulation.status.zh) in page
        if language != "zh":
            assert plain(regulation.status.en or "") in page
            assert "Unofficialreferencetranslation;theChinesetextprevails." in page
        assert re.search(rf"{ID}/[-\w]+@{regulation.edition}#[0-9a-f]{{12}}", page)
        total = len(pages(name))
        spelled = f"第{number}页共{total}页", f"Page{number}of{total}"
        official = f"—{number}—" in page and re.search(f"共{total}页|{total}pages", page)
        assert (
            any(s in page for s in spelled) or official or (number == 1 and "booklet" in name)
        )


@pytest.mark.parametrize(
    ("name", "head"),
    [("zh/article-05", "答“是”表示符合"), ("en/article-05", "“Yes”conforms")],
)
def test_the_table_head_says_on_each_page_that_yes_is_good(name: str, head: str):
    assert [head in page for page in pages(name)] == [True] * len(pages(name))


def test_the_sheet_is_signed_and_sealed_at_its_end():
    last = pages("zh/article-05")[-1]
    signed = (
        "填表人（签字） 审核人（签字） 分管负责人（签字） 单位主要负责人（签字） 单位（盖章）"
    )
    assert [who for who in signed.split() if who not in last] == []
    assert "A05-" in last  # never signatures alone


def test_no_sheet_ends_with_a_page_of_signatures_alone(site: Path):
    """Each last page has a row: a check, or room for one that the entity adds."""
    row = re.compile(r"A\d\d-(\d\d-\d|all)|本单位|Added by")
    kinds = r"/(article|bearer|large|tracer|evidence)[-.]"
    sheets = [p for p in sorted(site.glob("sheets/*/*/*.pdf")) if re.search(kinds, str(p))]
    signed = [p for p in sheets if "blank" not in p.name]
    assert len(signed) > 60
    assert [str(p) for p in signed if not row.search(last_page(p))] == []


def last_page(path: Path) -> str:
    """Its words, read by poppler, which is quick."""
    count = len(PdfReader(path).pages)
    command = ["pdftotext", "-f", str(count), "-raw", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_law_stands_above_its_checks_and_again_where_they_go_on_overleaf():
    for page in pages("zh/article-05"):
        first = re.search(r"A05-(\d\d)-\d", page)
        assert first is not None
        item = "" if first[1] == "00" else f"第（{'一二三四五六七八'[int(first[1]) - 1]}）项"
        assert page.index(f"第五条{item}") < first.start()


# ── how it is set ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", SEEN)
def test_only_the_two_free_faces_are_used_and_embedded(name: str):
    faces = set()
    for page in reader(name).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            faces.add(str(descriptor["/FontName"]).partition("+")[2].partition("-")[0])
    assert faces <= {"NotoSansSC", "NotoSerifSC"}


@pytest.mark.parametrize("name", SEEN)
def test_no_letter_is_smaller_than_eight_and_a_half_points(name: str):
    assert min(size for page in reader(name).pages for size in sizes_of(page)) >= 8.5


def sizes_of(page: PageObject) -> set[float]:
    sizes: set[float] = set()

    def visit(text: str, _cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * tm[3]), 2))

    page.extract_text(visitor_text=visit)
    return sizes


@pytest.mark.parametrize(("language", "line"), [("zh", 9), ("en", 8.5)])
def test_large_print_is_large(language: str, line: float):
    sizes = {size for page in reader(f"{language}/large-05").pages for size in sizes_of(page)}
    assert sorted(sizes)[:2] == [line, 12]  # the binding line, then all else
    assert max(sizes) == 18


@pytest.mark.parametrize("number", ["03", "05", "07", "08", "09", "11"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_check_in_large_print_has_its_clause_above_it_on_the_same_page(
    language: str, number: str
):
    """The text, or where that is too long to be repeated, its citation and where it stands."""
    name = f"{language}/large-{number}"
    earlier = {"zh": "（条文见前页）", "en": "(textonanearlierpage)"}[language]
    for clause in sheet_jobs()[f"{name}.pdf"].sheet.body.clauses:
        cite, law = plain(getattr(clause.cite, language)), plain(law_of(clause, language))
        here = [p for p in pages(name) if any(check.id in p for check in clause.checks)]
        assert law in here[0]
        assert [p for p in here[1:] if law not in p and cite + earlier not in p] == []


def law_of(clause: Clause, language: str) -> str:
    if language == "en":
        return "".join(line or "" for line in clause.law.en)
    return "".join(f"{part.mark or ''}{part.text}" for part in clause.law.zh)


def test_large_print_has_all_that_the_usual_sheet_has():
    text = "".join(pages("zh/large-09"))
    wanted = (
        "自查时段年月日至年月日 填表日期年月日 填表说明 不得倒签、补造 "
        "A09-01-1各有关单位、相关责任人（推定） 是否按要求完成？建议检查项 抽样：全部核对 "
        "小计应查2"
    )
    assert [words for words in wanted.split() if words not in text] == []


@pytest.mark.parametrize("name", ["zh/large-05", "en/large-05"])
def test_large_print_is_signed_once_beside_a_row_or_on_a_cover(name: str):
    signed = "单位主要负责人（签字）" if name.startswith("zh") else "Headofentity(signature)"
    at = [n for n, page in enumerate(pages(name)) if signed in page]
    assert at == [0 if name.startswith("en") else len(pages(name)) - 1]


@pytest.mark.parametrize(
    ("name", "language"),
    [("zh/article-05", "zh-CN"), ("en/article-05", "en"), ("both/article-05", "zh-CN")],
)
def test_sheets_are_tagged_for_screen_readers(name: str, language: str):
    root = reader(name).root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == language
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert reader(name).metadata.title


def test_the_same_job_gives_the_same_bytes():
    job = sheet_jobs()["zh/ledger.pdf"]
    again = Press(read_templates(ROOT).folder / "sheets")
    assert pressed(again, job).pdf == pdf("zh/ledger")


@pytest.mark.parametrize("name", SEEN)
def test_the_code_can_be_read_from_a_scan(name: str, tmp_path: Path):
    """Grey, 150 dots to the inch, askew, a little out of focus, with noise, as JPEG."""
    (tmp_path / "sheet.pdf").write_bytes(pdf(name))
    draw = ["pdftoppm", "-gray", "-r", "300", "-l", "1", "sheet.pdf", "page"]
    subprocess.run(draw, cwd=tmp_path, check=True)
    (picture,) = tmp_path.glob("page*.pgm")
    page = Image.open(picture)
    right = page.crop((page.width // 2, 0, page.width, page.height // 4))
    askew = right.rotate(1.2, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    soft = askew.filter(ImageFilter.GaussianBlur(1.2))
    scan = soft.resize((soft.width // 2, soft.height // 2), Image.Resampling.BOX)
    Image.blend(scan, grain(scan.size), 0.1).save(tmp_path / "scan.jpg", quality=75)
    seen = Image.open(tmp_path / "scan.jpg")  # a reader looks between the dots, as here
    seen.resize((seen.width * 3, seen.height * 3), Image.Resampling.BICUBIC).save(
        tmp_path / "seen.png"
    )
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", "seen.png"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = read.stdout.strip()
    form = name.partition("/")[2].partition("-")[0]
    if form not in ("article", "bearer", "walk", "large", "tracer", "booklet"):  # no boxes
        assert line in pages(name)[0]
        return
    line, _, layout = line.rpartition("/")
    assert line in pages(name)[0]
    assert layout == name.partition("/")[0] + ("-z" if name.endswith("booklet") else "")


def grain(size: tuple[int, int]) -> Image.Image:
    """The same speckles each time."""
    speckles = random.Random(1).randbytes(size[0] * size[1])
    return Image.frombytes("L", size, speckles)


# ── the stamp ─────────────────────────────────────────────────────────────────────────────────


def stamp_of(regulation: Regulation) -> str:
    job = all_jobs(regulation)["sheets/x/zh/article-01.pdf"]
    return job.sheet.body.ident.stamp


def test_the_stamp_changes_with_the_law_and_the_questions_and_nothing_else():
    one = small(provision("a1", "应当落实。"), checks={"a1": [check("X-1", "应当落实")]})
    law = small(provision("a1", "应当落实！"), checks={"a1": [check("X-1", "应当落实")]})
    ask = small(
        provision("a1", "应当落实。"), checks={"a1": [check("X-1", "应当落实", en="Done so?")]}
    )
    other = replace(one, title=Text("另一办法", "Other"))
    assert stamp_of(one) not in {stamp_of(law), stamp_of(ask)}
    assert stamp_of(other) == stamp_of(one)


# ── any other regulation ──────────────────────────────────────────────────────────────────────


def provision(
    address: str, words: str, *children: Provision, en: str | None = "…"
) -> Provision:
    kinds = {"a": "article", "p": "paragraph", "i": "item", "s": "subitem"}
    return Provision(
        address=address,
        kind=kinds[address.rpartition(".")[2][0]],  # type: ignore[arg-type]
        label=Text(label(address, "zh"), label(address, "en")),
        words=Text(words, en),
        cite=Text(cite(address, "zh"), cite(address, "en")),
        stamp="0" * 12,
        location=AT,
        children=children,
    )


def check(name: str, *quotes: str, ask: str = "是否落实？", en: str | None = "Done?") -> Check:
    return Check(
        id=name,
        at="",
        kind="summary" if name.endswith("-all") else "duty",
        quotes=tuple(Quote(words, AT) for words in quotes),
        ask=Text(ask, en),
        bearers=("unit",),
        basis="named",
        evidence=("minutes",),
        verify=("docs",),
        sampling="all",
        fix=Text("改正。", None),
        guidance=False,
        location=AT,
    )


def terms(**words: tuple[str, str]) -> dict[str, Term]:
    return {c: Term(c, Text(zh, en), Text(zh, en), AT) for c, (zh, en) in words.items()}


def small(*articles: Provision, checks: dict[str, list[Check]]) -> Regulation:
    """A regulation without chapters, of another title, with these checks by address."""
    lists = {}
    for article in articles:
        mine = {a: c for a, c in checks.items() if a.partition(".")[0] == article.address}
        asked = tuple(
            ProvisionChecks(
                a, "", "named", (), None, tuple(replace(c, at=a) for c in found), AT
            )
            for a, found in mine.items()
        )
        lists[article.address] = Checklist(
            article.address, Text("拟题", "Heading"), None, asked, AT
        )
    return replace(
        parks(),
        id="x",
        title=Text("某省某事项管理规定", "Provisions on Something"),
        title_parts=Text("某省某事项管理规定", "Provisions on Something"),
        divisions=(),
        articles=articles,
        checklists=lists,
        vocabulary=Vocabulary(
            bearers=terms(unit=("各单位", "All entities")),
            evidence=terms(minutes=("会议记录", "Minutes")),
            verify=terms(docs=("查阅资料", "Document review")),
            sampling=terms(all=("全部核对", "Check all")),
            answers=parks().vocabulary.answers,
        ),
        documents={},
        tracers=(),
    )


def words_of(regulation: Regulation, name: str) -> tuple[str, ...]:
    made = pressed(press(), all_jobs(regulation)[f"sheets/x/{name}.pdf"])
    found = PdfReader(io.BytesIO(made.pdf)).pages
    assert made.pages == len(found)
    return tuple(plain(page.extract_text()) for page in found)


def tree() -> Regulation:
    """One article of paragraphs, an item with sub-items, and a question about the whole."""
    sub = [provision("a1.p2.i1.s1", "第一目；"), provision("a1.p2.i1.s2", "第二目；")]
    items = [
        provision("a1.p2.i1", "第一项的话：", *sub),
        provision("a1.p2.i2", "第二项的话。", en=None),
    ]
    article = provision(
        "a1",
        "",
        provision("a1.p1", "第一款的话。"),
        provision("a1.p2", "应当做到：", *items),
    )
    return small(
        article,
        checks={
            "a1": [check("X-all", "第一款的话")],
            "a1.p2.i1": [check("X-1", "第一目"), check("X-2", "第一项的话", "第二目")],
            "a1.p2.i2": [check("X-3", "第二项的话", en=None)],
        },
    )


def test_paragraphs_and_sub_items_stand_in_order_with_opening_words_before_them():
    (text,) = words_of(tree(), "zh/bearer-unit")[:1]
    wanted = (
        "第一条第二款应当做到： 第一条第二款第（一）项 ①第一项的话：1.②第一目；2.①第二目； "
        "②X-1 ①X-2 第一条第二款第（二）项 第二项的话。 X-3"
    )
    at = 0
    for words in wanted.split():
        at = text.index(words, at) + len(words)


def test_the_question_about_the_whole_article_comes_last():
    text = "".join(words_of(tree(), "zh/article-01"))
    assert text.index("X-3") < text.index("总体判断X-all")


def test_what_is_not_translated_says_so_and_shows_no_chinese():
    text = "".join(words_of(tree(), "en/article-01"))
    assert "[notyettranslated]" in text
    assert not re.search(r"第二项|是否", text)


def test_an_untranslated_regulation_has_chinese_sheets_only():
    found = all_jobs(replace(tree(), translated=False))
    assert {path.split("/")[2] for path in found} == {"zh"}


def test_markup_in_data_is_printed_as_it_is():
    odd = r'#let x = 1 *粗* _斜_ `码` $x^2$ @引 <b>[括]</b> \\ // /* "引" {1}'
    regulation = small(
        provision("a1", odd + "。", en=odd),
        checks={"a1": [check("X-1", ask=odd + "？", en=odd)]},
    )
    for language in ("zh", "en", "both"):
        text = "".join(words_of(regulation, f"{language}/article-01"))
        assert text.count(plain(odd)) == (4 if language == "both" else 2)


@pytest.mark.parametrize("words", ["应当建立健全机制，落实责任；" * 250, "甲" * 5000])
def test_a_clause_longer_than_a_page_goes_on_overleaf_whole(words: str):
    regulation = small(provision("a1", words), checks={"a1": [check("X-1", words[:3])]})
    text = words_of(regulation, "zh/article-01")
    character = words[0]
    printed_ones = sum(page.count(character) for page in text)
    assert printed_ones >= words.count(character)
    assert len(text) > 2
    assert "X-1" in "".join(text[-2:])


def test_more_than_twenty_checks_on_one_clause_are_told_apart():
    words = "".join(f"其{n}事项；" for n in range(100, 125))
    checks = [check(f"X-{n}", f"其{n}事项") for n in range(100, 125)]
    text = "".join(
        words_of(small(provision("a1", words), checks={"a1": checks}), "zh/article-01")
    )
    assert "⑳其119事项；（21）其120事项" in text
    assert "（25）X-124" in text


def test_a_hundred_articles_share_sheets_in_the_booklet_and_none_runs_off_the_page():
    articles = [provision(f"a{n}", f"第{n}件事应当落实。") for n in range(1, 101)]
    asked = {a.address: [check(f"X-{a.address}", "应当落实")] for a in articles}
    regulation = small(*articles, checks=asked)
    assert [len(run.asked) for run in runs(questions(regulation))] == [12] * 8 + [4]
    assert "sheets/x/zh/article-007.pdf" in all_jobs(regulation)
    made = pressed(press(), all_jobs(regulation)["sheets/x/both/summary.pdf"])
    places = [at for page in PdfReader(io.BytesIO(made.pdf)).pages for at in starts_of(page)]
    assert [at for at in places if not (50 < at[0] < 800 and 10 < at[1] < 585)] == []
    assert any("第一百条" in text for text in words_of(regulation, "both/summary"))


def starts_of(page: PageObject) -> list[tuple[float, float]]:
    """Where each run of text begins, in points from the lower left of the paper."""
    places = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            places.append((cm[4] + cm[0] * tm[4], cm[5] + cm[3] * tm[5]))

    page.extract_text(visitor_text=visit)
    return places


@pytest.mark.parametrize(
    ("quotes", "wanted", "signs"),
    [
        (["甲乙"], "甲乙丙丁", {}),
        (["丙丁", "甲乙"], "①甲乙②丙丁", {"0": "②", "1": "①"}),
        (["甲乙丙", "乙丙丁"], "①甲②乙丙丁", {"0": "①", "1": "②"}),
        (["甲乙", "甲乙丙"], "①②甲乙丙丁", {"0": "①", "1": "②"}),
        (["没有的话", "甲", "丁"], "①甲乙丙②丁", {"1": "①", "2": "②"}),
    ],
)
def test_marks_stand_before_quoted_words(quotes: list[str], wanted: str, signs: dict[str, str]):
    checks = [check(str(n), quote) for n, quote in enumerate(quotes)]
    assert marks(["甲乙丙丁"], checks) == signs
    made = marked_parts(["甲乙丙丁"], checks)
    assert "".join(f"{part.mark or ''}{part.text}" for part in made) == wanted


# ── faults ────────────────────────────────────────────────────────────────────────────────────


def test_a_character_without_glyph_is_told_with_its_place():
    found = missing_glyphs([("𠮷祥", Location("content/x/zh.txt", 7))])
    (told,) = [as_text(f, "en") for f in found]
    assert told == (
        "content/x/zh.txt:7:1: error: the fonts of the sheets have no '𠮷' (U+20BB7), "
        "so it cannot be printed; leave the words of the law as they are: install a font that "
        "has it (SimSun-ExtB, HanaMinB …) and name that under fonts in content/site.yaml "
        "[no-glyph]"
    )


@pytest.mark.parametrize(
    ("checks", "severity"), [({"a1": [check("X-1")]}, "error"), ({}, "warning")]
)
def test_such_a_character_stops_nothing_where_no_sheet_prints_it_yet(checks, severity):
    regulation = replace(small(provision("a1", "规范。"), checks=checks), title=Text("𠮷"))
    assert [f.severity for f in unprintable(regulation)] == [severity]


def test_a_rare_character_of_the_law_is_told_at_its_own_place():
    zh, _ = parse("某办法\n\n第一条 为了保护𡋗等地。\n第二条 甲：\n（一）乙𪚥。\n", "zh.txt")
    regulation = replace(small(checks={}), documents={"zh": zh})
    assert [(f.location.line, f.location.column) for f in unprintable(regulation)] == [
        (3, 9), (5, 5),
    ]  # fmt: skip


def test_the_fonts_of_the_machine_may_have_what_ours_have_not():
    regulation = replace(
        small(provision("a1", "规范。"), checks={"a1": [check("X-1")]}), title=Text("𠮷")
    )
    assert [f.severity for f in unprintable(regulation, own=True)] == ["warning"]


@pytest.mark.parametrize(
    ("name", "before", "number"),
    [
        ("checklists/parks/article-05.yaml", "ask:\n          zh: ", 12),
        ("site_templates/sheets/strings.yaml", 'draft:\n  zh: "', 6),
    ],
)
def test_the_build_names_character_file_and_line(
    name: str, before: str, number: int, project: Path, zicha: Any, tmp_path: Path
):
    text = (project / name).read_text("utf-8")
    (project / name).write_text(text.replace(before, f"{before}𠮷", 1), "utf-8")
    done = zicha("build", "--out", str(tmp_path / "site"), cwd=project)
    assert done.returncode == 1
    (told,) = [line for line in done.stderr.splitlines() if "no-glyph" in line]
    assert told.startswith(f"{name}:{number}:")
    assert "have no '𠮷' (U+20BB7)" in told
    assert not (tmp_path / "site").exists()


def test_a_sheet_that_cannot_be_set_is_named():
    regulation = small(provision("a1", "𠮷。"), checks={"a1": [check("X-1")]})
    with pytest.raises(CannotGoOn, match=r"sheets/x/zh/article-01\.pdf: Typst says: .*𠮷"):
        words_of(regulation, "zh/article-01")


def test_methods_in_a_row_have_one_capital():
    job = sheet_jobs()["en/article-05.pdf"]
    rows = [row for clause in job.sheet.body.clauses for row in clause.checks]
    said = {row.id: ", ".join(way.en for way in row.verify) for row in rows}
    assert said["A05-01-1"] == "Document review, individual interview"
    assert all(re.fullmatch(r"[A-Z][^A-Z]*", words) for words in said.values())
