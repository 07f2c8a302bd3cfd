"""A folder of results: what an earlier run left there is replaced, nothing else touched."""

import contextlib
import json
import shutil
import tempfile
from pathlib import Path
from types import TracebackType

from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text

LISTED = "files"  # in the record of a run: the files it wrote


class Results:
    """Files are made beside the folder, and are all put into it at the end, or none.

    `record` names the file that says which others there are of ours.
    """

    def __init__(self, folder: Path, record: str) -> None:
        """Raises CannotGoOn where the folder is a file."""
        self.folder, self.record = folder, record
        if folder.exists() and not folder.is_dir():
            raise CannotGoOn(_no_folder(folder))
        self._names: dict[str, None] = {}
        self._made: Path | None = None

    def __enter__(self) -> "Results":
        self.folder.mkdir(parents=True, exist_ok=True)
        self._made = Path(tempfile.mkdtemp(prefix=".zicha-", dir=self.folder))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._put()
        finally:
            shutil.rmtree(self.place(""), ignore_errors=True)

    def place(self, name: str) -> Path:
        """Where a file is written before it is put into the folder."""
        assert self._made is not None
        return self._made / name

    def free(self, stem: str, ending: str) -> str:
        """A name that no file of this run has: a, a-2, a-3."""
        taken = {name.casefold() for name in self._names}
        n, name = 1, f"{stem}{ending}"
        while name.casefold() in taken:
            n += 1
            name = f"{stem}-{n}{ending}"
        self._names[name] = None
        return name

    def write(self, name: str, text: str | bytes) -> None:
        """A file of the folder, or of one in it (parks/index.html)."""
        data = text.encode() if isinstance(text, str) else text
        self.add(name).write_bytes(data)

    def add(self, name: str) -> Path:
        """A file of the folder that is written elsewhere, to this place."""
        self._names[name] = None
        self.place(name).parent.mkdir(exist_ok=True)
        return self.place(name)

    def _put(self) -> None:
        before = _before(self.folder / f".{self.record}")
        strange = [n for n in self._names if n not in before and (self.folder / n).exists()]
        if strange:
            raise CannotGoOn(*(_in_the_way(self.folder / name) for name in strange))
        for name in before - self._names.keys():
            (self.folder / name).unlink(missing_ok=True)
            if "/" in name:
                _leave(self.folder / name)
        listed = json.dumps({LISTED: list(self._names)}, ensure_ascii=False)
        (self.folder / f".{self.record}").write_text(listed, "utf-8")
        for name in self._names:
            (self.folder / name).parent.mkdir(exist_ok=True)
            self.place(name).replace(self.folder / name)


def _leave(place: Path) -> None:
    """A folder of ours in which nothing is left goes, too."""
    with contextlib.suppress(OSError):
        place.parent.rmdir()


def _before(record: Path) -> set[str]:
    """Names of the files that an earlier run left, none that lead elsewhere."""
    try:
        names = json.loads(record.read_text("utf-8"))[LISTED]
        return {n for n in names if isinstance(n, str) and _is_ours(record.parent, n)}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return set()


def _is_ours(folder: Path, name: str) -> bool:
    """A plain name, or one in a plain folder that is no link."""
    parts = name.split("/")
    plain = all(Path(part).name == part and part != ".." for part in parts)
    return plain and len(parts) <= 2 and not (folder / name).parent.is_symlink()


def _no_folder(folder: Path) -> Finding:
    words = Text(
        "这里已有同名文件；请换一个 -o", "there is a file of this name; choose another -o"
    )
    return Finding(Location(str(folder)), "no-folder", words)


def _in_the_way(path: Path) -> Finding:
    words = Text(
        "这个文件不是这个命令写的，不会覆盖；请移走它，或换一个 -o",
        "this file is not from this command and stays; move it away or choose another -o",
    )
    return Finding(Location(str(path)), "changed-file", words)
