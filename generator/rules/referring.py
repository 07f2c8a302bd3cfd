"""Rules on cross-references: that what the text points at exists."""

from collections.abc import Iterator, Set

from generator.records.regulation import Provision, Regulation
from generator.records.texts import Reference, Text
from generator.records.walking import provisions
from generator.rules.written import Faults
from generator.text.addresses import article_of
from generator.text.references.finder import lead_of, references


def unknown_reference(regulation: Regulation) -> Faults:
    """A cross-reference in the text points at a provision that exists."""
    words = {address: p.words.zh for address, p in provisions(regulation).items()}
    for provision in provisions(regulation).values():
        lead = lead_of(provision.address, words)
        for reference, lost in _lost(provision, lead, frozenset(words)):
            said = provision.words.zh[reference.start : reference.end]
            told = Text(
                f"{provision.address} 提到“{said}”，但法规中没有 {lost}；请对照原件核对文本",
                f"{provision.address} refers to '{said}', but there is no {lost}; "
                "hold the text against the original",
            )
            yield provision.location, told


class _Whatever(Set[str]):
    """Addresses of a text in which everything exists that anybody points at."""

    def __init__(self, addresses: Set[str]) -> None:
        self.addresses = addresses

    def __contains__(self, address: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(self.addresses)

    def __len__(self) -> int:
        return len(self.addresses)


def _lost(
    provision: Provision, lead: str, addresses: Set[str]
) -> Iterator[tuple[Reference, str]]:
    """References that find more where everything exists, and one thing that does not."""
    words, at = provision.words.zh, provision.address
    there = {
        (r.start, r.end): r.targets for r in references(words, at, addresses, "zh", lead=lead)
    }
    for reference in references(words, at, _Whatever(addresses), "zh", lead=lead):
        found = there.get((reference.start, reference.end), ())
        if not reference.title and len(found) < len(reference.targets):
            missing = (t for t in reference.targets if article_of(t) not in addresses)
            yield reference, next(missing, reference.targets[-1])
