"""Parts of a sentence between commas: which hold an act, and which only say when or of what."""

import re
from collections.abc import Iterator

from generator.text.deriving.asking import unjoined
from generator.text.deriving.lexicon import (
    BODIES,
    BY,
    FORBIDDEN,
    GROUNDS,
    JOINING,
    LIKE,
    MAY,
    MUST,
    PHRASE_ENDS,
    PREPOSITIONS,
    RESPONSIBLE,
    THINGS_BEGIN,
    THINGS_END,
    VERBS,
)
from generator.text.deriving.signs import Span, cut, hide, hide_brackets, modal_pattern, one_of
from generator.text.deriving.subjects import subject_of

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
GROUND = re.compile("^" + one_of(JOINING) + "?" + one_of(GROUNDS))  # fmt: skip
_NO_ACT = ("确定", "规定", "认为", "知道或者", "明确", "依法", "属于")
_WITHIN = re.compile(
    "(?:应当|必须|可以|不得)[^，]{1,24}?的[^，]{1,12}?(?=进行|予以|给予|"
    "依法|实施|加强|开展|不予|应当|及时)"
)
_ACTING = re.compile("向|将|把|进行|(?:规定|要求|程序|标准|职责|权限)" + one_of(VERBS))
CONSEQUENCE = re.compile(
    "(?:依法)?(?:追究|承担[^，]{0,6}责任|给予[^，]{0,20}(?:处分|处罚)|处[^，]{0,20}罚款)"
)
_OBJECT = re.compile(
    "^(?:并|且)?(?:对|对于)[^，]*(?:案件|线索|问题|行为|事项|人员|单位|"
    "项目|资金|决定|建议|意见|申请|材料|主体|对象|场所|设施|活动|车辆|物品|"
    "产品|商品|工程|请求|投诉|举报|情况|部门|机关|企业|个人|者|人|教师|"
    "学生|人才|居民|职工|农民|儿童|家庭|患者)$"
)
# Not before 的: 参加的单位, 管理使用的资金 name something.
ACTS = (
    "(?:" + one_of(VERBS) + "(?:" + one_of(set(VERBS) - set(LIKE)) + ")?+(?!的|部门|机关|主管))"
)
VERB = re.compile("^(?:" + one_of(JOINING) + ")?" + ACTS)
BY_BODY = re.compile(
    "^(?:统一|分别|应当|应|可以)?由(?P<body>.{0,60}?" + one_of(BODIES) + ")(?P<act>" + one_of((
        *RESPONSIBLE, *VERBS, "管辖", "规定", "单独", "予以", "给予",
        "在", "按", "依照", "按照", "根据", "向", "报", "会同",
    )) + "(?!部门|机关|机构|人员|单位|[^，]{0,6}的(?:部门|机关|机构|人员|单位|企业)).*)$"
)  # fmt: skip
# 企业｜划分标准按照国家有关规定确定: no body does this.
_NAMED_BY_IT = re.compile(one_of(VERBS) + "的[^的，]{2,6}$")
NAMES_A_THING = re.compile(one_of(THINGS_BEGIN) + "[^，]*的[^，的]{0,6}" + one_of(THINGS_END))
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
_BODYACTS = re.compile(
    one_of(BODIES) + one_of(("支持", "推进", "推动", "建设", "开展", "参与", "加强"))
)
_ACTED_BY = re.compile("(?:采取|制定|建立|作出|进行|实施|执行|提出|给予|予以|履行|遵守|提供)")
# 按照当地人民政府的决定、命令
_SAID_BY = re.compile("的(?:(?:决定|命令|指令|通知|约定|安排|批复)[、和及]?)+$")


def parts(group: Span) -> Iterator[Span]:
    """What stands between commas; what is listed stays with 包括, 载明 and the like."""
    held: Span | None = None
    for part in cut(group, "，"):
        listed = held and _LISTING.search(held.words)
        if held and (
            _UNFINISHED.search(held.words)
            or (listed and not _LISTED_NO_MORE.search(hide(part.words)))
        ):
            held = slice_of(group, held.start, part.end)
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def late_act(words: str) -> str:
    """按照得票多少的顺序排列: the act of a last part that began as a phrase."""
    seen = hide(words)
    ends_so = _PHRASE_END.search(seen) and not _ACTED_BY.search(seen)
    if (
        len(words) < 8
        or words.startswith("为")
        or not GROUND.match(seen)
        or CONSEQUENCE.search(seen)
        or ends_so
    ):
        return ""
    return unjoined(words)


def speaks_of_another(part: Span) -> bool:
    """Whether a part has a body of its own that does something."""
    own = subject_of(part.words)
    return bool(own) and VERB.match(hide(part.words[len(own) :])) is not None


def has_modal(seen: str) -> bool:
    """Whether it says that something must, may or must not be done."""
    return _MODAL.search(seen) is not None


