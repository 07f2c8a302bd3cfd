"""A whole text → the points it asks, and why some of its articles ask nothing."""

import re
from collections.abc import Iterator

from generator.records.drafting import Derived, Point, PointKind
from generator.records.texts import Document, Passage
from generator.records.walking import walk
from generator.text.deriving.asking import ask_circumstance, ask_forbidden, ask_other
from generator.text.deriving.circumstances import failures, is_act, is_bad, is_result
from generator.text.deriving.leads import (
    ASIDE,
    DUTY_AFTER,
    NO_SANCTION,
    SANCTIONS,
    Lead,
    is_aside,
    lead_of,
)
from generator.text.deriving.lexicon import (
    BODIES,
    DEEDS,
    NOMINAL_ENDS,
    OTHER,
    VERBS,
    WRONGS,
)
from generator.text.deriving.phrases import has_modal
from generator.text.deriving.sentences import acts
from generator.text.deriving.signs import Span, cut, hide, one_of, one_width
from generator.text.deriving.subjects import subject_of

_OTHER = re.compile("^" + one_of(OTHER))
_ONLY_NAMES = re.compile(
    "^.{0,40}?(?:违反|有)(?:本|前|第|上述|该).{1,60}(?:规定|行为|情形|"
    "之一)的?(?:单位|个人|人员|行为)?$"
)
_STRONG = re.compile("给予[^，]{0,16}(?:处分|处罚)|处[^，]{0,20}罚款|依法追究")
_NO_PENALTY = re.compile("^视为|无效$|不再给予|不予(?:行政)?处罚|免予|可以不|从轻|减轻")
_DONE = re.compile(one_of((*VERBS, *DEEDS, *WRONGS)))  # 禁止下列车辆通行: no act in its items
_FAILING = re.compile("不|未|谋取|违反|滥用|玩忽")
_VERB = re.compile("^" + one_of(VERBS))
# No question reads so: a clause was cut where none ends. None is better than this one.
_GOOD = re.compile(
    "是否没有(?:依法(?!必须)|及时|履行|执行[^，]{0,4}职务|公开整改|建立|"
    "健全|落实|加强|遵守|配备)"
)
_BROKEN = re.compile(
    "是否(?:将|把|与|对)[^，]*等？$|是否自[^，]*起满[^，]*？$|"
    "视为[^，]*？$|[、达负国]是否(?!由)|是否对[^，]*(?:采取|作出|"
    "进行)的[^，]*？$|"
    "(?<!没)(?<!是)(?:包括|按照|根据|依照|或者|以及|(?<!理)由|的是)？$|"
    "是否(?:按照|根据|依照|通过|自|在)[^，]{2,40}(?:后|前|等)？$|"
    "所[^，]{1,6}的[^，]{2,20}(?:设备|设施|条件)？$|"
    "是否(?!没有|避免)[^，]{0,40}(?:逾期不|拒不)|(?<!目)的？$|"
    "是否没有.*是否没有|是否是否|^[，的等、]|没有(?:没有|未经过)"
)
_NOMINAL = re.compile(
    one_of(NOMINAL_ENDS) + "$|的(?:建设)?(?:项目|工程|场所|单位|企业|物品|产品|设施|船舶|车辆|"
    "房屋|土地|区域)$"
)
# 确定选举结果是否有效: an act, not a question to be asked as it stands.
_DECIDES = re.compile("(?:确定|决定|判断|审查|核实|查验|检查|说明|告知|约定)[^，]{1,30}是否")
# 根据其是否明知，… ; 尚未确定是否参加的
_NOT_ASKED = re.compile("(?:根据|按照|依照|对|就)|.*的$")
_REST = re.compile(
    "(?:其他|其它)[^，]*(?:职责|事项|工作|任务|义务|情形|内容|措施|方式|材料|要求|活动)$"
)


def derive(document: Document) -> Derived:
    """The points of every article, in the order of the text."""
    points: list[Point] = []
    aside: dict[str, str] = {}
    for article in document.articles:
        found = list(_points(article))
        points += found
        if not found:
            aside[article.address] = why_nothing(article)
    return Derived(tuple(points), aside)


def _points(article: Passage) -> Iterator[Point]:
    yield from _passage(article, Lead("", ""))


def _passage(passage: Passage, above: Lead) -> Iterator[Point]:
    if passage.kind == "table":
        return
    words = one_width(passage.words)
    listed = [c for c in passage.children if c.kind in ("item", "subitem")]
    lead = above
    if passage.kind in ("item", "subitem") and above.kind:
        yield from _item(passage, words, above)
    else:
        lead, found = _sentences(passage, words, bool(listed))
        yield from found
    for child in passage.children:
        if child.kind == "table":
            continue
        under = lead if child.kind in ("item", "subitem") else Lead("", above.subject)
        yield from _passage(child, under)


