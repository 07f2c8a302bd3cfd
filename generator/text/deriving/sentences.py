"""What must, may or must not be done: sentences cut into acts, each with its subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.records.drafting import PointKind
from generator.text.deriving.asking import ask_approved, ask_duty, ask_forbidden, unjoined
from generator.text.deriving.lexicon import (
    BODIES,
    BY,
    ENCOURAGED,
    FORBIDDEN,
    GROUNDS,
    JOINING,
    LIKE,
    MAY,
    MUST,
    PHRASE_ENDS,
    POLICY_MAKERS,
    PREPOSITIONS,
    RESPONSIBLE,
    THINGS_BEGIN,
    THINGS_END,
    VERBS,
)
from generator.text.deriving.signs import Span, cut, hide, hide_brackets, modal_pattern, one_of
from generator.text.deriving.subjects import PREPOSED, is_entitled, subject_of

_MODAL = re.compile(
    modal_pattern(MUST, (*FORBIDDEN, *MAY), (*VERBS, *PREPOSITIONS))
    + "|(?:^|(?<=[人位关门构织员者府会]))[应须](?![〓有])"
)
_PHRASE_END = re.compile(one_of(PHRASE_ENDS) + "$")
_VERB_IN = re.compile(one_of(VERBS) + "(?=.)")
_BASED_ON = re.compile(
    "以[^，]+为(?:基础|主|导向|目标|重点|核心|主体|中心|引领|单位|依据|准|标准)$"
)
# 通过举办讲座等活动
_MEANS = re.compile(
    "^(?:并)?(?:通过|采取|采用|以)[^，]*(?:等|的)(?:[^，的]{0,4})(?:活动|"
    "方式|方法|形式|途径|手段|渠道|办法|平台|措施|媒介)$"
)
_TIME_END = re.compile("(?:后|前|时|内|中|下|期间|之日起|以前|以后|之前|之后|同时|外|基础上)$")
_GROUND = re.compile("^" + one_of(JOINING) + "?" + one_of(GROUNDS))  # fmt: skip
_NO_ACT = ("确定", "规定", "认为", "知道或者", "明确", "依法", "属于")
_WITHIN = re.compile(
    "(?:应当|必须|可以|不得)[^，]{1,24}?的[^，]{1,12}?(?=进行|予以|给予|"
    "依法|实施|加强|开展|不予|应当|及时)"
)
_ACTING = re.compile("向|将|把|进行|(?:规定|要求|程序|标准|职责|权限)" + one_of(VERBS))
_CONSEQUENCE = re.compile(
    "(?:依法)?(?:追究|承担[^，]{0,6}责任|给予[^，]{0,20}(?:处分|处罚)|处[^，]{0,20}罚款)"
)
# A claim of those harmed or a penalty, no duty of the inspected: 应当依法承担赔偿责任
_LIABLE = re.compile(
    "承担[^，]{0,16}(?:民事|赔偿|法律|刑事|违约|侵权|连带|补充|补偿|"
    "相应的?)(?:的)?责任|^(?:依法)?(?:予以)?(?:赔偿|赔礼道歉)"
    "|^(?:依法|从重|按照[^，]{2,16})?(?:给予|予以)[^，]{0,16}(?:处分|"
    "处罚)$|追究[^，]{0,10}责任$|^(?:依法)?(?:从重|从轻|减轻|免予)"
)
_OBJECT = re.compile(
    "^(?:并|且)?(?:对|对于)[^，]*(?:案件|线索|问题|行为|事项|人员|单位|"
    "项目|资金|决定|建议|意见|申请|材料|主体|对象|场所|设施|活动|车辆|物品|"
    "产品|商品|工程|请求|投诉|举报|情况|部门|机关|企业|个人|者|人|教师|"
    "学生|人才|居民|职工|农民|儿童|家庭|患者)$"
)
# Not before 的: 参加的单位, 管理使用的资金 name something.
_ACTS = (
    "(?:" + one_of(VERBS) + "(?:" + one_of(set(VERBS) - set(LIKE)) + ")?+(?!的|部门|机关|主管))"
)
_VERB = re.compile("^(?:" + one_of(JOINING) + ")?" + _ACTS)
_ANY_ACT = re.compile(
    "^(?:"
    + one_of(JOINING)
    + ")?(?:有(?!关|限|效|序|机|偿|毒|害|色|责任|权)|不予|不再|"
    + _ACTS
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
_BY = re.compile(
    "^(?:统一|分别|应当|应|可以)?由(?P<body>.{0,60}?" + one_of(BODIES) + ")(?P<act>" + one_of((
        *RESPONSIBLE, *VERBS, "管辖", "规定", "单独", "予以", "给予",
        "在", "按", "依照", "按照", "根据", "向", "报", "会同",
    )) + "(?!部门|机关|机构|人员|单位|[^，]{0,6}的(?:部门|机关|机构|人员|单位|企业)).*)$"
)  # fmt: skip
# 企业｜划分标准按照国家有关规定确定: no body does this.
_NAMED_BY_IT = re.compile(one_of(VERBS) + "的[^的，]{2,6}$")
_NAMES_A_THING = re.compile(one_of(THINGS_BEGIN) + "[^，]*的[^，的]{0,6}" + one_of(THINGS_END))
# 建设工程规划许可证期满自行失效, 学习天数不累积计算: no act, though it begins like one
_NOUN_FIRST = re.compile(one_of(VERBS) + "[^，的]{1,12}(?:自行|(?<!予以)(?<!而)不(?=[累再重]))")
_TOPIC_FIRST = re.compile(one_of(VERBS) + "[^，的]{1,6}(?:按照|依照|依据|根据|由)")
_NAMED = re.compile("(?!规定|制定|编制|负责)[^的]{2,12}的[^的，]{2,4}")
_TOPIC_BY = re.compile("^[^，]{2,60}?(?=" + BY + ")")
# What is said without a modal word and is no duty: 终止服务未按照规定办理注销手续
_FAILS = re.compile("未(?!成年|来)|擅自|拒不|违反|逾期不|不持")
_THINGS_END = re.compile(
    "(?:材料|信息|资料|情况|文件|工作|事项|物品|设施|设备|单位|人员|产品)$"
)
_WORKS_END = re.compile(
    "的(?:[^，的、]{2}、)+[^，的、]{2}(?:等工作)?$"
)  # 信函的收发、拆阅、登记
# A state that is asked for: 安全投入｜符合要求, 从业人员｜经培训合格
_STATED = re.compile(
    "(?P<what>[^，]{2,40}?(?<![的未不是]))(?P<how>(?:符合|达到|具备|具有|"
    "得到|取得|经[^，]{2,24}合格|不少于|不低于|不超过"
    "|(?:基本|保持)?(?:完好|整洁|齐全|清晰|畅通|真实|完整)|(?:及时|"
    "有效)得到|(?<![国所享占持没具拥共私公负])有(?!关|限|效|序|机|偿|毒|害|"
    "色|权|责任)).*)"
)
_DOES_OR_NOT = re.compile(f"(?:{_VERB.pattern}|^(?:不予|不再|暂不))")
_POLICY = re.compile("^" + one_of(POLICY_MAKERS) + "?" + one_of(ENCOURAGED))
# 应当载明名称，地址，电话
_LISTING = re.compile("(?:包括|载明|写明|列明|注明|记载|标明|包含)(?!但不限)[^，]{2,}")
_LISTED_NO_MORE = re.compile(
    "应当|必须|不得|可以|严禁|禁止|的$|^(?:并|且|同时|由|经|按|但)|^(?:报|送|加盖|附|向)"
)
# 由某部门按照职责权限，责令停止
_UNFINISHED = re.compile(
    "(?<!理)由[^，]*(?:(?:按照|依照|根据)[^，]{0,16}(?:权限|职责|分工|"
    "规定)|通过[^，]*方式|(?:会同|组织)[^，]*(?:部门|机关|单位))$"
)
# An act that needs another one behind it: 组织有关部门，… ; 利用信息技术，…
_PIVOT = re.compile(
    "^(?:组织|会同|动员|引导|委托|联合|协调|召集)[^，]*(?:" + one_of(BODIES) + "|力量)$"
    "|^(?:及时|依法|并)*采取[^，]{0,12}措施$|^(?:依托|利用|运用|借助|整合|"
    "综合|创造条件|凭|持)(?![^，]*(?:为|作为|开展|进行|实施|加强|建立|推进|"
    "提高|提供|办理|申请|监测|管理|宣传|发布|公布))[^，]*$"
)
# 发现违法行为，… ; 接到报警，…
_COMES_UPON = re.compile("^(?:在[^，]{1,16}(?:中|时))?(?:发现|接到|收到|遇有|遇到)[^，]+$")
_AT_ONCE = re.compile("及时|立即|应|当即|予以|进行|报告|处理|制止")
_BODY_ACTS = re.compile(
    one_of(BODIES) + one_of(("支持", "推进", "推动", "建设", "开展", "参与", "加强"))
)
_ACTED_BY = re.compile("(?:采取|制定|建立|作出|进行|实施|执行|提出|给予|予以|履行|遵守|提供)")
# 按照当地人民政府的决定、命令
_SAID_BY = re.compile("的(?:(?:决定|命令|指令|通知|约定|安排|批复)[、和及]?)+$")
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
        for part in _parts(group):
            yield from _part(part, state, group)
        yield from _left_over(state, group)
        # 不得 A；B and 可以 A；B: neither word reaches over a semicolon.
        state.modal = {"not": "must", "may": ""}.get(state.modal, state.modal)


def _parts(group: Span) -> Iterator[Span]:
    """What stands between commas; what is listed stays with 包括, 载明 and the like."""
    held: Span | None = None
    for part in cut(group, "，"):
        listed = held and _LISTING.search(held.words)
        if held and (
            _UNFINISHED.search(held.words)
            or (listed and not _LISTED_NO_MORE.search(hide(part.words)))
        ):
            held = _slice(group, held.start, part.end)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def _left_over(state: _State, group: Span) -> Iterator[Act]:
    """What no act came behind: 应当 …，根据 … 采取 … at the end."""
    opened, pending = state.open, state.pending
    state.open, state.pending = None, []
    if opened:
        act = _slice(group, opened.act_start, group.end)
        if len(act.words) > 4:
            yield from _finished(opened.start, opened.conditions, act, state, group)
    elif pending and (late := _late_act(pending[-1].words)):
        conditions = "".join(f"{p.words}，" for p in pending[:-1])
        kind: PointKind = "duty" if state.modal == "must" else "procedure"
        span = _slice(group, pending[0].start, pending[-1].end)
        if state.modal in ("", "must"):
            yield Act(span, kind, state.subject, ask_duty(conditions, late))


def _late_act(words: str) -> str:
    """按照得票多少的顺序排列: the act of a last part that began as a phrase."""
    seen = hide(words)
    ends_so = _PHRASE_END.search(seen) and not _ACTED_BY.search(seen)
    if (
        len(words) < 8
        or words.startswith("为")
        or not _GROUND.match(seen)
        or _CONSEQUENCE.search(seen)
        or ends_so
    ):
        return ""
    return unjoined(words)


def _part(part: Span, state: _State, whole: Span) -> Iterator[Act]:
    seen = hide(part.words)
    if state.open is not None:
        yield from _closed(part, seen, state, whole)
        return
    if _is_condition(seen):
        state.pending.append(part)
        return
    modal = _modal(seen)
    if modal:
        yield from _with_modal(part, modal, state, whole)
    elif state.modal and not state.pending and _CONTINUING.match(part.words):
        return
    elif by := _BY.match(seen):
        yield from _by_body(part, by, state, whole)
    elif topic := _by_whom(seen):
        yield from _by_topic(part, *topic, state, whole)
    elif _is_setting(part.words):
        state.pending.append(part)
    elif state.modal == "must" and _speaks_of_another(part):
        yield from _declared(part, seen, state, whole)
    elif state.modal:
        if (not _VERB.match(seen) or _heads(part, whole)) and _comes_later(part, whole):
            state.pending.append(part)
        else:
            yield from _another(part, state, whole)
    else:
        yield from _declared(part, seen, state, whole)


def _speaks_of_another(part: Span) -> bool:
    """Whether a part has a body of its own that does something."""
    own = subject_of(part.words)
    return bool(own) and _VERB.match(hide(part.words[len(own) :])) is not None


def has_modal(seen: str) -> bool:
    """Whether it says that something must, may or must not be done."""
    return _MODAL.search(seen) is not None


def _modal(seen: str) -> re.Match[str] | None:
    """The modal word of a part, not one inside its object: 对应当纳入监督的事项进行监督."""
    start = 0
    if re.match("(?:并|且)?(?:对|将|把|认为|发现)", seen) and (within := _WITHIN.search(seen)):
        start = within.end()
    every = _MODAL.finditer(seen, start)
    return next((m for m in every if not _no_modal(m, seen)), None)


def _no_modal(found: re.Match[str], seen: str) -> bool:
    """认为应当 …; 提出处理意见并可越级上报; 应具备的学历: a word within an act or a name."""
    before = seen[: found.start()]
    if _NAMED_BY_IT.match(seen, found.end()) or (len(found[0]) == 1 and _GROUND.match(before)):
        return True
    joined = found[0] in MAY and before.endswith("并") and len(before) > 4
    return joined or before.endswith("是否") or before.endswith(_NO_ACT)


def _is_condition(seen: str) -> bool:
    """… 的: what must be the case; the act comes behind it."""
    return seen.startswith("凡") or (
        seen.endswith("的") and not seen.endswith(("目的", "是的"))
    )


def _is_phrase(words: str) -> bool:
    """在 …中, 根据 …, 收到 …后: no act yet."""
    seen = hide_brackets(words)
    if re.match("在[^，]{1,12}(?:季度|年度|月|日|期)$", seen):
        return True
    if _TIME_END.search(seen) or re.match("(?:并)?经.{2,10}$", seen):
        return True
    if _OBJECT.match(seen) and not _ACTING.search(seen):
        return True
    by = _GROUND.match(seen)
    rest = seen[by.end() :] if by else ""
    if _COMES_UPON.match(seen) and not _AT_ONCE.search(seen):
        return True
    if (
        (_PIVOT.match(seen) and not _BODY_ACTS.search(seen))
        or _BASED_ON.search(seen)
        or (by and _SAID_BY.search(rest))
    ):
        return True
    if by is None or _ACTING.search(rest):
        return False
    if _MEANS.match(seen) or _PHRASE_END.search(seen):
        return True
    return not _VERB_IN.search(rest.rpartition("的")[2])


def _is_setting(words: str) -> bool:
    """The same behind a subject: 某机构根据职责分工，"""
    return _is_phrase(words[len(subject_of(words)) :])


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
    if _is_phrase(act.words) and state.modal in ("must", "not"):
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
    span = _slice(whole, start, act.end)
    if state.modal == "not":
        yield Act(span, "prohibition", state.subject, ask_forbidden(conditions, act.words))
    elif state.modal == "must":
        yield Act(span, "duty", state.subject, ask_duty(conditions, act.words))
    elif approved is not None and not is_entitled(state.subject):
        yield Act(
            _slice(whole, approved.start, act.end), "procedure", state.subject,
            ask_approved(act.words, approved.words.removesuffix("后")),
        )  # fmt: skip


def _approval(start: int, act: Span, state: _State, whole: Span) -> Span | None:
    """经 … 批准 before a power, the part of the sentence that says it."""
    if state.modal != "may":
        return None
    before = _slice(whole, start, act.start)
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
    if _is_phrase(part.words) or _is_condition(seen):
        return
    if _modal(seen):  # 应当以指标为依据，不得变动: the open phrase was the act
        yield from _left_over(state, whole.part(0, part.start - 1 - whole.start))
        yield from _part(part, state, whole)
        return
    state.open = None
    act = _slice(whole, opened.act_start, part.end)
    yield from _finished(opened.start, opened.conditions, act, state, whole)


def _heads(part: Span, whole: Span) -> bool:
    """检举材料，除查处需要外，不得出示: what an item is about at its head."""
    after = whole.words[part.end + 1 - whole.start :]
    if part.start != whole.start:
        return False
    if re.match("应当|必须", after):  # 从事须经审批的业务，应当提交批准文件
        return True
    ruled = _THINGS_END.search(part.words) and re.match("除|不得|应|须|严禁|禁止", after)
    return bool(ruled or _WORKS_END.search(part.words))


def _another(part: Span, state: _State, whole: Span) -> Iterator[Act]:
    """A further act under the same modal word."""
    joined = len(part.words) - len(unjoined(part.words))
    start = state.pending[0].start if state.pending else part.start + joined
    conditions = "".join(f"{p.words}，" for p in state.pending)
    span = _slice(whole, start, part.end)
    state.pending = []
    act = unjoined(part.words)
    if state.modal == "not" and _MENDING.match(part.words):
        state.modal = "must"
    if state.modal == "not":
        if _ANY_ACT.match(act):
            yield Act(span, "prohibition", state.subject, ask_forbidden(conditions, act))
    elif state.modal == "must" and len(act) > 2:
        known = joined or (_ANY_ACT.match(act) and not _NAMES_A_THING.fullmatch(act))
        topic = "" if known else _topic(act)
        if not known and (state_of := _STATED.fullmatch(hide(act))):
            topic = act[: state_of.end("what")]
        if topic or known:
            asked = ask_duty(conditions + topic, act[len(topic) :])
            yield Act(span, "duty", state.subject, asked)


def _topic(act: str) -> str:
    """审核结果｜在媒体上公告: what an act is about, where it stands before the act."""
    found = re.search(
        ".{2,24}?(?=(?<![所存现内外])在|" + BY + "|按照|向|及时|依法|自(?=[^，]{1,12}起))",
        hide(act),
    )
    return act[: found.end()] if found and not act.startswith(("以", "其")) else ""


def _by_body(part: Span, by: re.Match[str], state: _State, whole: Span) -> Iterator[Act]:
    """…，由 … 实施: who does it stands behind 由."""
    start = state.pending[0].start if state.pending else part.start
    topic = "".join(f"{p.words}，" for p in state.pending)
    state.subject, state.pending = part.words[by.start("body") : by.end("body")], []
    yield Act(
        _slice(whole, start, part.end), "procedure", state.subject,
        f"{topic}是否{part.words}？",
    )  # fmt: skip


def _declared(part: Span, seen: str, state: _State, whole: Span) -> Iterator[Act]:
    """No modal word: 某部门负责 …, 某机关建立 …, …的，移送 …."""
    start = state.pending[0].start if state.pending else part.start
    before = _slice(whole, start, part.end)
    defined = re.match("，(?:包括|是指|系指)", whole.words[part.end - whole.start :])
    if defined or _POLICY.match(part.words) or _CONSEQUENCE.match(seen):
        state.pending = []
        return
    own = subject_of(part.words)
    if _no_act_yet(part, own, whole):
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
    elif not state.modal and _GROUND.match(seen) and not seen.startswith(("因", "由于")):
        yield Act(before, "procedure", subject, ask_duty(conditions, rest))
    else:
        state.pending = [*pending, part]


def _no_act_yet(part: Span, own: str, whole: Span) -> bool:
    """Whether a part without a modal word says what it is about, when, or what was failed."""
    rest = part.words[len(own) :]
    seen = hide(part.words)
    return bool(
        (_comes_later(part, whole) and not _stands_alone(part, whole))
        or own == part.words
        or _FAILS.search(seen)
        or _TOPIC_FIRST.match(seen[len(own) :])
        or _NAMES_A_THING.fullmatch(rest)
        or _NOUN_FIRST.match(hide(rest))
    )


def _by_whom(seen: str) -> tuple[int, int] | None:
    """日常管理｜由养护单位负责: the lengths of what it is about and of who does it."""
    topic = _TOPIC_BY.match(seen)
    by = _BY.match(seen[topic.end() :]) if topic else None
    if topic is None or by is None or _NAMED.fullmatch(by["act"]):
        return None  # 批准由政府承担的债务
    return topic.end(), len(by["body"])


def _by_topic(part: Span, about: int, body: int, state: _State, whole: Span) -> Iterator[Act]:
    """What it is about stands before 由 without a comma."""
    topic = part.words[:about]
    given = topic.endswith("交")  # 审议意见交由本级政府处理
    act_words = part.words[len(topic) - given :]
    start = state.pending[0].start if state.pending else part.start
    lead = "".join(f"{p.words}，" for p in state.pending)
    state.pending, state.subject = [], part.words[about + 1 :][:body]
    ask = f"{lead}{unjoined(topic[: len(topic) - given])}，是否{act_words}？"
    yield Act(_slice(whole, start, part.end), "procedure", state.subject, ask)


def _comes_later(part: Span, whole: Span) -> bool:
    """Whether a later part says what must be done: this one only says when."""
    for later in cut(_slice(whole, part.end, whole.end), "，；"):
        seen = hide(later.words)
        modal = _MODAL.search(seen)
        if modal and not _is_condition(seen) and not subject_of(later.words[: modal.start()]):
            return True
        if _BY.match(seen):
            return True
    return False


def _stands_alone(part: Span, whole: Span) -> bool:
    """某单位建立 …，评估未通过的，不得 …: a condition of its own comes next."""
    subject = subject_of(part.words)
    rest = hide(part.words[len(subject) :])
    acted = bool(subject) and _VERB.match(rest) and "发现" not in rest
    following = next(cut(_slice(whole, part.end, whole.end), "，"), None)
    if not acted or following is None or following.words.startswith(_NO_ACT):
        return False
    return _is_condition(hide(following.words))


def _slice(whole: Span, start: int, end: int) -> Span:
    return whole.part(start - whole.start, end - whole.start)
