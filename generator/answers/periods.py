"""The time an inspection is about: from the words on a form (2026年1月至6月) and as such."""

import calendar
import re
import unicodedata
from datetime import date

from generator.answers.records import Period
from generator.records.texts import Text

_TO = "(?:至|到|~|—+|–|--|to|-)"
_QUARTERS = {word: n for n, pair in enumerate(("一1", "二2", "三3", "四4")) for word in pair}
_PART = re.compile(
    rf"(\d{{4}})年?(?:(?P<half>[上下])半年|第?(?P<q>[{''.join(_QUARTERS)}])季度|q(?P<qq>[1-4]))"
)
_ENGLISH = re.compile(r"(?:(h)([12])|(q)([1-4]))(\d{4})", re.ASCII)


def period_of(words: str) -> Period:
    """Its first and last day; where these are not certain, the words alone."""
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", words)).casefold()
    span = _part(said) or _range(said) or _single(said)
    if span is None or span[0] > span[1]:
        return Period(words=" ".join(words.split())) if said else Period()
    return Period(*span)


def said_of(period: Period) -> Text:
    """As a form says it and `period_of` reads it: 2026年1月至6月, 2026-01-01 – 2026-06-30."""
    if not (period.begin and period.end):
        words = period.words or period.begin or period.end
        return Text(words, words)
    first, last = date.fromisoformat(period.begin), date.fromisoformat(period.end)
    months = (first.year, first.month), (last.year, last.month)
    whole = _months(*months[0], months[0][1])[0], _months(*months[1], months[1][1])[1]
    zh = _span(first, last, days=whole != (period.begin, period.end))
    return Text(zh, f"{period.begin} – {period.end}")


def _span(first: date, last: date, *, days: bool) -> str:
    """2026年1月至6月, 2026年1月5日至2026年6月30日."""
    a, b = (f"{d.year}年{d.month}月{f'{d.day}日' if days else ''}" for d in (first, last))
    if a == b:
        return a if not days else f"{a}至{b}"
    same = first.year == last.year and not days
    return f"{a}至{f'{last.month}月' if same else b}"


def _part(said: str) -> tuple[str, str] | None:
    """上半年, 第二季度, H1 2026."""
    if match := _PART.fullmatch(said):
        year, half = int(match[1]), match["half"]
        if half:
            return _months(year, 1, 6) if half == "上" else _months(year, 7, 12)
        first = 3 * _QUARTERS[match["q"] or match["qq"]] + 1
        return _months(year, first, first + 2)
    if match := _ENGLISH.fullmatch(said):
        long = 6 if match[1] else 3
        n, year = int(match[2] or match[4]), int(match[5])
        return _months(year, long * (n - 1) + 1, long * n)
    return None


def _months(year: int, first: int, last: int) -> tuple[str, str]:
    end = calendar.monthrange(year, last)[1]
    return date(year, first, 1).isoformat(), date(year, last, end).isoformat()


def _range(said: str) -> tuple[str, str] | None:
    """Two points of one kind; the second may leave its year to the first."""
    for a, b in _cuts(said):
        if bool(a[1]) != bool(b[1]) or bool(a[2]) != bool(b[2]):
            continue
        begin, end = _first(*a), _last(b[0] or a[0], b[1], b[2])
        if begin and end:
            return begin, end
    return None


_Point = tuple[int, int, int]


def _cuts(said: str) -> list[tuple[_Point, _Point]]:
    """Every way to cut the words in two points: a hyphen may stand in a day and between two."""
    found = []
    for match in re.finditer(_TO, said):
        a, b = _point(said[: match.start()]), _point(said[match.end() :])
        may_be_a_day = match[0] == "-" and "月" not in said  # 2026-1-6
        if a and b and a[0] and (b[0] or not may_be_a_day):
            found.append((a, b))
    return found


def _point(said: str) -> _Point | None:
    match = _SINGLE_POINT.fullmatch(said)
    if not match or not said:
        return None
    year, month, day = (int(match[key] or 0) for key in ("y", "m", "d"))
    return year, month, day


# 2026年1月31日, 2026-01-31, 1月31日, 2026年, 6月
_SINGLE_POINT = re.compile(
    r"(?:(?P<y>\d{4})(?:年|$|(?=[-/.]\d)))?"
    r"(?:[-/.]?(?P<m>\d{1,2})(?:月份?|$|(?=[-/.]\d)))?"
    r"(?:[-/.]?(?P<d>\d{1,2})(?:[日号]|$))?",
    re.ASCII,
)


def _single(said: str) -> tuple[str, str] | None:
    point = _point(re.sub("(全年|年度|度)$", "年", said).replace("年年", "年"))
    if not point or not point[0] or point[2]:
        return None
    begin, end = _first(*point), _last(*point)
    return (begin, end) if begin and end else None


def _first(year: int, month: int, day: int) -> str:
    return _valid(year, month or 1, day or 1)


def _last(year: int, month: int, day: int) -> str:
    month = month or 12
    if not 1 <= month <= 12:
        return ""
    return _valid(year, month, day or calendar.monthrange(year or 1, month)[1])


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
