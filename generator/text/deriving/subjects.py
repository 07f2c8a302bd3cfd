"""Who is meant: the body named at the head of a sentence."""

import re

from generator.text.deriving.lexicon import (
    AFTER_A_BODY,
    BODIES,
    ENTITLED,
    NO_HEADS,
    SURELY_AFTER,
    VERBS,
)
from generator.text.deriving.signs import hide, one_of

_BODY = re.compile(
    "(?:" + one_of(BODIES) + "|(?<=[\u4e00-\u9fff])人(?=应|必须|不得|，应当|，不得))〓*"
)
# 受理申诉的公安机关, 经批准经营外汇业务的金融机构
_ATTRIBUTED = re.compile(
    "(?!对|向|将|把|为|由|以|在|根据|按照|依照|因|并|除|有|符合|凡|如|移送|报|提交|会同|提出|制定)[^，的]{2,30}的[^，的]{0,12}?"
    + one_of(BODIES)
)
# One sign that opens a phrase also begins other words: 经济, 对象, 以上, 自治.
_PHRASE = (
    "经(?!济|营|常|费|验|理|历|办)|对(?!外|口|象|方)|为(?!主)|自(?!治|行|然|愿|身)|以(?!上|下|及|外|内)|按(?!揭)|因(?!素)"
    "|从(?!业|事)|向(?!导)|当(?!地|事|前|天)|在(?!编|职|校)|将|把|由|于|有(?!关|限|机)|除|凡|未(?!成年)|不(?!动产|良)"
)
_SURELY = re.compile(
    f"(?:{_PHRASE})|" + one_of(SURELY_AFTER) + "(?!人)"
)  # fmt: skip
_ONE_SIGN = re.compile("^.$")
_AFTER = re.compile(
    one_of(w for w in (*AFTER_A_BODY, *VERBS) if not _ONE_SIGN.match(w)) + "(?!人)"
)
_NO_NAME = re.compile("应当|必须|不得|可以|负责(?!人|[^，]{0,30}的)|是(?!否)|由(?![^，]*的)|，")
_NOT_A_HEAD = re.compile("^(?:" + one_of(NO_HEADS) + ")")  # fmt: skip


def subject_of(words: str) -> str:
    """The body that a sentence begins with, in its own words; "" where it begins otherwise.

    It ends with the name of a body, and what follows begins another part of the sentence.
    """
    seen = hide(words, ())
    head = seen.partition("，")[0]
    if _NOT_A_HEAD.match(words):
        named = _ATTRIBUTED.match(head)
        rest = words[named.end() :] if named else ""
        return words[: named.end()] if named and _AFTER.match(rest) else ""
    likely = ""
    stop = _NO_NAME.search(head)
    for found in _BODY.finditer(head):
        if stop and found.end() > stop.start():
            break
        rest = words[found.end() :]
        if not rest or rest[0] in "，：" or _SURELY.match(rest):
            return words[: found.end()]
        if not likely and _AFTER.match(rest):
            likely = words[: found.end()]
    return likely


def is_entitled(subject: str) -> bool:
    """Whether a text gives such a subject rights rather than duties."""
    return any(subject.endswith(name) or subject.startswith(name) for name in ENTITLED)
