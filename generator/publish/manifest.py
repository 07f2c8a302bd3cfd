"""What a finished site consists of: SHA-256 and size of every file, and its inputs."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import __version__

NAME = "manifest.json"
SUMS = "SHA256SUMS"


def write_manifest(site: Path, about: Mapping[str, str | int]) -> None:
    """Write what the files below `site` are: SHA256SUMS, and manifest.json, which names it too.

    `about` goes into the manifest before the files. The same site gives the same bytes.
    """
    files = {name: _facts(site / name) for name in file_names(site)}
    lines = (f"{facts['sha256']}  {name}\n" for name, facts in files.items())
    (site / SUMS).write_text("".join(lines), "utf-8")
    files = dict(sorted({**files, SUMS: _facts(site / SUMS)}.items()))
    record = {"generator": f"zicha {__version__}", **about, "files": files}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    (site / NAME).write_text(text, "utf-8")


def file_names(site: Path) -> tuple[str, ...]:
    """Paths below `site` of all that is no folder, links as well, in order."""
    found = (p for p in site.rglob("*") if p.is_symlink() or not p.is_dir())
    return tuple(sorted(p.relative_to(site).as_posix() for p in found))


def _facts(file: Path) -> dict[str, str | int]:
    data = file.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def read_manifest(site: Path) -> dict[str, Any] | None:
    """The manifest of a site all of whose files are there with their sizes; else None."""
    try:
        record: dict[str, Any] = json.loads((site / NAME).read_text("utf-8"))
        whole = all((site / p).stat().st_size == f["size"] for p, f in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if whole else None
