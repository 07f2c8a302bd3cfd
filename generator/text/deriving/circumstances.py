"""Failures as a text describes them: cut where one ends and another begins."""

import re
from collections.abc import Iterator

from generator.text.deriving.lexicon import (
    DEEDS,
    GOOD_FOR_BAD,
    GRAVITY,
    NO_FAILURE,
    RESULTS,
    VERBS,
    WRONGS,
)
from generator.text.deriving.signs import Span, cut, hide, one_of

_BADLY = re.compile("[^未不]{2,}" + one_of(GOOD_FOR_BAD) + "$")
_JOINED = re.compile("^(?:或者|或|并且|并|且|以及|甚至)")
# What is bad in itself, so that a 不 before it does not reach it.
_BAD = re.compile(one_of(WRONGS))
# What is no failure of its own: how grave one was, what it leads to, which rule it broke.
_ASIDE = re.compile("|".join((*map(re.escape, GRAVITY), *NO_FAILURE)))
_RESULT = re.compile("^(?:并|或者|或|并且|且)?" + one_of(RESULTS))
_WHEN = re.compile("(?:(?<!集)中|(?<![及按准临定])时|后|前|内|下|期间|便利|之机)$")
_BY_MEANS = re.compile(
    "(?:在[^，]{2,12})?(?:采取|采用|以|通过)[^，]*(?:手段|方式|方法|名义|形式|为名|为由)"
)
# 对举报反映的问题，以及热线转办的问题，｜推诿扯皮
_TOPIC = re.compile(
    "^对[^未不拒]*(?:问题|事项|案件|线索|诉求)(?:，以及[^未不拒，]*(?:问题|"
    "事项|案件|线索|诉求))?$"
)
_ABOUT = re.compile("对[^，]*的[^，的]{2,10}")  # 对不能入地的管线，未采取措施
_FOUND = re.compile("发现(?!后)")
# 利用公共经费举办｜或者参与举办培训: the object stands behind the second act
_ENDS_IN_ACT = re.compile(one_of(v for v in VERBS if len(v) > 1) + "$")
_MEANT = re.compile("未[^，]*的[^的，]{2,8}$")  # 交给个人｜或者未纳入名录的企业运输
_BARE_ACTS = re.compile("(?:[^，、]{2,3}、)*[^，、]{2,3}")  # 停发、扣发、侵占｜或者挪用侨汇
_GROUND = re.compile("[^，]*为(?:目的|借口|条件|名|手段)|(?:因|由于)[^，]{2,10}")
_WITHOUT_REASON = re.compile("(?:无|没有)正当理由|无故")
_RULES = re.compile(
    "(?:规定|规划|程序|条件|标准|纪律|制度|要求|原则|规程|规范|范围|方向|法律|法规|合同|约定)$"
)
_NEGATIVE = re.compile("未|不|没有|拒|无")
_ACT = re.compile("^" + one_of((*DEEDS, *VERBS)))


def failures(span: Span) -> list[Span]:
    """The failures of an item, or of the first half of a sentence on what they lead to."""
    parts = [q for c in _by_commas(span) for p in _by_or(c) for q in _by_pause(p)]
    bare = [p.part(len(p.words) - len(_JOINED.sub("", p.words))) for p in parts]
    bare = [p for p in bare if not _FOUND.match(p.words) or _NEGATIVE.search(hide(p.words))]
    whole = [p.part(0, len(re.sub("(?<!目)的+$", "", p.words))) for p in bare]
    return [p for p in whole if len(p.words) > 1 and not _ASIDE.match(p.words)]


def is_act(words: str) -> bool:
    """Whether it begins with what was done or left undone, not with who did it."""
    return _ACT.match(words) is not None


def is_bad(words: str) -> bool:
    """Whether it begins with what is wrong in itself: 擅自, 虚报."""
    return _BAD.match(words) is not None


def is_result(words: str) -> bool:
    """Whether it says what came of a failure: 造成严重后果."""
    return _RESULT.match(words) is not None


def _by_commas(span: Span) -> Iterator[Span]:
    pending: Span | None = None
    for part in cut(span, "，；"):
        if pending is None:
            pending = part
        elif _belong_together(pending.words, part.words):
            pending = Span(
                pending.start, span.words[pending.start - span.start : part.end - span.start]
            )
        else:
            yield pending
            pending = part
    if pending:
        yield pending


