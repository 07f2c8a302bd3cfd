"""Words as they were when somebody reviewed them, kept in content/ID/reviewed.txt.

A line is a content stamp and the words it is of; so it stays true whatever number a provision
gets, and a line that somebody spoilt is known.
"""

from collections.abc import Iterable, Mapping

from generator.text.stamps import stamp

_HEAD = "# 由 zicha 写入：核对时的文字 / written by zicha: words as they were reviewed"


def remembering(before: Mapping[str, str], words: Iterable[str], wanted: Iterable[str]) -> str:
    """The file with these words as well, and none but those that a review still names."""
    known = {**before, **{stamp(said): " ".join(said.split()) for said in words if said}}
    kept = sorted(mark for mark in set(wanted) if mark in known)
    return "".join(f"{line}\n" for line in (_HEAD, *(f"{m} {known[m]}" for m in kept)))
