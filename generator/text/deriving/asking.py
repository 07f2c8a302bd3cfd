"""From a clause to a question to which 是 is the good answer."""

import re

from generator.text.deriving.lexicon import (
    DEEDS,
    DONE_WITH,
    GOOD_FOR_BAD,
    JOINING,
    OTHER,
    RESULTS,
    VERBS,
)
from generator.text.deriving.signs import hide, one_of
from generator.text.deriving.subjects import subject_of

_JOIN = re.compile("^" + one_of(JOINING) + "(?=[^，])")
_BAD_END = re.compile("^(.{2,}?)(?<![偏误时出降最削减])(" + one_of(GOOD_FOR_BAD) + ")$")
# 帮扶工作｜不扎实、不深入: several such ends of one subject
_BAD_ENDS = re.compile("^([^未不]{2,}?)((?:不[^，、不]{2,3}[、，]?)+不[^，、不]{2,3})$")
_HOW = frozenset(("及时", "严格", "积极", "认真", "如实", "主动"))
_HOW_FAR = frozenset(("到位", "透彻", "彻底", "清楚", "完整"))
# 政策措施｜研究, 决策部署｜传达贯彻: what, and what is done with it
_ACT_END = re.compile(
    "^(.+?[^的对向于、，])((?:" + one_of(DONE_WITH) + "){1,2})$"
)  # fmt: skip
_PREDICATE = re.compile(
    "^(?![与对向在因以])([^未不，]{2,}?)(?<![、和或及])((?:走形式|走过场|"
    "流于形式|弄虚作假|优亲厚友|暗箱操作|吃拿卡要|推诿扯皮|敷衍塞责|"
    "消极应付"
    "|被动应付|出现|发生|存在|脱离实际|各行其是|有令不行|置之不理).*)$"
)
# 无正当理由，拒不执行 …: what is left undone may be done for a good reason.
_NO_REASON = re.compile("([^，]{0,12})((?:无|没有)正当理由|无故)，?(?=.{2})")
# 无法律依据｜限定申请方式
_NO_GROUND = re.compile("(?:无|没有)([^，]{0,14}依据)(?=.{4})")
# 无资质证书
_LACKING = re.compile(
    "(?:无|没有)((?!故|证|照|序|理|端|视|权|牌|票|关|偿|意|法|期|形|线|效)[^，]{2,})"
)
_HALF = re.compile(
    one_of(k for k in GOOD_FOR_BAD if k[0] == "不" and len(k) < 4)
    + "(?=[^，]*(?:导致|造成|致使|引发))"
)
_WRONG = re.compile("擅自|违规|违法|非法|私自|故意|(?:以|采取|通过)[^，]*(?:手段|方式)|利用")
_ACT = re.compile(one_of((*VERBS, *DEEDS)))
_STATE = re.compile("(?:强烈|紧张|突出|频发|严重|高发|粗暴|较大|过高|过低|过长)$")
_TWICE = re.compile("^(..)不(..)$")
_RESULT = re.compile("^" + one_of(RESULTS))
_OTHER = re.compile("^" + one_of(OTHER))
_NOT = re.compile(
    "拒不|拒绝|不再|未能|未曾|未经|尚未|未|不予|不按|不依法|不|没有|"
    "无(?=法律|法规|依据|正当|合法|证|专人)"
)
_STILL_BAD = re.compile("拒|越权|违|擅自|怠于|滥|未|不|超出|超过|骗|随意|任意|瞒|假|伪")
_RULES = "(?:规定|规划|程序|条件|标准|纪律|制度|要求|原则|规程|规范|精神)"
_AGAINST = re.compile(f"违反(.{{1,40}}?{_RULES})(?!精神|规定|和|及|与|、|等)")


def ask_duty(conditions: str, act: str) -> str:
    """应当 … → 是否 …, what must be the case first in front of it."""
    act = unjoined(act)
    lead, act = _moved_behind(conditions, act)
    act = re.sub("^予(?!以)", "予以", act)
    lead = re.sub("^是(?!否)[^，]+，", "", lead)
    if re.search("是否[^的]*$", act):
        return f"{lead}{act}？"
    return f"{lead}是否{act}？"


def ask_forbidden(conditions: str, act: str) -> str:
    """不得 … → 是否没有 …."""
    lead, act = _moved_behind(conditions, re.sub("^(?:存在|出现|有)(?!关)", "", unjoined(act)))
    if adverb := re.match("(?:均|都|一律|也)", act):
        return f"{lead}是否{adverb[0]}没有{act[adverb.end() :]}？"
    return f"{lead}是否没有{act}？"


