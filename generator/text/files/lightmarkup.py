"""Marks of Markdown taken out of a text, its lists kept as they are read."""

import re

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)  # ---\ntitle: x\n---
_BEGIN = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)+", re.MULTILINE
)  # "## ", "- "
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\n]{0,500}\)")  # [第一条](#a1)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")  # 1\.
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|`)(?=\S)(.+?)(?<=\S)\1")  # **第一条**
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)  # ---
_HARD_BREAK = re.compile(r"[ \t]*(?:\\|  )$", re.MULTILINE)


def without_light_markup(text: str) -> str:
    """The words of a Markdown text, line for line: findings keep their lines."""
    text = text.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _RULE.sub("", text)
    for pattern, kept in ((_HARD_BREAK, ""), (_BEGIN, ""), (_LINK, r"\1"), (_EMPHASIS, r"\2")):
        text = pattern.sub(kept, text)
    return _ESCAPED.sub(r"\1", text)
