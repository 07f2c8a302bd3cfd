"""WordprocessingML as text: elements and their escaping."""

import re
from functools import cache
from xml.sax.saxutils import escape

# Characters XML 1.0 cannot hold; they never come from a checked project, but may from a name.
_REFUSED = {n: None for n in range(32) if n not in (9, 10, 13)}
_SPECIAL = re.compile('[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f&<>"]')  # most texts have none


def element(name: str, /, *inside: str, **attributes: str | int) -> str:
    """<w:name w:key="value">inside</w:name>; a name without prefix is of Word's own (`w:`)."""
    tag = name if ":" in name else f"w:{name}"
    keys = "".join([f' {_key(tag, k)}="{_value(v)}"' for k, v in attributes.items()])
    return f"<{tag}{keys}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{keys}/>"


@cache  # a document has a few hundred thousand attributes of some forty names
def _key(tag: str, key: str) -> str:
    """w14:checked has w14:val; a reserved word of Python is written with a `_` behind."""
    return f"{tag.partition(':')[0]}:{key.rstrip('_')}"


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else safe(value)


def words(text: str) -> str:
    """Text as it is, with its spaces."""
    return f'<w:t xml:space="preserve">{safe(text)}</w:t>'


def safe(text: str) -> str:
    """Text as it may stand between tags and in quotes."""
    if not _SPECIAL.search(text):
        return text
    return escape(text.translate(_REFUSED), {'"': "&quot;"})
