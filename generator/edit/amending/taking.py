"""The plan carried out: the old state into the archive, the new one in its place."""

from collections.abc import Callable
from pathlib import Path

from generator.edit.amending.plan import Plan
from generator.edit.archive import TOLD
from generator.edit.files import Edit, write
from generator.project import disk
from generator.records.findings import CannotGoOn, Finding
from generator.records.texts import Location, Text


def take_over(root: Path, plan: Plan, told: str) -> None:
    """All of the plan or nothing; what is `told` of it lies beside what was kept."""
    missing = {p: data for p, data in plan.kept.items() if not disk.exists(root, p)}
    kept = {**missing, f"{plan.archive}/{TOLD}": told.encode()}
    edits: dict[str, Edit] = {
        path: _instead(path, plan.expected.get(path, b""), data)
        for path, data in plan.files.items()
        if data is not None
    }
    gone = [path for path, data in plan.files.items() if data is None]
    write(root, kept, edits, gone)


def _instead(path: str, expected: bytes, data: bytes) -> Callable[[bytes], bytes]:
    """The new contents, unless somebody has written into the file meanwhile."""

    def edit(found: bytes) -> bytes:
        if found != expected:
            words = Text(
                "文件刚被改动，未写入；请保存好再运行一次",
                "the file has just changed, so nothing is written; save it and run this again",
            )
            raise CannotGoOn(Finding(Location(path), "changed-meanwhile", words))
        return data

    return edit