def _sentences(passage: Passage, words: str, lists: bool) -> tuple[Lead, list[Point]]:
    """The points of a passage's own sentences, and what its last one opens if it has a list."""
    points: list[Point] = []
    lead = Lead("", "")
    sentences = list(cut(Span(0, words), "。！？"))
    subject = ""
    for n, sentence in enumerate(sentences):
        if lists and n == len(sentences) - 1:
            lead = lead_of(sentence.words.rstrip("："), subject)
            if lead.kind == "failures":
                points += _made(passage, _summed_up(sentence, lead))
            if lead.kind == "conditions":
                points += _made(passage, _of_lead(sentence))
            continue
        named = subject_of(sentence.words)
        subject = named or subject
        points += _made(passage, _sentence(sentence))
    return lead, points


_Found = tuple[Span, PointKind, str, str]


def _made(passage: Passage, found: Iterator[_Found]) -> Iterator[Point]:
    """Points with the words of the text itself, whatever the grammar read them as."""
    for span, kind, subject, ask in found:
        start, end = span.start, span.end
        while end > start and passage.words[end - 1] in "，；。：,;:":
            end -= 1
        broken = _BROKEN.search(ask) or (kind == "circumstance" and _GOOD.search(ask))
        if end > start and not broken:
            quote = passage.words[start:end]
            yield Point(passage.address, quote, kind, subject.strip("，"), ask)


def _sentence(sentence: Span) -> Iterator[_Found]:
    words = sentence.words
    if defined := _DEFINED_DUTY.match(words):
        first = next(cut(sentence.part(defined.end()), "；"))
        yield from _acts(first, defined["who"], "must")
        return
    if _AFTER_INQUIRY.search(words):
        yield from _acts(sentence)
        return
    if is_aside(words):
        return
    groups = list(cut(sentence, "；"))
    if groups and _breach(groups[0]) is not None:
        for group in groups:
            breach = _breach(group)
            if breach is not None:
                yield from _breached(breach)
            else:
                yield from _acts(group)
        return
    yield from _acts(sentence)


def _acts(span: Span, subject: str = "", modal: str = "") -> Iterator[_Found]:
    return ((a.span, a.kind, a.subject, a.ask) for a in acts(span, subject, modal))


# 所称管护责任，是指管护单位按照要求完成任务，…: a definition that says what must be done.
_DEFINED_DUTY = re.compile(
    "[^，]{0,12}所称[^，]{2,20}(?:责任|义务|职责)，?(?:是指|系指|"
    "是)(?P<who>[^，]{0,40}?" + one_of(BODIES) + ")，"
)
# 经认真调查、严格甄别，可从轻: how leniency is come by is asked all the same.
_AFTER_INQUIRY = re.compile("经[^，]*(?:调查|甄别|批准|集体研究|集体讨论)[^，]*，(?:可以|可)")


def _breach(sentence: Span) -> Span | None:
    """What is described before what it leads to: … 的，给予 … 处分; None where nothing is."""
    parts = list(cut(sentence, "，"))
    # 违反本办法规定，…的，: a breach, whatever it leads to.
    broken = re.match(
        "违反(?:本|第|前)[^，]{0,30}(?:规定|第[^，]*[条款项])的?，", sentence.words
    )
    for n, part in enumerate(parts[1:], 1):
        seen = hide(part.words)
        if (
            part.words.endswith("的")
            or not ((broken and parts[n - 1].words.endswith("的")) or SANCTIONS.search(seen))
            or _NO_PENALTY.search(seen)
        ):
            continue
        if DUTY_AFTER.match(seen) or re.search("应当" + NO_SANCTION, seen):
            return None
        described = [p for p in parts[:n] if p.words.endswith("的")]
        if re.search("^.{0,40}(?:发现|认为|认定|接到|收到)", sentence.words) and "可以" in seen:
            return None
        if described:
            return sentence.part(0, described[-1].end - 1 - sentence.start)
        if _STRONG.search(seen) and n:
            return sentence.part(0, parts[n - 1].end - sentence.start)
        return None
    return None


def _breached(breach: Span) -> Iterator[_Found]:
    """The failures of the first half of a sentence; none where it only names an article."""
    subject = next(filter(None, map(subject_of, breach.words.split("，"))), "")
    if subject and breach.words[len(subject) :].startswith("对"):
        return
    if _ONLY_NAMES.search(hide(breach.words)):
        return
    heads = bool(subject) and breach.words.startswith(subject)
    body = breach.part(len(subject)) if heads else breach
    skip = len(body.words) - len(body.words.lstrip("，"))
    body = body.part(skip)
    named = re.match("违反本[^，]{1,20}(?:规定)?，", body.words)
    if named:
        body = body.part(named.end())
        subject = subject or subject_of(body.words)
        if subject and body.words.startswith(subject):
            body = body.part(len(subject))
    found = failures(body)
    for n, failure in enumerate(found):
        span = failure
        if n == 0 and heads and failure.start == body.start:
            span = breach.part(body.start - breach.start, failure.end - breach.start)
            if not named:
                span = breach.part(0, failure.end - breach.start)
        yield _failure(span, failure.words, subject)


