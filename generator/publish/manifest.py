"""What a finished site consists of: SHA-256 and size of every file, and its inputs."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import __version__

NAME = "manifest.json"


def manifest(site: Path, about: Mapping[str, str | int]) -> str:
    """All files below `site` except the manifest itself, as JSON: same site, same text.

    `about` is written before the files: the hash of the inputs, counts.
    """
    files = {
        path.relative_to(site).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
        }
        for path in sorted(p for p in site.rglob("*") if p.is_file())
        if path.name != NAME or path.parent != site
    }
    record = {"generator": f"zicha {__version__}", **about, "files": files}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def read_manifest(site: Path) -> dict[str, Any] | None:
    """The manifest of a site all of whose files are there with their sizes; else None."""
    try:
        record: dict[str, Any] = json.loads((site / NAME).read_text("utf-8"))
        whole = all((site / p).stat().st_size == f["size"] for p, f in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if whole else None
