"""What a reader sees of a Markdown page, without its marks."""

import re

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)  # ``` … ```
_TAG = re.compile(r"<[^<>]+>")  # <p class="x">
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")  # [words](page.md)
_ATTRIBUTES = re.compile(r"\{\s*[:#.][^}]*\}")  # { #anchor .class }
_LEAD = re.compile(r"^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+")  # "## ", "- ", "1. "
_MARKS = re.compile(r"[*_`|]+")  # **bold**, `code`, table bars


def plain_blocks(markdown: str) -> tuple[str, ...]:
    """The lines of a Markdown text as read, without code, tags, link targets and marks."""
    shown = _ATTRIBUTES.sub("", _LINK.sub(r"\1", _TAG.sub(" ", _FENCE.sub("", markdown))))
    lines = (_MARKS.sub(" ", _LEAD.sub("", line)).strip() for line in shown.splitlines())
    return tuple(line for line in lines if re.search(r"\w", line))
