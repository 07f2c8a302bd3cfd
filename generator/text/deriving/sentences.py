"""What must, may or must not be done: sentences cut into acts, each with its subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.records.drafting import PointKind
from generator.text.deriving.asking import ask_approved, ask_duty, ask_forbidden, unjoined
from generator.text.deriving.lexicon import (
    ENCOURAGED,
    FORBIDDEN,
    JOINING,
    MAY,
    POLICY_MAKERS,
)
from generator.text.deriving.phrases import (
    ACTS,
    BY_BODY,
    CONSEQUENCE,
    GROUND,
    NAMES_A_THING,
    VERB,
    by_whom,
    comes_later,
    heads,
    is_condition,
    is_phrase,
    is_setting,
    late_act,
    modal_of,
    no_act_yet,
    parts,
    slice_of,
    speaks_of_another,
    topic_of,
)
from generator.text.deriving.signs import Span, cut, hide, one_of
from generator.text.deriving.subjects import PREPOSED, is_entitled, subject_of

# A claim of those harmed or a penalty, no duty of the inspected: 应当依法承担赔偿责任
_LIABLE = re.compile(
    "承担[^，]{0,16}(?:民事|赔偿|法律|刑事|违约|侵权|连带|补充|补偿|"
    "相应的?)(?:的)?责任|^(?:依法)?(?:予以)?(?:赔偿|赔礼道歉)"
    "|^(?:依法|从重|按照[^，]{2,16})?(?:给予|予以)[^，]{0,16}(?:处分|"
    "处罚)$|追究[^，]{0,10}责任$|^(?:依法)?(?:从重|从轻|减轻|免予)"
)
_ANY_ACT = re.compile(
    "^(?:"
    + one_of(JOINING)
    + ")?(?:有(?!关|限|效|序|机|偿|毒|害|色|责任|权)|不予|不再|"
    + ACTS
    + "|"
    + one_of(
        (
            "拥有",
            "按照",
            "根据",
            "依照",
            "与",
        )
    )
    + f"|{PREPOSED})"
)
# A state that is asked for: 安全投入｜符合要求, 从业人员｜经培训合格
_STATED = re.compile(
    "(?P<what>[^，]{2,40}?(?<![的未不是]))(?P<how>(?:符合|达到|具备|具有|"
    "得到|取得|经[^，]{2,24}合格|不少于|不低于|不超过"
    "|(?:基本|保持)?(?:完好|整洁|齐全|清晰|畅通|真实|完整)|(?:及时|"
    "有效)得到|(?<![国所享占持没具拥共私公负])有(?!关|限|效|序|机|偿|毒|害|"
    "色|权|责任)).*)"
)
_DOES_OR_NOT = re.compile(f"(?:{VERB.pattern}|^(?:不予|不再|暂不))")
_POLICY = re.compile("^" + one_of(POLICY_MAKERS) + "?" + one_of(ENCOURAGED))
# What is good in itself ends the reach of 不得: 不得泄露秘密，并采取措施 …
_MENDING = re.compile(
    "^(?:并|且|同时|并且)?(?:及时|依法|按照|依照|按|建立|健全|完善|落实|"
    "加强|采取|严格|保证|保障|确保|切实"
    "|认真|积极|主动|妥善|报告|制止|整改|纠正|遵守|保守|维护|做好|保护|"
    "减少|防止|避免|消除|预防|自觉|接受|配合|设置|配备|制定|负责|"
    "向[^，]+报告)"
)
_CONTINUING = re.compile("^(?:包括|其中|即|例如|特别是|尤其是|但|除)")


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is asked: where it stands, who is meant, and the question."""

    span: Span
    kind: PointKind
    subject: str
    ask: str


@dataclass(slots=True)
class _State:
    """What holds from the parts of a sentence read so far."""

    subject: str = ""
    modal: str = ""  # "", "must", "may", "not"
    pending: list[Span] = field(default_factory=list)
    open: "_Open | None" = None


@dataclass(slots=True)
class _Open:
    """An act whose verb has not come yet: 应当根据 …的要求，"""

    start: int
    conditions: str
    act_start: int


def acts(sentence: Span, subject: str = "", modal: str = "") -> Iterator[Act]:
    """The acts of one sentence, of which what stands between commas are the parts.

    An item of a list of duties has its subject and its "must" from what opens the list.
    """
    state = _State(subject, modal)
    for group in cut(sentence, "；"):
        if group.words.startswith(("构成犯罪", "情节")) and "移送" not in group.words:
            continue
        for part in parts(group):
            yield from _part(part, state, group)
        yield from _left_over(state, group)
        # 不得 A；B and 可以 A；B: neither word reaches over a semicolon.
        state.modal = {"not": "must", "may": ""}.get(state.modal, state.modal)


