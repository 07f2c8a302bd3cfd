"""What stands before the first heading or article: title, notes, preamble."""

import re
from dataclasses import dataclass

from generator.text.lines import Line

# 2008年5月29日, 一九九六年三月
_DATE = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年\d{0,2}[〇一二三四五六七八九十]{0,3}月"
_ACTS = (
    "通过|批准|公布|发布|颁布|施行|实施|修正|修订|修改|印发|生效|制定|废止|核准|备案"
    "|第.{1,8}号|修正案|根据"
)
# （2019年12月31日令第22号公布）, 2008年5月29日省人大常委会第四次会议通过
_NOTE = re.compile(
    rf"[（(].{{0,60}}{_DATE}.*[）)]|{_DATE}.*(?:{_ACTS})[）)。]?|{_DATE}[〇一二三四五六七八九十\d]{{1,3}}日"
)
_BEGINS_NOTE = re.compile(rf"[（(].{{0,60}}{_DATE}|{_DATE}[〇一二三四五六七八九十\d]{{1,3}}日")
# 某条例 2008年5月29日通过, 某办法（2019年12月31日公布）
_TITLE_AND_NOTE = re.compile(rf"(.{{4,80}}?)\s?([（(]{_DATE}.*|(?<=\s){_DATE}.*)")
_LONGEST_NOTE = 3000  # characters; 刑法 has the longest
# 中华人民共和国国务院令, 第591号, 国办发〔2016〕1号
_ORDER = re.compile(
    r".{2,40}(?:令|公告)(?:\s?第\s?.{1,9}\s?号)?|[（(]?第\s?.{1,9}\s?号[）)]?"
    r"|.{1,12}[〔\[【（(]\d{4}[〕\]】）)]\s?第?\d{1,5}号"
)
_TITLE_END = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|决定|意见|通知|解释|方案|章程|准则|标准|守则|公约|修正案|制度|程序|规程|[）)》])$"
)


@dataclass(frozen=True, slots=True)
class Front:
    """The title ("" where there is none), and paragraphs."""

    title: str
    notes: tuple[str, ...]
    preamble: tuple[str, ...]


def front_of(lines: list[Line]) -> Front:
    """The lines before the first heading or article, told apart."""
    texts = _with_whole_notes([line.text for line in lines])
    at = next((k for k, t in enumerate(texts) if not _is_note(t)), None)
    if at is None:
        return Front("", tuple(texts), ())
    texts[at : at + 1] = _apart(texts[at])
    title, used = _title(texts[at:])
    rest = _without_repeats(texts[:at] + texts[at + used :], title)
    notes = tuple(t for t in rest if _is_note(t))
    return Front(_unquoted(title), notes, tuple(t for t in rest if not _is_note(t)))


def _apart(text: str) -> list[str]:
    """A title and the note on the same line: 某办法（2019年12月31日公布）."""
    match = _TITLE_AND_NOTE.fullmatch(text)
    return [match[1], match[2]] if match and _TITLE_END.search(match[1]) else [text]


def _is_note(text: str) -> bool:
    return _NOTE.fullmatch(text) is not None or _ORDER.fullmatch(text) is not None


def _with_whole_notes(texts: list[str]) -> list[str]:
    """A note that runs over up to five lines in one."""
    whole: list[str] = []
    at = 0
    while at < len(texts):
        used = 1
        if _BEGINS_NOTE.match(texts[at]):
            runs = ("".join(texts[at : at + n]) for n in range(1, 6))
            ends = (
                n for n, run in enumerate(runs, 1) if len(run) < _LONGEST_NOTE and _is_note(run)
            )
            used = next(ends, 1)
        whole.append("".join(texts[at : at + used]))
        at += used
    return whole


def _title(texts: list[str]) -> tuple[str, int]:
    """The title, and over how many lines it runs."""
    title = texts[0]
    if len(texts) < 2 or _TITLE_END.search(title) or len(title) > 60 or title.endswith("。"):
        return title, 1
    second = texts[1]
    if (
        _TITLE_END.search(second)
        and len(second) <= 40
        and not _is_note(second)
        and "。" not in second
    ):
        return _glued(title, second), 2
    return title, 1


def _glued(a: str, b: str) -> str:
    return a + (" " if a[-1].isascii() and b[0].isascii() else "") + b


def _without_repeats(texts: list[str], title: str) -> list[str]:
    """No line, and no run of up to four lines, that only says the title again."""
    plain = _squeezed(title)
    kept: list[str] = []
    at = 0
    while at < len(texts):
        run = next(
            (n for n in (1, 2, 3, 4) if _squeezed("".join(texts[at : at + n])) == plain), 0
        )
        if not run:
            kept.append(texts[at])
        at += run or 1
    return kept


def _squeezed(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "《》、")


def _unquoted(title: str) -> str:
    """《办法（试行）》 → 办法（试行）; 关于修改《办法》的决定 stays."""
    inner = title[1:-1]
    return inner if title == f"《{inner}》" and "《" not in inner else title
