"""The schemas of one regulation's files: the published ones, with its own codes offered.

Codes, addresses and ids are offered, not prescribed: what is spelt like one passes, so that
zicha alone says what is wrong with it, once and in better words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.records.checklist import Check, Term, Vocabulary
from generator.records.texts import Document, Passage
from generator.records.walking import by_address
from generator.text.addresses import cite

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Schema = Mapping[str, Json]

KINDS = ("bearers", "evidence", "verify", "sampling")
LONGEST = 300  # characters of a provision that are shown


@dataclass(frozen=True, slots=True)
class Offer:
    """What is written, what it is called, what it says."""

    written: str
    called: str
    said: str


def checklist_schema(
    published: Schema, id_: str, vocabulary: Vocabulary, text: Document
) -> Schema:
    """With the codes of the vocabulary and the addresses of the text."""
    terms: Mapping[str, Mapping[str, Term]] = {k: getattr(vocabulary, k) for k in KINDS}
    offers = {
        **{kind: _codes(some) for kind, some in terms.items()},
        "address": _addresses(by_address(text.articles).values()),
        "article": _addresses(text.articles),
    }
    return _own(published, f"checklists/{id_}/article-NN.yaml", offers)


def vocabulary_schema(
    published: Schema, id_: str, vocabulary: Vocabulary, text: Document
) -> Schema:
    """With the addresses that may name a bearer, and the bearers that one may lie within."""
    offers = {
        "within": _codes(vocabulary.bearers),
        "address": _addresses(by_address(text.articles).values()),
    }
    return _own(published, f"checklists/{id_}/vocabulary.yaml", offers)


def tracers_schema(published: Schema, id_: str, checks: Iterable[Check]) -> Schema:
    """With the ids of the checks, and what they ask."""
    asked = (Offer(c.id, c.ask.zh, f"{cite(c.at, 'zh')}：{c.ask.zh}") for c in checks)
    return _own(published, f"checklists/{id_}/tracers.yaml", {"check": asked})


def matrix_schema(published: Schema, id_: str, text: Document) -> Schema:
    """With the addresses of the text."""
    offers = {"address": _addresses(by_address(text.articles).values())}
    return _own(published, f"content/{id_}/matrix.yaml", offers)


def _own(published: Schema, title: str, offers: Mapping[str, Iterable[Offer]]) -> Schema:
    """What has a name of its own among the definitions, or is any code under a key so named."""
    defs = _members(published["$defs"])
    own: dict[str, Json] = {
        name: _offering(_members(defs.get(name, defs.get("code"))), some)
        for name, some in offers.items()
    }
    kinds = offers.keys() - defs.keys()
    rest = {k: _pointed(v, "code", kinds) for k, v in published.items() if k != "$defs"}
    return {**rest, "title": title, "$defs": {**defs, **own}}


def _members(part: Json) -> dict[str, Json]:
    return part if isinstance(part, dict) else {}


def _pointed(part: Json, kind: str, kinds: Iterable[str]) -> Json:
    """References to any code as references to codes of the kind that is meant there."""
    if isinstance(part, list):
        return [_pointed(p, kind, kinds) for p in part]
    if not isinstance(part, dict):
        return f"#/$defs/{kind}" if part == "#/$defs/code" else part
    return {
        key: _pointed(value, key if key in kinds else kind, kinds)
        for key, value in part.items()
    }


def _offering(shape: Schema, offers: Iterable[Offer]) -> dict[str, Json]:
    """Any value of that shape, with some that an editor offers by name."""
    choices: list[Json] = [
        {"const": one.written, "title": one.called, "description": one.said} for one in offers
    ]
    if not choices:
        return dict(shape)
    free: Json = {key: shape[key] for key in ("type", "pattern")}
    return {"description": shape["description"], "anyOf": [*choices, free]}


def _codes(terms: Mapping[str, Term]) -> Iterator[Offer]:
    for code, term in terms.items():
        said = " / ".join(filter(None, (term.text.zh, term.text.en)))
        yield Offer(code, term.text.zh, said)


def _addresses(passages: Iterable[Passage]) -> Iterator[Offer]:
    for passage in passages:
        title = cite(passage.address, "zh")
        words = passage.words or passage.caption
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}……"
        named = f"{title} / {cite(passage.address, 'en')}"
        yield Offer(passage.address, title, f"{named}: {shown}" if shown else named)
