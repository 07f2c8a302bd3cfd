"""Two versions of a text as one: what stayed, what went, what came."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "old", "new"]
_WORD = re.compile(r"[A-Za-z0-9’'-]+|\s+|.", re.DOTALL)  # an English word, else one character


def changes(old: str, new: str) -> Iterator[tuple[Change, str]]:
    """The words in order; of a change what went comes before what came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(after[c:d])
            continue
        if a < b:
            yield "old", "".join(before[a:b])
        if c < d:
            yield "new", "".join(after[c:d])