def _failure(span: Span, words: str, subject: str) -> _Found:
    kind: PointKind = "result" if is_result(words) else "circumstance"
    return span, kind, subject, ask_circumstance(words)


def _summed_up(sentence: Span, lead: Lead) -> Iterator[_Found]:
    """A failure named between the subject and 有下列情形之一: what the list comes to."""
    opening = re.search("，?(?:并)?(?:按照|依照|有|存在)?(?:下列|以下)", sentence.words)
    body = sentence.part(len(lead.subject), opening.start() if opening else 0)
    words = body.words.strip("，")
    if len(words) < 6 or not _FAILING.search(hide(words)):
        return
    start = body.words.index(words)
    for failure in failures(body.part(start, start + len(words))):
        if len(failure.words) < 4 or not _FAILING.search(hide(failure.words)):
            continue
        question = ask_circumstance(failure.words).rstrip("？")
        asked = f"总体上，{question}（由本条各项结果汇总判断）？"
        yield failure, "circumstance", lead.subject, asked


def _of_lead(sentence: Span) -> Iterator[_Found]:
    """有下列情形之一的，应当 …: one duty, whatever the cases are."""
    bare = sentence.part(0, len(sentence.words.rstrip("：")))
    for act in acts(bare):
        yield act.span, act.kind, act.subject, act.ask


def _item(passage: Passage, words: str, lead: Lead) -> Iterator[Point]:
    bare = words.rstrip("。；，：、")
    if "是否" in bare and not _DECIDES.search(bare):
        yield from _made(passage, _reviewed(Span(0, bare), lead))
        return
    if not bare or lead.kind in ("conditions", "things") or re.search("下列[^，]*的?$", bare):
        return
    if _OTHER.match(bare):
        if lead.kind in ("failures", "forbidden"):
            span = Span(0, bare.removesuffix("的"))
            yield from _made(
                passage, iter([(span, "open", lead.subject, ask_other(span.words))])
            )
        return
    if lead.kind == "failures":
        yield from _made(passage, _listed_failures(Span(0, bare.removesuffix("的")), lead))
    elif lead.kind == "forbidden":
        span = Span(0, bare.removesuffix("的"))
        kind: PointKind = "prohibition"
        found = [
            (f, kind, lead.subject, lead.setting + _forbidden(f.words))
            for f in failures(span)
            if lead.tasks or _DONE.search(f.words)
        ]
        yield from _made(passage, iter(found))
    elif lead.kind == "duties":
        yield from _made(passage, _listed_duties(Span(0, bare), lead))


def _forbidden(words: str) -> str:
    undone = re.match("(?:不|未|拒)", hide(words))
    return ask_circumstance(words) if undone else ask_forbidden("", words)


def _reviewed(span: Span, lead: Lead) -> Iterator[_Found]:
    """证据是否确凿: asked as it stands."""
    for part in cut(span, "，；。"):
        if "是否" in part.words and not _NOT_ASKED.match(part.words):
            bad = is_bad(part.words.partition("是否")[2])
            asked = part.words.replace("是否", "是否没有", 1) if bad else part.words
            yield part, "duty", lead.subject, f"{asked}？"


def _listed_failures(span: Span, lead: Lead) -> Iterator[_Found]:
    subject = "" if is_act(span.words) else subject_of(span.words)
    body = span.part(len(subject)) if subject else span
    for failure in failures(body):
        whole = failure
        if subject and failure.start == body.start:
            whole = span.part(0, failure.end - span.start)
        asked = ask_circumstance(failure.words)
        kind: PointKind = "result" if is_result(failure.words) else "circumstance"
        if subject and whole is not failure:
            asked = f"{subject}{asked}"
        yield whole, kind, subject or lead.subject, asked


def _listed_duties(span: Span, lead: Lead) -> Iterator[_Found]:
    """Items that say what is done; one that names a thing is part of what opens the list."""
    seen = hide(span.words)
    said_to_be = lead.tasks and _VERB.match(seen)
    nominal = _NOMINAL.search(seen) and not (said_to_be or has_modal(seen))
    if nominal or _REST.search(seen) or is_aside(span.words):
        return
    for sentence in cut(span, "。"):
        own = "" if _VERB.match(hide(sentence.words)) else subject_of(sentence.words)
        subject = own or lead.subject
        must = "" if own else "must"
        for act in acts(sentence, subject, must):
            yield act.span, act.kind, act.subject or subject, lead.setting + act.ask


def why_nothing(passage: Passage) -> str:
    """Why a passage without points asks nothing: what its sentences do, each once."""
    words = "".join(one_width(p.words) for p in walk((passage,)))
    reasons = [why for s in words.split("。") for why, said in ASIDE if said.search(s)]
    if not reasons:
        reasons = ["只规定责任后果" if SANCTIONS.search(words) else "没有要求单位办理的内容"]
    return "、".join(dict.fromkeys(reasons))
