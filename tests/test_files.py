"""Files that people have: Word with its automatic numbers, PDF, web pages, Markdown."""

import io
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
import typst
from conftest import ROOT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from generator.sheets.pdf.press import font_files
from generator.text.files.pdffile import is_garbled
from generator.text.files.reader import text_of_file
from generator.text.files.wordnumbers import number
from generator.text.reading import read
from generator.text.structure.outline import outline

LAW = (ROOT / "tests/data/texts/informants-1996.txt").read_text("utf-8")
LEVEL = '<w:ilvl w:val="{}"/><w:numId w:val="7"/>'
LINES = [line.strip() for line in LAW.splitlines() if line.strip()]


def articles(data: bytes, name: str):
    document, findings = read(data, name)
    return outline(document, findings)["articles"]


def word(paragraphs, numbering: str = "") -> bytes:
    """A .docx of paragraphs: words, or words with the level of the list they are in."""
    document = docx.Document()
    if numbering:
        root = document.part.numbering_part.element
        root[:] = [parse_xml(f"<w:r {nsdecls('w')}>{numbering}</w:r>")[n] for n in (0, 1)]
    for paragraph in paragraphs:
        words, level = paragraph if isinstance(paragraph, tuple) else (paragraph, None)
        made = document.add_paragraph(words)
        made.paragraph_format.first_line_indent = Pt(24)
        if level is not None:
            made._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {nsdecls('w')}>{LEVEL.format(level)}</w:numPr>")
            )
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def pdf(folder: Path, body: str) -> bytes:
    source = folder / "law.typ"
    source.write_text(
        '#set page(paper: "a4", numbering: "— 1 —")\n'
        '#set text(font: "Noto Serif SC", size: 12pt)\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))\n" + body,
        "utf-8",
    )
    folders = sorted({str(file.parent) for file in font_files()})
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
    )
    made = typst.Compiler(str(source), root=str(folder), font_paths=fonts).compile(format="pdf")
    assert isinstance(made, bytes)
    return made


def level(at: int, form: str, text: str, more: str = "") -> str:
    inner = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inner}</w:lvl>'


LEVELS = (
    '<w:abstractNum w:abstractNumId="3">'
    + level(0, "chineseCountingThousand", "第%1章")
    + level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>')
    + level(2, "chineseCounting", "（%3）", '<w:suff w:val="nothing"/>')
    + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
)


def test_the_automatic_numbers_of_word_are_read_not_lost():
    data = word(
        [
            "某某办法",
            ("总则", 0),
            ("为了规范，制定本办法。", 1),
            ("有下列情形之一的：", 1),
            ("甲；", 2),
            ("乙。", 2),
            ("附则", 0),
            ("有下列情形的：", 1),
            ("丙。", 2),
        ],
        LEVELS,
    )
    expected = (
        "某某办法\n第一章 总则\n第一条 为了规范，制定本办法。\n第二条 有下列情形之一的：\n"
        "（一）甲；\n（二）乙。\n第二章 附则\n第三条 有下列情形的：\n（一）丙。\n"
    )
    assert text_of_file(data, "x.docx") == (expected, ())


def test_deleted_text_and_hidden_text_of_word_are_left_out_and_tables_kept():
    document = docx.Document()
    paragraph = document.add_paragraph("第一条 甲")
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧</w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>新</w:t></w:r></w:ins>"))
    paragraph.add_run("藏").font.hidden = True
    document.add_table(1, 2).rows[0].cells[1].text = "格"
    saved = io.BytesIO()
    document.save(saved)
    text, findings = text_of_file(saved.getvalue(), "x.docx")
    assert text.split() == ["第一条", "甲新", "格"]
    assert [finding.rule for finding in findings] == ["tracked-changes"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimal", "12"),
        ("chineseCounting", "十二"),
        ("ideographDigital", "一二"),
        ("chineseLegalSimplified", "壹拾贰"),
        ("ideographTraditional", "乙"),
        ("ideographZodiac", "亥"),
        ("upperLetter", "L"),
        ("lowerRoman", "xii"),
        ("decimalEnclosedCircle", "⑫"),
        ("decimalZero", "12"),
        ("unheard-of", "12"),
    ],
)
def test_numbers_are_printed_as_word_prints_them(form, printed):
    assert number(12, form) == printed


def test_a_text_is_the_same_from_every_kind_of_file(tmp_path):
    expected = articles(LAW.encode(), "law.txt")
    page = "".join(f"<p>　　{line}</p>\n" for line in LINES)
    html = (
        f"<html><head><title>x</title></head><body><nav>首页</nav>{page}<footer>版权</footer>"
    )
    quoted = "\n\n".join(f'#"{line}"' for line in LINES)
    made = {
        "law.docx": word(LINES),
        "law.html": html.encode("gb18030"),
        "law.md": ("# " + "\n\n".join(LINES).replace("第一条", "**第一条**")).encode(),
        "law.pdf": pdf(tmp_path, quoted),
    }
    for name, data in made.items():
        assert (name, articles(data, name)) == (name, expected)


