"""What a unit filled in, as words in the cells of a form."""

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.answers.names import PROBLEMS
from generator.answers.records import Given, Own
from generator.answers.words import is_closed
from generator.records.texts import Language, Text
from generator.sheets.models import Answer
from generator.sheets.office.words import ROLES, Lines, Run, Voice, inline, plain, word
from generator.sheets.records import CheckSheet, EvidenceRow
from generator.sheets.replies import Reply, Trouble

Words = Mapping[str, str]  # by kind of place: answer, finding, measure …
_HAN = re.compile(r"[\u2e80-\u9fff\U00020000-\U0003ffff]")


def typed(words: str, role: str = "label") -> Lines:
    """What somebody wrote, line by line, in the face of a role."""
    kind = ROLES[role]
    language: Language = "zh" if _HAN.search(words) else "en"
    size = kind.zh if language == "zh" else kind.en
    return tuple((Run(line, kind.face, False, size, language),) for line in words.split("\n"))


def written_in(voice: Voice, scale: Sequence[Answer], said: Given | Own) -> Words:
    """What stands in the places of a check, by their kinds; a matter is closed by its word."""
    measure = said.measure
    closed = plain(voice, word(voice, "office-closed"))
    words = {
        "answer": answer_words(voice, scale, said.answer),
        "finding": said.finding,
        "reason": said.reason,
        "remark": said.remark,
        "measure": measure.measure,
        "leader": measure.leader,
        "person": measure.person,
        "limit": measure.due,
        "done": measure.done,
        "proof": measure.proof,
        "closed": closed if is_closed(measure.closed) else measure.closed,
    }
    if isinstance(said, Own):
        words["ask"] = said.ask
    else:
        words |= {"sampled": said.sampled, "off": said.off}
    return {kind: text.strip() for kind, text in words.items()}


def answer_words(voice: Voice, scale: Sequence[Answer], code: str) -> str:
    """An answer as a dropdown offers it."""
    return next((plain(voice, a.text) for a in scale if a.code == code), "")


def replies_of(
    voice: Voice, scale: Sequence[Answer], sheet: CheckSheet, own: Sequence[str]
) -> Mapping[str, Words]:
    """What stands in each row of a sheet, by id; `own` are the ids of the unit's own rows."""
    checks = (row for clause in sheet.clauses for row in clause.checks)
    made = {row.id: written_in(voice, scale, row.reply.given) for row in checks if row.reply}
    rows = zip(own, sheet.own, strict=False)
    return made | {id_: written_in(voice, scale, said) for id_, said in rows}


def is_trouble(voice: Voice, scale: Sequence[Answer], words: Words) -> bool:
    """Whether it is to be mended."""
    return words["answer"] in {answer_words(voice, scale, code) for code in PROBLEMS}


def problem_of(words: Words) -> str:
    """The facts, and the reason on a line of its own."""
    return "\n".join(filter(None, (words["finding"], words["reason"])))


# ── beside what is printed ───────────────────────────────────────────────────────────────────


def told(voice: Voice, scale: Sequence[Answer], reply: Reply | None) -> Lines:
    """What a reviewer says, why it was left out, what was answered before it changed."""
    if reply is None:
        return ()
    every = _told(voice, scale, reply)
    return tuple(line for key, words in every for line in _led(voice, key, words))


def _told(voice: Voice, scale: Sequence[Answer], reply: Reply) -> Iterator[tuple[str, str]]:
    review = (reply.earlier or reply.given).review
    if review.mark or review.remark:
        yield f"told-{review.mark or 'returned'}", review.remark
    if reply.left_out is not None:
        yield "told-left-out", reply.left_out
    if reply.earlier:
        key = "told-earlier" if reply.left_out is None else "told-aside"
        yield key, said_before(voice, scale, reply.earlier)


def said_before(voice: Voice, scale: Sequence[Answer], given: Given) -> str:
    """An answer with all its words, in one text."""
    words = written_in(voice, scale, given)
    order = ("answer", "finding", "reason", "remark", "measure")
    return "\n".join(filter(None, (words[kind] for kind in order)))


def _led(voice: Voice, key: str, words: str) -> Lines:
    """Words under what they are, which is said once; without words it has no colon."""
    lead = word(voice, key)
    if not words:
        bare = Text(lead.zh.rstrip("："), (lead.en or "").rstrip(": "))
        return (inline(voice, bare, "hint"),)
    first, *rest = typed(words, "hint")
    return ((*inline(voice, lead, "hint"), *first), *rest)


def papers(voice: Voice, reply: Reply | None) -> Lines:
    """The papers that the unit named, one a line."""
    every = reply.papers if reply else ()
    return tuple(
        line
        for paper in every
        for line in _led(voice, "told-paper", _paper(voice, paper.kind, paper.note))
    )


def _paper(voice: Voice, kind: Text | None, note: str) -> str:
    named = plain(voice, kind) if kind else ""
    return f"{named} {note}".strip()


def reason_told(voice: Voice, reply: Reply | None) -> Lines:
    """The reason where a form has no place for it."""
    reason = reply.given.reason.strip() if reply else ""
    return _led(voice, "told-reason", reason) if reason else ()


def mended(voice: Voice, scale: Sequence[Answer], one: Trouble) -> Words:
    """Something found wanting as the rows of ledger and problem record have it."""
    measure = one.measure
    closed = plain(voice, word(voice, "office-closed"))
    place = place_of(voice, one)
    return {
        **{"clause": place, "check": place, "problem": one.problem, "finding": one.problem},
        **{"code": one.answer, "answer": answer_words(voice, scale, one.answer)},
        **{"cause": measure.cause, "measure": measure.measure, "leader": measure.leader},
        **{"person": measure.person, "limit": measure.due, "done": measure.done},
        **{"proof": measure.proof, "closed": closed if one.closed else ""},
    }


def papers_said(row: EvidenceRow) -> str:
    """What there is of a kind of papers, each with the checks it shows it for."""
    alone = len(row.papers) == 1 and row.papers[0].checks == row.checks
    ids = ("" if alone else f"（{'、'.join(paper.checks)}）" for paper in row.papers)
    every = (f"{paper.note}{ids_}" for paper, ids_ in zip(row.papers, ids, strict=True))
    return "\n".join(every)


def place_of(voice: Voice, trouble: Trouble) -> str:
    """Where something was found wanting: provision and check, or the unit's question."""
    cite = plain(voice, trouble.cite) if trouble.cite else ""
    since = ""
    if trouble.since is not None:
        when = trouble.since if trouble.since.zh else voice.strings["told-no-period"]
        since = plain(voice, word(voice, "told-since", period=when))
    own = trouble.ask or plain(voice, word(voice, "own-row"))
    return "\n".join(filter(None, (since, cite, trouble.id or own)))
