"""Bytes of a text file → text, whatever they are encoded in."""

from generator.records.findings import Finding
from generator.records.texts import Location, Text
from generator.text.limits import too_large

_LARGEST = 16 * 1024 * 1024  # bytes; the longest Chinese law, the Civil Code, has 0.4 MB
_ORDERS = ("utf-16-le", "utf-16-be")
_FEW_FAULTS = 20  # characters that a damaged text may have anyway
_MOST_FAULTS = 0.05  # of all characters; with more the bytes are no text at all
_USUAL = "\n 第条，。、"


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file in UTF-8, UTF-16 or GB 18030.

    Bytes of a Word file and more than 16 MB give "" and a finding; bytes in no such encoding
    become U+FFFD, with a finding at the first.
    """
    if len(data) > _LARGEST:
        return "", (too_large(path, _LARGEST),)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return ("", (_not_text(path),)) if "\0" in text else (text, ())
    text = data.decode(_likelier(data), errors="replace").removeprefix("\ufeff")
    if "\0" in text or text.count("\ufffd") > max(_FEW_FAULTS, _MOST_FAULTS * len(text)):
        return "", (_not_text(path),)
    return text, (_undecodable(text, path),)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\0" in data:
        return (*_without_mark(data), "utf-8")
    return ("utf-8", "gb18030")


def _without_mark(data: bytes) -> tuple[str, ...]:
    """UTF-16 in the order of bytes that gives more usual characters, if either does."""
    sample = data[: 2 * 10_000]
    usual = {
        e: sum(sample.decode(e, errors="replace").count(c) for c in _USUAL) for e in _ORDERS
    }
    best = max(_ORDERS, key=lambda e: usual[e])
    return (best,) if usual[best] else ()


def _likelier(data: bytes) -> str:
    """Of two encodings that both fail, the one with fewer faults."""
    sample = data[:200_000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    faults = {
        e: sample.decode(e, errors="replace").count("\ufffd") for e in ("utf-8", "gb18030")
    }
    return min(faults, key=lambda e: faults[e])


def _not_text(path: str) -> Finding:
    return Finding(
        Location(path),
        "not-text",
        Text(
            "文件里不是文字，可能已损坏；请换用 .docx、带文字的 PDF 或纯文本（UTF-8）",
            "the file holds no text; it may be damaged or something else; take a .docx, a PDF "
            "with text, or plain text (UTF-8)",
        ),
    )


def _undecodable(text: str, path: str) -> Finding:
    before, _, _ = text.partition("\ufffd")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding(
        Location(path, line, column),
        "unknown-encoding",
        Text(
            "此处的字节既不是 UTF-8，也不是 GB 18030 或者 UTF-16；请另存为 UTF-8",
            "the bytes here are neither UTF-8 nor GB 18030 nor UTF-16; save the file as UTF-8",
        ),
    )
