"""What the rows of a workbook would change in a regulation's checks, or why nothing may."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.edit.worksheet.cells import decision_of, value_of
from generator.edit.worksheet.columns import (
    BY_KEY,
    CODES,
    DECISIONS,
    EDITED,
    FLAGGED,
    day,
    meant,
    plain,
    tidy,
    wide,
)
from generator.edit.worksheet.desk import Desk, Plan, Step
from generator.edit.worksheet.naming import Names, names_of
from generator.edit.worksheet.newterms import NewTerm, new_terms
from generator.edit.worksheet.rows import Row, Values, rows_of, shown
from generator.edit.worksheet.taking import Came, Taken
from generator.records.checklist import Vocabulary
from generator.records.regulation import Regulation
from generator.records.texts import Text
from generator.records.walking import provisions

NEEDED = ("kind", "quotes", "ask", "bearers", "evidence", "verify", "sampling")
_LATER = ("by", "on")  # told by what is accepted


def planned(regulation: Regulation, taken: Taken, name: str) -> Plan:
    """Held against the project as it is now; the workbook's own marks say what it was."""
    terms, term_faults = new_terms(regulation.vocabulary, taken.terms, name)
    names = names_of(_with(regulation.vocabulary, terms))
    now = {row.key: row for row in rows_of(regulation)}
    desk = Desk(name, taken, names, provisions(regulation), now, faults=[*term_faults])
    if taken.regulation and taken.regulation != regulation.id:
        other = taken.regulation
        zh, en = f"这是 {other} 的工作簿", f"this workbook is of {other}"
        desk.fault(Came(1, {}), "other-regulation", zh, en)
        return Plan((), (), tuple(desk.faults), (), names)
    kept, fresh = _sorted_out(desk)
    for came in kept.values():
        _row(desk, came)
    for came in fresh:
        _new(desk, came)
    _missing(desk, kept)
    used = {
        code for s in desk.steps for key in CODES for code in s.values.get(key, "").split("\n")
    }
    wanted = tuple(term for term in terms if term.code in used or not desk.faults)
    return Plan(tuple(desk.steps), wanted, tuple(desk.faults), tuple(desk.notes), names)


def _with(vocabulary: Vocabulary, terms: tuple[NewTerm, ...]) -> Vocabulary:
    for term in terms:
        known = {**getattr(vocabulary, term.kind), term.code: term.term}
        vocabulary = replace(vocabulary, **{term.kind: known})
    return vocabulary


def _sorted_out(desk: Desk) -> tuple[dict[str, Came], list[Came]]:
    """Rows that belong to what there was, by its key; the others are new.

    Of two rows with one number (a copied row) the one that still says what it said is the old
    one, else the first.
    """
    kept: dict[str, Came] = {}
    fresh: list[Came] = []
    for came in desk.taken.rows:
        at = _address(desk, came)
        key = came.cells.get("id", "") or at
        if not key:
            fresh.append(came)
        elif key not in kept and (key in desk.now or key in desk.taken.marks):
            kept[key] = came
        elif key in kept:
            first = kept[key]
            is_old = _is_as_it_was(desk, key, came) and not _is_as_it_was(desk, key, first)
            kept[key] = came if is_old else first
            fresh.append(first if is_old else came)
        else:
            fresh.append(came)
    return kept, fresh


def _address(desk: Desk, came: Came) -> str:
    """The provision a row is about, named by address or as it is cited; "" for none."""
    said = plain(came.cells.get("at", "")) or plain(came.cells.get("cite", ""))
    if not said or said in desk.provisions:
        return said
    cited = {plain(p.cite.zh): at for at, p in desk.provisions.items()}
    return cited.get(said, "")


def _is_as_it_was(desk: Desk, key: str, came: Came) -> bool:
    row = desk.now.get(key)
    return row is not None and not _differing(desk, row, came)


def _differing(desk: Desk, row: Row, came: Came) -> tuple[str, ...]:
    """Columns whose cell does not show what the checklist says now."""
    return tuple(
        key
        for key in EDITED
        if key in came.cells and not _shows(desk, key, row.values[key], came.cells[key])
    )


