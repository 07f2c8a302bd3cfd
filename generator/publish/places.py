"""Which paths a file of the site may have, on any system that holds it."""

import re

from generator.publish.kept.store import Stored

KINDS = ("pages", "sheets", "texts")

# No part is empty, hidden or "..", none has a character that Windows refuses: zh/办法/a-5.html
_PART = r"(?![. ])[^\x00-\x1f\x7f/\\:*?\"<>|]{1,120}(?<![. ])"
_PATH = re.compile(rf"{_PART}(?:/{_PART}){{0,9}}")
# Windows has devices where others have files of these names: con, aux.html, com1.pdf
_DEVICE = re.compile(
    r"(?:.*/)?(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.[^/]*)?(?:/.*)?", re.IGNORECASE
)
_NAME = re.compile(r"[0-9a-f]{24,64}(?:\.[a-z]{3,4})?")  # 3f9a1c….pdf, as a store names it
_INLINE = re.compile(r"assets/inline/[0-9a-f]{16}\.(?:js|css)")


def is_safe(path: str) -> bool:
    """Whether the path stays within the site and every file system can hold it."""
    return bool(_PATH.fullmatch(path)) and not _DEVICE.fullmatch(path)


def is_stored(file: Stored) -> bool:
    """Whether its path stays within the site, and its place within the store."""
    return is_safe(file.path) and in_store(file)


def in_store(file: Stored) -> bool:
    """Whether its place stays within the store."""
    return file.kind in KINDS and bool(_NAME.fullmatch(file.name))


def belongs(path: str, id_: str) -> bool:
    """Whether a regulation may put something there."""
    own = (f"zh/{id_}/", f"en/{id_}/", f"sheets/{id_}/", f"data/{id_}.")
    return is_safe(path) and (path.startswith(own) or bool(_INLINE.fullmatch(path)))


def printed_of(id_: str) -> tuple[str, ...]:
    """How paths to what a regulation prints begin, and to the pages that list it."""
    return (f"sheets/{id_}/", f"data/{id_}.", f"zh/{id_}/sheets.html", f"en/{id_}/sheets.html")
