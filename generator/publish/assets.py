"""The theme's assets and ours, kept as one folder with a list of what must be in it."""

import hashlib
from pathlib import Path

from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import Store, Stored

KIND = "assets"


def keep_assets(store: Store, digest: str, made: Path) -> None:
    """Keep the finished folder `made`, unless another worker was first."""
    files = sorted(file for file in made.rglob("*") if file.is_file())
    listed = tuple(_stored(digest, made, file) for file in files)
    store.put_folder(KIND, digest, made)
    store.put_record(KIND, f"{digest}.json", record_text(listed))


def kept_assets(store: Store, digest: str) -> tuple[Stored, ...] | None:
    """All assets of the site; None where they are not there, or not whole."""
    text = store.record(KIND, f"{digest}.json")
    if text is None:
        return None
    files = read_record(tuple[Stored, ...], text)
    return files if all(map(store.has, files)) else None


def drop_assets(store: Store, digest: str) -> None:
    """So that they are made again: what is there is not written over."""
    store.drop(KIND, f"{digest}.json")
    store.drop(KIND, digest)


def _stored(digest: str, folder: Path, file: Path) -> Stored:
    name, data = file.relative_to(folder).as_posix(), file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Stored(f"assets/{name}", KIND, f"{digest}/{name}", sha256, len(data))
