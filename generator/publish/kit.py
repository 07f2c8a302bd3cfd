"""Settings and templates as they were seen, in a copy for MkDocs and Typst to read."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from generator.project import disk, holding
from generator.project.inventory import SETTINGS
from generator.publish.kept.store import TEMPLATES, Store, digest
from generator.records.findings import CannotGoOn

MOST = 1 << 28  # bytes of a template: a font may be large


def kit(root: Path, seen: Mapping[str, str], store: Store) -> Path:
    """A folder with mkdocs.yml and site_templates that hold just what was seen of them.

    `seen` is path → SHA-256. All builds that saw the same use the same folder. Raises
    CannotGoOn where a file has changed since it was seen.
    """
    name = digest(repr(sorted(seen.items())))
    place = store.place(TEMPLATES, name)
    if _found(place) != seen:
        store.drop(TEMPLATES, name)
        with store.draft() as draft:
            for path, sha256 in seen.items():
                home = root if path == SETTINGS else disk.templates_home(root)
                _copy(home, path, draft / name, sha256)
            store.put_folder(TEMPLATES, name, draft / name)
    return store.use(TEMPLATES, name)


def _found(place: Path) -> Mapping[str, str]:
    files = (file for file in place.rglob("*") if file.is_file())
    return {file.relative_to(place).as_posix(): disk.hash_of(file) for file in files}


def _copy(home: Path, path: str, target: Path, sha256: str) -> None:
    data, findings = disk.read_bytes(home, path, MOST)
    if data is None and sha256 == holding.UNREADABLE:
        raise CannotGoOn(*findings)
    if data is None or hashlib.sha256(data).hexdigest() != sha256:
        raise holding.changed(path)
    (target / path).parent.mkdir(parents=True, exist_ok=True)
    (target / path).write_bytes(data)
