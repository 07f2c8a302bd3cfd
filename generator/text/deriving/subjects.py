"""Who is meant: the body named at the head of a sentence."""

import re

from generator.text.deriving.lexicon import (
    AFTER_A_BODY,
    BODIES,
    BY,
    DEEDS,
    ENTITLED,
    NO_HEADS,
    SURELY_AFTER,
    VERBS,
)
from generator.text.deriving.signs import hide_brackets, one_of

_BODY = re.compile(
    "(?:(?<![乡农城])村|"
    + one_of(b for b in BODIES if b != "村")
    + "|(?<![或前后两三再或])者|(?<!动)员(?!工)"
    "|(?<=[\u4e00-\u9fff])(?<![他本])人(?=应|必须|不得|，应当|，不得|完成|"
    "提出|申请|未|不|将|在|以|对|与|捏造|提供|使用|违反|擅自|因|发现|从事|"
    "订立|造成|采取|拒|违法))〓*"
)
# 受理申诉的公安机关, 经批准经营外汇业务的金融机构
_ATTRIBUTED = re.compile(
    f"(?!{one_of(d for d in DEEDS if len(d) > 1)})"
    "(?!对|向|将|把|为|由|以|在(?![^，]{1,20}(?:设立|设置|注册|登记|执业|"
    "居住|从事|工作)的)|根据|按照|依照|因|并|除|有|符合|凡|如|移送|报|提交|"
    "会同|提出|制定|经(?!批准|依法|考核|登记|许可|国务院|"
    "认定))[^，的]{2,30}的[^，的]{0,12}?" + one_of(BODIES)
)
# One sign that opens a phrase also begins other words: 经济, 对象, 以上, 自治.
PREPOSED = (
    "经(?!济|营|常|费|验|理|历|办|纪|贸)|对(?!外(?!资)|口|象|方)|为(?!主)|"
    "自(?!治|行|然|愿|身|来)|以(?!上|下|及|外|内)|按(?!揭)|因(?!素)"
    "|从(?!业|事)|向(?!导)|在(?!编|职|校)|将|把|由|于"
)
PHRASE = (
    f"{PREPOSED}|当(?!地|事|前|天|期|年|月|日|场)|有(?!关|限|机)|除|凡|未(?!成年)|不(?!动产|良)"
)
_SURELY = re.compile(
    f"(?:{PHRASE}|是(?!否)|与(?=[^，]*(?:通谋|串通|勾结|合谋|签订|订立|协商)))|"
    + one_of(SURELY_AFTER) + "(?!人)"
)  # fmt: skip
_ONE_SIGN = re.compile("^.$")
_AFTER = re.compile(
    one_of(w for w in (*AFTER_A_BODY, *VERBS, *DEEDS) if not _ONE_SIGN.match(w)) + "(?!人)"
)
_OWNER = re.compile(
    "^(.{2,40}?"
    + one_of(BODIES)
    + ")(?:的)?(?:主要|具体)?(?:职责|职权|任务|义务|权限)(?:是|为|包括|如下|"
    "：|$)"
)
_IN_CHARGE = re.compile(
    "负责[^，]{2,30}的(?:部门|机构|单位|机关)"
)  # 市政府｜负责安全监管的部门
_LONGER = re.compile("[^，的]{2,6}(?:机关|部门|机构|单位|人员|委员会)")
_NO_NAME = re.compile(
    BY + "|(?<![导方走面意])向|鼓励|应当|必须|不得|可以|负责(?!人|"
    "[^，]{0,30}的)|是(?!否)|如|按照|依照|根据|依据|"
    "(?<=[^，][^，])未(?!成年|经|依法|取得)|报(?=[^，社刊]{0,8}(?:政府|"
    "部门|机关|委员会))|协助|推动|推进|支持|鼓励|促进|引导|督促|加强|遵循|"
    "坚持|贯彻|开展|提供(?!者|商|方)|以(?=[^，]{1,14}为)|，"
    "|(?<!已)经(?!济|营|理|费|纪|贸|办|常|验|历|销|过|批|依|考|登|许|认|审|"
    "国)|(?<![所存现潜内外实])在(?!编|建|职|校|岗|册|场|线|押|逃)"
)
_NOT_A_HEAD = re.compile(
    f"(?:{PHRASE})|并|报(?!社|刊)|不(?!动产|良)|如(?!实)|拒|与|协调解决|"
"反映|行使|担任|组织开展|依托|开展|实现|属于|无需|无须|不需|持有|取得|"
"拥有|具有|责令|责成|没收|吊销|处以|或者|以及|应当|必须|可以|禁止|严禁|"
"必要时"
    f"|{one_of(w for w in (*NO_HEADS, *DEEDS) if len(w) > 1)}"
)  # fmt: skip


def subject_of(words: str) -> str:
    """The body that a sentence begins with, in its own words; "" where it begins otherwise.

    It ends with the name of a body, and what follows begins another part of the sentence.
    """
    seen = hide_brackets(words)
    head = seen.partition("，")[0]
    if _NOT_A_HEAD.match(words):
        return _attributed(words, head)
    likely = possible = ""
    stop = _NO_NAME.search(head)
    for found in _BODY.finditer(head):
        if stop and found.end() > stop.start():
            break
        rest = words[found.end() :]
        if _IN_CHARGE.match(rest):
            continue
        if not rest or rest[0] in "，：" or _SURELY.match(rest):
            return words[: found.end()]
        if not likely and _AFTER.match(rest):
            # 船舶｜登记机关, 市政府｜建设主管部门: perhaps the beginning of a longer name
            if _LONGER.match(rest):
                possible = words[: found.end()]
            else:
                likely = words[: found.end()]
    return likely or possible


def _attributed(words: str, head: str) -> str:
    """经批准经营外汇的机构、企业的人员: a body of which is said first what it does."""
    named = _ATTRIBUTED.match(head)
    if named is None:
        return ""
    rest = words[named.end() :]
    if rest.startswith(("、", "和", "及", "以及")) and (more := subject_of(rest[1:])):
        return words[: named.end() + 1 + len(more)]
    return words[: named.end()] if _AFTER.match(rest) or _SURELY.match(rest) else ""


def owner_of(words: str) -> str:
    """选举委员会的职权是：whose duties a list tells; "" where it does not say so."""
    found = _OWNER.match(words)
    return found[1] if found else ""


def is_entitled(subject: str) -> bool:
    """Whether a text gives such a subject rights rather than duties."""
    return any(subject.endswith(name) or subject.startswith(name) for name in ENTITLED)
