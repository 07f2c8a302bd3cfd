"""A site in twenty signs that two people compare over the phone."""

import hashlib
import unicodedata
from pathlib import Path

from generator.publish import plainfiles
from generator.publish.proof.manifest import NAME

# Crockford's: no I, L, O, U, which are heard or read as something else.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20  # of 5 bits each: nobody finds another list of files with the same hundred bits
GROUP = 5
_MEANT = str.maketrans("OIL", "011")


def fingerprint_of(manifest: bytes) -> str:
    """`7K2QM-0AVXT-9RC4E-H8ZWN`: the first 100 bits of SHA-256 over manifest.json."""
    number = int.from_bytes(hashlib.sha256(manifest).digest(), "big") >> (256 - 5 * LENGTH)
    signs = [ALPHABET[number >> 5 * n & 31] for n in reversed(range(LENGTH))]
    return "-".join("".join(signs[n : n + GROUP]) for n in range(0, LENGTH, GROUP))


def fingerprint(site: Path) -> str:
    """The fingerprint of the site in a folder; raises OSError where it has no manifest."""
    return fingerprint_of(plainfiles.content(site / NAME))


def read_aloud(typed: str) -> str:
    """The twenty signs that somebody wrote down, "" where they are none."""
    wide = unicodedata.normalize("NFKC", typed).upper()
    signs = "".join(s for s in wide if s.isalnum()).translate(_MEANT)
    return signs if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""