def test_the_numbers_a_browser_makes_and_what_it_hides():
    html = (
        "<!doctype html><style>p{}</style><ol start=2><li>甲<li>乙</ol><p hidden>丙</p>"
        "<p>丁\n戊<br>己</p><ul><li>庚</ul>"
    )
    assert text_of_file(html.encode(), "x")[0] == "2．甲\n3．乙\n丁戊\n己\n庚\n"


def scan(folder: Path) -> bytes:
    return pdf(folder, "#rect(width: 10cm, height: 10cm, fill: black)")


def archive(name: str) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as opened:
        opened.writestr(name, "x")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (scan, "scanned-file"),
        (b"%PDF-1.7\nnothing", "unreadable-file"),
        (archive("word/document.xml"), "unreadable-file"),
        (archive("content.xml"), "not-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-text"),
        (b"{\\rtf1 x}", "not-text"),
        (b"\x89PNG\r\n", "not-text"),
        (b"", "empty-file"),
        (bytes(range(256)) * 40, "not-text"),
        (b" " * (64 << 20) + b"x", "file-too-large"),
        ("第一条 ".encode() + "法".encode() * 300_000, "endless-line"),
        ("（一）\n".encode() * 30_000, "file-too-large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_says_so_once(tmp_path, data, rule):
    document, findings = read(data(tmp_path) if callable(data) else data, "x")
    assert (document.articles, [f.rule for f in findings]) == ((), [rule])


@pytest.mark.parametrize("piece", ["<!--", "<a b='", "</", "<?", "<![CDATA[", "[a]("])
def test_no_markup_takes_longer_than_its_length(piece):
    for name in ("x.html", "x.md"):
        text_of_file(piece.encode() * (150_000 // len(piece)), name)


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        (archive("a.txt"), "请先解压"),
        (archive("OFD.xml"), "导出为 .docx"),
        (archive("xl/workbook.xml"), "复制到 Word"),
        (b"\xff\xd8\xff\xe0", "文字识别（OCR）"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "另存为 .docx"),
    ],
)
def test_what_is_no_text_says_how_to_make_it_one(data, mend):
    assert mend in read(data, "x")[1][0].message.zh


def test_two_regulations_in_one_file_are_told_where_the_second_begins():
    _, findings = read("甲办法\n第一条 甲。\n第二条 乙。\n乙办法\n第一条 丙。\n".encode(), "x")
    assert [(f.rule, f.location.line) for f in findings] == [("second-regulation", 5)]


@given(st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>"]))
def test_no_bytes_make_a_traceback(data, begin):
    text_of_file(begin + data, "x.docx")


PAGES = "第一条 为了加强档案管理，制定本办法，各单位应当遵照执行。" + "应当及时归档。" * 9


def _png() -> str:
    """The bytes of a picture of one grey pixel."""
    chunks = (
        (b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    made = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in chunks
    )
    return ", ".join(map(str, made))


def test_pages_of_a_pdf_without_text_are_named_first_and_last_too(tmp_path):
    picture = f"#image(bytes(({_png()},)), width: 12cm)"
    body = f"{picture}\n#pagebreak()\n{PAGES}\n#pagebreak()\n{picture}"
    text, findings = text_of_file(pdf(tmp_path, body), "x.pdf")
    assert "第一条" in text
    assert [(f.rule, f.severity) for f in findings] == [("scanned-page", "error")]
    assert findings[0].message.zh.startswith("第1页、第3页是扫描的图片")


def test_a_page_whose_font_does_not_say_its_characters_is_garbled():
    assert is_garbled("\ue012\ue013\u4e8d\u6f00\u7b32" * 12)
    assert not is_garbled(LAW)
    assert not is_garbled("依本辦法規定辦理，應當報請主管機關備查。" * 5)
    assert not is_garbled("Article 1 These Measures " * 20)


def test_the_running_head_of_a_pdf_is_no_title_on_the_first_page_either(tmp_path):
    head = "#set page(header: text(size: 9pt)[某市人民政府公报 2024年第3期])\n"
    pages = "#pagebreak()\n".join(f"第{n}条 为了加强管理，制定本办法。\n" for n in "一二三四")
    body = f"{head}#align(center, text(size: 18pt)[某市档案管理办法])\n\n{pages}"
    document, _ = read(pdf(tmp_path, body), "x.pdf")
    assert (document.title, len(document.articles)) == ("某市档案管理办法", 4)
    assert (document.notes, document.preamble) == ((), ())
