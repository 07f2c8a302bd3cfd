"""What a text says about itself: number, day of issue, issuers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.records.checklist import OPEN
from generator.records.texts import Document
from generator.text.cleaning.characters import plain_characters
from generator.text.numerals import COUNTED, READ_OUT, to_int
from generator.text.structure.front import OFFICE

# 2016年8月15日, 2016-8-15, 二〇一六年八月十五日
_YEAR, _UP_TO_31 = rf"\d{{4}}|[{READ_OUT}]{{4}}", rf"\d{{1,2}}|[{COUNTED}]{{1,3}}"
DAY = re.compile(
    rf"({_YEAR})\s?[年.／/-]\s?({_UP_TO_31})\s?[月.／/-]\s?({_UP_TO_31})(?:\s?日)?"
)
_DAY = rf"(?:{_YEAR})\s?[年.／/-]\s?(?:{_UP_TO_31})\s?[月.／/-]\s?(?:{_UP_TO_31})(?:\s?日)?"
# 济厅字【2016】31号文, 国办发〔2016〕1号
_FILE_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,12})\s?[〔【\[（(]\s?(\d{4})\s?[〕】\])）]\s?第?(\d{1,5})\s?号文?"
)
# 中华人民共和国国务院令第629号, 浙江省人民代表大会常务委员会公告第44号
_ORDER_NUMBER = re.compile(
    r"([\u4e00-\u9fff、]{2,60})(?:令|公告)\s?(?:\d{4}\s?年\s?)?第\s?([^\s号]{1,9})\s?号"
)
# 某部 某总局 某办令2016年第60号, with or without brackets, the number perhaps on the next line
_JOINT_ORDER = re.compile(
    r"(?:^|[（(])((?:[\u4e00-\u9fff]{2,20}[\s、]+)+[\u4e00-\u9fff]{2,20})(令|公告)\s?"
    r"((?:\d{4}\s?年\s?)?第\s?[^\s号]{1,9}\s?号)"
)
# 某市交通委员会文件
_RED_HEAD = re.compile(r"^[#\s]*([\u4e00-\u9fff]{4,40})文\s?件\s*$", re.MULTILINE)
# 文件编号:济厅字【2016】31号文, 发文日期:2016-8-15, 发文机关：某局
_KEPT_NUMBER = re.compile(
    r"(?:发文字号|发布文号|文件编号|文件号|文\s?号|字\s?号)\s?[:：]\s?(\S+)"
)
_KEPT_DAY = re.compile(rf"(?:发文|成文|印发|公布|颁布)(?:日期|时间)\s?[:：]\s?({_DAY}|\d{{8}})")
_KEPT_ISSUER = re.compile(
    r"(?:(?:发文|制定|颁布|公布|印发)(?:机关|机构|单位|部门))\s?[:：]\s?(\S+)"
)
# 2012年11月12日 中华人民共和国国务院令第629号公布
_EVENT = re.compile(
    rf"({_DAY})\s?([^，。；（）()《》年月]{{0,80}}?)\s?(?:联合)?(印发|发布|公布|颁布|通过|修订|批准)"
)
# 中共济南市委办公厅、济南市人民政府办公厅2016年8月15日印发了
_ISSUES = re.compile(
    rf"([^，。；：（）()\s\d]{{2,80}}?)于?\s?({_DAY})\s?(?:联合)?(?:印发|发布|公布|颁布)"
)
_ONLY_DAY = re.compile(rf"[（(]{_DAY}[）)]")
_LONGEST_ISSUER = 90  # characters
_SIGNED = re.compile(rf"({_DAY})(?:印发。?)?")
_SITTING = re.compile(  # of whom, 第十一届, 第五次会议
    r"第[^，、第]{1,7}届|(?:第[^，、第]{1,12}次)?(?:常务|全体|政治局|主任|常委会)?会议.*"
    r"|(?:审判|检察)委员会(?=第|$)"
)
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{0,40}(?:国务院|中央|军委|政府|厅|室|会|委|院|部|局|署|银行|党组|中心|公司|办)"
)


@dataclass(frozen=True, slots=True)
class TextFacts:
    """ "?" where nothing was said; days in ISO 8601."""

    number: str
    number_printed: str
    issued: str
    issuers: tuple[str, ...]


def facts_of(raw: str, document: Document) -> TextFacts:
    """What stands before and behind the articles of `document`, which was read from `raw`.

    A number counts where it stands alone, a day where it says that the text was issued.
    """
    head = plain_characters(raw[: raw.find("第一条")] if "第一条" in raw else raw)
    said = (*document.cover, *document.notes, *document.preamble)
    number, printed = _number(head, document)
    signed = _signature(document.cover) or ("", "")
    closed = _signature(document.appendix) or ("", "")
    events = list(_events(said))
    joint = _joint(head)
    days = [signed[0], *(e.day for e in events if e.issues), *_kept(_KEPT_DAY, head), closed[0]]
    days += [note.strip("（）()") for note in document.notes if _ONLY_DAY.fullmatch(note)]
    issuers = [
        joint, *_kept(_KEPT_ISSUER, head), signed[1], _before_matter(document.cover),
        _before_matter((document.title,)),
        *_kept(_RED_HEAD, head), *(e.organs for e in events if e.issues),
        *(e.organs for e in events if e.passes), closed[1],
    ]  # fmt: skip
    day = next((d for d in days if d), "")
    organs = next((o for o in issuers if _are_organs(o)), OPEN)
    return TextFacts(number, printed, iso(day), tuple(organs.split("、")))


@dataclass(frozen=True, slots=True)
class _Event:
    """Something done to the text on a day: passed, or issued under the number of an order."""

    day: str
    organs: str
    order: str
    issues: bool
    passes: bool


def _events(said: Iterable[str]) -> Iterator[_Event]:
    for text in said:
        for match in _EVENT.finditer(text):
            order = _ORDER_NUMBER.search(match[2])
            by = (order[1] if order else match[2]) or _before(text, match)
            yield _Event(
                match[1],
                _organs(by),
                "".join(order[0].split()) if order else "",
                match[3] in "印发 发布 公布 颁布",
                match[3] in "通过 修订",
            )


def _before(text: str, event: re.Match[str]) -> str:
    """Who stands before the day that something was issued on."""
    match = _ISSUES.search(text, max(event.start() - _LONGEST_ISSUER, 0), event.end())
    return match[1] if match and match[2] == event[1] else ""


def _organs(by: str) -> str:
    """洛阳市第十二届人民代表大会常务委员会第二十次会议 → 洛阳市人民代表大会常务委员会."""
    return _SITTING.sub("", re.sub(r"(?:令|公告)$", "", by)).strip()


def _are_organs(printed: str) -> bool:
    return bool(printed) and all(_ORGAN.fullmatch(organ) for organ in printed.split("、"))


def _kept(pattern: re.Pattern[str], head: str) -> list[str]:
    """What a web page's own table says, or nothing."""
    return [match[1] for match in pattern.finditer(head)]