def _moved_behind(conditions: str, act: str) -> tuple[str, str]:
    """均, 都, 还 stand behind 是否."""
    conditions = "" if conditions in JOINING else unjoined(conditions)
    if adverb := re.search(
        "(?:还均|均|都|一律|分别|共同|同时|统一|还|也|亦|仍|一并|(?<!不)再)$", conditions
    ):
        return conditions[: adverb.start()], adverb[0] + act
    return conditions, act


def ask_approved(act: str, approval: str) -> str:
    """经 … 批准，可以 … → …，是否经 … 批准？"""
    return f"{unjoined(act)}的，是否{approval.rstrip('，')}？"


def ask_other(words: str) -> str:
    """其他 … → a question that a unit can confirm."""
    return f"经自查，是否确认没有{words}（如有，答“否”并逐项填写）？"


def ask_circumstance(words: str) -> str:
    """What is described as a failure, asked for as it should be."""
    words = unjoined(words)
    if _OTHER.match(words):
        return ask_other(words)
    if _RESULT.match(words):
        return f"是否避免了{words}？"
    words = re.sub("^违反(?:本|第|前)[^，]{0,40}?规定，?(?=[未不拒擅].{2}|.*，)，?", "", words)
    words = re.sub("^(?:存在|出现|有)(?!关)", "", words)
    if re.search("的(?:其他)?(?:行为|情形|活动)$", words):
        return _without(words)
    if ground := _NO_GROUND.match(words):
        return f"{words[ground.end() :]}的，是否有{ground[1]}？"
    if reason := _NO_REASON.match(words):
        return f"{reason[1]}是否没有{reason[2]}{words[reason.end() :]}的情况？"
    if lacking := _LACKING.fullmatch(words):
        return f"是否有{lacking[1]}？"
    return _asked_undone(words) or _asked_badly(words) or _asked_of_subject(words)


def _asked_of_subject(words: str) -> str:
    """脱贫措施走形式 → 脱贫措施是否没有走形式; 群众反映强烈 → 是否没有群众反映强烈的情况."""
    if found := _PREDICATE.match(words):
        return f"{found[1]}是否没有{found[2]}？"
    body = subject_of(words)
    acting = _ACT.match(words) and (len(body) > 12 or re.search("[未不]", body))
    if body and not acting and len(body) + 1 < len(words):
        return f"{body}{_without(words[len(body) :].lstrip('，'))}"
    return _without(words)


def _without(words: str) -> str:
    """是否没有 …, with 的情况 behind it where it is a state or holds a 未 or 不 of its own."""
    whole = _STATE.search(words) or re.match("没有|无|未|不", hide(words))
    return f"是否没有{words}的情况？" if whole else f"是否没有{words}？"


def _asked_undone(words: str) -> str:
    """未 …, 不 …: what was left undone."""
    seen = hide(words)
    words, seen = words.replace("达不到", "未达到"), seen.replace("达不到", "未达到")
    found = next((m for m in _NOT.finditer(seen) if not _attributive(seen, m)), None)
    if found is None:
        return ""
    before, after = words[: found.start()], words[found.end() :]
    if _says_which(words, before, found[0], after):
        return ""
    if ends := _BAD_ENDS.match(words):
        good = (GOOD_FOR_BAD.get(e, e[1:]) for e in re.findall("不[^，、不]+", ends[2]))
        return f"{ends[1]}是否{'、'.join(good)}？"
    if (bad := _BAD_END.match(words)) and not found.start() < len(bad[1]) - 1:
        return _asked_well(bad[1], GOOD_FOR_BAD[bad[2]])
    if "，" not in after:
        acts = "擅自|从事|进行|设立" if found[0] == "未经" else "擅自"
        after = re.sub(f"(?<=[^，的][^，的])(?={acts})", "，", after, count=1)
    if "，" in after:  # 未征求意见，同意修改; 未经许可擅自改变
        return _asked_before(before, found[0], after)
    lead = re.sub("(?:仍然|仍旧|仍|却|而)$", "，", before).rstrip("，、")
    if after in ("改", "改正"):
        return f"{lead}{'，' if lead.endswith('后') else '的，'}是否改正？"
    return _asked_rest(words, lead, found[0], after) if after else ""


