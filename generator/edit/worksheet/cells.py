"""What a cell of the worksheet says, as the checklist says it."""

import re

from generator.edit.worksheet.columns import (
    BY_KEY,
    CHINESE,
    CODES,
    DECISIONS,
    FLAGGED,
    FLAGS,
    KINDS,
    meant,
    wide,
)
from generator.edit.worksheet.desk import Desk
from generator.edit.worksheet.naming import codes_in, near
from generator.edit.worksheet.quoting import verbatim
from generator.edit.worksheet.taking import Came


def decision_of(desk: Desk, came: Came) -> str:
    """accept, keep, drop or "" for none."""
    said = came.cells.get("do", "")
    decision = meant(said, DECISIONS) if said else ""
    if decision is None:
        zh, en = f"“处理”只写 采用、保留 或 删除，不是“{said}”", f"'{said}' is no decision"
        desk.fault(came, "wrong-value", zh, f"{en}: accept, keep or drop")
    return decision or ""


def value_of(desk: Desk, came: Came, at: str, key: str, *, quiet: bool = False) -> str | None:
    """What a cell says, as the checklist says it; None where it says nothing that is known."""
    cell = came.cells.get(key, "")
    if key in CODES:
        return _codes(desk, came, key, quiet=quiet)
    if key == "kind" and cell:
        value = meant(cell, KINDS)
    elif key in FLAGGED:
        value = meant(cell, FLAGS) if cell else ""
    elif key == "quotes":
        return _quotes(desk, came, at, quiet=quiet)
    elif key == "look":
        return "\n".join(map(wide, cell.split("\n")))
    elif key == "with":
        return "\n".join(re.findall(r"A[0-9]+(?:-[0-9]+)+", cell))
    else:
        return wide(cell) if key in CHINESE else cell
    if value is None and not quiet:
        head = BY_KEY[key].head
        zh, en = f"“{head.zh}”里的“{cell}”看不懂", f"'{cell}' is no {head.en}"
        desk.fault(came, "wrong-value", f"{zh}；请从下拉里选", f"{en}; choose from the list")
    return value


def _codes(desk: Desk, came: Came, key: str, *, quiet: bool) -> str:
    codes, strange = codes_in(came.cells.get(key, ""), desk.names.known[key])
    for word in () if quiet else strange:
        close = near(word, desk.names.known[key], desk.names.kinds[key])
        ask = f"是否应为“{close}”？" if close else "先写到“新增词”页"
        should = f"should it be '{close}'?" if close else "put it on the page New words first"
        zh, en = f"词表里没有“{word}”；{ask}", f"the vocabulary has no '{word}'; {should}"
        desk.fault(came, "unknown-code", zh, en)
    if key == "sampling" and len(codes) > 1 and not quiet:
        desk.fault(came, "wrong-value", "抽查范围只能写一个", "there is one sampling only")
    return "\n".join(codes)


def _quotes(desk: Desk, came: Came, at: str, *, quiet: bool) -> str:
    law = desk.provisions[at].words.zh if at in desk.provisions else ""
    found: list[str] = []
    for said in filter(None, came.cells.get("quotes", "").split("\n")):
        run = verbatim(said, law)
        if run and run not in found:
            found.append(run)
        if quiet or run == said:
            continue
        if not run:
            zh, en = f"{at} 里没有“{said}”", f"{at} does not say '{said}'"
            mends = ("；请从“原文”一栏摘抄", "; copy a run of its text")
            desk.fault(came, "quote-not-in-provision", f"{zh}{mends[0]}", f"{en}{mends[1]}")
        else:
            zh, en = f"依据的原文取“{run}”（写的是“{said}”）", f"quoted: '{run}' for '{said}'"
            desk.note(came.line, "nearest-quote", zh, en)
    return "\n".join(found)
