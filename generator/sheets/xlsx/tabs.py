"""Names of worksheets: what Excel takes, none twice."""

import re
from collections.abc import Collection

from generator.sheets.office.words import Lines, Record, Voice, english, plain, text_of

LONGEST = 31  # characters
_REFUSED = re.compile(r"[\[\]:*?/\\']")  # "Articles 3/4"


def tab_of(voice: Voice, record: Record) -> str:
    """第五条, Article 5, or both where they fit on the tab."""
    both = plain(voice, record)
    if voice.language == "both" and len(both) > LONGEST:
        both = record["zh"] or ""
    return _fit(both) or english(voice, record)[:9]


def tab(voice: Voice, lines: Lines, taken: Collection[str]) -> str:
    """The same of words that are set already."""
    both = text_of(lines).replace("\n", " ")
    if voice.language == "both" and len(both) > LONGEST:
        both = text_of(lines[:1])
    return free(_fit(both), taken)


def free(name: str, taken: Collection[str]) -> str:
    """The name, numbered where it is taken."""
    n, found = 2, name
    while found.casefold() in {t.casefold() for t in taken}:
        found, n = f"{name[: LONGEST - 4]} {n}", n + 1
    return found


def _fit(name: str) -> str:
    return _REFUSED.sub(" ", name).strip()[:LONGEST].strip()
