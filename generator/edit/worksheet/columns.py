"""The columns of the worksheet of checks, and how what stands in them is read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.records.texts import Text
from generator.text.cleaning import invisible


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the hidden first row, its head, its width in characters.

    `kind` names the part of the vocabulary whose terms it holds.
    """

    key: str
    head: Text
    width: int
    kind: str = ""
    locked: bool = False
    hidden: bool = False


COLUMNS = (
    Column("at", Text("地址", "Address"), 9, locked=True),
    Column("cite", Text("条款", "Provision"), 16, locked=True),
    Column("text", Text("原文", "Text"), 44, locked=True),
    Column("id", Text("编号", "Number"), 12, locked=True),
    Column("state", Text("状态", "State"), 7, locked=True),
    Column("do", Text("处理", "Decision"), 8),
    Column("kind", Text("类型", "Kind"), 8),
    Column("quotes", Text("依据的原文", "Quote"), 30),
    Column("ask", Text("检查问题", "Question"), 36),
    Column("ask_en", Text("检查问题（英文）", "Question in English"), 30),
    Column("bearers", Text("责任主体", "Bearers"), 20, "bearers"),
    Column("evidence", Text("佐证材料", "Evidence"), 24, "evidence"),
    Column("verify", Text("核查方式", "Ways to verify"), 16, "verify"),
    Column("sampling", Text("抽查范围", "Sampling"), 16, "sampling"),
    Column("look", Text("核对要点", "What to look at"), 30),
    Column("look_en", Text("核对要点（英文）", "What to look at, in English"), 30),
    Column("fix", Text("整改提示", "How to mend"), 30),
    Column("fix_en", Text("整改提示（英文）", "How to mend, in English"), 30),
    Column("guidance", Text("超出原文", "Beyond the text"), 9),
    Column("first", Text("第一轮", "First round"), 8),
    Column("with", Text("一并核查", "Together with"), 14),
    Column("why", Text("不设检查项的理由", "Why no checks"), 24),
    Column("why_en", Text("不设检查项的理由（英文）", "Why no checks, in English"), 24),
    Column("by", Text("采用人", "Accepted by"), 10),
    Column("on", Text("采用日期", "Accepted on"), 12),
    Column("remark", Text("备注", "Remark"), 24),
    Column("mark", Text("核对码", "Mark"), 14, locked=True, hidden=True),
)
BY_KEY: Mapping[str, Column] = {column.key: column for column in COLUMNS}
EDITED = tuple(c.key for c in COLUMNS if not c.locked and c.key not in ("do", "remark"))
CODES = tuple(c.key for c in COLUMNS if c.kind)
CHINESE = ("ask", "fix", "why")
LINES = ("quotes", "look", "look_en", "with", *CODES)  # one thing a line
FLAGGED = ("guidance", "first")
UNTRANSLATED = "–"  # a line of which there is no English
TERM_COLUMNS = {
    "kind": Text("类别", "Kind"),
    "zh": Text("名称", "Name"),
    "short": Text("简称", "Short"),
    "en": Text("英文", "English"),
}
TERM_KINDS = {
    "bearers": Text("责任主体", "Bearer"),
    "evidence": Text("佐证材料", "Evidence"),
    "verify": Text("核查方式", "Way to verify"),
    "sampling": Text("抽查范围", "Sampling"),
}
KINDS = {
    "duty": Text("义务", "Duty"),
    "prohibition": Text("禁止", "Prohibition"),
    "result": Text("结果", "Result"),
    "procedure": Text("程序", "Procedure"),
    "summary": Text("总括", "Summary"),
    "open": Text("兜底", "Open"),
}
DECISIONS = {
    "accept": Text("采用", "accept"),
    "keep": Text("保留", "keep"),
    "drop": Text("删除", "drop"),
}
FLAGS = {"true": Text("是", "yes"), "": Text("否", "no")}
STATES = {
    "draft": Text("草稿", "draft"),
    "asked": Text("已用", "in use"),
    "none": Text("不设", "none"),
}
_SAID = {
    "accept": "采用 采纳 接受 同意 确认 accept accepted √ ✓ ✔",
    "keep": "保留 待定 不变 keep",
    "drop": "删除 删去 删 不用 不采用 舍弃 drop delete",
    "true": "是 对 true yes y 1 √",
    "": "否 不是 false no n 0",
}
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_HALF = re.compile("(?<=[㐀-鿿])[,;:!?()]|[,;:!?()](?=[㐀-鿿])")
_DAY = re.compile(r"([0-9]{4})[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})日?(?:[T ].*)?")
_SERIAL = re.compile("[34567][0-9]{4}")  # 46357: a day as Excel counts it


def plain(words: str) -> str:
    """What is compared where width, case and white space mean nothing."""
    return "".join(unicodedata.normalize("NFKC", words).lower().split())


def tidy(key: str, words: str) -> str:
    """Text of a cell without what programs leave in it; lines of a text become one."""
    clean = invisible.without_hidden(words.replace("_x000D_", "")).strip()
    lines = [" ".join(line.split()) for line in clean.splitlines()]
    if key in LINES:
        return "\n".join(line for line in lines if line)
    return ("" if key in CHINESE else " ").join(line for line in lines if line)


def wide(words: str) -> str:
    """Chinese with the punctuation of Chinese: 是否建立台账? → 是否建立台账？"""
    return _HALF.sub(lambda m: m[0].translate(_WIDE), words)


def meant(words: str, among: Mapping[str, Text]) -> str | None:
    """Which of these a word means; None where it is none of them."""
    said = plain(words)
    for key, text in among.items():
        if said in (plain(key), plain(text.zh), plain(text.en or "")) and said:
            return key
        if said in map(plain, _SAID.get(key, "").split()):
            return key
    return None


def day(words: str) -> str | None:
    """A day in any spelling as 2026-12-01; None where it is none."""
    said = unicodedata.normalize("NFKC", words).strip()
    if _SERIAL.fullmatch(said):
        return (date(1899, 12, 30) + timedelta(int(said))).isoformat()
    found = _DAY.fullmatch(said)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None
