"""Rules on cross-references: that what the text points at exists."""

from functools import partial

from generator.records.regulation import Regulation
from generator.records.texts import Reference, Text
from generator.records.walking import provisions
from generator.rules.written import Faults
from generator.text.addresses import article_of
from generator.text.references.finder import lead_of, references, short_titles
from generator.text.references.pointing import Known, Presumed


def unknown_reference(regulation: Regulation) -> Faults:
    """A cross-reference in the text points at a provision that exists."""
    words = {address: p.words.zh for address, p in provisions(regulation).items()}
    known, presumed = Known(words), Presumed(words)
    short = short_titles(words.values())
    for provision in provisions(regulation).values():
        at, said = provision.address, provision.words.zh
        find = partial(
            references, said, at, language="zh", lead=lead_of(at, words), short=short
        )
        there = {(r.start, r.end): r.targets for r in find(addresses=known)}
        for reference in find(addresses=presumed):
            found = there.get((reference.start, reference.end), ())
            if not reference.title and len(found) < len(reference.targets):
                lost = _lost(reference, known)
                yield provision.location, _told(at, said[reference.start : reference.end], lost)


def _lost(reference: Reference, known: Known) -> str:
    """One thing that a reference points at and that is not there."""
    missing = (t for t in reference.targets if article_of(t) not in known)
    return next(missing, reference.targets[-1])


def _told(at: str, said: str, lost: str) -> Text:
    return Text(
        f"{at} 提到“{said}”，但法规中没有 {lost}；请对照原件核对文本",
        f"{at} refers to '{said}', but there is no {lost}; hold the text against the original",
    )
