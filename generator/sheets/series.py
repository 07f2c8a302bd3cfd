"""Terms in one row, as a sentence has them: the first alone begins with a capital."""

from collections.abc import Iterable, Iterator

from generator.records.texts import Text


def in_a_row(terms: Iterable[Text]) -> Iterator[Text]:
    """`document review`, `individual interview` → `Document review`, `individual interview`."""
    for n, term in enumerate(terms):
        en = term.en or ""
        yield Text(term.zh, en[:1].upper() + en[1:]) if en and n == 0 else term
