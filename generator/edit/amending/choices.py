"""The workbook in which a person says where checks of split and merged provisions go."""

from generator.edit.amending.choosing import ARCHIVE, Question
from generator.edit.amending.plan import Plan
from generator.edit.worksheet.columns import Column
from generator.edit.worksheet.tablebook import Row, Table, table_book
from generator.edit.worksheet.taking import Heads, taken_table
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.texts import Document, Language, Location, Text
from generator.records.walking import by_address
from generator.text.addresses import cite
from generator.text.comparing.following import words_under
from generator.text.stamps import stamp

FORMAT = "zicha-choices/1"
_COLUMNS = (
    Column("id", Text("编号", "Number"), 12, locked=True),
    Column("ask", Text("检查问题", "Question"), 34, locked=True),
    Column("quotes", Text("依据的原文", "Quote"), 28, locked=True),
    Column("was", Text("原条文", "Provision before"), 40, locked=True),
    Column("now", Text("现条文", "Provisions now"), 46, locked=True),
    Column("proposed", Text("建议", "Proposed"), 20, locked=True),
    Column("to", Text("归到", "Goes to"), 20),
)
_HEADS: Heads = {column.key: column.head for column in _COLUMNS}
_GUIDE = (
    Text(
        "这些检查项所在的条款在新文本中拆开、并入或移到了别处。每一行在“归到”栏选一个去向；"
        "“建议”只是按引文的字面找到的，不代为决定。",
        "The words on which these checks rest were split, merged or moved. Choose in the column"
        " Goes to where each goes; what is proposed stands where the quotes stand, no more.",
    ),
    Text(
        "不再要的选“档案”：检查项存入档案，编号不再使用。",
        "Choose archive for one that is wanted no more; its number is never given again.",
    ),
    Text(
        "存盘后运行 zicha amend 编号 新文本 --from 这个文件 --dry-run，先看会改什么；"
        "再去掉 --dry-run 写入。空着的行会再问。",
        "Save, then run zicha amend ID NEW_TEXT --from THIS_FILE --dry-run to see what would"
        " be done, and without --dry-run to do it. Rows left blank are asked again.",
    ),
)


def choices_book(regulation: Regulation, plan: Plan, language: Language) -> bytes:
    """A row a check, with the words before and now, and what can be chosen."""
    rows = tuple(_row(question, plan, language) for question in plan.asked)
    title = Text(f"{regulation.title.zh}：检查项的去向", f"{regulation.id}: where checks go")
    state = ((FORMAT, regulation.id), ("text", mark_of(plan.before, plan.after)))
    table = Table(title, Text("去向", "Choices"), _COLUMNS, rows, _GUIDE, state,
                  regulation.edition, ("quotes", "was", "now"))  # fmt: skip
    return table_book(table, language)


def mark_of(before: Document, after: Document) -> str:
    """Of both texts: what was chosen holds for this amendment alone."""
    both = (words_under(article) for text in (before, after) for article in text.articles)
    return stamp("\n".join(both))


def _row(question: Question, plan: Plan, language: Language) -> Row:
    there, here = (by_address(text.articles) for text in (plan.before, plan.after))
    among = [_named(at, language) for at in question.among]
    now = (f"{_named(at, language)}\n{words_under(here[at])}" for at in question.among)
    cells = {
        "id": question.check,
        "ask": question.ask,
        "quotes": "\n".join(question.quotes),
        "was": f"{_named(question.at, language)}\n{words_under(there[question.at])}",
        "now": "\n".join(now),
        "proposed": _named(question.proposed, language),
        "to": _named(decided, language) if (decided := plan.chosen.get(question.check)) else "",
    }
    return Row(cells, wanted=True, among={"to": [*among, _named(ARCHIVE, language)]})


def _named(at: str, language: Language) -> str:
    """a6 第六条; 档案"""
    if at == ARCHIVE:
        return "档案" if language == "zh" else ARCHIVE
    return f"{at} {cite(at, language)}"


def said_in(data: bytes, name: str, id_: str, mark: str) -> tuple[tuple[str, str], ...]:
    """What was chosen for each check; `mark` is that of the texts it has to be of."""
    taken = taken_table(data, name, _HEADS, 4)
    if taken.state.get(FORMAT, id_) != id_:
        raise CannotGoOn(_of_another(name, taken.state[FORMAT]))
    if taken.state.get("text", mark) != mark:
        words = Text(
            "这个表是按另外两个文本做的；请用 -o 重新生成",
            "this table was made for other texts; make it anew with -o",
        )
        raise CannotGoOn(Finding(Location(name), "changed-meanwhile", words))
    return tuple(
        (came.cells["id"], came.cells["to"].split()[0])
        for came in taken.rows
        if came.cells.get("to")
    )


def _of_another(name: str, other: str) -> Finding:
    words = Text(f"这是 {other} 的表", f"this table is of {other}")
    return Finding(Location(name), "other-regulation", words)
