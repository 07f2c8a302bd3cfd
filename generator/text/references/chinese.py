"""Cross-references in Chinese words: 本办法第五条至第十条, 前款第（三）项, 《其他法》第三条."""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from generator.records.texts import Reference
from generator.text.numerals import NUMERAL, to_int
from generator.text.references.pointing import (
    Found,
    Point,
    articles_before,
    exists,
    own_point,
    resolved,
)

_N = f"[{NUMERAL}0-9]{{1,9}}"
_B = rf"[（(]?{_N}[）)]?"
_TOKEN = re.compile(
    rf"""(?P<title>《[^《》]{{1,80}}(?:[《〈][^《》〈〉]{{1,60}}[》〉][^《》]{{0,40}})?》(?:（[^（）]{{1,60}}）)?[的中]?)
    |第(?P<articles>{_N}(?:、{_N}){{0,40}})条(?P<sub>(?:之{_N}){{0,3}})(?!件|线)
    |第(?P<p>{_N}(?:、第?{_N}){{0,40}})款(?!项|式)
    |第(?P<i>{_B}(?:[、至到]第?{_B}){{0,40}})项(?!目)
    |第(?P<s>{_N})目(?!录|标)
    |(?:前|(?<![以如加])上)(?P<count>[两二三四五六七八]?)(?P<before>条(?![件例约文线])|款(?!项)|项(?!目))
    |本(?P<this>[条款项])(?=第)
    |[该同](?P<that>[条款])(?=第)""",
    re.VERBOSE,
)
# between members of a list or the ends of a range; 第五条所称“甲”、第六条
_LIST = re.compile(r"(?:(?:所称的?|规定的)“[^“”]{1,40}”)?\s?(?:、|，|和|及|以及|或|或者|与)\s?")
_RANGE = re.compile(r"\s?(?:至|到|—+|～|-)\s?")
# Words of others, whose articles are not known here.
_QUOTED = re.compile(r"“[^“”]{12,}”|^“[^“”]*$")
_RENUMBERED = re.compile("(?:作为|改为|列为)$")  # 增加一款，作为第四款
_KINDS = (
    "法|法典|条例|规定|办法|细则|规则|解释|章程|决定|准则|规范|标准|守则|规程"
    "|公约|条约|协定|议定书|通则|安排|意见|通知|纲要|纲领"
)
_OURS_ALONE = "方案|制度|程序|指南|修正案"
_OURS = re.compile(rf"本(?:实施|暂行|试行)?(?:{_KINDS}|{_OURS_ALONE})(?:规定)?的?$")
# 依照刑法, 该条例
_THEIRS = re.compile(rf"([\u4e00-\u9fff]{{1,30}}(?:{_KINDS}))的?$")
_VERBS = re.compile(
    "依照|按照|根据|依据|违反|适用|符合|参照|执行|构成|触犯|属于|以及|或者|关于|和|与|及|或|对|由|在|将|除|以"
)
_LOOK_BACK = 40  # characters
_LAST = frozenset(kind[-1] for kind in f"{_KINDS}|{_OURS_ALONE}".split("|"))  # 法, 例, 定, …


