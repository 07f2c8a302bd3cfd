"""A regulation with all its checks as data for other programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from generator.records.regulation import Regulation
from generator.records.site import Sheet
from generator.records.texts import Location

SCHEMA = 1  # grows when a field changes its meaning


def regulation_json(regulation: Regulation) -> str:
    """The whole regulation in both languages: text, checks, vocabulary, glossary."""
    return _text({"schema": SCHEMA, **_plain(regulation)})


def sheets_json(sheets: Sequence[Sheet]) -> str:
    """All printed forms of the site with their pages and sizes (bytes)."""
    return _text(_plain(tuple(sheets)))


def _text(value: Any) -> str:
    """JSON with one entry a line; indented throughout it would take five times as long."""
    if isinstance(value, Mapping):
        lines = [f"{_json(key)}: {_json(each)}" for key, each in value.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"
    return "[\n" + ",\n".join(map(_json, value)) + "\n]\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if not isinstance(getattr(value, f.name), Location)
        }
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