def _shows(desk: Desk, key: str, value: str, cell: str) -> bool:
    if key in _LATER:
        return not cell or cell == value or day(cell) == value
    both = (shown(key, value, desk.names, chinese=zh) for zh in (True, False))
    return any(tidy(key, one) == cell for one in both) or (key in FLAGGED and cell == value)


def _row(desk: Desk, came: Came) -> None:
    """A row of something that was there when the workbook was made."""
    key = came.cells.get("id", "") or _address(desk, came)
    row = desk.now.get(key)
    decision = decision_of(desk, came)
    if row is None:
        if decision != "drop" and came.cells.get("id"):
            zh = f"{key} 在项目里已经没有了；请删去这一行，或重新生成工作簿"
            en = f"{key} is no longer in the project; delete this row or make a new workbook"
            desk.fault(came, "gone-meanwhile", zh, en)
        return
    differing = _differing(desk, row, came)
    if row.state == "none" and _is_new_check(came):
        _new(desk, came)
        return
    if (differing or decision in ("accept", "drop")) and _is_conflict(desk, row, came):
        return
    if decision == "drop" and row.id:
        desk.steps.append(Step(row.at, row.id, "drop", row.values, before=row.values))
        return
    accept = decision == "accept" and bool(row.id) and row.state == "draft"
    differing = tuple(key for key in differing if key not in _LATER)
    _change(desk, came, row, differing, accept=accept)


def _is_new_check(came: Came) -> bool:
    return bool(came.cells.get("ask") or came.cells.get("quotes"))


def _is_conflict(desk: Desk, row: Row, came: Came) -> bool:
    """Whether somebody has changed the check since the workbook was made."""
    mark = came.cells.get("mark") or desk.taken.marks.get(row.key, "")
    if not mark or mark == row.mark or _is_done(desk, row, came):
        return False
    zh = f"{row.key} 在生成这个工作簿以后改过；请看现在的写法，改好这一行或重新生成工作簿"
    en = f"{row.key} was changed after this workbook was made; make a new one, or look at both"
    desk.fault(came, "changed-meanwhile", zh, en)
    return True


def _is_done(desk: Desk, row: Row, came: Came) -> bool:
    """Whether the row says what is there: the workbook was taken over before."""
    if meant(came.cells.get("do", ""), DECISIONS) == "drop":
        return False
    differing = [k for k in _differing(desk, row, came) if k not in _LATER]
    values = {k: value_of(desk, came, row.at, k, quiet=True) for k in differing}
    return all(row.values[k] == value for k, value in values.items())


def _change(
    desk: Desk, came: Came, row: Row, differing: tuple[str, ...], *, accept: bool
) -> None:
    values = dict(row.values)
    for key in differing:
        value = value_of(desk, came, row.at, key)
        if value is not None:
            values[key] = value
    if not row.id:
        _why(desk, row, values)
        return
    if accept or (row.values["by"] and (came.cells.get("by") or came.cells.get("on"))):
        values |= _signed(desk, came, row)
    empty = [
        key
        for key in NEEDED
        if not (values[key] or came.cells.get(key)) and (row.values[key] or accept)
    ]
    for key in empty:
        head = BY_KEY[key].head
        zh = f"{row.id} 的“{head.zh}”是空的；不要这个检查项，就在“处理”栏选“删除”"
        en = f"'{head.en}' of {row.id} is empty; to take the check out choose drop"
        desk.fault(came, "missing-value", zh, en)
    _must_ask(desk, came, values)
    _must_pair(desk, came, values)
    changed = tuple(key for key in EDITED if values[key] != row.values[key])
    if accept or changed:
        what = "accept" if accept else "edit"
        desk.steps.append(Step(row.at, row.id, what, values, changed, row.values))


def _must_ask(desk: Desk, came: Came, values: Values) -> None:
    if values["ask"] and not values["ask"].endswith("？"):
        zh, en = "检查问题应以“？”结尾", "the question ends with ？"
        desk.fault(came, "question-form", zh, en)


def _must_pair(desk: Desk, came: Came, values: Values) -> None:
    """What to look at has as many lines in English as in Chinese, or none."""
    zh, en = (values[key].count("\n") + bool(values[key]) for key in ("look", "look_en"))
    if en not in (0, zh):
        desk.fault(
            came,
            "lines-differ",
            f"“核对要点”中文 {zh} 行、英文 {en} 行；请逐行对应，没有英文的一行写“–”",
            f"what to look at has {zh} lines in Chinese, {en} in English; write – for a line"
            " without English",
        )


