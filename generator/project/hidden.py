"""Characters that no editor shows and that keep equal words from being equal."""

import re
import unicodedata

from generator.records.findings import Finding
from generator.records.texts import Location, Text

# "\u200b" (zero-width space), "\x07", "\u00a0" (non-breaking space); YAML counts U+0085,
# U+2028 and U+2029 as line ends where editors do not, so places after them would be wrong.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\ud800-\udfff\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_INDENT = re.compile(r"^([ ]*)(\u3000+)", re.MULTILINE)  # "　　at: a5.i1"
LINE_END = re.compile(r"\r\n|\r|\n")


def without_hidden(text: str, path: str) -> tuple[str, tuple[Finding, ...]]:
    """Hidden characters as spaces, so that places stay; one finding for each kind of them."""
    firsts: dict[str, re.Match[str]] = {}
    for match in HIDDEN.finditer(text):
        firsts.setdefault(match.group(), match)
    findings = [_finding(text, path, match) for match in firsts.values()]
    wide = _INDENT.search(text)
    if wide:
        findings.append(Finding(end_of(text[: wide.start(2)], path), "hidden-character", _WIDE))
        text = _INDENT.sub(lambda m: m[1] + " " * len(m[2]), text)
    return HIDDEN.sub(" ", text), tuple(findings)


def end_of(text: str, path: str) -> Location:
    """The place after the last character of `text`, lines counted as editors do."""
    lines = LINE_END.split(text)
    return Location(path, len(lines), len(lines[-1]) + 1)


_WIDE = Text(
    "缩进用了全角空格；请改用半角空格",
    "this line is indented with ideographic spaces; use ASCII spaces",
)


def _finding(text: str, path: str, match: re.Match[str]) -> Finding:
    character = match.group()
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    count = text.count(character)
    words = Text(
        f"有看不见的字符 {code}，全文件共 {count} 处；请删除或改为普通空格",
        f"hidden character {code} ({name}), {count} in this file; delete it or put a space",
    )
    return Finding(end_of(text[: match.start()], path), "hidden-character", words)
