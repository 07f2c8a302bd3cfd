"""Names of worksheets: what Excel takes, none twice."""

import re
from collections.abc import Collection

from generator.records.texts import Text
from generator.sheets.office.words import Lines, Voice, cell_text, english, plain

LONGEST = 31  # characters
_REFUSED = re.compile(r"[\[\]:*?/\\']")  # "Articles 3/4"


def tab_of(voice: Voice, text: Text) -> str:
    """第五条, Article 5, or both where they fit on the tab."""
    both = plain(voice, text)
    if voice.language == "both" and len(both) > LONGEST:
        both = text.zh
    return _fit(both) or english(voice, text)[:9]


def tab(voice: Voice, lines: Lines, taken: Collection[str]) -> str:
    """The same of words that are set already."""
    both = cell_text(lines).replace("\n", " ")
    if voice.language == "both" and len(both) > LONGEST:
        both = cell_text(lines[:1])
    return free(_fit(both), taken)


def free(name: str, taken: Collection[str]) -> str:
    """The name, numbered where it is taken."""
    n, found = 2, name
    while found.casefold() in {t.casefold() for t in taken}:
        found, n = f"{name[: LONGEST - 4]} {n}", n + 1
    return found


def _fit(name: str) -> str:
    return _REFUSED.sub(" ", name).strip()[:LONGEST].strip()
