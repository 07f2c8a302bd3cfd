"""An Answers file read: whatever it holds, its record or the reason why it is refused."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar, cast

from generator.answers.problems import Problem, Refused
from generator.answers.records import (
    FORMAT,
    MARKS,
    STATES,
    Answers,
    Given,
    Mark,
    Measure,
    Own,
    Paper,
    People,
    Period,
    Review,
    State,
    Unit,
)
from generator.answers.strict import (
    LONGEST,
    NAME,
    Table,
    decoded,
    listed,
    misshapen,
    parsed,
    refuse,
    string_in,
    table_in,
    tables_in,
    unknown,
)
from generator.records.texts import Text
from generator.text.cleaning.invisible import code, hidden_in, is_hidden, without_hidden

Made = TypeVar("Made")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
_ESCAPED = re.compile(r"\\u", re.ASCII)  # "\u200b" hides a character from a look at the file


def read(data: bytes) -> tuple[Answers, tuple[Problem, ...]]:
    """The record, and what of it was mended; raises Refused."""
    text = decoded(data)
    table = parsed(text)
    _is_ours(table)
    look = _Look(suspect=_ESCAPED.search(text) is not None or _has_hidden(text))
    answers = _answers(look, table)
    return answers, tuple(look.problems)


def _is_ours(table: Table) -> None:
    said = table.get("format")
    if said == FORMAT:
        return
    if isinstance(said, str) and said.startswith("zicha-answers/"):
        raise refuse(
            "format", "newer-format",
            f"格式是 {said[:40]}，本程序只认得 {FORMAT}；请更新程序",
            f"its format is {said[:40]}, this program knows {FORMAT}; get a newer program",
        )  # fmt: skip
    raise _not_ours()


def _not_ours() -> Refused:
    return refuse(
        "", "not-answers",
        f"不是自查结果文件（没有 format: {FORMAT}）；请选单位导出的文件",
        f"this is no Answers file (format: {FORMAT} is missing); take what the unit exported",
    )  # fmt: skip


@cache
def _hides(character: str) -> bool:
    return is_hidden(character)


def _has_hidden(text: str) -> bool:
    """A quick look at a whole file: at each kind of character once."""
    return any(map(_hides, set(text)))


class _Look:
    """What is known while a file is read: whether it may hide something, what was mended."""

    def __init__(self, *, suspect: bool) -> None:
        self.suspect = suspect
        self.problems: list[Problem] = []

    def words(self, table: Table, key: str, where: str) -> str:
        """A free text, without hidden characters."""
        text = string_in(table, key, where, LONGEST)
        if self.suspect and text and (kinds := hidden_in(text)):
            signs = ", ".join(code(kind.character) for kind in kinds[:5])
            what = Text(
                f"有看不见的字符（{signs}），已去掉",
                f"it held hidden characters ({signs}), which were taken out",
            )
            self.problems.append(Problem(f"{where}{key}", "hidden-character", what))
            return without_hidden(text, "")
        return text

    def several(self, table: Table, keys: tuple[str, ...], where: str) -> list[str]:
        """Free texts; at once where nothing can be hidden in them: there are thousands."""
        found = [table.get(key, "") for key in keys]
        if not self.suspect and all(_is_short(value) for value in found):
            return cast("list[str]", found)
        return [self.words(table, key, where) for key in keys]

    def name(self, table: Table, key: str, where: str) -> str:
        """A name, a code or a day, which say what belongs together: nothing hidden in it."""
        text = string_in(table, key, where, NAME)
        if text:
            self.plain(text, f"{where}{key}")
        return text

    def plain(self, text: str, where: str) -> str:
        """Refuses what hides something or has lines."""
        if "\n" in text or "\r" in text or (self.suspect and hidden_in(text)):
            raise refuse(
                where[:120], "hidden-character",
                "过长，或者有换行、看不见的字符；请重新输入",
                "this is too long, or has line ends or hidden characters; type it anew",
            )  # fmt: skip
        return text


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST


def _keys(*names: str) -> frozenset[str]:
    return frozenset(names)


_ANSWERS = _keys(
    *("format", "id", "regulation", "edition", "stamp", "unit", "period", "people"),
    *("saved", "state", "answers", "own", "left_out"),
)
_UNIT = _keys("name", "types")
_PERIOD = _keys("from", "to", "words")
_PEOPLE = _keys("filler", "phone", "reviewer", "leader")
_GIVEN = _keys(
    *("stamp", "answer", "finding", "reason", "remark", "sampled", "off"),
    *("evidence", "measure", "review"),
)
_PAPER = _keys("code", "note")
_MEASURES = ("cause", "measure", "leader", "person", "due", "done", "closed", "proof")
_MEASURE = frozenset(_MEASURES)
_REVIEW = _keys("mark", "remark")
_OWN = _keys("ask", "answer", "finding", "reason", "remark", "measure")


def _answers(look: _Look, table: Table) -> Answers:
    return Answers(
        id=look.name(table, "id", ""),
        regulation=look.name(table, "regulation", ""),
        edition=look.name(table, "edition", ""),
        stamp=look.name(table, "stamp", ""),
        unit=_unit(look, table_in(table, "unit", "")),
        period=_period(look, table_in(table, "period", "")),
        people=_people(look, table_in(table, "people", "")),
        saved=look.name(table, "saved", ""),
        state=cast("State", _one_of(table, "state", "", STATES)),
        answers=_all_given(look, table_in(table, "answers", "")),
        own=tuple(_own(look, one, at) for one, at in tables_in(table, "own", "")),
        left_out=_left_out(look, table_in(table, "left_out", "")),
        more=unknown(table, _ANSWERS, ""),
    )


def _unit(look: _Look, table: Table) -> Unit:
    types = listed(table, "types", "unit/")
    if not all(isinstance(one, str) and _ID.fullmatch(one[:NAME]) for one in types):
        raise misshapen("unit/types", "责任主体代码的列表", "a list of codes of bearers")
    codes = tuple(dict.fromkeys(cast("list[str]", types)))
    return Unit(look.name(table, "name", "unit/"), codes, unknown(table, _UNIT, "unit/"))


def _period(look: _Look, table: Table) -> Period:
    for key in ("from", "to"):
        day = string_in(table, key, "period/", NAME)
        if day and not _DAY.fullmatch(day):
            raise misshapen(f"period/{key}", "日期，如 2026-01-31", "a day as 2026-01-31")
    return Period(
        string_in(table, "from", "period/", NAME),
        string_in(table, "to", "period/", NAME),
        look.name(table, "words", "period/"),
        unknown(table, _PERIOD, "period/"),
    )


def _people(look: _Look, table: Table) -> People:
    return People(
        look.name(table, "filler", "people/"),
        look.name(table, "phone", "people/"),
        look.name(table, "reviewer", "people/"),
        look.name(table, "leader", "people/"),
        unknown(table, _PEOPLE, "people/"),
    )


def _one_of(table: Table, key: str, where: str, words: tuple[str, ...]) -> str:
    word = string_in(table, key, where, NAME)
    if word not in words:
        there = ", ".join(filter(None, words))
        raise misshapen(f"{where}{key}", f"这些之一：{there}", f"one of {there}")
    return word


def _by_check(table: Table, where: str, make: Callable[[str], Made]) -> dict[str, Made]:
    made: dict[str, Made] = {}
    for id_ in table:
        if len(id_) > NAME or not _ID.fullmatch(id_):
            raise misshapen(f"{where}{id_}", "检查项编号", "the id of a check")
        made[id_] = make(id_)
    return made


def _left_out(look: _Look, table: Table) -> Mapping[str, str]:
    return _by_check(table, "left_out/", lambda id_: look.words(table, id_, "left_out/"))


def _all_given(look: _Look, table: Table) -> Mapping[str, Given]:
    def make(id_: str) -> Given:
        return _given(look, table_in(table, id_, "answers/"), f"answers/{id_}/")

    return _by_check(table, "answers/", make)


_TEXTS = ("finding", "reason", "remark", "sampled", "off")


def _given(look: _Look, table: Table, at: str) -> Given:
    finding, reason, remark, sampled, off = look.several(table, _TEXTS, at)
    papers = tables_in(table, "evidence", at) if table.get("evidence", ()) != [] else ()
    return Given(
        look.name(table, "stamp", at),
        look.name(table, "answer", at),
        finding,
        reason,
        remark,
        sampled,
        off,
        tuple(_paper(look, one, to) for one, to in papers),
        _measure(look, table, at),
        _review(look, table, at),
        unknown(table, _GIVEN, at),
    )


def _paper(look: _Look, table: Table, at: str) -> Paper:
    more = unknown(table, _PAPER, at)
    return Paper(look.name(table, "code", at), look.words(table, "note", at), more)


_NO_MEASURE = Measure()
_NO_REVIEW = Review()


def _measure(look: _Look, above: Table, at: str) -> Measure:
    table = table_in(above, "measure", at)
    if not any(table.values()) and table.keys() <= _MEASURE and _all_text(table):
        return _NO_MEASURE
    where = f"{at}measure/"
    cause, said, leader, person, due, done, closed, proof = look.several(
        table, _MEASURES, where
    )
    more = unknown(table, _MEASURE, where)
    return Measure(cause, said, leader, person, due, done, closed, proof, more)


def _all_text(table: Table) -> bool:
    return all(value.__class__ is str for value in table.values())


def _review(look: _Look, above: Table, at: str) -> Review:
    table = table_in(above, "review", at)
    if not any(table.values()) and table.keys() <= _REVIEW and _all_text(table):
        return _NO_REVIEW
    where = f"{at}review/"
    mark = cast("Mark", _one_of(table, "mark", where, MARKS))
    more = unknown(table, _REVIEW, where)
    return Review(mark, look.words(table, "remark", where), more)


def _own(look: _Look, table: Table, at: str) -> Own:
    return Own(
        ask=look.words(table, "ask", at),
        answer=look.name(table, "answer", at),
        finding=look.words(table, "finding", at),
        reason=look.words(table, "reason", at),
        remark=look.words(table, "remark", at),
        measure=_measure(look, table, at),
        more=unknown(table, _OWN, at),
    )
