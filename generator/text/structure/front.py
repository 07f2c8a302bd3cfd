"""What stands before the first heading or article: letter, title, notes, preamble."""

import re
from dataclasses import dataclass, replace

from generator.text.lines import Line
from generator.text.numerals import COUNTED, ONES, READ_OUT

# 2008年5月29日, 一九九六年三月
_DATE = rf"(?:\d{{4}}|[{READ_OUT}]{{4}})年\d{{0,2}}[〇{COUNTED}]{{0,3}}月"
_DAY = rf"{_DATE}[〇{COUNTED}\d]{{1,3}}日"
_ACTS = (
    "通过|批准|公布|发布|颁布|施行|实施|修正|修订|修改|印发|生效|制定|废止|核准|备案"
    "|第.{1,8}号|修正案|根据"
)
# （2019年12月31日令第22号公布）, 2008年5月29日省人大常委会第四次会议通过
_NOTE = re.compile(rf"[（(].{{0,60}}{_DATE}.*[）)]|{_DATE}.*(?:{_ACTS})[）)。]?|{_DAY}")
_BEGINS_NOTE = re.compile(rf"[（(].{{0,60}}{_DATE}|{_DAY}")
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
# 现印发给你们，请认真贯彻执行。; 《某条例》已经通过，现予公布。; 作相应修改，重新公布。
_SENDS_OUT = re.compile(
    "(?:印发|下发|发布|公布|颁布|转发|发)给你们|现(?:予以?|将).{0,80}(?:公布|发布|颁布|印发|下发|施行)"
    "|^现(?:公布|发布|颁布|印发)(?:修订后的|经修订的)?《|重新(?:公布|发布)|(?:贯彻|遵照|参照|认真|抓好).{0,8}(?:执行|落实|实施)。?$"
)
# 《济南市城市管理办法》, 关于印发济南市城市管理办法的通知
_SENT = re.compile(r"《([^《》]{2,80})》|(?:印发|发布|公布|转发)([^《》。]{2,80}?)的?通知$")
# 某市人民政府办公厅, 某县教育局; who signs a letter or a regulation
OFFICE = re.compile(
    r"[^。，；：\s]{1,40}(?:人民政府|办公厅|办公室|委员会|常委会|党组|部|厅|局|院|会|处|中心|集团|公司|大学)"
)
# 总 理 温家宝, 主任：某某
PERSON = re.compile(
    r".{0,20}(?:主席|总\s?理|部长|省长|市长|州长|县长|区长|主任|局长|院长|检察长)[\s：:]{1,3}\S{1,4}\s?\S{0,2}"
)
_PART_OF_TITLE = re.compile(
    rf"[（(](?:试行|暂行|修订|修正|草案|征求意见稿|[{ONES}]).{{0,10}}[）)]"
)
_LONGEST_TITLE = 80  # characters


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title ("" where there is none), and paragraphs."""

    title: str
    notes: tuple[str, ...]
    preamble: tuple[str, ...]
    cover: tuple[str, ...] = ()


def front_of(lines: list[Line]) -> FrontMatter:
    """The lines before the first heading or article, told apart."""
    texts = [line.text for line in lines]
    own = _behind_letter(texts)
    front = _without_letter(texts[own:])
    return replace(front, cover=tuple(texts[:own]))


def _behind_letter(texts: list[str]) -> int:
    """The index of the regulation's own title, behind the letter or order it was sent with."""
    sends = [at for at, text in enumerate(texts) if _SENDS_OUT.search(text)]
    if not sends:
        return 0
    letter = texts[: sends[0] + 1]
    names = {_squeezed(a or b) for text in letter for a, b in _SENT.findall(text)}
    behind = range(sends[0] + 1, len(texts))
    named = [at for at in behind if _says(texts[at : at + 3], names)]
    if named:
        own = named[-1]
        for at in reversed(named[:-1]):  # the title again, below its notes
            if not all(_is_note(text) for text in texts[at + 1 : own]):
                break
            own = at
        return own
    titles = [at for at in behind if _is_title(texts[at]) and _TITLE_END.search(texts[at])]
    if not titles:
        return 0
    first = titles[-1] - 1  # a title may run over two lines
    return first if first > sends[0] and _is_title(texts[first]) else titles[-1]


def _says(texts: list[str], names: set[str]) -> bool:
    """Whether up to three lines are one of the names that the letter gives."""
    return any(_squeezed("".join(texts[:n])) in names for n in (1, 2, 3))


def _is_title(text: str) -> bool:
    """Whether a line alone may be a title, or half of it."""
    sentence = len(text) > _LONGEST_TITLE or set("。：；，") & set(text)
    other = (
        text.startswith(("附件", "（", "(")) or OFFICE.fullmatch(text) or PERSON.fullmatch(text)
    )
    return not (sentence or other or _is_note(text))


def _without_letter(texts: list[str]) -> FrontMatter:
    texts = _with_whole_notes(texts)
    at = next((k for k, t in enumerate(texts) if not _is_note(t)), None)
    if at is None:
        return FrontMatter("", tuple(texts), ())
    texts[at : at + 1] = _apart(texts[at])
    title, used = _title(texts[at:])
    rest = _without_repeats(texts[:at] + texts[at + used :], title)
    notes = tuple(t for t in rest if _is_note(t))
    return FrontMatter(_unquoted(title), notes, tuple(t for t in rest if not _is_note(t)))


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
    title, used = texts[0], 1
    if len(title) <= _LONGEST_TITLE and not _TITLE_END.search(title):
        title, used = _run(texts)
    if used < len(texts) and _PART_OF_TITLE.fullmatch(texts[used]):
        return title + texts[used], used + 1
    return title, used


def _run(texts: list[str]) -> tuple[str, int]:
    """Up to four lines that end as titles end, or the first alone."""
    run = texts[0]
    for used, text in enumerate(texts[1:4], 2):
        if not _is_title(text) or len(text) > _LONGEST_TITLE / 2 or run.endswith("。"):
            break
        run = _glued(run, text)
        if _TITLE_END.search(run):
            return run, used
    return texts[0], 1


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
