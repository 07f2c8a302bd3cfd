"""A file of any kind that people have → its text."""

import re
from collections.abc import Callable

from generator.findings import Finding
from generator.model import Location, Text
from generator.text.encoding import decode
from generator.text.lightmarkup import without_light_markup
from generator.text.pdffile import text_of_pdf
from generator.text.webpage import text_of_page
from generator.text.wordfile import is_word, text_of_word

Read = tuple[str, tuple[Finding, ...]]
LARGEST = 64 * 1024 * 1024  # bytes; pictures in a Word file or PDF make it large, not its text
_LONGEST_LINE = 200_000  # characters; the whole Civil Code, line ends lost, has 120,000
# <!DOCTYPE html>, <html>, <body class="x">
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_OTHER_KINDS = (  # what the bytes begin with, what it is, what to do
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文件（.doc、.wps）", "an old Word file (.doc, .wps)"),
    (b"{\\rtf", "RTF 文件", "an RTF file"),
    (b"MIME-Version:", "单个文件网页（.mht）", "a web archive (.mht)"),
    (b"PK\x03\x04", "压缩文件或别的办公文件（.ofd、.odt、.xlsx、.zip）",
     "an archive or another office file (.ofd, .odt, .xlsx, .zip)"),
    (b"\x89PNG", "图片", "a picture"),
    (b"\xff\xd8\xff", "图片", "a picture"),
)  # fmt: skip


def text_of(data: bytes, path: str) -> Read:
    """The text of a .txt, .md, .html, .docx or .pdf file, told apart by its contents.

    Lines of the text are its paragraphs, or the lines of a printed page. What is none of these,
    or too large, gives "" and a finding.
    """
    if len(data) > LARGEST:
        return "", (too_large(path),)
    reader = _reader(data)
    text, findings = reader(data, path) if reader else _plain(data, path)
    if max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return "", (_endless(path),)
    return text, findings


def _reader(data: bytes) -> Callable[[bytes, str], Read] | None:
    if is_word(data):
        return text_of_word
    if b"%PDF-" in data[:1024]:
        return text_of_pdf
    if any(data.startswith(begin) for begin, _, _ in _OTHER_KINDS):
        return _other_kind
    return None


def _plain(data: bytes, path: str) -> Read:
    text, findings = decode(data, path)
    ending = path.rpartition(".")[2].lower()
    if ending in ("html", "htm", "xhtml") or _PAGE.match(text.removeprefix("\ufeff")):
        text = text_of_page(text)
    elif ending in ("md", "markdown"):
        text = without_light_markup(text)
    return text, findings


def _other_kind(data: bytes, path: str) -> Read:
    _, zh, en = next(kind for kind in _OTHER_KINDS if data.startswith(kind[0]))
    words = Text(
        f"这是{zh}；请用 Word 或 WPS 打开，另存为 .docx 或纯文本（UTF-8）再导入。",
        f"This is {en}; open it in Word or WPS and save it as .docx or plain text (UTF-8).",
    )
    return "", (Finding(Location(path), "not-text", words),)


def too_large(path: str) -> Finding:
    """No regulation has a file of this size."""
    words = Text(
        f"文件超过 {LARGEST >> 20} MB，不是一部法规的文本；请只保留正文。",
        f"The file is larger than {LARGEST >> 20} MB, so it is no regulation; "
        "keep its text only.",
    )
    return Finding(Location(path), "file-too-large", words)


def _endless(path: str) -> Finding:
    words = Text(
        f"有一行超过 {_LONGEST_LINE} 个字，不是法规的文本；请分行，只保留正文。",
        f"A line is longer than {_LONGEST_LINE} characters, so this is no regulation; "
        "break it into lines and keep the text only.",
    )
    return Finding(Location(path), "endless-line", words)
