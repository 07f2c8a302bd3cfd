"""What a finished site consists of: SHA-256 and size of every file, and its inputs."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator import __version__

NAME = "manifest.json"
SUMS = "SHA256SUMS"
NOTHING: Mapping[str, Any] = MappingProxyType({})

Facts = Mapping[str, str | int]  # sha256, size in bytes


def write_manifest(
    site: Path, about: Mapping[str, str | int], known: Mapping[str, Facts] = NOTHING
) -> int:
    """Write what the files below `site` are, and give their number, the two written included.

    SHA256SUMS names all but manifest.json, which names it too. `about` goes into the manifest
    before the files, `known` spares reading files again. The same site gives the same bytes.
    """
    files = {name: known.get(name) or _facts(site / name) for name in file_names(site)}
    lines = (f"{facts['sha256']}  {name}\n" for name, facts in files.items())
    (site / SUMS).write_text("".join(lines), "utf-8")
    files = dict(sorted({**files, SUMS: _facts(site / SUMS)}.items()))
    rows = ",\n".join(f'  "{name}": {json.dumps(facts)}' for name, facts in files.items())
    head = json.dumps({"generator": f"zicha {__version__}", **about}, ensure_ascii=False)
    text = f'{head[:-1]},\n "files": {{\n{rows}\n }}}}\n'
    (site / NAME).write_text(text, "utf-8")
    return len(files) + 1


def file_names(site: Path) -> tuple[str, ...]:
    """Paths below `site` of all that is no folder, links as well, in order."""
    found: list[str] = []
    for folder, below, names in os.walk(site):
        links = (name for name in below if Path(folder, name).is_symlink())
        found += (f"{folder}/{name}" for name in (*names, *links))
    return tuple(sorted(name[len(str(site)) + 1 :] for name in found))


def _facts(file: Path) -> Facts:
    data = file.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def read_manifest(site: Path) -> dict[str, Any] | None:
    """The manifest of a site all of whose files are there with their sizes; else None."""
    try:
        record: dict[str, Any] = json.loads((site / NAME).read_text("utf-8"))
        files = record["files"].items()
        whole = all(os.stat(f"{site}/{p}").st_size == f["size"] for p, f in files)  # noqa: PTH116 - thousands
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if whole else None
