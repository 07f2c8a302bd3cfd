"""Drafts of checks in YAML: a point of the text each, to be accepted by a person."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from generator.project.merging import stamped
from generator.records.checklist import OPEN, CheckKind, Vocabulary
from generator.records.drafting import Derived, Point
from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.addresses import article_of, page_name
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
    if not found or not all(
        any(p.bearer for p in points) for points in _by_address(derived).values()
    ):
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


@dataclass(frozen=True, slots=True)
class Codes:
    """What a draft says until somebody has judged it, of the vocabulary at hand."""

    bearers: str = EVERYBODY
    evidence: str = "records"
    verify: str = "docs"
    sampling: str = "all"


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafts are written from: `bearers` are codes by the words of the text.

    No check gets an id that is `taken`; names of pages have `digits` digits.
    """

    derived: Derived
    bearers: Mapping[str, str]
    digits: int
    codes: Codes = Codes()
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one provision in a file of checks."""

    at: str
    lines: tuple[str, ...]


def codes_of(vocabulary: Vocabulary) -> Codes:
    """The usual codes, or the first of each kind where the vocabulary has not these."""
    usual = Codes()
    return Codes(*(
        code if code in terms or not terms else next(iter(terms))
        for code, terms in (
            (usual.bearers, vocabulary.bearers), (usual.evidence, vocabulary.evidence),
            (usual.verify, vocabulary.verify), (usual.sampling, vocabulary.sampling),
        )
    ))  # fmt: skip


def known_bearers(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Every name of a bearer of the vocabulary in Chinese → its code; the first of two."""
    found: dict[str, str] = {}
    for code, term in vocabulary.bearers.items():
        for name in (term.text.zh, term.short.zh, *term.aliases):
            found.setdefault(name, code)
    return found


def checklist_text(id_: str, article: Passage, drafting: Drafting) -> str:
    """The file of checks of an article: drafts, or why there is nothing to ask."""
    return "".join(
        f"{line}\n" for line in (checklist_head(id_), *_checklist(article, drafting))
    )


def checklist_head(id_: str) -> str:
    """The first line of a file of checks: by which schema editors complete it."""
    return f"# yaml-language-server: $schema=../../schema/checklists/{id_}.schema.json"


def _checklist(article: Passage, drafting: Drafting) -> Iterator[str]:
    yield f"article: {article.address}"
    if article.caption:
        yield f"heading: {{zh: {quoted(article.caption.strip('【】（）()[]'))}}}"
    if reason := drafting.derived.set_aside.get(article.address):
        yield "# 程序按条文字面提出，请核对；有可查的内容就删去这一行，改写 provisions。"
        yield f"no_checks: {{zh: {_nothing(reason)}}}"
        return
    yield "provisions:"
    for block in blocks(article, drafting):
        yield from block.lines


def blocks(article: Passage, drafting: Drafting) -> Iterator[Block]:
    """The provisions of an article that ask something, or have to say why they do not."""
    points = _by_address(drafting.derived)
    with_words = [p for p in walk((article,)) if p.words]
    needed = {p.address for p in _units(article) if not _has_points(p, points)}
    article_number = page_name(article.address, digits=drafting.digits).removeprefix("article-")
    # The opening words of a list are asked last, as 00; a single provision is 01.
    first = 0 if len(with_words) > 1 and article.words else 1
    for n, passage in enumerate(with_words, first):
        if found := points.get(passage.address):
            number = f"A{article_number}-{n:02}"
            yield Block(passage.address, tuple(_provision(passage, found, drafting, number)))
        elif passage.address in needed:
            yield Block(passage.address, tuple(_without_checks(passage)))


def _by_address(derived: Derived) -> Mapping[str, Sequence[Point]]:
    found: dict[str, list[Point]] = {}
    for point in derived.points:
        found.setdefault(point.at, []).append(point)
    return found


def _units(passage: Passage) -> Iterator[Passage]:
    """What has checks or says why it has none: the items, else the paragraphs, else all."""
    inner = [child for child in passage.children if child.kind not in ("subitem", "table")]
    for child in inner:
        yield from _units(child)
    if not inner:
        yield passage


def _has_points(passage: Passage, points: Mapping[str, Sequence[Point]]) -> bool:
    return any(p.address in points for p in walk((passage,)))


def _without_checks(passage: Passage) -> Iterator[str]:
    yield f"  - at: {passage.address}"
    yield "    # 程序按条文字面提出，请核对。"
    yield f"    no_checks: {{zh: {_nothing(why_nothing(passage))}}}"


def _nothing(reason: str) -> str:
    return quoted(f"{reason}，无自查内容")


def _provision(
    passage: Passage, points: Sequence[Point], drafting: Drafting, number: str
) -> Iterator[str]:
    codes = [drafting.bearers.get(p.bearer, "") if p.bearer else "" for p in points]
    named = next(filter(None, codes), "")
    code, basis = named or drafting.codes.bearers, "named" if named else "inferred"
    unknown = dict.fromkeys(
        p.bearer for p, known in zip(points, codes, strict=True) if not known
    )
    yield f"  - at: {passage.address}"
    yield f"    reviewed: {quoted(stamp(stamped(passage)))}"
    for bearer in filter(None, unknown):
        yield f"    # 条文写的主体是“{bearer}”，vocabulary.yaml 中没有，请核对。"
    yield f"    bearers: {{basis: {basis}, codes: [{code}]}}"
    yield "    checks:"
    ids = (id_ for k in count(1) if (id_ := f"{number}-{k}") not in drafting.taken)
    for id_, point, own in zip(ids, points, codes, strict=False):  # there are ids without end
        yield f"      - id: {id_}"
        yield from _check(point, own if own != code else "", drafting.codes)


def _check(point: Point, bearer: str, codes: Codes) -> Iterator[str]:
    yield f"        kind: {kind_of(point)}"
    yield f"        quotes: [{quoted(point.quote)}]"
    yield f"        ask: {{zh: {quoted(point.ask)}}}"
    if bearer:
        yield f"        bearers: [{bearer}]"
    yield f"        evidence: [{codes.evidence}]"
    yield f"        verify: [{codes.verify}]"
    yield f"        sampling: {codes.sampling}"
    yield f"        fix: {{zh: {quoted(OPEN)}}}"
    yield "        draft: true"


def kind_of(point: Point) -> CheckKind:
    """A failure is told by how it is asked: 是否没有… forbids it, 是否… demands the act."""
    forbids = any(word in point.ask for word in _WITHOUT)
    return _KINDS.get(point.kind, "prohibition" if forbids else "duty")
