"""Cross-references in English words: Articles 5 to 10; Article 11, paragraph 2."""

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from generator.records.texts import Reference
from generator.text.addresses import order
from generator.text.references.pointing import Found, Point, own_point, resolved

_N = r"\d{1,4}(?:-\d{1,3})?"
# Article 11, paragraph 2, item (3); Articles 5 to 10; Articles 5, 6 and 8; the preceding item
_TOKEN = re.compile(
    rf"""\b(?:(?P<parts>(?:(?:sub-?item\s\d+|item\s\(\d+\)|paragraph\s\d+)(?:,\s|\sof\s))*)
        Articles?\s(?P<first>{_N})(?P<more>(?:,?\s(?:to|and|or|through)\s(?:Article\s)?{_N}|,\s{_N}(?![\w.]))*)
        (?P<inner>(?:,?\s(?:paragraph\s\d+|item\s\(\d+\)|sub-?item\s\d+))*)
    |(?P<own>(?:(?:item\s\(\d+\)|paragraph\s\d+)(?:,\s|\sof\s)){{1,2}})this\sArticle
    |the\spreceding\s(?P<count>two|three|four)?\s?(?P<before>paragraph|item|Article)s?(?P<behind>,\sitem\s\(\d+\))?)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?:(,?\s(?:to|through)\s)|[^\d]+?)(?:Article\s)?(\d{1,4}(?:-\d{1,3})?)")
_INSIDE = re.compile(r"(paragraph|sub-?item|item)\s\(?(\d{1,2})\)?")
# of the Criminal Law; of these Measures is ours, and so is "of the Measures"
_OF = re.compile(
    r",?\sof\s(?:(?P<ours>(?:this|these)\s[A-Z]\w+|the\s(?:Measures|Provisions|Regulations|Law)\b(?!\s(?:of|on|for)\b))|(?P<theirs>(?:the\s)?[A-Z“\"][^,.;:]{2,120}))"
)
_COUNTS = {"two": 2, "three": 3, "four": 4}


def english(words: str, at: str, addresses: Set[str]) -> tuple[Reference, ...]:
    """See `references`."""
    return resolved(_found(words, own_point(at), addresses), addresses)


def _found(words: str, here: Point, addresses: Set[str]) -> Iterator[Found]:
    for match in _TOKEN.finditer(words):
        if match["before"]:
            points = _before(match, here, addresses)
            if points:
                yield Found(*match.span(), points)
        elif match["own"]:
            yield Found(*match.span(), (_inside(Point("", here.article), match["own"]),))
        else:
            yield from _articles(words, match)


def _articles(words: str, match: re.Match[str]) -> Iterator[Found]:
    """One reference for a single article or a range, one for each member of a list."""
    of = _OF.match(words, match.end())
    title = of["theirs"].removeprefix("the ").strip('“”"') if of and of["theirs"] else ""
    inside = (match["parts"] or "") + (match["inner"] or "")
    start, end = match.start(), match.end("first")
    point = Point(title, f"a{match['first']}")
    last: Point | None = None
    for number in _NUMBER.finditer(words, match.end("first"), match.end("more")):
        if number[1] and last is None:
            last, end = Point(title, f"a{number[2]}"), number.end()
            continue
        yield Found(start, end, (point,), last)
        start, end = number.start(2), number.end()
        point, last = Point(title, f"a{number[2]}"), None
    if inside and last is None:
        point, end = _inside(point, inside), match.end()
    yield Found(start, end, (point,), last)


def _inside(point: Point, parts: str) -> Point:
    """The point at paragraph, item or subitem that `parts` name, in either order."""
    for kind, n in _INSIDE.findall(parts):
        match kind:
            case "paragraph":
                point = replace(point, p=int(n))
            case "item":
                point = replace(point, i=int(n))
            case _:
                point = replace(point, s=int(n))
    return point


def _before(match: re.Match[str], here: Point, addresses: Set[str]) -> tuple[Point, ...]:
    """The preceding paragraph, items or Article as seen from `here`."""
    count = _COUNTS.get(match["count"] or "", 1)
    if match["before"] == "Article":
        key = order(here.article)
        articles = sorted((a for a in addresses if "." not in a and order(a) < key), key=order)
        return tuple(Point("", a) for a in articles[-count:])
    if match["before"] == "item":
        first = max(here.i - count, 1)
        return tuple(replace(here, i=n, s=0) for n in range(first, here.i))
    first = max(here.p - count, 1)
    points = (Point("", here.article, n) for n in range(first, here.p))
    return tuple(_inside(p, match["behind"] or "") for p in points)
