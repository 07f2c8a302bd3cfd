"""Rules on how things are written: questions, punctuation, titles, dates."""

import re
from collections.abc import Iterator
from datetime import date

from generator.records.checklist import OPEN, Check, ProvisionChecks
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Location, Text
from generator.records.walking import blocks, drafts, place, walk, written_checks
from generator.rules.written import Faults, texts
from generator.text.addresses import cite

# "责任书,或者", "(市)"; a colon or bracket between ideographs and Latin is left alone
_HALF_WIDTH = re.compile(
    '(?<=[㐀-鿿])(?:[,;:!]|\\?(?!$))|[,;:?!()"](?=[㐀-鿿])|(?<=[㐀-鿿])[()"]'
)
_FULL_WIDTH = re.compile("[，。；：？！（）、]")  # "responsibility， and"
_STILL = Text(
    "这里还是“?”，等人写；请写上内容", "this is still '?', to be written by a person; write it"
)
_IDEOGRAPH = re.compile("[㐀-鿿]")


def question_form(regulation: Regulation) -> Faults:
    """A question ends with a question mark: ？ in Chinese, ? in English."""
    for check in written_checks(regulation):
        if check.ask.zh != OPEN and not check.ask.zh.endswith("？"):
            yield place(check.places, "ask/zh", check.location), _no_question(check)
        if check.ask.en and not check.ask.en.endswith("?"):
            words = Text(
                f"{check.id} 的英文问题应以 ? 结尾",
                f"the English question of {check.id} ends with ?",
            )
            yield place(check.places, "ask/en", check.location), words


def _no_question(check: Check) -> Text:
    if check.ask.zh.rstrip("”\"'’").endswith("？"):  # “是否签订责任书？”, or 是否签订责任书？"
        return Text(
            f"{check.id} 的中文问题外面有引号；请去掉，问题以“？”结尾",
            f"a quotation mark stands around the Chinese question of {check.id}; take it away,"
            " the question ends with ？",
        )
    return Text(
        f"{check.id} 的中文问题应以“？”结尾", f"the Chinese question of {check.id} ends with ？"
    )


def still_to_write(project: Project) -> Faults:
    """No ? stands where a person has still to write something, and no draft is left."""
    of_drafts = {
        text.location  # told once, with the draft
        for regulation in project.regulations
        for check in drafts(regulation)
        for text in (check.ask, check.fix, *check.look)
    }
    for text in texts(project):
        if text.location and text.location not in of_drafts and OPEN in (text.zh, text.en):
            yield text.location, _STILL
    for regulation in project.regulations:
        for check in drafts(regulation):
            unasked = check.ask.zh == OPEN
            where = place(check.places, "ask" if unasked else "draft", check.location)
            yield where, _unasked(check.at) if unasked else _unaccepted(check)
    for regulation in project.regulations:
        if regulation.issued == OPEN:
            yield place(regulation.places, "issued", regulation.location), _STILL


def _unasked(at: str) -> Text:
    return Text(
        f"{cite(at, 'zh')}（{at}）的问题还没有写；请把“?”换成问句",
        f"the question on {at} is still to be written; put it in place of '?'",
    )


def _unaccepted(check: Check) -> Text:
    return Text(
        f"{check.id}（{cite(check.at, 'zh')}）是草稿，还没有人采用；采用就把 draft: true 改成"
        " accepted: {by: 姓名, on: 日期}",
        f"{check.id} is a draft on {check.at}; to accept it write accepted: {{by: NAME, on:"
        " DATE} in place of draft: true",
    )


def accepted_draft(regulation: Regulation) -> Faults:
    """A check is a draft or accepted, not both, and accepted on a day of the calendar."""
    for check in written_checks(regulation):
        if check.accepted is None:
            continue
        if check.draft:
            words = Text(
                f"{check.id} 已有人采用，又写着 draft: true；请删去其中一个",
                f"{check.id} is accepted and a draft; take one of the two out",
            )
            yield place(check.places, "draft", check.location), words
        if not _is_day(check.accepted.on):
            day = check.accepted.on
            words = Text(f"没有 {day} 这一天；请更正", f"there is no day {day}; correct it")
            yield place(check.places, "accepted/on", check.location), words


