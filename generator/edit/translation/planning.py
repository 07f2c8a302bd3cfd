"""What a table of a translation would change in the English text, or why nothing may."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.edit.translation.rows import Translated, rows_of
from generator.edit.translation.table import Cell, Returned
from generator.records.findings import Finding, Severity
from generator.records.regulation import Regulation
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class Step:
    """New English words of a provision, in place of `before` ("" for none)."""

    at: str
    before: str
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written; nothing is where there are `faults`. `notes` are only told."""

    steps: tuple[Step, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def planned(regulation: Regulation, came: Returned, name: str) -> Plan:
    """Held against the project as it is now; the marks say what the table was made of."""
    now = {row.at: row for row in rows_of(regulation)}
    steps: list[Step] = []
    faults: list[Finding] = []
    notes: list[Finding] = []
    seen: set[str] = set()
    for cell in came.cells:
        row = now.get(cell.at)
        words = _tidy(cell.words, lines=bool(row and row.zh.startswith("|")))
        if row is None or cell.at in seen:
            faults.append(_finding(name, cell, "unknown-address", _strange(cell.at)))
            continue
        seen.add(cell.at)
        if words == row.en:
            continue
        if not words:
            notes.append(_finding(name, cell, "missing-value", _emptied(cell.at)))
        elif found := next(_clashes(row, came.marks.get(cell.at, row.mark)), None):
            faults.append(_finding(name, cell, "changed-meanwhile", found))
        else:
            steps.append(Step(cell.at, row.en, words, cell.line))
    return Plan(tuple(steps), tuple(faults), tuple(notes))


def _tidy(words: str, *, lines: bool) -> str:
    """One line, but for a table."""
    said = [" ".join(line.split()) for line in words.splitlines()]
    return ("\n" if lines else " ").join(line for line in said if line)


def _clashes(row: Translated, mark: str) -> Iterator[Text]:
    """What changed since; marks may be cut short."""
    zh, _, en = mark.partition(" ")
    now_zh, _, now_en = row.mark.partition(" ")
    if not now_en.startswith(en):
        yield Text(
            f"{row.at} 的译文在生成这个表以后有人改过；请看现在的写法，或重新生成",
            f"somebody changed the English of {row.at} after this table was made; look at it,"
            " or make the table anew",
        )
    if not now_zh.startswith(zh):
        yield Text(
            f"{row.at} 的中文在生成这个表以后改过；请对照现在的中文，或重新生成",
            f"the Chinese of {row.at} changed after this table was made; make the table anew",
        )


def _strange(at: str) -> Text:
    return Text(
        f"法规里没有 {at}，或这里写了两行；请照生成的表填写",
        f"the regulation has no {at}, or it stands here twice; keep the rows as made",
    )


def _emptied(at: str) -> Text:
    return Text(
        f"{at} 的译文一格是空的；原来的译文不动",
        f"the English of {at} is empty here; what there is stays",
    )


def _finding(name: str, cell: Cell, rule: str, words: Text) -> Finding:
    severity: Severity = "warning" if rule == "missing-value" else "error"
    return Finding(Location(name, cell.line), rule, words, severity)
