"""What was made before, kept by the hash of what it was made from."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def digest(*parts: bytes | str) -> str:
    """24 hex digits of SHA-256 over the parts, each preceded by its length."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()[:24]


def folder_digest(*folders: Path, suffix: str = "") -> str:
    """The same over every file of the folders, names and contents, in order of their names."""
    parts: list[bytes | str] = []
    for folder in folders:
        for path in sorted(p for p in folder.rglob(f"*{suffix}") if p.is_file()):
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return digest(*parts)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder `root/<kind>/<key>` of finished things. Nothing half made is ever seen in it."""

    root: Path

    def place(self, kind: str, key: str) -> Path:
        """Where the thing of this key is, or will be."""
        return self.root / kind / key

    def put_file(self, kind: str, key: str, data: bytes) -> Path:
        """Write a file under its key and give its path."""
        place = self.place(kind, key)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{key}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(place)
        return place

    def put_folder(self, kind: str, key: str, made: Path) -> Path:
        """Move a finished folder under its key; another worker may have been first."""
        place = self.place(kind, key)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():
                raise
            shutil.rmtree(made)
        return place

    def drop_all_but(self, kind: str, keys: Iterable[str]) -> None:
        """Forget what the last whole build did not use."""
        keep = set(keys)
        folder = self.root / kind
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in keep:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
