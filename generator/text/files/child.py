"""The process that reads one file: its bytes in, its text and findings out."""

import contextlib
import importlib
import json
import sys

from generator.text.files.apart import OUT_OF_MEMORY

# Read when asked for: no file needs both pypdf and python-docx.
_READERS = {
    "word": ("generator.text.files.wordfile", "text_of_word"),
    "pdf": ("generator.text.files.pdffile", "text_of_pdf"),
    "book": ("generator.text.files.bookfile", "text_of_book"),
    "marks": ("generator.text.files.marksfile", "text_of_marks"),
    "fields": ("generator.text.files.fieldsfile", "text_of_fields"),
    "page": ("generator.text.files.webpage", "text_of_page"),
}


def main(kind: str, seconds: int, mebibytes: int) -> None:
    """Read standard input as this kind of file; ends as the reader ends."""
    _limit(seconds, mebibytes)
    module, name = _READERS[kind]
    try:
        text, findings = getattr(importlib.import_module(module), name)(_given(), "")
        told = [
            (f.rule, f.message.zh, f.message.en, f.severity, f.location.line) for f in findings
        ]
        print(json.dumps({"text": _whole_characters(text), "findings": told}))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def _given() -> bytes:
    return sys.stdin.buffer.read()


def _whole_characters(text: str) -> str:
    """Halves of characters joined, as a PDF may give them; lone ones become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _limit(seconds: int, mebibytes: int) -> None:
    """Bound the time and the memory of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  # not there on Windows
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, mebibytes << 20),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS bounds no address space
            resource.setrlimit(kind, (least, hard))
