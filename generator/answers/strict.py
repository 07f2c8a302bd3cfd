"""JSON that a stranger may have written: its values in bounds, or the reason why not."""

import json
from collections.abc import Iterable, Mapping
from typing import cast

from generator.answers.problems import Problem, Refused
from generator.records.texts import Text

LARGEST = 16 << 20  # bytes of a file; one of 1,000 checks, all told at length, has 2 million
LONGEST = 20_000  # characters of one text
NAME = 200  # characters of a name, a code, a day
MOST = 20_000  # checks, and of everything else that is listed
DEEPEST = 12  # levels of what is kept unread

Table = Mapping[str, object]
More = Mapping[str, object]


def refuse(where: str, rule: str, zh: str, en: str) -> Refused:
    """The refusal of a file for what stands there."""
    return Refused(Problem(where, rule, Text(zh, en)))


def decoded(data: bytes) -> str:
    """The bytes as UTF-8, a mark of the byte order left out."""
    if len(data) > LARGEST:
        size = LARGEST >> 20
        raise refuse(
            "", "file-too-large",
            f"文件超过 {size} MB，不像一个单位的自查结果；请核对文件",
            f"the file has more than {size} MB, which no unit's answers have; see to the file",
        )  # fmt: skip
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            "", "not-utf-8",
            "不是 UTF-8 文本，可能已损坏；请重新导出",
            "this is not UTF-8 text, damaged perhaps; export it again",
        ) from None  # fmt: skip


def parsed(text: str) -> Table:
    """The one JSON object: no key twice, no number that JSON has not, no half characters."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        if "\\ud" in text.casefold():  # half a character cannot be written
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        raise too_deep("") from None
    except ValueError as error:  # UnicodeEncodeError and JSONDecodeError, too
        at = getattr(error, "lineno", 0)
        raise refuse(
            f"{at}:{getattr(error, 'colno', 0)}" if at else "", "not-json",
            "不是完整的 JSON 文件，可能没有保存完；请重新导出",
            "this is no whole JSON file, cut off perhaps; export it again",
        ) from None  # fmt: skip
    if not isinstance(found, dict):
        raise misshapen("", "一组字段", "an object")
    return cast("Table", found)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)[:40]
        raise refuse(
            twice, "repeated-key",
            f"“{twice}”写了两次，不知以哪一个为准；请重新导出",
            f"{twice!r} is given twice and nobody knows which holds; export it again",
        )  # fmt: skip
    return made


def _no_number(word: str) -> object:
    raise ValueError(word)


def too_deep(where: str) -> Refused:
    """The refusal of what is nested past all need."""
    return refuse(
        where, "too-deep", "层次过深，不像自查结果；请重新导出",
        "this is nested too deeply for answers; export it again",
    )  # fmt: skip


def string_in(table: Table, key: str, where: str, most: int) -> str:
    """A text of at most so many characters, "" where there is none."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise misshapen(f"{where}{key}", "文字", "a text")
    if len(value) > most:
        raise refuse(
            f"{where}{key}", "too-long",
            f"超过 {most} 个字；请删减后重新导出",
            f"this has more than {most} characters; shorten it and export again",
        )  # fmt: skip
    return value


def misshapen(where: str, zh: str, en: str) -> Refused:
    """The refusal of a value that should be something else."""
    return refuse(
        where[:120], "wrong-shape", f"这里应当是{zh}；请重新导出",
        f"this should be {en}; export it again",
    )  # fmt: skip


def table_in(table: Table, key: str, where: str) -> Table:
    """An object, empty where there is none."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise misshapen(f"{where}{key}", "一组字段", "an object")
    if len(value) > MOST:
        raise too_many(f"{where}{key}")
    return cast("Table", value)


def listed(table: Table, key: str, where: str) -> list[object]:
    """A list, empty where there is none."""
    value = table.get(key, [])
    if not isinstance(value, list):
        raise misshapen(f"{where}{key}", "列表", "a list")
    if len(value) > MOST:
        raise too_many(f"{where}{key}")
    return cast("list[object]", value)


def too_many(where: str) -> Refused:
    """The refusal of a list that nobody has written."""
    return refuse(
        where, "too-many", f"超过 {MOST} 项；请核对文件",
        f"there are more than {MOST} of these; see to the file",
    )  # fmt: skip


def tables_in(table: Table, key: str, where: str) -> Iterable[tuple[Table, str]]:
    """The objects of a list, each with where it stands."""
    for n, value in enumerate(listed(table, key, where)):
        if not isinstance(value, dict):
            raise misshapen(f"{where}{key}/{n}", "一组字段", "an object")
        yield cast("Table", value), f"{where}{key}/{n}/"


def unknown(table: Table, known: frozenset[str], where: str) -> More:
    """What an object holds beyond what is known, as it came."""
    if table.keys() <= known:
        return {}
    more = {key: value for key, value in table.items() if key not in known}
    for key, value in more.items():
        _bounded(value, f"{where}{key}", DEEPEST)
    return more


def _bounded(value: object, where: str, left: int) -> None:
    if not left:
        raise too_deep(where[:120])
    inside: Iterable[object] = ()
    if isinstance(value, dict):
        inside = value.values()
    elif isinstance(value, list):
        inside = value
    for one in inside:
        _bounded(one, where, left - 1)