def repeated_question(regulation: Regulation) -> Faults:
    """No two checks of a regulation ask the same."""
    seen: dict[str, str] = {}
    for _, block in blocks(regulation):
        yield from _repeated(block, seen)


def _repeated(block: ProvisionChecks, seen: dict[str, str]) -> Faults:
    for check in block.checks:
        if check.ask.zh in seen:
            words = Text(
                f"{check.id} 与 {seen[check.ask.zh]} 的问题相同；请合并或改写",
                f"{check.id} asks the same as {seen[check.ask.zh]}; merge or reword them",
            )
            yield place(check.places, "ask/zh", check.location), words
        seen.setdefault(check.ask.zh, check.id)


def wrong_punctuation(project: Project) -> Faults:
    """Chinese has full-width punctuation, English half-width."""
    for text in texts(project):
        if text.location:
            yield from _half_width(text.zh, text.location)
            yield from _full_width(text.en or "", text.location)
    for regulation in project.regulations:
        for provision in walk(regulation.articles):
            yield from _half_width(provision.words.zh, provision.location)


def _half_width(words: str, where: Location) -> Faults:
    match = _HALF_WIDTH.search(words)
    if match:
        said = Text(
            f"中文里有半角标点“{match.group()}”（{_around(words, match)}）；请改为全角",
            f"half-width '{match.group()}' in Chinese ({_around(words, match)}); "
            "use the full-width one",
        )
        yield where, said


def _full_width(words: str, where: Location) -> Faults:
    match = _FULL_WIDTH.search(words)
    if match and not _IDEOGRAPH.search(words):
        said = Text(
            f"英文里有全角标点“{match.group()}”（{_around(words, match)}）；请改为半角",
            f"full-width '{match.group()}' in English ({_around(words, match)}); "
            "use the half-width one",
        )
        yield where, said


def _around(words: str, match: re.Match[str]) -> str:
    return words[max(0, match.start() - 6) : match.end() + 6]


def title_out_of_step(regulation: Regulation) -> Faults:
    """The title in regulation.yaml is that of the text, and its parts make it up."""
    where = place(regulation.places, "title", regulation.location)
    for language, document in regulation.documents.items():
        stated = regulation.title.zh if language == "zh" else regulation.title.en
        if document.title and stated and stated != document.title:
            words = Text(
                f"标题与 {language}.txt 第一行的“{document.title}”不同；请改为一致",
                f"the title is not '{document.title}' as in the first line of "
                f"{language}.txt; make them one",
            )
            yield place(regulation.places, f"title/{language}", where), words
    yield from _parts(regulation)


def _parts(regulation: Regulation) -> Faults:
    parts = regulation.title_parts
    where = place(regulation.places, "title_parts", regulation.location)
    pairs = ((parts.zh, regulation.title.zh), (parts.en or "", regulation.title.en or ""))
    for broken, whole in pairs:
        joined = "".join(broken.replace("|", "").split())
        if broken and whole and joined != "".join(whole.split()):
            words = Text(
                f"各段合起来不是标题“{whole}”；请更正",
                f"the parts do not make the title '{whole}'; correct them",
            )
            yield where, words


def impossible_date(regulation: Regulation) -> Faults:
    """A date is a day of the calendar."""
    for key, value in _dates(regulation):
        if value != OPEN and not _is_day(value):
            words = Text(f"没有 {value} 这一天；请更正", f"there is no day {value}; correct it")
            yield place(regulation.places, key, regulation.location), words


def _dates(regulation: Regulation) -> Iterator[tuple[str, str]]:
    yield "issued", regulation.issued
    yield "edition", regulation.edition


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
