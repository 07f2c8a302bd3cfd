"""Drafts of checks in YAML: a point of the text each, to be accepted by a person."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.project.merging import stamped
from generator.records.checklist import OPEN, CheckKind
from generator.records.drafting import Derived, Point
from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.addresses import article_of
from generator.text.deriving.points import why_nothing
from generator.text.stamps import stamp

_KINDS: Mapping[str, CheckKind] = {
    "duty": "duty",
    "prohibition": "prohibition",
    "procedure": "procedure",
    "power": "procedure",
    "result": "result",
    "open": "open",
}
# A failure asked as 是否没有… is what must not be done, otherwise what must.
_WITHOUT = ("是否没有", "是否不", "是否未", "是否不存在")
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who is named in the text, and where first; `all` is named nowhere."""

    code: str
    name: str
    named_in: str = ""


def bearers_named(document: Document, derived: Derived) -> Mapping[str, Bearer]:
    """Words of the text → the bearer they name, in the order of the text; "" is everybody."""
    articles = {article.address: article for article in document.articles}
    found: dict[str, Bearer] = {}
    for point in derived.points:
        if point.bearer and point.bearer not in found:
            at = _named_in(articles[article_of(point.at)], point)
            found[point.bearer] = Bearer(f"b{len(found) + 1}", point.bearer, at)
    if not found or any(_is_everybody(points) for points in _by_address(derived).values()):
        found[""] = Bearer(EVERYBODY, "适用本法规的各单位")
    return found


def bearer_row(bearer: Bearer) -> str:
    """Its line in vocabulary.yaml."""
    named = f", named_in: {bearer.named_in}" if bearer.named_in else ", short: {zh: 各单位}"
    return f"{bearer.code}: {{zh: {quoted(bearer.name)}{named}}}"


def quoted(text: str) -> str:
    """A YAML scalar that stays the string it is: JSON's quoting is YAML's, too."""
    return json.dumps(text, ensure_ascii=False)


def _named_in(article: Passage, point: Point) -> str:
    """The provision in whose words the bearer stands: the point's own, else the first."""
    passages = {p.address: p for p in walk((article,))}
    ordered = (passages.get(point.at, article), *passages.values())
    return next((p.address for p in ordered if point.bearer in p.words), article.address)


def _by_address(derived: Derived) -> Mapping[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for point in derived.points:
        found.setdefault(point.at, []).append(point)
    return found


def _is_everybody(points: list[Point]) -> bool:
    return not any(point.bearer for point in points)


def drafted(
    article: Passage, derived: Derived, bearers: Mapping[str, Bearer], number: str
) -> Iterator[str]:
    """The lines of an article's checklist; `number` is that of its ids: A05-…"""
    yield f"article: {article.address}"
    if article.caption:
        yield f"heading: {{zh: {quoted(article.caption.strip('【】（）()[]'))}}}"
    if reason := derived.set_aside.get(article.address):
        yield "# 程序按条文字面提出，请核对；有可查的内容就删去这一行，改写 provisions。"
        yield f"no_checks: {{zh: {_nothing(reason)}}}"
        return
    points = _by_address(derived)
    yield "provisions:"
    with_words = [p for p in walk((article,)) if p.words]
    needed = {p.address for p in _units(article) if not _has_points(p, points)}
    # The opening words of a list are asked last, as 00; a single provision is 01.
    first = 0 if len(with_words) > 1 and article.words else 1
    for n, passage in enumerate(with_words, first):
        if found := points.get(passage.address):
            yield from _provision(passage, found, bearers, f"A{number}-{n:02}")
        elif passage.address in needed:
            yield f"  - at: {passage.address}"
            yield "    # 程序按条文字面提出，请核对。"
            yield f"    no_checks: {{zh: {_nothing(why_nothing(passage))}}}"


def _nothing(reason: str) -> str:
    return quoted(f"{reason}，无自查内容")


def _units(passage: Passage) -> Iterator[Passage]:
    """What has checks or says why it has none: the items, else the paragraphs, else all."""
    inner = [child for child in passage.children if child.kind != "subitem"]
    for child in inner:
        yield from _units(child)
    if not inner:
        yield passage


def _has_points(passage: Passage, points: Mapping[str, list[Point]]) -> bool:
    return any(p.address in points for p in walk((passage,)))


def _provision(
    passage: Passage, points: list[Point], bearers: Mapping[str, Bearer], number: str
) -> Iterator[str]:
    named = next((point.bearer for point in points if point.bearer), "")
    code, basis = bearers[named].code, "named" if named else "inferred"
    yield f"  - at: {passage.address}"
    yield f"    reviewed: {quoted(stamp(stamped(passage)))}"
    yield f"    bearers: {{basis: {basis}, codes: [{code}]}}"
    yield "    checks:"
    for n, point in enumerate(points, 1):
        own = bearers[point.bearer or named].code
        yield from _check(point, f"{number}-{n}", own if own != code else "")


def _check(point: Point, id_: str, bearer: str) -> Iterator[str]:
    yield f"      - id: {id_}"
    yield f"        kind: {kind_of(point)}"
    yield f"        quotes: [{quoted(point.quote)}]"
    yield f"        ask: {{zh: {quoted(point.ask)}}}"
    if bearer:
        yield f"        bearers: [{bearer}]"
    yield "        evidence: [records]"
    yield "        verify: [docs]"
    yield "        sampling: all"
    yield f"        fix: {{zh: {quoted(OPEN)}}}"
    yield "        draft: true"


def kind_of(point: Point) -> CheckKind:
    """A failure is told by how it is asked: 是否没有… forbids it, 是否… demands the act."""
    forbids = any(word in point.ask for word in _WITHOUT)
    return _KINDS.get(point.kind, "prohibition" if forbids else "duty")