def _left_over(state: _State, group: Span) -> Iterator[Act]:
    """What no act came behind: 应当 …，根据 … 采取 … at the end."""
    opened, pending = state.open, state.pending
    state.open, state.pending = None, []
    if opened:
        act = slice_of(group, opened.act_start, group.end)
        if len(act.words) > 4:
            yield from _finished(opened.start, opened.conditions, act, state, group)
    elif pending and (late := late_act(pending[-1].words)):
        conditions = "".join(f"{p.words}，" for p in pending[:-1])
        kind: PointKind = "duty" if state.modal == "must" else "procedure"
        span = slice_of(group, pending[0].start, pending[-1].end)
        if state.modal in ("", "must"):
            yield Act(span, kind, state.subject, ask_duty(conditions, late))


def _part(part: Span, state: _State, whole: Span) -> Iterator[Act]:
    seen = hide(part.words)
    if state.open is not None:
        yield from _closed(part, seen, state, whole)
        return
    if is_condition(seen):
        state.pending.append(part)
        return
    modal = modal_of(seen)
    if modal:
        yield from _with_modal(part, modal, state, whole)
    elif state.modal and not state.pending and _CONTINUING.match(part.words):
        return
    elif by := BY_BODY.match(seen):
        yield from _by_body(part, by, state, whole)
    elif topic := by_whom(seen):
        yield from _by_topic(part, *topic, state, whole)
    elif is_setting(part.words):
        state.pending.append(part)
    elif state.modal == "must" and speaks_of_another(part):
        yield from _declared(part, seen, state, whole)
    elif state.modal:
        if (not VERB.match(seen) or heads(part, whole)) and comes_later(part, whole):
            state.pending.append(part)
        else:
            yield from _another(part, state, whole)
    else:
        yield from _declared(part, seen, state, whole)


def _with_modal(part: Span, modal: re.Match[str], state: _State, whole: Span) -> Iterator[Act]:
    head = part.words[: modal.start()]
    start = state.pending[0].start if state.pending else part.start
    named = subject_of(whole.words[start - whole.start :])
    own = subject_of(head) if head else ""
    state.subject = own or (named if state.pending or head else "") or state.subject
    sign = modal[0]
    state.modal = "not" if sign in FORBIDDEN else "may" if sign in MAY else "must"
    conditions = _conditions(start, part.start + modal.start(), own or named, whole)
    act = part.part(modal.end())
    if is_phrase(act.words) and state.modal in ("must", "not"):
        state.open = _Open(start, conditions, act.start)
        state.pending = []
        return
    yield from _finished(start, conditions, act, state, whole)


def _conditions(start: int, end: int, subject: str, whole: Span) -> str:
    """What stands before the modal word, without the subject at its head."""
    words = whole.words[start - whole.start : end - whole.start]
    if subject:
        # 建设单位提交的材料应当真实: the body is not what the act is said of.
        words = re.sub(f"(^|，){re.escape(subject)}(?!的|[^，]*的[^的，]+$)", r"\1", words)
    return unjoined(re.sub("^其中，?", "", words.lstrip("，")))


def _finished(
    start: int, conditions: str, act: Span, state: _State, whole: Span
) -> Iterator[Act]:
    approved = _approval(start, act, state, whole)
    state.pending = []
    liable = state.modal != "may" and _LIABLE.search(hide(act.words))
    if not act.words or liable:
        return
    span = slice_of(whole, start, act.end)
    if state.modal == "not":
        yield Act(span, "prohibition", state.subject, ask_forbidden(conditions, act.words))
    elif state.modal == "must":
        yield Act(span, "duty", state.subject, ask_duty(conditions, act.words))
    elif approved is not None and not is_entitled(state.subject):
        yield Act(
            slice_of(whole, approved.start, act.end), "procedure", state.subject,
            ask_approved(act.words, approved.words.removesuffix("后")),
        )  # fmt: skip


def _approval(start: int, act: Span, state: _State, whole: Span) -> Span | None:
    """经 … 批准 before a power, the part of the sentence that says it."""
    if state.modal != "may":
        return None
    before = slice_of(whole, start, act.start)
    for part in cut(before, "，"):
        seen = part.words
        found = re.search(
            "经.{1,40}?(?:批准|同意|审批|审核|核准|授权|甄别|集体研究|集体讨论)", hide(seen)
        )
        if found:
            return part.part(found.start(), found.end())
    return None


