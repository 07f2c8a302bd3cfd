"""Rules on ids and codes: that they are known, used and one of a kind."""

import graphlib
from collections.abc import Iterator, Mapping

from generator.records.checklist import Term
from generator.records.regulation import Regulation
from generator.records.site import Project
from generator.records.texts import Location, Places, Text
from generator.records.walking import blocks, place, written_checks
from generator.rules.written import Faults
from generator.text.nearest import Patience, nearest_word, should_be

_MOST_CIRCLES = 20  # told at once: each is looked for anew
_KINDS = ("bearers", "evidence", "verify", "sampling")


def repeated_id(regulation: Regulation) -> Faults:
    """A check's id is its own, also after the check is gone."""
    seen: dict[str, Location] = {}
    for check in written_checks(regulation):
        where = place(check.places, "id", check.location)
        if check.id in seen:
            first = seen[check.id]
            words = Text(
                f"编号 {check.id} 已用于 {first.path}:{first.line}；请换一个没有用过的编号",
                f"{check.id} is the id of the check at {first.path}:{first.line}; "
                "take one that was never used",
            )
            yield where, words
        seen.setdefault(check.id, where)
    yield from _given_again(regulation, seen)


def _given_again(regulation: Regulation, seen: Mapping[str, Location]) -> Faults:
    for checklist in regulation.checklist_files:
        for id_ in checklist.dropped:
            if id_ in seen:
                words = Text(
                    f"编号 {id_} 属于已删去的检查项；请换一个没有用过的编号",
                    f"{id_} was the id of a check that was taken out; take one never used",
                )
                yield seen[id_], words


def repeated_term(regulation: Regulation) -> Faults:
    """The glossary has one entry for a term."""
    seen: dict[str, int] = {}
    for entry in regulation.glossary:
        if entry.zh in seen:
            words = Text(
                f"“{entry.zh}”在第 {seen[entry.zh]} 行已有；请合并为一条",
                f"'{entry.zh}' stands in line {seen[entry.zh]} already; merge the two",
            )
            yield entry.location, words
        seen.setdefault(entry.zh, entry.location.line)


def repeated_alias(regulation: Regulation) -> Faults:
    """What people call a bearer leads to one bearer."""
    bearers = regulation.vocabulary.bearers
    seen = {
        _compared(words): code
        for code, term in bearers.items()
        for words in (term.text.zh, term.text.en, term.short.zh, term.short.en)
        if words
    }
    for code, term in bearers.items():
        for n, alias in enumerate(term.aliases):
            first = seen.setdefault(_compared(alias), code)
            if first != code or alias in term.aliases[:n]:
                words = Text(
                    f"“{alias}”已经是 {first} 的叫法；请只留在一处",
                    f"'{alias}' is what {first} is called already; keep it in one place",
                )
                yield term.places[f"aliases/{n}"], words


def _compared(words: str) -> str:
    return "".join(words.lower().split())


def unknown_code(regulation: Regulation) -> Faults:
    """A code stands in the vocabulary."""
    if _vocabulary_path(regulation) in regulation.unread:
        return
    patience = Patience()
    for kind, code, where in _codes(regulation):
        known: Mapping[str, Term] = getattr(regulation.vocabulary, kind)
        if code not in known:
            yield where, _unknown(kind, code, known, nearest_word(code, known, patience))


def _unknown(kind: str, code: str, known: Mapping[str, Term], near: str) -> Text:
    otherwise = Text(
        "请更正，或在 vocabulary.yaml 中补上", "correct it, or add it to vocabulary.yaml"
    )
    ask = should_be(near, otherwise, known[near].short.zh if near else "")
    return Text(
        f"词表的 {kind} 中没有代码 {code}；{ask.zh}",
        f"the vocabulary has no code {code} among its {kind}; {ask.en}",
    )


def unused_code(regulation: Regulation) -> Faults:
    """Every code of the vocabulary is used by a check."""
    if regulation.unread or not regulation.checklist_files or _has_drafts(regulation):
        return  # who uses the code may stand in what is not read or written yet
    used = {(kind, code) for kind, code, _ in _codes(regulation)}
    for kind in _KINDS:
        terms: Mapping[str, Term] = getattr(regulation.vocabulary, kind)
        for code, term in terms.items():
            if (kind, code) not in used and not term.within:
                words = Text(
                    f"没有检查项使用代码 {code}；请删除，或在检查项中使用",
                    f"no check uses the code {code}; delete it, or use it in a check",
                )
                yield term.location, words


def _has_drafts(regulation: Regulation) -> bool:
    return any(block.drafts for _, block in blocks(regulation))


def _codes(regulation: Regulation) -> Iterator[tuple[str, str, Location]]:
    """Every use of a code: its kind, the code, where it stands."""
    for code, term in regulation.vocabulary.bearers.items():
        if code in term.within:
            continue
        yield from _listed("bearers", term.places, "within", term.within)
    for _, block in blocks(regulation):
        yield from _listed("bearers", block.places, "bearers/codes", block.bearers)
        for check in (*block.checks, *block.drafts):
            if "bearers" in check.places:
                yield from _listed("bearers", check.places, "bearers", check.bearers)
            yield from _listed("evidence", check.places, "evidence", check.evidence)
            yield from _listed("verify", check.places, "verify", check.verify)
            yield "sampling", check.sampling, check.places["sampling"]


def _listed(
    kind: str, places: Places, key: str, codes: tuple[str, ...]
) -> Iterator[tuple[str, str, Location]]:
    for n, code in enumerate(codes):
        yield kind, code, places[f"{key}/{n}"]


def circular_bearer(regulation: Regulation) -> Faults:
    """No bearer lies within itself."""
    bearers = dict(regulation.vocabulary.bearers)
    for _ in range(_MOST_CIRCLES):
        circle = _circle(bearers)
        code = next((code for code in bearers if code in circle), None)
        if code is None:
            break
        words = Text(
            f"{code} 的 within 绕了一圈又回到 {code}；请删除其中一个",
            f"within leads from {code} back to {code}; take one of the codes out",
        )
        yield place(bearers[code].places, "within", bearers[code].location), words
        bearers = {code: term for code, term in bearers.items() if code not in circle}


def _circle(bearers: Mapping[str, Term]) -> frozenset[str]:
    """Codes that lie within each other in a ring, if any do."""
    sorter = graphlib.TopologicalSorter({code: t.within for code, t in bearers.items()})
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        return frozenset(error.args[1])
    return frozenset()


def answer_without_reason(regulation: Regulation) -> Faults:
    """Whoever answers 否 or 不适用 says why."""
    for code in ("no", "na"):
        term = regulation.vocabulary.answers.get(code)
        if term and not term.needs_reason:
            words = Text(
                f"答案 {code} 必须写明理由；请加上 needs_reason: true",
                f"the answer {code} needs a reason; add needs_reason: true",
            )
            yield term.location, words


def unknown_shared_bearer(project: Project) -> Faults:
    """A bearer that site.yaml shares among regulations is in the vocabulary of each."""
    for shared in project.site.shared_bearers:
        for regulation in project.regulations:
            code = shared.parts.get(regulation.id)
            known = regulation.vocabulary.bearers
            if code is not None and code not in known:
                where = shared.places[f"in/{regulation.id}"]
                near = nearest_word(code, known)
                yield where, _unknown("bearers", code, known, near)


def _vocabulary_path(regulation: Regulation) -> str:
    return f"checklists/{regulation.id}/vocabulary.yaml"
