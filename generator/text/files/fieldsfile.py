"""A PDF that was filled in as JSON: what it is about, and what its fields hold."""

import io
import json
import logging

from pypdf import PdfReader

from generator.records.findings import Finding

_MOST = 20_000  # fields of one file


def text_of_fields(data: bytes, path: str) -> tuple[str, tuple[Finding, ...]]:
    """{"subject", "fields": {name: words}}; of boxes the state that is chosen, "" for none."""
    del path
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is said in findings
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    about = reader.metadata
    found = reader.get_fields() or {}
    if len(found) > _MOST:
        raise MemoryError
    fields = {name: _words(one.get("/V")) for name, one in found.items()}
    subject = str(about.get("/Keywords", "")) if about else ""
    return json.dumps({"subject": subject, "fields": fields}, ensure_ascii=False), ()


def _words(value: object) -> str:
    said = str(value or "")
    return said.removeprefix("/").removesuffix("Off") if said.startswith("/") else said
