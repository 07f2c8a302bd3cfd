"""What was made before, kept by the hash of what it was made from."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
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
        for path in _files(str(folder), suffix):
            with open(path, "rb") as file:  # noqa: PTH123 - twice as fast as Path for thousands
                parts += [path[len(str(folder)) :], file.read()]
    return digest(*parts)


def _files(folder: str, suffix: str) -> Iterator[str]:
    for place, below, names in os.walk(folder):
        below.sort()
        yield from (f"{place}/{name}" for name in sorted(names) if name.endswith(suffix))


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the site: its path there, where the store keeps it, what it is."""

    path: str
    kind: str
    name: str
    sha256: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Store:
    """A folder `root/<kind>/<name>` of finished things; nothing half made is ever in it."""

    root: Path

    def place(self, kind: str, name: str) -> Path:
        """Where the thing of this name is, or will be."""
        return self.root / kind / name

    def put_file(self, kind: str, name: str, data: bytes) -> Path:
        """Write a file under its name and give its path."""
        place = self.place(kind, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{name}.{os.getpid()}")
        draft.write_bytes(data)
        draft.replace(place)
        return place

    def put_text(self, path: str, text: str) -> Stored:
        """Keep a text under the hash of its content, to lie at `path` on the site."""
        data = text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        if not self.place("texts", sha256).is_file():
            self.put_file("texts", sha256, data)
        return Stored(path, "texts", sha256, sha256, len(data))

    def put_folder(self, kind: str, name: str, made: Path) -> Path:
        """Move a finished folder under its name; another worker may have been first."""
        place = self.place(kind, name)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():
                raise
            shutil.rmtree(made)
        return place

    def drop_all_but(self, kind: str, names: Iterable[str]) -> None:
        """Forget what the last whole build did not use."""
        keep = set(names)
        folder = self.root / kind
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.name not in keep:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def store_of(root: Path) -> Store:
    """The store of the project in `root`."""
    return Store(root / ".zicha" / "cache")