def _belong_together(before: str, after: str) -> bool:
    """在 …中，不 …; 未经许可，擅自 …; a part that begins no act of its own."""
    if _RESULT.match(after):
        return before.startswith(("因", "由于")) or _is_setting(before)
    if _ASIDE.match(after):
        return False
    if before.startswith(("发现", "接到", "收到", "明知")) and hide(after)[0] in "不未拒":
        return True
    if (
        after.startswith(("而", "为其", "以及"))
        or _TOPIC.search(before)
        or _WITHOUT_REASON.fullmatch(before)
    ):
        return True
    if _is_setting(before):
        return not before.startswith("违反") or is_act(after)
    return len(after) < 4 or _says_when(before, after) or _done_without(before, after)


def _says_when(before: str, after: str) -> bool:
    """携带物品进出境，不申报: something done, and what was left undone with it."""
    about = _ABOUT.fullmatch(before) is not None
    ordinary = about or (is_act(before) and not before.startswith("对") and not is_bad(before))
    if re.search("虚假|伪造|假冒|欺骗", before):
        return False
    undone = hide(after).startswith(("不", "未", "拒")) or "未经" in after
    return ordinary and undone and (about or not _NEGATIVE.search(hide(before)))


def _done_without(before: str, after: str) -> bool:
    """未征求意见，同意修改: something left undone, and what was done all the same."""
    first, second = hide(before), hide(after)
    undone = first.startswith(("未", "不")) or "未经" in first.rpartition("，")[2]
    if not undone or _NEGATIVE.search(second) or _JOINED.match(after):
        return False
    return "擅自" in second or (is_act(after) and not is_bad(after))


def _is_setting(words: str) -> bool:
    """Words that say in what, with what or against what, and not yet what was done."""
    seen = hide(words)
    if _WHEN.search(seen):
        return True
    if seen.startswith("违反"):
        return _RULES.search(seen) is not None
    if seen.startswith(("利用", "为了")) or _BY_MEANS.fullmatch(seen):
        return True
    return _GROUND.fullmatch(seen) is not None


def _by_or(span: Span) -> Iterator[Span]:
    """甲或者乙, where each is a failure and not the two halves of one object."""
    start = 0
    seen = hide(span.words)
    for found in re.finditer("或者|或", seen):
        before, after = seen[start : found.start()], seen[found.end() :]
        whole = before.rstrip("，")
        if len(after) >= 4 and (before.endswith("，") or _parted(whole, after)):
            yield span.part(start, found.start() - (len(before) - len(whole)))
            start = found.end()
    yield span.part(start)


def _parted(before: str, after: str) -> bool:
    """Whether both sides are failures: no 不, 将, 违反 of the first one reaches the second."""
    own = before.rpartition("，")[2]
    unsaid = _BARE_ACTS.fullmatch(own) or re.search("被[^，的]{2,3}$", before)
    if unsaid or not _complete(before):
        return False
    if _MEANT.match(after) or (_ENDS_IN_ACT.search(own) and not _NEGATIVE.search(own)):
        return False
    if _BAD.match(after):
        return len(own) >= 5 and not own.endswith(("无意", "过失", "直接", "明示"))
    if not _ACT.match(after):
        return False
    reaches = _NEGATIVE.search(re.sub("^.*，", "", before)) or re.match(
        "违反|擅自|违规", before
    )
    shared = re.search("将|把|^以", before) and not re.search("将|把|^以", after)
    return not reaches and not shared and len(own) >= 8 and len(after) >= 6


def _by_pause(span: Span) -> Iterator[Span]:
    """总账不明、细账不清: two failures, each with its own subject."""
    parts = list(cut(span, "、"))
    if len(parts) > 1 and all(_BADLY.match(hide(p.words)) for p in parts):
        yield from parts
    else:
        yield span


def _complete(words: str) -> bool:
    """Whether a failure has said what it is about: an act alone, 未依法组织编制, has not."""
    if words.startswith("发现") and not re.search("不予|未予|不依|不及时|不按", words):
        return False
    return re.search("(?:不予|拒不|未予|不)[^，不未]{2}$|^未[^，]{2,8}$", words) is None