def _why(desk: Desk, row: Row, values: Values) -> None:
    changed = tuple(key for key in ("why", "why_en") if values[key] != row.values[key])
    if changed and values["why"]:
        desk.steps.append(Step(row.at, "", "why", values, changed, row.values))


def _signed(desk: Desk, came: Came, row: Row | None) -> Values:
    """Who accepts and when: as the row says, else the first page, else as it is."""
    by = came.cells.get("by") or desk.taken.by or (row.values["by"] if row else "")
    said = came.cells.get("on") or desk.taken.on or (row.values["on"] if row else "")
    on = day(said)
    if not by or not on:
        zh = "采用草稿要写采用人和日期（如 2026-12-01）；写在这一行，或写在“说明”页一次"
        en = "say who accepts and the day (2026-12-01), in this row or once on the page How to"
        if all(fault.rule != "not-signed" for fault in desk.faults):  # once is enough
            desk.fault(came, "not-signed", zh, en)
        return {}
    return {"by": by, "on": on}


def _new(desk: Desk, came: Came) -> None:
    """A row of its own making, or a copied one: a check more."""
    if not any(came.cells.get(key) for key in EDITED):
        return
    at = _address(desk, came)
    if not at:
        zh, en = "这一行没有地址（如 a5.i3）", "this row has no address, such as a5.i3"
        desk.fault(came, "unknown-address", f"{zh}；请照抄同一条款的行", f"{en}; copy one")
        return
    if decision_of(desk, came) == "drop" or _is_there(desk, at, came):
        return
    values = dict.fromkeys(EDITED, "")
    for key in EDITED:
        if key not in ("why", "why_en", *_LATER):
            values[key] = value_of(desk, came, at, key) or ""
    values = _with_usual(desk, at, values)
    for key in NEEDED:
        if not values[key] and came.cells.get(key, "") == "":
            head = BY_KEY[key].head
            zh, en = f"新检查项还缺“{head.zh}”", f"the new check has no '{head.en}' yet"
            desk.fault(came, "missing-value", zh, en)
    _must_ask(desk, came, values)
    _must_pair(desk, came, values)
    signs = came.cells.get("by") or desk.taken.by or decision_of(desk, came) == "accept"
    if signs:
        values |= _signed(desk, came, None)
    desk.steps.append(Step(at, "", "add", values))


def _is_there(desk: Desk, at: str, came: Came) -> bool:
    """Whether such a check is in the project: taken over before, or copied and left alone."""
    ask = wide(came.cells.get("ask", ""))
    return any(row.at == at and row.values["ask"] == ask for row in desk.now.values() if ask)


def _with_usual(desk: Desk, at: str, values: Values) -> dict[str, str]:
    """What goes without saying: the whole provision, a duty, whom its other checks ask."""
    other = next((r.values for r in desk.now.values() if r.at == at and r.id), None)
    law = desk.provisions[at].words.zh.rstrip("；。：，")
    usual = {"kind": "duty", "quotes": law, "bearers": other["bearers"] if other else ""}
    return {key: value or usual.get(key, "") for key, value in values.items()}


def _missing(desk: Desk, kept: Mapping[str, Came]) -> None:
    """Rows deleted in the workbook, which drops nothing."""
    gone = [key for key in desk.taken.marks if key in desk.now and key not in kept]
    if gone:
        few = "、".join(gone[:5]) + ("……" if len(gone) > 5 else "")
        zh = f"工作簿里少了 {len(gone)} 行（{few}）；没有删除，要删请在“处理”栏选“删除”"
        en = f"{len(gone)} rows are missing ({few}); nothing is dropped, to do so choose drop"
        desk.note(1, "missing-row", zh, en)


def described(step: Step, names: Names) -> Iterator[Text]:
    """What a step does, in lines for people: the change of each column."""
    for key in step.changed:
        head = BY_KEY[key].head
        old, new = (
            shown(key, values.get(key, ""), names, chinese=True).replace("\n", "；") or "–"
            for values in (step.before, step.values)
        )
        yield Text(f"{head.zh}：{old} → {new}", f"{head.en}: {old} → {new}")
