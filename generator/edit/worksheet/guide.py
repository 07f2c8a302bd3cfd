"""What the workbook of checks says of itself."""

from generator.records.texts import Text

TABS = {
    "checks": Text("检查项", "Checks"),
    "guide": Text("说明", "How to"),
    "terms": Text("词表", "Vocabulary"),
    "new": Text("新增词", "New words"),
}
# Whoever accepts drafts signs once; a row with its own name and day keeps them.
ACCEPTED = {"by": Text("采用人", "Accepted by"), "on": Text("采用日期", "Accepted on")}
GUIDE = (
    Text(
        "黄底的行是程序起草的检查项（{drafts} 个），没有人采用就不印、不计数。"
        "先在上面填采用人和日期。",
        "Rows in yellow are drafts ({drafts}): until a person accepts them they are printed and"
        " counted nowhere. First write above who accepts them and the day.",
    ),
    Text(
        "逐行看：合适的在“处理”栏选“采用”，可以先改问题；不要的选“删除”；拿不准的留空。"
        "删掉整行不算删除。",
        "Row by row: choose accept, after rewording it where needed, or drop; leave blank what"
        " you are not sure of. A row deleted from the sheet drops nothing.",
    ),
    Text(
        "问题要让“是”表示符合，以“？”结尾。“依据的原文”写条款里的任意一段，一行一段。",
        "A question is worded so that yes is good. A quote is any run of the provision's words,"
        " one a line.",
    ),
    Text(
        "责任主体、佐证材料、核查方式一格可以写几个，一行一个（Alt+Enter）或用“；”隔开；"
        "下拉里没有的，先写到“新增词”。",
        "Bearers, evidence and ways to verify take several names in a cell, one a line"
        " (Alt+Enter) or with ; between; names not in the list go to New words first.",
    ),
    Text(
        "要给一个条款加检查项：在它的“不设”行或最下面的空行写问题，空行的“地址”照抄别的行。"
        "不设检查项的，写理由。",
        "To add a check write its question in the grey row of the provision, or in an empty row"
        " at the end with the address copied. Where none is wanted write why.",
    ),
    Text(
        "存盘后运行 zicha worksheet 编号 --from 这个文件 --dry-run，先看会改什么；"
        "再去掉 --dry-run 写入。",
        "Save, then run zicha worksheet ID --from THIS_FILE --dry-run to see what would change,"
        " and without --dry-run to write it.",
    ),
)
