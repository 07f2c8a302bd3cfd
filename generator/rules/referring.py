"""Rules on cross-references: that what the text points at exists."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.records.regulation import Provision, Regulation
from generator.records.texts import Reference, Text
from generator.records.walking import provisions
from generator.rules.written import Faults
from generator.text.addresses import article_of
from generator.text.references.finder import lead_of, references, short_titles
from generator.text.references.pointing import Known


def unknown_reference(regulation: Regulation) -> Faults:
    """A cross-reference in the text points at a provision that exists."""
    words = {address: p.words.zh for address, p in provisions(regulation).items()}
    known, whatever = Known(words), _Whatever(words)
    short = short_titles(words.values())
    for provision in provisions(regulation).values():
        lead = lead_of(provision.address, words)
        for reference, lost in _lost(provision, (lead, short), known, whatever):
            said = provision.words.zh[reference.start : reference.end]
            told = Text(
                f"{provision.address} 提到“{said}”，但法规中没有 {lost}；请对照原件核对文本",
                f"{provision.address} refers to '{said}', but there is no {lost}; "
                "hold the text against the original",
            )
            yield provision.location, told


_Said = tuple[str, Mapping[str, str]]  # the words above a provision, and short titles


class _Whatever(Known):
    """Addresses of a text in which everything exists that anybody points at."""

    def __contains__(self, address: object) -> bool:
        return True


def _lost(
    provision: Provision, said: _Said, addresses: Known, whatever: _Whatever
) -> Iterator[tuple[Reference, str]]:
    """References that find more where everything exists, and one thing that does not."""
    words, at = provision.words.zh, provision.address
    find = partial(references, words, at, language="zh", lead=said[0], short=said[1])
    there = {(r.start, r.end): r.targets for r in find(addresses=addresses)}
    for reference in find(addresses=whatever):
        found = there.get((reference.start, reference.end), ())
        if not reference.title and len(found) < len(reference.targets):
            missing = (t for t in reference.targets if article_of(t) not in addresses)
            yield reference, next(missing, reference.targets[-1])