def _closed(part: Span, seen: str, state: _State, whole: Span) -> Iterator[Act]:
    """The act that an open phrase waited for, or one phrase more."""
    opened = state.open
    assert opened is not None
    if is_phrase(part.words) or is_condition(seen):
        return
    if modal_of(seen):  # 应当以指标为依据，不得变动: the open phrase was the act
        yield from _left_over(state, whole.part(0, part.start - 1 - whole.start))
        yield from _part(part, state, whole)
        return
    state.open = None
    act = slice_of(whole, opened.act_start, part.end)
    yield from _finished(opened.start, opened.conditions, act, state, whole)


def _another(part: Span, state: _State, whole: Span) -> Iterator[Act]:
    """A further act under the same modal word."""
    joined = len(part.words) - len(unjoined(part.words))
    start = state.pending[0].start if state.pending else part.start + joined
    conditions = "".join(f"{p.words}，" for p in state.pending)
    span = slice_of(whole, start, part.end)
    state.pending = []
    act = unjoined(part.words)
    if state.modal == "not" and _MENDING.match(part.words):
        state.modal = "must"
    if state.modal == "not":
        if _ANY_ACT.match(act):
            yield Act(span, "prohibition", state.subject, ask_forbidden(conditions, act))
    elif state.modal == "must" and len(act) > 2:
        known = joined or (_ANY_ACT.match(act) and not NAMES_A_THING.fullmatch(act))
        topic = "" if known else topic_of(act)
        if not known and (state_of := _STATED.fullmatch(hide(act))):
            topic = act[: state_of.end("what")]
        if topic or known:
            asked = ask_duty(conditions + topic, act[len(topic) :])
            yield Act(span, "duty", state.subject, asked)


def _by_body(part: Span, by: re.Match[str], state: _State, whole: Span) -> Iterator[Act]:
    """…，由 … 实施: who does it stands behind 由."""
    start = state.pending[0].start if state.pending else part.start
    topic = "".join(f"{p.words}，" for p in state.pending)
    state.subject, state.pending = part.words[by.start("body") : by.end("body")], []
    yield Act(
        slice_of(whole, start, part.end), "procedure", state.subject,
        f"{topic}是否{part.words}？",
    )  # fmt: skip


def _declared(part: Span, seen: str, state: _State, whole: Span) -> Iterator[Act]:
    """No modal word: 某部门负责 …, 某机关建立 …, …的，移送 …."""
    start = state.pending[0].start if state.pending else part.start
    before = slice_of(whole, start, part.end)
    defined = re.match("，(?:包括|是指|系指)", whole.words[part.end - whole.start :])
    if defined or _POLICY.match(part.words) or CONSEQUENCE.match(seen):
        state.pending = []
        return
    own = subject_of(part.words)
    if no_act_yet(part, own, whole):
        state.pending.append(part)
        return
    subject = subject_of(before.words)
    conditions = "".join(f"{p.words}，" for p in state.pending)
    rest = part.words[len(own) :]
    pending, state.pending = state.pending, []
    if (subject or own) and _ANY_ACT.match(hide(rest)):
        state.subject = own or subject
        lead = conditions if own else conditions[len(subject) :].lstrip("，")
        yield Act(before, "duty", state.subject, ask_duty(lead, rest))
        state.modal = "must"
    elif conditions.rstrip("，").endswith("的") and _DOES_OR_NOT.match(hide(rest)):
        lead = conditions[len(subject) :].lstrip("，") if subject else conditions
        yield Act(before, "procedure", subject, ask_duty(lead, rest))
    elif not state.modal and GROUND.match(seen) and not seen.startswith(("因", "由于")):
        yield Act(before, "procedure", subject, ask_duty(conditions, rest))
    else:
        state.pending = [*pending, part]


def _by_topic(part: Span, about: int, body: int, state: _State, whole: Span) -> Iterator[Act]:
    """What it is about stands before 由 without a comma."""
    topic = part.words[:about]
    given = topic.endswith("交")  # 审议意见交由本级政府处理
    act_words = part.words[len(topic) - given :]
    start = state.pending[0].start if state.pending else part.start
    lead = "".join(f"{p.words}，" for p in state.pending)
    state.pending, state.subject = [], part.words[about + 1 :][:body]
    ask = f"{lead}{unjoined(topic[: len(topic) - given])}，是否{act_words}？"
    yield Act(slice_of(whole, start, part.end), "procedure", state.subject, ask)
