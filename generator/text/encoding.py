"""Bytes of a text file → text, whatever they are encoded in."""

from generator.findings import Finding
from generator.model import Location, Text

_LARGEST = 16 * 1024 * 1024  # bytes; the longest Chinese law, the Civil Code, has 0.4 MB


def decode(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file in UTF-8, UTF-16 or GB 18030.

    More than 16 MB give "" and a finding; bytes in no such encoding, U+FFFD and a finding.
    """
    if len(data) > _LARGEST:
        return "", (_too_large(path),)
    for encoding in _encodings(data):
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    text = data.decode(_likelier(data), errors="replace").removeprefix("\ufeff")
    return text, (_undecodable(text, path),)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    # without a mark: the line feeds and spaces of UTF-16 are a byte beside a zero
    if data[1::2].count(0) > data[0::2].count(0):
        return ("utf-16-le", "utf-8")
    if data[0::2].count(0):
        return ("utf-16-be", "utf-8")
    return ("utf-8", "gb18030")


def _likelier(data: bytes) -> str:
    """Of two encodings that both fail, the one with fewer faults."""
    sample = data[:200_000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    faults = {
        e: sample.decode(e, errors="replace").count("\ufffd") for e in ("utf-8", "gb18030")
    }
    return min(faults, key=lambda e: faults[e])


def _too_large(path: str) -> Finding:
    return Finding(
        Location(path),
        "file-too-large",
        Text(
            "文件超过16 MB，不是一部法规的文本，请只保留正文。",
            "The file is larger than 16 MB, so it is no regulation; keep only its text.",
        ),
    )


def _undecodable(text: str, path: str) -> Finding:
    before, _, _ = text.partition("\ufffd")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding(
        Location(path, line, column),
        "unknown-encoding",
        Text(
            "此处的字节既不是UTF-8，也不是GB 18030或者UTF-16，请另存为UTF-8。",
            "The bytes here are neither UTF-8 nor GB 18030 nor UTF-16; save the file as UTF-8.",
        ),
    )
