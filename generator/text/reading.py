"""A file's bytes → structure, with findings at their places in the file itself."""

from dataclasses import replace

from generator.records.findings import Finding, in_order
from generator.records.texts import Document, Language
from generator.text.cleaning.cleaner import cleaned
from generator.text.files.reader import text_of_file
from generator.text.lines import lines_of
from generator.text.structure.parser import parse_lines
from generator.text.structure.unnumbered import headings_read


def read(
    data: bytes, path: str, language: Language = "zh"
) -> tuple[Document, tuple[Finding, ...]]:
    """The structure of any regulation text, pasted, printed or clean; never fails."""
    text, told = text_of_file(data, path)
    if not text and told:
        return Document("", (), (), ()), told
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines, washed = cleaned(text, path) if language == "zh" else (lines_of(text), ())
    document, parsed = parse_lines(lines, path, language)
    whole = text.split("\n")
    every = (*told, *washed, *parsed, *headings_read(document))
    return document, in_order(_inside(f, whole) for f in every)


def _inside(finding: Finding, lines: list[str]) -> Finding:
    """Cleaning moves columns by a few characters; none may lie behind the end of its line."""
    at = finding.location
    line = min(at.line, len(lines))
    column = min(at.column, len(lines[line - 1]) + 1)
    return replace(finding, location=replace(at, line=line, column=column))
