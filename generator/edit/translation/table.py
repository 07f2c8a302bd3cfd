"""The table of a translation as a workbook, and what comes back in one."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.edit.translation.rows import STATES, Translated, rows_of
from generator.edit.worksheet.columns import Column
from generator.edit.worksheet.tablebook import Row, Table, table_book
from generator.edit.worksheet.taking import Heads, taken_table
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.texts import Language, Location, Text

FORMAT = "zicha-translation/1"
COLUMNS = (
    Column("at", Text("地址", "Address"), 9, locked=True),
    Column("cite", Text("条款", "Provision"), 16, locked=True),
    Column("zh", Text("中文原文", "Chinese text"), 52, locked=True),
    Column("translation", Text("英文译文", "English translation"), 64),
    Column("terms", Text("术语", "Terms"), 36, locked=True),
    Column("state", Text("状态", "State"), 9, locked=True),
    Column("remark", Text("备注", "Remark"), 24),
)
HEADS: Heads = {column.key: column.head for column in COLUMNS}
GUIDE = (
    Text(
        "每一行是一个条款。只改“英文译文”一栏；中文改不了。黄底的行还没有译文，"
        "或中文、译文在上次核对后有改动。",
        "A row is a provision. Change the column English translation alone. Rows in yellow have"
        " no translation yet, or one of the two languages changed since they were compared.",
    ),
    Text(
        "不写条号和项号；没译的留空，以后再译。“术语”一栏是术语表里的译法。",
        "Write no numbers of articles and items; leave blank what is not translated yet. Terms"
        " are rendered as the glossary has them.",
    ),
    Text(
        "存盘后运行 zicha worksheet 编号 --translation --from 这个文件 --dry-run，"
        "先看会改什么；再去掉 --dry-run 写入 en.txt。",
        "Save, then run zicha worksheet ID --translation --from THIS_FILE --dry-run to see what"
        " would change, and without --dry-run to write it into en.txt.",
    ),
    Text(
        "写入不等于核对过：对照中文核对后，运行 zicha review --translation 地址。",
        "Written is not reviewed: hold it against the Chinese, then run zicha review"
        " --translation ADDRESS.",
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """English words that came back for a provision, and where they stood (from 1)."""

    at: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Returned:
    """All that comes back: `marks` are those of the rows it was made with, by address."""

    cells: tuple[Cell, ...]
    marks: Mapping[str, str]


def translation_book(regulation: Regulation, language: Language) -> bytes:
    """The file; what is missing or to be looked at is tinted."""
    rows = rows_of(regulation)
    table = Table(
        Text(f"{regulation.title.zh}：译文", f"{regulation.id}: translation"),
        Text("译文", "Translation"),
        COLUMNS,
        tuple(_row(row, language) for row in rows),
        GUIDE,
        ((FORMAT, regulation.id), *((row.at, row.mark) for row in rows)),
        regulation.edition,
        ("zh",),
    )
    return table_book(table, language)


def _row(row: Translated, language: Language) -> Row:
    cells = {
        "at": row.at,
        "cite": _say(row.cite, language),
        "zh": row.zh,
        "translation": row.en,
        "terms": "\n".join(f"{entry.zh} = {entry.en}" for entry in row.terms),
        "state": _say(STATES[row.state], language),
    }
    return Row(cells, wanted=bool(row.state))


def _say(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en or text.zh


def returned(data: bytes, name: str, id_: str) -> Returned:
    """What a workbook brings. Raises CannotGoOn where it is of another regulation."""
    taken = taken_table(data, name, HEADS, 4)
    must_be_of(taken.state.get(FORMAT, id_), id_, name)
    cells = (
        Cell(came.cells.get("at", ""), came.cells.get("translation", ""), came.line)
        for came in taken.rows
    )
    return Returned(tuple(cell for cell in cells if cell.at), taken.state)


def must_be_of(other: str, id_: str, name: str) -> None:
    """Raises CannotGoOn where a table is of another regulation."""
    if other != id_:
        words = Text(f"这是 {other} 的译文表", f"this table is of {other}")
        raise CannotGoOn(Finding(Location(name), "other-regulation", words))
