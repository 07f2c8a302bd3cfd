"""Records as JSON and back, for what is kept between builds: the only door to cattrs."""

import json
from collections.abc import Set
from typing import TypeVar

import cattrs

R = TypeVar("R")

# What `read_record` raises for a text that is no such record, beside ValueError.
UNREADABLE = (cattrs.BaseValidationError, TypeError, KeyError)

_converter = cattrs.Converter(unstruct_collection_overrides={Set: sorted})


def record_text(record: object) -> str:
    """A record as JSON text; the same record gives the same text."""
    return json.dumps(_converter.unstructure(record), ensure_ascii=False, separators=(",", ":"))


def read_record(kind: type[R], text: str) -> R:
    """The record of this kind that `record_text` wrote."""
    return _converter.structure(json.loads(text), kind)
