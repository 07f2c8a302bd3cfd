"""The names by which a worksheet speaks of codes: each its own, read back from any cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.edit.worksheet.columns import plain
from generator.records.checklist import Term, Vocabulary
from generator.text.nearest import nearest_word

KINDS = ("bearers", "evidence", "verify", "sampling")
_SURE = re.compile(r"[\n;；]+")
_MAYBE = re.compile(r"[、，,/]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Kind → code → its name in the workbook; kind → any way to name it → code."""

    kinds: Mapping[str, Mapping[str, str]]
    known: Mapping[str, Mapping[str, str]]

    def name(self, kind: str, code: str) -> str:
        """The code itself where the vocabulary does not have it."""
        return self.kinds[kind].get(code, code)


def terms_of(vocabulary: Vocabulary, kind: str) -> Mapping[str, Term]:
    """Code → term of a part of the vocabulary."""
    terms: Mapping[str, Term] = getattr(vocabulary, kind)
    return terms


def names_of(vocabulary: Vocabulary) -> Names:
    """Short names where they are unlike all others, else the whole with the code."""
    kinds: dict[str, Mapping[str, str]] = {}
    known: dict[str, Mapping[str, str]] = {}
    for kind in KINDS:
        terms = terms_of(vocabulary, kind)
        kinds[kind] = {code: _name(term, terms) for code, term in terms.items()}
        known[kind] = _ways(terms, kinds[kind])
    return Names(kinds, known)


def _name(term: Term, terms: Mapping[str, Term]) -> str:
    """会议3次, or 会议（meet_b） where two are called so."""
    taken = [t.short.zh for t in terms.values()] + [t.text.zh for t in terms.values()]
    others = [plain(word) for word in taken]
    for word in (term.short.zh, term.text.zh):
        own = (term.short.zh == word) + (term.text.zh == word)
        if others.count(plain(word)) == own and not _SURE.search(word):
            return " ".join(word.split())
    return f"{_SURE.sub(' ', term.short.zh)}（{term.code}）"


def _ways(terms: Mapping[str, Term], names: Mapping[str, str]) -> Mapping[str, str]:
    ways: dict[str, str] = {}
    for code in terms:
        ways.setdefault(plain(names[code]), code)
    for code, term in terms.items():
        for word in (code, term.text.zh, term.short.zh, term.text.en or "", *term.aliases):
            ways.setdefault(plain(word), code)
    return {way: code for way, code in ways.items() if way}


def codes_in(words: str, known: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes a cell names, each once, and what in it names none.

    Names stand in lines of their own or between ；; also between 、 where no name has one.
    """
    codes: list[str] = []
    strange: list[str] = []
    for piece in filter(None, map(str.strip, _SURE.split(words))):
        parts = [piece] if plain(piece) in known else _parts(piece, known)
        for part in parts:
            code = known.get(plain(part))
            if code is None:
                strange.append(part)
            elif code not in codes:
                codes.append(code)
    return tuple(codes), tuple(strange)


def _parts(piece: str, known: Mapping[str, str]) -> list[str]:
    """The longest names first: 会议记录、纪要、台账 is two where 会议记录、纪要 is a name."""
    cut = [part.strip() for part in _MAYBE.split(piece) if part.strip()]
    found: list[str] = []
    at = 0
    while at < len(cut):
        for end in range(len(cut), at, -1):
            joined = "、".join(cut[at:end])
            if plain(joined) in known or end == at + 1:
                found.append(joined)
                at = end
                break
    return found


def near(word: str, known: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The name most like a word, "" where none is."""
    found = nearest_word(plain(word), known)
    return names[known[found]] if found else ""
