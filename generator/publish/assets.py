"""The theme's assets and ours, kept as one folder with a list of what must be in it."""

import hashlib
from pathlib import Path

from generator.publish.kept.records import read_record, record_text
from generator.publish.kept.store import ASSETS, Store, Stored, sealed

LIST = ".list.json"  # in the folder, so that both are there at once; hidden, so not published


def keep_assets(store: Store, digest: str, made: Path) -> None:
    """Keep the finished folder `made`, unless another worker was first."""
    files = sorted(file for file in made.rglob("*") if file.is_file())
    listed = tuple(_stored(digest, made, file) for file in files)
    (made / LIST).write_bytes(sealed(record_text(listed)))
    store.put_folder(ASSETS, digest, made)


def kept_assets(store: Store, digest: str) -> tuple[Stored, ...] | None:
    """All assets of the site; None where they are not there, or not whole."""
    text = store.record(ASSETS, f"{digest}/{LIST}")
    if text is None:
        return None
    files = read_record(tuple[Stored, ...], text)
    return files if all(map(store.has, files)) else None


def _stored(digest: str, folder: Path, file: Path) -> Stored:
    name, data = file.relative_to(folder).as_posix(), file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Stored(f"assets/{name}", ASSETS, f"{digest}/{name}", sha256, len(data))
