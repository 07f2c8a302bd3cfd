"""What a finished site consists of: SHA-256 and size of every file."""

import hashlib
import json
from pathlib import Path

from generator import __version__

NAME = "manifest.json"


def manifest(site: Path) -> str:
    """All files below `site` except the manifest itself, as JSON: same site, same text."""
    files = {
        path.relative_to(site).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
        }
        for path in sorted(p for p in site.rglob("*") if p.is_file())
        if path.name != NAME or path.parent != site
    }
    record = {"generator": f"zicha {__version__}", "files": files}
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
