"""What was made before, kept by the hash of what it was made from."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

DRAFT = "."  # how the names of what is still being written begin
TEMPLATES, ASSETS = SHARED = ("templates", "assets")  # builds at the same time may read them
A_DAY = 24 * 3600


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
    total = hashlib.sha256()
    for folder in folders:
        for path in _files(str(folder), suffix):
            name = path[len(str(folder)) :].encode()
            with open(path, "rb") as file:  # noqa: PTH123 - twice as fast as Path for thousands
                data = file.read()
            for part in (name, data):
                total.update(len(part).to_bytes(8, "big"))
                total.update(part)
    return total.hexdigest()[:24]


def _files(folder: str, suffix: str) -> Iterator[str]:
    for place, below, names in os.walk(folder):
        below.sort()
        yield from (f"{place}/{name}" for name in sorted(names) if name.endswith(suffix))


def sealed(text: str) -> bytes:
    """A text after a line with its hash, by which `Store.record` knows it again."""
    data = text.encode()
    return hashlib.sha256(data).hexdigest().encode() + b"\n" + data


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
    """A folder `root/<kind>/<name>` of finished things; nothing half made is ever in it.

    What a disk, a power cut or a program that synchronises has spoilt is as if it were not
    there: whoever takes something out compares it with the hash it was kept with.
    """

    root: Path

    def place(self, kind: str, name: str) -> Path:
        """Where the thing of this name is, or will be."""
        return self.root / kind / name

    @property
    def lock(self) -> Path:
        """What those who use the store hold meanwhile."""
        return self.root.with_name("lock")

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
        return self.put_data(path, text.encode())

    def put_data(self, path: str, data: bytes) -> Stored:
        """The same of any content."""
        sha256 = hashlib.sha256(data).hexdigest()
        stored = Stored(path, "texts", sha256, sha256, len(data))
        if self.data(stored) is None:
            self.put_file("texts", sha256, data)
        return stored

    def data(self, stored: Stored) -> bytes | None:
        """What was kept; None where it is gone or is no longer what it was."""
        try:
            data = self.place(stored.kind, stored.name).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == stored.sha256 else None

    def has(self, stored: Stored) -> bool:
        """Whether something of that size is kept; `data` tells whether it is what it was."""
        try:
            return self.place(stored.kind, stored.name).stat().st_size == stored.size
        except OSError:
            return False

    def put_record(self, kind: str, name: str, text: str) -> None:
        """Keep a text that is read here only, after its own hash."""
        self.put_file(kind, name, sealed(text))

    def record(self, kind: str, name: str) -> str | None:
        """The text kept by `put_record`; None where it is gone or is no longer what it was."""
        try:
            seal, _, data = self.place(kind, name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data.decode() if hashlib.sha256(data).hexdigest().encode() == seal else None

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

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """An empty folder beside what is kept, gone in the end."""
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.root, prefix=DRAFT) as name:
            yield Path(name)

    def drop(self, kind: str, name: str) -> None:
        """Forget a file or a folder, if it is there."""
        _remove(self.place(kind, name))

    def drop_all_but(self, kind: str, names: Iterable[str]) -> None:
        """Forget what the last whole build did not use, drafts of others left alone."""
        keep = set(names)
        for name in self._names(kind):
            if name not in keep and not name.startswith(DRAFT):
                self.drop(kind, name)

    def sweep(self) -> None:
        """Remove what was half made when a process was killed; only where nobody is at work.

        What builds share goes too where none has used it for a day.
        """
        for place in (p for pattern in (".*", "*/.*") for p in self.root.glob(pattern)):
            _remove(place)
        before = time.time() - A_DAY
        for place in (p for kind in SHARED for p in self.root.glob(f"{kind}/*")):
            with suppress(FileNotFoundError):
                if place.lstat().st_mtime < before:
                    _remove(place)

    def use(self, kind: str, name: str) -> Path:
        """A folder that builds share, not to be swept for a day; gives its place."""
        place = self.place(kind, name)
        with suppress(FileNotFoundError):
            os.utime(place)
        return place

    def _names(self, kind: str) -> tuple[str, ...]:
        folder = self.root / kind
        return tuple(sorted(p.name for p in folder.iterdir())) if folder.is_dir() else ()


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def store_of(root: Path) -> Store:
    """The store of the project in `root`."""
    return Store(root / ".zicha" / "cache")
