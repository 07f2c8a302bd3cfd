"""Words as they were when somebody reviewed them, read from content/ID/reviewed.txt."""

from collections.abc import Mapping
from pathlib import Path

from generator.project import disk
from generator.text.stamps import stamp

REVIEWED = "reviewed.txt"


def remembered(root: Path, folder: str) -> Mapping[str, str]:
    """Stamp → the words it is of, as far as they are kept in the folder of a regulation.

    A line that somebody spoilt is known by its stamp and left out.
    """
    path = f"{folder}/{REVIEWED}"
    text, _ = disk.read_text(root, path) if disk.exists(root, path) else ("", ())
    rows = (line.partition(" ") for line in (text or "").splitlines())
    return {mark: words for mark, _, words in rows if mark == stamp(words)}
