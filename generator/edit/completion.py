"""The schema of one regulation's checklists: the published one, with its own codes offered.

Codes and addresses are offered, not prescribed: what is spelt like one passes, so that zicha
alone says what is wrong with it, once and in better words.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.records.checklist import Term, Vocabulary
from generator.records.texts import Document, Passage
from generator.records.walking import by_address
from generator.text.addresses import cite

Json = dict[str, Any]  # JSON Schema
Offer = tuple[str, str, str]  # what is written, what it is called, what it says

KINDS = ("bearers", "evidence", "verify", "sampling")
LONGEST = 300  # characters of a provision that are shown


def checklist_schema(
    published: Mapping[str, Any], id_: str, vocabulary: Vocabulary, text: Document
) -> Json:
    """`published` with the codes of the vocabulary and the addresses of the text."""
    defs = published["$defs"]
    terms: Mapping[str, Mapping[str, Term]] = {k: getattr(vocabulary, k) for k in KINDS}
    passages = by_address(text.articles)
    article = published["properties"]["article"]
    own: Json = {
        **defs,
        **{kind: _offering(defs["code"], _codes(some)) for kind, some in terms.items()},
        "address": _offering(defs["address"], _addresses(passages.values())),
    }
    own.pop("code")
    schema: Json = _pointed({k: v for k, v in published.items() if k != "$defs"}, "")
    schema["title"] = f"checklists/{id_}/article-NN.yaml"
    schema["properties"]["article"] = _offering(article, _addresses(text.articles))
    return {**schema, "$defs": own}


def _pointed(part: Any, kind: str) -> Any:
    """References to any code as references to codes of the kind that is meant there."""
    if isinstance(part, list):
        return [_pointed(p, kind) for p in part]
    if not isinstance(part, dict):
        return f"#/$defs/{kind}" if part == "#/$defs/code" else part
    return {key: _pointed(value, key if key in KINDS else kind) for key, value in part.items()}


def _offering(shape: Mapping[str, Any], offers: Iterable[Offer]) -> Json:
    """Any value of that shape, with some that an editor offers by name."""
    choices = [{"const": c, "title": title, "description": said} for c, title, said in offers]
    if not choices:
        return dict(shape)
    free = {key: shape[key] for key in ("type", "pattern")}
    return {"description": shape["description"], "anyOf": [*choices, free]}


def _codes(terms: Mapping[str, Term]) -> Iterator[Offer]:
    for code, term in terms.items():
        yield code, term.text.zh, " / ".join(filter(None, (term.text.zh, term.text.en)))


def _addresses(passages: Iterable[Passage]) -> Iterator[Offer]:
    for passage in passages:
        title = cite(passage.address, "zh")
        words = passage.words or passage.caption
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}……"
        named = f"{title} / {cite(passage.address, 'en')}"
        yield passage.address, title, f"{named}: {shown}" if shown else named