# 《某某管理法》（以下简称本法）, 《某省信访工作条例》（以下简称《条例》）
_CALLED = re.compile(
    r"《([^《》]{2,80})》（(?:以下|下)(?:简)?称(?:为)?[：:]?(?:《([^《》]{1,30})》|[“\"]?([^“”《》（）\"]{1,20})[”\"]?)）"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand, and what bare numbers in them may mean besides what stands there."""

    words: str
    here: Point
    addresses: Set[str]
    lead: Point | None = None  # what the words right above speak of last
    short: Mapping[str, str] = field(default_factory=dict)  # 条例 → the title it stands for


def chinese(
    words: str,
    at: str,
    addresses: Set[str],
    *,
    lead: str,
    short: Mapping[str, str],
) -> tuple[Reference, ...]:
    """See `references`."""
    here = own_point(at)
    above = _Place(lead, replace(here, i=0, s=0), addresses, None, short)
    named = [t for f in _found(above) if (t := _topic(f)).title or t.article != here.article]
    place = _Place(words, here, addresses, named[-1] if named else None, short)
    return resolved(_found(place), addresses)


def short_titles(words: Iterable[str]) -> Mapping[str, str]:
    """Names that a text gives to others: 《某省信访条例》（以下简称《条例》） → 条例."""
    return {
        match[2] or match[3]: match[1] for text in words for match in _CALLED.finditer(text)
    }


def _found(place: _Place) -> Iterator[Found]:
    """Each reference; one that refines the last, or ends its range, is told with it."""
    words, short = place.words, place.short
    last: Found | None = None
    topic: Point | None = None
    title_end, title = -1, ""
    quoted = [match.span() for match in _QUOTED.finditer(words)]
    for match in _TOKEN.finditer(words):
        if any(start < match.start() < end for start, end in quoted):
            continue
        if match["title"]:
            title_end = match.end()
            name = _name(match["title"])
            title = "" if words.endswith("本", 0, match.start()) else short.get(name, name)
            continue
        given = title if match.start() == title_end else None
        joined = _joined(words, match, last, given)
        if joined and last:
            last = joined
            continue
        if last:
            yield last
            topic = _topic(last)
        last = _fresh(place, match, last, title=given, topic=topic)
    if last:
        yield last


def _topic(found: Found) -> Point:
    """What is spoken of from then on: the paragraph or article."""
    return replace(found.last or found.points[-1], i=0, s=0)


def _name(title: str) -> str:
    """《办法》的 → 办法."""
    return title[1 : title.rindex("》")]


def _joined(
    words: str, match: re.Match[str], last: Found | None, given: str | None
) -> Found | None:
    """The last reference with this one made part of it: 第五条＋第二款, 第五条至＋第十条."""
    if last is None or given is not None:
        return None
    between = words[last.end : match.start()]
    if not between and _rank(match) > _depth(last.points[-1]) and last.last is None:
        points = tuple(r for p in last.points[-1:] for r in _refined(p, match))
        return replace(last, end=match.end(), points=last.points[:-1] + points)
    if _RANGE.fullmatch(between) and last.last is None:
        end = _same_kind(match, last.points[-1])
        return replace(last, end=match.end(), last=end) if end else None
    return None


def _fresh(
    place: _Place,
    match: re.Match[str],
    last: Found | None,
    *,
    title: str | None,
    topic: Point | None,
) -> Found | None:
    """A reference that begins here; in a list it takes what it leaves out from the last."""
    start, end = match.span()
    before = place.words[max(start - _LOOK_BACK, 0) : start]
    if match["before"]:
        points = _before(match, place.here, place.addresses)
        return Found(start, end, points) if points else None
    if match["this"]:
        return Found(start, end, (_this(match["this"], place.here),))
    if match["that"]:
        that = topic and (topic if match["that"] == "款" else replace(topic, p=0))
        return Found(start, end, (that,)) if that else None
    in_list = last and _LIST.fullmatch(place.words[last.end : start]) and title is None
    if match["articles"]:
        inherited = last.points[-1].title if in_list and last else None
        name = title if title is not None else _title_before(before, inherited, place.short)
        return Found(start, end, tuple(_articles(match, name)))
    if _RENUMBERED.search(before):
        return None
    base = last.points[-1] if in_list and last else _bare(place, match, before, topic)
    points = tuple(_refined(_above(base, _rank(match)), match))
    return Found(start, end, points) if points else None


def _title_before(before: str, inherited: str | None, short: Mapping[str, str]) -> str:
    """The text that 第五条 belongs to by the words before it; "" where it is ours."""
    called = before.removesuffix("的")
    name = next((n for n in short if called.endswith(n)), "")
    if name and not called.endswith(f"本{name}"):
        return short[name]
    if before.removesuffix("的")[-1:] not in _LAST:  # most often: the two below take long
        return inherited or ""
    if _OURS.search(before):
        return ""
    if theirs := _THEIRS.search(before):
        return _VERBS.split(theirs[1])[-1] or theirs[1]
    return inherited or ""


def _articles(match: re.Match[str], title: str) -> Iterator[Point]:
    sub = "".join(f"-{to_int(n)}" for n in match["sub"].split("之")[1:])
    for printed in match["articles"].split("、"):
        yield Point(title, f"a{to_int(printed)}{sub}")


def _refined(point: Point, match: re.Match[str]) -> Iterator[Point]:
    """The paragraphs, items or subitem of `match` in the provision `point`."""
    if match["articles"]:
        yield from _articles(match, point.title)
    letter = next((name for name in "pis" if match[name]), "")
    if not letter:
        return
    ends = re.split("[至到]", match[letter])
    numbers = [
        n
        for part in re.split("[、至到]", match[letter])
        if (n := to_int(part.strip("第（）()")))
    ]
    if len(ends) == 2 and len(numbers) == 2:
        numbers = list(range(numbers[0], min(numbers[1], numbers[0] + 99) + 1))
    for n in numbers:
        yield (
            replace(point, p=n)
            if letter == "p"
            else (replace(point, i=n) if letter == "i" else replace(point, s=n))
        )


def _rank(match: re.Match[str]) -> int:
    return next((rank for rank, name in enumerate("pis", 1) if match[name]), 0)


def _depth(point: Point) -> int:
    return 3 if point.s else 2 if point.i else 1 if point.p else 0


def _above(point: Point, rank: int) -> Point:
    """The provision in which a paragraph (1), item (2) or subitem (3) stands."""
    return replace(point, p=point.p if rank > 1 else 0, i=point.i if rank > 2 else 0, s=0)


def _bare(place: _Place, match: re.Match[str], before: str, topic: Point | None) -> Point:
    """What 第一款 is a paragraph of, 第（一）项 an item of, by the likeliest that has such."""
    here, rank = place.here, _rank(match)
    own = _above(here, rank)
    if rank > 2:
        return own
    breach = before.endswith("违反")
    itself = rank == 2 and any(point.i == here.i for point in _refined(own, match))
    somewhere = replace(own, p=0)
    likely: tuple[Point | None, ...] = (own, topic, somewhere, place.lead)
    if breach and here.i and place.lead:
        likely = (place.lead, topic, own, somewhere)
    elif itself or (breach and rank == 1 and topic):
        likely = (topic, place.lead, own, somewhere)
    bases = (_above(base, rank) for base in likely if base)
    return next((b for b in bases if _has(b, match, place.addresses)), own)


def _has(base: Point, match: re.Match[str], addresses: Set[str]) -> bool:
    return all(exists(point, addresses) for point in _refined(base, match))


def _same_kind(match: re.Match[str], first: Point) -> Point | None:
    """The end of a range that began at `first`."""
    if match["articles"]:
        return next(_articles(match, first.title)) if _depth(first) == 0 else None
    if _rank(match) != _depth(first):
        return None
    return next(_refined(_above(first, _rank(match)), match), None)


def _this(kind: str, here: Point) -> Point:
    return _above(here, {"条": 1, "款": 2, "项": 3}[kind])


def _before(match: re.Match[str], here: Point, addresses: Set[str]) -> tuple[Point, ...]:
    """前款, 前两款, 前项, 前条 as seen from `here`."""
    count = to_int(match["count"]) if match["count"] else 1
    count = count or 1
    if match["before"] == "条":
        before = articles_before(here.article, count, addresses)
        return tuple(Point("", article) for article in before)
    if match["before"] == "款":
        return tuple(Point("", here.article, n) for n in range(max(here.p - count, 1), here.p))
    above = _above(here, 2)
    return tuple(replace(above, i=n) for n in range(max(here.i - count, 1), here.i))