def _says_which(words: str, before: str, sign: str, after: str) -> bool:
    """Whether the sign is no whole failure: 拒绝、阻碍检查; 未检验而出具证书."""
    return (
        before in ("对", "在", "向", "将", "把", "为", "以")
        or after.startswith(("、", "或"))
        or bool(re.search("而(?![不未])", after) or _HALF.match(sign + after))
        or bool(_WRONG.match(words) and "，" not in before)
    )


def _asked_rest(words: str, lead: str, sign: str, after: str) -> str:
    """What was left undone, without a second 不 behind the first one."""
    if pair := _TWICE.match(after):
        after = f"{pair[1]}、{pair[2]}"
    if twice := re.match(r"(.{2,6})(?:或者|、|或)(?:拒绝|拒不|不)\1", after):
        after = twice[1] + after[twice.end() :]
    if re.search("(?:推诿|拖延|敷衍|刁难)$", lead):
        return _without(words)
    several = re.search("又不|也不", after) or (
        "或" in after and _STILL_BAD.search(hide(after))
    )
    if several or (not lead and "被" in after):
        return f"是否没有{words}的情况？"
    return _joined(lead, f"是否{_positive(sign)}{_evenly(after)}？")


def _attributive(words: str, sign: re.Match[str]) -> bool:
    """Whether 不 or 未 only says which one is meant: 向不符合条件的企业颁发."""
    behind = words[sign.end() :].partition("，")[0]
    return (
        sign.start() > 0
        and words[sign.start() - 1] not in "，、"
        and bool(re.search("的[^的]{2,}", behind))
    )


def _asked_well(subject: str, good: str) -> str:
    """资金拨付不及时 → 资金是否及时拨付; 机构设置不到位 → 机构是否设置到位."""
    act = _ACT_END.match(subject)
    if act and good in _HOW:
        return f"{act[1]}是否{good}{act[2]}？"
    if act and good in _HOW_FAR:
        return f"{act[1]}是否{act[2]}{good}？"
    return f"{subject}是否{good}？"


def _asked_before(before: str, sign: str, after: str) -> str:
    what, _, act = after.partition("，")
    act = re.sub("^(?:擅自|而|就|仍然|仍|即|便)", "", act)
    if _NOT.search(hide(act)):
        return _joined(before, f"是否{_positive(sign)}{what}，{_turned(act)}？")
    return f"{before}{act}的，是否{_positive(sign)}{what}？"


def _turned(words: str) -> str:
    """A second failure behind a first one, as it should be."""
    return _NOT.sub(lambda m: _positive(m[0]), words, count=1)


def _positive(sign: str) -> str:
    return {
        "未经": "经",
        "不予": "予以",
        "不按": "按",
        "不依法": "依法",
        "无": "有",
        "拒绝": "",
    }.get(sign, "")


def _evenly(words: str) -> str:
    """不研究、不部署 → 研究、部署: no sign of a failure is left behind the first one."""
    return re.sub(r"(?<=[、，或])(?:不予|不|未)(?!可)", "", words)


def _joined(lead: str, question: str) -> str:
    """What the question is about before it; a comma where it is an object with 对."""
    if always := re.search("(?:长期|一直|经常)$", lead):
        lead, question = (
            lead[: always.start()],
            f"是否{always[0]}{question.removeprefix('是否')}",
        )
    comma = (
        "，" if lead.startswith(("对", "在", "发现", "接到", "收到")) and len(lead) > 6 else ""
    )
    return f"{lead}{comma}{question}"


def _asked_badly(words: str) -> str:
    """… 混乱, 违反 …: what was done badly or against the rules."""
    bad = _BAD_END.match(words)
    if bad and not _PREDICATE.match(words):
        return _asked_well(bad[1], GOOD_FOR_BAD[bad[2]])
    if whole := re.fullmatch("违反([^，]+" + _RULES + ")", words):
        return f"是否遵守{whole[1]}？"
    if against := _AGAINST.match(words):
        rest = words[against.end() :].lstrip("，")
        if not rest:
            return f"是否遵守{against[1]}？"
        if against[1] in ("规定", "有关规定", "国家规定"):
            return f"是否没有{words}？"
        return f"是否遵守{against[1]}，没有{rest}？"
    return ""


def unjoined(words: str) -> str:
    """Without 并, 且, 或者 before it."""
    return _JOIN.sub("", words)