def modal_of(seen: str) -> re.Match[str] | None:
    """The modal word of a part, not one inside its object: 对应当纳入监督的事项进行监督."""
    start = 0
    if re.match("(?:并|且)?(?:对|将|把|认为|发现)", seen) and (within := _WITHIN.search(seen)):
        start = within.end()
    every = _MODAL.finditer(seen, start)
    return next((m for m in every if not _no_modal(m, seen)), None)


def _no_modal(found: re.Match[str], seen: str) -> bool:
    """认为应当 …; 提出处理意见并可越级上报; 应具备的学历: a word within an act or a name."""
    before = seen[: found.start()]
    if _NAMED_BY_IT.match(seen, found.end()) or (len(found[0]) == 1 and GROUND.match(before)):
        return True
    joined = found[0] in MAY and before.endswith("并") and len(before) > 4
    return joined or before.endswith("是否") or before.endswith(_NO_ACT)


def is_condition(seen: str) -> bool:
    """… 的: what must be the case; the act comes behind it."""
    return seen.startswith("凡") or (
        seen.endswith("的") and not seen.endswith(("目的", "是的"))
    )


def is_phrase(words: str) -> bool:
    """在 …中, 根据 …, 收到 …后: no act yet."""
    seen = hide_brackets(words)
    if re.match("在[^，]{1,12}(?:季度|年度|月|日|期)$", seen):
        return True
    if _TIME_END.search(seen) or re.match("(?:并)?经.{2,10}$", seen):
        return True
    if _OBJECT.match(seen) and not _ACTING.search(seen):
        return True
    by = GROUND.match(seen)
    rest = seen[by.end() :] if by else ""
    if _COMES_UPON.match(seen) and not _AT_ONCE.search(seen):
        return True
    if (
        (_PIVOT.match(seen) and not _BODYACTS.search(seen))
        or _BASED_ON.search(seen)
        or (by and _SAID_BY.search(rest))
    ):
        return True
    if by is None or _ACTING.search(rest):
        return False
    if _MEANS.match(seen) or _PHRASE_END.search(seen):
        return True
    return not _VERB_IN.search(rest.rpartition("的")[2])


def is_setting(words: str) -> bool:
    """The same behind a subject: 某机构根据职责分工，"""
    return is_phrase(words[len(subject_of(words)) :])


def heads(part: Span, whole: Span) -> bool:
    """检举材料，除查处需要外，不得出示: what an item is about at its head."""
    after = whole.words[part.end + 1 - whole.start :]
    if part.start != whole.start:
        return False
    if re.match("应当|必须", after):  # 从事须经审批的业务，应当提交批准文件
        return True
    ruled = _THINGS_END.search(part.words) and re.match("除|不得|应|须|严禁|禁止", after)
    return bool(ruled or _WORKS_END.search(part.words))


def topic_of(act: str) -> str:
    """审核结果｜在媒体上公告: what an act is about, where it stands before the act."""
    found = re.search(
        ".{2,24}?(?=(?<![所存现内外])在|" + BY + "|按照|向|及时|依法|自(?=[^，]{1,12}起))",
        hide(act),
    )
    return act[: found.end()] if found and not act.startswith(("以", "其")) else ""


def no_act_yet(part: Span, own: str, whole: Span) -> bool:
    """Whether a part without a modal word says what it is about, when, or what was failed."""
    rest = part.words[len(own) :]
    seen = hide(part.words)
    return bool(
        (comes_later(part, whole) and not _stands_alone(part, whole))
        or own == part.words
        or _FAILS.search(seen)
        or _TOPIC_FIRST.match(seen[len(own) :])
        or NAMES_A_THING.fullmatch(rest)
        or _NOUN_FIRST.match(hide(rest))
    )


def by_whom(seen: str) -> tuple[int, int] | None:
    """日常管理｜由养护单位负责: the lengths of what it is about and of who does it."""
    topic = _TOPIC_BY.match(seen)
    by = BY_BODY.match(seen[topic.end() :]) if topic else None
    if topic is None or by is None or _NAMED.fullmatch(by["act"]):
        return None  # 批准由政府承担的债务
    return topic.end(), len(by["body"])


def comes_later(part: Span, whole: Span) -> bool:
    """Whether a later part says what must be done: this one only says when."""
    for later in cut(slice_of(whole, part.end, whole.end), "，；"):
        seen = hide(later.words)
        modal = _MODAL.search(seen)
        if modal and not is_condition(seen) and not subject_of(later.words[: modal.start()]):
            return True
        if BY_BODY.match(seen):
            return True
    return False


def _stands_alone(part: Span, whole: Span) -> bool:
    """某单位建立 …，评估未通过的，不得 …: a condition of its own comes next."""
    subject = subject_of(part.words)
    rest = hide(part.words[len(subject) :])
    acted = bool(subject) and VERB.match(rest) and "发现" not in rest
    following = next(cut(slice_of(whole, part.end, whole.end), "，"), None)
    if not acted or following is None or following.words.startswith(_NO_ACT):
        return False
    return is_condition(hide(following.words))


def slice_of(whole: Span, start: int, end: int) -> Span:
    """What stands between two places of the text, both within `whole`."""
    return whole.part(start - whole.start, end - whole.start)
