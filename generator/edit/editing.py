"""Changes to a text of the project that leave all else in it as it is, byte for byte."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.project.hidden import LINE_END
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Replacement:
    """The word `old` at a place gives way to `new`; quotes around it stay."""

    at: Location
    old: str
    new: str


def edit_of(edit: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """An edit of text as one of a file's bytes; a byte order mark stays."""

    def edited(data: bytes) -> bytes:
        text = data.decode("utf-8")
        mark = _BOM if text.startswith(_BOM) else ""
        return (mark + edit(text.removeprefix(mark))).encode("utf-8")

    return edited


def with_replacements(text: str, changes: Iterable[Replacement]) -> str:
    """The text with all of them made; CannotGoOn where an old word is not in its place."""
    starts = line_starts(text)
    for change in sorted(changes, key=lambda c: c.at, reverse=True):
        line, column = change.at.line - 1, change.at.column - 1
        at = starts[line] + column if line < len(starts) else len(text)
        quote = text[at : at + 1] if text[at : at + 1] in ("'", '"') else ""
        old = f"{quote}{change.old}{quote}"
        if not text.startswith(old, at):
            raise CannotGoOn(_changed(change.at))
        new = f"{quote}{_fit(change.new, quote)}{quote}"
        text = text[:at] + new + text[at + len(old) :]
    return text


def changed_since(data: bytes, path: str, before: bytes, after: bytes) -> bytes:
    """`after`, made from `before`; CannotGoOn where the file has changed since."""
    if data != before:
        raise CannotGoOn(_changed(Location(path)))
    return after


def _fit(new: str, quote: str) -> str:
    """Within quotes the bare word."""
    return new.strip('"') if quote else new


def line_starts(text: str) -> list[int]:
    """Where each line begins, lines as editors count them."""
    return [0, *(end.end() for end in LINE_END.finditer(text))]


def line_end(text: str) -> str:
    """How the lines of a text end: as the first of them does."""
    found = LINE_END.search(text)
    return found.group() if found else "\n"


def inserted(text: str, line: int, rows: Iterable[str]) -> str:
    """The text with more lines before its line `line`, or after all where it has no such."""
    end = line_end(text)
    new = "".join(f"{row}{end}" for row in rows)
    starts = line_starts(text)
    if line <= len(starts):
        at = starts[line - 1]
        return text[:at] + new + text[at:]
    return text + ("" if not text or LINE_END.search(text[-1]) else end) + new


def _changed(at: Location) -> Finding:
    words = Text(
        "文件刚被改动，未写入；请保存好再运行一次",
        "the file has just changed, so nothing is written; save it and run this again",
    )
    return Finding(at, "changed-meanwhile", words)