def _signature(lines: tuple[str, ...]) -> tuple[str, str] | None:
    """The day and the offices that a letter or a text is signed with.

    Who only printed it (某办公室　2016年10月12日印发) counts where nobody signed.
    """
    return _signed(lines, re.compile(_DAY)) or _signed(lines, _SIGNED)


def _signed(lines: tuple[str, ...], ending: re.Pattern[str]) -> tuple[str, str] | None:
    for at in range(len(lines) - 1, -1, -1):
        words = lines[at].split()
        if not words or not ending.fullmatch(words[-1]):
            continue
        signers = words[:-1]
        for line in reversed(lines[:at]):
            if not all(OFFICE.fullmatch(word) for word in line.split()):
                break
            signers = line.split() + signers
        return words[-1], "、".join(signers)
    return None


def _before_matter(lines: tuple[str, ...]) -> str:
    """Whose letter, order or decision it is: 某办公厅关于印发…的通知, 国务院令."""
    match = re.match(r"([\u4e00-\u9fff、]{2,60}?)(?:关于|令|公告)", lines[0]) if lines else None
    return match[1] if match else ""


def _joint(head: str) -> str:
    """The issuers of a joint order, "" where there is none."""
    match = _joint_order(head)
    organs = "、".join(match[1].split()).replace("、、", "、") if match else ""
    return organs if _are_organs(organs) else ""


def _joint_order(head: str) -> re.Match[str] | None:
    lines = [line.strip() for line in head.split("\n")]
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    found = (_JOINT_ORDER.search(text) for a, b in pairs for text in (a, f"{a} {b}"))
    return next(filter(None, found), None)


def _number(head: str, document: Document) -> tuple[str, str]:
    """The number in its usual form and as printed."""
    lines = [line.strip() for line in head.split("\n")]
    for text in [*_kept(_KEPT_NUMBER, head), *(line.strip("（）()") for line in lines)]:
        match = _FILE_NUMBER.fullmatch(text)
        if match:
            return f"{match[1]}〔{match[2]}〕{match[3]}号", text
    pairs = (a + b for a, b in zip(lines, [*lines[1:], ""], strict=True))
    alone = ("".join(text.split()) for text in (*lines, *pairs))
    orders = [text for text in alone if _ORDER_NUMBER.fullmatch(text)]
    events = _events((*document.cover, *document.notes, *document.preamble))
    if joint := _joint_order(head):
        orders.append("".join((*joint[1].split()[-1:], joint[2], joint[3])))
    orders += [event.order for event in events if event.issues and event.order]
    return (orders[0], orders[0]) if orders else (OPEN, OPEN)


def iso(printed: str) -> str:
    """2016年8月15日 → 2016-08-15; "?" where it is no day."""
    if re.fullmatch(r"\d{8}", printed):  # 19860915
        printed = f"{printed[:4]}-{printed[4:6]}-{printed[6:]}"
    match = DAY.match(printed)
    numbers = [to_int(n) for n in match.groups()] if match else []
    year, month, day = (n or 0 for n in numbers) if numbers else (0, 0, 0)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return OPEN
