"""Which words of a text its checks quote, and how many: characters, marks and spaces apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.records.checklist import Checklist
from generator.records.regulation import Provision, Regulation
from generator.records.walking import asked_checks, provisions, walk


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words that checks quote, or that none does."""

    words: str
    quoted: bool

    @property
    def left_out(self) -> bool:
        """Whether words, not marks alone, stand unquoted."""
        return not self.quoted and any(sign.isalnum() for sign in self.words)


@dataclass(frozen=True, slots=True)
class WordCount:
    """Letters, digits and ideographs that could be quoted, and those that are."""

    quoted: int
    counted: int

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 is all."""
        return 100 * self.quoted // self.counted if self.counted else 0


def stretches(regulation: Regulation) -> Mapping[str, tuple[Stretch, ...]]:
    """The words of each provision that has some, by address, cut where quotes begin and end.

    A quote counts where it first stands: in the provision of its check, or under it.
    """
    known = provisions(regulation)
    runs: dict[str, list[tuple[int, int]]] = {}
    for check in asked_checks(regulation):
        for quote in check.quotes if check.at in known else ():
            for passage in walk((known[check.at],)):
                start = passage.words.zh.find(quote.words)
                if start >= 0:
                    run = (start, start + len(quote.words))
                    runs.setdefault(passage.address, []).append(run)
                    break
    return {
        at: tuple(_cut(p.words.zh, runs.get(at, ()))) for at, p in known.items() if p.words.zh
    }


def _cut(words: str, runs: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    at = 0
    for start, end in sorted(runs):
        if start > at:
            yield Stretch(words[at:start], quoted=False)
        if end > at:
            yield Stretch(words[max(start, at) : end], quoted=True)
        at = max(at, end)
    if at < len(words):
        yield Stretch(words[at:], quoted=False)


def word_counts(
    regulation: Regulation, cut: Mapping[str, tuple[Stretch, ...]]
) -> Mapping[str, WordCount]:
    """For each article whose words could be quoted, by address.

    What the editors say has no checks is not counted, as a whole or provision by provision.
    """
    found = {}
    for article in regulation.articles:
        checklist = regulation.checklists.get(article.address)
        if checklist and not checklist.no_checks:
            found[article.address] = counted(
                s for at in _asked(article, checklist) for s in cut.get(at, ())
            )
    return {at: count for at, count in found.items() if count.counted}


def counted(parts: Iterable[Stretch]) -> WordCount:
    """Of some words how many are quoted."""
    quoted = every = 0
    for part in parts:
        n = sum(sign.isalnum() for sign in part.words)
        every += n
        quoted += n if part.quoted else 0
    return WordCount(quoted, every)


def total(counts: Iterable[WordCount]) -> WordCount:
    """All of them together."""
    listed = tuple(counts)
    return WordCount(sum(c.quoted for c in listed), sum(c.counted for c in listed))


def _asked(provision: Provision, checklist: Checklist) -> Iterator[str]:
    """The addresses of a provision and of all under it but what is said to have no checks."""
    if provision.address in checklist.unchecked:
        return
    yield provision.address
    for child in provision.children:
        yield from _asked(child, checklist)
