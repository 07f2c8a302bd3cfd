"""Rules on what a question asks: one thing, that is wanted, in words that are quoted."""

import re
from collections.abc import Iterator

from generator.records.checklist import OPEN, Check
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import place, provisions, walk, written_checks
from generator.rules.written import Faults
from generator.text.deriving.lexicon import WHOLE
from generator.text.numerals import LISTED, to_int

SHORTEST = 4  # characters of the longest quote of a check
# 是否未签, 是否没有截留: the words that deny, and the two characters that follow
_DENIED = re.compile("是否(?:仍|还|尚)?(?P<no>未|没有|不|无)(?P<what>..)")
_NO = "(?:未|没有|不|无)"
# 五个工作日, 30％, 2016年, 第3次
_NUMBER = re.compile(
    f"(?P<n>[0-9０-９]+(?:[.．][0-9０-９]+)?|[{LISTED}千]+)"
    "(?:个|次|份|名|户|处|件|项|人)?(?P<unit>"
    "工作日|小时|分钟|季度|平方米|公里|日|天|年|月|周|次|倍|元|万|亿|%|％|米|人|户|名|件)"
)


def negated_question(regulation: Regulation) -> Faults:
    """Yes is the good answer: no question asks whether what should be done is not done.

    是否没有 stands before what must not be, as 是否没有截留; never before what the provision
    finds missing.
    """
    for check in written_checks(regulation):
        found = _DENIED.search(check.ask.zh)
        if found and _is_reversed(check, found):
            said, what = found.group(), found["what"]
            words = Text(
                f"{check.id} 问“{said}”，答“是”反而不好；请正面问，如“是否{what}……”",
                f"{check.id} asks '{said}', so that yes would be bad; ask whether it is done:"
                f" 是否{what}…",
            )
            yield place(check.places, "ask/zh", check.location), words


def _is_reversed(check: Check, found: re.Match[str]) -> bool:
    start = check.ask.zh.find(found.group("no"), found.start())
    if any(check.ask.zh.startswith(word, start) for word in WHOLE):
        return False  # 未成年人, 不可抗力
    missing = re.compile(_NO + re.escape(found["what"]))
    quoted = "\n".join(quote.words for quote in check.quotes)
    return found["no"] == "未" or bool(missing.search(quoted))


def two_questions(regulation: Regulation) -> Faults:
    """A check asks one question."""
    for check in written_checks(regulation):
        if check.ask.zh.count("是否") > 1 or check.ask.zh.count("？") > 1:
            words = Text(
                f"{check.id} 里有两个问题，一个答案答不了；请分成两个检查项，或并成一句",
                f"{check.id} asks two questions, which one answer cannot meet; make it two"
                " checks, or one sentence",
            )
            yield place(check.places, "ask/zh", check.location), words


def short_quote(regulation: Regulation) -> Faults:
    """A check quotes four characters in a row or more."""
    for check in written_checks(regulation):
        if check.quotes and max(len(quote.words) for quote in check.quotes) < SHORTEST:
            said = "、".join(quote.words for quote in check.quotes)
            words = Text(
                f"{check.id} 只引了“{said}”，别处也会有；请多引几个字",
                f"{check.id} quotes '{said}' alone, which stands in many places; quote more",
            )
            yield check.quotes[0].location, words


def number_not_quoted(regulation: Regulation) -> Faults:
    """A number or a date in a question stands in a quote of its check.

    A question that goes beyond the wording (guidance) may have numbers of its own.
    """
    known = provisions(regulation)
    for check in written_checks(regulation):
        if check.ask.zh == OPEN or check.at not in known:
            continue
        quoted = set(_numbers("\n".join(quote.words for quote in check.quotes)))
        said = "\n".join(p.words.zh for p in walk((known[check.at],)))
        asked = {n: p for n, p in _numbers(check.ask.zh).items() if n not in quoted}
        there = [p for n, p in asked.items() if n in _numbers(said)]
        strange = [p for n, p in asked.items() if n not in _numbers(said)]
        where = place(check.places, "ask/zh", check.location)
        if there:
            yield where, _unquoted(check, "、".join(there))
        if strange and not check.guidance:
            yield where, _unsaid(check, "、".join(strange))


def _numbers(words: str) -> dict[tuple[str, str], str]:
    """Each number with its unit, however it is written → as it is printed."""
    return dict(_counted(words))


def _counted(words: str) -> Iterator[tuple[tuple[str, str], str]]:
    for found in _NUMBER.finditer(words):
        whole = found["n"].partition(".")[0]
        n = to_int(whole)
        value = found["n"] if n is None or whole != found["n"] else str(n)
        yield (value, found["unit"].replace("％", "%")), found.group()


def _unquoted(check: Check, printed: str) -> Text:
    return Text(
        f"{check.id} 写了“{printed}”，引文里却没有；请一并引用，条文改了才看得出来",
        f"{check.id} says '{printed}', which none of its quotes does; quote it, so that a"
        " change of it is seen",
    )


def _unsaid(check: Check, printed: str) -> Text:
    return Text(
        f"{check.id} 写的“{printed}”不在 {check.at} 中；请照条文更正，超出原文的加"
        " guidance: true",
        f"{check.id} says '{printed}', which {check.at} does not; put it right, or say"
        " guidance: true where it goes beyond the text",
    )
