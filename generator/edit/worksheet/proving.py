"""A plan as written held against what was wanted, before any of it is put into a project."""

from collections.abc import Mapping

from generator.edit.worksheet.columns import EDITED
from generator.edit.worksheet.desk import Plan
from generator.edit.worksheet.rows import Row, in_file_order, row_of
from generator.project.checklists import checklist_in
from generator.records.findings import CannotGoOn, Finding
from generator.records.regulation import Regulation
from generator.records.texts import Location, Text


def proven(
    regulation: Regulation, plan: Plan, after: Mapping[str, str], ids: Mapping[int, str]
) -> None:
    """Raises CannotGoOn where a file would not say just what the plan says.

    Layouts of YAML that nobody foresaw, such as checks in one line, are left to their authors.
    """
    before = {c.location.path: c for c in regulation.checklist_files}
    for path, text in after.items():
        if path.endswith("/vocabulary.yaml"):
            continue
        checklist, findings = checklist_in(text, path)
        faults = [f for f in findings if f.severity == "error"]
        if checklist is None or faults:
            raise CannotGoOn(_by_hand(path), *faults)
        found = {
            check.id: row_of(check)
            for block in checklist.provisions
            for check in in_file_order(block)
        }
        rows = {
            check.id: row_of(check)
            for block in (before[path].provisions if path in before else ())
            for check in in_file_order(block)
        }
        _hold(path, found, _wanted(rows, plan, ids, checklist.article))


def _wanted(
    rows: Mapping[str, Row], plan: Plan, ids: Mapping[int, str], article: str
) -> Mapping[str, Mapping[str, str]]:
    wanted = {id_: row.values for id_, row in rows.items()}
    for n, step in enumerate(plan.steps):
        if step.at.partition(".")[0] != article or step.what == "why":
            continue
        if step.what == "drop":
            wanted.pop(step.id, None)
        else:
            wanted[ids.get(n, step.id)] = step.values
    return wanted


def _hold(path: str, found: Mapping[str, Row], wanted: Mapping[str, Mapping[str, str]]) -> None:
    same = found.keys() == wanted.keys() and all(
        found[id_].values[key] == values[key]
        for id_, values in wanted.items()
        for key in EDITED
    )
    if not same:
        raise CannotGoOn(_by_hand(path))


def _by_hand(path: str) -> Finding:
    return Finding(
        Location(path),
        "not-written",
        Text(
            "这个文件的写法太特别，工作簿改不了；什么也没有写入，请手工改它",
            "this file is laid out in a way that cannot be changed from a workbook; nothing is"
            " written, edit it by hand",
        ),
    )
