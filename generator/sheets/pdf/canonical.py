"""A sheet as JSON: what Typst reads, and of which the key of a sheet is the hash."""

import json
from dataclasses import fields
from typing import Any

from generator.records.texts import Text
from generator.sheets.models import SheetModel


def canonical(sheet: SheetModel) -> str:
    """The record as JSON, its fields sorted: the same text for the same sheet."""
    return json.dumps(sheet, default=_record, ensure_ascii=False, sort_keys=True)


def _record(record: Any) -> dict[str, object]:
    """A record by its fields; where a person wrote a text is not said on paper."""
    if isinstance(record, Text):
        return {"zh": record.zh, "en": record.en}
    return {field.name: getattr(record, field.name) for field in fields(record)}
