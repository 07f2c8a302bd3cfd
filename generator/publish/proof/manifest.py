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
ENTRANCE = "index.html"  # a folder of ours whose manifest names it is a site
MOST = 1 << 28  # bytes: a manifest of 300 regulations has 20 MB
NOTHING: Mapping[str, Any] = MappingProxyType({})

FileFacts = Mapping[str, str | int]  # sha256, size in bytes


def write_manifest(
    site: Path, about: Mapping[str, str | int], known: Mapping[str, FileFacts] = NOTHING
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


def _facts(file: Path) -> FileFacts:
    data = file.read_bytes()
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}


def own_record(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder that this program made, whatever became of it; else None.

    A file of that name may be anything else: the settings of a web app, a device, a bomb.
    """
    try:
        if not (folder / NAME).is_file() or (folder / NAME).stat().st_size > MOST:
            return None
        record = json.loads((folder / NAME).read_text("utf-8"))
        made = record["generator"].startswith("zicha ")
        paths = all(_is_below(name) for name, _ in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return record if made and paths else None


def _is_below(name: str) -> bool:
    return not {"", ".", ".."} & set(name.split("/"))
