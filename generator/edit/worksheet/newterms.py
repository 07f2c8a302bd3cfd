"""Entries of the vocabulary that a workbook adds: each gets a code, once."""

from dataclasses import dataclass

from generator.edit.worksheet.columns import TERM_KINDS, meant, plain
from generator.edit.worksheet.naming import terms_of
from generator.edit.worksheet.taking import Came
from generator.records.checklist import Term, Vocabulary
from generator.records.findings import Finding
from generator.records.texts import Location, Text


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A term with the part of the vocabulary it belongs in."""

    kind: str
    code: str
    term: Term


def new_terms(
    vocabulary: Vocabulary, rows: tuple[Came, ...], name: str
) -> tuple[tuple[NewTerm, ...], tuple[Finding, ...]]:
    """Those whose name the vocabulary does not have; codes are b1, e1, v1, s1 and so on."""
    found: list[NewTerm] = []
    faults: list[Finding] = []
    for came in rows:
        zh = came.cells.get("zh", "") or came.cells.get("short", "")
        kind = meant(came.cells.get("kind", ""), TERM_KINDS)
        if zh and kind is None:
            words = Text(
                f"“{zh}”没有选类别；请选责任主体、佐证材料、核查方式或抽查范围",
                f"'{zh}' has no kind; choose bearer, evidence, way to verify or sampling",
            )
            faults.append(Finding(Location(name, came.line), "wrong-value", words))
        if not zh or kind is None:
            continue
        known = terms_of(vocabulary, kind)
        codes = {*known, *(term.code for term in found if term.kind == kind)}
        names = {plain(w) for t in known.values() for w in (t.text.zh, t.short.zh)}
        names |= {plain(term.term.text.zh) for term in found if term.kind == kind}
        if plain(zh) not in names:
            code = _code(kind, codes)
            found.append(NewTerm(kind, code, _term(code, zh, came)))
    return tuple(found), tuple(faults)


def _code(kind: str, codes: set[str]) -> str:
    n = 1
    while f"{kind[0]}{n}" in codes:
        n += 1
    return f"{kind[0]}{n}"


def _term(code: str, zh: str, came: Came) -> Term:
    text = Text(zh, came.cells.get("en") or None)
    short = came.cells.get("short", "")
    return Term(code, text, Text(short) if short else text, Location(""))
