"""A file of any kind that people have → its text."""

import io
import re
import struct
import zipfile

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.files.apart import ReadText, read_apart
from generator.text.files.encoding import decode
from generator.text.files.lightmarkup import without_light_markup
from generator.text.files.webpage import with_rows
from generator.text.limits import beyond, too_large

LARGEST = 64 * 1024 * 1024  # bytes; pictures in a Word file or PDF make it large, not its text
_MOST_PARTS = 10_000  # of an archive; a Word file has some 20, and one for each picture
# <!DOCTYPE html>, <html>, <body class="x">
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_ZIP = b"PK\x03\x04"
_PART = b"PK\x01\x02"  # begins each line of the list of what an archive holds
_SAVE_ANEW = Text(
    "请用 Word 或 WPS 打开，另存为 .docx 再导入",
    "open it in Word or WPS and save it as .docx",
)
_RECOGNISE = Text(
    "请先用文字识别（OCR）软件转成文本，校对后再导入",
    "run text recognition (OCR) on it first, and proofread the text",
)
_UNPACK = Text("请先解压，导入里面的文件", "unpack it and import the file inside")
_EXPORT = Text(
    "请用版式阅读软件打开，导出为 .docx 或带文字的 PDF 再导入",
    "open it in its reader and export it as .docx, or as PDF with text",
)
_PICTURE = Text("图片", "a picture")
_OTHER_KINDS = (  # what the bytes begin with, what it is, what to do
    (b"\xd0\xcf\x11\xe0", Text("旧版 Word 文件（.doc、.wps）", "an old Word file (.doc, .wps)"),
     _SAVE_ANEW),
    (b"{\\rtf", Text(" RTF 文件", "an RTF file"), _SAVE_ANEW),
    (b"MIME-Version:", Text("单个文件网页（.mht）", "a web archive (.mht)"), _SAVE_ANEW),
    (b"\x89PNG", _PICTURE, _RECOGNISE), (b"\xff\xd8\xff", _PICTURE, _RECOGNISE),
    (b"GIF8", _PICTURE, _RECOGNISE),
    (b"II*\0", _PICTURE, _RECOGNISE), (b"MM\0*", _PICTURE, _RECOGNISE),
    (b"Rar!", Text("压缩文件", "an archive"), _UNPACK),
    (b"7z\xbc\xaf", Text("压缩文件", "an archive"), _UNPACK),
)  # fmt: skip
_ZIPPED = (  # what is inside, what it is, what to do
    ("OFD.xml", Text(" OFD 版式文件", "an OFD file"), _EXPORT),
    ("content.xml", Text(" ODF 文件（.odt）", "an OpenDocument file (.odt)"), _SAVE_ANEW),
    ("xl/workbook.xml", Text(" Excel 表格", "an Excel workbook"),
     Text("请把正文复制到 Word 或纯文本里再导入", "copy the text into Word or plain text")),
)  # fmt: skip


def text_of_file(data: bytes, path: str) -> ReadText:
    """The text of a .txt, .md, .html, .docx or .pdf file, told apart by its contents.

    Lines of the text are its paragraphs, or the lines of a printed page. What is none of these,
    or too large, gives "" and a finding.
    """
    if len(data) > LARGEST:
        return "", (too_large(path, LARGEST),)
    text, findings = _read(data, path)
    if too_much := beyond(text, path):
        return "", too_much
    if not findings and not text.strip():
        return "", (_empty(path),)
    return text, findings


def _read(data: bytes, path: str) -> ReadText:
    if "word/document.xml" in _names_in(data):
        return read_apart("word", data, path)
    if b"%PDF-" in data[:1024]:
        return read_apart("pdf", data, path)
    if data.startswith((_ZIP, *(begin for begin, _, _ in _OTHER_KINDS))):
        return _other_kind(data, path)
    return _plain(data, path)


def _plain(data: bytes, path: str) -> ReadText:
    text, findings = decode(data, path)
    ending = path.rpartition(".")[2].lower()
    if ending in ("html", "htm", "xhtml") or _PAGE.match(text.removeprefix("\ufeff")):
        text, told = read_apart("page", text.encode("utf-8", "replace"), path)
        findings += told
    elif ending in ("md", "markdown"):
        text = without_light_markup(with_rows(text) if "<table" in text else text)
    return text, findings


def _other_kind(data: bytes, path: str) -> ReadText:
    kinds = ((what, mend) for begin, what, mend in _OTHER_KINDS if data.startswith(begin))
    what, mend = _zipped(data) if data.startswith(_ZIP) else next(kinds)
    words = Text(f"这是{what.zh}；{mend.zh}", f"this is {what.en}; {mend.en}")
    return "", (Finding(Location(path), "not-text", words),)


def _zipped(data: bytes) -> tuple[Text, Text]:
    names = _names_in(data)
    found = ((what, mend) for name, what, mend in _ZIPPED if name in names)
    return next(found, (Text("压缩文件（.zip）", "an archive (.zip)"), _UNPACK))


def _names_in(data: bytes) -> frozenset[str]:
    """What a ZIP file holds; nothing if it is none, or holds more than any office file."""
    if not data.startswith(_ZIP) or data.count(_PART) > _MOST_PARTS:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return frozenset()


def _empty(path: str) -> Finding:
    words = Text(
        "文件里没有文字：是空的，或者只有图片；图片请先用文字识别（OCR）软件转成文本",
        "there are no words in the file: it is empty or holds pictures only; "
        "run text recognition (OCR) on pictures first",
    )
    return Finding(Location(path), "empty-file", words)
