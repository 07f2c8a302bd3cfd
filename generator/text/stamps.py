"""Short hashes of texts at the moment a person reviewed them."""

import hashlib
import unicodedata


def stamp(text: str) -> str:
    """The first 12 hexadecimal digits of SHA-256 over the NFKC text without white space."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]
