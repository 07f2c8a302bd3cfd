"""What nobody meant and YAML reads, or stumbles on much later: a # in a text, other quotes."""

import re

from generator.records.texts import Text

_IDEOGRAPH = re.compile("[㐀-鿿]")
_COMMENT = re.compile(r"[ \t]+#(.*)")  # " #见附件2 并公布。", after a text
_WRAPPED = re.compile("“[^“”]*”|‘[^‘’]*’")
_KEY = re.compile(r"\s*(?:- +)?[a-z_]+:(?:\s|$)")  # "  - id: A05-01-1"
_DASH = re.compile(r"\s*(-)[a-z_]+:(?:\s|$)")  # "-id: A05-01-1"
_CUT_IN_BRACKETS = re.compile(r"[㐀-鿿][^\s\"'#]*[ \t]+(#.*)")  # "{zh: 补建制度 #见附件2}"


def cut_off(value: str, rest: str) -> str:
    """What of a Chinese value is lost: the `rest` of its line is a comment. "" for nothing."""
    comment = _COMMENT.match(rest)
    return comment[1].strip() if comment and _IDEOGRAPH.search(value) else ""


def in_line(line: str, *, in_brackets: bool) -> tuple[int, Text] | None:
    """A slip in a line where YAML could not go on: column from 0, and how to mend it."""
    if dash := _DASH.match(line):
        return dash.start(1), DASH
    found = _CUT_IN_BRACKETS.search(line) if in_brackets else None
    return (found.start(1), mend_of_cut(found[1].removeprefix("#").strip())) if found else None


def is_wrapped(value: str) -> bool:
    """Whether Chinese quotation marks stand around a whole text, as those of YAML should."""
    return bool(_WRAPPED.fullmatch(value)) and bool(_IDEOGRAPH.search(value) or " " in value)


def swallows_keys(lines: list[str]) -> bool:
    """Whether one of the lines within a quoted text looks like a key of the file."""
    return any(_KEY.match(line) for line in lines)


def mend_of_cut(lost: str) -> Text:
    """How to mend what a # has cut off."""
    return Text(
        f"“#”后面的字（{_short(lost)}）不会读入；若属于内容，请把整段文字放进半角双引号；"
        "若是注释，请另起一行",
        f"what stands after '#' ({_short(lost)}) is not read; if it belongs to the text put all"
        " of it in double quotes, if it is a comment in a line of its own",
    )


WRAPPED = Text(
    '整段文字外面是中文引号，会照样印出来；YAML 的引号是半角的 "…"，也可以不写引号；'
    "确实要印引号，就在外面再加半角双引号",
    "the Chinese quotation marks around this text are printed with it; leave them out, or write"
    ' "…"; if they are meant, put "…" around them',
)


def unclosed(until: int) -> Text:
    """A quote that swallows what follows; `until` is the line from 1 where that is noticed."""
    return Text(
        f"这里开始的引号没有关上，一直到第 {until} 行；请在这段文字末尾补上同样的引号",
        f"the quote that opens here is not closed before line {until}; close it after the text",
    )


DASH = Text("“-”后面要空一格", "a space is missing after '-'")


def _short(lost: str) -> str:
    return lost if len(lost) <= 12 else f"{lost[:12]}…"
