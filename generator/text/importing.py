"""A pasted regulation → clean text, and what the page says about it."""

import re
from dataclasses import dataclass, replace

from generator.findings import CannotGoOn, Finding, in_order
from generator.text.cleaning import cleaned
from generator.text.files import text_of
from generator.text.numerals import to_int
from generator.text.structure import parse_lines
from generator.text.writing import write

_UNKNOWN = "?"
# 济厅字【2016】31号, 国办发〔2016〕1号
_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,10})\s?[〔【\[（(]\s?(\d{4})\s?[〕】\])）]\s?(\d{1,5})\s?号"
)
# 2016年8月15日, 2016-8-15, 二〇一六年八月十五日
_DATE = re.compile(
    r"(\d{4}|[〇○零一二三四五六七八九]{4})\s?[年.／/-]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月.／/-]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:\s?日)?"
)
# 中共济南市委办公厅、济南市人民政府办公厅2016年8月15日印发了
_ISSUED = re.compile(
    rf"([^，。；：、\s]+(?:、[^，。；：、\s]+)*?)(?:于)?({_DATE.pattern})(?:联合)?(?:印发|发布|公布|颁布)"
)
_SOURCE = re.compile(r"(?:信息来源|来\s?源|稿源)\s?[:：]\s?(\S+)")
# a news lead: …印发了《…》,并发出通知…
_LEAD = re.compile(
    r"(?:印发|发布|公布|颁布|转发)了?《|全文如下|现印发给你们|现将《|请(?:认真|结合实际)?.{0,12}贯彻执行"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A clean text and what was found about it; "?" where nothing was, dates in ISO 8601."""

    text: str
    title: str
    number: str
    number_printed: str
    issued: str
    issuers: tuple[str, ...]
    promulgation: str
    source: str


def import_text(data: bytes, path: str) -> tuple[Imported, tuple[Finding, ...]]:
    """All that can be read out of a pasted Chinese regulation; findings are about the file.

    Raises CannotGoOn where the file holds no text.
    """
    raw, told = text_of(data, path)
    if not raw and told:
        raise CannotGoOn(*told)
    lines, washed = cleaned(raw.replace("\r\n", "\n"), path)
    document, parsed = parse_lines(lines, path)
    leads = tuple(p for p in document.preamble if _LEAD.search(p))
    kept = tuple(p for p in document.preamble if p not in leads)
    words = write(replace(document, preamble=kept, notes=()), "zh")
    about = raw[: raw.find("第一条")] if "第一条" in raw else raw
    number, printed = _number(about)
    issued, issuers = _issued(about)
    imported = Imported(
        words, document.title or _UNKNOWN, number, printed, issued, issuers,
        "\n".join((*document.notes, *leads)) or _UNKNOWN, _source(raw),
    )  # fmt: skip
    return imported, in_order(told + washed + parsed)


def _number(about: str) -> tuple[str, str]:
    match = _NUMBER.search(about)
    if match is None:
        return _UNKNOWN, _UNKNOWN
    printed = match[0] + ("文" if about.startswith("文", match.end()) else "")
    return f"{match[1]}〔{match[2]}〕{match[3]}号", printed


def _issued(about: str) -> tuple[str, tuple[str, ...]]:
    if match := _ISSUED.search(about):
        return _iso(match[2]), tuple(match[1].split("、"))
    match = _DATE.search(about)
    return (_iso(match[0]) if match else _UNKNOWN), (_UNKNOWN,)


def _iso(printed: str) -> str:
    match = _DATE.match(printed)
    numbers = [to_int(n) for n in match.groups()] if match else []
    year, month, day = (n or 0 for n in numbers) if numbers else (0, 0, 0)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return _UNKNOWN
    return f"{year:04}-{month:02}-{day:02}"


def _source(raw: str) -> str:
    match = _SOURCE.search(raw)
    return match[1] if match else _UNKNOWN
