"""Marks of Markdown taken out of a text, its lists kept as they are read."""

import re

from generator.text.tables import is_rule, row

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)  # ---\ntitle: x\n---
_BEGIN = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)+", re.MULTILINE
)  # "## ", "- "
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\n]{0,500}\)")  # [第一条](#a1)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")  # 1\.
# **第一条**, __甲__, *甲*, `甲`: the words reach to the next such mark, never far behind it
_EMPHASIS = re.compile(
    r"(?P<s>\*\*\*?)(?=[^\s*])((?:[^*\n]|\*(?!\*))+)(?<=\S)(?P=s)"
    r"|(?P<u>___?)(?=[^\s_])((?:[^_\n]|_(?!_))+)(?<=\S)(?P=u)"
    r"|\*(?=\S)([^*\n]+)(?<=\S)\*|`(?=\S)([^`\n]+)(?<=\S)`"
)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE)  # ---
_HARD_BREAK = re.compile(r"(?<![ \t])[ \t]*(?:\\|  )$", re.MULTILINE)


def without_light_markup(text: str) -> str:
    """The words of a Markdown text, line for line: findings keep their lines."""
    text = text.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    if front:
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _RULE.sub("", text)
    for pattern, kept in (
        (_HARD_BREAK, ""),
        (_BEGIN, ""),
        (_LINK, r"\1"),
        (_EMPHASIS, r"\2\4\5\6"),
    ):
        text = pattern.sub(kept, text)
    return _ESCAPED.sub(r"\1", _with_whole_rows(text))


def _with_whole_rows(text: str) -> str:
    """Rows of tables with a bar at both ends; the line below the head is left blank."""
    if "|" not in text:
        return text
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if at and "|" in line and is_rule(line.strip()) and "|" in lines[at - 1]:
            lines[at - 1], lines[at] = _barred(lines[at - 1]), ""
            for below in range(at + 1, len(lines)):
                if "|" not in lines[below]:
                    break
                lines[below] = _barred(lines[below])
    return "\n".join(lines)


def _barred(line: str) -> str:
    inner = line.strip().removeprefix("|").removesuffix("|").replace("\\|", "｜")
    return row(_BREAK.sub(" ", cell) for cell in inner.split("|"))
