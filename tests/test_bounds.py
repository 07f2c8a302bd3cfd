"""No input of any kind takes too long, takes too much memory, or ends in a traceback."""

import io
import time
import zipfile
from pathlib import Path
from random import Random

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter
from torture import fuzzing

from generator.check import all_findings
from generator.commands.check import MOST_IN_JSON
from generator.project import yamltree
from generator.project.reading import tree_of
from generator.records.findings import Finding, as_text
from generator.records.texts import Location, Text
from generator.terminal import READABLE
from generator.text.files.apart import Limits, read_apart
from generator.text.files.reader import text_of_file
from generator.text.nearest import Patience, nearest_run
from generator.text.numerals import to_chinese
from generator.text.reading import read

BUSY = 12  # seconds of processor time that say "not linear" on any machine


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small invented project that a test may spoil."""
    return fuzzing.project(tmp_path)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def word(paragraphs: int, label: str) -> bytes:
    """A Word file of numbered paragraphs."""
    document = docx.Document()
    root = document.part.numbering_part.element
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{label}"/></w:lvl>'
    for xml in (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="99">{level}</w:abstractNum>',
        f'<w:num {nsdecls("w")} w:numId="99"><w:abstractNumId w:val="99"/></w:num>',
    ):
        root.append(parse_xml(xml))
    paragraph = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="99"/></w:numPr></w:pPr>'
        "<w:r><w:t>x</w:t></w:r></w:p>"
    )
    saved = io.BytesIO()
    document.save(saved)
    return changed(
        saved.getvalue(), "word/document.xml", "<w:body>", "<w:body>" + paragraph * paragraphs
    )


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The Word file with something in one of its parts put in place of something else."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old_file,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new_file,
    ):
        for name in old_file.namelist():
            content = old_file.read(name)
            if name == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            new_file.writestr(name, content)
    return made.getvalue()


# ── archives and PDFs ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("make", "rule"),
    [
        (lambda: word(3, "%1" + "x" * 5000), "unreadable-file"),  # Word allows 255 characters
        (lambda: word(20_000, "%1" + "x" * 200), "file-too-large"),
        (
            lambda: changed(word(1, "%1"), "word/document.xml", "<w:body>",
                            "<w:body>" + "<w:p/>" * 2_100_000),
            "file-too-large",
        ),
        (
            lambda: changed(word(1, "%1"), "word/styles.xml", "</w:styles>",
                            " " * (50 << 20) + "</w:styles>"),
            "file-too-large",
        ),
        (
            lambda: changed(word(1, "%1"), "word/document.xml", "<w:body>",
                            "<w:body>" + "<w:p>" * 5000),
            "unreadable-file",
        ),
    ],
    ids=["long label", "many labels", "many paragraphs", "large styles", "deep"],
)  # fmt: skip
def test_a_word_file_that_grows_when_read_is_refused_with_its_mend(make, rule):
    text, findings = text_of_file(make(), "x.docx")
    assert (text, rules(findings)) == ("", [rule])
    assert "只保留" in findings[0].message.zh or "另存" in findings[0].message.zh


def test_an_archive_of_too_many_parts_is_an_archive_to_unpack():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for n in range(10_001):
            archive.writestr(str(n), "")
    assert rules(text_of_file(made.getvalue(), "x.docx")[1]) == ["not-text"]


def test_a_pdf_that_keeps_its_reader_busy_is_told_and_ended():
    data = fuzzing.pdf_file(b"BT /F 12 Tf 72 700 Td " + b"1 0 Td (x) Tj " * 20_000 + b"ET", 400)
    text, findings = read_apart("pdf", data, "x.pdf", Limits(seconds=2))
    assert (text, rules(findings)) == ("", ["file-too-large"])
    assert as_text(findings[0], "en").startswith(
        "x.pdf:1:1: error: the file could not be read within 2 seconds; open it, keep the text"
    )


def test_a_file_that_needs_too_much_memory_is_told():
    page = ("<p>法" * 2_000_000).encode()
    _, findings = read_apart("page", page, "x.html", Limits(mebibytes=64))
    begin = "x.html:1:1: error: the file takes more than 64 MB of memory to read; open it"
    assert [as_text(f, "en")[: len(begin)] for f in findings] == [begin]


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_word_file_or_pdf_is_read_or_told(seed):
    random = Random(seed)
    whole = word(3, "第%1条") if seed % 2 else fuzzing.pdf_file(b"BT (x) Tj ET", 2)
    data = bytearray(whole)
    for _ in range(8):
        data[random.randrange(30, len(data))] ^= 1 << random.randrange(8)
    text, findings = text_of_file(bytes(data), "x")
    assert text or [f for f in findings if f.severity == "error"]


# ── web pages ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "page",
    [
        "<div hidden>" + "<a>" * 100_000 + "</b>" * 150_000,
        "<div hidden>" + "<p><q></p>" * 60_000,
        "<p>甲</p>" + ("<a " + "b " * 2000) * 199,
        "<ol start=" + "9" * 5000 + ">" + "<li>甲" * 20_000 + "</ol>",
        "&#" + "9" * 500_000 + ";",
    ],
    ids=["ends of others", "open inside", "no end of tag", "huge start", "huge character"],
)
def test_no_page_takes_longer_than_its_length(page):
    begin = time.process_time()
    _, findings = read_apart("page", page.encode(), "x.html", Limits(seconds=BUSY))
    assert (rules(findings), time.process_time() - begin < BUSY) == ([], True)


def test_numbers_without_end_in_a_page_are_no_numbers():
    page = f"<ol start={'9' * 5000}><li>甲</ol><p>&#{'9' * 5000};乙"
    assert text_of_file(page.encode(), "x.html")[0] == "1．甲\n\ufffd乙\n"


def test_scripts_and_styles_are_left_out_whatever_stands_in_them():
    page = (
        "<p>甲</p><script>if (a<b && c<d) x('</p><p>');</script><style>a<b{}</style><p>乙</p>"
    )
    assert text_of_file(page.encode(), "x.html")[0] == "甲\n乙\n"


# ── texts and YAML ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "- 1 -\n" * 11_900,
        "目录\n第一章 甲\n第一条 甲\n" * 3_900,
        "第一条 " + "第一条" * 60_000,
        "第一条 第一项至第999999999项，第一条至第九千九百九十九条，前条。\n" * 5000,
        "第一条\n" * 11_900,
        "第99999条 甲\n第100000条 乙\n",
    ],
    ids=["page numbers", "contents", "references", "ranges", "repeats", "large numbers"],
)
def test_no_text_of_a_project_takes_longer_than_its_length(small, text):
    (small / "content/measures/zh.txt").write_text("办法\n" + text, "utf-8")
    begin = time.process_time()
    all_findings(small, 1)
    assert time.process_time() - begin < BUSY


@pytest.mark.parametrize(
    "body",
    [
        "[" * 199_000,
        "{" * 199_000,
        "](" * 99_000,
        "甲`" * 99_000,
        "<!--\n" * 11_900,
        "甲".join("`" * n for n in range(1, 600)),
    ],
    ids=["brackets", "braces", "addresses", "ticks", "comments", "runs of ticks"],
)
def test_no_page_that_somebody_wrote_takes_longer_than_its_length(small, body):
    page = small / "content/pages/zh/about.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"---\ntitle: 甲\n---\n\n{body}\n", "utf-8")
    begin = time.process_time()
    all_findings(small, 1)
    assert time.process_time() - begin < BUSY


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("第一条 甲。\n" * 13_000, "file-too-large"),
        ("第一条 " + "法" * 300_000, "endless-line"),
        (("法" * 100_000 + "\n") * 11, "file-too-large"),
        ("法" * 1_500_000, "file-too-large"),
    ],
    ids=["lines", "line", "characters", "bytes"],
)
def test_a_text_of_a_project_has_bounds_as_a_received_one_has(small, text, rule):
    (small / "content/measures/zh.txt").write_text(text, "utf-8")
    _, findings = all_findings(small, 1)
    assert [f.rule for f in findings if f.location.path.endswith("zh.txt")] == [rule]


def test_a_file_of_yaml_with_too_many_values_is_told_where_they_become_too_many():
    tree, findings = yamltree.read("- a\n" * yamltree.MOST, "f.yaml")
    assert tree is None
    assert [(f.rule, f.location.line) for f in findings] == [
        ("file-too-large", yamltree.MOST - 2)
    ]


@pytest.mark.parametrize("line", ["- &a b\n", "- !x b\n", "- a\n", "- {ta: a1}\n"])
def test_the_faults_of_one_file_are_told_up_to_a_number(line):
    text = "article: a1\nheading: {zh: 甲}\nprovisions:\n" + line * 3000
    _, findings = tree_of(text, "f.yaml", "checklist")
    assert "more-findings" in rules(findings)
    assert len(findings) <= 2 * yamltree.MOST_FAULTS + 2


def test_a_message_quotes_the_beginning_of_what_is_too_long():
    _, findings = tree_of("k" * 900 + ": a\n", "f.yaml", "page")
    assert max(len(f.message.zh) for f in findings) < 200


def test_words_near_a_quote_are_looked_for_only_so_long():
    begin = time.process_time()
    assert nearest_run("丙丁甲乙戊" * 200, "甲乙，丙丁；" * 16_000, Patience()) != "?"
    assert time.process_time() - begin < BUSY


def test_no_pipe_and_no_device_is_read_as_a_file_of_the_project(small):
    (small / "content/measures/zh.txt").unlink()
    (small / "content/measures/zh.txt").symlink_to("/dev/zero")
    _, findings = all_findings(small, 1)
    assert "link-out-of-project" in rules(findings)


@pytest.mark.parametrize(
    ("n", "printed"),
    [
        (9999, "九千九百九十九"),
        (10_000, "一万"),
        (10_010, "一万零一十"),
        (12_345, "一万二千三百四十五"),
        (100_000_001, "一亿零一"),
    ],
)
def test_a_number_of_an_article_may_be_of_any_size(n, printed):
    assert to_chinese(n) == printed


# ── what is told ─────────────────────────────────────────────────────────────


@pytest.fixture
def broken(small: Path) -> Path:
    """A project with more than 10,000 findings: repeated numbers, references to nothing."""
    referring = "。".join(f"违反第九百{n}条的" for n in "一二三四五")
    text = "办法\n" + f"第一条 {referring}。\n" * 2_300
    (small / "content/measures/zh.txt").write_text(text, "utf-8")
    return small


def test_more_findings_than_anybody_reads_are_a_number(broken, zicha):
    few = zicha("--project", str(broken), "check").stdout.splitlines()
    every = zicha("--project", str(broken), "check", "--all").stdout.splitlines()
    rest = len(every) - 1 - READABLE
    assert few[READABLE] == f"… and {rest:,} more; zicha check --all lists them all"
    errors = sum(": error: " in line for line in every)
    assert sum(": error: " in line for line in few) == min(errors, READABLE)
    assert few[-1] == every[-1]


def test_json_holds_a_sane_number_of_findings_and_how_many_more_there_are(broken, zicha):
    told = zicha("--project", str(broken), "check", "--format", "json").stdout
    assert told.count('"severity"') == MOST_IN_JSON + 1
    assert '"rule": "more-findings"' in told


def test_what_would_steer_a_terminal_is_spelt_out():
    fault = Finding(Location("a\u202eb.yaml", 1, 1), "a", Text("甲\x1b[2J\x7f", "\u3000c"))
    assert as_text(fault, "zh") == "a\\u202eb.yaml:1:1: error: 甲\\u001b[2J\\u007f [a]"


# ── locked PDFs ──────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def plain_pdf() -> bytes:
    lines = b"".join(b"BT /F 12 Tf 72 %d Td (Article %d Words) Tj ET\n" % (700 - 20 * n, n)
                     for n in range(1, 9))  # fmt: skip
    return fuzzing.pdf_file(lines, 1)


def locked(data: bytes, algorithm: str, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm=algorithm)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256", "AES-256-R5"])
def test_a_pdf_that_may_only_not_be_copied_is_read(plain_pdf, algorithm):
    assert text_of_file(locked(plain_pdf, algorithm, ""), "x.pdf") == text_of_file(
        plain_pdf, "x.pdf"
    )
    assert "Article 8 Words" in text_of_file(plain_pdf, "x.pdf")[0]


@pytest.mark.parametrize("algorithm", ["AES-128", "AES-256"])
def test_a_pdf_that_opens_with_a_password_says_how_to_get_one_without(plain_pdf, algorithm):
    _, findings = text_of_file(locked(plain_pdf, algorithm, "secret"), "x.pdf")
    told = (
        "x.pdf:1:1: error: this PDF opens with a password only; print it to a PDF without one, "
        "or ask its issuer [locked-file]"
    )
    assert [as_text(f, "en") for f in findings] == [told]


# ── a short part of the attacks ──────────────────────────────────────────────


@pytest.mark.parametrize(
    ("make", "ending", "seed"),
    [
        (fuzzing.text_of_sense_and_none, ".txt", 1),
        (fuzzing.text_of_sense_and_none, ".md", 2),
        (fuzzing.a_page, ".html", 3),
        (fuzzing.a_word_file, ".docx", 4),
        (fuzzing.a_word_file, ".docx", 5),
        (fuzzing.a_pdf, ".pdf", 7),
    ],
)
def test_no_attack_brings_about_a_fault(tmp_path, make, ending, seed):
    file = tmp_path / f"given{ending}"
    file.write_bytes(make(Random(seed)))
    ran = fuzzing.run(["parse", str(file)])
    assert (list(fuzzing.faults(ran)), ran.said) == ([], ran.said)


def test_any_text_is_read(tmp_path):
    del tmp_path
    for seed in range(30):
        read(fuzzing.text_of_sense_and_none(Random(seed))[:60_000], "x.txt")


@pytest.mark.parametrize(
    ("piece", "times"),
    [("前款第（一）项至第（99）项。\n", 11_900), ("第一条 ", 90_000), ("Article 1, ", 80_000)],
)
def test_a_text_that_refers_without_end_is_no_regulation(small: Path, piece: str, times: int):
    """Each reference is looked for, with all that a range has in it."""
    text = small / "content/measures/zh.txt"
    lines = piece * times if "\n" in piece else (piece * 1000 + "\n") * (times // 1000)
    text.write_text(f"办法\n\n第一条 {lines}", "utf-8")
    begun = time.process_time()
    told = [f for f in all_findings(small, 1)[1] if f.location.path.endswith("zh.txt")]
    assert rules(tuple(told)) == ["file-too-large"]
    assert time.process_time() - begun < BUSY


def test_a_range_of_items_costs_what_is_there(small: Path):
    """As many ranges as a text may have, each to an item that nobody has."""
    text = small / "content/measures/zh.txt"
    items = "".join(f"（{to_chinese(n)}）甲；\n" for n in range(1, 100))
    lines = "依照前款第（一）项至第（9999）项。\n" * 4900
    text.write_text(f"办法\n\n第一条 有下列情形之一的：\n{items}{lines}", "utf-8")
    begun = time.process_time()
    all_findings(small, 1)
    assert time.process_time() - begun < BUSY


def test_more_articles_than_any_law_has_are_neither_imported_nor_read(small: Path):
    text = "某办法\n\n" + "".join(f"第{to_chinese(n)}条 甲应当乙。\n" for n in range(1, 2502))
    (small / "many.txt").write_text(text, "utf-8")
    done = fuzzing.run(
        ["--project", str(small), "import", str(small / "many.txt"), "--id", "many"]
    )
    said = (
        "many.txt:1:1: error: the text has 2501 articles, more than 2500, so it is no"
        " regulation; keep the text of one regulation only [file-too-large]\n"
    )
    assert (done.code, done.said) == (1, said)
    assert not (small / "content/many").exists()
    (small / "content/measures/zh.txt").write_text(text, "utf-8")
    assert "2501 articles" in as_text(all_findings(small, 1)[1][0], "en")
