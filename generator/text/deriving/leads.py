"""What the words that open a list make of its items, and whom they speak of."""

import re
from dataclasses import dataclass

from generator.text.deriving.lexicon import SANCTION, SET_ASIDE
from generator.text.deriving.signs import hide, one_of
from generator.text.deriving.subjects import is_entitled, owner_of, subject_of

ASIDE = tuple((why, re.compile(said)) for why, said in SET_ASIDE)
SANCTIONS = re.compile(one_of(SANCTION))
NO_SANCTION = (
    "(?!给予|责令|追究|承担|依法给予|依法追究|由|依法承担|予以问责|问责|"
    "予以(?:处理|处分|处罚|追究|追责|通报))"
)
DUTY_AFTER = re.compile("(?:应当)?(?:及时|依法(?!给予|追究|承担)|移送|移交|报|向|将)")
_HARD = re.compile(
    "处分|(?<!收缴)罚款|处罚|吊销|没收|追究|问责|责令[^，]{0,6}(?:改正|"
    "整改|限期|停)|记[^，]{1,3}分|警告|通报批评|取消|撤|诫勉|约谈|(?:予以|"
    "依法|严肃)处理"
)
_EXCUSED = re.compile(
    "不予|可以不|免予|从轻|减轻|从重|人民法院|仲裁|审核|审批|备案|听证|回避|复核|视为|论处"
)
_ONE_OF = re.compile(
    "(?:下列|以下|如下|上述|前款)[^，：]{0,16}?(?:之一|行为|情形|情况|问题|表现|违法|违纪|活动)"
)
_OF_THINGS = re.compile(
    "(?:下列|以下)[^，：]{0,10}(?:地点|场所|区域|部位|物品|对象|时间|时段|"
    "内容|事项|条款|材料|资料|文件|信息|权利|待遇|范围|单位|人员|车辆|设备|"
    "软件|证件|费用|产品|船舶|文书|机构|方式)"
)
# 按照下列规定处罚：its items are failures, each with what it leads to.
_PENALTIES = re.compile("(?:下列|以下)(?:规定|标准)[^，：]{0,6}(?:处罚|罚款|处分)$")
# 下列 …, … 包括, … 是: what a list is of, if its head says so.
_LISTED = re.compile("(?:下列|以下|如下)[^，：]{0,16}$|[^，：]{1,16}(?:包括|含义是|为|是)$")
_OF_DUTIES = re.compile(
    "职责|职权|义务|要求|规定|规范|措施|条件|工作|任务|原则|活动|程序|制度|"
    "方式|行为|情形|情况|列[^，：]{0,2}$"
)
_TASKS = re.compile("(?:职责|职权|任务|义务|工作|措施|权限|服务)(?:：|是|为|包括|$)")
_FORBIDS = re.compile("(?:不得|禁止|严禁|不准|不应当)[^，]{0,24}(?:下列|以下|如下|：?$)")
_IN_A_PLACE = re.compile("^(在[^，]{2,30}?(?:内|中|上|期间|时))(?:禁止|不得|严禁|应当|必须).*")
_WHEN_OR_WHERE = re.compile(
    "(?!有下列|[^，]*(?:应当|必须|不得|"
    "下列))[^，]{2,28}(?<![及按准临定])(?:时|期间|过程中|的)|"
    "在[^，]{2,28}(?:内|中|上|前|后)"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The opening words of a list: of what it is a list, and who is meant."""

    kind: str  # "failures", "forbidden", "duties", "conditions", "things"
    subject: str
    setting: str = ""  # 在公园内，: what each of its items begins with
    tasks: bool = False  # its items are acts whatever they begin with: 履行下列职责


def is_aside(words: str) -> bool:
    """Whether a sentence only defines, says where the text holds, and the like."""
    return any(said.search(words) for _, said in ASIDE)


def lead_of(words: str, subject: str) -> Lead:
    """What kind of list the words open."""
    seen = hide(words)
    named = owner_of(words) or next(filter(None, map(subject_of, words.split("，"))), subject)
    if is_aside(words):
        return Lead("things", named)
    if _PENALTIES.search(seen):
        return Lead("failures", named)
    if _OF_THINGS.search(seen) or is_entitled(named):
        return Lead("conditions" if _OF_THINGS.search(seen) else "things", named)
    cases = _ONE_OF.search(seen)
    after = seen[cases.end() :] if cases else ""
    if _FORBIDS.search(seen) and not after.strip("的："):
        of_acts = cases is not None and re.search("行为|活动|情形", cases[0]) is not None
        return Lead("forbidden", named, _setting(words, named), of_acts)
    if cases and re.search("分别(?:处理|办理|作出|予以|按照|进行|给予)", after):
        return Lead("duties", named)
    if cases and re.search("之一|情形|行为|情况|问题", cases[0]) and after:
        if not _is_penalty(after):
            return Lead("conditions", named)
        return Lead("failures", _failing(words, seen[: cases.start()]) or subject)
    return _of_others(words, seen, named)


def _is_penalty(after: str) -> bool:
    """Whether what the cases lead to is a penalty, no duty, power or exemption."""
    duty = re.search("应当" + NO_SANCTION, after) or DUTY_AFTER.search(
        after.lstrip("的，"), 0, 4
    )
    excused = _EXCUSED.search(after) or ("可以" in after and not _HARD.search(after))
    return SANCTIONS.search(after) is not None and not duty and not excused


def _of_others(words: str, seen: str, named: str) -> Lead:
    """A list that is not one of cases."""
    if re.search("可以|有权", seen):
        return Lead("things", named)
    if (listed := _LISTED.search(seen)) and not _OF_DUTIES.search(listed[0]):
        return Lead("conditions", named)
    tasks = _TASKS.search(seen) is not None
    return Lead("duties", named, "" if tasks else _setting(words, named), tasks)


def _failing(words: str, before: str) -> str:
    """Who fails stands before 有下列行为之一; who penalises stands behind it."""
    return next(filter(None, map(subject_of, words[: len(before)].split("，"))), "")


def _setting(words: str, subject: str) -> str:
    """When or where what a list asks holds: 在公园内禁止下列行为, 发生事故时，应当 …."""
    parts = [_IN_A_PLACE.sub(r"\1", p).removeprefix(subject) for p in words.split("，")]
    said = [p.removeprefix("但") for p in parts if _WHEN_OR_WHERE.fullmatch(p)]
    return "，".join(said) + "，" if said and len(said[0]) <= 30 else ""
