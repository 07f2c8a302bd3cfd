"""Files of a project that a command writes: new ones only where nothing is yet."""

from collections.abc import Mapping
from pathlib import Path

from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write all of them, or none: CannotGoOn where one of them exists already."""
    taken = [path for path in sorted(files) if (root / path).exists()]
    if taken:
        raise CannotGoOn(*(_exists(path) for path in taken))
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def rewrite(root: Path, path: str, text: str) -> None:
    """Put `text` in place of a file at once: a reader sees the old one or the new."""
    draft = (root / path).with_name(f".{Path(path).name}.new")
    draft.write_bytes(text.encode())
    draft.replace(root / path)


def _exists(path: str) -> Finding:
    return Finding(
        Location(path),
        "file-exists",
        Text(
            "文件已存在，不覆盖；请换一个名称，或移走原来的文件夹",
            "the file exists and stays; choose another name or move the folder away",
        ),
    )
